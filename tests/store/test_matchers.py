"""The matcher of our own ranks alike everywhere, and one from a plug-in can take its place."""

import random
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from claimtrack.errors import InvalidDataError
from claimtrack.matching import Index, MatchPolicy, terms
from claimtrack.settings import MATCHER, Settings
from claimtrack.store import checks, matchers, postings, sessions
from claimtrack.store.matchers import Candidate, Words
from tests.builders import a_claim_row
from tests.databases import Database

PLACES = "harbour bridge tunnel ferry museum library airport market station canal".split()
VERBS = ["will reopen", "closed", "cost four million", "was sold", "lost its roof", "hires", "is for sale", "burned"]
TIMES = ["in June", "on Monday", "last winter", "before the vote", "after the storm", "next year", "in 1998", "at noon"]
CLAIMS, QUERIES, TOP = 400, 200, 10


def corpus(count: int, seed: int) -> Iterator[Words]:
    """Yield claims of few words, so that many of them are equal and many more score alike."""
    chance = random.Random(seed)  # noqa: S311 - a corpus, not a secret
    for _ in range(count):
        place, verb, time, other = (chance.choice(words) for words in (PLACES, VERBS, TIMES, PLACES))
        yield Words(f"The {place} {verb} {time}, said the {other} office", chance.choice(["", "Night edition"]))


@pytest.fixture
def tracked(database: Database) -> Database:
    """Return a database with the corpus in its index."""
    with sessions.writing(database.settings) as session:
        claims = dict(enumerate(corpus(CLAIMS, 7), start=1))
        for number, words in claims.items():
            assert a_claim_row(session, words.text, headline=words.context).id == number
        matchers.of(session).add(session, claims)
    return database


@pytest.mark.parametrize("budget", [50_000, 150])
def test_each_database_ranks_to_the_last_digit_as_the_index_in_memory_does(tracked: Database, budget: int) -> None:
    memory = Index()
    for number, words in enumerate(corpus(CLAIMS, 7), start=1):
        memory.add(f"C-{number}", words.text, words.context)
    asked = list(corpus(QUERIES, 8))
    with sessions.reading(tracked.settings) as session:
        found = matchers.of(session, MatchPolicy(budget=budget)).candidates(session, asked, TOP)
    ranked = [
        (at, int(name.removeprefix("C-")), score)
        for at, words in enumerate(asked)
        for name, score in memory.search(words.text, words.context, TOP, budget)
    ]
    assert [(one.passage, one.claim, one.score) for one in found] == ranked
    scores = [score for at, _, score in ranked if at == 0]
    assert len(scores) > len(set(scores)), "there are ties"


def test_a_smaller_budget_leaves_common_words_out(tracked: Database) -> None:
    asked = [Words("The ferry burned, said the museum office at noon")]
    with sessions.reading(tracked.settings) as session:
        whole, cut = (
            matchers.of(session, MatchPolicy(budget=budget)).candidates(session, asked, CLAIMS)
            for budget in (50_000, 100)
        )
    assert 0 < len({one.claim for one in cut}) < len({one.claim for one in whole}) == CLAIMS  # each has "office"


def test_what_is_removed_is_found_no_more(tracked: Database) -> None:
    asked = [Words("The ferry burned")]
    with sessions.writing(tracked.settings) as session:
        matcher = matchers.of(session)
        best = matcher.candidates(session, asked, 1)[0].claim
        matcher.remove(session, [best, CLAIMS + 1])
        assert best not in {one.claim for one in matcher.candidates(session, asked, CLAIMS)}
        matcher.add(session, {best: Words("Swans")})
        assert [one.claim for one in matcher.candidates(session, [Words("A swan")], 5)] == []  # until it is counted
    with sessions.reading(tracked.settings) as session:
        assert [one.claim for one in matchers.of(session).candidates(session, [Words("A swan")], 5)] == [best]


# --- from a plug-in --------------------------------------------------------------------------------------


class SharedWords:
    """Counts the words that both have: what a plug-in may look like, in a table of its own."""

    version = 3

    def __init__(self, policy: MatchPolicy) -> None:
        self.policy = policy

    def _table(self, session: Session) -> None:
        session.execute(text("CREATE TABLE IF NOT EXISTS shared_word (claim INTEGER, word TEXT)"))

    def add(self, session: Session, claims: Mapping[int, Words]) -> None:
        self.remove(session, claims)
        rows = [{"claim": claim, "word": word} for claim, words in claims.items() for word in set(terms(words.text))]
        if rows:
            session.execute(text("INSERT INTO shared_word VALUES (:claim, :word)"), rows)

    def remove(self, session: Session, claims: Iterable[int]) -> None:
        self._table(session)
        for claim in claims:
            session.execute(text("DELETE FROM shared_word WHERE claim = :claim"), {"claim": claim})

    def candidates(self, session: Session, passages: Sequence[Words], k: int) -> list[Candidate]:
        found = []
        for at, passage in enumerate(passages):
            shared: dict[int, int] = {}
            for word in set(terms(passage.text)):
                for (claim,) in session.execute(text("SELECT claim FROM shared_word WHERE word = :w"), {"w": word}):
                    shared[claim] = shared.get(claim, 0) + 1
            ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:k]
            found += [Candidate(at, claim, float(count), {"shared": count}) for claim, count in ranked]
        return found


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package with a plug-in, as pip would."""
    folder = tmp_path / "plugin-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: plugin\nVersion: 1.0\n", "utf-8")
    entry = f"""\
        [{matchers.GROUP}]
        shared = {__name__}:SharedWords
        """
    (folder / "entry_points.txt").write_text(textwrap.dedent(entry), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)


@pytest.fixture
def shared(database: Database) -> Settings:
    """Return the settings of a desk that asks for the plug-in."""
    return replace(database.settings, matcher="shared")


@pytest.mark.usefixtures("installed")
def test_a_matcher_of_a_plug_in_is_asked_instead(shared: Settings) -> None:
    with sessions.writing(shared) as session:
        for number, words in enumerate(corpus(20, 7), start=1):
            a_claim_row(session, words.text)
            matchers.add(session, {number: words})
        matchers.remove(session, [2])
    with sessions.reading(shared) as session:
        assert str(matchers.makers(session)) == f"terms/{matchers.Lexical.version} and shared/3"
        found = matchers.of(session).candidates(session, [Words("The swan"), Words("The ferry office burned")], 3)
        assert [(one.passage, one.parts["shared"] >= 1) for one in found] == [(1, True)] * 3
        assert 2 not in {one.claim for one in found}
        assert postings.statistics(session)[0] == 19  # our own is kept beside it


@pytest.mark.usefixtures("installed")
def test_an_index_that_another_matcher_made_is_noticed(shared: Settings) -> None:
    with sessions.reading(shared) as session:
        message = matchers.outdated(session)
        (check,) = (check for check in checks.check_all(session) if check.name == "matching index")
    ours = f"terms/{matchers.Lexical.version}"
    assert message == (
        f"The matching index was made by {ours}, and {ours} and shared/3 is at work now: claims may not be found. "
        "Make it anew with: claimtrack db reindex"
    )
    assert (check.ok, check.detail) == (False, message)


@pytest.mark.usefixtures("installed")
def test_a_matcher_that_is_not_there_is_named_with_those_that_are(sqlite_database: Database) -> None:
    settings = replace(sqlite_database.settings, matcher="vectors")
    expected = "revisit.matcher is 'vectors', a name that no matcher that is installed has. There are: lexical, shared."
    with sessions.reading(settings) as session, pytest.raises(InvalidDataError, match=expected):
        matchers.of(session)


def test_our_own_is_the_one_of_a_desk_that_asks_for_none(sqlite_database: Database) -> None:
    with sessions.reading(sqlite_database.settings) as session:
        assert matchers.makers(session) == postings.Makers(matchers.Lexical.version, MATCHER)
        assert matchers.outdated(session) is None
