"""Users and their tokens; none is ever deleted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from claimtrack.domain.accounts import TokenRecord, UserRecord, actor_key
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.states import Role
from claimtrack.errors import NotFoundError, UnknownIdError
from claimtrack.store.account_tables import Account, Token

TOKEN = "claimtrack.token"  # noqa: S105 - the key under which a session keeps one
"""Key in `session.info` of the token that was shown."""


def are_there(session: Session) -> bool:
    """Tell whether anybody is a user; while nobody is, whoever can open the database may do everything."""
    return bool(session.scalar(select(exists(select(Account.id)))))


def find(session: Session, name: str) -> Account | None:
    """Return the user whose name is that, or differs from it in case alone."""
    return session.scalar(select(Account).where(Account.key == actor_key(name)))


def get(session: Session, name: str, *, lock: bool = True) -> Account:
    """Return a user by name, locked for a change unless it is only looked at.

    Raises:
        NotFoundError: there is none.
    """
    wanted = select(Account).where(Account.key == actor_key(name))
    wanted = wanted.with_for_update() if lock else wanted
    found = session.scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        raise NotFoundError(f"There is no user {name!r} here. See who there is with: claimtrack user list")
    return found


def check_known(session: Session, number: int) -> None:
    """Refuse the number of nobody.

    Raises:
        UnknownIdError: no user has it.
    """
    if session.get(Account, number) is None:
        raise UnknownIdError(public_id(Kind.USER, number), "claimtrack user list")


def lock_admins(session: Session) -> Sequence[Account]:
    """Return the admins who may act, locked in one order, so that no two take the right from each other at once."""
    wanted = select(Account).where(Account.role == Role.ADMIN, Account.disabled_at.is_(None))
    locked = wanted.order_by(Account.id).with_for_update()
    return session.scalars(locked.execution_options(populate_existing=True)).all()


def everybody(session: Session) -> Sequence[Account]:
    """Return all users, by name."""
    return session.scalars(select(Account).order_by(Account.key)).all()


def add(session: Session, name: str, role: Role, now: datetime) -> Account:
    """Add a user."""
    row = Account(name=name, key=actor_key(name), role=role, created_at=now)
    session.add(row)
    session.flush()  # the history names its number
    return row


def add_token(
    session: Session, account: Account, sha256: str, label: str | None, now: datetime, expires: datetime | None
) -> Token:
    """Add a token, of which only the hash is kept."""
    row = Token(account_id=account.id, sha256=sha256, label=label, created_at=now, expires_at=expires)
    session.add(row)
    session.flush()  # the history names its number
    return row


def tokens_of(session: Session, account: Account) -> Sequence[Token]:
    """Return all tokens of a user, oldest first, those that hold no more too."""
    return session.scalars(select(Token).where(Token.account_id == account.id).order_by(Token.id)).all()


def count_tokens(session: Session, now: datetime) -> dict[int, int]:
    """Return how many tokens hold for each user who has any."""
    holds = or_(Token.expires_at.is_(None), Token.expires_at > now)
    counts = select(Token.account_id, func.count().label("held")).where(Token.revoked_at.is_(None), holds)
    return {row.account_id: row.held for row in session.execute(counts.group_by(Token.account_id))}


def records(session: Session, now: datetime) -> list[UserRecord]:
    """Return all users as a reader gets them, by name."""
    held = count_tokens(session, now)
    return [record(row, held.get(row.id, 0)) for row in everybody(session)]


def record(row: Account, tokens: int) -> UserRecord:
    """Return a user as a reader gets it; `tokens` says how many hold."""
    return UserRecord(
        public_id(Kind.USER, row.id), row.name, row.role, row.created_at, row.disabled_at, row.version, tokens
    )


def token_record(row: Token, now: datetime) -> TokenRecord:
    """Return a token as a reader gets it."""
    over = row.expires_at is not None and row.expires_at <= now
    standing = "revoked" if row.revoked_at else "expired" if over else "holds"
    return TokenRecord(row.id, standing, row.label, row.created_at, row.expires_at)


def needs_token(session: Session, account: Account) -> bool:
    """Tell whether a user has a token that nobody revoked, so that the name alone is not enough."""
    wanted = exists(select(Token.id).where(Token.account_id == account.id, Token.revoked_at.is_(None)))
    return bool(session.scalar(select(wanted)))


def find_token(session: Session, account: Account, sha256: str) -> Token | None:
    """Return a user's token by its hash."""
    return session.scalar(select(Token).where(Token.sha256 == sha256, Token.account_id == account.id))
