"""`claimtrack redact`."""

import click

from claimtrack.cli.options import Id, acting, as_json, database, start
from claimtrack.cli.output import print_json, say, styled, write
from claimtrack.domain.ids import Kind


@click.command()
@click.argument("link", type=Id(Kind.EVIDENCE), metavar="E-3")
@click.option("--reason", required=True, metavar="WHY", help="Why, such as the order of a court; shown in their place.")
@acting
@as_json
@database
@click.pass_context
def redact(
    ctx: click.Context, link: int, reason: str, note: str | None, expect_version: int | None, *, as_json: bool
) -> None:
    """Take the address and the words of evidence away for good, where the law asks for it.

    Who attached it and when, its stance and the hash of a file stay, and so do who redacted it and why. The history
    still verifies. It cannot be undone, and takes an admin; on PostgreSQL, the role that owns the tables. Backups and
    exports that were made before keep the words: see to them as well.
    """
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import evidence as stored  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import redactions, sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import redacting  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    with sessions.writing(run.settings) as session:
        _, done = redacting.redact_evidence(session, link, reason, run.act(note, expect_version))
        session.flush()
        record = stored.get(session, link)
    redactions.scrub(run.settings)  # again where it was redacted before: that may have been cut short
    if as_json:
        print_json(documents.evidence(record))
        return
    write(f"{styled(record.id, 'bold')}  {record.stance.value} {record.claim}  redacted")
    if not done:
        say("It was redacted before; nothing was changed.")
