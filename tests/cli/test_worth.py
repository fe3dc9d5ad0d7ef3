"""How wording, hints and worth are shown."""

from datetime import UTC, datetime

import pytest

from claimtrack.cli.claimlist import about_worth
from claimtrack.cli.output import speaker_words, worth_words
from claimtrack.domain.claim import Modality, Polarity, WorthReason
from claimtrack.domain.evidence import Priority
from claimtrack.domain.states import State
from claimtrack.domain.tracked import ClaimRecord
from tests.cli.conftest import Desk, DeskAfter

NOW = datetime(2026, 3, 2, tzinfo=UTC)
STORY = """Title: Boats return
Published: 2026-03-02
Outlet: Quay Courier

Mayor Jory Halden said that the pier was shut in 1990.
He said that two boats will sail in May.
It may be a nice day, Ida Moss said.
"""


def record(**facts: object) -> ClaimRecord:
    found: dict[str, object] = {
        "id": "C-7", "version": 1, "state": State.PROPOSED, "status": "proposed", "verdict": None, "text": "x",
        "quote": None, "article": None, "source": None, "modality": Modality.REPORTED,
        "polarity": Polarity.AS_QUOTED, "attributed": False, "speaker": None, "cue": None, "due": None,
        "wake_on": None, "watch": None, "criteria": None, "priority": Priority.LOW, "assignee": None,
        "confidence": 0.5, "flags": (), "evidence": 0, "mentions": 1, "created": NOW, "updated": NOW,
    }  # fmt: skip
    return ClaimRecord(**(found | facts))  # type: ignore[arg-type] # each fact is of its field's type


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        ([("date", 1), ("figure", 2), ("named_speaker", 1)], "0.72: a date, two figures, a named speaker"),
        ([("dated_outlook", 1), ("outlook", 1), ("official", 2)], "0.72: an outlook with a date, two official bodies"),
        ([("figure", 12), ("hedge", 1)], "0.72: 12 figures; less for a hedge"),
        ([("short", 1), ("address", 2)], "0.72: nothing in particular; less for few words, two words to the listener"),
    ],
)
def test_worth_is_told_in_one_line(reasons: list[tuple[str, int]], words: str) -> None:
    less = {"hedge", "short", "address"}
    found = tuple(WorthReason(code, count, -0.1 if code in less else 0.1) for code, count in reasons)
    assert worth_words(record(worth=0.72, worth_reasons=found)) == words


def test_what_was_never_scored_says_so() -> None:
    assert worth_words(record()) == "not scored"
    assert about_worth(record())[0] == ""


def test_a_hint_has_a_question_mark() -> None:
    assert speaker_words(record(speaker="she", speaker_hint="Ida Moss")) == "she (Ida Moss?)"
    assert speaker_words(record(speaker="Ida Moss")) == "Ida Moss"
    assert speaker_words(record()) == ""


def read_story(desk: Desk) -> None:
    desk.ingest(STORY)


@pytest.fixture
def boats(desk_after: DeskAfter) -> Desk:
    """Give a desk that has read the story."""
    return desk_after(read_story)


def test_the_queue_and_the_list_begin_with_the_highest_worth(boats: Desk) -> None:
    queue = [claim["worth"] for claim in boats("queue", "--json").json("queue")["triage"]]
    listed = [claim["worth"] for claim in boats("list", "--sort", "worth", "--json").json("claim")]
    assert queue == listed == sorted(listed, reverse=True)
    assert len(set(listed)) > 1
    by_id = [claim["id"] for claim in boats("list", "--json").json("claim")]
    assert by_id == sorted(by_id)
    assert f"worth {listed[0]:.2f}" in boats("list", "--sort", "worth").out
    assert f"worth {listed[0]:.2f}" in boats("queue").out
    assert "worth" not in boats("list").out


def test_show_tells_worth_hint_and_what_was_added(boats: Desk) -> None:
    sail = next(claim for claim in boats("list", "--json").json("claim") if "sail" in claim["text"])
    assert (sail["speaker"], sail["speaker_hint"]) == ("He", "Jory Halden")
    assert "He (Jory Halden?)" in boats("list").out
    page = boats("show", sail["id"]).out
    assert "He (Jory Halden?) (said)" in page
    assert f"{sail['worth']:.2f}: a figure" in page
    assert "[2026] to “May” (by rule, date/1)" in page
    whole = boats("show", sail["id"], "--json").json("claim-whole")
    assert whole["mentions"][0]["wording"]["text"] == whole["text"] == "Two boats will sail in May [2026]."
    assert whole["mentions"][0]["attribution"]["source_hint"] == "Jory Halden"


def test_show_names_what_was_left_open(desk: Desk) -> None:
    desk.ingest("Title: Boats\nPublished: 2026-03-02\n\nThe pier is old.\nIt was shut in 1990, Ida Moss said.\n")
    (claim,) = [claim for claim in desk("list", "--json").json("claim") if "1990" in claim["text"]]
    page = desk("show", claim["id"]).out
    assert "left open  “It”" in page
    assert "The pier is old." in page
    assert "in         Boats" in page
