"""Taking articles in: what is stored, what is proposed, and that the same again adds nothing."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from claimtrack.domain.claim import Modality
from claimtrack.domain.due import DueKind
from claimtrack.domain.span import Quote, Span
from claimtrack.domain.states import State
from claimtrack.errors import SpanMismatchError
from claimtrack.formats import schemas
from claimtrack.store import articles, company, history
from claimtrack.store.tables import Article, ArticleVersion, Outlet, RejectedCandidate, Table
from claimtrack.workflow import ingest
from tests.builders import COST, PROMISE, TEXT, an_article, an_extracted_claim, an_extraction, quote
from tests.workflow.conftest import Bench


def rows(session: Session) -> dict[str, int]:
    """Return how many rows each table has."""
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in Table.metadata.sorted_tables
    }


def test_an_article_comes_in_with_its_claims(session: Session, bench: Bench) -> None:
    found = bench.take_in()
    assert (found.status, found.id, found.claims, found.mentions) == ("new", "A-1", ("C-1", "C-2"), ())
    assert (found.set_aside, found.below, found.revisit) == (1, 0, ())
    first, second = bench.claim(1), bench.claim(2)
    assert (first.state, first.version, first.article) == (State.PROPOSED, 1, "A-1")
    assert (first.speaker, first.cue, first.modality) == ("Marta Oyelaran", "said", Modality.FORWARD_LOOKING)
    assert first.due
    assert (first.due.kind, first.due.latest) == (DueKind.STATED, date(2026, 6, 12))
    assert (second.speaker, second.attributed, second.due) == (None, False, None)
    assert first.quote == quote(TEXT, PROMISE)
    (mention,) = company.mentions_of(session, 1)
    assert mention.prefix + mention.quote.text + mention.suffix in TEXT
    assert mention.suffix.startswith(", port director")
    bench.check()


def test_the_article_can_be_read_back(session: Session, bench: Bench) -> None:
    article = an_article(author="Ines Varga")
    bench.take_in(article)
    record = articles.get_article(session, 1)
    assert (record.text, record.sha256, record.raw_sha256) == (article.text, article.sha256, article.raw_sha256)
    assert (record.title, record.outlet, record.author) == (article.title, "Quay Courier", "Ines Varga")
    assert (record.published, record.published_from, record.url) == (date(2026, 3, 2), "option", article.url)
    assert record.lines == an_extraction().lines
    assert [(place.of(TEXT), reason) for place, reason in record.rejected] == [("Nobody asked the swans", "negated")]
    assert session.scalar(select(ArticleVersion.raw)) == article.raw


def test_every_initial_value_is_in_the_history(bench: Bench) -> None:
    bench.take_in()
    proposed = bench.last("C-1")
    assert (proposed.event, proposed.by, proposed.target, proposed.version) == ("propose", "claimtrack", "proposed", 1)
    assert proposed.details == {
        "text": f"{PROMISE}.",
        "quote": {"start": 34, "end": 34 + len(PROMISE), "text": PROMISE},
        "modality": "forward_looking",
        "polarity": "as_quoted",
        "attributed": True,
        "speaker": "Marta Oyelaran",
        "cue": "said",
        "article": "A-1",
        "published": "2026-03-02",
        "due": {
            "kind": "stated",
            "phrase": "on June 12, 2026",
            "earliest": "2026-06-12",
            "latest": "2026-06-12",
            "review_by": None,
            "rule": "stated/1",
            "trigger": None,
        },
        "priority": "normal",
        "confidence": 0.8,
        "rule": "test/1",
        "run_by": "ann",
    }
    taken = bench.last("A-1")
    assert (taken.event, taken.by, taken.version) == ("ingest", "ann", 1)
    assert taken.details["claims"] == ["C-1", "C-2"]
    assert taken.details["sha256"] == an_article().sha256
    assert (taken.details["title"], taken.details["outlet"]) == ("Harbour bridge to reopen in June", "Quay Courier")


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ({}, {}),
        ({}, {"source": "elsewhere.txt", "title": "Another headline"}),
        ({}, {"url": None}),
        ({"url": None}, {"url": None}),
        ({"url": None}, {}),
    ],
    ids=["the same", "from another file", "without its address", "never with one", "with an address now"],
)
def test_the_same_content_again_adds_nothing(
    session: Session, bench: Bench, first: dict[str, str], again: dict[str, str]
) -> None:
    bench.take_in(an_article(**first))
    before = rows(session)
    found = bench.take_in(an_article(**again))
    assert (found.status, found.id, found.claims, found.mentions, found.revisit) == ("unchanged", "A-1", (), (), ())
    assert rows(session) == before


def test_the_same_text_at_another_address_is_another_article(session: Session, bench: Bench) -> None:
    bench.take_in()
    found = bench.take_in(an_article(url="https://wire.example/bridge", outlet="Coast Wire"))
    assert (found.status, found.id, found.claims) == ("new", "A-2", ())
    assert [mention.claim for mention in found.mentions] == ["C-1", "C-2"]
    assert rows(session)["claim"] == 2
    bench.check()


def test_a_text_of_one_article_does_not_hide_a_change_of_another(bench: Bench) -> None:
    changed = TEXT.replace("4.2", "5.1")
    bench.take_in(an_article(changed, url=None), an_extraction(changed))
    bench.take_in()
    found = bench.take_in(an_article(changed), an_extraction(changed))
    assert (found.status, found.id) == ("new_version", "A-2")


def test_outlets_are_told_apart_by_name_only(session: Session, bench: Bench) -> None:
    for at, name in enumerate(["Türkiye Post", "turkiye  post", "Quay Courier"]):
        text = f"{TEXT}\nEdition {at}.\n"
        bench.take_in(an_article(text, url=f"https://x.example/{at}", outlet=name), an_extraction(text))
    assert session.scalars(select(Outlet.name).order_by(Outlet.id)).all() == ["Türkiye Post", "Quay Courier"]


def test_an_outlet_that_was_unknown_is_learnt_later(session: Session, bench: Bench) -> None:
    bench.take_in(an_article(outlet=None))
    changed = TEXT.replace("4.2", "5.1")
    bench.take_in(an_article(changed), an_extraction(changed))
    assert articles.get_article(session, 1).outlet == "Quay Courier"
    assert session.scalar(select(Article.outlet_id)) is not None


def test_what_an_article_says_twice_is_one_claim(session: Session, bench: Bench) -> None:
    text = f"{TEXT}\n{COST}, it said again.\n"
    first = an_extracted_claim(text, COST)
    at = text.rindex(COST)
    second = replace(first, quote=Quote.cut(text, at, at + len(COST)), sentence=Span(at, at + len(COST)))
    found = bench.take_in(an_article(text), an_extraction(text, first, second, second))
    assert found.claims == ("C-1",)
    assert [mention.quote.start for mention in company.mentions_of(session, 1)] == [first.quote.start, at]
    assert bench.events() == ["propose", "mention"]
    bench.check()


def test_a_few_words_said_twice_may_be_two_claims(bench: Bench) -> None:
    found = bench.tell("[Ines Varga|I did not], she said.", "[Marta Oyelaran|I did not], she said.")
    assert found.claims == ("C-1", "C-2")
    assert [bench.claim(number).speaker for number in (1, 2)] == ["Ines Varga", "Marta Oyelaran"]


# --- what is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"title": "Bridge\x00"}, "no text"),
        ({"outlet": "Quay \ud800 Courier"}, "no text"),
        ({"author": "\udcff"}, "no text"),
        ({"source": "\udcff.txt"}, "no text"),
        ({"url": "https://courier.example/" + "橋" * 700}, "2,000 bytes"),
    ],
)
def test_what_no_database_keeps_is_refused_and_named(
    session: Session, bench: Bench, facts: dict[str, str], why: str
) -> None:
    before = rows(session)
    found = bench.take_in(an_article(**facts))
    assert (found.status, found.id) == ("refused", None)
    assert why in (found.reason or "")
    assert rows(session) == before


@pytest.mark.parametrize(
    "part", ["quote", "source", "cue", "content", "hedges", "negations", "conditions", "context", "rejected", "line"]
)
def test_a_place_that_is_not_in_the_text_is_refused(session: Session, bench: Bench, part: str) -> None:
    wrong = Quote(3, 8, "swans")
    claim = an_extracted_claim()
    said = claim.attribution
    assert said
    facts: dict[str, object] = {}
    if part == "quote":
        claim = replace(claim, quote=wrong)
    elif part in {"source", "cue", "content"}:
        claim = replace(claim, attribution=replace(said, **{part: wrong}))  # type: ignore[arg-type] # one of the three quotes
    elif part in {"hedges", "negations", "conditions", "context"}:
        claim = replace(claim, **{part: (wrong,)})  # type: ignore[arg-type] # one of the four that are tuples of quotes
    elif part == "rejected":
        facts["rejected"] = (replace(an_extraction().rejected[0], quote=wrong),)
    else:
        facts["lines"] = (replace(an_extraction().lines[0], span=Span(0, len(TEXT) + 1)),)
    with pytest.raises(SpanMismatchError):
        bench.take_in(extraction=an_extraction(TEXT, claim, **facts))
    assert rows(session)["article"] == 0


def test_long_words_and_long_claims_fit_both_databases(bench: Bench) -> None:
    word = "ab" * 5_000
    long = " ".join(f"w{number}x" for number in range(150_000))
    found = bench.tell(f"[The word {word} was read out in the council].", f"[{long}].")
    assert len(found.claims) == 2
    bench.check()


def test_an_outcome_is_the_document_of_its_schema(bench: Bench) -> None:
    found = [bench.take_in(), bench.take_in(), ingest.refused("notes.pdf", "it is no text")]
    changed = TEXT.replace(COST, "Nothing was said of the bill")
    found.append(bench.take_in(an_article(changed), an_extraction(changed, an_extracted_claim(changed))))
    assert [item.status for item in found] == ["new", "unchanged", "refused", "new_version"]
    schemas.check("ingest", {"articles": [ingest.document(item) for item in found]})


def test_set_aside_candidates_stay_with_their_version(session: Session, bench: Bench) -> None:
    bench.take_in()
    (kept,) = session.scalars(select(RejectedCandidate))
    assert TEXT[kept.start : kept.end] == "Nobody asked the swans"
    assert (kept.reason, kept.version_id) == ("negated", session.scalar(select(ArticleVersion.id)))


def test_the_history_of_an_article_lists_its_versions(session: Session, bench: Bench) -> None:
    bench.take_in()
    for figure in ("4.3", "4.4"):
        text = TEXT.replace("4.2", figure)
        bench.take_in(an_article(text), an_extraction(text))
    assert [event.version for event in history.of_stream(session, "A-1")] == [1, 2, 3]
    assert session.scalars(select(ArticleVersion.number).order_by(ArticleVersion.id)).all() == [1, 2, 3]
