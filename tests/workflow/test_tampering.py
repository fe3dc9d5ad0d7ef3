"""What somebody changes in the database behind claimtrack's back differs from what the history tells, and is named."""

from datetime import date

import pytest
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.history import LogReport
from claimtrack.domain.links import LinkKind
from claimtrack.domain.revisit import ItemResolution, ItemState
from claimtrack.domain.states import RejectReason, Resolution, Role
from claimtrack.store import history, sessions
from claimtrack.workflow import accounts, apart, claims, evidence, links, redacting, review, revisit
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.databases import Database
from tests.workflow.conftest import Bench, counted

FERRY = "The ferry to Gull Island carries 900 passengers a day in the summer months"
AGAIN = "The ferry to Gull Island carries 900 passengers every day in the summer months"
MORE = "The ferry to Gull Island carries 1,200 passengers a day in the summer months"
WHALE = "The museum of the sea has bought the skeleton of a whale from Norway"
PIER = "The pier of the old harbour will be rebuilt in stone"


def work(bench: Bench, ann: Act) -> None:
    """Do something of everything, each in a place of its own."""
    session = bench.session
    bench.tell(f"[Marta Oyelaran|{FERRY}], she said.", f"[{WHALE}].", url="https://a.example/1", outlet="Quay Courier")
    bench.tell(f"[Ines Varga|{AGAIN}], she said.", f"[{PIER}].", url="https://b.example/1", outlet="Harbour Radio")
    bench.tell(f"[Ines Varga|{MORE}], she said.", url="https://c.example/1", outlet="Gull Post")
    bench.tell(f"[{WHALE} for 90,000 euros].", f"[{PIER} by 2031].", url="https://e.example/1", outlet="Reed")
    apart.keep_apart(session, 3, 1, Act(by="bob", now=ann.now, note="other years"))
    for claim in (1, 2, 3, 4):
        review.accept(session, claim, ann)
    bench.settle(1)
    claims.edit(session, 2, ann, text="A whale came to the museum", speaker="The museum", filed=["Sea", "Museums"])
    claims.edit(session, 2, ann, due=date(2027, 1, 1), unfiled=["Sea"])
    review.wait(session, 2, ann, until=date(2026, 12, 1), criteria="the bill is paid")
    review.take(session, 3, ann)
    links.link(session, 4, [links.Link(LinkKind.DEPENDS_ON, 2), links.Link(LinkKind.CONTRADICTS, 3)], ann)
    links.unlink(session, 4, [links.Link(LinkKind.CONTRADICTS, 3)], ann)
    file = evidence.Target(file="scan.pdf", sha256="ab" * 32)
    evidence.attach(session, 2, file, Stance.REFUTES, ann, desk=bench.desk, quote="There is no whale")
    evidence.attach(session, 2, file, Stance.CONTEXT, ann, desk=bench.desk)
    redacting.redact_evidence(session, 3, "order of the court", ann)
    claims.add(session, "The mayor sings in the choir of the harbour church", "https://d.example/1", ann)
    review.close(session, 8, Resolution.OUT_OF_SCOPE, ann)
    claims.add(session, "The lighthouse was sold to a brewer", "https://d.example/2", ann)
    claims.add(session, "A brewer owns the lighthouse now", "https://d.example/3", ann)
    review.close(session, 10, Resolution.DUPLICATE, ann, target=9)
    review.reject(session, 5, RejectReason.OPINION, ann)
    asked = bench.items(ItemState.OPEN)
    revisit.snooze(session, int(asked[0].id[2:]), date(2026, 9, 1), ann)
    revisit.resolve(session, int(asked[1].id[2:]), ItemResolution.NOT_RELATED, ann, desk=bench.desk)
    accounts.add(session, "ann", Role.ADMIN, ann)
    accounts.add(session, "bob", Role.EDITOR, ann)
    accounts.add(session, "eve", Role.VIEWER, ann)
    accounts.disable(session, "eve", ann)
    accounts.make_token(session, "bob", ann, label="laptop")
    accounts.revoke_token(session, "bob", accounts.make_token(session, "bob", ann)[1].id, ann)


@pytest.fixture
def worked(database: Database, ann: Act) -> Database:
    with sessions.writing(database.settings) as session:
        work(Bench(session, ann, Desk()), ann)
    with sessions.reading(database.settings) as session:
        assert history.verify(session).problems == ()
    for table in ("history_event", "verdict"):
        database.disarm(table)
    return database


def edited(database: Database, *edits: str) -> LogReport:
    """Return what `verify` says of edits that are then taken back."""
    engine = create_engine(database.url, poolclass=NullPool)
    with engine.connect() as connection, Session(connection) as session:
        for edit in edits:
            connection.execute(text(edit))
        report = history.verify(session)
        connection.rollback()
    engine.dispose()
    return report


ITEM = "id = (SELECT min(id) FROM revisit_item WHERE state = '{}')"
EDITS = [
    ("UPDATE claim SET state = 'pending', verdict_id = NULL WHERE id = 1", "C-1 is pending, but the log says settled"),
    ("UPDATE claim SET version = version + 1 WHERE id = 4", "C-4 is at version"),
    ("UPDATE claim SET text = 'No whale came' WHERE id = 2", "C-2: its text"),
    ("UPDATE claim SET speaker = 'Nobody' WHERE id = 1", "C-1: its speaker"),
    ("UPDATE claim SET speaker = NULL WHERE id = 2", "C-2: its speaker"),
    ("UPDATE claim SET attributed = false WHERE id = 2", "C-2: its attributed"),
    ("UPDATE claim SET due_latest = '2028-01-01' WHERE id = 2", "C-2: its due latest"),
    ("UPDATE claim SET due_kind = NULL WHERE id = 2", "C-2: its due kind"),
    ("UPDATE claim SET priority = 'high' WHERE id = 3", "C-3: its priority"),
    ("UPDATE claim SET modality = 'opinion' WHERE id = 4", "C-4: its modality"),
    ("UPDATE claim SET polarity = 'denied' WHERE id = 4", "C-4: its polarity"),
    ("UPDATE claim SET confidence = 0.1 WHERE id = 4", "C-4: its confidence"),
    ("UPDATE claim SET published = '2020-01-01' WHERE id = 4", "C-4: its published"),
    ("UPDATE claim SET article_id = 1 WHERE id = 4", "C-4: its article"),
    ("UPDATE claim SET source_url = 'https://evil.example' WHERE id = 8", "C-8: its source"),
    ("UPDATE claim SET wake_on = '2026-06-01' WHERE id = 2", "C-2: its wake on"),
    ("UPDATE claim SET criteria = NULL WHERE id = 2", "C-2: its criteria"),
    ("UPDATE claim SET assignee = 'eve' WHERE id = 3", "C-3: its assignee"),
    ("UPDATE claim SET resolution = 'retracted' WHERE id = 8", "C-8: the way it was closed"),
    ("UPDATE claim SET target_id = 8 WHERE id = 10", "C-10: the way it was closed"),
    ("UPDATE verdict SET verdict = 'refuted'", "C-1: its verdicts"),
    ("UPDATE verdict SET by = 'eve'", "C-1: its verdicts"),
    ("UPDATE mention SET exact = 'The whale was bought' WHERE claim_id = 2", "C-2: the places where it is said"),
    ("DELETE FROM mention WHERE claim_id = 2", "C-2: the places where it is said"),
    ("UPDATE evidence SET url = 'https://evil.example' WHERE id = 1", "E-1: its url"),
    ("UPDATE evidence SET stance = 'refutes' WHERE id = 1", "E-1: its stance"),
    ("UPDATE evidence SET quote = 'It is here' WHERE id = 2", "E-2: its quote"),
    ("UPDATE evidence SET sha256 = NULL WHERE id = 2", "E-2: its sha256"),
    ("UPDATE evidence SET by = 'eve' WHERE id = 2", "E-2: its by"),
    ("UPDATE evidence SET origin = 'another' WHERE id = 2", "E-2: its origin"),
    ("UPDATE evidence SET claim_id = 3 WHERE id = 2", "E-2 is in the log, but not in the database"),
    ("DELETE FROM evidence WHERE id = 2", "E-2 is in the log, but not in the database"),
    ("UPDATE evidence SET redacted_why = 'whim' WHERE id = 3", "E-3: its redacted why"),
    ("UPDATE evidence SET sha256 = NULL WHERE id = 3", "E-3: its sha256"),
    ("UPDATE evidence SET redacted_by = 'ann', url = NULL WHERE id = 1", "E-1: its url"),
    (f"UPDATE revisit_item SET state = 'open' WHERE {ITEM.format('snoozed')}", ": its state"),
    (f"UPDATE revisit_item SET snoozed_until = '2030-01-01' WHERE {ITEM.format('snoozed')}", ": its snoozed until"),
    (f"UPDATE revisit_item SET resolution = 'repeats' WHERE {ITEM.format('resolved')}", ": its resolution"),
    (f"UPDATE revisit_item SET decided_by = 'eve' WHERE {ITEM.format('resolved')}", ": its decided by"),
    (f"UPDATE revisit_item SET note = 'no' WHERE {ITEM.format('resolved')}", ": its note"),
    (f"UPDATE revisit_item SET score = 0.99 WHERE {ITEM.format('open')}", ": its score"),
    (f"UPDATE revisit_item SET cause = 'due' WHERE {ITEM.format('open')}", ": its cause"),
    (f"DELETE FROM revisit_item WHERE {ITEM.format('open')}", "is in the log, but not in the database"),
    ("UPDATE claim_link SET ended_at = at WHERE kind = 'depends_on'", "C-4: the link depends on C-2: its running"),
    ("UPDATE claim_link SET ended_at = NULL WHERE kind = 'contradicts'", "C-4: the link contradicts C-3: its running"),
    (
        "UPDATE claim_link SET kind = 'waits_for' WHERE kind = 'depends_on'",
        "C-4: the link depends on C-2 is in the log",
    ),
    ("DELETE FROM claim_link WHERE kind = 'duplicate'", "C-10: the link duplicate C-9 is in the log"),
    ("DELETE FROM claim_topic", "C-2: its topics"),
    ("UPDATE topic SET name = 'Zoos' WHERE name = 'Museums'", "C-2: its topics"),
    ("UPDATE claim_pair SET apart_by = NULL, apart_at = NULL", "C-3: the pair with C-1: its apart by"),
    ("UPDATE claim_pair SET note = 'never'", "C-3: the pair with C-1: its note"),
    ("UPDATE claim_pair SET alike = false", "C-3: the pair with C-1: its alike"),
    ("DELETE FROM claim_pair", "C-3: the pair with C-1 is in the log"),
    ("UPDATE account SET role = 'admin' WHERE name = 'bob'", "U-2: its role"),
    ("UPDATE account SET disabled_at = NULL WHERE name = 'eve'", "U-3: its disabled"),
    ("UPDATE account SET name = 'Bob' WHERE name = 'bob'", "U-2: its name"),
    ("UPDATE account_token SET revoked_at = NULL", "U-2: token 2: its revoked"),
    ("UPDATE account_token SET sha256 = 'mine' WHERE id = 1", "U-2: token 1: its sha256"),
    ("UPDATE account_token SET label = 'phone' WHERE id = 1", "U-2: token 1: its label"),
    ("DELETE FROM account_token WHERE id = 1", "U-2: token 1 is in the log"),
    ("UPDATE article_version SET title = 'Other' WHERE article_id = 2", "A-2: version 1: its title"),
    (
        "UPDATE article_version SET text_sha256 = extractor WHERE article_id = 1",
        "A-1, version 1: its text was changed",
    ),
    ("UPDATE article_version SET text = 'A lie' WHERE article_id = 1", "A-1, version 1: its text was changed"),
]


def test_every_edit_of_what_the_history_tells_is_named(worked: Database, subtests: pytest.Subtests) -> None:
    for edit, expected in EDITS:
        with subtests.test(edit):
            found = edited(worked, edit).problems
            assert any(expected in problem for problem in found), found
    assert edited(worked).ok


ADDED = [
    (
        (
            "INSERT INTO evidence (id, claim_id, stance, url, origin, by, at) "
            "VALUES (99, 1, 'supports', 'https://x.example', 'x.example', 'ann', '2026-01-01 00:00:00')"
        ),
        "E-99 is in the database, but not in the log",
    ),
    (
        (
            "INSERT INTO account (id, version, name, key, role, created_at) "
            "VALUES (99, 1, 'mallory', 'mallory', 'admin', '2026-01-01 00:00:00')"
        ),
        "U-99 (mallory) is in the database, but not in the log",
    ),
    (
        "INSERT INTO account_token (id, account_id, sha256, created_at) VALUES (99, 1, 'mine', '2026-01-01 00:00:00')",
        "U-1: token 99 is in the database, but not in the log",
    ),
    (
        (
            "INSERT INTO claim_link (id, claim_id, other_id, kind, by, at) "
            "VALUES (99, 1, 2, 'waits_for', 'ann', '2026-01-01 00:00:00')"
        ),
        "C-1: the link waits for C-2 is in the database, but not in the log",
    ),
    (
        (
            "INSERT INTO revisit_item (id, claim_id, cause, why, state, created_at) "
            "VALUES (99, 1, 'manual', '[]', 'open', '2026-01-01 00:00:00')"
        ),
        "R-99 is in the database, but not in the log",
    ),
    (
        "INSERT INTO claim_topic (claim_id, topic_id) SELECT 1, min(id) FROM topic",
        "C-1: its topics are not those that the log has",
    ),
]


def test_what_was_put_in_is_named(worked: Database, subtests: pytest.Subtests) -> None:
    for edit, expected in ADDED:
        with subtests.test(edit):
            assert edited(worked, edit).problems == (expected,)


def test_it_asks_as_often_for_many_claims_as_for_few(session: Session, bench: Bench, ann: Act) -> None:
    def asked() -> int:
        bench.seal()
        with counted(session) as found:
            assert history.verify(session).ok
        return found.total()

    claims.add(session, "The first boat of the year has come in", "https://d.example/0", ann)
    few = asked()
    for number in range(40):
        claims.add(session, f"Boat number {number} has come in", f"https://d.example/{number}", ann)
    assert asked() == few


def test_a_user_that_was_taken_out_is_missed(worked: Database) -> None:
    report = edited(worked, "DELETE FROM account_token", "DELETE FROM account WHERE name = 'bob'")
    assert report.problems == ("U-2 is in the log, but not in the database",)


def test_whatever_is_wrong_first_is_named_first(worked: Database) -> None:
    report = edited(
        worked,
        "UPDATE claim SET text = 'x' WHERE id = 3",
        "UPDATE claim SET text = 'x' WHERE id = 1",
        "UPDATE account SET role = 'admin' WHERE name = 'bob'",
    )
    assert [problem.split(":")[0] for problem in report.problems] == ["C-1", "C-3", "U-2"]


@pytest.mark.parametrize("version", [1, 99])
def test_versions_of_a_claim_follow_each_other(worked: Database, ann: Act, version: int) -> None:
    with sessions.writing(worked.settings) as session:
        told = history.of_stream(session, "C-4")[-1]
        history.record(session, type(told)(stream="C-4", event="note", by="ann", at=ann.now, version=version))
    with sessions.reading(worked.settings) as session:
        assert history.verify(session).problems == ("C-4: its versions do not follow each other in the log",)
