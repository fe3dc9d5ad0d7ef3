"""What hangs on a claim as its events tell of it: occurrences, evidence, links, topics, and claims like it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claimtrack.domain.ids import Kind, parse_id
from claimtrack.domain.replay.told import Facts, Things, Told
from claimtrack.domain.states import Resolution

_EVIDENCE = ("stance", "url", "file", "sha256", "article", "title", "quote", "note", "origin")
_PAIR = frozenset({"alike", "alike_no_more", "keep_apart", "ask_again"})
CLOSING = frozenset(kind.value for kind in Resolution)
"""Kinds of the links that closed a claim."""


def link_name(kind: str, other: str) -> str:
    """Return what the links of one kind to another claim go by; there may be several, of which one at most runs."""
    return f"the link {kind.replace('_', ' ')} {other}"


def pair_name(other: str) -> str:
    """Return what the pair with an older claim goes by."""
    return f"the pair with {other}"


@dataclass(slots=True)
class ToldTies:
    """What the history says of all that hangs on one claim."""

    mentions: list[tuple[Any, Any, Any]] = field(default_factory=list)
    evidence: Things = field(default_factory=dict)
    links: Things = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    pairs: Things = field(default_factory=dict)

    def take_in(self, claim: str, told: Told) -> None:
        """Go on with the next event of `claim`, such as C-7."""
        body = told.body
        if "quote" in body and told.event in {"propose", "mention"} and "other" not in body:
            quote = body["quote"]
            self.mentions.append((quote["start"], quote["end"], quote["text"]))
        if told.event in {"propose", "add"}:
            self.topics = list(body.get("topics", ()))
        elif told.event == "edit" and "topics" in body.get("changes", {}):
            self.topics = list(body["changes"]["topics"]["new"])
        elif told.event in {"evidence", "redact"} and "evidence" in body:
            self.evidence[body["evidence"]] = _redacted(told) if told.event == "redact" else _attached(told)
        elif told.event in _PAIR and "other" in body and "item" not in body:
            self._pair(claim, body["other"], told)
        else:
            self._follow_links(claim, told)

    def _follow_links(self, claim: str, told: Told) -> None:
        body = told.body
        if told.event in {"link", "unlink"} and body.get("of") == claim:
            self._link(body["link"], body["other"], runs=told.event == "link")
        elif told.event == "restore":
            for kind, other in self._closing():
                self._link(kind, other, runs=False)
        elif body.get("to") and body.get("target") and body.get("resolution") in CLOSING:
            self._link(body["resolution"], body["target"], runs=True)

    def _link(self, kind: str, other: str, *, runs: bool) -> None:
        new = {"kind": kind, "other": other, "number": 0, "running": 0}
        known = self.links.setdefault(link_name(kind, other), new)
        known["number"] += runs
        known["running"] += 1 if runs else -1

    def _closing(self) -> list[tuple[str, str]]:
        found = [link for link in self.links.values() if link["kind"] in CLOSING and link["running"]]
        return [(link["kind"], link["other"]) for link in found]

    def _pair(self, claim: str, other: str, told: Told) -> None:
        if parse_id(Kind.CLAIM, other) > parse_id(Kind.CLAIM, claim):
            return  # it stands with the newer one of the two
        known: Facts = self.pairs.setdefault(pair_name(other), {"alike": True, "apart_by": None, "note": None})
        known.update(_became(told))


def _attached(told: Told) -> Facts:
    facts = {name: told.body.get(name) for name in _EVIDENCE}
    return facts | {"by": told.by, "redacted_by": None, "redacted_why": None}


def _redacted(told: Told) -> Facts:
    """Return what is left to tell of evidence whose event was emptied."""
    name = told.body["evidence"]
    gone: Facts = dict.fromkeys(("url", "file", "title", "quote", "note"))
    stays = {key: told.body[key] for key in ("stance", "sha256", "article") if key in told.body}
    origin = {"origin": f"redacted {name}"}
    return gone | stays | origin | {"redacted_by": told.by, "redacted_why": told.body.get("reason")}


def _became(told: Told) -> Mapping[str, Any]:
    if told.event == "alike_no_more":
        return {"alike": False}  # whoever keeps the two apart goes on doing so
    if told.event == "keep_apart":
        return {"apart_by": told.by, "note": told.body.get("note")}
    return {"apart_by": None, "note": None} | ({"alike": True} if told.event == "alike" else {})
