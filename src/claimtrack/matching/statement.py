"""One side of a comparison: a statement and what can be read off its words."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from claimtrack.domain.claim import Modality, Polarity
from claimtrack.matching.analysis import STOP_WORDS, folded, stem, terms, words
from claimtrack.matching.quantities import Quantity, quantities

_CAPITALISED = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w’'-]*(?:\.(?=\w)\w+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[“\"‘(]\s*)$")
_NEGATIONS = frozenset(
    """
    not no never none nobody nothing neither nor without cannot denied denies deny refuse refused
    """.split()
)
_FUTURE = frozenset(
    """
    will shall would plans plan intends intend expects expected scheduled due pledged promised
    """.split()
)


@dataclass(frozen=True, slots=True)
class When:
    """A time in a statement: its words and the days it may cover."""

    text: str
    earliest: date | None
    latest: date | None
    value: str = ""


@dataclass(frozen=True)
class Statement:
    """A passage or a claim, with the context that its own words lack.

    `context` is what stands around it (headline, the sentence before); `wider` is the rest of a claim's sentence or
    its stand-alone wording.
    """

    text: str
    context: str = ""
    speaker: str | None = None
    published: date | None = None
    times: tuple[When, ...] = ()
    polarity: Polarity = Polarity.AS_QUOTED
    modality: Modality = Modality.REPORTED

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the terms of the text."""
        return frozenset(terms(self.text))

    @cached_property
    def context_stems(self) -> frozenset[str]:
        """Return the terms of the context and the speaker that the text itself lacks."""
        return frozenset(terms(f"{self.context} {self.speaker or ''}")) - self.stems

    @cached_property
    def names(self) -> dict[str, str]:
        """Return capitalised words by their stem, with their spelling; the first word of a sentence is none by itself."""
        found: dict[str, str] = {}
        for match in _CAPITALISED.finditer(self.text):
            word = match[0].rstrip(".'’").removesuffix("'s").removesuffix("’s")
            plain = folded(word)
            if not plain or plain in STOP_WORDS or not plain[0].isalpha():
                continue
            if _SENTENCE_START.search(self.text[: match.start()][-4:]) and not word.isupper():
                continue
            found.setdefault(stem(plain), word)
        return found

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Return the numbers with units."""
        return quantities(self.text)

    @cached_property
    def negated(self) -> bool:
        """Tell whether the statement is negative, its denial by the source counted in."""
        count = sum(word in _NEGATIONS or word.endswith(("n't", "n’t")) for word in words(self.text))
        return (count % 2 == 1) != (self.polarity is Polarity.DENIED)

    @cached_property
    def forward(self) -> bool:
        """Tell whether it speaks of what is to come."""
        return self.modality is Modality.FORWARD_LOOKING or bool(_FUTURE & set(words(self.text)))
