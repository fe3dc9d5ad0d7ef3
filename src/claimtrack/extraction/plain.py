"""Clauses without a language model: the whole of what a frame reports is one clause, and nothing is split."""

import re
from itertools import islice

from claimtrack.domain.span import Span
from claimtrack.extraction.attribution import MAX_FRAMED, Frame, Report
from claimtrack.extraction.clauses import Clause
from claimtrack.extraction.lexicons.cues import CUE_CLASS, LEMMA_OF, PARENTHETICAL
from claimtrack.extraction.masking import cues
from claimtrack.extraction.nominal import FRONTED, PAST, VERB_MARK, has_verb, nominal_start, source_end, words_of
from claimtrack.extraction.sentences import trimmed

_NO_CONTENT = (
    r"(?!(?:on|in|at|by|to|of|for|from|with|about|against|during|after|before|as|and|or|but|so|more|much|nothing|when|"
    r"yes|no comment|the same)\b)"
)
_BEHIND = re.compile(
    rf"(?:(?:\s+[^,;:“”\"]{{1,60}}?(?:,[^,;:“”\"]{{1,40}},)?)?\s+that\s+|\s+(?:(?:on\s+)?\w+day\s+|later\s+|then\s+)?{_NO_CONTENT})(?=[\w“\"‘'$])",
    re.IGNORECASE,
)
"""What stands between a cue and its content: a circumstance and "that", or nothing."""
_GROUP = re.compile(
    r"(?:(?:\s(?:has|have|had|is|are)|[’']s)(?:\s(?:not|yet to))?)?"
    r"(?:\s(?:also|now|again|still|then|once|since|\w+ly))*\s*$"
)
"""Auxiliaries and adverbs between a source and its cue."""
_CONJUNCTION = re.compile(
    r"^(?:(?:And|But|So|Yet|Still|However|Meanwhile|Nor|Now),?\s+)|,\s+(?:and|but|yet|so|though|although|while)\s+(?=[^,]*$)"
)
_OPENED = re.compile(
    rf"(?:{FRONTED.pattern}|(?:when|while|as|if|since|asked|\w+ing)\b[^;:]{{2,120}},\s*$)", re.IGNORECASE
)
"""A circumstance before the source."""
_ADDED = re.compile(r"(?:,\s+(\w{3,12}ing)|,?\s+and\s+(?:also\s+|later\s+)?(\w{3,12}))\s+(?:\w+day\s+)?that\s+")
_MOST_CUES, _LONGEST_GROUP = 6, 60
_WITHOUT_THAT = PARENTHETICAL - {"show", "state", "record"} | frozenset("think believe hope fear deny".split())
"""Verbs that may leave "that" out."""
_NOUNS = frozenset("claim claims report reports remark remarks promise estimate estimates note post tweet".split())
"""Forms that are nouns as often as verbs."""
_CLAUSE = re.compile(r"(?:he|she|it|they|we|i|there|you)\b|[“\"‘]", re.IGNORECASE)
_LEADING = re.compile(r"(?:And|But|So|Yet|However,|Meanwhile,|Still,)\s+")
RULE = "plain/1"
_PLAIN_WORDS = 40
"""Words behind the first verb that count as the predicate."""


def without_that(text: str, report: Report) -> Report:
    """Lift off the frame of "The mayor said the road was shut", which the surface rules leave to the parse."""
    if report.frame is not None or len(report.content) != 1 or len(report.content[0]) > MAX_FRAMED:
        return report
    (whole,) = report.content
    words = whole.of(text)
    for cue, lemma in islice(cues(words), _MOST_CUES):
        behind = _BEHIND.match(words, cue.end())
        source = _source(text, whole, words[: cue.start()], doing=cue[0].endswith("ing"))
        if behind is None or source is None or cue[0] not in LEMMA_OF:
            continue
        if not behind[0].rstrip().endswith("that") and (lemma not in _WITHOUT_THAT or cue[0] in _NOUNS):
            continue
        if _CLAUSE.match(words, behind.end()) or has_verb(words[behind.end() :]):
            place = Span(whole.start + cue.start(), whole.start + cue.end())
            frame = Frame(source, place, CUE_CLASS[lemma], lemma, "leading_bare/1")
            return Report(frame, (Span(whole.start + behind.end(), whole.end),))
    return report


def reports(text: str, report: Report) -> list[Report]:
    """Return a report with the frame that it may hold, and what its speaker adds: "..., arguing that ..."."""
    first = without_that(text, report)
    if len(first.content) != 1 or len(first.content[0]) > MAX_FRAMED:
        return [first]
    (whole,) = first.content
    words = whole.of(text)
    for added in islice(_ADDED.finditer(words), _MOST_CUES):
        lemma = LEMMA_OF.get(added[1] or added[2], "")
        source = first.frame.source if first.frame else _subject(text, whole, words[: added.start()])
        rest = trimmed(text, whole.start + added.end(), whole.end)
        before = trimmed(text, whole.start, whole.start + added.start())
        if lemma in PARENTHETICAL and source and rest and before:
            at = whole.start + added.start(1 if added[1] else 2)
            cue = Span(at, at + len(added[1] or added[2]))
            frame = Frame(source, cue, CUE_CLASS[lemma], lemma, "participle/1")
            return [Report(first.frame, (before,)), Report(frame, (rest,))]
    return [first]


def _subject(text: str, whole: Span, before: str) -> Span | None:
    """Return the place of the noun phrase before the first verb of a clause."""
    if "“" in before or '"' in before or not (verb := VERB_MARK.search(before) or PAST.search(before)):
        return None
    return _source(text, whole, before[: verb.start()], doing=False)


def _source(text: str, whole: Span, before: str, *, doing: bool) -> Span | None:
    """Return the place of the noun phrase that the words before a cue end with, if it opens a clause."""
    if "“" in before or '"' in before:
        return None
    reach = max(0, len(before) - _LONGEST_GROUP)
    group = _GROUP.search(before, reach)
    auxiliary = group[0].split()[:1] if group else []
    if doing != bool(auxiliary and auxiliary[0] in {"is", "are", "’s", "'s"}):
        return None
    stem = before[: group.start()] if group else before
    lead = _CONJUNCTION.search(stem)
    opened = lead.end() if lead else 0
    begin = nominal_start(stem[opened:])
    if begin is None or (stem[opened : opened + begin].strip(" ,") and not _OPENED.match(stem, opened, opened + begin)):
        return None
    start = opened + begin
    return trimmed(text, whole.start + start, whole.start + start + source_end(stem[start:]))


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
            parsed=False,
            rule=RULE,
        )
    ]
