"""Who may do what: the least role for each event of the history. What leaves no event needs no right."""

from collections.abc import Mapping
from types import MappingProxyType

from claimtrack.domain.states import MOVES, Role

_PEOPLE = (Role.VIEWER, Role.CONTRIBUTOR, Role.REVIEWER, Role.EDITOR, Role.ADMIN)
"""Each may do what those before it may, and more."""

_OTHERS: dict[Role, str] = {
    Role.BOT: "ingest mention ask back alike alike_no_more",
    Role.CONTRIBUTOR: "evidence",
    Role.REVIEWER: "edit link unlink revisit snooze ask_again keep_apart merge unmerge opinion",
    Role.ADMIN: "policy_keep redact user_add user_role user_disable user_enable token_add token_revoke",
}

LEAST: Mapping[str, Role] = MappingProxyType(
    {event.value: move.least_role for event, move in MOVES.items()}
    | {event: role for role, events in _OTHERS.items() for event in events.split()}
)
"""The least role for each event. `bot` stands for what a machine may do, and with it every person who may write."""


def may(role: Role, least: Role) -> bool:
    """Tell whether a role allows what takes at least another one.

    A bot may do what a machine may, and nothing else; a viewer reads only.
    """
    if role is Role.BOT:
        return least is Role.BOT
    return _PEOPLE.index(role) >= _PEOPLE.index(Role.CONTRIBUTOR if least is Role.BOT else least)


def who_may(least: Role) -> str:
    """Return in words which roles allow what takes at least `least`."""
    found = [role.value for role in (Role.BOT, *_PEOPLE) if may(role, least)]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} or {found[-1]}"
