"""Places of a text as it came: those of its canonical form, however long the text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.evaluation import places
from claimtrack.evaluation.places import Places
from claimtrack.reading import canonical

# Marks that join, line ends of two characters, what is dropped, halves of a pair, letters that make one syllable.
ODD = "ab <=\r\n\t\0\u00a0\u00ad\u00e9\u0301\u0327\u0338\u0344\u05d0\u1100\u1161\u11a8\u200b\u2028\u212b\ud83d\ude00"


@given(st.text(ODD, max_size=30), st.integers(1, 5))
def test_every_place_is_that_of_the_text_before_it(text: str, step: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "_STEP", step)
        found = Places(text)
        for position in range(len(text) + 1):
            assert found.at(position) == len(canonical(text[:position]))


def test_a_place_is_not_counted_from_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = 0

    def counted(text: str) -> str:
        nonlocal seen
        seen += len(text)
        return canonical(text)

    monkeypatch.setattr(places, "canonical", counted)
    text = "The ferry sails.\r\n" * 5_000
    found = Places(text)
    asked = range(0, len(text), 18)
    assert [found.at(position) for position in asked] == [position // 18 * 17 for position in asked]
    assert seen < len(text) + 600 * len(asked)
