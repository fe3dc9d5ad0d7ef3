"""What is said beside a clause and could come out differently: which parts of a tree stand apart from their head.

A clause behind a semicolon, a concession, a relative clause set off by a comma; and what gives a figure or a day of its
own in a relative clause or a participle: "a deal that raises the number to 450", "..., bringing the toll to two".
"""

from collections.abc import Iterator

from claimtrack.extraction.lexicons.calendar_words import MONTHS, UNITS, WEEKDAYS
from claimtrack.extraction.lexicons.cues import TAKES_CLAUSE
from claimtrack.extraction.syntax import Word
from claimtrack.extraction.verbgroups import AUXILIARIES, SUBJECTS, is_finite, is_predicate

ASIDE_MARKS = frozenset("although though while whereas".split())
HUNG = frozenset({"relcl", "acl"})
"""Relations of clauses that hang on a noun."""
TEMPORAL = frozenset("after as when".split())
_LEAST_PARTICIPLE = 4
_DAYS = frozenset({*MONTHS, *WEEKDAYS})
_RELATIVE = frozenset("who which that".split())


def main_verb(root: Word) -> Word:
    """Return the verb that heads a sentence, where the parse made a noun in front of it the root.

    "In a letter the ministries acknowledged ..." is no letter that the ministries acknowledged.
    """
    if root.child(*SUBJECTS) or root.pos in {"VERB", "AUX"} or root.relation != "ROOT":
        return root
    for word in root.subtree():
        subject = word.child(*SUBJECTS)
        if word.relation == "relcl" and subject and is_finite(word, ()) and word.subtree()[0].lower not in _RELATIVE:
            return word
    return root


def detached(head: Word) -> list[Word]:
    """Return the heads of what is said beside the clause of `head`."""
    return [word for word in _beside(head) if _stands_apart(head, word)]


def _stands_apart(head: Word, word: Word) -> bool:
    own_subject = word.child(*SUBJECTS) is not None
    if absolute_verb(word) is not None:
        return word.head is head and set_off(word) and (_has_figure(word) or _has_day(word))
    if word.relation in {"parataxis", "ccomp"}:
        return own_subject and _breaks(head, word)
    if word.relation == "advcl" and own_subject:
        mark = word.child("mark") or word.child("advmod")
        if mark is None:
            return False
        return mark.lower in ASIDE_MARKS or (
            mark.lower in TEMPORAL and word.subtree()[0] is mark and _tells_an_event(head, word)
        )
    if word.relation == "relcl" and own_subject and not is_predicate(head):
        return word.tag == "VBD"  # the main verb was taken for a noun; what has happened still did
    if word.relation == "relcl" and own_subject:
        content = word.child("ccomp")
        if word.lemma in TAKES_CLAUSE and content is not None and content.child(*SUBJECTS) and not _relates(word):
            return True
        return set_off(word) or (_is_last(head, word) and _relates(word) and _has_figure(word))
    if word.relation in {"acl", "advcl"} and word.tag in {"VBN", "VBG"} and not word.child("mark", *SUBJECTS):
        tells = _has_figure(word) or (word.tag == "VBN" and _has_day(word))
        return set_off(word) and tells and sum(other.pos != "PUNCT" for other in word.subtree()) >= _LEAST_PARTICIPLE
    return False


def absolute_verb(word: Word) -> Word | None:
    """Return the participle of what stands beside a clause behind "with": "..., with the first meeting set for May"."""
    noun = word.child("pobj") if word.relation == "prep" and word.lower == "with" else None
    participles = (other for other in (noun.children if noun else ()) if other.relation == "acl")
    return next((other for other in participles if other.tag in {"VBN", "VBG"} and other.at > word.at), None)


def _breaks(head: Word, other: Word) -> bool:
    """Tell whether a semicolon, a colon or a dash, or a bare comma between equals, parts two clauses."""
    first, last = sorted((head, other), key=lambda word: word.at)
    between = {word.form for word in head.subtree() if first.at < word.at < last.at}
    if between & {";", ":", "–", "—"}:
        return True
    return other.at < head.at and "," in between and head.lemma not in TAKES_CLAUSE and not other.child("mark")


def _beside(head: Word) -> Iterator[Word]:
    """Yield the parts of a clause that may stand apart: children, and relative clauses deeper in its noun phrases."""
    waiting = list(head.children)
    while waiting:
        word = waiting.pop(0)
        yield word
        if word.relation not in {"relcl", "advcl", "ccomp", "parataxis", "conj"} or (
            word.relation == "conj" and not is_predicate(word)
        ):
            waiting.extend(word.children)


def set_off(word: Word) -> bool:
    """Tell whether a comma stands before what hangs on another word."""
    first = word.subtree()[0]
    return word.head is not None and any(
        other.at == first.at - 1 and other.form == "," for other in word.head.subtree()
    )


def _is_last(head: Word, word: Word) -> bool:
    """Tell whether a relative clause ends its clause, behind the verb."""
    end = word.subtree()[-1].at
    return word.at > head.at and all(other.at <= end or other.pos == "PUNCT" for other in head.subtree())


def _tells_an_event(head: Word, word: Word) -> bool:
    """Tell whether a clause of time behind its main clause tells an event: "... after a witness produced notes"."""
    subject = word.child("nsubj", "nsubjpass")
    past = word.tag == "VBD" or any(other.tag == "VBD" for other in word.children if other.relation in AUXILIARIES)
    before = word.subtree()[0].at - 1
    measured = any(other.at == before and other.lemma in UNITS for other in head.children)
    says_little = measured or head.lemma in {"come", "follow", "happen", "be"}
    return word.at > head.at and past and not says_little and subject is not None


def _relates(word: Word) -> bool:
    """Tell whether the subject of a relative clause is its pronoun: "an annex that raises the number"."""
    subject = word.child("nsubj", "nsubjpass")
    return subject is not None and subject.lower in _RELATIVE


def _has_figure(word: Word) -> bool:
    return any(other.tag == "CD" for other in word.subtree())


def _has_day(word: Word) -> bool:
    return any(other.lower in _DAYS for other in word.subtree())
