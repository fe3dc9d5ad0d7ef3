"""Where a claim's review stands, and the one table of moves that everything else reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from claimtrack.errors import MoveNotAllowedError


class State(StrEnum):
    """Where the work is."""

    PROPOSED = "proposed"
    PENDING = "pending"
    IN_REVIEW = "in_review"
    WAITING = "waiting"
    SUBMITTED = "submitted"
    SETTLED = "settled"
    CLOSED = "closed"


class Verdict(StrEnum):
    """What we hold. None unless settled."""

    CONFIRMED = "confirmed"
    PARTLY_CONFIRMED = "partly_confirmed"
    REFUTED = "refuted"
    DISPUTED = "disputed"
    UNVERIFIABLE = "unverifiable"


class Role(StrEnum):
    """Who may act, from least to most; a bot may only propose and wake."""

    BOT = "bot"
    VIEWER = "viewer"
    CONTRIBUTOR = "contributor"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"


class Event(StrEnum):
    """The verbs that move a claim."""

    PROPOSE = "propose"
    ADD = "add"
    ACCEPT = "accept"
    REJECT = "reject"
    TAKE = "take"
    RELEASE = "release"
    WAIT = "wait"
    WAKE = "wake"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    SETTLE = "settle"
    REAFFIRM = "reaffirm"
    REOPEN = "reopen"
    CLOSE = "close"
    DUPLICATE = "duplicate"
    RESTORE = "restore"


class RejectReason(StrEnum):
    """Why a proposal is no claim for us; remembered, so that it is not proposed again."""

    NOT_A_CLAIM = "not_a_claim"
    OPINION = "opinion"
    BOILERPLATE = "boilerplate"
    OUT_OF_SCOPE = "out_of_scope"


class ReopenReason(StrEnum):
    """Why a settled claim is looked at again."""

    NEW_EVIDENCE = "new_evidence"
    ERROR = "error"
    SOURCE_RETRACTED = "source_retracted"
    APPEAL = "appeal"
    DUE_REACHED = "due_reached"
    SCOPE = "scope"


class Resolution(StrEnum):
    """How an open claim was closed without a verdict."""

    DUPLICATE = "duplicate"
    SUPERSEDED = "superseded"
    SPLIT = "split"
    RETRACTED = "retracted"
    OUT_OF_SCOPE = "out_of_scope"


NEEDS_TARGET = frozenset({Resolution.DUPLICATE, Resolution.SUPERSEDED})
"""Resolutions that must say which claim stands instead."""

OPEN_STATES = frozenset(set(State) - {State.SETTLED, State.CLOSED})


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table: an event, the states it starts from, the state it leads to, who may, and the guards."""

    event: Event
    sources: tuple[State, ...]
    target: State
    least_role: Role
    guards: str


def _table(*moves: Move) -> Mapping[Event, Move]:
    return MappingProxyType({move.event: move for move in moves})


_P, _R, _W, _S = State.PENDING, State.IN_REVIEW, State.WAITING, State.SUBMITTED

MOVES: Mapping[Event, Move] = _table(
    Move(
        Event.PROPOSE,
        (),
        State.PROPOSED,
        Role.BOT,
        "the quote is the stored text; not a span rejected before",
    ),
    Move(Event.ADD, (), _P, Role.CONTRIBUTOR, "text and a source"),
    Move(Event.ACCEPT, (State.PROPOSED,), _P, Role.REVIEWER, ""),
    Move(
        Event.REJECT,
        (State.PROPOSED,),
        State.CLOSED,
        Role.REVIEWER,
        "a reason; remembered, not proposed again",
    ),
    Move(Event.TAKE, (_P, _W), _R, Role.REVIEWER, "the assignee is set"),
    Move(Event.RELEASE, (_R,), _P, Role.REVIEWER, ""),
    Move(Event.WAIT, (_P, _R), _W, Role.REVIEWER, "a date or a watch; if forward-looking, what would settle it"),
    Move(Event.WAKE, (_W,), _P, Role.BOT, "a cause: due, what it waits for, an accepted revisit item, or by hand"),
    Move(Event.SUBMIT, (_R,), _S, Role.REVIEWER, "a verdict; the evidence rule"),
    Move(Event.RETURN, (_S,), _R, Role.REVIEWER, "a comment"),
    Move(Event.APPROVE, (_S,), State.SETTLED, Role.REVIEWER, "not whoever submitted it; the evidence rule again"),
    Move(Event.SETTLE, (_P, _R, _W), State.SETTLED, Role.REVIEWER, "four-eyes is off for it; the evidence rule"),
    Move(
        Event.REAFFIRM,
        (State.SETTLED,),
        State.SETTLED,
        Role.REVIEWER,
        "same verdict; names the items it answers",
    ),
    Move(Event.REOPEN, (State.SETTLED,), _P, Role.REVIEWER, "a reason"),
    Move(
        Event.CLOSE,
        (State.PROPOSED, _P, _R, _W, _S),
        State.CLOSED,
        Role.REVIEWER,
        "a resolution; a target where it needs one; no cycle",
    ),
    Move(Event.DUPLICATE, (State.SETTLED,), State.CLOSED, Role.EDITOR, "a target; its verdict is never copied"),
    Move(Event.RESTORE, (State.CLOSED,), _P, Role.EDITOR, "a reason; links end, nothing is deleted"),
)


def allowed_events(state: State | None) -> tuple[Event, ...]:
    """Return the events that may happen in `state`; None stands for a claim that does not exist yet."""
    if state is None:
        return tuple(event for event, move in MOVES.items() if not move.sources)
    return tuple(event for event, move in MOVES.items() if state in move.sources)


def check_move(event: Event, state: State | None, *, label: str = "The claim", status: str | None = None) -> State:
    """Return the state that `event` leads to from `state`.

    `label` and `status` are the claim's name and its status in words, for the message.

    Raises:
        MoveNotAllowedError: the table has no such move; the message lists the moves it has.
    """
    if event not in allowed_events(state):
        shown = status or (state.value.replace("_", " ") if state else "new")
        way = _way_to(event, state, label)
        raise MoveNotAllowedError(label, shown, event.value, (item.value for item in allowed_events(state)), way)
    return MOVES[event].target


def _way_to(event: Event, state: State | None, label: str) -> str:
    """Return what to do first where a proposed claim only has to be accepted, empty where that does not help."""
    if state is not State.PROPOSED or event not in allowed_events(MOVES[Event.ACCEPT].target):
        return ""
    return f"Accept it first: claimtrack accept {label}"
