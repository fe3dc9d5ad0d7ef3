import json
from enum import StrEnum
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from claimtrack.domain.article import LineKind
from claimtrack.domain.claim import Modality, Polarity
from claimtrack.domain.due import DueKind
from claimtrack.domain.duplicates import PairState
from claimtrack.domain.evidence import Priority, Stance
from claimtrack.domain.revisit import Cause, ItemResolution, ItemState, Relation
from claimtrack.domain.states import State, Verdict
from claimtrack.errors import InvalidDocumentError, NotFoundError
from claimtrack.formats import schemas
from claimtrack.shipped import shipped

NAMES = schemas.names()


def _schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shipped("schemas") / f"{name}.schema.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_is_valid_and_names_its_version(name: str) -> None:
    schema = _schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"https://claimtrack.org/schemas/v1/{name}.schema.json"
    assert schema["description"]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "common"])
def test_each_schema_refuses_an_empty_object(name: str) -> None:
    with pytest.raises(InvalidDocumentError):
        schemas.check(name, {})


def _values(schema: dict[str, Any]) -> set[str]:
    if "enum" in schema:
        return set(schema["enum"])
    return {value for part in schema.get("anyOf", []) for value in part.get("enum", [])}


@pytest.mark.parametrize(
    ("name", "field", "kind"),
    [
        ("claim", "state", State),
        ("claim", "verdict", Verdict),
        ("claim", "modality", Modality),
        ("claim", "polarity", Polarity),
        ("claim", "priority", Priority),
        ("evidence", "stance", Stance),
        ("revisit-item", "cause", Cause),
        ("revisit-item", "relation", Relation),
        ("revisit-item", "state", ItemState),
        ("revisit-item", "resolution", ItemResolution),
        ("claim-pair", "state", PairState),
    ],
)
def test_closed_lists_are_those_of_the_domain(name: str, field: str, kind: type[StrEnum]) -> None:
    assert _values(_schema(name)["properties"][field]) == {member.value for member in kind}


def test_common_lists_are_those_of_the_domain() -> None:
    parts = _schema("common")["$defs"]
    assert _values(parts["line"]["properties"]["kind"]) == {member.value for member in LineKind}
    assert _values(parts["due"]["properties"]["kind"]) == {member.value for member in DueKind}


GOOD = {"seq": 1, "event": "accept", "by": "ann", "at": "2026-03-02T09:30:00.000000Z", "version": 2}
GOOD |= {"from": "proposed", "to": "pending", "note": None, "details": {}}


def test_formats_are_checked() -> None:
    schemas.check("history-event", GOOD)
    with pytest.raises(InvalidDocumentError, match="/at"):
        schemas.check("history-event", GOOD | {"at": "yesterday"})


def test_what_is_not_in_the_schema_is_refused() -> None:
    with pytest.raises(InvalidDocumentError, match="secret"):
        schemas.check("history-event", GOOD | {"secret": 1})


def test_an_unknown_schema_lists_the_known() -> None:
    with pytest.raises(NotFoundError, match="claim-whole"):
        schemas.check("no-such", {})
