"""What each sentence reports, and whose words it is; a quotation keeps its speaker from sentence to sentence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from claimtrack.domain.article import Line, LineKind
from claimtrack.domain.span import Span
from claimtrack.extraction import interviews
from claimtrack.extraction.attribution import INTRODUCTION, Frame, Report, find_reports, introduction
from claimtrack.extraction.lexicons.line_words import WEEKDAY
from claimtrack.extraction.manner import find_manner
from claimtrack.extraction.masking import masked
from claimtrack.extraction.quotations import Quotation, find_quotations
from claimtrack.extraction.sentences import split_sentences, trimmed

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_AGENCY = r"(?:\s*\([\w. ]{2,30}\)|\s*/[\w. ]{2,30}/)?"
_YEAR = r",?\s+\d{4}"
_DATED = rf"(?:(?i:{WEEKDAY}),?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?[A-Z][\w.]{{2,9}}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?"
_DASH = r"\s*[—–-]{1,2}"
_DATELINE = re.compile(
    rf"(?:{_CAPITAL}(?:{_CAPITAL}|[.’' -]){{2,40}}(?:,\s*[\w. ]{{2,30}})?{_AGENCY}"
    rf"(?:(?:,?|{_DASH})\s+{_DATED}(?:{_YEAR})?)?"
    rf"|{_CAPITAL}[\w.’-]+(?: {_CAPITAL}[\w.’-]+){{0,2}},\s+{_DATED}{_YEAR})"  # a place in small letters, with the year
    rf"{_AGENCY}{_DASH}\s+"
)
_COVERING = frozenset({"trailing/1", "medial/1", "according_to/1", "as_said/1"})
CARRIED = "quotation/1"
"""The rule of what has no frame but goes on with a quotation that has one."""
_LEAST_PART = 3
_REACH = 50
"""Sentences before and behind among which the speaker of a quotation is looked for."""
_BULLET = re.compile(r"\s*(?:[-–—•*·‣▪●]\s|\(?\d{1,2}[.)]\s)")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One report of one sentence; `quoted` tells that its words stand in quotation marks, `asks` that it is a question.

    `in_list` tells that its line is an item of a list or a note in figures, which may do without a verb. `quotations`
    are those that share something with the sentence.
    """

    sentence: Span
    report: Report
    quoted: bool
    asks: bool
    in_list: bool
    quotations: tuple[Quotation, ...] = ()


def find_utterances(text: str, lines: Iterable[Line]) -> list[Utterance]:
    """Return what is said in the body lines of an article, in text order."""
    found: list[Utterance] = []
    open_speaker: Frame | None = None
    lines = tuple(lines)
    labels = interviews.find_labels(text, lines)
    for line in lines:
        label = labels.get(line.span)
        if line.kind is not LineKind.BODY or (label and interviews.asks(text, label)):
            continue
        quotations = find_quotations(text, line.span)
        own = [
            utterance
            for sentence in split_sentences(text, Span(label.end, line.span.end) if label else line.span)
            for utterance in _of_sentence(text, line.span, sentence, _near(quotations, sentence))
        ]
        if label:
            own = _given_to(interviews.frame_of(text, label), own)
        own = _carried(own, quotations, open_speaker, line.span)
        open_speaker = _left_open(own, quotations) or (introduction(text, own[-1].sentence) if own else None)
        found.extend(own)
    return found


def _given_to(frame: Frame, own: Sequence[Utterance]) -> list[Utterance]:
    """Give a speaker every sentence that has no speaker of its own."""
    return [one if one.report.frame else replace(one, report=replace(one.report, frame=frame)) for one in own]


def _near(quotations: Sequence[Quotation], place: Span) -> Sequence[Quotation]:
    """Return the quotations that share a code point with a place; they stand in order and apart."""
    first = bisect_right(quotations, place.start, key=lambda quotation: quotation.span.end)
    last = bisect_left(quotations, place.end, key=lambda quotation: quotation.span.start)
    return quotations[first:last]


def _of_sentence(text: str, line: Span, sentence: Span, quotations: Sequence[Quotation]) -> Iterable[Utterance]:
    dateline = _DATELINE.match(text, sentence.start, sentence.end)
    body = (trimmed(text, dateline.end(), sentence.end) if dateline else None) or sentence
    in_list = bool(_BULLET.match(text, line.start, line.end)) or _without_verb(line.of(text))
    for report in _reports(text, body, quotations):
        content = tuple(piece for part in report.content if (piece := _bare(text, part, quotations)))
        if not content:
            continue
        yield Utterance(
            sentence,
            replace(report, content=content),
            quoted=all(_is_quoted(text, piece, quotations) for piece in content),
            asks=content[-1].of(text).rstrip("”\"’' ").endswith("?")
            or text[content[-1].end : content[-1].end + 1] == "?",
            in_list=in_list,
            quotations=tuple(quotations),
        )


def _reports(text: str, body: Span, quotations: Sequence[Quotation]) -> Iterator[Report]:
    """Yield the reports of each part between semicolons; a frame set off by commas covers the parts behind it too."""
    frame: Frame | None = None
    for part in _parts(text, body, quotations):
        near = _near(quotations, part)
        found = find_reports(text, part, near)
        manner = find_manner(text, part, near) if all(report.frame is None for report in found) else None
        for report in (manner,) if manner else found:
            if report.frame is not None:
                frame = report.frame if report.frame.rule in _COVERING else None
            yield replace(report, frame=report.frame or frame)


def _parts(text: str, body: Span, quotations: Sequence[Quotation]) -> list[Span]:
    """Split a sentence at its semicolons, unless one stands in a quotation or parts what is too short to say much."""
    marks = masked(text, body, quotations).mask
    cuts = [body.start + found.start() for found in re.finditer(r";\s", marks)]
    ends = [*cuts, body.end]
    parts = [
        trimmed(text, begin, end) for begin, end in zip([body.start, *(cut + 1 for cut in cuts)], ends, strict=True)
    ]
    found = [part for part in parts if part]
    return found if all(len(part.of(text).split()) >= _LEAST_PART for part in found) else [body]


def _without_verb(line: str) -> bool:
    return len(line) < 120 and bool(re.search(r"\d", line)) and not re.search(r"[.!?]$", line)  # noqa: PLR2004 - as many as a heading may have


def _bare(text: str, piece: Span, quotations: Sequence[Quotation]) -> Span | None:
    """Return a piece without the quotation marks around the whole of it, and without the comma before the frame."""
    start, end = piece.start, piece.end
    while end > start and text[end - 1] in ", ":
        end -= 1
    for quotation in _near(quotations, piece):
        inner_start, inner_end = quotation.inner
        if start == quotation.span.start and end <= quotation.span.end:
            start = inner_start
        if quotation.closed and end == quotation.span.end and start >= inner_start:
            end = inner_end
    while end > start and text[end - 1] in ", ":
        end -= 1
    return trimmed(text, start, end) if end > start else None


def _is_quoted(text: str, piece: Span, quotations: Sequence[Quotation]) -> bool:
    end = piece.end
    while end > piece.start and text[end - 1] in "”\"’'.,!?… ":
        end -= 1
    return any(quotation.holds(piece.start, end) for quotation in _near(quotations, piece))


def _carried(
    own: Sequence[Utterance], quotations: Sequence[Quotation], open_speaker: Frame | None, line: Span
) -> list[Utterance]:
    """Give quoted sentences without a frame the speaker of their quotation, or of the one before it in the line."""
    found: list[Utterance] = []
    for at, utterance in enumerate(own):
        introduced = open_speaker is not None and open_speaker.rule == INTRODUCTION
        if utterance.report.frame is not None or not (utterance.quoted or introduced or _labelled(own)):
            found.append(utterance)
            continue
        frame = _speaker(own, at, quotations, found, open_speaker, line)
        if frame is None and introduced and not utterance.quoted:
            frame = open_speaker
        if frame is not None:
            frame = frame if frame.rule == INTRODUCTION else replace(frame, rule=CARRIED)
            utterance = replace(utterance, report=replace(utterance.report, frame=frame))  # noqa: PLW2901 - the same line, with its speaker
        found.append(utterance)
    return found


def _labelled(own: Sequence[Utterance]) -> bool:
    frame = own[0].report.frame
    return frame is not None and frame.rule.startswith("label/")


def _speaker(
    own: Sequence[Utterance],
    at: int,
    quotations: Sequence[Quotation],
    before: Sequence[Utterance],
    open_speaker: Frame | None,
    line: Span,
) -> Frame | None:
    place = own[at].report.content[0]
    around = next(
        (quotation for quotation in _near(quotations, place) if quotation.holds(place.start, place.start + 1)), None
    )
    if around is not None:
        for other in own[max(0, at - _REACH) : at + _REACH]:
            if other.report.frame and any(around.span.contains(piece) for piece in other.report.content):
                return other.report.frame
    for other in reversed(before[-_REACH:]):
        if other.report.frame is not None:
            return other.report.frame if other.quoted or _labelled(own) or other is before[-1] else None
    if around is not None and around.span.start == line.start:
        return open_speaker
    return None


def _left_open(own: Sequence[Utterance], quotations: Sequence[Quotation]) -> Frame | None:
    """Return who speaks on in the next line: the last speaker, when the line's last quotation is not closed."""
    if not quotations or quotations[-1].closed:
        return None
    return next((other.report.frame for other in reversed(own) if other.report.frame), None)
