"""What stands around a passage."""

import pytest

from claimtrack.domain.revisit import around
from claimtrack.domain.span import Span

TEXT = "Headline\n\nOne fine day. The bridge is shut. It rains.\nShare this\nThe swans have left the harbour.\n"


def place(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


BODY = [place("One fine day. The bridge is shut. It rains."), place("The swans have left the harbour.")]


def shown(words: str, room: int, body: list[Span] = BODY) -> tuple[str, str]:
    at = place(words)
    return around(TEXT[max(0, at.start - room) : at.end + room], at, body, room)


@pytest.mark.parametrize(
    ("words", "room", "before", "after"),
    [
        ("The bridge is shut.", 200, "One fine day. ", " It rains.\nThe swans have left the harbour."),
        ("The bridge is shut.", 10, "… day. ", " It rains."),
        ("The bridge is shut.", 32, "One fine day. ", " It rains.\nThe swans …"),
        ("The swans have left the harbour.", 200, "One fine day. The bridge is shut. It rains.\n", ""),
        ("The swans have left the harbour.", 30, "… shut. It rains.\n", ""),
        ("One fine day.", 200, "", " The bridge is shut. It rains.\nThe swans have left the harbour."),
    ],
)
def test_what_stands_around_a_passage(words: str, room: int, before: str, after: str) -> None:
    assert shown(words, room) == (before, after)


def test_without_a_text_there_is_nothing_around() -> None:
    assert around(None, Span(0, 1), [], 10) == ("", "")
    assert shown("It rains.", 50, []) == ("", "")
