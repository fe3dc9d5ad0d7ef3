"""`claimtrack log prove` and `claimtrack log check-proof`, and the options that name keys."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from claimtrack.cli.errors import DAMAGED
from claimtrack.cli.history import show_event
from claimtrack.cli.options import Id, as_json, database, start
from claimtrack.cli.output import facts, paragraph, print_json, say, styled, write
from claimtrack.domain.ids import Kind

if TYPE_CHECKING:
    from claimtrack.workflow.proofs import Checked

_F = TypeVar("_F", bound=Callable[..., Any])
KEY = "CLAIMTRACK_LOG_KEY"
"""The variable that names the file of the private key."""

COMPLETE = "No event of the claim is left out up to then. It does not show what happened later, "
CUT = "No event of the claim before the last one shown is left out. It does not show whether others followed that one, "
LIMITS = "nor that what was said is true. Names are those that the desk logged."


def signing_option(*, required: bool) -> Callable[[_F], _F]:
    """Add `--key`, the private key that signs."""
    told = "The private key that signs."
    return click.option("--key", "key_file", metavar="FILE", envvar=KEY, show_envvar=True, required=required, help=told)


def verifying_option(*, required: bool) -> Callable[[_F], _F]:
    """Add `--key`, the keys by which a signature counts."""
    told = "A verifier key, FILE.pub, by which signatures count; may be repeated."
    return click.option(
        "--key", "keys", type=click.Path(), multiple=True, metavar="FILE", envvar=KEY, show_envvar=True,
        required=required, help=told,
    )  # fmt: skip


@click.command(short_help="Write what became of a claim, with its proof.")
@click.argument("claim", type=Id(Kind.CLAIM), metavar="C-7")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write there, not to standard output.")
@click.option("--checkpoint", metavar="FILE", help="Prove it up to this checkpoint, signed before.")
@signing_option(required=False)
@database
@click.pass_context
def prove(ctx: click.Context, claim: int, out: Path | None, checkpoint: str | None, key_file: str | None) -> None:
    """Write a proof of what became of a claim, which holds without the database.

    It has every event of the claim, its place in the log, and a checkpoint, signed now with --key or before. Whoever
    has the verifier key checks it with `log check-proof`.
    """
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import checkpoints, logfiles, proofs  # noqa: PLC0415 - keeps help quick

    if checkpoint is None and key_file is None:
        raise click.UsageError("Say up to what: --key FILE signs for it now, --checkpoint FILE was signed before.")
    run = start(ctx)
    by = checkpoints.read(checkpoint, ()) if checkpoint else logfiles.signing_key(key_file or "")
    with sessions.reading(run.settings) as session:
        found = proofs.prove(session, claim, by)
    written = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if out is None:
        print_json(found)
    else:
        logfiles.write_new(out, written.encode())
        say(f"{out} has {len(found['events'])} events of {found['claim']}. Check it with: claimtrack log check-proof")


@click.command("check-proof", short_help="Check a proof; needs no project.")
@click.argument("file", metavar="FILE|-")
@verifying_option(required=True)
@as_json
@click.pass_context
def check_proof(ctx: click.Context, file: str, keys: Sequence[str], *, as_json: bool) -> None:
    """Check a proof and tell the story of its claim; needs no project. Exit code 7 if it does not hold."""
    from claimtrack.formats import logreports  # noqa: PLC0415 - keeps help quick
    from claimtrack.formats import proofs as documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import logfiles, proofs  # noqa: PLC0415 - keeps help quick

    known = [logfiles.verifier_key(one) for one in keys]
    found = proofs.check(logfiles.read(file, documents.MAX_BYTES), file, known)
    if as_json:
        print_json(
            logreports.checked_proof(
                found.claim, found.checkpoint, found.signed_by, found.story, complete=found.complete
            )
        )
    else:
        _write(found)
    if found.story.problem:
        ctx.exit(DAMAGED)


def _write(found: "Checked") -> None:
    story = found.story
    if story.problem:
        write(styled(f"The proof of {found.claim} does not hold: {story.problem}.", "red"))
        return
    for event in story.events:
        show_event(event)
    last = story.events[-1]
    write()
    write(styled(f"The proof of {found.claim} holds.", "green"))
    facts(
        [
            ("events", f"{len(story.events)}, the last by {last.by} on {last.at:%Y-%m-%d}"),
            ("log", f"{found.checkpoint.origin}, its first {found.checkpoint.size} events"),
            ("signed by", " and ".join(found.signed_by)),
        ]
    )
    paragraph((COMPLETE if found.complete else CUT) + LIMITS)
