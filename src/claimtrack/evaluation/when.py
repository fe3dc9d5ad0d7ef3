"""Counts of times and due dates."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from claimtrack.domain.claim import ExtractedClaim
from claimtrack.domain.due import DueKind, Timex
from claimtrack.evaluation.comparing import Compared
from claimtrack.evaluation.counting import Counts, Measure, Share, Tally
from claimtrack.evaluation.gold import GoldClaim

KINDS = {"earliest": DueKind.NONE.value}
"""Annotated kinds that the tool has no name of its own for: "no sooner than May" states no last day."""

MEASURES: tuple[Measure, ...] = (
    Share("times.found", "time expressions found", "times found", "times"),
    Share("times.value", "value exact, of those found", "values right", "values"),
    Share("times.interval", "interval overlap, mean of those found", "interval overlap", "intervals"),
    Share("due.given", "due given, of hits that have one", "due given", "due"),
    Share("due.kind", "kind of due right", "due kind right", "due"),
    Share("due.stated", "stated last day right", "stated right", "stated"),
    Share("due.false_stated", "stated where the article states none", "false stated", "put as stated"),
)


def counts(compared: Compared) -> Tally:
    """Return the counts of one article: times of all annotated claims, due dates of those that hit."""
    found = Tally()
    wanted = {span: facts for claim in compared.gold.claims for span, facts in claim.times}
    for span, facts in wanted.items():
        if facts["granularity"] == "event_relative":
            continue  # "once the teams have reported" is no time expression but another claim
        found["times"] += 1
        mine = max(compared.found.times, key=lambda timex: timex.quote.iou(span), default=None)
        if mine is not None and mine.quote.overlaps(span):
            found["times found"] += 1
            found.add(_time(mine, facts))
    for claim, gold in compared.pairs():
        found.add(_due(claim, gold))
    return found


def _time(mine: Timex, facts: Mapping[str, Any]) -> Counts:
    first, last = _day(facts.get("not_before")), _day(facts.get("not_after"))
    bounded = bool(first or last)
    return {
        "values": 1,
        "values right": mine.value == facts["value"],
        "intervals": bounded,
        "interval overlap": interval_overlap((mine.earliest, mine.latest), (first, last)) if bounded else 0,
    }


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value else None


Interval = tuple[date | None, date | None]


def interval_overlap(mine: Interval, gold: Interval) -> float:
    """Return the days shared over the days of either; an open side agrees only with an open side.

    Where one side is open in both, the other has to be the same day.
    """
    (first, last), (begin, end) = mine, gold
    if first and last and begin and end:
        shared = (min(last, end) - max(first, begin)).days + 1
        either = (max(last, end) - min(first, begin)).days + 1
        return max(shared, 0) / either
    return float(mine == gold)


def _due(mine: ExtractedClaim, gold: GoldClaim) -> Counts:
    wanted = gold.facts["due"]
    put_as_stated = mine.due is not None and mine.due.kind is DueKind.STATED
    stated = wanted is not None and wanted["kind"] == DueKind.STATED
    found = Tally({"put as stated": put_as_stated, "false stated": put_as_stated and not stated})
    if wanted is not None:
        kind = KINDS.get(wanted["kind"], wanted["kind"])
        found["due"] += 1
        found["due given"] += mine.due is not None
        found["due kind right"] += mine.due is not None and mine.due.kind == kind
    if stated:
        latest = mine.due.latest if mine.due else None
        found["stated"] += 1
        found["stated right"] += latest is not None and latest.isoformat() == wanted["stated_date"]
    return found
