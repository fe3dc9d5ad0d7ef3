"""The canonical text: made once, before any offset exists. Only characters are looked at here, never what they say."""

import re
import unicodedata

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u180e"
SOFT_HYPHEN = "\u00ad"
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NO_BREAK_SPACES = "\u00a0\u202f\u2007"
LINE_ENDS = "\r\u000b\u000c\u0085\u2028\u2029"
"""Besides CRLF: the mandatory breaks of Unicode Standard Annex 14 (classes CR, NL and BK)."""


def _table() -> dict[int, str]:
    controls = (chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n")
    table = dict.fromkeys(map(ord, controls), "")
    table |= dict.fromkeys(map(ord, ZERO_WIDTH + SOFT_HYPHEN + BIDI_CONTROLS), "")
    table |= dict.fromkeys(map(ord, NO_BREAK_SPACES), " ")
    return table | dict.fromkeys(map(ord, LINE_ENDS), "\n")


_TABLE = _table()
_PILED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{100}"
)
_CRLF = re.compile("\r[\0" + ZERO_WIDTH + "]*\n")


def canonical(text: str) -> str:
    r"""Return `text` in the one form that every offset counts code points of.

    Every line end becomes `\n`. Zero-width characters, soft hyphens, bidi controls and control characters other than
    the tab (NUL among them, which no database keeps) are dropped. No-break spaces become spaces. A lone surrogate,
    which UTF-8 cannot carry, becomes U+FFFD. Then NFC (Unicode Standard Annex 15). Nothing else is changed: no word, no
    space and no blank line goes. `canonical(canonical(text)) == canonical(text)`.
    """
    text = _CRLF.sub("\n", text).translate(_TABLE)
    # Two halves of a pair that arrive as such, as from JSON escapes, are one character; a half alone is none.
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return unicodedata.normalize("NFC", text)


def has_piled_marks(text: str) -> bool:
    """Tell whether so many combining marks stand on one letter that nobody wrote them, and sorting them takes hours."""
    return _PILED.search(text) is not None


def canonical_line(text: str, limit: int = 500) -> str:
    """Return `text` as one canonical line for a title or a name: white space collapsed, at most `limit` code points."""
    return " ".join(canonical(text).split())[:limit].strip()
