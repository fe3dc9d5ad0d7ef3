"""`claimtrack link` and `claimtrack unlink`."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, TypeVar

import click

from claimtrack.cli.moving import say_besides
from claimtrack.cli.options import Id, Run, acting, as_json, database, start
from claimtrack.cli.output import labelled, print_json, say, styled, write
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.links import LinkKind
from claimtrack.domain.states import Verdict
from claimtrack.domain.tracked import ClaimLabel, LinkRecord

_F = TypeVar("_F", bound=Callable[..., Any])
CLAIM = Id(Kind.CLAIM)
_HELP = {
    LinkKind.WAITS_FOR: "It waits for this one, and wakes when that is settled.",
    LinkKind.DEPENDS_ON: "It stands or falls with this one.",
    LinkKind.CONTRADICTS: "Not both of the two can hold.",
}
_WORDS = {kind.value: kind.value.replace("_", " ") for kind in LinkKind} | {
    "duplicate": "duplicate of",
    "superseded": "superseded by",
    "split": "split into",
}
_OTHER_WAY = {"waits_for": "waited for by", "depends_on": "depended on by", "contradicts": "contradicts"}


def _linking(command: _F) -> _F:
    """Add what both commands take: the claim, an option for each kind of link, and what every act takes."""
    command = acting(as_json(database(command)))
    for kind in reversed(LinkKind):
        name, words = kind.value, kind.value.replace("_", "-")
        command = click.option(f"--{words}", name, type=CLAIM, multiple=True, metavar="C-2", help=_HELP[kind])(command)
    return click.argument("claim", type=CLAIM, metavar="C-7")(command)


@click.command()
@_linking
@click.pass_context
def link(ctx: click.Context, /, claim: int, **given: Any) -> None:  # noqa: ANN401 - ids by kind, and what acts take
    """Say how a claim hangs on another, or show the links that it has.

    When a claim is settled, reopened or closed, all that hangs on it comes back as a revisit item, and what waits for
    it wakes. `claimtrack wait C-7 --for C-2` puts a promise aside and links it in one step. Links end with
    `claimtrack unlink`, and stay on record.
    """
    if any(given[kind.value] for kind in LinkKind):
        _change(ctx, "link", claim, **given)
    else:
        _show(start(ctx), claim, as_json=given["as_json"])


@click.command()
@_linking
@click.pass_context
def unlink(ctx: click.Context, /, claim: int, **given: Any) -> None:  # noqa: ANN401 - as in link
    """End links of a claim; that they were there stays on record."""
    _change(ctx, "unlink", claim, **given)


def _change(
    ctx: click.Context,
    verb: str,
    claim: int,
    *,
    note: str | None,
    expect_version: int | None,
    as_json: bool,
    **ends: Sequence[int],
) -> None:
    """Make or end links, and print those that the claim has then."""
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import links  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow.besides import besides  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    act = run.act(note, expect_version)
    wanted = [links.Link(LinkKind(kind), other) for kind, others in ends.items() for other in dict.fromkeys(others)]
    with sessions.writing(run.settings) as session:
        (links.link if verb == "link" else links.unlink)(session, claim, wanted, act)
        more = besides(session)
    _show(run, claim, as_json=as_json)
    say_besides(more, as_json=as_json)


def _show(run: Run, claim: int, *, as_json: bool) -> None:
    """Print the links of a claim, and what may tell of the event that it waits for."""
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import claims, company, duplicates, labels, sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import links  # noqa: PLC0415 - keeps help quick

    with sessions.reading(run.settings) as session:
        record = claims.get_record(session, claim)
        merged = duplicates.merged_into(session, [claim])
        found = company.links_of(session, claim, merged)
        waits = any(
            one.kind == LinkKind.WAITS_FOR.value and one.claim.id == record.id for one in found if not one.ended
        )
        suggested = [] if waits else links.suggest(session, claim)
        told = labels.labels_of(session, suggested)
    if as_json:
        print_json([documents.link(one) for one in found])
        return
    labelled([(record.id, "bold"), (record.status, "cyan")], record.text)
    write_links(record.id, found, [public_id(Kind.CLAIM, number) for number in merged])
    if not found:
        say(f"{record.id} is linked to no other claim.")
    if told and record.due:
        write(styled(f"\n  It waits for “{record.due.trigger or record.due.phrase}”. These may tell of it:"))
        for number in suggested:
            _line(told[number], "  ")
        best = told[suggested[0]]
        if best.status in list(Verdict):
            say(f"What it waits for may have come: claimtrack show {best.id}")
        else:
            say(f"If {best.id} does: claimtrack link {record.id} --waits-for {best.id}")


def write_links(claim: str, found: Iterable[LinkRecord], merged: Collection[str] = ()) -> None:
    """Print the links of a claim from its own side: how it hangs on the other, or the other on it.

    Those of claims that were `merged` into it name the one that they are of.
    """
    family = {claim, *merged}
    for one in found:
        mine = one.claim.id == claim or (one.other.id != claim and one.claim.id in family)
        own, other = (one.claim, one.other) if mine else (one.other, one.claim)
        words = _WORDS if mine else _OTHER_WAY
        ended = f" (ended {one.ended:%Y-%m-%d})" if one.ended else ""
        through = "" if own.id == claim else f" (through {own.id})"
        what = words.get(one.kind) or f"stands for (closed as {one.kind})"
        labels = [(f"{what}{ended}{through}", "yellow"), (other.id, "bold"), (other.status, "cyan")]
        labelled(labels, other.text, "  ", hang=6)


def _line(claim: ClaimLabel, indent: str) -> None:
    labelled([(claim.id, "bold"), (claim.status, "cyan")], claim.text, indent)
