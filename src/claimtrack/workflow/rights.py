"""Whether whoever acts may do so. Every event of the history comes by here, so that no act escapes.

While a project has no users, as on one laptop, everybody who can open its database may do everything, under any name.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from claimtrack.domain.accounts import token_digest, whose_token
from claimtrack.domain.rights import LEAST, may, who_may
from claimtrack.domain.states import Role
from claimtrack.errors import NotAllowedError
from claimtrack.store import accounts
from claimtrack.store.account_tables import Account
from claimtrack.workflow.act import Act

_ROLES = "claimtrack.roles"


def check(session: Session, act: Act, event: str) -> None:
    """Refuse an act that whoever stands behind it has no right to.

    Raises:
        NotAllowedError: the role is too low, or the name is no user's, or the token that the user needs is missing.
    """
    require(session, act, LEAST[event], event.replace("_", " "))


def require(session: Session, act: Act, least: Role, what: str) -> None:
    """Refuse what takes at least a role; `what` is the verb for the message.

    Raises:
        NotAllowedError: as in `check`.
    """
    role = role_of(session, act)
    if not may(role, least):
        name = act.who
        raise NotAllowedError(
            f"{name} is {role.value} here, and may not {what}: that takes {who_may(least)}. "
            f"An admin can change it with: claimtrack user role {name} ROLE"
        )


def role_of(session: Session, act: Act) -> Role:
    """Return the role of whoever stands behind an act; without users, everybody has the highest.

    Raises:
        NotAllowedError: the name is no user's, or the token that the user needs is missing.
    """
    name = act.who
    known: dict[str, Role] = session.info.setdefault(_ROLES, {})
    if name not in known:
        known[name] = _sign_in(session, name, act.now)
    return known[name]


def _sign_in(session: Session, name: str, now: datetime) -> Role:
    if not accounts.are_there(session):
        return Role.ADMIN
    account = accounts.find(session, name)
    if account is None or account.name != name:
        hint = f"The user is {account.name}" if account else "See who is with: claimtrack user list"
        raise NotAllowedError(
            f"{name} is no user of this project, so nothing was changed. {hint}; act as one: --by NAME"
        )
    if account.disabled_at is not None:
        raise NotAllowedError(
            f"The user {name} is disabled. An admin can change it with: claimtrack user enable {name}"
        )
    _check_token(session, account, now)
    return account.role


def _check_token(session: Session, account: Account, now: datetime) -> None:
    shown: str | None = session.info.get(accounts.TOKEN)
    anew = f"An admin can make a new one with: claimtrack user token {account.name}"
    if shown is None:
        if accounts.needs_token(session, account):
            raise NotAllowedError(f"{account.name} acts with a token only. Set CLAIMTRACK_TOKEN to it. {anew}")
        return
    if whose_token(shown) != account.name:
        raise NotAllowedError(
            f"The token in CLAIMTRACK_TOKEN is that of {whose_token(shown)}, not of {account.name}. Leave out --by and "
            "CLAIMTRACK_BY: the token says who acts."
        )
    found = accounts.find_token(session, account, token_digest(shown))
    if found is None or found.revoked_at is not None:
        raise NotAllowedError(f"The token of {account.name} does not hold, or was revoked. {anew}")
    if found.expires_at is not None and found.expires_at <= now:
        raise NotAllowedError(f"The token of {account.name} expired on {found.expires_at:%Y-%m-%d}. {anew}")
