"""A claim in words that can be read alone: the article's own words, put together; nothing is rewritten or guessed."""

from claimtrack.domain.claim import Polarity
from claimtrack.domain.span import Span
from claimtrack.extraction.nominal import words_of

_POINTING = frozenset(
    """this that these those it they he she his her their its such we our i my the former latter both there here""".split()
)
_PAIRS = (("“", "”"), ("‘", "’"), ("«", "»"))


def wording(text: str, quote: Span, context: tuple[Span, ...], polarity: Polarity) -> str:
    """Return the claim with the context it shares, in the order of the article, as one sentence."""
    before = sorted(span for span in context if span.start < quote.start)
    parts = [span.of(text) for span in before]
    words = quote.of(text).rstrip(" .,;:")
    fronted = [part for part in parts[:-1]] if len(parts) > 1 else []
    lead = " ".join([*(f"{part}," for part in fronted), *parts[len(fronted) :]])
    if parts and _is_circumstance(parts[-1]):
        lead += ","
    whole = " ".join(f"{lead} {words}".split())
    whole = _balanced(whole)
    if polarity is Polarity.DENIED:
        return f"It is not true that {whole[:1].lower() if words_of(whole)[:1] and words_of(whole)[0] in _POINTING else whole[:1]}{whole[1:]}."
    return f"{whole[:1].upper()}{whole[1:]}" + ("" if whole.endswith((".", "!", "?", ".”", '."')) else ".")


def _is_circumstance(part: str) -> bool:
    first = words_of(part)[:1]
    return bool(first) and first[0] in frozenset(
        "in on at by under after before during since from until within over once if when as".split()
    )


def _balanced(words: str) -> str:
    """Drop quotation marks that have lost their partner."""
    for opening, closing in _PAIRS:
        if words.count(opening) != words.count(closing) and opening != "‘":
            words = words.replace(opening, "").replace(closing, "")
    return words.replace('"', "") if words.count('"') % 2 else words


def needs_context(text: str, quote: Span, context: tuple[Span, ...]) -> bool:
    """Tell whether a reader has to look up what the claim speaks of: its first words only point."""
    first = words_of(min([quote, *context]).of(text) if context else quote.of(text))[:1]
    return bool(first) and first[0] in _POINTING
