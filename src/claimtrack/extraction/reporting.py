"""Who said it, read off a parse: the words of a tree that report something, with whom they name and what they report.

The surface rules come first; these find what stands in the words they left. What is claimed is not asked here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimtrack.domain.attribution import CueClass
from claimtrack.domain.span import Span
from claimtrack.extraction.attribution import Frame
from claimtrack.extraction.lexicons.cues import (
    CUE_CLASS,
    INTENT_TO,
    LEMMA_OF,
    NOUN_CUES,
    TAKES_CLAUSE,
    TAKES_NOUN,
    VIEWED_AS,
)
from claimtrack.extraction.syntax import Tree, Word
from claimtrack.extraction.verbgroups import AUXILIARIES, SUBJECTS, is_predicate

COMPLEMENT, NOUN_CUE, NOUN_CONTENT = "clausal_complement/1", "noun_cue/1", "noun_content/1"
CLAUSES = ("ccomp", "parataxis", "dep")
_QUESTION_MARKS = frozenset("whether if why how what when where who which".split())
_RELATIVE = frozenset("who which that".split())
_MARKS = frozenset('“"‘«')
_TAKEN = frozenset("as of for".split())
"""Prepositions that tell as what something is taken, or of what somebody is accused."""
_FROM = frozenset("by from".split())
_TALK = frozenset("report rumour rumor idea notion charge speculation complaint assertion contention".split())
"""Nouns that report what somebody denies, besides the nouns of saying."""
_CARRIES_SUBJECT = frozenset("conj xcomp advcl pcomp prep".split())


@dataclass(frozen=True, slots=True)
class Reporting:
    """One reporting word of a tree: its frame, and what it reports.

    `contents` are the heads of the clauses that it reports, which may be claims; `reported` all words that are.
    `asked` tells that what is reported is not said to be so: it is asked, or the report is denied.
    """

    cue: Word
    frame: Frame
    reported: tuple[Word, ...]
    contents: tuple[Word, ...] = ()
    asked: bool = False


def find_reporting(tree: Tree) -> dict[int, Reporting]:
    """Return the reporting words of a tree that may stand around a claim, by their place in it."""
    found = {}
    for word in tree.words:
        reporting = _complement(tree, word) or _own_mind(tree, word) or _noun_cue(tree, word)
        if reporting is not None:
            found[word.at] = reporting
    return found


def speaker_of(head: Word) -> Word | None:
    """Return who does what a verb tells: its subject, or the one that it has by the verb or noun it hangs on."""
    below = head
    while True:
        subject = head.child(*SUBJECTS)
        if subject is not None and subject.lower in _RELATIVE and head.relation == "relcl":
            return head.head
        if subject is not None:
            return None if subject is below else subject
        if head.relation == "acl" and head.tag == "VBG":
            return head.head
        if head.relation not in _CARRIES_SUBJECT or head.head is None:
            return None
        below, head = head, head.head


def frame_of(tree: Tree, source: Word | None, cue: Word, cue_class: CueClass, rule: str) -> Frame:
    """Return the frame that a cue and its source make."""
    return Frame(noun_phrase(tree, source) if source else None, tree.span([cue]), cue_class, cue.lemma, rule)


def agent_of(cue: Word) -> Word | None:
    """Return by whom something passive was done."""
    agents = (word.child("pobj") for word in cue.children if word.relation == "agent")
    return next(agents, None)


def holder_of(noun: Word) -> Word | None:
    """Return whose a noun is: "the town's plan", "the town made a promise"; one denied is not the denier's."""
    owner = noun.child("poss")
    if owner is not None or noun.relation not in {"dobj", "ccomp"} or noun.head is None:
        return owner
    if CUE_CLASS.get(noun.head.lemma) is CueClass.DENIAL:
        beside = (
            word.child("pobj") for word in noun.children if word.relation in {"prep", "agent"} and word.lower in _FROM
        )
        return noun.child("compound") or next(beside, None)
    return speaker_of(noun.head) if noun.relation == "dobj" else None


def asks(words: Sequence[Word]) -> bool:
    """Tell whether a clause of these words asks something."""
    return words[0].lower in _QUESTION_MARKS and words[0].tag in {"IN", "WRB", "WP", "WP$"}


def _complement(tree: Tree, cue: Word) -> Reporting | None:
    """Read a verb with a clause of its own: "she said it was so"."""
    if cue.lemma not in TAKES_CLAUSE or cue.pos not in {"VERB", "AUX"}:
        return None
    contents = tuple(clauses_of(cue))
    outer = _goes_on_from(cue)
    speaker = speaker_of(outer or cue)
    if not contents or speaker is None or _is_clause(speaker):
        return None
    if contents[0].at < cue.at and CUE_CLASS[cue.lemma] is CueClass.DENIAL:
        return None  # "They took it, a charge he denies": what is denied is the charge
    passive = cue.child("auxpass") is not None
    source = agent_of(cue) if passive else speaker
    cue_class = CueClass.HEARSAY if passive and source is None else CUE_CLASS[cue.lemma]
    denied = cue.child("neg") is not None or any(
        word.relation in AUXILIARIES and word.lower in {"would", "could"} for word in cue.children
    )
    apart = {word.at for head in contents for part in _parted(cue, head) for word in part.subtree()}
    reported = tuple(word for word in below(contents) if word.at not in apart)
    return Reporting(
        cue,
        frame_of(tree, source, cue, cue_class, COMPLEMENT),
        reported,
        contents,
        asked=denied or asks(contents[0].subtree()),
    )


def _is_clause(speaker: Word) -> bool:
    """Tell whether a speaker holds a verb, as where the parse takes "claims" in "he denied union claims" for one."""
    words = [speaker, *(word for word in speaker.children if word.relation in {"amod", "compound", "nmod"})]
    return speaker.tag == "VBD" or any(CUE_CLASS.get(LEMMA_OF.get(word.form, "")) is CueClass.DENIAL for word in words)


def _goes_on_from(cue: Word) -> Word | None:
    """Return the verb that a reporting verb goes on from: "they said it broke but denied that it was old"."""
    first = cue.head
    if cue.relation != "conj" or first is None or first.relation not in CLAUSES or first.lemma in CUE_CLASS:
        return None
    outer, marked = first.head, any(word.child("mark") for word in clauses_of(cue))
    goes_on = outer is not None and outer.lemma in TAKES_CLAUSE and outer.tag == cue.tag
    return outer if goes_on and marked and cue.child(*SUBJECTS) is None else None


def _parted(cue: Word, head: Word) -> Iterator[Word]:
    """Yield what a reported clause only seems to hold: the verb that goes on from its own, and the "but" before it."""
    for word in head.children:
        if word.relation == "conj" and _goes_on_from(word) is cue:
            yield word
            yield from (
                link
                for link in head.children
                if link.relation in {"cc", "punct"} and link.at in {word.at - 1, word.at - 2}
            )


def clauses_of(cue: Word) -> Iterator[Word]:
    """Yield the heads of the clauses that a verb governs, the one with a subject or a mark of its own first."""
    clauses = [word for word in cue.children if word.relation in CLAUSES and is_predicate(word)]
    first = next((word for word in clauses if word.child(*SUBJECTS) or word.child("mark")), None)
    if first is not None:
        yield first
        yield from (word for word in clauses if word is not first)


def below(heads: Sequence[Word]) -> tuple[Word, ...]:
    """Return the heads and all words below them, in text order."""
    words = {word.at: word for head in heads for word in head.subtree()}
    return tuple(words[at] for at in sorted(words))


def _own_mind(tree: Tree, head: Word) -> Reporting | None:
    """Read a verb of intent or stance: "the county plans to ...", "Ankara views this as ..."."""
    if head.pos != "VERB" or head.child("neg", "auxpass") is not None:
        return None
    intended = [word for word in head.children if word.relation in {"xcomp", "ccomp"} and word.child("aux")]
    intends = head.lemma in INTENT_TO and intended
    views = head.lemma in VIEWED_AS and (
        head.child("oprd") is not None
        or any(word.relation == "prep" and word.lower == "as" for word in head.children)
        or (head.lemma == "call" and any(word.relation == "dobj" and word.child("appos") for word in head.children))
        or (head.lemma == "call" and any(word.form in _MARKS for word in head.subtree() if word.at > head.at))
    )
    names = _names_what(head)
    speaker = head.child(*SUBJECTS) or speaker_of(head)
    if not (intends or views or names) or speaker is None:
        return None
    cue_class = CueClass.STANCE if views else CUE_CLASS.get(head.lemma, CueClass.NEUTRAL)
    rule = "intent/1" if intends else NOUN_CONTENT
    objects = [
        word
        for word in head.children
        if word.relation in {"dobj", "oprd"} or (word.relation == "prep" and word.at > head.at and word.lower in _TAKEN)
    ]
    return Reporting(head, frame_of(tree, speaker, head, cue_class, rule), below(intended if intends else objects))


def _names_what(head: Word) -> bool:
    """Tell whether a verb gives by a noun what its subject says: "blames late replies", "put the toll at 14"."""
    subject = head.child("nsubj")
    if subject is not None and subject.lower in {"i", "we"}:
        return False
    if head.lemma in TAKES_NOUN:
        named = head.child("dobj")
        if named is not None and _that_clause(named) is not None and CUE_CLASS[head.lemma] is CueClass.DENIAL:
            return False
        return named is not None or (head.lemma == "deny" and head.child("xcomp") is not None)
    behind = {word.lower: word for word in head.children if word.relation == "prep"}
    if head.lemma in {"put", "give"}:
        at = behind.get("at") or behind.get("as")
        return head.child("dobj") is not None and at is not None and any(word.tag == "CD" for word in at.subtree())
    return head.lemma in {"admit", "point"} and "to" in behind


def _noun_cue(tree: Tree, noun: Word) -> Reporting | None:
    """Read a noun of saying with its clause, as in "Ankara's stance that ..."."""
    verb = noun.head if noun.relation in {"dobj", "ccomp"} else None
    denied = verb is not None and CUE_CLASS.get(verb.lemma) is CueClass.DENIAL
    content = _that_clause(noun)
    if (
        (noun.pos != "NOUN" and noun.relation != "dobj")
        or content is None
        or (noun.lemma not in NOUN_CUES and not (denied and noun.lemma in _TALK))
    ):
        return None
    owner = holder_of(noun)
    if verb is not None and denied and owner is None:
        frame = frame_of(tree, speaker_of(verb), verb, CueClass.DENIAL, NOUN_CUE)
    else:
        frame = frame_of(tree, owner, noun, NOUN_CUES.get(noun.lemma, CueClass.HEARSAY), NOUN_CUE)
    return Reporting(noun, frame, below([content]), (content,))


def _that_clause(noun: Word) -> Word | None:
    """Return the head of the clause with "that" that hangs on a noun."""
    content = noun.child("acl", "ccomp")
    if content is None or content.subtree()[0].lower != "that" or content.child("mark") is None:
        return None
    return content


def noun_phrase(tree: Tree, head: Word) -> Span:
    """Return the place of a noun phrase without the relative clauses that hang on it."""
    left_out: set[int] = set()
    for word in head.subtree():
        if word.relation in {"relcl", "acl", "advcl"}:
            left_out.update(inner.at for inner in word.subtree())
    words = [word for word in head.subtree() if word.at not in left_out or word is head]
    if words[-1].relation == "case":
        words.pop()
    while words[-1] is not head and (words[-1].pos in {"PUNCT", "CCONJ"} and words[-1].tag != "NNP"):
        words.pop()
    while words[0] is not head and words[0].pos == "PUNCT":
        words.pop(0)
    return tree.span(_run(words, head))


def _run(words: list[Word], head: Word) -> list[Word]:
    """Return the unbroken run of words that holds `head`; what is left out breaks it."""
    at = next(index for index, word in enumerate(words) if word is head)
    begin = end = at
    while begin > 0 and words[begin - 1].at == words[begin].at - 1:
        begin -= 1
    while end + 1 < len(words) and words[end + 1].at == words[end].at + 1:
        end += 1
    return words[begin : end + 1]
