"""`claimtrack user`: who may act, and what each may do."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import click

from claimtrack.cli.options import Run, acting_on, acting_on_user, as_json, choice, database, start
from claimtrack.cli.output import counted, facts, labelled, print_json, say, table, write
from claimtrack.domain.accounts import UserRecord
from claimtrack.domain.states import Role

NAME = click.argument("name", metavar="NAME")


@click.group()
def user() -> None:
    """Users and roles: who may change what.

    A project has no users at first, and whoever can open its database may do everything. From the first user on, only
    users may change anything, each as the role allows: a viewer reads, a contributor takes in articles and adds claims
    and evidence, a reviewer decides, an editor may override rules and bring closed claims back, an admin manages users.
    A bot takes in articles and runs tick.
    """


@user.command()
@NAME
@click.option("--role", type=choice(Role), required=True, help="What the user may do; the first has to be an admin.")
@acting_on
@as_json
@database
@click.pass_context
def add(ctx: click.Context, name: str, role: str, note: str | None, *, as_json: bool) -> None:
    """Add a user."""
    from claimtrack.workflow import accounts  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    first: list[bool] = []

    def act_on(session: Any, act: Any) -> Any:  # noqa: ANN401 - a session and an act, which help does not need
        first.append(not accounts.anybody(session))
        return accounts.add(session, name, Role(role), act)

    _change(run, note, act_on, as_json=as_json)
    if first == [True] and not as_json:
        say("From now on only users may change anything here.")
        if run.settings.by != name:
            say(f"You act as {run.settings.by}, who is none: go on with --by {name}, or CLAIMTRACK_BY={name}.")


@user.command("role")
@NAME
@click.argument("role", type=choice(Role), metavar="ROLE")
@acting_on_user
@as_json
@database
@click.pass_context
def change_role(
    ctx: click.Context, name: str, role: str, note: str | None, expect_version: int | None, *, as_json: bool
) -> None:
    """Give a user another role: bot, viewer, contributor, reviewer, editor or admin."""
    from claimtrack.workflow import accounts  # noqa: PLC0415 - keeps help quick

    _change(
        start(ctx),
        note,
        lambda session, act: accounts.change_role(session, name, Role(role), act),
        expect_version,
        as_json=as_json,
    )


@user.command()
@NAME
@acting_on_user
@as_json
@database
@click.pass_context
def disable(ctx: click.Context, name: str, note: str | None, expect_version: int | None, *, as_json: bool) -> None:
    """Let a user act no more; what the user did stays under that name."""
    from claimtrack.workflow import accounts  # noqa: PLC0415 - keeps help quick

    _change(
        start(ctx), note, lambda session, act: accounts.disable(session, name, act), expect_version, as_json=as_json
    )


@user.command()
@NAME
@acting_on_user
@as_json
@database
@click.pass_context
def enable(ctx: click.Context, name: str, note: str | None, expect_version: int | None, *, as_json: bool) -> None:
    """Let a disabled user act again."""
    from claimtrack.workflow import accounts  # noqa: PLC0415 - keeps help quick

    _change(start(ctx), note, lambda session, act: accounts.enable(session, name, act), expect_version, as_json=as_json)


@user.command("list")
@as_json
@database
@click.pass_context
def list_users(ctx: click.Context, *, as_json: bool) -> None:
    """List all users, disabled ones too."""
    from claimtrack.formats import users as documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import accounts, sessions  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    with sessions.reading(run.settings) as session:
        found = accounts.records(session, run.now)
    if as_json:
        print_json([documents.user(one) for one in found])
        return
    if not found:
        say("There are no users: whoever can open this database may do everything. See: claimtrack user --help")
        return
    rows = [(one.id, one.role.value, counted(one.tokens, "token"), _shown(one)) for one in found]
    table(("", "role", "", "name"), rows)


@user.command()
@NAME
@click.option("--days", type=click.IntRange(1, 3650), metavar="N", help="Let it expire after so many days.")
@click.option("--label", metavar="TEXT", help="What it is for, such as: office laptop.")
@click.option("--list", "listing", is_flag=True, help="List the tokens of the user; none can be shown again.")
@click.option("--revoke", type=click.IntRange(1), metavar="N", help="Let token N hold no more.")
@acting_on
@as_json
@database
@click.pass_context
def token(
    ctx: click.Context,
    name: str,
    days: int | None,
    label: str | None,
    listing: bool,
    revoke: int | None,
    note: str | None,
    *,
    as_json: bool,
) -> None:
    """Make a token for a user, and print it, this once.

    Whoever sets CLAIMTRACK_TOKEN to it acts as that user. From then on the name alone is not enough for that user, as
    long as one of the tokens is not revoked.
    """
    if sum((listing, revoke is not None, days is not None or label is not None)) > 1:
        raise click.UsageError("--list and --revoke go alone; --days and --label are for a new token.")
    run = start(ctx)
    if listing:
        _list_tokens(run, name, as_json=as_json)
    elif revoke is not None:
        _revoke(run, name, revoke, note, as_json=as_json)
    else:
        _make(run, name, days, label, note, as_json=as_json)


def _make(run: Run, name: str, days: int | None, label: str | None, note: str | None, *, as_json: bool) -> None:
    from claimtrack.formats import users as documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import accounts as stored  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import accounts  # noqa: PLC0415 - keeps help quick

    last = run.now.date() + timedelta(days=days) if days else None
    expires = datetime.combine(last, time(), run.now.tzinfo) + timedelta(days=1) if last else None
    with sessions.writing(run.settings) as session:
        secret, row = accounts.make_token(session, name, run.act(note), label=label, expires=expires)
        record = stored.token_record(row, run.now)
    if as_json:
        print_json({**documents.token(record), "secret": secret})
        return
    write(secret)
    say(f"This is shown once. {name} acts with CLAIMTRACK_TOKEN set to it" + (f", until {last}." if last else "."))


def _list_tokens(run: Run, name: str, *, as_json: bool) -> None:
    from claimtrack.formats import users as documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import accounts, sessions  # noqa: PLC0415 - keeps help quick

    with sessions.reading(run.settings) as session:
        account = accounts.get(session, name, lock=False)
        found = [accounts.token_record(row, run.now) for row in accounts.tokens_of(session, account)]
    if as_json:
        print_json([documents.token(one) for one in found])
        return
    for one in found:
        until = f" until {one.expires:%Y-%m-%d}" if one.expires and one.standing == "holds" else ""
        labelled([(f"{one.number:>4}", ""), (one.standing, "")], f"made {one.created:%Y-%m-%d}{until}")
        facts([("label", one.label)], "      ")
    if not found:
        say(f"{account.name} has no token, and acts by name.")


def _revoke(run: Run, name: str, number: int, note: str | None, *, as_json: bool) -> None:
    from claimtrack.formats import users as documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import accounts as stored  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import accounts  # noqa: PLC0415 - keeps help quick

    with sessions.writing(run.settings) as session:
        record = stored.token_record(accounts.revoke_token(session, name, number, run.act(note)), run.now)
        by_name = not stored.needs_token(session, stored.get(session, name))
    if as_json:
        print_json(documents.token(record))
        return
    say(f"Token {number} of {name} holds no more." + (f" {name} has no other, and acts by name." if by_name else ""))


def _shown(found: UserRecord) -> str:
    return f"{found.name} (disabled)" if found.disabled else found.name


def _change(
    run: Run,
    note: str | None,
    act_on: Callable[[Any, Any], Any],
    expect_version: int | None = None,
    *,
    as_json: bool,
) -> None:
    """Change one user and print what came of it."""
    from claimtrack.formats import users as documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import accounts, sessions  # noqa: PLC0415 - keeps help quick

    with sessions.writing(run.settings) as session:
        account = act_on(session, run.act(note, expect_version))
        session.flush()
        record = accounts.record(account, len(accounts.tokens_of(session, account)))
    if as_json:
        print_json(documents.user(record))
        return
    labelled([(record.id, "bold"), (record.role.value, "cyan")], f"{_shown(record)}")
