"""The order of claims that were searched for, the same on both databases, what is cut, and where the words stand."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from claimtrack.domain.states import State
from claimtrack.store import ranked, search
from claimtrack.store.claims import ClaimFilter, speaker_key
from claimtrack.store.ranked import find_ranked
from claimtrack.store.searchquery import read
from tests.builders import a_claim_row

CLAIMS = [
    ("The ferry fares were raised.", None, "The harbour bridge reopens"),  # 1: only in the headline
    ("The bridge that spans the whole of the old harbour reopens.", None, None),  # 2: far apart
    ("The harbour bridge reopened.", None, None),  # 3: another form
    ("The harbour bridge reopens.", None, None),  # 4: just so
    ("It reopens.", "Harbour Bridge Trust", None),  # 5: the speaker
    ("The harbour bridge reopens soon.", None, None),  # 6: just so, newer
]


@pytest.fixture
def desk(session: Session) -> Session:
    """Return a session with claims about a bridge."""
    for words, speaker, headline in CLAIMS:
        key = speaker_key(speaker)
        row = a_claim_row(session, words, speaker=speaker, speaker_key=key, headline=headline)
        search.index(session, [row.id])
    return session


def test_best_first_and_of_the_same_score_the_newest(desk: Session) -> None:
    found = find_ranked(desk, read("harbour bridge reopens"))
    assert [one.claim.id for one in found.found] == ["C-6", "C-4", "C-3", "C-2", "C-5", "C-1"]
    scores = [one.score for one in found.found]
    assert scores[0] == scores[1] == 1.0
    assert all(first >= second for first, second in pairwise(scores))
    assert (found.ranked, found.total) == (6, 6)


def test_filters_and_the_limit_narrow_it_down(desk: Session) -> None:
    closed = a_claim_row(desk, "A bridge was closed.", state=State.CLOSED)
    search.index(desk, [closed.id])
    query = read("bridge")
    assert [one.claim.id for one in find_ranked(desk, query, ClaimFilter(state=State.CLOSED)).found] == ["C-7"]
    still = find_ranked(desk, query, ClaimFilter(open=True, speaker="trüst"))
    assert [one.claim.id for one in still.found] == ["C-5"]
    two = find_ranked(desk, query, limit=2)
    assert (len(two.found), two.ranked, two.total) == (2, 7, 7)
    assert find_ranked(desk, read("bridge", ["harbour"])).total == 1
    assert find_ranked(desk, read("?!")).total == 0


def test_only_the_newest_are_put_in_order_and_the_rest_is_counted(
    desk: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranked, "MOST_RANKED", 2)
    found = find_ranked(desk, read("reopens"))
    assert [one.claim.id for one in found.found] == ["C-6", "C-5"]
    assert (found.ranked, found.total) == (2, 6)
    monkeypatch.setattr(ranked, "MOST_COUNTED", 3)
    assert find_ranked(desk, read("reopens")).total == 4


def test_the_words_are_marked_in_the_text_as_it_was_written(session: Session) -> None:
    words = "Zoe\u0308’s ferry, “the Sævland”, reopens – says Zoë."
    search.index(session, [a_claim_row(session, words, speaker="Zoë Ørsted", headline="Ferries to SAEVLAND").id])
    (found,) = find_ranked(session, read('zoe saevland ferry "the saevland" orsted')).found
    texts = {"text": words, "speaker": "Zoë Ørsted", "headline": "Ferries to SAEVLAND"}
    assert {name: [place.of(texts[name]) for place in places] for name, places in found.places.items()} == {
        "text": ["Zoe\u0308", "ferry", "the Sævland", "Zoë"],
        "speaker": ["Zoë", "Ørsted"],
        "headline": ["Ferries", "SAEVLAND"],
    }
    assert found.found_in == ("text", "speaker")
    assert found.headline == "Ferries to SAEVLAND"


@given(text=st.text(st.characters(), max_size=80), words=st.text(st.characters(), max_size=20))
@example(text="a b a c a b", words="a b c")
@example(text="İs ﬁn ﬁn", words='"is fin" fi')
def test_every_place_lies_in_the_text_and_a_score_is_a_share(text: str, words: str) -> None:
    for asked in (words, text[:20], f'"{text[5:15]}"'):
        query = read(asked)
        places = query.places(text)
        assert all(0 <= place.start < place.end <= len(text) for place in places)
        assert all(first.end <= second.start for first, second in pairwise(places))
        if query.terms:
            assert 0 <= ranked.score(query, {"text": query.hits(text)}) <= 1


@pytest.mark.parametrize(
    ("text", "closer"),
    [("bridge of the harbour", "harbour bridge"), ("bridge bridge and harbour", "bridge, harbour bridge or so")],
)
def test_closer_words_score_more(text: str, closer: str) -> None:
    query = read("harbour bridge")
    far, near = (ranked.score(query, {"text": query.hits(words)}) for words in (text, closer))
    assert far < near == 1.0


def test_what_stands_far_behind_is_found_and_counts_nothing(session: Session) -> None:
    for words in (f"{'Zoë said so. ' * 100}The bridge reopens.", f"Zoë said {'so. ' * 4_000}The bridge."):
        search.index(session, [a_claim_row(session, words).id])
    (long, endless) = find_ranked(session, read("zoe bridge")).found
    assert {one.claim.id for one in (long, endless)} == {"C-1", "C-2"}
    assert endless.score <= long.score < 0.6
    for one in (long, endless):
        (first, *_, last) = one.places["text"] * 2
        assert one.claim.text.__getitem__(slice(first.start, first.end)) == "Zoë"
        assert last.end <= ranked.MOST_READ
