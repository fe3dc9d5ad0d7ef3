"""Whether users and their tokens stand in the database as the log tells."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.replay.account import ToldAccount, token_name
from claimtrack.domain.replay.told import Facts, Things, differences
from claimtrack.store.account_tables import Account, Token
from claimtrack.store.history.streams import told_of


def problems(session: Session) -> Iterator[str]:
    """Yield in words where users differ from what the log tells, in the order of their numbers."""
    users = session.scalars(select(Account).order_by(Account.id)).all()
    tokens: dict[int, Things] = {}
    for token in session.scalars(select(Token).order_by(Token.id)):
        tokens.setdefault(token.account_id, {})[token_name(token.id)] = _token(token)
    told = {user.id: ToldAccount() for user in users}
    for number, event in told_of(session, Kind.USER, [user.id for user in users]):
        told[number].take_in(event)
    for user in users:
        name, says = public_id(Kind.USER, user.id), told[user.id]
        if "role" not in says.facts:
            yield f"{name} ({user.name}) is in the database, but not in the log"
            continue
        if says.goes_back:
            yield f"{name}: its versions go back in the log"
        yield from differences({name: says.facts}, {name: _facts(user)})
        yield from (f"{name}: {problem}" for problem in differences(says.tokens, tokens.get(user.id, {})))


def _facts(user: Account) -> Facts:
    return {
        "name": user.name,
        "role": user.role.value,
        "disabled": user.disabled_at is not None,
        "version": user.version,
    }


def _token(token: Token) -> Facts:
    return {
        "label": token.label,
        "expires": _day(token.expires_at),
        "revoked": token.revoked_at is not None,
        "sha256": token.sha256,
    }


def _day(at: datetime | None) -> str | None:
    return at.astimezone(UTC).date().isoformat() if at else None
