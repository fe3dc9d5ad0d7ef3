"""A sentence as the surface rules read it: what stands between quotation marks is masked and matches nothing.

Also where its reporting verbs stand. What they report is not asked here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimtrack.domain.attribution import CueClass
from claimtrack.domain.span import Span
from claimtrack.extraction.lexicons.cues import CUE_CLASS, LEMMA_OF, PARENTHETICAL, TAKES_CLAUSE
from claimtrack.extraction.nominal import MASK, source_end, tells
from claimtrack.extraction.quotations import Quotation
from claimtrack.extraction.sentences import trimmed

_ALSO_NOUNS = frozenset(
    """claim tweet state report post note comment remark answer record estimate promise pledge vow joke show
    caution view plan hope fear wish doubt worry point detail list mention signal dispute forecast project""".split()
)
_WORDS = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")
_NEAR = 60
_SINGULAR = re.compile(r"\b(?:an?|this|every|each)\s+(?:[\w-]+\s+)?\Z", re.IGNORECASE)
"""What opens a noun phrase of one thing, so that a form without "s" behind it is no verb: "an inspection report"."""
_DENIALS = "|".join(form for form, lemma in LEMMA_OF.items() if CUE_CLASS[lemma] is CueClass.DENIAL)
_HAS_VERB = re.compile(rf"\w\s+(?:{_DENIALS})\s+(?:[\w’'-]+\s+){{0,3}}\Z")
"""A verb of denial a few words before what is denied: "the board denies union claims"."""
_OWNED = re.compile(r"(?:\w[’']s|\b(?:his|her|its|their|our|my|your|these|those|swing|more|many|several))\s+$")


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence with its quotations masked, and its reporting verbs but for those in "-ing", with their lemmas.

    Positions are those of the sentence.
    """

    text: str
    mask: str
    start: int
    cues: tuple[tuple[re.Match[str], str], ...]

    def at(self, start: int, end: int) -> Span | None:
        """Return the place in the article of a stretch, without the white space at its ends."""
        found = trimmed(self.text, start, end)
        return Span(found.start + self.start, found.end + self.start) if found else None

    def held(self, start: int, end: int) -> Span:
        """Return the place in the article of a stretch that surely holds a word."""
        found = self.at(start, end)
        assert found is not None  # noqa: S101 - the patterns match words
        return found

    def source(self, start: int, end: int) -> Span:
        """Return the place of the source that begins at `start`, without what does not name it."""
        return self.held(start, start + source_end(self.mask[start:end]))


def masked(text: str, sentence: Span, quotations: Sequence[Quotation]) -> Masked:
    """Return a sentence with what stands between quotation marks masked."""
    letters = list(sentence.of(text))
    for quotation in quotations:
        inner_start, inner_end = quotation.inner
        for at in range(max(inner_start, sentence.start), min(inner_end, sentence.end)):
            letters[at - sentence.start] = MASK
    mask = "".join(letters)
    finite = tuple((found, lemma) for found, lemma in cues(mask) if not found[0].endswith("ing"))
    return Masked(sentence.of(text), mask, sentence.start, finite)


def cues(words: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the forms of verbs that take a clause, with their lemmas."""
    for found in _WORDS.finditer(words):
        lemma = LEMMA_OF.get(found[0].lower(), "")
        if lemma in TAKES_CLAUSE:
            yield found, lemma


def finite_cues(whole: Masked) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the verbs that can stand beside what they report, with their lemmas; in capitals they are names."""
    for found, lemma in whole.cues:
        if lemma in PARENTHETICAL and found[0] in LEMMA_OF and not is_noun(whole.mask, found, lemma):
            yield found, lemma


def is_noun(mask: str, found: re.Match[str], lemma: str) -> bool:
    """Tell whether a word that can be a noun is one, as in "his tweets" or "the states of ..."."""
    if lemma not in _ALSO_NOUNS:
        return False
    before = mask[max(0, found.start() - _NEAR) : found.start()]
    if _OWNED.search(before) or mask.startswith(" of ", found.end()):
        return True
    if found[0] == lemma and _SINGULAR.search(before):
        return True
    clause = re.split(r"[,;:]", before)[-1]
    return found[0] in {lemma, f"{lemma}s"} and bool(_HAS_VERB.search(clause) or tells(clause))
