"""Clauses without a language model: the whole of what a frame reports is one clause, and nothing is split."""

import re

from claimtrack.domain.span import Span
from claimtrack.extraction.attribution import Report
from claimtrack.extraction.clauses import Clause
from claimtrack.extraction.nominal import VERB_MARK, words_of
from claimtrack.extraction.sentences import trimmed

_FRONTED = re.compile(
    r"(?:In|On|At|By|Under|After|Before|During|Since|From|Until|Within|Despite|Over|Last|This|Next|Earlier)\b[^,;:]{2,60},\s+"
)
_LEADING = re.compile(r"(?:And|But|So|Yet|However,|Meanwhile,|Still,)\s+")
_PAST = re.compile(r"\b(?:\w{3,}ed|began|came|went|took|gave|made|left|fell|rose|found|won|lost|met|sent|held|broke|ran|"
                   r"saw|got|became|built|bought|sold|cut|put|shut|hit|led|paid|brought|grew|kept|spent|stood|spoke|knew)\b")  # fmt: skip
_PLAIN_WORDS = 40
"""Words behind the first verb that count as the predicate."""


def find_clauses(text: str, report: Report) -> list[Clause]:
    """Return the one clause of a report, without its fronted circumstances and the final stop."""
    if not report.content:
        return []
    start, end = report.content[0].start, report.content[-1].end
    whole = text[start:end]
    if lead := _LEADING.match(whole):
        start += lead.end()
    context: tuple[Span, ...] = ()
    fronted = _FRONTED.match(text, start, end)
    if fronted and (piece := trimmed(text, start, fronted.end() - 2)):
        context, start = (piece,), fronted.end()
    while end > start and text[end - 1] in " .,;:!?…":
        end -= 1
    if end <= start:
        return []
    words = text[start:end]
    verb = VERB_MARK.search(words) or _PAST.search(words)
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
            rule="plain/1",
        )
    ]
