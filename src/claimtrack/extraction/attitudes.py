"""What a parse attributes besides reported clauses: wishes, judgements, demands, hearsay, and nouns for all of these.

They belong to the list of attributions and make no claims.
"""

from collections.abc import Iterator, Mapping

from claimtrack.domain.attribution import CueClass
from claimtrack.extraction.lexicons.attitudes import (
    ADJECTIVES,
    CLAUSE,
    IMPERSONAL,
    NAMING,
    NOUN,
    NOUNS,
    PREPOSITIONS,
    SEEMING,
    TO,
)
from claimtrack.extraction.lexicons.cues import CUE_CLASS, NOUN_CUES
from claimtrack.extraction.reporting import (
    CLAUSES,
    Reporting,
    agent_of,
    below,
    clauses_of,
    frame_of,
    holder_of,
    speaker_of,
)
from claimtrack.extraction.syntax import Tree, Word
from claimtrack.extraction.verbgroups import SUBJECTS

_OBJECTS = ("dobj", "oprd", "xcomp", "ccomp", "acomp")
_PRONOUNS = frozenset("which that who whom".split())
_OPENERS = frozenset({"“", '"', "``", "‘", "«", "„", "''", "'"})


def find_attitudes(tree: Tree, known: Mapping[int, Reporting]) -> Iterator[Reporting]:
    """Yield what the words of a tree attribute, besides those whose reporting is known."""
    for word in tree.words:
        if word.at in known:
            continue
        rules = _VERB_RULES if word.pos in {"VERB", "AUX"} else _NOUN_RULES if word.pos == "NOUN" else _ADJECTIVE_RULES
        found = next((reporting for rule in rules if (reporting := rule(tree, word))), None)
        if found is not None:
            yield found


def _clause(tree: Tree, cue: Word) -> Reporting | None:
    """Read any verb of mind or speech with a clause: "they know that ...", "she shouted: ..."."""
    if cue.lemma not in CLAUSE and cue.lemma not in CUE_CLASS:
        return None
    contents = list(clauses_of(cue)) or [word for word in cue.children if word.relation in CLAUSES and word.at > cue.at]
    if not contents or (contents[0].at < cue.at and _class_of(cue) is CueClass.DENIAL):
        return None
    return _by_speaker(tree, cue, below(contents), _class_of(cue), "attitude_clause/1")


def _quoted(tree: Tree, cue: Word) -> Reporting | None:
    """Read a verb of speech with quoted words that are no clause: "she called out “Never!”"."""
    if cue.lemma not in CLAUSE and cue.lemma not in CUE_CLASS:
        return None
    for word in cue.children:
        if word.relation in {"dobj", "attr", "npadvmod", "oprd", "intj", *CLAUSES}:
            words = below([word])
            before = tree.words[words[0].at - 1].form if words[0].at else ""
            if words[0].form in _OPENERS or before in _OPENERS:
                return _by_speaker(tree, cue, words, _class_of(cue), "quoted_words/1")
    return None


def _impersonal(tree: Tree, cue: Word) -> Reporting | None:
    """Read "the bridge is expected to close", "it is seen as ...", "it seems closed": said by nobody in particular."""
    subject = cue.child(*SUBJECTS)
    if cue.lemma in SEEMING:
        contents = [word for word in cue.children if word.relation in {"xcomp", "oprd", "acomp", "ccomp"}]
        source = None
    elif cue.lemma in IMPERSONAL and cue.child("auxpass") is not None:
        contents = [
            word
            for word in cue.children
            if word.relation in {"xcomp", "oprd", "ccomp"} or (word.relation == "prep" and word.lower in {"as", "of"})
        ]
        source = agent_of(cue)
    else:
        return None
    if not contents or subject is None:
        return None
    named = [] if subject.relation == "expl" or subject.lower == "it" else [subject]
    frame = frame_of(tree, source, cue, CueClass.STANCE if source else CueClass.HEARSAY, "impersonal/1")
    return Reporting(cue, frame, below([*named, *contents]))


def _infinitive(tree: Tree, cue: Word) -> Reporting | None:
    """Read a verb with an infinitive: "the town wants to sell it", "she urged them to stay"."""
    if cue.lemma not in TO:
        return None
    contents = [word for word in cue.children if word.relation in {"xcomp", "ccomp"}]
    if cue.child("auxpass") or not any(word.child("aux") and word.tag == "VB" for word in contents):
        return None
    asked = [word for word in cue.children if word.relation == "dobj"]
    return _by_speaker(tree, cue, below([*asked, *contents]), TO[cue.lemma], "infinitive/1")


def _object(tree: Tree, cue: Word) -> Reporting | None:
    """Read a verb whose object is what somebody holds or says: "they cited the cost", "he called it a success"."""
    if cue.lemma not in NOUN:
        return None
    objects = [
        word
        for word in cue.children
        if word.relation in _OBJECTS
        or (word.relation == "prep" and word.at > cue.at and word.lower in {"as", "of", "for"})
    ]
    named = [word for word in objects if word.relation != "dobj"]
    if objects and objects[0].relation == "ccomp" and objects[0].at < cue.at and NOUN[cue.lemma] is CueClass.DENIAL:
        return None
    if not objects or cue.child("auxpass") or (cue.lemma in NAMING and not named):
        return None
    if objects[0].relation == "prep" and cue.lemma not in NAMING:
        return None
    return _by_speaker(tree, cue, below(objects), NOUN[cue.lemma], "object/1")


def _passive(tree: Tree, cue: Word) -> Reporting | None:
    """Read "it was first reported by the paper"."""
    source, subject = agent_of(cue), cue.child("nsubjpass")
    if source is None or subject is None or (cue.lemma not in NOUN and cue.lemma not in CUE_CLASS):
        return None
    cue_class = CUE_CLASS.get(cue.lemma) or NOUN[cue.lemma]
    return Reporting(cue, frame_of(tree, source, cue, cue_class, "passive/1"), below([subject]))


def _preposition(tree: Tree, cue: Word) -> Reporting | None:
    """Read a verb with its preposition: "they called for more", "she warned of a flood"."""
    behind = PREPOSITIONS.get(cue.lemma)
    if behind is None:
        return None
    at = [word for word in cue.children if word.relation == "prep" and word.lower in behind]
    if not at:
        return None
    words = tuple(word for word in below(at) if word is not at[0])
    return _by_speaker(tree, cue, words, CUE_CLASS.get(cue.lemma, CueClass.STANCE), "preposition/1") if words else None


def _adjective(tree: Tree, cue: Word) -> Reporting | None:
    """Read "she is sure that ...", "they are critical of ..."."""
    if cue.lemma not in ADJECTIVES or cue.head is None or cue.relation not in {"acomp", "conj", "advcl", "oprd"}:
        return None
    contents = [word for word in cue.children if word.relation in {"ccomp", "xcomp", "prep"} and word.at > cue.at]
    if not contents:
        return None
    source = speaker_of(cue.head)
    if source is None or source.relation == "expl":
        return None
    frame = frame_of(tree, source, cue, ADJECTIVES[cue.lemma], "adjective/1")
    return Reporting(cue, frame, below(contents))


def _noun(tree: Tree, cue: Word) -> Reporting | None:
    """Read a noun with the clause that it tells: "its promise to ...", "the decision that ..."."""
    if cue.lemma not in NOUNS and cue.lemma not in NOUN_CUES:
        return None
    content = next(
        (word for word in cue.children if word.relation in {"acl", "ccomp"} and word.child("mark", "aux")), None
    )
    source = holder_of(cue)
    if content is None or (source is None and cue.lemma in NOUN_CUES):
        return None
    cue_class = NOUN_CUES.get(cue.lemma) or NOUNS[cue.lemma]
    return Reporting(cue, frame_of(tree, source, cue, cue_class, "noun_clause/1"), below([content]))


def _by_speaker(tree: Tree, cue: Word, words: tuple[Word, ...], cue_class: CueClass, rule: str) -> Reporting | None:
    passive = cue.child("auxpass") is not None
    source = agent_of(cue) if passive else speaker_of(cue)
    if (source is None and not passive) or all(word.lower in _PRONOUNS for word in words):
        return None
    return Reporting(cue, frame_of(tree, source, cue, cue_class, rule), _without_asides(words))


def _without_asides(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Leave out the relative clauses that a comma sets off: they are the article's own words."""
    forms = {word.at: word.form for word in words}
    aside: set[int] = set()
    for word in words:
        if word.relation == "relcl" and forms.get((clause := word.subtree())[0].at - 1) == ",":
            aside.update(inner.at for inner in clause)
    return tuple(word for word in words if word.at not in aside) if aside else words


def _class_of(cue: Word) -> CueClass:
    return CUE_CLASS.get(cue.lemma) or CLAUSE[cue.lemma]


_VERB_RULES = (_clause, _quoted, _impersonal, _infinitive, _passive, _object, _preposition)
_NOUN_RULES = (_noun,)
_ADJECTIVE_RULES = (_adjective,)
