import ast

import pytest

from claimtrack.domain.rights import LEAST, may, who_may
from claimtrack.domain.states import MOVES, Event, Role
from tests.house.code import calls, modules

ALLOWED = {
    # role: what it may do at least
    Role.BOT: {Role.BOT},
    Role.VIEWER: {Role.VIEWER},
    Role.CONTRIBUTOR: {Role.VIEWER, Role.BOT, Role.CONTRIBUTOR},
    Role.REVIEWER: {Role.VIEWER, Role.BOT, Role.CONTRIBUTOR, Role.REVIEWER},
    Role.EDITOR: {Role.VIEWER, Role.BOT, Role.CONTRIBUTOR, Role.REVIEWER, Role.EDITOR},
    Role.ADMIN: set(Role),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("least", Role)
def test_each_role_may_do_what_those_below_it_may(role: Role, least: Role) -> None:
    assert may(role, least) is (least in ALLOWED[role])


@pytest.mark.parametrize("event", Event)
def test_a_move_takes_the_role_of_the_table(event: Event) -> None:
    assert LEAST[event.value] is MOVES[event].least_role


def test_no_bot_may_settle_close_or_bring_back() -> None:
    assert {event for event, least in LEAST.items() if may(Role.BOT, least)} == {
        "propose", "wake", "ingest", "mention", "ask", "back", "alike", "alike_no_more",
    }  # fmt: skip


def test_every_event_that_is_written_has_a_least_role() -> None:
    written = {
        argument.value
        for module in modules()
        if module.name.startswith("workflow/")
        for name in ("record", "note", "_note", "tell", "move")
        for call in calls(module.tree, name)
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    assert {"ingest", "evidence", "edit", "snooze", "user_add", "keep_apart"} <= written
    assert written - LEAST.keys() == set()


@pytest.mark.parametrize(
    ("least", "words"),
    [
        (Role.BOT, "bot, contributor, reviewer, editor or admin"),
        (Role.REVIEWER, "reviewer, editor or admin"),
        (Role.EDITOR, "editor or admin"),
        (Role.ADMIN, "admin"),
    ],
)
def test_who_may_is_said_in_words(least: Role, words: str) -> None:
    assert who_may(least) == words
