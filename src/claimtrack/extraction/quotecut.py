"""Where a quote is cut: marks that have lost their partner, and loose punctuation, stay outside."""

import re

from claimtrack.domain.span import Quote, Span

_CLOSER = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»"}
_OPENER = {"”": "“", "»": "«"}
_CLOSES = re.compile(r"[.!?…]?([”»\"])")
_FIGURE = re.compile(r"\d[.,]*(?:m|bn|tn|k|km|kg|pc)?\.\Z")
"""A full stop that the parse takes for a part of a figure: "149m."."""
_LONGEST_END = 16
"""Code points of the end of a quote in which the figure is looked for."""
_LOOSE = " ,;:("


def tidied(text: str, span: Span) -> Quote:
    """Cut a quote out of the text; the marks around the whole of it, and half a pair at an end, are left out."""
    start, end = span.start, span.end
    if (closing := _CLOSES.match(text, end)) and _is_open(text[start:end], closing[1]):
        end = closing.end()
    while (cut := _cut(text[start:end])) != (0, 0) and end - start > sum(cut):
        start, end = start + cut[0], end - cut[1]
    if _FIGURE.search(text, max(start, end - _LONGEST_END), end):
        end -= 1
    return Quote.cut(text, start, end)


def _is_open(words: str, closer: str) -> bool:
    """Tell whether words hold the opening mark whose closing one stands behind them, and more before it."""
    opener = _OPENER.get(closer, closer)
    if words.startswith(opener):
        return False
    return words.count(opener) % 2 == 1 if opener == closer else words.count(opener) > words.count(closer)


def _cut(words: str) -> tuple[int, int]:
    """Return how many code points to take off the start and the end, one at a time."""
    first, last = words[0], words[-1]
    closer = _CLOSER.get(first)
    if first in _LOOSE[:-1]:
        return 1, 0
    if last in _LOOSE:
        return 0, 1
    if closer and closer not in words[1:]:
        return 1, 0
    if closer == last and words.count(last) == 1 + (first == last):
        return 1, 1
    if last in _OPENER and words.count(last) > words.count(_OPENER[last]):
        return 0, 1
    return (0, 1) if last == '"' and words.count('"') % 2 else (0, 0)
