"""How `show` names the words that a reviewer weighs."""

import json

import pytest

from claimtrack.cli.pages import weighed_words
from claimtrack.domain.span import Quote
from claimtrack.domain.tracked import Reservations
from tests.cli.conftest import Desk, DeskAfter

STORY = """Title: The ferry
Published: 2026-03-02
Outlet: Quay Courier

If the council agrees by June, the ferry may sail without a crew in July 2026, Ida Moss said.
The pier was shut in 1990, Ida Moss said.
"""


def quotes(*texts: str) -> tuple[Quote, ...]:
    return tuple(Quote(9 * at, 9 * at + len(text), text) for at, text in enumerate(texts))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Reservations(quotes("could", "may", "could"), quotes("not"), ()), "hedges: could, may · denies: not"),
        (
            Reservations((), (), quotes("unless both agree", "once it is paid")),
            "tied to: unless both agree, once it is paid",
        ),
        (Reservations(quotes("may")), "hedges: may"),
        (Reservations((), (), ()), None),
        (Reservations(), None),
    ],
)
def test_each_word_is_named_once_under_what_it_does(found: Reservations, words: str | None) -> None:
    assert weighed_words(found) == words


def read_story(desk: Desk) -> None:
    desk.ingest(STORY)


@pytest.fixture
def ferry(desk_after: DeskAfter) -> Desk:
    """Give a desk that has read the story."""
    return desk_after(read_story)


def named(desk: Desk, words: str) -> str:
    """Return the id of the claim with these words."""
    (name,) = [claim["id"] for claim in desk("list", "--json").json("claim") if words in claim["text"]]
    return str(name)


def test_show_names_what_weakens_denies_and_ties_a_claim(ferry: Desk) -> None:
    sail, shut = named(ferry, "ferry"), named(ferry, "pier")
    page = ferry("show", sail).out
    lines = page.splitlines()
    assert max(map(len, lines)) <= 80
    row = "weighed by  hedges: may · denies: without · tied to: If the council agrees by June"
    assert row in " ".join(page.split()).replace("weighed by ", "weighed by  ")
    assert "weighed by" not in ferry("show", shut).out
    whole = ferry("show", sail, "--json").json("claim-whole")
    text = ferry("show", "A-1", "--json").json("article")["text"]
    parts = {name: whole[name] for name in ("hedges", "negations", "conditions")}
    assert {name: [quote["text"] for quote in part] for name, part in parts.items()} == {
        "hedges": ["may"],
        "negations": ["without"],
        "conditions": ["If the council agrees by June"],
    }
    assert all(text[quote["start"] : quote["end"]] == quote["text"] for part in parts.values() for quote in part)
    plain = ferry("show", shut, "--json").json("claim-whole")
    assert (plain["hedges"], plain["negations"], plain["conditions"]) == ([], [], [])
    assert "negations" not in ferry("list", "--json").json("claim")[0]


def test_a_claim_by_hand_has_no_such_row(desk: Desk) -> None:
    assert desk("add", "The tunnel is not flooded.", "--source", "https://town.example/minutes").code == 0
    assert "weighed by" not in desk("show", "C-1").out
    whole = desk("show", "C-1", "--json").json("claim-whole")
    assert (whole["hedges"], whole["negations"], whole["conditions"]) == ([], None, None)


def test_what_speaks_to_the_terminal_is_not_let_through(ferry: Desk) -> None:
    words = "if the council\x1b]0;mine\x07 agrees " + "and agrees again " * 12
    kept = json.dumps([{"start": 0, "end": len(words), "text": words}])
    ferry.database.run("UPDATE claim SET conditions = :kept", kept=kept)
    page = ferry("show", named(ferry, "pier")).out
    assert "tied to: if the council�]0;mine� agrees" in " ".join(page.split())
    assert "\x1b" not in page
    assert max(map(len, page.splitlines())) <= 80
