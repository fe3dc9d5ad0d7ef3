"""Who said it, read off the shape of a sentence: reporting frames that stand around what is reported.

These rules need no parse and run first, so that what is left can be parsed without its frame. Quoted words are masked:
a reporting word inside somebody's quotation reports nothing here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from claimtrack.domain.attribution import CueClass
from claimtrack.domain.span import Span
from claimtrack.extraction.lexicons.cues import CUE_CLASS, LEMMA_OF, PARENTHETICAL, TAKES_CLAUSE
from claimtrack.extraction.nominal import MASK, VERB_MARK, is_nominal, nominal_start, source_end, words_of
from claimtrack.extraction.quotations import Quotation
from claimtrack.extraction.sentences import trimmed
from claimtrack.extraction.view import without

_NOT_INVERTED = frozenset("tell think believe".split())
_LEAST_CONTENT, _LEAST_BEFORE_MEDIAL = 3, 2
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


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its quotations masked; positions are those of the sentence."""

    text: str
    mask: str
    start: int

    def at(self, start: int, end: int) -> Span | None:
        """Return the place in the article of a stretch, without the white space at its ends."""
        found = trimmed(self.text, start, end)
        return Span(found.start + self.start, found.end + self.start) if found else None

    def held(self, start: int, end: int) -> Span:
        found = self.at(start, end)
        assert found is not None  # noqa: S101 - the patterns match words
        return found

    def source(self, start: int, end: int) -> Span:
        """Return the place of the source that begins at `start`, without what does not name it."""
        return self.held(start, start + source_end(self.mask[start:end]))


@cache
def _cues(*, finite: bool) -> re.Pattern[str]:
    forms = [
        form for form, lemma in LEMMA_OF.items() if lemma in TAKES_CLAUSE and not (finite and form.endswith("ing"))
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?![\w-])", re.IGNORECASE)


_TIME = (
    r"(?:on|in|at|by|during|from|through|via|to|of|after|before|late|early|earlier|later|last|this|yesterday|today|again|also|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_TAIL = re.compile(rf"\s*(?:(?:,\s*)?{_TIME}[^;:]*)?[.!?,;\s\"”’')\]]*", re.IGNORECASE)
_TO_SOMEBODY = re.compile(r"\s+(?!that\b|it\b|he\b|she\b|they\b|there\b|we\b)[^;:]+", re.IGNORECASE)
_CLOSE = re.compile(rf"[,!?…][\"”’'»]?\s*$|\.[\"”’'»]\s*$|{MASK}[\"”’'»],?\s*$|[\"”’»],?\s*$|\s[–—-]\s*$")
_THAT = re.compile(rf"(?:\s+(?:{_TIME})(?:(?!\bthat\b)[^,;:{MASK}]){{0,60}}|,?)\s+that\s+", re.IGNORECASE)
_TOLD_THAT = re.compile(rf"\s+(?:(?!\bthat\b)[^,;:{MASK}]){{1,60}}?\s+that\s+", re.IGNORECASE)
_ACCORDING = re.compile(r"(?:,\s*|(?<=^))?\b(?:according to|in the words of)\s+", re.IGNORECASE)
_SOURCE_END = re.compile(r",|;|[.?!][\"”’']?\s*$|\s(?:which|whose|who|where|but|and\s+that)\b")
_INVERTED_END = re.compile(
    r",|;|[.?!][\"”’']?\s*$|\s(?:who|which|on|during|after|as|when|before|last|this|late|earlier|"
    r"in an? (?:statement|interview|letter|speech|note|post|report|call)|"
    r"at an? (?:\w+ )?(?:conference|briefing|hearing|meeting))\s"
)
_CIRCUMSTANCE = re.compile(r"(?:after|when|as|adding|citing|following|in an? |while|during|at an? )\b")
"""What follows a frame set into a sentence and tells of the saying, not of what is said."""
_LABEL = re.compile(r"([A-Z][A-Z.’' -]{2,40}|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})(?:\s\([^()]{1,40}\))?:\s+(?=\S)")


def masked(text: str, sentence: Span, quotations: Sequence[Quotation]) -> str:
    """Return the sentence with what stands between quotation marks masked, of the same length."""
    letters = list(sentence.of(text))
    for quotation in quotations:
        inner_start, inner_end = quotation.inner
        for at in range(max(inner_start, sentence.start), min(inner_end, sentence.end)):
            letters[at - sentence.start] = MASK
    return "".join(letters)


def find_reports(text: str, sentence: Span, quotations: Sequence[Quotation]) -> tuple[Report, ...]:
    """Return what a sentence reports, frame by frame; a sentence without a frame is one report without one."""
    if len(sentence) > MAX_FRAMED:
        return (Report(None, (sentence,)),)
    whole = _Sentence(sentence.of(text), masked(text, sentence, quotations), sentence.start)
    for rule in (_label, _according, _colon, _trailing, _medial, _leading):
        found = rule(text, sentence, whole)
        if found:
            return found
    return (Report(None, (sentence,)),)


def _label(text: str, sentence: Span, whole: _Sentence) -> tuple[Report, ...]:
    """Read a transcript's label, "NAME: ...", in capitals, or any name before a quotation."""
    found = _LABEL.match(whole.text)
    if not found or (not found[1].isupper() and whole.text[found.end()] not in "“\"‘«'"):
        return ()
    if any(char.isdigit() for char in found[1]) or not is_nominal(found[1]):
        return ()
    content = without(text, sentence, [whole.held(0, found.end())])
    if not content:
        return ()
    return (Report(Frame(whole.held(*found.span(1)), None, CueClass.LABEL, "", "label/1"), content),)


def _colon(text: str, sentence: Span, whole: _Sentence) -> tuple[Report, ...]:
    """Read "The mayor told the board: “...”"."""
    for found, lemma in islice(_finite_cues(whole), _MOST_CUES):
        colon = re.match(r"[^:;]{0,80}:\s+(?=[“\"‘'«])", whole.mask[found.end() :])
        begin = nominal_start(whole.mask[: found.start()])
        if colon is None or begin is None or VERB_MARK.search(colon[0]) or not _opens(whole.mask[:begin]):
            continue
        content = without(text, sentence, [Span(sentence.start, sentence.start + found.end() + colon.end())])
        frame = Frame(whole.source(begin, found.start()), whole.held(*found.span()), CUE_CLASS[lemma], lemma, "colon/1")
        return (Report(frame, content),) if content else ()
    return ()


def _according(text: str, sentence: Span, whole: _Sentence) -> tuple[Report, ...]:
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


def _finite_cues(whole: _Sentence) -> Iterator[tuple[re.Match[str], str]]:
    for found in _cues(finite=True).finditer(whole.mask):
        lemma = LEMMA_OF.get(found[0], "")  # in capitals it is a name, as in "told the Post"
        if lemma in PARENTHETICAL:
            yield found, lemma


def _trailing(text: str, sentence: Span, whole: _Sentence) -> tuple[Report, ...]:
    """Read "..., the mayor said on Monday." and "...," said the mayor, who ..."."""
    for found, lemma in reversed(list(_finite_cues(whole))[-_MOST_CUES:]):
        before, after = whole.mask[: found.start()], whole.mask[found.end() :]
        if len(words_of(after)) > _MAX_FRAME_WORDS:
            continue
        begin = nominal_start(before) or nominal_start(before, apart=True)
        if begin is not None and begin > 0 and _CLOSE.search(before[:begin]) and _ends(lemma, after):
            source = whole.source(begin, found.start())
            start = begin
        elif lemma in _NOT_INVERTED:
            continue
        elif _CLOSE.search(before) and (inverted := _inverted(after)):
            source = whole.held(found.end() + inverted[0], found.end() + inverted[1])
            start = found.start()
        else:
            continue
        content = without(text, sentence, [Span(whole.start + start, sentence.end)])
        quoted = bool(content) and content[-1].of(text)[-1:] in "”\"’'»"
        if not content or (not quoted and len(words_of(whole.text[:start])) < _LEAST_CONTENT):
            continue
        frame = Frame(source, whole.held(*found.span()), CUE_CLASS[lemma], lemma, "trailing/1")
        return (Report(frame, content),)
    return ()


def _ends(lemma: str, after: str) -> bool:
    """Tell whether nothing but the circumstances of saying follows the cue."""
    if _TAIL.fullmatch(after):
        return not VERB_MARK.search(after)
    return lemma in {"tell", "remind", "inform"} and bool(_TO_SOMEBODY.fullmatch(after)) and not VERB_MARK.search(after)


def _inverted(after: str) -> tuple[int, int] | None:
    """Return where the source stands behind an inverted cue, "said the mayor"."""
    end = _INVERTED_END.search(after)
    stretch = after[: end.start()] if end else after
    if not stretch.strip() or not is_nominal(stretch) or MASK in after:
        return None
    return len(stretch) - len(stretch.lstrip()), len(stretch) + _apposed(after[len(stretch) :])


def _apposed(after: str) -> int:
    """Return how far the name reaches that follows a source in apposition, as in "its head, Ann Lee"."""
    name = re.match(r",\s+((?:(?:[A-Z]\.|[A-Z][\w’'-]+)\s?){1,4})(?=[.,;]|$)", after)
    return name.end(1) if name else 0


def _medial(text: str, sentence: Span, whole: _Sentence) -> tuple[Report, ...]:
    """Read a frame set into what it reports: "A move, she said, is possible"."""
    for found, lemma in islice(_finite_cues(whole), _MOST_CUES):
        before, after = whole.mask[: found.start()], whole.mask[found.end() :]
        comma = before.rfind(",")
        if comma < 0 or not re.match(r"(?:\s+[^,;]{1,40})?[,;.]\s*\S", after):
            continue
        stretch = before[comma + 1 :]
        opening = re.match(rf"{MASK}*[\"”’'»]?\s*", stretch)
        stretch_start = comma + 1 + (opening.end() if opening else 0)
        if not is_nominal(whole.mask[stretch_start : found.start()]) or VERB_MARK.search(after.split(",")[0]):
            continue
        end = found.end() + (re.match(r"[^,;.]*[,;.]?", after) or found).end()
        hole = Span(whole.start + stretch_start, whole.start + end)
        content = without(text, sentence, [hole])
        if len(content) < 2 or len(words_of(before[:comma])) < _LEAST_BEFORE_MEDIAL:  # noqa: PLR2004 - one on each side
            continue
        if _CIRCUMSTANCE.match(content[1].of(text)):
            content = content[:1]
        frame = Frame(
            whole.source(stretch_start, found.start()), whole.held(*found.span()), CUE_CLASS[lemma], lemma, "medial/1"
        )
        return (Report(frame, content),)
    return ()


def _leading(text: str, sentence: Span, whole: _Sentence) -> tuple[Report, ...]:
    """Read "The ministry said on Monday that ..., and that ..."."""
    for found in islice(_cues(finite=True).finditer(whole.mask), _MOST_CUES):
        lemma = LEMMA_OF.get(found[0].lower(), "")  # without regard to case more letters match than have this form
        that = (_TOLD_THAT if lemma == "tell" else _THAT).match(whole.mask, found.end())
        begin = nominal_start(whole.mask[: found.start()])
        if not lemma or that is None or begin is None or VERB_MARK.search(whole.mask[begin : that.end()]):
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


def _split(text: str, sentence: Span, whole: _Sentence, frame: Frame, start: int) -> Iterator[Report]:
    """Give each "and that ..." under one frame a report of its own."""
    cuts = [
        (found.start(), found.end())
        for found in re.finditer(r",?\s+(?:and|but)\s+that\s+", whole.mask)
        if found.start() > start
    ]
    begins = [start, *(end for _, end in cuts)]
    ends = [*(begin for begin, _ in cuts), len(whole.text)]
    for begin, end in zip(begins, ends, strict=True):
        if piece := trimmed(text, sentence.start + begin, sentence.start + end):
            yield Report(frame, (piece,))
