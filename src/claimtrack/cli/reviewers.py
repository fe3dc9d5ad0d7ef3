"""`claimtrack report reviewers`: who decided what, and how far blind opinions agree."""

from typing import TYPE_CHECKING, Any

import click

from claimtrack.cli.options import as_json, database, start
from claimtrack.cli.output import counted, labelled, paragraph, print_json, say, styled, write
from claimtrack.cli.sheets import FORMATS, print_rows
from claimtrack.domain.agreement import FEW

if TYPE_CHECKING:
    from claimtrack.domain.agreement import Agreement
    from claimtrack.domain.tracked import OpinionRecord
    from claimtrack.workflow.reviewers import Reviewer, ReviewersReport

_COUNTS = ("settled", "submitted", "approved", "returned", "overrides", "opinions")


@click.command("reviewers")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="How to print it.")
@as_json
@database
@click.pass_context
def report_reviewers(ctx: click.Context, form: str, *, as_json: bool) -> None:
    """Report what each person decided, and how far blind opinions agree with the verdicts.

    A blind opinion is compared with the verdict that it was given beside. kappa is Cohen's: 1 where both always agree,
    0 where they agree as often as chance would, with an interval of 95 %. Opinions given in view of the verdict are
    compared with nothing.
    """
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import reviewers  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    with sessions.reading(run.settings) as session:
        found: ReviewersReport = reviewers.report(session, run.now)
    if as_json or form == "json":
        print_json(_document(found))
    elif form == "table":
        _write(found)
    else:
        headings = ("name", *_COUNTS, "agreed", "n")
        print_rows(headings, [_row(one) for one in found.reviewers], form)


def _row(found: "Reviewer") -> list[str]:
    agreed = found.agreement
    return [found.name, *(str(getattr(found, name)) for name in _COUNTS), str(agreed.agreed), str(agreed.n)]


def _document(found: "ReviewersReport") -> dict[str, Any]:
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick

    return {
        "as_of": documents.stamp(found.as_of),
        "reviewers": [
            {
                "name": one.name,
                **{name: getattr(one, name) for name in _COUNTS},
                "agreement": _agreement(one.agreement),
                "checked": _agreement(one.checked),
                "others": [{"name": name, "agreement": _agreement(other)} for name, other in one.others.items()],
            }
            for one in found.reviewers
        ],
        "overall": _agreement(found.overall),
        "disagreements": [{"claim": one.claim, **documents.opinion(one)} for one in found.disagreements],
        "open_opinions": found.open_opinions,
    }


def _agreement(found: "Agreement") -> dict[str, Any]:
    names = ("n", "agreed", "observed", "expected", "kappa", "low", "high", "few", "why_none")
    return {name: getattr(found, name) for name in names}


def _write(found: "ReviewersReport") -> None:
    write(styled(f"Reviewers on {found.as_of:%Y-%m-%d}: {len(found.reviewers)}", "bold"))
    for one in found.reviewers:
        labelled([(one.name, "bold")], _counts(one) or "nothing but a verdict that was reviewed", "  ")
    if not found.reviewers:
        say("Nobody has decided anything yet.")
    write()
    write(styled("Blind opinions against the verdicts that they were given beside", "bold"))
    _line("all", found.overall)
    for one in found.reviewers:
        for name, other in one.others.items():
            _line(f"{one.name} beside {name}", other)
    if found.overall.few and found.overall.n:
        paragraph(f"(few) says that there are fewer than {FEW}, too few to read much into.", "  ", "dim")
    if found.open_opinions:
        paragraph(f"Not counted: {counted(found.open_opinions, 'opinion')} given in view of the verdict.", "  ", "dim")
    if found.disagreements:
        write()
        write(styled(f"Where they differ: {len(found.disagreements)}", "bold"))
    for differs in found.disagreements:
        _differs(differs)


def _counts(found: "Reviewer") -> str:
    """Return what a person did, without what they did not."""
    parts = [f"{number} {name.replace('_', ' ')}" for name in _COUNTS[:4] if (number := getattr(found, name))]
    parts += [counted(found.overrides, "override")] if found.overrides else []
    parts += [counted(found.opinions, "opinion") + " given blind"] if found.opinions else []
    return ", ".join(parts)


def _line(name: str, found: "Agreement") -> None:
    few = " (few)" if found.few and found.n else ""
    labelled([(name, "")], f"{_share(found)}; {_kappa(found)}{few}", "  ")


def _share(found: "Agreement") -> str:
    return f"{found.agreed} of {found.n} agree"


def _kappa(found: "Agreement") -> str:
    if found.kappa is None:
        return f"no kappa: {found.why_none}"
    bounds = f"{found.low:.2f} to {found.high:.2f}" if found.low is not None else found.why_none
    return f"kappa {found.kappa:.2f} ({bounds}), n = {found.n}"


def _differs(found: "OpinionRecord") -> None:
    words = f"{found.given.value} by {found.given_by}; {found.verdict.value} by {found.by} (opinion {found.number})"
    labelled([(found.claim, "bold")], words, "  ")
