"""The list of all attributions of an article: who is said to have said, thought or wanted what, and by which word.

It is built apart from the claims. What one quotation says in several sentences of a line is one attribution; what
stands between a content's pieces is not part of it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claimtrack.domain.span import Span
from claimtrack.extraction.attribution import Frame
from claimtrack.extraction.quotations import Quotation
from claimtrack.extraction.reporting import COMPLEMENT, Reporting
from claimtrack.extraction.speakers import is_pronoun
from claimtrack.extraction.syntax import Tree, Word
from claimtrack.extraction.utterances import CARRIED, Utterance

_OPENED = re.compile(r"(?:''|``|[“\"‘«„'])\Z")
_CLOSED = re.compile(r"[,.!?]?(?:''|[”\"’»'])")
_CLOSERS = "”\"’»'"


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution: its frame, and the pieces of the article that are its content."""

    frame: Frame
    content: tuple[Span, ...]


def by_shape(text: str, utterances: Iterable[Utterance]) -> list[Saying]:
    """Return what stands in the frames of utterances."""
    return [
        Saying(utterance.report.frame, tuple(with_marks(text, piece) for piece in utterance.report.content))
        for utterance in utterances
        if utterance.report.frame is not None
    ]


def spoken_on(text: str, utterance: Utterance, before: Utterance, said: Sequence[Saying]) -> Utterance:
    """Give a quoted sentence without a frame the speaker of the quotation that ended the sentence before it.

    `said` are the sayings that the parse found in that sentence.
    """
    if utterance.report.frame is not None or not utterance.quoted:
        return utterance
    if "\n" in text[before.sentence.end : utterance.sentence.start]:
        return utterance
    speaker = before.report.frame if before.report.frame and before.report.frame.rule == CARRIED else None
    for saying in said:
        part = saying.content[-1]
        if text[part.end - 1] in _CLOSERS or any(q.holds(part.start, part.end) for q in before.quotations):
            speaker = saying.frame
    if speaker is None:
        return utterance
    return replace(utterance, report=replace(utterance.report, frame=replace(speaker, rule=CARRIED)))


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


def outermost(text: str, sayings: Sequence[Saying]) -> list[Saying]:
    """Return the sayings of the article itself, in text order.

    Of those that somebody else's content holds only reported clauses of somebody else who is named are among them.
    """
    sayings = _as_one(text, sayings)
    parts = sorted((part.start, part.end, at) for at, saying in enumerate(sayings) for part in saying.content)
    starts = [start for start, _, _ in parts]
    farthest: list[tuple[int, int]] = []  # up to each part the end that reaches farthest, and whose it is
    for _, end, owner in parts:
        farthest.append(farthest[-1] if farthest and farthest[-1][0] >= end else (end, owner))
    kept = []
    for at, saying in enumerate(sayings):
        cue = saying.frame.cue
        before = bisect_right(starts, cue.start) if cue else 0
        end, owner = farthest[before - 1] if before else (0, at)
        if cue is None or end < cue.end or owner == at or _names_another(text, saying, sayings[owner]):
            kept.append(saying)
    return sorted(kept, key=_place)


def _names_another(text: str, inner: Saying, outer: Saying) -> bool:
    """Tell whether one reported clause names who said another: "Lee said the board had told him that ..."."""
    if inner.frame.source is None or outer.frame.source is None or inner.frame.rule != COMPLEMENT:
        return False
    name = inner.frame.source.of(text)
    return name[:1].isupper() and not is_pronoun(name) and name != outer.frame.source.of(text)


def _as_one(text: str, sayings: Sequence[Saying]) -> list[Saying]:
    """Return one saying for all that one cue reports in one line; the rule that found the speaker names it."""
    frames: dict[tuple[Span | None, Span | None, int], Frame] = {}
    pieces: dict[tuple[Span | None, Span | None, int], list[Span]] = {}
    for saying in sayings:
        key = (saying.frame.source, saying.frame.cue, text.rfind("\n", 0, saying.content[0].start))
        if key not in frames or frames[key].rule == CARRIED:
            frames[key] = saying.frame
        pieces.setdefault(key, []).extend(saying.content)
    return [Saying(frame, tuple(_joined(text, pieces[key]))) for key, frame in frames.items()]


def _place(saying: Saying) -> tuple[Span, Span]:
    return saying.frame.cue or saying.content[0], saying.content[0]


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
    before = _OPENED.search(text, max(0, piece.start - 2), piece.start)
    behind = _CLOSED.match(text, piece.end)
    return Span(before.start() if before else piece.start, behind.end() if behind else piece.end)


def _joined(text: str, pieces: Iterable[Span]) -> list[Span]:
    """Return pieces in text order, those together between which only white space stands."""
    joined: list[Span] = []
    for piece in sorted(pieces):
        if joined and not text[joined[-1].end : piece.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, piece.end))
        else:
            joined.append(piece)
    return joined
