"""Words as the search box knows them: folded alike for both databases, each with its place in the text it is from."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from claimtrack.matching import analysis

MAX_TEXT = 20_000
"""Code points of each text of a claim that can be searched; a `tsvector` holds no more than a megabyte."""

MAX_WORD = 200
"""Code points by which words are told apart; PostgreSQL refuses those of more than 2,046 bytes."""

_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
"""Letters that Unicode does not take apart, though people without the keyboard do."""

WORD = re.compile(
    r"""
    ( \d+(?:[.,]\d+)+                       # 40,000 and 10.5
    | (?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)  # U.S. and p.m.
    | [^\W_]+                               # bridge, F16, Türkiye
    )
    (?:'s(?!\w))?
    """,
    re.VERBOSE,
)
"""One word of a folded text as its group, without the possessive."""

_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_POINT = str.maketrans(".,", "··")  # which FTS5 takes for a letter and no text has inside a folded word


class _Plain(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = analysis.folded(chr(code)).translate(_LETTERS)
        return found


_PLAIN = _Plain()


def folded(text: str) -> str:
    """Return `text` without case and diacritics, and with plain letters: Türkiye, TÜRKIYE and Turkiye are one."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


def as_word(found: str) -> str:
    """Return the word that is stored for what `WORD` found: numbers without separators, U.S. as us."""
    if found[0].isdecimal():
        whole = found.replace(",", "") if _GROUPED.fullmatch(found) else found
        return whole.translate(_POINT)[:MAX_WORD]
    return found.replace(".", "")[:MAX_WORD]


def words_of(text: str) -> list[str]:
    """Return the words of a text in order."""
    return [as_word(found) for found in WORD.findall(folded(text[:MAX_TEXT])[:MAX_TEXT])]


def stem_of(word: str) -> str:
    """Return what the forms of an English word share; a number is its own stem."""
    return word if word[0].isdecimal() else analysis.stem(word)


Place = Callable[[int, int], tuple[int, int]]
"""From a place in the folded text to the one in the original."""


def found_in(text: str, limit: int = MAX_TEXT) -> Iterator[re.Match[str]]:
    """Yield the words of the first `limit` code points one by one, as `WORD` finds them in the folded form."""
    return WORD.finditer(folded(text[:limit])[:limit])


def places_in(text: str, limit: int = MAX_TEXT) -> Place:
    """Return how a place in the folded text is turned into one in `text`; what is folded to nothing has no place.

    A mark that is written behind its letter belongs to it.
    """
    if text.isascii():
        return lambda start, end: (start, end)
    origins: Sequence[int] = [at for at, char in enumerate(text[:limit]) for _ in _PLAIN[ord(char)]]

    def place(start: int, end: int) -> tuple[int, int]:
        last = origins[end - 1] + 1
        while last < len(text) and unicodedata.combining(text[last]):
            last += 1
        return origins[start], last

    return place
