"""Who said it, read off a parse: every verb and noun in a tree that reports something, with what it reports.

The surface rules come first; these find what stands in the words they left. What is claimed is not asked here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimtrack.domain.attribution import CueClass
from claimtrack.domain.span import Span
from claimtrack.extraction.attribution import Frame
from claimtrack.extraction.lexicons.cues import CUE_CLASS, INTENT_TO, NOUN_CUES, TAKES_CLAUSE, TAKES_NOUN, VIEWED_AS
from claimtrack.extraction.syntax import Tree, Word
from claimtrack.extraction.verbgroups import AUXILIARIES, SUBJECTS, is_predicate

COMPLEMENT, NOUN_CUE = "clausal_complement/1", "noun_cue/1"
_CONTENT = ("ccomp", "parataxis", "dep")
_QUESTION_MARKS = frozenset("whether if why how what when where who which".split())
_RELATIVE = frozenset("who which that".split())


@dataclass(frozen=True, slots=True)
class Reporting:
    """One reporting word of a tree: its frame, and the heads of what it reports.

    `asked` tells that what is reported is not said to be so: it is asked, or the report is denied.
    """

    cue: Word
    frame: Frame
    contents: tuple[Word, ...]
    asked: bool = False


def find_reporting(tree: Tree) -> dict[int, Reporting]:
    """Return the reporting words of a tree by their place in it."""
    found = {}
    for word in tree.words:
        reporting = _complement(tree, word) or _own_mind(tree, word) or _noun_cue(tree, word)
        if reporting is not None:
            found[word.at] = reporting
    return found


def speaker_of(head: Word) -> Word | None:
    """Return the subject of a verb, that of the verb it is coordinated with, or the noun that its clause hangs on."""
    while True:
        subject = head.child(*SUBJECTS)
        if subject is not None and subject.lower in _RELATIVE and head.relation == "relcl":
            return head.head
        if subject is not None or head.relation != "conj" or head.head is None:
            return subject
        head = head.head


def asks(words: Sequence[Word]) -> bool:
    """Tell whether a clause of these words asks something."""
    return words[0].lower in _QUESTION_MARKS and words[0].tag in {"IN", "WRB", "WP", "WP$"}


def _complement(tree: Tree, cue: Word) -> Reporting | None:
    """Read a verb with a clause of its own: "she said it was so"."""
    speaker = speaker_of(cue)
    contents = tuple(_contents(cue))
    if not contents or speaker is None:
        return None
    passive = cue.child("auxpass") is not None
    agent = next((word.child("pobj") for word in cue.children if word.relation == "agent"), None)
    source = agent if passive else speaker
    frame = Frame(
        noun_phrase(tree, source) if source else None,
        tree.span([cue]),
        CueClass.HEARSAY if passive and agent is None else CUE_CLASS[cue.lemma],
        cue.lemma,
        COMPLEMENT,
    )
    denied = cue.child("neg") is not None or any(
        word.relation in AUXILIARIES and word.lower in {"would", "could"} for word in cue.children
    )
    return Reporting(cue, frame, contents, asked=denied or asks(contents[0].subtree()))


def _contents(cue: Word) -> Iterator[Word]:
    """Yield the heads of what a reporting verb reports, if it is one."""
    if cue.lemma not in TAKES_CLAUSE or cue.pos not in {"VERB", "AUX"}:
        return
    clauses = [word for word in cue.children if word.relation in _CONTENT and is_predicate(word)]
    first = next((word for word in clauses if word.child(*SUBJECTS) or word.child("mark")), None)
    if first is not None:
        yield first
        yield from (word for word in clauses if word is not first)


def _own_mind(tree: Tree, head: Word) -> Reporting | None:
    """Read a verb of intent or stance: "the county plans to ...", "Ankara views this as ..."."""
    speaker = head.child(*SUBJECTS) or speaker_of(head)
    if speaker is None or head.pos != "VERB" or head.child("neg", "auxpass") is not None:
        return None
    intends = head.lemma in INTENT_TO and any(
        word.relation in {"xcomp", "ccomp"} and word.child("aux") is not None for word in head.children
    )
    views = head.lemma in VIEWED_AS and (
        head.child("oprd") is not None
        or any(word.relation == "prep" and word.lower == "as" for word in head.children)
        or (head.lemma == "call" and any(word.relation == "dobj" and word.child("appos") for word in head.children))
    )
    names = head.lemma in TAKES_NOUN and head.child("dobj") is not None
    if not (intends or views or names):
        return None
    cue_class = CueClass.STANCE if views else CUE_CLASS[head.lemma]
    rule = "intent/1" if intends else "noun_content/1"
    return Reporting(head, Frame(noun_phrase(tree, speaker), tree.span([head]), cue_class, head.lemma, rule), ())


def _noun_cue(tree: Tree, noun: Word) -> Reporting | None:
    """Read a noun of saying with its clause, as in "Ankara's stance that ..."."""
    content = next((word for word in noun.children if word.relation in {"acl", "ccomp"}), None)
    if noun.lemma not in NOUN_CUES or noun.pos != "NOUN" or content is None:
        return None
    if content.subtree()[0].lower != "that" or content.child("mark") is None:
        return None
    owner = noun.child("poss")
    source = noun_phrase(tree, owner) if owner else None
    frame = Frame(source, tree.span([noun]), NOUN_CUES[noun.lemma], noun.lemma, NOUN_CUE)
    return Reporting(noun, frame, (content,))


def noun_phrase(tree: Tree, head: Word) -> Span:
    """Return the place of a noun phrase without the relative clauses that hang on it."""
    left_out: set[int] = set()
    for word in head.subtree():
        if word.relation in {"relcl", "acl", "advcl", "case"}:
            left_out.update(inner.at for inner in word.subtree())
    words = [word for word in head.subtree() if word.at not in left_out or word is head]
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
