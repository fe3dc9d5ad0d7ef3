"""The revisit items of a claim as its events tell of them: asked, put off, answered, asked again."""

from dataclasses import dataclass, field
from typing import Any

from claimtrack.domain.replay.told import Facts, Things, Told
from claimtrack.domain.revisit import Cause, ItemResolution, ItemState

_OPEN: Facts = {
    "state": ItemState.OPEN.value,
    "resolution": None,
    "decided_by": None,
    "note": None,
    "snoozed_until": None,
}


@dataclass(slots=True)
class ToldItems:
    """What the history says of the items of one claim.

    One that is kept without asking has no event until somebody asks about it or answers it; of such a one only what
    became of it is told.
    """

    found: Things = field(default_factory=dict)

    def take_in(self, told: Told) -> None:
        """Go on with the next event of the claim."""
        body = told.body
        if told.event == "ask":
            self._ask(told)
        elif told.event == "back":
            for name in body.get("items", ()):
                self._of(name).update(_OPEN)
        elif "answers" in body:
            for name in body["answers"]:
                self._answer(name, ItemResolution.NO_CHANGE.value, told)
        elif "item" not in body:
            return
        elif told.event == "snooze":
            self._of(body["item"]).update(_OPEN, state=ItemState.SNOOZED.value, snoozed_until=body.get("until"))
        elif told.event == "revisit" and "other" not in body:  # else it is an item of the claim named there
            self._answer(body["item"], body.get("resolution"), told)
        elif told.event == "ask_again":
            until = body.get("until")
            state = ItemState.SNOOZED if until else ItemState.OPEN
            self._of(body["item"]).update(_OPEN, state=state.value, snoozed_until=until)

    def _of(self, name: str) -> Facts:
        return self.found.setdefault(name, {})

    def _answer(self, name: str, resolution: str | None, told: Told) -> None:
        answered = {"state": ItemState.RESOLVED.value, "resolution": resolution}
        self._of(name).update(_OPEN, **answered, decided_by=told.by, note=told.body.get("note"))

    def _ask(self, told: Told) -> None:
        body = told.body
        cause, name = body.get("cause"), body.get("item")
        if name is None:
            self._ask_several(told)
        elif name not in self.found:
            self.found[name] = _OPEN | {"cause": cause, "other": body.get("other")}
        elif "other" in body:  # new reasons about the same two claims; other reasons leave it as it is
            known = self.found[name]
            keeps = known.get("cause") == Cause.CONTRADICTION.value
            known.update(_OPEN, cause=known["cause"] if keeps else cause)

    def _ask_several(self, told: Told) -> None:
        body = told.body
        names = body.get("items", ())
        lists: dict[str, Any] = {key: body.get(f"{key}s", ()) for key in ("relation", "score", "passage")}
        for at, name in enumerate(names):
            facts = {key: values[at] for key, values in lists.items() if len(values) == len(names)}
            self.found[name] = _OPEN | {"cause": body.get("cause"), "other": None} | facts
