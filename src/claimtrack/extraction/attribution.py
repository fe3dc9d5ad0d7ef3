"""Who said it, read off the shape of a sentence: reporting frames that stand around what is reported.

These rules need no parse and run first, so that what is left can be parsed without its frame. Quoted words are masked:
a reporting word inside somebody's quotation reports nothing here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from claimtrack.domain.attribution import CueClass
from claimtrack.domain.span import Span
from claimtrack.extraction.lexicons.cues import CUE_CLASS, LEMMA_OF, PARENTHETICAL, TAKES_CLAUSE
from claimtrack.extraction.masking import Masked, finite_cues, is_noun, masked
from claimtrack.extraction.nominal import (
    FRONTED,
    MASK,
    VERB_MARK,
    has_verb,
    is_nominal,
    nominal_start,
    tells,
    words_of,
)
from claimtrack.extraction.quotations import Quotation
from claimtrack.extraction.sentences import trimmed
from claimtrack.extraction.tails import TAIL_FACT
from claimtrack.extraction.view import without

_NOT_INVERTED = frozenset("tell think believe".split())
INTRODUCTION = "introduction/1"
_LEAST_CONTENT = 3
_MAX_FRAME_WORDS = 30
MAX_FRAMED = 2_000
"""Code points of the longest sentence in which frames are looked for."""
_MOST_CUES = 12
"""Cues of one sentence that are tried from either end; a sentence of prose has two or three."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A claimant and the cue that reports them; `source` is None where nobody is named.

    `rule` names the rule that found it.
    """

    source: Span | None
    cue: Span | None
    cue_class: CueClass
    lemma: str
    rule: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a sentence, or a part of it, reports: the frame, if it has one, and the pieces that hold the content."""

    frame: Frame | None
    content: tuple[Span, ...]


_TIME = (
    r"(?:on|in|at|by|during|from|through|via|to|of|after|before|late|early|earlier|later|last|this|yesterday|today|again|also|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_TAIL = re.compile(rf"\s*(?:(?:,\s*)?{_TIME}[^;:]*)?[.!?,;\s\"”’')\]]*", re.IGNORECASE)
_TO_SOMEBODY = re.compile(r"\s+(?!that\b|it\b|he\b|she\b|they\b|there\b|we\b)[^;:\0]+", re.IGNORECASE)
_CLOSE = re.compile(rf"[,!?…][\"”’'»]?\s*$|\.[\"”’'»]\s*$|{MASK}[\"”’'»]{{1,2}},?\s*$|[\"”’»],?\s*$|\s[–—-]\s*$")
_CLOSED = re.compile(r"[\"”’'»],?\s*\Z")
_AND_THAT = re.compile(r",?\s+(?:and|but)\s+(?:(?:also |later |then )?([a-z]{3,12}(?:ed|id))\s+)?that\s+")
_OPENING = re.compile(r"\s*(?:And|But|So|Yet|Still|Meanwhile),?\s+")
_THAT = re.compile(rf"(?:\s+(?:{_TIME})(?:(?!\bthat\b)[^,;:{MASK}]){{0,60}}|,?)\s+that\s+", re.IGNORECASE)
_TOLD_THAT = re.compile(rf"\s+(?:(?!\bthat\b)[^,;:{MASK}]){{1,60}}?\s+that\s+", re.IGNORECASE)
_ACCORDING = re.compile(r"(?:,\s*|(?<=^))?\b(?:according to|in the words of)\s+", re.IGNORECASE)
_SOURCE_END = re.compile(r",|;|[.?!][\"”’']?\s*$|\s(?:which|whose|who|where|but|and\s+that)\b")
_INVERTED_END = re.compile(
    r",|;|[.?!][\"”’']?\s*$|\s(?:who|which|on|during|after|as|when|before|last|this|late|earlier|"
    r"in an? (?:statement|interview|letter|speech|note|post|report|call)|"
    r"at an? (?:\w+ )?(?:conference|briefing|hearing|meeting))\s"
)
_CIRCUMSTANCE = re.compile(
    r"(?:after|when|as|adding|citing|following|speaking|talking|writing|addressing|referring|in an? |while|during"
    r"|at an? )\b"
)
"""What follows a frame set into a sentence and tells of the saying, not of what is said."""
_TO_QUOTE = re.compile(r"(?:[^:;\0]{0,80}:|(?:\s+[^,:;\0]{1,60})?,)\s+(?=[“\"‘'«`])")
_AS = re.compile(r"(?:^(?:and |but |yet |still,? )?|[,–—-]\s*)as\s+([^,;]{1,120}?)\s*$", re.IGNORECASE)
_AS_END = re.compile(r"[^,;:\0]{0,60}(?:,|:|[.!?]?$)")
_LONGEST_INTRODUCTION = 300
_TAIL_CUE = re.compile(
    r",\s+(?:and\s+|while\s+|but\s+)?(\w{3,12}ing)\b(?:\s+(?:also|later|then|however))?"
    r"(?:,?\s+that\b|[,:]?\s+(?=[“\"‘'«`])|\s+(?=(?:he|she|it|they|the|there|we|an?|his|her|its|their|no|all|some|many)\b))\s*",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(
    r"(?:,\s+(?:and|as|or)|,?\s+(?:but|while|though|although|whereas|yet))\s+([^,;:]{1,60}?)"
    r"(?:\s+(?:also|later|then))?\s+$"
)
_INVERTED_COLON = re.compile(r"([A-Z][a-z]+(?:s|d))\s+([^,:;\0]{2,80}):\s+(?=[“\"‘'«`])")
_DOING = re.compile(r"\b(?!(?:morning|evening|meeting|briefing|hearing|filing|ruling|during)\b)\w{3,}ing\b")
_GOES_ON = re.compile(r"(?:and|but|so|yet|then)\b", re.IGNORECASE)
_SET_OFF = re.compile(rf",|{MASK}[\"”’'»]{{1,2}}")
_LABEL = re.compile(r"([A-Z][A-Z.’' -]{2,40}|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})(?:\s\([^()]{1,40}\))?:\s+(?=\S)")


def find_reports(text: str, sentence: Span, quotations: Sequence[Quotation]) -> tuple[Report, ...]:
    """Return what a sentence reports, frame by frame; a sentence without a frame is one report without one."""
    if len(sentence) > MAX_FRAMED:
        return (Report(None, (sentence,)),)
    whole = masked(text, sentence, quotations)
    for rule in (_label, _according, _colon, _trailing, _medial, _as_said, _leading):
        found = rule(text, sentence, whole)
        if found:
            return _with_tail(text, sentence, whole, found)
    return (Report(None, (sentence,)),)


def _with_tail(text: str, sentence: Span, whole: Masked, found: tuple[Report, ...]) -> tuple[Report, ...]:
    """Give what the same speaker adds in a participle, "..., she said, adding that ...", a report of its own."""
    last = found[-1]
    if last.frame is None or last.frame.cue is None or last.frame.source is None:
        return found
    behind = max(last.frame.cue.end, last.frame.source.end) - whole.start
    if last.frame.rule == "trailing/1" and (fact := TAIL_FACT.search(whole.mask, behind)):
        given = trimmed(text, whole.start + fact.end(), sentence.end)
        return (*found, Report(last.frame, (given,))) if given else found
    tail = _TAIL_CUE.search(whole.mask, behind)
    lemma = LEMMA_OF.get(tail[1].lower(), "") if tail else ""
    rest = trimmed(text, whole.start + tail.end(), sentence.end) if tail else None
    if tail is None or rest is None or lemma not in PARENTHETICAL:
        return found
    cut = whole.start + tail.start()
    content = tuple(
        piece for kept in last.content if kept.start < cut and (piece := trimmed(text, kept.start, min(kept.end, cut)))
    )
    cue = whole.held(*tail.span(1))
    added = Report(Frame(last.frame.source, cue, CUE_CLASS[lemma], lemma, "participle/1"), (rest,))
    return (*found[:-1], Report(last.frame, content), added) if content else (*found[:-1], added)


def _label(text: str, sentence: Span, whole: Masked) -> tuple[Report, ...]:
    """Read a transcript's label, "NAME: ...", in capitals, or any name before a quotation."""
    found = _LABEL.match(whole.text)
    if not found or (not found[1].isupper() and whole.text[found.end()] not in "“\"‘«'"):
        return ()
    if any(char.isdigit() for char in found[1]) or not is_nominal(found[1]) or found[1].split()[0].lower() in LEMMA_OF:
        return ()
    content = without(text, sentence, [whole.held(0, found.end())])
    if not content:
        return ()
    return (Report(Frame(whole.held(*found.span(1)), None, CueClass.LABEL, "", "label/1"), content),)


def _colon(text: str, sentence: Span, whole: Masked) -> tuple[Report, ...]:
    """Read "The mayor told the board: “...”" and "The mayor said, “...”"."""
    if inverted := _INVERTED_COLON.match(whole.mask):
        lemma = LEMMA_OF.get(inverted[1].lower(), "")
        content = without(text, sentence, [Span(sentence.start, sentence.start + inverted.end())])
        if lemma in PARENTHETICAL and is_nominal(inverted[2]) and content:
            source, cue = whole.held(*inverted.span(2)), whole.held(*inverted.span(1))
            return (Report(Frame(source, cue, CUE_CLASS[lemma], lemma, "colon/1"), content),)
    for found, lemma in islice(finite_cues(whole), _MOST_CUES):
        colon = _TO_QUOTE.match(whole.mask, found.end())
        begin = nominal_start(whole.mask[: found.start()], aside=True)
        if (
            MASK in whole.mask[: found.start()]
            or colon is None
            or begin is None
            or VERB_MARK.search(colon[0])
            or not _opens(whole.mask[:begin])
        ):
            continue
        content = without(text, sentence, [Span(sentence.start, sentence.start + colon.end())])
        frame = Frame(whole.source(begin, found.start()), whole.held(*found.span()), CUE_CLASS[lemma], lemma, "colon/1")
        return (Report(frame, content),) if content else ()
    return ()


def _according(text: str, sentence: Span, whole: Masked) -> tuple[Report, ...]:
    found = _ACCORDING.search(whole.mask)
    if not found:
        return ()
    end = _SOURCE_END.search(whole.mask, found.end())
    stop = end.start() if end else len(whole.mask)
    source = whole.at(found.end(), stop + _apposed(whole.mask[stop:]))
    if source is None:
        return ()
    first = whole.text.index(found[0].strip(", ").split()[0], found.start())
    cue = Span(whole.start + first, whole.start + first + len(found[0].strip(", ")))
    hole = Span(whole.start + found.start(), source.end)
    content = _apart(text, without(text, sentence, [hole]), hole)
    frame = Frame(source, cue, CueClass.NEUTRAL, "according", "according_to/1")
    return (Report(frame, content),) if content else ()


def _apart(text: str, pieces: tuple[Span, ...], hole: Span) -> tuple[Span, ...]:
    """Drop what only hangs on the source, ", whose director ...", and the comma that the frame leaves behind."""
    kept = []
    for piece in pieces:
        words = piece.of(text)
        if piece.start >= hole.end and re.match(r"[,;]?\s*(?:which|whose|who|where)\b", words):
            continue
        cut = re.match(r"[,;.]\s*", words) if piece.start >= hole.end else None
        start = piece.start + (cut.end() if cut else 0)
        if start < piece.end and re.search(r"\w", text[start : piece.end]):
            kept.append(Span(start, piece.end))
    return tuple(kept)


def _trailing(text: str, sentence: Span, whole: Masked) -> tuple[Report, ...]:
    """Read "..., the mayor said on Monday." and "...," said the mayor, who ..."."""
    for found, lemma in reversed(list(finite_cues(whole))[-_MOST_CUES:]):
        before, after = whole.mask[: found.start()], whole.mask[found.end() :]
        if len(words_of(after)) > _MAX_FRAME_WORDS:
            continue
        begin = nominal_start(before) or nominal_start(before, apart=True)
        if begin is not None and begin > 0 and _CLOSE.search(before[:begin]) and _ends(lemma, after):
            source = whole.source(begin, found.start())
            start = begin
        elif lemma in _NOT_INVERTED:
            continue
        elif (
            _CLOSE.search(before)
            and (inverted := inverted_source(after))
            and (_CLOSED.search(before) or not (tells(after[: inverted[1]]) or _is_subject(before)))
        ):
            source = whole.held(found.end() + inverted[0], found.end() + inverted[1])
            start = found.start()
        else:
            continue
        content = without(text, sentence, [Span(whole.start + start, sentence.end)])
        quoted = bool(content) and content[-1].of(text)[-1:] in "”\"’'»"
        if not content or (not quoted and not _says_something(whole.text[:start], inverted=start == found.start())):
            continue
        frame = Frame(source, whole.held(*found.span()), CUE_CLASS[lemma], lemma, "trailing/1")
        return (Report(frame, content),)
    return ()


def _is_subject(before: str) -> bool:
    """Tell whether all before a verb is its subject, set off by what is told of it: "Ann Lee, who left, said"."""
    opened = _OPENING.match(before)
    stem = before[opened.end() if opened else 0 :]
    return nominal_start(stem, aside=True) == 0


def _says_something(words: str, *, inverted: bool) -> bool:
    """Tell whether unquoted words can be a content: more than a name in apposition or a circumstance."""
    if len(words_of(words)) < _LEAST_CONTENT:
        return False
    return has_verb(words) or not (inverted or FRONTED.match(words.lstrip()))


def _ends(lemma: str, after: str) -> bool:
    """Tell whether nothing but the circumstances of saying follows the cue."""
    fact = TAIL_FACT.match(after)
    if fact or _TAIL.fullmatch(after):
        return not VERB_MARK.search(after)
    to_somebody = lemma in {"tell", "remind", "inform"} and _TO_SOMEBODY.fullmatch(after) and " that " not in after
    return bool(to_somebody) and not VERB_MARK.search(after)


def inverted_source(after: str) -> tuple[int, int] | None:
    """Return where the source stands behind an inverted cue, "said the mayor"."""
    end = _INVERTED_END.search(after)
    stretch = after[: end.start()] if end else after
    if not stretch.strip() or not is_nominal(stretch) or _DOING.match(stretch.lstrip()):
        return None
    if MASK in after and not re.match(r",?\s+(?:who|which)\b", after[len(stretch) :]):
        return None
    return len(stretch) - len(stretch.lstrip()), len(stretch) + _apposed(after[len(stretch) :])


def _apposed(after: str) -> int:
    """Return how far the name reaches that follows a source in apposition, as in "its head, Ann Lee"."""
    name = re.match(r",\s+((?:(?:[A-Z]\.|[A-Z][\w’'-]+)\s?){1,4})(?=[.,;]|$)", after)
    return name.end(1) if name else 0


def _medial(text: str, sentence: Span, whole: Masked) -> tuple[Report, ...]:
    """Read a frame set into what it reports: "A move, she said, is possible"."""
    for found, lemma in islice(finite_cues(whole), _MOST_CUES):
        before, after = whole.mask[: found.start()], whole.mask[found.end() :]
        boundary = _last_boundary(before)
        if not boundary or not re.match(r"(?:\s+[^,;]{1,40})?[,;.]\s*\S", after):
            continue
        stretch_start = boundary + len(before[boundary:]) - len(before[boundary:].lstrip())
        if not is_nominal(whole.mask[stretch_start : found.start()]) or VERB_MARK.search(after.split(",")[0]):
            continue
        end = found.end() + (re.match(r"[^,;.]*[,;.]?", after) or found).end()
        hole = Span(whole.start + stretch_start, whole.start + end)
        content = without(text, sentence, [hole])
        if len(content) < 2 or not words_of(whole.text[:boundary]):  # noqa: PLR2004 - one on each side
            continue
        spoken = whole.mask[stretch_start - 3 : stretch_start].strip()[-1:] in "\"”’'»" and MASK in before
        rest = None
        if _CIRCUMSTANCE.match(content[1].of(text)) or (spoken and MASK not in after):
            rest = content[1] if _GOES_ON.match(content[1].of(text)) else None
            content = content[:1]
        frame = Frame(
            whole.source(stretch_start, found.start()), whole.held(*found.span()), CUE_CLASS[lemma], lemma, "medial/1"
        )
        return (Report(frame, content), Report(None, (rest,))) if rest else (Report(frame, content),)
    return ()


def _as_said(text: str, sentence: Span, whole: Masked) -> tuple[Report, ...]:
    """Read "As the mayor noted, the road is shut" and "The road, as she put it, is shut"."""
    for found, lemma in islice(finite_cues(whole), _MOST_CUES):
        opening = _AS.search(whole.mask[: found.start()])
        ending = _AS_END.match(whole.mask, found.end())
        if opening is None or ending is None or not is_nominal(opening[1]) or VERB_MARK.search(ending[0]):
            continue
        content = without(text, sentence, [Span(whole.start + opening.start(), whole.start + ending.end())])
        source = whole.source(opening.start(1), found.start())
        frame = Frame(source, whole.held(*found.span()), CUE_CLASS[lemma], lemma, "as_said/1")
        return (Report(frame, content),) if content else ()
    return ()


def introduction(text: str, sentence: Span) -> Frame | None:
    """Return the frame of a sentence that only leads over to a quotation in the next line: "The mayor added:"."""
    if len(sentence) > _LONGEST_INTRODUCTION or not sentence.of(text).endswith(":"):
        return None
    whole = masked(text, sentence, ())
    for found, lemma in finite_cues(whole):
        begin = nominal_start(whole.mask[: found.start()], aside=True)
        if begin is not None and _opens(whole.mask[:begin]) and not VERB_MARK.search(whole.mask[begin:]):
            source = whole.source(begin, found.start())
            return Frame(source, whole.held(*found.span()), CUE_CLASS[lemma], lemma, INTRODUCTION)
    return None


def _last_boundary(before: str) -> int:
    """Return where the last comma or quotation before a frame ends, 0 where there is none."""
    ends = [found.end() for found in _SET_OFF.finditer(before)]
    return ends[-1] if ends else 0


def _leading(text: str, sentence: Span, whole: Masked) -> tuple[Report, ...]:
    """Read "The ministry said on Monday that ..., and that ..."."""
    for found, lemma in whole.cues[:_MOST_CUES]:
        if is_noun(whole.mask, found, lemma):
            continue
        that = (_TOLD_THAT if lemma == "tell" else _THAT).match(whole.mask, found.end())
        begin = nominal_start(whole.mask[: found.start()])
        if (
            not lemma
            or that is None
            or begin is None
            or tells(whole.mask[begin : found.start()])
            or _DOING.search(that[0])
            or VERB_MARK.search(whole.mask[begin : that.end()])
        ):
            continue
        if not _opens(whole.mask[:begin]) or whole.text[begin : found.start()].strip().lower() in {"who", "which"}:
            continue
        frame = Frame(
            whole.source(begin, found.start()), whole.held(*found.span()), CUE_CLASS[lemma], lemma, "leading_that/1"
        )
        return tuple(_split(text, sentence, whole, frame, that.end()))
    return ()


def _opens(before: str) -> bool:
    """Tell whether nothing but circumstances stands before the source."""
    return not before.strip() or (before.rstrip().endswith((",", ":", "—", "–")) and not VERB_MARK.search(before))


def _split(text: str, sentence: Span, whole: Masked, frame: Frame, start: int) -> Iterator[Report]:
    """Give each "and that ..." under one frame a report of its own; the next frame begins what has none yet."""
    stop = next(_next_frames(whole, start), len(whole.text))
    cuts = [
        found
        for found in _AND_THAT.finditer(whole.mask)
        if start < found.start() < stop and (not found[1] or LEMMA_OF.get(found[1].lower()) in TAKES_CLAUSE)
    ]
    begins = [start, *(found.end() for found in cuts)]
    ends = [*(found.start() for found in cuts), stop]
    for begin, end, cut in zip(begins, ends, [None, *cuts], strict=True):
        if cut and cut[1]:
            lemma = LEMMA_OF[cut[1].lower()]
            frame = Frame(frame.source, whole.held(*cut.span(1)), CUE_CLASS[lemma], lemma, frame.rule)
        if piece := trimmed(text, sentence.start + begin, sentence.start + end):
            yield Report(frame, (piece,))
    if stop < len(whole.text) and (rest := trimmed(text, sentence.start + stop, sentence.end)):
        yield Report(None, (rest,))


def _next_frames(whole: Masked, start: int) -> Iterator[int]:
    """Yield where a clause begins that is reported anew: "..., but he said ..."."""
    for found, _ in islice(finite_cues(whole), _MOST_CUES):
        opening = _NEXT_CLAUSE.search(whole.mask[max(start, found.start() - 80) : found.start()])
        if opening and found.start() > start and is_nominal(opening[1]):
            yield max(start, found.start() - 80) + opening.start()
