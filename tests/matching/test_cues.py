import time

import pytest

from claimtrack.matching import cues
from claimtrack.matching.analysis import folded

NEGATIVE = [
    "the bridge did not open",
    "the bridge didn’t open",
    "the bridge won't open",
    "the bridge has no roof",
    "it is no longer closed",
    "nobody was hurt",
    "neither the bridge nor the tunnel opened",
    "the mayor denied a delay",
    "the port refused to pay",
    "the council ruled out a toll",
    "the crew failed to arrive",
    "a toll is unlikely",
    "it cannot be repaired",
    "it left without passengers",
]
POSITIVE = [
    "the bridge opened",
    "not only the bridge opened",
    "it opened not just for trams",
    "it will open no later than june",
    "it cannot fail to open",  # two denials
    "the mayor did not deny it",
    "no fewer than 60 came",
    "it was opened, no doubt",
    "whether or not it opens",
    "it opens on no. 5",
    "it opens not before may",
    "the notice hangs in the notary's nook",
    "",
]


@pytest.mark.parametrize("text", NEGATIVE)
def test_a_denial_is_seen(text: str) -> None:
    assert cues.is_negative(folded(text))


@pytest.mark.parametrize("text", POSITIVE)
def test_what_denies_nothing(text: str) -> None:
    assert not cues.is_negative(folded(text))


FORWARD = [
    "the bridge will open",
    "they'll open it",
    "the bridge is to open in june",
    "the bridge is due in june",
    "a report due next week",
    "the bridge is now set to open",
    "the council plans a toll",
    "the council has promised a toll",
    "trams are expected by june",
    "they hope to finish",
    "the crew is going to leave",
]
NOT_FORWARD = [
    "the bridge opened",
    "the delay was caused by rain",
    "a delay due to rain",
    "a willow stands there",
    "the planet turns",
    "they went to oslo",
    "they have a set of keys",
    "",
]


@pytest.mark.parametrize("text", FORWARD)
def test_what_is_to_come(text: str) -> None:
    assert cues.is_forward(text)


@pytest.mark.parametrize("text", NOT_FORWARD)
def test_what_is_not_to_come(text: str) -> None:
    assert not cues.is_forward(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the opening was postponed and is now in july", {"postponed", "now"}),
        ("the toll is no longer planned", {"no longer"}),
        ("it rose, up from 14", {"rose", "up from"}),
        ("the postman nowhere rested", set()),
        ("the late mayor raises pigs in the lower town", set()),
        ("it opened late and raises fares", {"opened late", "raises"}),
    ],
)
def test_words_of_change(text: str, words: set[str]) -> None:
    assert cues.changes(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("it had been promised earlier", {"had been", "earlier"}),
        ("the mayor stood by it again", {"stood by", "again"}),
        ("it was supposed to open", {"was supposed to"}),
        ("against the wind", set()),
    ],
)
def test_words_of_recall(text: str, words: set[str]) -> None:
    assert cues.recalls(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the bridge will open in june", ["open"]),
        ("it is expected to be finally opened, and plans to sell the ferry", ["opened", "sell"]),
        ("the bridge opened", []),
    ],
)
def test_verbs_of_what_is_to_come(text: str, words: list[str]) -> None:
    assert cues.to_come(text) == words


def test_words_that_are_denied() -> None:
    assert cues.denied("the port has not yet paid, and refused to be sold") == ["yet", "sold"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the plan was shelved and the works called off", {"shelved", "called off"}),
        ("the line, which had been delayed and had halted, opened", set()),
        ("the crew gave up the shelves", {"gave up", "shelves"}),
    ],
)
def test_words_of_giving_up(text: str, words: set[str]) -> None:
    assert cues.given_up(text) == words


@pytest.mark.parametrize(
    ("text", "not_yet", "still", "again"),
    [
        ("it has not opened", True, False, False),
        ("it did not open", False, False, False),
        ("it remains shut and is not yet restored", True, True, True),
        ("trains are running again", False, False, True),
    ],
)
def test_what_goes_on(text: str, not_yet: bool, still: bool, again: bool) -> None:
    assert (cues.is_not_yet(text), cues.is_still_so(text), cues.runs_again(text)) == (not_yet, still, again)


def test_clauses() -> None:
    text = "the mayor, who did not resign, opened the bridge - 1,200 came - because it was ready"
    assert [clause.strip() for clause in cues.clauses(text)] == [
        "the mayor",
        "did not resign",
        "opened the bridge - 1,200 came -",
        "it was ready",
    ]


@pytest.mark.parametrize(
    "piece", ["not ", "no. 1 ", "a'll ", "was ", "neither nor ", ", ", "had ", "not less than ", "not a "]
)
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    start = time.process_time()
    cues.is_negative(text)
    cues.is_forward(text)
    cues.changes(text)
    cues.recalls(text)
    cues.clauses(text)
    cues.is_not_before(text)
    cues.to_come(text)
    cues.denied(text)
    cues.given_up(text)
    cues.is_not_yet(text)
    assert time.process_time() - start < 2
