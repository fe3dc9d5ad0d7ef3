"""Clauses without a language model: the whole of what a frame reports is one clause, and nothing is split."""

import re

from claimtrack.domain.span import Span
from claimtrack.extraction.attribution import Frame, Report
from claimtrack.extraction.clauses import Clause
from claimtrack.extraction.lexicons.cues import CUE_CLASS, LEMMA_OF
from claimtrack.extraction.nominal import FRONTED, PAST, VERB_MARK, nominal_start, source_end, words_of
from claimtrack.extraction.sentences import trimmed

_BARE = re.compile(
    r"(?<![\w-])(?:says?|said|adds?|added|confirm(?:s|ed)|warn(?:s|ed)|insist(?:s|ed)|stress(?:es|ed)|thinks?|believes?|hopes?|hoped|"
    r"den(?:ies|ied)|claims?|claimed|acknowledged|admitted|announced|estimates?|estimated)\s+"
    r"(?=(?:the|an?|it|he|she|they|we|there|its|his|her|their|this|these|no|all|most|some|more|about)\b|[A-Z0-9])"
)
"""A cue that leaves "that" out, and the first word of what it reports."""
_LEADING = re.compile(r"(?:And|But|So|Yet|However,|Meanwhile,|Still,)\s+")
RULE = "plain/1"
_PLAIN_WORDS = 40
"""Words behind the first verb that count as the predicate."""


def without_that(text: str, report: Report) -> Report:
    """Lift off the frame of "The mayor said the road was shut", which the surface rules leave to the parse."""
    if report.frame is not None or len(report.content) != 1:
        return report
    (whole,) = report.content
    words = whole.of(text)
    cue = _BARE.search(words)
    begin = nominal_start(words[: cue.start()]) if cue else None
    if cue is None or begin is None or "“" in words[: cue.start()] or '"' in words[: cue.start()]:
        return report
    if words[:begin].strip() and not words[:begin].rstrip().endswith(","):
        return report
    rest = words[cue.end() :]
    lemma = LEMMA_OF.get(cue[0].strip(), "")
    source = trimmed(text, whole.start + begin, whole.start + begin + source_end(words[begin : cue.start()]))
    if not lemma or source is None or not (VERB_MARK.search(rest) or PAST.search(rest)):
        return report
    place = Span(whole.start + cue.start(), whole.start + cue.start() + len(cue[0].rstrip()))
    frame = Frame(source, place, CUE_CLASS[lemma], lemma, "leading_bare/1")
    return Report(frame, (Span(whole.start + cue.end(), whole.end),))


def find_clauses(text: str, report: Report) -> list[Clause]:
    """Return the one clause of a report, without its fronted circumstances and the final stop."""
    if not report.content:
        return []
    start, end = report.content[0].start, report.content[-1].end
    whole = text[start:end]
    if lead := _LEADING.match(whole):
        start += lead.end()
    context: tuple[Span, ...] = ()
    fronted = FRONTED.match(text, start, end)
    if fronted and (piece := trimmed(text, start, fronted.end() - 2)):
        context, start = (piece,), fronted.end()
    while end > start and text[end - 1] in " .,;:!?…":
        end -= 1
    if end <= start:
        return []
    words = text[start:end]
    verb = VERB_MARK.search(words) or PAST.search(words)
    cut = verb.start() if verb else 0
    return [
        Clause(
            span=Span(start, end),
            subject=" ".join(words_of(words[:cut])),
            predicate=" ".join(words_of(words[cut:])[:_PLAIN_WORDS]),
            frame=report.frame,
            context=context,
            condition=bool(re.search(r"\b(?:if|unless)\b", whole, re.IGNORECASE)),
            finite=verb is not None,
            rule=RULE,
        )
    ]
