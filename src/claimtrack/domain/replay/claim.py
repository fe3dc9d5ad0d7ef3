"""A claim as its events tell of it: where its review stands, what was decided, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claimtrack.domain.replay import seconds
from claimtrack.domain.replay.items import ToldItems
from claimtrack.domain.replay.ties import ToldTies
from claimtrack.domain.replay.told import Facts, Things, Told
from claimtrack.domain.states import Event, State

VerdictTold = tuple[str | None, str | None, str | None, str | None, str | None]
"""A verdict, its rationale, the reason for going past a rule, who gave it, and who approved it."""

_AS_GIVEN = (
    *("text", "modality", "polarity", "speaker", "cue", "attributed", "article", "source", "published"),
    *("flags", "priority", "confidence", "rule"),
)
"""Initial values that the first event has under the name of the fact."""

_DUE = ("kind", "phrase", "earliest", "latest", "review_by", "rule", "trigger")


@dataclass(slots=True)
class ToldClaim:
    """What the history says of one claim."""

    name: str
    stands: str | None = None
    version: int = 0
    closed_as: tuple[str | None, str | None] = (None, None)
    verdicts: list[VerdictTold] = field(default_factory=list)
    says: Facts = field(default_factory=dict)
    """Its initial values and what edits made of them; empty where its first event does not tell them."""
    schedule: Facts = field(default_factory=lambda: dict.fromkeys(("wake_on", "watch", "assignee", "criteria")))
    jumps: bool = False
    """Whether an event names another version than the one before it, or the next."""
    items: ToldItems = field(default_factory=ToldItems)
    ties: ToldTies = field(default_factory=ToldTies)
    seconds: Things = field(default_factory=dict)
    """What was submitted for it, and second opinions on it."""

    def take_in(self, told: Told) -> None:
        """Go on with the next event."""
        first = self.version == 0
        self.jumps |= not self.version <= told.version <= self.version + 1
        self.version = told.version
        if first and "text" in told.body:
            self.says = _initial(told.body)
        if told.body.get("to"):
            self._move(told)
        if told.event == "edit":
            self._edit(told.body.get("changes", {}))
        elif told.event == "ask" and told.body.get("cause") == "due":
            self.schedule["wake_on"] = None  # the item carries the day on
        self.items.take_in(told)
        self.ties.take_in(self.name, told)
        self.seconds |= seconds.told(told)

    def _move(self, told: Told) -> None:
        body = told.body
        self.stands, self.closed_as = body["to"], (None, None)
        if self.stands == State.CLOSED.value:
            self.closed_as = (body.get("resolution") or body.get("reason"), body.get("target"))
        if self.stands == State.SETTLED.value:
            self.verdicts.append(_verdict(told))
        # What is only submitted has no day yet to be looked at again.
        look_again = body.get("look_again") if self.stands == State.SETTLED.value else None
        self.schedule["wake_on"] = body.get("until") or look_again
        self.schedule["watch"], self.schedule["assignee"] = body.get("watch"), body.get("assignee")
        if told.event == "wait":
            self.schedule["criteria"] = body.get("criteria")

    def _edit(self, changes: Mapping[str, Any]) -> None:
        for name, change in changes.items():
            new = change["new"]
            if name == "wake_on":
                self.schedule["wake_on"] = new
            elif name == "attributed":
                self.says[name] = new == str(True)
            elif name != "topics":
                self.says[name] = new


def _verdict(told: Told) -> VerdictTold:
    """Return the verdict that an event gave; what was approved is that of whoever had submitted it."""
    body = told.body
    if told.event != Event.APPROVE.value:
        return (body.get("verdict"), body.get("note"), body.get("override"), told.by, None)
    reasons = [reason for name in ("submitted_override", "override") if (reason := body.get(name))]
    return (body.get("verdict"), body.get("rationale"), "; ".join(reasons) or None, body.get("submitted_by"), told.by)


def _initial(body: Mapping[str, Any]) -> Facts:
    due = body.get("due") or {}
    return {name: body.get(name) for name in _AS_GIVEN} | {f"due_{name}": due.get(name) for name in _DUE}
