"""`claimtrack evidence`."""

import click

from claimtrack.cli.options import Id, acting, as_json, choice, database, page, paged, start
from claimtrack.cli.output import left_out, none_left, print_json, say, styled, table, write
from claimtrack.domain.evidence import Stance
from claimtrack.domain.ids import Kind
from claimtrack.domain.tracked import EvidenceRecord


@click.group()
def evidence() -> None:
    """Link claims to what bears on them."""


@evidence.command()
@click.argument("claim", type=Id(Kind.CLAIM), metavar="C-7")
@click.argument("source", metavar="URL|FILE|A-3")
@click.option("--stance", type=choice(Stance), required=True, help="What it does to the claim.")
@click.option("--quote", metavar="TEXT", help="The words that count.")
@click.option("--title", metavar="TEXT", help="What to call it in lists.")
@click.option("--origin", metavar="NAME", help="Who it comes from in the end.  [default: the host of the address]")
@acting
@as_json
@database
@click.pass_context
def add(
    ctx: click.Context,
    claim: int,
    source: str,
    stance: str,
    quote: str | None,
    title: str | None,
    origin: str | None,
    note: str | None,
    expect_version: int | None,
    as_json: bool,
) -> None:
    """Attach evidence to a claim: an address, a file (by its SHA-256), or an article that is here.

    Two articles made from one press release have one origin: name it with --origin, and they count once.
    """
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import evidence as stored  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import evidence as attaching  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow.desk import desk_of  # noqa: PLC0415 - keeps help quick

    run, target = start(ctx), attaching.point_at(source)
    act = run.act(note, expect_version)
    with sessions.writing(run.settings) as session:
        before = attaching.find_same(session, claim, target, Stance(stance), quote)
        row = attaching.attach(
            session,
            claim,
            target,
            Stance(stance),
            act,
            desk=desk_of(run.settings),
            quote=quote,
            title=title,
            origin=origin,
        )
        record = stored.get(session, row.id)
    if as_json:
        print_json(documents.evidence(record))
    else:
        write(f"{styled(record.id, 'bold')}  {record.stance.value} {record.claim}  {styled(_where(record))}")
    if before is not None:
        facts = {"note": note, "title": title, "origin": origin}
        kept = [name for name, value in facts.items() if value and value.strip() != getattr(record, name)]
        left = f"Not stored: the {' and '.join(kept)} given now." if kept else "Nothing was changed."
        say(f"This is there already as {record.id}. {left}")


def _where(record: EvidenceRecord) -> str:
    return record.url or record.file or record.article or ("redacted" if record.redacted else "")


@evidence.command("list")
@click.argument("claim", type=Id(Kind.CLAIM), metavar="[C-7]", required=False)
@paged
@as_json
@database
@click.pass_context
def list_evidence(ctx: click.Context, claim: int | None, limit: int | None, offset: int, *, as_json: bool) -> None:
    """List the evidence of a claim, or all of it."""
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import claims, sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import evidence as stored  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    with sessions.reading(run.settings) as session:
        if claim is not None:
            claims.get_record(session, claim)
        found, total = stored.find_all(session, claim, limit=page(limit, as_json=as_json), offset=offset)
    if as_json:
        print_json([documents.evidence(record) for record in found])
    elif total and not found:
        none_left("link", offset)
    elif not found:
        say("No evidence yet. Attach some: claimtrack evidence add C-7 URL --stance supports")
    else:
        table(
            ("id", "claim", "stance", "origin", "source"),
            [[record.id, record.claim, record.stance.value, record.origin, _where(record)] for record in found],
        )
        left_out(len(found), total, "links", offset)
