"""Who acts and why: what the history can keep."""

from datetime import datetime

import pytest

from claimtrack.errors import InvalidDataError
from claimtrack.workflow.act import MACHINE, Act


def test_a_blank_note_is_none(now: datetime) -> None:
    assert Act(by=" ann ", now=now, note="  ") == Act(by="ann", now=now)
    assert Act(by="ann", now=now, note=" twice \n").note == "twice"


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"by": ""}, "name of who acts is empty"),
        ({"by": " \t"}, "name of who acts is empty"),
        ({"by": "a\udcff"}, "name of who acts holds characters"),
        ({"by": "x" * 201}, "name of who acts is longer than 200"),
        ({"note": "a\x00b"}, "note holds characters"),
        ({"note": "half \ud800 a pair"}, "note holds characters"),
        ({"note": "x" * 10_001}, "note is longer than 10,000"),
    ],
)
def test_what_the_history_cannot_keep_is_refused(now: datetime, facts: dict[str, str], why: str) -> None:
    with pytest.raises(InvalidDataError, match=why):
        Act(**({"by": "ann", "now": now} | facts))  # type: ignore[arg-type]


def test_the_machine_s_part_of_an_act_has_no_note_and_no_version(now: datetime) -> None:
    act = Act(by="ann", now=now, note="why", expect_version=3)
    assert act.by_machine() == Act(by=MACHINE, now=now, behind="ann")
    assert act.again() == Act(by="ann", now=now, note="why")


@pytest.mark.parametrize("name", [MACHINE, "ClaimTrack", " claimtrack "])
def test_nobody_decides_under_the_machine_s_name(now: datetime, name: str) -> None:
    with pytest.raises(InvalidDataError, match=r"claimtrack itself does not settle: .* --by NAME"):
        Act(by=name, now=now).check_person("settle")
    Act(by="claimtracker", now=now).check_person("settle")
