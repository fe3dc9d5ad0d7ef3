"""`claimtrack dedupe` and `claimtrack merge`."""

import sys
from collections.abc import Iterator
from typing import Any

import click

from claimtrack.cli.moving import Moving, carry_out
from claimtrack.cli.options import Id, Run, acting, as_json, database, page, paged, start
from claimtrack.cli.output import clear_count, counted, labelled, left_out, none_left, print_json, say, write
from claimtrack.cli.pairs import pair_words, say_what_stays, write_pairs
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.states import Resolution

CLAIM = Id(Kind.CLAIM)


@click.group(invoke_without_command=True)
@click.option(
    "--after", type=CLAIM, metavar="C-7", default=0, help="Go on behind this claim, as a run that stopped says."
)
@as_json
@database
@click.pass_context
def dedupe(ctx: click.Context, after: int, *, as_json: bool) -> None:
    """Find claims of different articles that say nearly the same, and propose them as one.

    New articles are compared as they come in, so this is for claims from before. Nothing is merged: look through
    `claimtrack dedupe list`, then use `claimtrack merge` or `claimtrack dedupe apart`. Run again, it finds nothing new.
    """
    if (called := ctx.invoked_subcommand) is not None:
        if as_json:
            raise click.UsageError(f"--json stands behind {called}: claimtrack dedupe {called} --json")
        if after:
            raise click.UsageError(f"--after goes with claimtrack dedupe alone, not with {called}.")
        return
    from claimtrack.store import duplicates, sessions  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    compared = proposed = 0
    for step in _steps(run, after):
        compared, proposed = compared + step.compared, proposed + step.proposed
    with sessions.reading(run.settings) as session:
        waiting = duplicates.count_pairs(session)
    if as_json:
        print_json({"compared": compared, "proposed": proposed, "waiting": waiting})
        return
    write(f"{counted(compared, 'claim compared')}, {counted(proposed, 'pair proposed')}")
    if waiting:
        say(f"{counted(waiting, 'pair')} to decide on: claimtrack dedupe list")


def _steps(run: Run, after: int) -> Iterator[Any]:
    """Compare all claims, a few hundred in each transaction, and count along on stderr where somebody is looking."""
    from claimtrack.store import sessions, tracked  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import duplicates as finding  # noqa: PLC0415 - keeps help quick

    act = run.act()
    watched = sys.stderr.isatty()
    with sessions.reading(run.settings) as session:
        newest = tracked.newest(session)
    try:
        while after < newest:
            with sessions.writing(run.settings) as session:
                step = finding.step(session, after, act)
            if step.last is None:
                break
            after = step.last
            if watched:
                click.echo(f"\r{public_id(Kind.CLAIM, after)} of {newest}", nl=False, err=True)
            yield step
    except KeyboardInterrupt:
        say(f"\nStopped. Go on with: claimtrack dedupe --after {public_id(Kind.CLAIM, after)}")
        raise
    finally:
        if watched:
            clear_count()


@dedupe.command("list")
@click.argument("claim", type=CLAIM, metavar="[C-7]", required=False)
@click.option("--all", "everything", is_flag=True, help="Merged, kept apart and past ones as well.")
@paged
@as_json
@database
@click.pass_context
def list_pairs(
    ctx: click.Context, claim: int | None, everything: bool, limit: int | None, offset: int, as_json: bool
) -> None:
    """List the pairs that wait for a decision, those that are most alike first."""
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import claims, duplicates, sessions  # noqa: PLC0415 - keeps help quick

    run, wanted = start(ctx), duplicates.PairFilter(claim, everything)
    with sessions.reading(run.settings) as session:
        if claim is not None:
            claims.get_record(session, claim)
        found = duplicates.find_pairs(session, wanted, limit=page(limit, as_json=as_json), offset=offset)
        total = len(found) if as_json else duplicates.count_pairs(session, wanted)
    if as_json:
        print_json([documents.claim_pair(pair) for pair in found])
        return
    write_pairs(found)
    if total and not found:
        none_left("pair", offset)
    elif not found:
        say("No claims wait to be told apart. Compare all of them with: claimtrack dedupe")
    left_out(len(found), total, "pairs", offset)


@dedupe.command()
@click.argument("claim", type=CLAIM, metavar="C-9")
@click.argument("other", type=CLAIM, metavar="C-2")
@click.option("--undo", is_flag=True, help="Leave it open again whether they are one.")
@acting
@as_json
@database
@click.pass_context
def apart(
    ctx: click.Context,
    claim: int,
    other: int,
    undo: bool,
    note: str | None,
    expect_version: int | None,
    as_json: bool,
) -> None:
    """Keep two claims apart. They are not proposed as one again, unless a wording is changed."""
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import duplicates, sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import apart as deciding  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    act = run.act(note, expect_version)
    with sessions.writing(run.settings) as session:
        (deciding.ask_again if undo else deciding.keep_apart)(session, claim, other, act)
    with sessions.reading(run.settings) as session:
        pair = duplicates.get_pair(session, claim, other)
    if as_json:
        print_json([documents.claim_pair(pair)])
    else:
        labelled([(f"{pair.claim} and {pair.older}", "bold")], pair_words(pair))


@click.command()
@click.argument("claims", type=CLAIM, metavar="C-9...", nargs=-1, required=True)
@click.option("--into", type=CLAIM, metavar="C-2", required=True, help="The claim that stands for them from now on.")
@acting
@as_json
@database
@click.pass_context
def merge(
    ctx: click.Context, claims: tuple[int, ...], into: int, note: str | None, expect_version: int | None, as_json: bool
) -> None:
    """Close claims as duplicates of one that stands for them. `claimtrack restore C-9 --note WHY` brings one back.

    Its page shows where they are said too. No verdict is taken over: a settled claim loses its own by being merged.
    """
    run = carry_out(
        ctx,
        claims,
        Moving(note, expect_version, as_json),
        lambda review, session, claim, act: review.close(session, claim, Resolution.DUPLICATE, act, target=into),
        also=(into,),
    )
    say_what_stays(run, claims)
