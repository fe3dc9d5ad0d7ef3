"""Which words of a clause are its quote, and which stand around it as context or are left outside."""

from claimtrack.extraction.asides import ASIDE_MARKS, TEMPORAL, set_off
from claimtrack.extraction.syntax import Word
from claimtrack.extraction.verbgroups import AUXILIARIES, SUBJECTS

_FRONTED = ("prep", "advmod", "npadvmod", "advcl", "tmod", "obl", "punct", "mark", "cc", "intj")
_LEAST_CONTENT = 3


def front(head: Word, words: list[Word]) -> tuple[list[Word], list[Word]]:
    """Part what is fronted and set off by a comma ("In the coming months, ...") from the clause."""
    subject = head.child(*SUBJECTS)
    begin = min((word.at for word in subject.subtree()), default=head.at) if subject else head.at
    before = [word for word in words if word.at < begin]
    commas = [word.at for word in before if word.form == "," and word.head is head]
    if not commas or not all(
        word.relation in _FRONTED for word in head.children if word.at < commas[-1] and word in before
    ):
        return words, []
    cut = commas[-1]
    fronted = [word for word in before if word.at < cut and word.relation != "cc"]
    return [word for word in words if word.at > cut], fronted


def from_verb(head: Word, subject: Word | None, words: list[Word], left_out: set[int]) -> tuple[list[Word], list[Word]]:
    """Begin the quote at the verb where a clause parts it from its subject ("The lake, which ..., stood ...")."""
    if subject is None or subject.at > head.at:
        return words, []
    group = [
        word.at for word in (head, *head.children) if word is head or word.relation in {*AUXILIARIES, "neg", "advmod"}
    ]
    last = max(word.at for word in subject.subtree())
    begin = min((at for at in group if at > last), default=None)
    if begin is None:
        return words, []
    parted = any(
        subject.at < word.at < begin and (word.relation != "relcl" or word.at in left_out) and set_off(word)
        for word in subject.subtree()
        if word.relation in {"acl", "relcl"}
    )
    if not parted:
        return words, []
    return [word for word in words if word.at >= begin], [word for word in words if word.at < begin]


_OUTER = frozenset(",;:–—-.!?…")


def trimmed(words: list[Word]) -> list[Word]:
    """Take conjunctions, complementisers and punctuation off the ends; a stop that belongs to a word stays."""
    begin, end = 0, len(words)
    if [word.lower for word in words[:2]] == ["only", "that"]:
        begin = 2
    while begin < end and (
        words[begin].form in _OUTER
        or words[begin].pos == "SPACE"
        or words[begin].relation == "cc"
        or (words[begin].relation == "mark" and words[begin].lower in {"that", *ASIDE_MARKS, *TEMPORAL})
        or (words[begin].relation == "advmod" and words[begin].lower == "when" and words[begin].head in words)
    ):
        begin += 1
    while end > begin and (
        words[end - 1].form in _OUTER or words[end - 1].pos == "SPACE" or words[end - 1].relation == "cc"
    ):
        end -= 1
    return words[begin:end]


def without_tail(head: Word, words: list[Word]) -> list[Word]:
    """Leave off what only goes along with the clause at its end: ", citing weak data", ", a part of the coast"."""
    for word in head.subtree():
        tail = word.subtree()
        if word.at > head.at and words and tail[-1] is words[-1] and set_off(word) and _goes_along(word):
            return [other for other in words if other.at < tail[0].at]
    return words


def _goes_along(word: Word) -> bool:
    if word.relation in {"advcl", "acl"}:
        return word.tag == "VBG" and word.child("mark", *SUBJECTS) is None
    described = word.child("relcl", "acl", "prep") is not None and word.child("conj", "cc") is None
    return (
        described
        and word.relation == "appos"
        and word.pos == "NOUN"
        and word.subtree()[0].lower in {"a", "an", "the"}
        and word.head is not None
        and word.head.relation not in {"conj", "ROOT"}
    )


def narrowed(head: Word, words: list[Word]) -> tuple[list[Word], list[Word]]:
    """Begin the quote behind a verb whose noun is what somebody says: "lists 41 teachers", "denied being late"."""
    content = [word for word in words if word.at > head.at]
    while content and content[0].relation == "advmod":
        content.pop(0)
    if len(content) < _LEAST_CONTENT:
        return words, []
    return content, [word for word in words if word.at < content[0].at]
