"""Two at once: on SQLite the second waits for the file, on PostgreSQL for a row or for the intake."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.revisit import ItemResolution, ItemState
from claimtrack.domain.states import Resolution, State, Verdict
from claimtrack.errors import ClaimtrackError, ConflictError, MoveNotAllowedError, StaleVersionError
from claimtrack.matching import MatchPolicy
from claimtrack.settings import Settings
from claimtrack.store import checks, claims, company, postings, queue, sessions, tracked, vectors
from claimtrack.workflow import claims as tracking
from claimtrack.workflow import evidence, ingest, marking, review, revisit, verdicts
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.builders import COST, a_story, an_article, an_extraction
from tests.workflow.conftest import ELSEWHERE, tick

SECONDS = 20
HIGHER = "The repairs cost 5.1 million euros by now, the city council said."


@pytest.fixture
def story(settings: Settings, ann: Act, desk: Desk) -> Settings:
    """Return the settings of a database with an article and its two claims, committed."""
    with sessions.writing(settings) as session:
        ingest.take_in(session, an_article(), an_extraction(), ann, desk)
    return settings


@pytest.fixture
def server(story: Settings) -> Settings:
    """Return the settings where two can write at once: a server's."""
    if story.sqlite_file:
        pytest.skip("SQLite has one writer at a time")
    return story


def assert_sound(settings: Settings) -> None:
    with sessions.reading(settings) as session:
        assert [check for check in checks.check_all(session) if not check.ok] == []


def together(settings: Settings, *acts: Callable[[Session], object]) -> list[object]:
    """Carry acts out at the same moment, each in a transaction of its own; return what came of each."""
    ready = threading.Barrier(len(acts))

    def run(act: Callable[[Session], object]) -> object:
        ready.wait(SECONDS)
        try:
            with sessions.writing(settings) as session:
                return act(session)
        except ClaimtrackError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def meanwhile(settings: Settings, act: Callable[[Session], object]) -> None:
    """Carry an act out in another transaction, and commit it."""
    with sessions.writing(settings) as session:
        act(session)


# --- at the same moment ----------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["https://courier.example/bridge", None])
def test_one_article_taken_in_twice_is_there_once(settings: Settings, ann: Act, desk: Desk, url: str | None) -> None:
    def take_in(session: Session) -> str:
        return ingest.take_in(session, an_article(url=url), an_extraction(), ann, desk).status

    assert sorted(map(str, together(settings, take_in, take_in, take_in))) == ["new", "unchanged", "unchanged"]
    with sessions.reading(settings) as session:
        assert session.scalar(text("SELECT count(*) FROM article")) == 1
        assert claims.count_claims(session) == 2
    assert_sound(settings)


def test_the_same_statement_in_two_articles_is_one_claim(settings: Settings, ann: Act, desk: Desk) -> None:
    def take_in(name: str) -> Callable[[Session], object]:
        article, extraction = a_story(f"[{COST}], said {name}.", url=f"https://{name}.example/", outlet="Coast Wire")
        return lambda session: ingest.take_in(session, article, extraction, ann, desk).status

    assert together(settings, take_in("a"), take_in("b"), take_in("c")) == ["new", "new", "new"]
    with sessions.reading(settings) as session:
        (claim,) = claims.find_claims(session)
        assert claim.mentions == 3
    assert_sound(settings)


def test_of_two_verdicts_on_one_claim_one_is_refused(story: Settings, now: datetime, desk: Desk) -> None:
    def mark(by: str, verdict: Verdict) -> Callable[[Session], object]:
        act = Act(by=by, now=now)
        return lambda session: marking.mark(session, 1, verdict, act, desk=desk, sources=(ELSEWHERE,)).id

    found = together(story, mark("ann", Verdict.CONFIRMED), mark("bob", Verdict.REFUTED))
    refused = [outcome for outcome in found if isinstance(outcome, ClaimtrackError)]
    assert (found.count(1), [type(error) for error in refused]) == (1, [MoveNotAllowedError])
    with sessions.reading(story) as session:
        (held,) = company.verdicts_of(session, 1)
        assert claims.get_record(session, 1).verdict is held.verdict
        assert claims.get_record(session, 1).evidence == 1
    assert_sound(story)


def test_of_two_who_saw_the_same_version_one_is_told(story: Settings, now: datetime) -> None:
    def accept(by: str) -> Callable[[Session], object]:
        return lambda session: review.accept(session, 1, Act(by=by, now=now, expect_version=1)).id

    found = together(story, accept("ann"), accept("bob"))
    (refused,) = (outcome for outcome in found if isinstance(outcome, ClaimtrackError))
    assert isinstance(refused, StaleVersionError)
    assert "C-1 is at version 2, not 1:" in refused.message
    assert_sound(story)


def test_an_item_is_answered_by_one_of_two(story: Settings, now: datetime, desk: Desk) -> None:
    with sessions.writing(story) as session:
        marking.mark(session, 1, Verdict.CONFIRMED, Act(by="ann", now=now), desk=desk, sources=(ELSEWHERE,))
        evidence.attach(session, 1, ELSEWHERE, Stance.REFUTES, Act(by="ann", now=now), desk=desk)

    def answer(session: Session) -> object:
        return revisit.resolve(session, 1, ItemResolution.UNSURE, Act(by="ann", now=now), desk=desk).item

    def stand_by(session: Session) -> object:
        return verdicts.reaffirm(session, 1, Act(by="bob", now=now), answers=[1]).id

    found = together(story, answer, stand_by)
    assert sum(isinstance(outcome, ClaimtrackError) for outcome in found) == 1
    assert not any(isinstance(outcome, ConflictError) for outcome in found), "they lock in one order"
    assert_sound(story)


def test_two_ticks_wake_a_claim_once(story: Settings, ann: Act) -> None:
    with sessions.writing(story) as session:
        for number in (1, 2):
            review.accept(session, number, ann)
            review.wait(session, number, ann, until=date(2026, 3, 1))
    found = together(story, *[lambda session: tick(session, ann, date(2026, 3, 2)).woken] * 3)
    assert sorted(map(len, found)) == [0, 0, 2]  # type: ignore[arg-type] # each is a tuple of names
    assert_sound(story)


def test_vectors_of_the_same_claims_are_written_by_all(settings: Settings, ann: Act, desk: Desk) -> None:
    told = [f"[Pier {number} of the harbour is shut for {number} days]." for number in range(60)]
    with sessions.writing(settings) as session:
        numbers = [int(name[2:]) for name in ingest.take_in(session, *a_story(*told), ann, desk).claims]

    def put(order: list[int]) -> Callable[[Session], object]:
        return lambda session: vectors.put(session, dict.fromkeys(order, ("swan", bytes(384))))

    found = together(settings, put(numbers), put(numbers[::-1]), put(numbers[30:] + numbers[:30]))
    assert [outcome for outcome in found if isinstance(outcome, ClaimtrackError)] == []
    with sessions.reading(settings) as session:
        assert vectors.count(session) == (60, 0)


# --- in between ------------------------------------------------------------------------------------------


def test_a_claim_that_moves_while_it_is_said_again(
    server: Settings, ann: Act, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tracked.find_by_fingerprint

    def find(session: Session, fingerprints: object) -> object:
        known = found(session, fingerprints)  # type: ignore[arg-type]
        meanwhile(server, lambda other: review.accept(other, 2, Act(by="bob", now=ann.now)))
        return known

    monkeypatch.setattr(tracked, "find_by_fingerprint", find)
    with sessions.writing(server) as session:
        assert ingest.take_in(session, *a_story(f"[{COST}], it said."), ann, desk).mentions[0].claim == "C-2"
    with sessions.reading(server) as session:
        assert claims.get_record(session, 2).state is State.PENDING
    assert_sound(server)  # the event of the mention names the version that bob made


@pytest.mark.parametrize("how", ["said again", "related"])
def test_a_claim_that_is_closed_meanwhile_is_left_alone(
    server: Settings, ann: Act, desk: Desk, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    def close(other: Session) -> None:
        review.close(other, 2, Resolution.RETRACTED, Act(by="bob", now=ann.now))

    real = tracked.lock_claims
    done: list[bool] = []

    def lock(session: Session, ids: object) -> object:
        wanted = set(ids)  # type: ignore[call-overload]
        if 2 in wanted and not done:
            done.append(True)
            meanwhile(server, close)
        return real(session, wanted)

    monkeypatch.setattr(tracked, "lock_claims", lock)
    sentence = f"[{COST}], it said." if how == "said again" else HIGHER
    with sessions.writing(server) as session:
        found = ingest.take_in(session, *a_story(sentence), ann, desk)
    assert done
    assert (found.mentions, [name for name in found.touched if name == "C-2"]) == ((), [])
    assert_sound(server)


def test_a_claim_that_is_taken_while_a_tick_looks_for_it(
    server: Settings, ann: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sessions.writing(server) as session:
        for number in (1, 2):
            review.accept(session, number, ann)
            review.wait(session, number, ann, until=date(2026, 3, 1))
    taken = threading.Event()
    found = tracked.due_for_waking

    def take_and_wait(session: Session) -> None:
        review.take(session, 1, Act(by="bob", now=ann.now))
        session.flush()
        taken.set()
        # The tick is at its query by then, and waits for this row.
        session.execute(text("SELECT pg_sleep(1)"))

    def find(session: Session, today: date) -> object:
        taken.wait(SECONDS)
        return found(session, today)

    monkeypatch.setattr(tracked, "due_for_waking", find)
    with ThreadPoolExecutor(1) as pool:
        bob = pool.submit(meanwhile, server, take_and_wait)
        with sessions.writing(server) as session:
            assert tick(session, ann, date(2026, 3, 2)).woken == ("C-2",)
        bob.result(SECONDS)
    with sessions.reading(server) as session:
        record = claims.get_record(session, 1)
        assert (record.state, record.assignee) == (State.IN_REVIEW, "bob")
    assert_sound(server)


def test_what_only_points_at_a_claim_does_not_wait_for_its_reviewer(
    server: Settings, ann: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimtrack.store.engine.BUSY_SECONDS", 3)
    strict = Desk(matching=MatchPolicy(floor=1.0, below=0.0))  # weak matches only: rows, but no events of the claim
    with sessions.writing(server) as session:
        review.accept(session, 2, ann)
        session.flush()
        meanwhile(server, lambda other: ingest.take_in(other, *a_story(HIGHER), ann, strict))
    with sessions.reading(server) as session:
        assert queue.count_items(session, [ItemState.BELOW], claim=2) == (1, 1)
    assert_sound(server)


def test_what_one_reads_is_of_one_moment(server: Settings, ann: Act) -> None:
    with sessions.reading(server) as session:
        before = claims.get_record(session, 1)
        meanwhile(server, lambda other: review.accept(other, 1, Act(by="bob", now=ann.now)))
        assert claims.get_record(session, 1) == before
        assert [check for check in checks.check_all(session) if not check.ok] == []
    with sessions.reading(server) as session:
        assert claims.get_record(session, 1).state is State.PENDING


def test_terms_that_two_bring_at_once_are_counted_for_both(server: Settings, ann: Act) -> None:
    def add(name: str) -> Callable[[Session], object]:
        return lambda session: tracking.add(session, f"The zeppelin of {name} is late", "https://x.example", ann).id

    together(server, add("ann"), add("bob"), add("cem"))
    with sessions.reading(server) as session:
        assert postings.term_ids(session, ["zeppelin"])["zeppelin"][1] == 3
    assert_sound(server)


def test_a_lock_is_not_waited_for_for_ever(server: Settings, ann: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimtrack.store.engine.BUSY_SECONDS", 1)
    with sessions.writing(server) as session:
        review.accept(session, 1, ann)
        with pytest.raises(ConflictError, match="is held by another process"):
            meanwhile(server, lambda other: review.accept(other, 1, Act(by="bob", now=ann.now)))
    assert_sound(server)
