"""The table of moves against a second one, written by hand, and what must hold of any such table."""

import pytest

from claimtrack.domain.states import (
    MOVES,
    NEEDS_TARGET,
    OPEN_STATES,
    Event,
    Resolution,
    Role,
    State,
    allowed_events,
    check_move,
)
from claimtrack.errors import MoveNotAllowedError

# Written out in full rather than computed: a slip in MOVES must not be repeated here.
EXPECTED = {
    (None, "propose"): "proposed",
    (None, "add"): "pending",
    ("proposed", "accept"): "pending",
    ("proposed", "reject"): "closed",
    ("proposed", "close"): "closed",
    ("pending", "take"): "in_review",
    ("pending", "wait"): "waiting",
    ("pending", "settle"): "settled",
    ("pending", "close"): "closed",
    ("in_review", "release"): "pending",
    ("in_review", "wait"): "waiting",
    ("in_review", "submit"): "submitted",
    ("in_review", "settle"): "settled",
    ("in_review", "close"): "closed",
    ("waiting", "take"): "in_review",
    ("waiting", "wake"): "pending",
    ("waiting", "settle"): "settled",
    ("waiting", "close"): "closed",
    ("submitted", "return"): "in_review",
    ("submitted", "approve"): "settled",
    ("submitted", "close"): "closed",
    ("settled", "reaffirm"): "settled",
    ("settled", "reopen"): "pending",
    ("settled", "duplicate"): "closed",
    ("closed", "restore"): "pending",
}

LEAST_ROLE = {
    "propose": "bot",
    "add": "contributor",
    "accept": "reviewer",
    "reject": "reviewer",
    "take": "reviewer",
    "release": "reviewer",
    "wait": "reviewer",
    "wake": "bot",
    "submit": "reviewer",
    "return": "reviewer",
    "approve": "reviewer",
    "settle": "reviewer",
    "reaffirm": "reviewer",
    "reopen": "reviewer",
    "close": "reviewer",
    "duplicate": "editor",
    "restore": "editor",
}

BEFORE: tuple[State | None, ...] = (None, *State)


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("state", BEFORE)
def test_every_pair_of_state_and_event(state: State | None, event: Event) -> None:
    expected = EXPECTED.get((state.value if state else None, event.value))
    if expected:
        assert check_move(event, state) is State(expected)
        assert event in allowed_events(state)
    else:
        with pytest.raises(MoveNotAllowedError):
            check_move(event, state)
        assert event not in allowed_events(state)


def test_every_event_is_in_both_tables() -> None:
    assert set(MOVES) == set(Event) == {Event(event) for _, event in EXPECTED}
    assert {event.value: move.least_role.value for event, move in MOVES.items()} == LEAST_ROLE


def test_the_refusal_names_the_claim_and_the_ways_out() -> None:
    with pytest.raises(MoveNotAllowedError) as caught:
        check_move(Event.ACCEPT, State.SETTLED, label="C-4", status="refuted")
    assert caught.value.message == (
        "C-4 is refuted, so it cannot: accept. From there it can: "
        "duplicate (claimtrack merge C-4 --into C-9), reaffirm, reopen."
    )
    assert caught.value.facts() == {"allowed": ["duplicate", "reaffirm", "reopen"]}


@pytest.mark.parametrize(("event", "helps"), [(Event.WAIT, True), (Event.TAKE, True), (Event.RELEASE, False)])
def test_the_refusal_says_when_accepting_is_all_that_lacks(event: Event, helps: bool) -> None:
    with pytest.raises(MoveNotAllowedError) as caught:
        check_move(event, State.PROPOSED, label="C-4")
    assert caught.value.message.endswith(" Accept it first: claimtrack accept C-4") is helps
    with pytest.raises(MoveNotAllowedError) as caught:
        check_move(event, State.SETTLED, label="C-4")
    assert "Accept" not in caught.value.message


def test_the_refusal_says_the_state_when_no_status_is_given() -> None:
    with pytest.raises(MoveNotAllowedError, match="The claim is in review, so it cannot: accept"):
        check_move(Event.ACCEPT, State.IN_REVIEW)
    with pytest.raises(MoveNotAllowedError, match="The claim is new, so it cannot: wake"):
        check_move(Event.WAKE, None)


def reachable(start: State | None, events: frozenset[Event] = frozenset(Event)) -> set[State]:
    """Return every state that some walk through `events` leads to."""
    seen: set[State] = set()
    ahead: list[State | None] = [start]
    while ahead:
        here = ahead.pop()
        for event in set(allowed_events(here)) & events:
            target = check_move(event, here)
            if target not in seen:
                seen.add(target)
                ahead.append(target)
    return seen


def test_every_state_can_be_reached() -> None:
    assert reachable(None) == set(State)


@pytest.mark.parametrize("state", list(State))
def test_no_state_is_a_dead_end(state: State) -> None:
    assert {State.SETTLED, State.CLOSED} <= reachable(state)


@pytest.mark.parametrize("state", BEFORE)
def test_a_bot_alone_never_settles_or_closes(state: State | None) -> None:
    by_bot = frozenset(event for event, move in MOVES.items() if move.least_role is Role.BOT)
    decided = {State.SETTLED, State.CLOSED} - {state}
    assert not reachable(state, by_bot) & decided
    # Nor does it change what was decided.
    if state in {State.SETTLED, State.CLOSED}:
        assert not reachable(state, by_bot)


def test_each_event_leads_to_one_state() -> None:
    targets: dict[str, set[str]] = {}
    for (_, event), target in EXPECTED.items():
        targets.setdefault(event, set()).add(target)
    assert all(len(found) == 1 for found in targets.values())


def test_open_states_and_targets() -> None:
    assert {state.value for state in OPEN_STATES} == {
        "proposed",
        "pending",
        "in_review",
        "waiting",
        "submitted",
    }
    assert set(NEEDS_TARGET) == {Resolution.DUPLICATE, Resolution.SUPERSEDED}


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        MOVES[Event.WAKE] = MOVES[Event.SETTLE]  # type: ignore[index]
