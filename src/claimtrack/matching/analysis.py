"""Text to terms: one versioned analysis, so that what is stored and what is asked agree."""

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from typing import Protocol

ANALYSIS_VERSION = 1
"""Goes up whenever `terms` gives other terms for some text; stored postings of another version must be made anew."""

MAX_TERMS = 2_000
"""Terms of the longest text that is analysed; a sentence has some thirty."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_POSSESSIVE = ("'s", "’s")

STOP_WORDS = frozenset(
    """
    a about after again all also although an and any are as at be because been before being between both but by
    can could did do does doing down during each few for from further had has have having he her here hers him his
    how i if in into is it its itself just may me might more most much must my no nor not now of off on once only
    or other our out over own same say saying says said shall she should so some such tell than that the their
    them then there these they this those though through to told too under until up upon us very was we were what
    when where whether which while who whom whose why will with within without would yet you your according
    """.split()
)


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


@cache
def _stemmer() -> _Stemmer:
    import snowballstemmer  # noqa: PLC0415 - not needed for help or lists

    found: _Stemmer = snowballstemmer.stemmer("english")
    return found


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the Snowball stem of a folded English word."""
    return _stemmer().stemWord(word)


def folded(text: str) -> str:
    """Return `text` in compatibility form, without case and diacritics."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in apart if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """Return the folded words and numbers of a text in order, stop words too."""
    found = []
    for word in _WORD.findall(folded(text)[: MAX_TERMS * 20]):
        if word[0].isdigit():
            found.append(word.replace(",", "").rstrip("."))
            continue
        for ending in _POSSESSIVE:
            word = word.removesuffix(ending)  # noqa: PLW2901 - the word without its ending
        found.append(word)
    return found[:MAX_TERMS]


def terms(text: str) -> list[str]:
    """Return the terms of a text in order: stems without stop words, numbers as they are without separators."""
    return [word if word[0].isdigit() else stem(word) for word in words(text) if word and word not in STOP_WORDS]


_ALIKE = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "−": "-"}
)
_OUTER = " \t\n\"'.,;:!?-()[]"


def normalized(text: str) -> str:
    """Return the form in which two statements are verbatim equal: case, quotes, dashes and spaces do not matter."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    return " ".join(plain.split()).strip(_OUTER)


def fingerprint(text: str) -> str:
    """Return the SHA-256 in hex of the normalized text."""
    return hashlib.sha256(normalized(text).encode("utf-8", "replace")).hexdigest()
