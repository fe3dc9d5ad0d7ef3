"""The list of all attributions of an article: who is said to have said, thought or wanted what, and by which word.

It is built apart from the claims. What one quotation says in several sentences of a line is one attribution; what
stands between a content's pieces is not part of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimtrack.domain.span import Span
from claimtrack.extraction.attribution import Frame
from claimtrack.extraction.quotations import Quotation
from claimtrack.extraction.reporting import Reporting
from claimtrack.extraction.syntax import Tree, Word
from claimtrack.extraction.utterances import Utterance

_OPENERS, _CLOSERS = "“\"‘«„'", "”\"’»“'"


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution: its frame, and the pieces of the article that are its content."""

    frame: Frame
    content: tuple[Span, ...]


def by_shape(text: str, utterances: Iterable[Utterance]) -> list[Saying]:
    """Return what stands in the frames that surface rules found."""
    pieces: dict[tuple[Span | None, Span | None, int], list[Span]] = {}
    frames: dict[tuple[Span | None, Span | None, int], Frame] = {}
    for utterance in utterances:
        frame = utterance.report.frame
        if frame is None:
            continue
        line = text.rfind("\n", 0, utterance.sentence.start)
        key = (frame.source, frame.cue, line)
        kept = frames.get(key)
        if kept is None or kept.rule == "quotation/1":
            frames[key] = frame
        pieces.setdefault(key, []).extend(with_marks(text, piece) for piece in utterance.report.content)
    return [Saying(frames[key], tuple(_joined(text, found))) for key, found in pieces.items()]


def by_parse(text: str, tree: Tree, found: Iterable[Reporting], quotations: Sequence[Quotation]) -> list[Saying]:
    """Return what the words of a tree report, but nothing that stands inside somebody's quotation."""
    sayings = []
    for reporting in found:
        cue = reporting.frame.cue
        if cue is None or any(quotation.holds(cue.start, cue.end) for quotation in quotations):
            continue
        pieces = [with_marks(text, piece) for piece in _pieces(tree, reporting.reported)]
        if pieces:
            sayings.append(Saying(reporting.frame, tuple(_joined(text, pieces))))
    return sayings


def _pieces(tree: Tree, words: Sequence[Word]) -> list[Span]:
    """Return the places of words, unbroken runs together, without the punctuation at the ends of a run."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and runs[-1][-1].at == word.at - 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    kept = []
    for run in runs:
        while run and run[-1].form in {",", ";", ":", "."}:
            run.pop()
        while run and run[0].form in {",", ";", ":", "."}:
            run.pop(0)
        if any(word.form[0].isalnum() for word in run):
            kept.append(tree.span(run))
    return kept


def with_marks(text: str, piece: Span) -> Span:
    """Take in the quotation marks that stand around a piece."""
    start, end = piece.start, piece.end
    if start and text[start - 1] in _OPENERS:
        start -= 1
    if text[end : end + 1] in _CLOSERS and text[end : end + 1]:
        end += 1
    elif text[end : end + 1] in ",.!?" and text[end + 1 : end + 2] and text[end + 1] in _CLOSERS:
        end += 2
    return Span(start, end)


def _joined(text: str, pieces: Iterable[Span]) -> list[Span]:
    """Return pieces in text order, those together between which only white space stands."""
    joined: list[Span] = []
    for piece in sorted(pieces):
        if joined and not text[joined[-1].end : piece.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, piece.end))
        else:
            joined.append(piece)
    return joined
