"""`claimtrack report`."""

from datetime import timedelta

import click

from claimtrack.cli.claimlist import list_of_claims
from claimtrack.cli.options import as_json, database, start
from claimtrack.cli.output import due_words, labelled, print_json, say, speaker_words, styled, write
from claimtrack.cli.reviewers import report_reviewers
from claimtrack.cli.sheets import FORMATS, print_rows
from claimtrack.domain.duepolicy import DayBy
from claimtrack.domain.tracked import ClaimRecord

HEADINGS = ("id", "status", "due", "age", "who", "article", "evidence", "claim")
_LOOK_AGAIN = "look again"
_BY = {DayBy.SET.value: "set by a reviewer"}


@click.group()
def report() -> None:
    """What is open, what is due, and who agrees."""


report.add_command(report_reviewers)


def _age(claim: ClaimRecord, days: int) -> list[str]:
    return [
        claim.id,
        claim.status,
        due_words(claim),
        f"{days} d",
        claim.speaker or "",
        claim.article or "",
        str(claim.evidence),
        claim.text,
    ]


@report.command("open")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="How to print it.")
@as_json
@database
@click.pass_context
def report_open(ctx: click.Context, form: str, *, as_json: bool) -> None:
    """Report the claims that are neither settled nor closed, oldest first.

    A due day with a question mark is set by policy, not stated by the article.
    """
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import report as reports  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    with sessions.reading(run.settings) as session:
        found = reports.open_report(session, run.now)
    if as_json or form == "json":
        print_json(
            {
                "as_of": documents.stamp(found.as_of),
                "total": found.total,
                "claims": [documents.claim(claim) for claim in found.claims],
                "counts": found.counts,
            }
        )
        return
    if form == "table":
        write(styled(f"Open claims on {found.as_of:%Y-%m-%d}: {found.total}", "bold"))
        counts = ", ".join(f"{number} {label.replace('_', ' ')}" for label, number in sorted(found.counts.items()))
        write(f"All claims: {counts or 'none'}")
        list_of_claims(found.claims)
        return
    print_rows(HEADINGS, [_age(claim, (found.as_of - claim.created).days) for claim in found.claims], form)


@report.command("due")
@click.option("--days", type=click.IntRange(0, 3660), default=28, show_default=True, help="How far to look ahead.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="How to print it.")
@as_json
@database
@click.pass_context
def report_due(ctx: click.Context, days: int, form: str, *, as_json: bool) -> None:
    """Report the open claims whose day has passed, is today, or comes soon.

    The day is the one a reviewer set, else the one the article states, else the one that policy sets. A day with a
    question mark is set by policy: past it, a claim is to be looked at again, but nothing is overdue.
    """
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import report as reports  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    with sessions.reading(run.settings) as session:
        found = reports.due_report(session, run.now, timedelta(days=days))
    parts = {"overdue": found.overdue, "today": found.today, "coming": found.coming}
    if as_json or form == "json":
        print_json(
            {
                "as_of": documents.stamp(found.as_of),
                "until": found.until.isoformat(),
                "total": found.total,
                **{
                    name: [
                        {**documents.claim(due.claim), "day": due.day.isoformat(), "stated": due.stated} for due in part
                    ]
                    for name, part in parts.items()
                },
            }
        )
        return
    again = [due for due in found.overdue if due.look.by is DayBy.POLICY]
    rows = [
        [
            due.claim.id,
            _LOOK_AGAIN if due in again else name,
            str(due.look),
            due.look.by.value,
            due.claim.status,
            due.claim.text,
        ]
        for name, part in parts.items()
        for due in part
    ]
    if form == "table":
        numbers = (
            f"(overdue {len(found.overdue) - len(again)}, {_LOOK_AGAIN} {len(again)}, today {len(found.today)}, "
            f"coming {len(found.coming)})"
        )
        labelled([(f"Due by {found.until}: {found.total}", "bold")], numbers, hang=4)
        told = {name: f"{when} {day} ({_BY.get(by, by)})" for name, when, day, by, *_ in rows}
        claims = [due.claim for part in parts.values() for due in part]
        list_of_claims(claims, lambda claim: [told[claim.id], speaker_words(claim)])
        if not rows:
            say("Nothing is due.")
        return
    print_rows(("id", "when", "day", "by", "status", "claim"), rows, form)
