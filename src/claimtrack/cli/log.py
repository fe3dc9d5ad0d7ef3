"""`claimtrack log`: the chained history of the whole database."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimtrack.cli.errors import DAMAGED
from claimtrack.cli.options import as_json, database, start
from claimtrack.cli.output import facts, print_json, say, styled, write
from claimtrack.cli.proving import check_proof, prove, signing_option, verifying_option

if TYPE_CHECKING:
    from claimtrack.domain.history import LogReport
    from claimtrack.workflow.checkpoints import Compared


@click.group()
def log() -> None:
    """The chained history of the whole database."""


@log.command(short_help="Recompute every event of the history.")
@click.option("--against", multiple=True, metavar="FILE", help="A checkpoint that was kept elsewhere; may be repeated.")
@verifying_option(required=False)
@click.option(
    "--tsa-cert", metavar="CERT", help="Certificates (PEM) of the authority whose time stamp, FILE.tsr, has to hold."
)
@as_json
@database
@click.pass_context
def verify(
    ctx: click.Context, against: Sequence[str], keys: Sequence[str], tsa_cert: str | None, *, as_json: bool
) -> None:
    """Recompute every event of the history; exit code 7 if anything was changed.

    It finds what was altered inside the database. Whoever can rewrite all of it can also rewrite the log; only a
    checkpoint that was kept elsewhere shows that: name it with --against.
    """
    from claimtrack.formats import logreports, timestamps  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import checkpoints, logfiles  # noqa: PLC0415 - keeps help quick

    if tsa_cert and not against:
        raise click.UsageError("Name the checkpoint that was stamped: --against FILE")
    run = start(ctx)
    authority = logfiles.read(tsa_cert, timestamps.MAX_BYTES) if tsa_cert else None
    known = [logfiles.verifier_key(file) for file in keys] if against else []
    kept = [checkpoints.read(file, known, authority) for file in against]
    with sessions.reading(run.settings) as session:
        found, compared = checkpoints.verify(session, kept)
    if against and not known:
        say("Nobody's signature was checked, so that the checkpoints count only if you kept them yourself: --key FILE")
    if as_json:
        print_json(logreports.log_report(found) | {"checkpoints": [_checkpoint(one) for one in compared]})
    else:
        _write(found, compared)
    if not found.ok:
        ctx.exit(DAMAGED)


def _checkpoint(one: "Compared") -> dict[str, Any]:
    from claimtrack.formats import logreports  # noqa: PLC0415 - keeps help quick
    from claimtrack.formats.documents import stamp  # noqa: PLC0415 - keeps help quick

    kept = one.kept
    return logreports.checkpoint(kept.checkpoint) | {
        "file": kept.source,
        "ok": one.problem is None,
        "signed_by": list(kept.signed_by),
        "stamped": stamp(kept.stamped) if kept.stamped else None,
    }


def _write(found: "LogReport", compared: Sequence["Compared"]) -> None:
    from claimtrack.formats.notes import encoded  # noqa: PLC0415 - keeps help quick

    whole = "The history is whole." if found.ok else "The history was changed:"
    write(styled(whole, "green" if found.ok else "red"))
    for problem in found.problems:
        write(f"  {styled(problem)}")
    rows: list[tuple[str, str | None]] = [("events", str(found.events)), ("head", found.head)]
    rows.append(("root", encoded(found.root)))
    for one in compared:
        if one.problem is None:
            signed = f", signed by {' and '.join(one.kept.signed_by)}" if one.kept.signed_by else ""
            stamped = f", there by {one.kept.stamped:%Y-%m-%d %H:%M:%S} UTC" if one.kept.stamped else ""
            rows.append(("as in", f"{one.kept.source}: the first {one.kept.checkpoint.size} events{signed}{stamped}"))
    facts(rows)


@log.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="What the key and the log go by.  [default: claimtrack/ and some digits]")
@as_json
def key(file: Path, name: str | None, *, as_json: bool) -> None:
    """Make a key that signs checkpoints; needs no project.

    FILE is the private key: keep it outside the database, where those who can write to the database cannot. FILE.pub
    says how to check what it signs: give it to whoever shall check.
    """
    from claimtrack.workflow import logfiles  # noqa: PLC0415 - keeps help quick

    made = logfiles.make_key(file, name)
    public = file.with_name(file.name + logfiles.PUBLIC)
    if as_json:
        print_json({"name": made.name, "file": str(file), "public_file": str(public), "key": made.verifier.line})
        return
    say(f"{file} is the private key: nobody else should read it. {public} is for everybody:")
    write(styled(made.verifier.line))


@log.command()
@click.argument("file", metavar="FILE|-")
@signing_option(required=True)
@click.option(
    "--timestamp", metavar="URL", help="Have an authority (RFC 3161) say when: FILE.tsr. Only a hash is sent there."
)
@as_json
@database
@click.pass_context
def checkpoint(ctx: click.Context, file: str, key_file: str, timestamp: str | None, *, as_json: bool) -> None:
    """Sign for the history as it is now, once all of it verifies.

    Keep FILE elsewhere: in a mail, with another newsroom, on paper. Whatever is rewritten after that,
    `log verify --against FILE` shows it.
    """
    from claimtrack.formats import logreports, notes  # noqa: PLC0415 - keeps help quick
    from claimtrack.formats.documents import stamp  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import checkpoints, logfiles, stamping  # noqa: PLC0415 - keeps help quick

    if timestamp and file == logfiles.STANDARD:
        raise click.UsageError("A time stamp is a file beside that of the checkpoint: name a FILE, not -.")
    run, signing = start(ctx), logfiles.signing_key(key_file)
    if key_file != logfiles.STANDARD and logfiles.others_may_read(key_file):
        say(f"{key_file} can be read by others, who could sign as {signing.name}. Mend it with: chmod 600 {key_file}")
    with sessions.reading(run.settings) as session:
        made, note = checkpoints.make(session, signing)
    content = notes.write(note)
    if file == logfiles.STANDARD:
        click.echo(content.decode(), nl=False)
        return
    # All of it, or nothing: the stamp is there before the first of the two files is written.
    logfiles.check_free(Path(file), stamping.path_of(file))
    answer, at = stamping.stamp(content, timestamp) if timestamp else (None, None)
    logfiles.write_new(Path(file), content)
    if answer is not None:
        logfiles.write_new(stamping.path_of(file), answer)
    if as_json:
        print_json(logreports.checkpoint(made) | {"file": file, "stamped": stamp(at) if at else None})
    else:
        say(f"{file} stands for the first {made.size} events. Keep it where nobody who can write here can.")


log.add_command(prove)
log.add_command(check_proof)
