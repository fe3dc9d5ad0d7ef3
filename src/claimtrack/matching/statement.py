"""One side of a comparison: a statement and what can be read off its words."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import pairwise

from claimtrack.domain.claim import Modality, Polarity
from claimtrack.matching import cues
from claimtrack.matching.analysis import MAX_CHARACTERS, folded, normalized, terms
from claimtrack.matching.dates import CALENDAR, When, dates
from claimtrack.matching.quantities import Quantity, quantities
from claimtrack.matching.verbs import base

_WORD = re.compile(r"(?<!\w)(?:[^\W\d_](?:\.[^\W\d_])+\.?|[^\W\d_][\w'’-]*)")
_OPENS = re.compile(
    r"""
    (?: ^ | \n\s* | [!?:…]\s+ | (?:^|[\s(])[“"‘'(]\s*
      | (?<!\b[A-Z])(?<!\b[A-Z]\w)(?<!\b[A-Z]\w\w)(?<!\bProf)\.\s+   # not the point of "Dr." or "J."
    )$
    """,
    re.VERBOSE,
)
_ADDED_DAY = re.compile(r"\s?\[\d{4}(?:-\d\d){0,2}\]")
_ADDED = re.compile(r"\s?\[[^\]]*\]")
_SEEN_BEFORE = 6
"""Code points before a word that tell whether it opens a sentence."""

MOST = 50
"""Numbers and times of a statement that are compared; each is held against each of the other side."""


_SPANS_OF_TIME = """
    today yesterday tomorrow hour hours day days week weeks month months year years morning evening night time
""".split()


@cache
def _calendar() -> frozenset[str]:
    return frozenset(term for word in (*CALENDAR, *_SPANS_OF_TIME) for term in terms(word))


@dataclass(frozen=True)
class Statement:
    """A passage or a claim, with the context that its own words lack.

    `context` is what stands around it: the headline, and for a passage the sentence before. `wording` says the same so
    that it can be understood alone: its words count as the text's own. `times` are those read elsewhere; without them,
    the dates that are written out in the text count, as its words do without a `modality`. Of the text and of the
    wording, the first `limit` code points are compared; whether two texts are the very same is seen by all of them.
    """

    text: str
    context: str = ""
    speaker: str | None = None
    published: date | None = None
    times: tuple[When, ...] = ()
    polarity: Polarity = Polarity.AS_QUOTED
    modality: Modality | None = None
    wording: str = ""
    limit: int = MAX_CHARACTERS

    @property
    def _text(self) -> str:
        return self.text[: self.limit]

    @cached_property
    def words(self) -> str:
        """Return the text, and the wording where it says more, without the days that a wording adds."""
        text, wording = self._text, _ADDED_DAY.sub("", self.wording[: self.limit])
        more = wording.rstrip(".").casefold() not in text.casefold()
        return f"{text}\n{wording}" if more else text

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the terms of the text and of the wording."""
        return frozenset(terms(self.words))

    @cached_property
    def spelling(self) -> dict[str, str]:
        """Return the terms as the text or the wording first spells them."""
        found: dict[str, str] = {}
        for word in self.words[:MAX_CHARACTERS].split():
            plain = word.strip("“”\"'‘’.,;:!?()[]—–-")
            for term in terms(plain):
                found.setdefault(term, plain)
        return found

    @cached_property
    def matter(self) -> frozenset[str]:
        """Return the terms that tell what it is about: all but those of the calendar."""
        return self.stems - _calendar()

    @cached_property
    def own(self) -> frozenset[str]:
        """Return the terms without those of names, of the calendar, and of what a wording adds in brackets."""
        wording = _ADDED.sub("", self.wording[: self.limit]) if "[" not in self._text else ""
        return frozenset(terms(f"{self._text}\n{wording}")) - self.names.keys() - _calendar()

    @cached_property
    def bases(self) -> frozenset[str]:
        """Return its own terms, irregular verbs by the stem of their infinitive."""
        return frozenset(map(base, self.own))

    @cached_property
    def predicates(self) -> frozenset[str]:
        """Return the verbs of what it says to come, and what it denies."""
        found = terms(" ".join((*cues.to_come(self.folded), *cues.denied(self.folded))))
        return frozenset(map(base, found)) & self.bases

    @cached_property
    def names(self) -> dict[str, str]:
        """Return the terms of capitalised words with their spelling; days and months are no names.

        A word that opens a sentence is a name only where another capitalised word follows it or it is all capitals.
        """
        found: dict[str, str] = {}
        text = self.words[:MAX_CHARACTERS]
        if text.isupper():
            return found
        for match, after in pairwise([*_WORD.finditer(text), None]):
            if match is None or not match[0][0].isupper():
                continue
            word = match[0]
            if word.rstrip(".").lower() in CALENDAR:
                continue
            opens = _OPENS.search(text[max(0, match.start() - _SEEN_BEFORE) : match.start()])
            runs_on = after and after[0][0].isupper() and text[match.end() : after.start()] == " "
            if opens and not runs_on and not (word.isupper() and len(word) > 1):
                continue
            for term in terms(word):
                found.setdefault(term, word.removesuffix("'s").removesuffix("’s"))
        return found

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Return the numbers with units."""
        return quantities(self._text)[:MOST]

    @cached_property
    def whens(self) -> tuple[When, ...]:
        """Return the times it came with, or else the dates in its text."""
        return (self.times or dates(self._text))[:MOST]

    @cached_property
    def normalized(self) -> str:
        """Return the form in which it is verbatim equal to others."""
        return normalized(self.text)

    @cached_property
    def folded(self) -> str:
        """Return the text as cues are looked up in it."""
        return folded(self._text)

    @cached_property
    def changes(self) -> frozenset[str]:
        """Return the words by which it says that something was replaced, moved or ended."""
        return cues.changes(self.folded)

    @cached_property
    def _clauses(self) -> tuple[tuple[frozenset[str], bool], ...]:
        return tuple((frozenset(terms(clause)), cues.is_negative(clause)) for clause in cues.clauses(self.folded))

    def negated_about(self, stems: AbstractSet[str]) -> bool:
        """Tell whether the clause that has most of `stems` is negative, a denial by the source counted in."""
        best = max(self._clauses, key=lambda clause: len(clause[0] & stems), default=(frozenset(), False))
        return best[1] != (self.polarity is Polarity.DENIED)

    @cached_property
    def forward(self) -> bool:
        """Tell whether it speaks of what is to come: as it was found to, or by its words."""
        return cues.is_forward(self.folded) if self.modality is None else self.modality is Modality.FORWARD_LOOKING

    @cached_property
    def not_before(self) -> bool:
        """Tell whether it says that something will not happen before a time."""
        return self.forward and cues.is_not_before(self.folded)
