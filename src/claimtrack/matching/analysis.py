"""Text to terms: one versioned analysis, so that what is stored and what is asked agree."""

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from typing import Protocol

ANALYSIS_VERSION = 2
"""Goes up whenever `terms` gives other terms for some text, or `weights` other weights.

Stored postings of another version must be made anew: `claimtrack db reindex`.
"""

MAX_CHARACTERS = 40_000
"""Code points of a text that are analysed; a sentence has some two hundred."""

STOP_WORDS = frozenset(
    """
    a about after again all also although an and any are as at be because been before being between both but by
    can could did do does doing down during each few for from further had has have having he her here hers him his
    how i if in into is it its itself just may me might more most much must my no nor not now of off on once only
    or other our out over own same say saying says said shall she should so some such tell than that the their
    them then there these they this those though through to told too under until up upon very was we were what
    when where whether which while who whom whose why will with within without would yet you your according
    am
    """.split()
)
"""Words that carry no matter. "us" is none of them, because it is also a country."""

_WORD = re.compile(
    r"""
    \d+(?:[.,]\d+)*                       # 1,200 and 4.2
    | (?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)  # U.S. and p.m.
    | [^\W\d_]+(?:'[^\W\d_]+)?            # bridge, won't, O'Brien
    """,
    re.VERBOSE,
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_CLITIC = re.compile(r"(?:n't|'(?:s|re|ve|ll|d|m))$")
_CUT_SHORT = STOP_WORDS | {"ai", "ca", "sha", "wo"}
"""What stands before n't: "won't" is "wo" and "n't"."""
_APOSTROPHE = dict.fromkeys("’‘ʼ′", "'")


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


@cache
def _stemmer() -> _Stemmer:
    import Stemmer  # noqa: PLC0415 - not needed for help or lists

    found: _Stemmer = Stemmer.Stemmer("english", 0)  # it need not remember words: `stem` does
    return found


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the Snowball stem of a folded English word."""
    return _stemmer().stemWord(word)


class _Folding(dict[int, str]):
    """What each character becomes, worked out when it is first met.

    Character by character, because normalizing a whole text takes quadratic time when marks are piled up on a letter.
    """

    def __missing__(self, code: int) -> str:
        self[code] = found = _fold(chr(code))
        return found


def _fold(char: str) -> str:
    kind = unicodedata.decomposition(char).partition(" ")[0]
    if kind == "<super>":
        return f"^{unicodedata.digit(char)}" if char.isdigit() else ""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    kept = "".join(_APOSTROPHE.get(part, part) for part in apart if not unicodedata.combining(part))
    if kind == "<fraction>":
        return f" {kept}"
    return {"Cf": "", "Cs": "\ufffd"}.get(unicodedata.category(char), kept)


_FOLDING = _Folding()


def folded(text: str) -> str:
    """Return `text` in compatibility form, without case, diacritics and invisible characters."""
    return text.casefold() if text.isascii() else text.translate(_FOLDING)


def _split(text: str) -> list[str]:
    return _WORD.findall(folded(text[:MAX_CHARACTERS]))


def _word(found: str) -> str:
    if found[0].isdecimal():
        return found.replace(",", "") if _GROUPED.fullmatch(found) else found
    return found.replace(".", "").removesuffix("'s")


@lru_cache(maxsize=200_000)
def _term(found: str) -> str:
    """Return the term of a word as it was found, empty for a stop word: news has few words, said again and again."""
    word = _word(found)
    if word[0].isdecimal():
        return word
    plain = _CLITIC.sub("", word) if "'" in word else word
    return stem(plain) if plain and plain not in (STOP_WORDS if plain == word else _CUT_SHORT) else ""


def words(text: str) -> list[str]:
    """Return the folded words and numbers of a text in order, stop words too, without the possessive 's."""
    return [_word(found) for found in _split(text)]


def terms(text: str) -> list[str]:
    """Return the terms of a text in order: stems without stop words, numbers as they are without separators."""
    return [term for found in _split(text) if (term := _term(found))]


_ALIKE = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'} | dict.fromkeys("‐‑‒–—―−", "-"))
_OPENING = re.compile(r"""(?:[\s"',;:!()\[\]]|[-.](?!\d))+""")
_CLOSING = " \"'.,;:!()[]-"


def normalized(text: str) -> str:
    """Return the form in which two statements are verbatim equal: case, accents, quotes, dashes, spaces do not matter.

    A question mark does, and so do the sign and the point before a number.
    """
    plain = " ".join(folded(text).translate(_ALIKE).split()).rstrip(_CLOSING)
    opening = _OPENING.match(plain)
    return plain[opening.end() :] if opening else plain


def fingerprint(text: str) -> str:
    """Return the SHA-256 in hex of the normalized text."""
    return hashlib.sha256(normalized(text).encode()).hexdigest()
