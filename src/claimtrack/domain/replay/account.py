"""A user as the history tells: the role, whether disabled, and the tokens."""

from dataclasses import dataclass, field

from claimtrack.domain.replay.told import Facts, Things, Told

_DISABLED = {"user_disable": True, "user_enable": False}


def token_name(number: int) -> str:
    """Return what a token goes by."""
    return f"token {number}"


@dataclass(slots=True)
class ToldAccount:
    """What the history says of one user."""

    facts: Facts = field(default_factory=lambda: {"disabled": False})
    tokens: Things = field(default_factory=dict)
    goes_back: bool = False
    """Whether an event names a version older than one before it."""

    def take_in(self, told: Told) -> None:
        """Go on with the next event of the user."""
        body = told.body
        self.goes_back |= told.version < self.facts.get("version", 0)
        self.facts["version"] = told.version
        self.facts |= {name: body[name] for name in ("name", "role") if name in body}
        if told.event in _DISABLED:
            self.facts["disabled"] = _DISABLED[told.event]
        elif told.event == "token_add":
            new = {name: body.get(name) for name in ("label", "expires")} | {"revoked": False}
            # Events from before the hash was told say nothing of it.
            self.tokens[token_name(body["token"])] = new | {key: body[key] for key in ("sha256",) if key in body}
        elif told.event == "token_revoke":
            self.tokens.setdefault(token_name(body["token"]), {})["revoked"] = True
