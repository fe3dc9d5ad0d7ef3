"""A claim in words that can be read alone: the article's own words, put together; nothing is rewritten or guessed."""

from claimtrack.domain.claim import Polarity
from claimtrack.domain.span import Span
from claimtrack.extraction.nominal import words_of

_POINTING = frozenset(
    """this that these those it they he she his her their its such we our i my both there here""".split()
)
_CIRCUMSTANCE = frozenset(
    """in on at by under after before during since from until within over once if when as despite for with""".split()
)
_PAIRS = (("“", "”"), ("«", "»"), ('"', '"'))
_ENDS = (".", "!", "?", ".”", '."', "!”", "?”")


def wording(text: str, quote: Span, context: tuple[Span, ...], polarity: Polarity) -> str:
    """Return the claim with the context that it shares, in the order of the article, as one sentence."""
    before = [span.of(text) for span in sorted(context) if span.start < quote.start]
    parts = [f"{part}," if _is_circumstance(part) else part for part in before]
    whole = _balanced(" ".join([*parts, quote.of(text).rstrip(" .,;:")]))
    whole = " ".join(whole.split())
    if polarity is Polarity.DENIED:
        whole = f"It is not true that {whole}"
    return f"{whole[:1].upper()}{whole[1:]}" + ("" if whole.endswith(_ENDS) else ".")


def _is_circumstance(part: str) -> bool:
    return words_of(part)[:1] != [] and words_of(part)[0] in _CIRCUMSTANCE


def _balanced(words: str) -> str:
    """Drop quotation marks that have lost their partner."""
    for opening, closing in _PAIRS:
        even = words.count(opening) % 2 == 0 if opening == closing else words.count(opening) == words.count(closing)
        if not even:
            words = words.replace(opening, "").replace(closing, "")
    return words


def needs_context(text: str, quote: Span, context: tuple[Span, ...]) -> bool:
    """Tell whether a reader has to look up what the claim speaks of: its subject only points."""
    first = next(
        (part for part in sorted([quote, *context]) if part == quote or not _is_circumstance(part.of(text))), quote
    )
    return words_of(first.of(text))[:1] != [] and words_of(first.of(text))[0] in _POINTING
