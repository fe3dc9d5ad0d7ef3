"""Lines of an interview: "Lee: ..." and "A: ..." give a whole line to a speaker, "Q: ..." claims nothing.

What a line before a colon is a label is told by the article: somebody asks, somebody answers, and the names of both
stand elsewhere in it.
"""

import re
from collections.abc import Sequence

from claimtrack.domain.article import Line
from claimtrack.domain.attribution import CueClass
from claimtrack.domain.span import Span
from claimtrack.extraction.attribution import Frame

_LABEL = re.compile(r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})(?: \([^()]{1,40}\))?:\s+(?=\S)")
_QUESTION, _ANSWER = frozenset({"Q", "Question"}), frozenset({"A", "Answer"})
_ASKS = re.compile(r"\?[”\"’']?\s*\Z")
_MOST_LABELS = 200
"""Different labels that are looked for in an article; an interview has a handful."""
_FEWEST = 2


def find_labels(text: str, lines: Sequence[Line]) -> dict[Span, Span]:
    """Return the place of the label, mark and space included, of each line of an interview, by the line's place."""
    found = {line.span: label for line in lines if (label := _LABEL.match(text, line.span.start, line.span.end))}
    names = list(dict.fromkeys(label[1] for label in found.values()))[:_MOST_LABELS]
    known = {name for name in names if name in _QUESTION | _ANSWER or _is_named(text, name)}
    spoken = {place: label for place, label in found.items() if label[1] in known}
    asked = {label[1] for place, label in spoken.items() if _ASKS.search(text, place.start, place.end)}
    if not asked or len({label[1] for label in spoken.values()}) < _FEWEST:
        return {}
    return {place: Span(label.start(), label.end()) for place, label in spoken.items()}


def asks(text: str, label: Span) -> bool:
    """Tell whether a label marks its line as a question, whoever asks."""
    return label.of(text).rstrip(": ") in _QUESTION


def frame_of(text: str, label: Span) -> Frame:
    """Return the frame that a label makes."""
    name = label.of(text).partition(":")[0].partition(" (")[0]
    return Frame(Span(label.start, label.start + len(name)), None, CueClass.LABEL, "", "label/1")


def _is_named(text: str, name: str) -> bool:
    """Tell whether somebody's name stands elsewhere than before a colon."""
    return bool(re.search(rf"\b{re.escape(name.rsplit(maxsplit=1)[-1])}\b(?!:)", text))
