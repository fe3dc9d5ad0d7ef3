"""Words of evidence are taken away for good, and the history still verifies and says who did it."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from claimtrack.domain.evidence import Stance
from claimtrack.domain.states import Role
from claimtrack.errors import InvalidDataError, NotAllowedError, StaleVersionError, UnknownIdError
from claimtrack.store import evidence as stored
from claimtrack.store import history, redactions, sessions
from claimtrack.workflow import accounts, evidence, redacting
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.databases import Database
from tests.workflow.conftest import Bench

WORDS = "Jane Roe lives at 4 Elm Street"
ADDRESS = "https://whistle.example/jane-roe"
WHY = "order of the district court, 12/26"
TOLD = evidence.Target(url=ADDRESS)


def attach(bench: Bench) -> None:
    bench.tell("[The pier is shut], it said.")
    act = replace(bench.act, note="told by Jane Roe")
    evidence.attach(bench.session, 1, TOLD, Stance.SUPPORTS, act, desk=bench.desk, quote=WORDS, title="On Jane Roe")
    bench.seal()


def test_the_words_go_and_who_took_them_stays(bench: Bench) -> None:
    attach(bench)
    before = bench.claim()
    redacting.redact_evidence(bench.session, 1, WHY, bench.act)
    bench.seal()
    found = stored.get(bench.session, 1)
    assert (found.url, found.title, found.quote, found.note) == (None, None, None, None)
    assert (found.stance, found.by, found.origin) == (Stance.SUPPORTS, "ann", "redacted E-1")
    assert found.redacted is not None
    assert (found.redacted.by, found.redacted.why) == ("ann", WHY)
    assert bench.claim().version == before.version + 1
    *_, attached, last = bench.history()
    assert (attached.event, dict(attached.details), attached.note) == ("evidence", {"redacted": True}, None)
    assert (last.event, last.by, last.details["redacted"]) == ("redact", "ann", [attached.seq])
    bench.check()
    assert not any("Jane" in repr(event) or "whistle" in repr(event) for event in bench.history())


def test_it_is_done_once(bench: Bench) -> None:
    attach(bench)
    assert redacting.redact_evidence(bench.session, 1, WHY, bench.act)[1]
    count = len(bench.history())
    assert not redacting.redact_evidence(bench.session, 1, "another reason", bench.act)[1]
    assert len(bench.history()) == count
    found = stored.get(bench.session, 1).redacted
    assert found is not None
    assert found.why == WHY


def test_other_evidence_of_the_claim_is_left_alone(bench: Bench) -> None:
    attach(bench)
    other = evidence.Target(url="https://b.example/y")
    evidence.attach(bench.session, 1, other, Stance.REFUTES, bench.act, desk=bench.desk, quote="It is open")
    redacting.redact_evidence(bench.session, 1, WHY, bench.act)
    assert stored.get(bench.session, 2).quote == "It is open"
    told = [event.details.get("quote") for event in bench.history() if event.event == "evidence"]
    assert told == [None, "It is open"]


def test_what_is_wrong_is_refused(bench: Bench) -> None:
    attach(bench)
    with pytest.raises(InvalidDataError, match="reason is empty"):
        redacting.redact_evidence(bench.session, 1, "  ", bench.act)
    with pytest.raises(UnknownIdError):
        redacting.redact_evidence(bench.session, 9, WHY, bench.act)
    with pytest.raises(StaleVersionError):
        redacting.redact_evidence(bench.session, 1, WHY, replace(bench.act, expect_version=1))
    with pytest.raises(InvalidDataError, match="leaves that to people"):
        redacting.redact_evidence(bench.session, 1, WHY, replace(bench.act, by="claimtrack"))
    accounts.add(bench.session, "ann", Role.ADMIN, bench.act)
    accounts.add(bench.session, "ed", Role.EDITOR, bench.act)
    bench.seal()
    bench.session.info.clear()
    with pytest.raises(NotAllowedError, match="that takes admin"):
        redacting.redact_evidence(bench.session, 1, WHY, replace(bench.act, by="ed"))


def filled(database: Database, act: Act) -> None:
    with sessions.writing(database.settings) as session:
        attach(Bench(session, act, Desk()))


def test_nothing_is_left_of_them_in_the_file(sqlite_database: Database, ann: Act) -> None:
    def holds() -> bool:
        files = sqlite_database.file.parent.glob(f"{sqlite_database.file.name}*")
        return any(word in path.read_bytes() for path in files for word in (b"Elm Street", b"whistle.example"))

    filled(sqlite_database, ann)
    assert holds()
    with sessions.writing(sqlite_database.settings) as session:
        redacting.redact_evidence(session, 1, WHY, ann)
    redactions.scrub(sqlite_database.settings)
    assert not holds()


def test_the_tables_can_be_written_anew_on_both(database: Database, ann: Act) -> None:
    filled(database, ann)
    with sessions.writing(database.settings) as session:
        redacting.redact_evidence(session, 1, WHY, ann)
    redactions.scrub(database.settings)
    with sessions.reading(database.settings) as session:
        assert history.verify(session).ok


def test_a_body_that_nobody_redacted_is_missed(database: Database, ann: Act) -> None:
    filled(database, ann)
    empty = "x''" if database.kind == "sqlite" else "''::bytea"
    database.run(f"UPDATE history_event SET body = {empty}, salt = {empty} WHERE seq = 2")
    with sessions.reading(database.settings) as session:
        assert history.verify(session).problems == ("event 2: its body was taken away, and nobody redacted it",)


def test_a_redaction_lets_nothing_else_through(database: Database, ann: Act, subtests: pytest.Subtests) -> None:
    filled(database, ann)
    empty, other = ("x''", "x'7b7d'") if database.kind == "sqlite" else ("''::bytea", "'{}'::bytea")
    for attack in (
        f"UPDATE history_event SET body = {other} WHERE seq = 1",
        f"UPDATE history_event SET body = {empty} WHERE seq = 1",
        f"UPDATE history_event SET salt = {empty} WHERE seq = 1",
        f"UPDATE history_event SET body = {empty}, salt = {empty}, header = {other} WHERE seq = 1",
        f"UPDATE history_event SET body = {empty}, salt = {empty}, hash = {other} WHERE seq = 1",
        f"UPDATE history_event SET body = {empty}, salt = {empty}, by = 'bob' WHERE seq = 1",
        f"UPDATE history_event SET body = {empty}, salt = {empty}, seq = 99 WHERE seq = 1",
        "DELETE FROM history_event WHERE seq = 1",
    ):
        with subtests.test(attack), pytest.raises(DBAPIError, match="append-only"):
            database.run(attack)
