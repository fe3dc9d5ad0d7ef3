"""Users: who may act, with which role, and by which token they are known."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.domain.accounts import MAX_LABEL, actor_name, new_token, token_digest
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.states import Role
from claimtrack.domain.words import given
from claimtrack.errors import ConflictError, InvalidDataError, NotFoundError, StaleVersionError
from claimtrack.store import accounts, history
from claimtrack.store.account_tables import Account, Token
from claimtrack.workflow import events, rights
from claimtrack.workflow.act import MACHINE, Act


def anybody(session: Session) -> bool:
    """Tell whether the project has users."""
    return accounts.are_there(session)


def add(session: Session, name: str, role: Role, act: Act) -> Account:
    """Add a user. From the first on, only users may change anything.

    Raises:
        ConflictError: there is a user of that name.
        InvalidDataError: the first is no admin, or the name is the machine's.
    """
    rights.check(session, act, "user_add")
    name = actor_name(name)
    if name.casefold() == MACHINE:
        raise InvalidDataError(f"{MACHINE} is the name of the machine itself. Choose another.")
    if known := accounts.find(session, name):
        raise ConflictError(f"There is a user {known.name} already. Give another role with: claimtrack user role")
    if role is not Role.ADMIN and not accounts.are_there(session):
        raise InvalidDataError(
            "The first user has to be an admin, because nobody else could add the others: "
            f"claimtrack user add {name} --role admin"
        )
    account = accounts.add(session, name, role, act.now)
    _note(session, account, "user_add", act, name=name, role=role.value)
    return account


def change_role(session: Session, name: str, role: Role, act: Act) -> Account:
    """Give a user another role.

    Raises:
        InvalidDataError: nobody would be left who can manage users, or the user has that role.
        StaleVersionError: the user is not at the version that the actor saw.
    """
    rights.check(session, act, "user_role")
    account = _loaded(session, name, act, leaves=role is not Role.ADMIN)
    if account.role is role:
        raise InvalidDataError(f"{account.name} is {role.value} already.")
    was, account.role = account.role, role
    session.flush()  # the history names the new version
    _note(session, account, "user_role", act, role=role.value, was=was.value)
    return account


def disable(session: Session, name: str, act: Act) -> Account:
    """Let a user act no more; the name and all that it stands for stay.

    Raises:
        InvalidDataError: nobody would be left who can manage users, or the user is disabled.
        StaleVersionError: the user is not at the version that the actor saw.
    """
    rights.check(session, act, "user_disable")
    account = _loaded(session, name, act, leaves=True)
    if account.disabled_at is not None:
        raise InvalidDataError(f"{account.name} is disabled already.")
    account.disabled_at = act.now
    session.flush()  # the history names the new version
    _note(session, account, "user_disable", act)
    return account


def enable(session: Session, name: str, act: Act) -> Account:
    """Let a disabled user act again.

    Raises:
        InvalidDataError: the user is not disabled.
        StaleVersionError: the user is not at the version that the actor saw.
    """
    rights.check(session, act, "user_enable")
    account = _loaded(session, name, act, leaves=False)
    if account.disabled_at is None:
        raise InvalidDataError(f"{account.name} is not disabled.")
    account.disabled_at = None
    session.flush()  # the history names the new version
    _note(session, account, "user_enable", act)
    return account


def make_token(
    session: Session, name: str, act: Act, *, label: str | None = None, expires: datetime | None = None
) -> tuple[str, Token]:
    """Return a new token of a user, which nobody can read again, and its row. From now on the name is not enough.

    Raises:
        InvalidDataError: it would have expired already.
    """
    rights.check(session, act, "token_add")
    account = accounts.get(session, name)
    if expires is not None and expires <= act.now:
        raise InvalidDataError("A token has to expire after now. Name a later day, or none.")
    secret = new_token(account.name)
    label = given(label, "label", MAX_LABEL)
    row = accounts.add_token(session, account, token_digest(secret), label, act.now, expires)
    day = expires.date().isoformat() if expires else None
    _note(session, account, "token_add", act, token=row.id, label=label, expires=day, sha256=row.sha256)
    return secret, row


def revoke_token(session: Session, name: str, number: int, act: Act) -> Token:
    """Let a token hold no more.

    Raises:
        NotFoundError: the user has no such token.
        InvalidDataError: it was revoked before.
    """
    rights.check(session, act, "token_revoke")
    account = accounts.get(session, name)
    row = next((token for token in accounts.tokens_of(session, account) if token.id == number), None)
    if row is None:
        raise NotFoundError(f"{account.name} has no token {number}. See: claimtrack user token {account.name} --list")
    if row.revoked_at is not None:
        raise InvalidDataError(f"Token {number} of {account.name} was revoked before.")
    row.revoked_at = act.now
    _note(session, account, "token_revoke", act, token=row.id)
    return row


def _loaded(session: Session, name: str, act: Act, *, leaves: bool) -> Account:
    """Return a user at the version that the actor saw, locked.

    Of those who can manage users, somebody has to stay, if this one `leaves` them.
    """
    admins = accounts.lock_admins(session) if leaves else ()
    account = accounts.get(session, name)
    _check_version(session, account, act)
    if leaves and [admin.id for admin in admins] == [account.id]:
        raise InvalidDataError(
            f"{account.name} is the only admin, and nobody could manage users any more. Make another one first: "
            "claimtrack user role NAME admin"
        )
    return account


def _check_version(session: Session, account: Account, act: Act) -> None:
    if act.expect_version is None or act.expect_version == account.version:
        return
    last = history.maker_of(session, public_id(Kind.USER, account.id), account.version)
    change = f"{last.by} did {last.event} at {last.at:%Y-%m-%d %H:%M} UTC" if last else "it has no history"
    raise StaleVersionError(account.name, act.expect_version, account.version, change, "claimtrack user list")


def _note(session: Session, account: Account, event: str, act: Act, **details: Any) -> None:  # noqa: ANN401 - JSON
    events.record(session, act, public_id(Kind.USER, account.id), event, account.version, details)
