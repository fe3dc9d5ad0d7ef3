"""Attaching evidence: what is kept of it, whose it is, and what it does to a settled claim."""

import hashlib
import os
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.revisit import Cause, ItemState
from claimtrack.domain.states import State, Verdict
from claimtrack.errors import InvalidDataError, StaleVersionError, UnknownIdError, UnreadableError
from claimtrack.store import company
from claimtrack.store import evidence as stored
from claimtrack.workflow import evidence, review
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.builders import COST
from tests.workflow.conftest import ELSEWHERE, Bench


@pytest.fixture
def story(bench: Bench) -> Bench:
    bench.take_in()
    return bench


def test_a_link_keeps_all_that_was_said_of_it(session: Session, story: Bench, ann: Act, desk: Desk) -> None:
    act = Act(by="ann", now=ann.now, note="page 7")
    evidence.attach(session, 1, ELSEWHERE, Stance.SUPPORTS, act, desk=desk, quote="“It opens.”", title="Works report")
    story.seal()
    (link,) = stored.of_claim(session, 1)
    assert (link.id, link.claim, link.stance, link.url) == ("E-1", "C-1", Stance.SUPPORTS, ELSEWHERE.url)
    assert (link.quote, link.title, link.note, link.by, link.at) == (
        "“It opens.”",
        "Works report",
        "page 7",
        "ann",
        ann.now,
    )
    assert link.origin == "other.example"
    assert story.claim().evidence == 1
    event = story.last()
    assert (event.event, event.by, event.version, event.note) == ("evidence", "ann", 2, "page 7")
    assert event.details == {
        "evidence": "E-1",
        "stance": "supports",
        "url": ELSEWHERE.url,
        "title": "Works report",
        "quote": "“It opens.”",
        "origin": "other.example",
    }
    story.check()


def test_it_makes_a_new_version_and_checks_the_one_that_was_seen(
    session: Session, story: Bench, ann: Act, desk: Desk
) -> None:
    evidence.attach(session, 1, ELSEWHERE, Stance.CONTEXT, ann, desk=desk)
    story.seal()
    bob = Act(by="bob", now=ann.now, expect_version=1)
    with pytest.raises(StaleVersionError, match="C-1 is at version 2, not 1: ann did evidence"):
        evidence.attach(session, 1, ELSEWHERE, Stance.SUPPORTS, bob, desk=desk)
    assert len(stored.of_claim(session, 1)) == 1


@pytest.mark.parametrize("stance", list(Stance))
def test_on_a_settled_claim_it_raises_an_item_and_changes_nothing_else(
    session: Session, story: Bench, ann: Act, desk: Desk, stance: Stance
) -> None:
    story.settle()
    verdicts = company.verdicts_of(session, 1)
    evidence.attach(session, 1, evidence.point_at("https://third.example/1"), stance, ann, desk=desk)
    (item,) = story.items()
    assert (item.claim, item.cause, item.claim_status) == ("C-1", Cause.EVIDENCE_CHANGED, "confirmed")
    assert (story.claim().state, story.claim().verdict) == (State.SETTLED, Verdict.CONFIRMED)
    assert company.verdicts_of(session, 1) == verdicts
    assert story.events()[-2:] == ["evidence", "ask"]
    assert (story.last().by, story.last().details["item"]) == ("claimtrack", "R-1")
    evidence.attach(session, 1, evidence.point_at("https://third.example/2"), stance, ann, desk=desk)
    assert len(story.items()) == 1, "one open item is enough"
    story.check()


def test_the_very_same_is_there_once(session: Session, story: Bench, ann: Act, desk: Desk) -> None:
    story.settle()
    before, events = story.claim(), story.events()
    (link,) = stored.of_claim(session, 1)
    evidence.attach(session, 1, ELSEWHERE, link.stance, ann, desk=desk, title="Another")
    assert (story.claim(), story.events(), stored.of_claim(session, 1)) == (before, events, [link])
    assert story.items() == []  # nothing new, so nothing to look at again


def test_on_an_open_claim_it_asks_for_nothing(session: Session, story: Bench, ann: Act, desk: Desk) -> None:
    evidence.attach(session, 1, ELSEWHERE, Stance.REFUTES, ann, desk=desk)
    review.accept(session, 1, ann)
    evidence.attach(session, 1, ELSEWHERE, Stance.SUPPORTS, ann, desk=desk)
    assert story.items(*ItemState) == []


def test_an_article_as_evidence_has_its_title_and_its_origin(
    session: Session, story: Bench, ann: Act, desk: Desk
) -> None:
    story.tell("Nobody was hurt.", title="A dry day", url="https://www.radio.example/dry")
    evidence.attach(session, 1, evidence.point_at("a-2"), Stance.CONTEXT, ann, desk=desk)
    session.flush()
    (link,) = stored.of_claim(session, 1)
    assert (link.article, link.title, link.origin) == ("A-2", "A dry day", "radio.example")


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("facts", [{}, {"title": "x"}, {"title": "x", "origin": "y"}])
def test_an_article_that_is_not_there_is_named(session: Session, ann: Act, desk: Desk, facts: dict[str, str]) -> None:
    with pytest.raises(UnknownIdError, match="A-9"):
        evidence.attach(session, 1, evidence.point_at("A-9"), Stance.CONTEXT, ann, desk=desk, **facts)  # type: ignore[arg-type] # any of the optional ones


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (None, "other.example"),
        ("Coast Wire", "Coast Wire"),
        ("  Coast   Wire ", "Coast Wire"),
        ("www.Wire.example", "Wire Group"),
        ("m.wire.example", "Wire Group"),
        ("coast wire", "coast wire"),
        ("the WIRE", "Wire Group"),
        (" ", "other.example"),
    ],
)
def test_an_origin_that_somebody_names(session: Session, ann: Act, origin: str | None, expected: str) -> None:
    desk = Desk(outlets={"wire.example": "Wire Group", "The Wire": "Wire Group"})
    evidence.attach(session, 1, ELSEWHERE, Stance.SUPPORTS, ann, desk=desk, origin=origin)
    session.flush()
    assert stored.of_claim(session, 1)[0].origin == expected


# --- what a source names ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("story")
def test_a_file_is_known_by_its_content(session: Session, ann: Act, desk: Desk, tmp_path: Path) -> None:
    names = ("report.pdf", "a-copy.pdf", "c.pdf")
    for name, content in zip(names, (b"same", b"same", b"other"), strict=True):
        (tmp_path / name).write_bytes(content)
        source = evidence.point_at(str(tmp_path / name))
        evidence.attach(session, 1, source, Stance.SUPPORTS, ann, desk=desk, quote=name)
    session.flush()
    links = stored.of_claim(session, 1)
    assert [link.file for link in links] == [str(tmp_path / name) for name in names]
    assert links[0].sha256 == hashlib.sha256(b"same").hexdigest()
    assert (links[0].origin == links[1].origin, links[0].origin == links[2].origin) == (True, False)


def test_a_file_whose_name_is_no_text_can_be_attached(
    session: Session, story: Bench, ann: Act, desk: Desk, tmp_path: Path
) -> None:
    path = os.fsencode(tmp_path) + b"/report-\xff.pdf"
    Path(os.fsdecode(path)).write_bytes(b"x")
    evidence.attach(session, 1, evidence.point_at(os.fsdecode(path)), Stance.SUPPORTS, ann, desk=desk)
    story.seal()
    assert (stored.of_claim(session, 1)[0].file or "").endswith("report-\ufffd.pdf")


def test_a_file_named_like_an_article_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a-report.txt").write_text("x")
    assert evidence.point_at("a-report.txt").file == "a-report.txt"
    assert evidence.point_at("A-3") == evidence.Target(article=3)


@pytest.mark.parametrize(
    "source",
    ["no-such-file", "https://", "http:///page", "https://[broken", "A-", "ftp://x.example/y", "", "a\x00b", "."],
)
def test_what_names_nothing_is_refused_in_words(source: str) -> None:
    with pytest.raises(InvalidDataError, match=r"no address|not a whole address"):
        evidence.point_at(source)


def test_an_address_with_a_password_is_not_stored() -> None:
    with pytest.raises(InvalidDataError, match=r"at x\.example carries a user name") as caught:
        evidence.point_at("https://ann:secret@x.example/page")
    assert "secret" not in caught.value.message


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MAX_FILE", 3)
    (tmp_path / "large.bin").write_bytes(b"1234")
    with pytest.raises(UnreadableError, match="link to it instead"):
        evidence.point_at(str(tmp_path / "large.bin"))


@pytest.mark.parametrize("bad", ["a\x00b", "half \ud800 a pair", "x" * 200_000])
@pytest.mark.parametrize("part", ["url", "quote", "title", "origin"])
def test_words_that_cannot_be_kept_are_refused(
    session: Session, story: Bench, ann: Act, desk: Desk, part: str, bad: str
) -> None:
    target = evidence.Target(url=f"https://x.example/{bad}") if part == "url" else ELSEWHERE
    facts = {} if part == "url" else {part: bad}
    with pytest.raises(InvalidDataError, match=r"no text|longer than"):
        evidence.attach(session, 1, target, Stance.SUPPORTS, ann, desk=desk, **facts)  # type: ignore[arg-type] # any of the optional ones
    assert story.claim().version == 1


@pytest.mark.usefixtures("story")
def test_evidence_of_one_claim_is_not_that_of_another(session: Session, ann: Act, desk: Desk) -> None:
    evidence.attach(session, 2, ELSEWHERE, Stance.SUPPORTS, ann, desk=desk, quote=COST)
    session.flush()
    assert stored.of_claim(session, 1) == []
    assert [len(stored.find_all(session, claim)[0]) for claim in (None, 1, 2)] == [1, 0, 1]


def test_an_article_is_quoted_in_its_words_whatever_title_it_is_given(
    session: Session, story: Bench, ann: Act, desk: Desk
) -> None:
    here = evidence.Target(article=1)
    with pytest.raises(InvalidDataError, match="A-1 does not say 'never said'"):
        evidence.attach(session, 1, here, Stance.CONTEXT, ann, desk=desk, quote="never said", title="Mine")
    evidence.attach(session, 1, here, Stance.CONTEXT, ann, desk=desk, quote=COST, title="Mine")
    assert [link.title for link in stored.of_claim(session, 1)] == ["Mine"]
    assert story.last().details["article"] == "A-1"
