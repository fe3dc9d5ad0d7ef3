"""Every document function gives what its schema says, for every value that the domain allows."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.domain.article import Article, Line, LineKind
from claimtrack.domain.attribution import Attribution, CueClass
from claimtrack.domain.claim import (
    Edit,
    EditKind,
    ExtractedClaim,
    Extraction,
    Modality,
    Polarity,
    Rejected,
    Surroundings,
    WorthReason,
)
from claimtrack.domain.due import Due, DueKind, Timex, TimexType
from claimtrack.domain.duplicates import PairRecord, PairState
from claimtrack.domain.evidence import Priority, Stance
from claimtrack.domain.history import HistoryEvent
from claimtrack.domain.links import LinkKind
from claimtrack.domain.revisit import Cause, ItemResolution, ItemState, Reason, ReasonKind, Relation
from claimtrack.domain.span import Quote, Span
from claimtrack.domain.spread import Place, Spread
from claimtrack.domain.states import Resolution, State, Verdict
from claimtrack.domain.tracked import (
    ArticleRecord,
    ClaimLabel,
    ClaimRecord,
    EvidenceRecord,
    Excerpt,
    LinkRecord,
    MentionRecord,
    OpinionRecord,
    Reservations,
    RevisitRecord,
    SubmissionRecord,
    VerdictRecord,
)
from claimtrack.errors import InvalidDocumentError
from claimtrack.formats import documents, schemas, whole
from claimtrack.formats import extraction as extracted
from claimtrack.workflow import ingest
from tests.builders import NOW, TEXT, an_article, an_extraction

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
some = words.filter(bool)
days = st.dates(date(1800, 1, 1), date(2200, 1, 1))
times = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - see timezones
shares = st.floats(0, 1)
counts = st.integers(0, 10**6)
numbers = st.integers(1, 10**12)
sha256 = st.text("0123456789abcdef", min_size=64, max_size=64)


def ids(letter: str) -> st.SearchStrategy[str]:
    return numbers.map(lambda number: f"{letter}-{number}")


# Each of these documents is one of many parts: a few dozen are enough.
A_FEW = settings(max_examples=30)


def tuples(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(items, max_size=3).map(tuple)


def maybe(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | items


spans = st.builds(lambda start, size: Span(start, start + size), counts, st.integers(1, 500))
quotes = st.builds(lambda start, text: Quote(start, start + len(text), text), counts, some)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)
dues = st.builds(
    Due, st.sampled_from(DueKind), maybe(words), maybe(days), maybe(days), maybe(days), words, maybe(words)
)
attributions = st.builds(
    Attribution,
    maybe(quotes),
    maybe(quotes),
    quotes,
    shares,
    maybe(words),
    st.sampled_from(CueClass),
    words,
    source_hint=maybe(words),
)
parts_of_worth = st.builds(WorthReason, some, st.integers(1, 9), st.floats(-1, 1))
worths = {"worth": maybe(shares), "worth_reasons": tuples(parts_of_worth)}
edits = st.builds(Edit, st.sampled_from(EditKind), counts, words, words, maybe(quotes), some)
around = st.builds(Surroundings, tuples(quotes), maybe(quotes), maybe(quotes), maybe(words))
reasons = st.builds(Reason, st.sampled_from(ReasonKind), maybe(words), maybe(words), tuples(words), maybe(shares))
claims = st.builds(
    ClaimRecord,
    id=ids("C"),
    version=st.integers(1, 10**6),
    state=st.sampled_from(State),
    status=some,
    verdict=maybe(st.sampled_from(Verdict)),
    text=some,
    quote=maybe(quotes),
    article=maybe(ids("A")),
    source=maybe(words),
    modality=st.sampled_from(Modality),
    polarity=st.sampled_from(Polarity),
    attributed=st.booleans(),
    speaker=maybe(words),
    cue=maybe(words),
    due=maybe(dues),
    wake_on=maybe(days),
    watch=maybe(words),
    criteria=maybe(words),
    priority=st.sampled_from(Priority),
    assignee=maybe(words),
    confidence=shares,
    flags=tuples(words),
    evidence=counts,
    mentions=counts,
    created=times,
    updated=times,
    speaker_hint=maybe(words),
    topics=st.lists(words, max_size=2).map(tuple),
    **worths,
)
mentions = st.builds(
    MentionRecord,
    claim=ids("C"),
    article=ids("A"),
    article_version=numbers,
    url=maybe(words),
    outlet=maybe(words),
    published=maybe(days),
    title=maybe(words),
    quote=quotes,
    prefix=words,
    suffix=words,
    attribution=maybe(attributions.map(extracted.attribution)),
    extractor=some,
    extractor_version=some,
    wording=maybe(
        st.builds(
            lambda text, found, left: {
                "text": text,
                "edits": [extracted.edit(item) for item in found],
                "needs_context": extracted.surroundings(left),
            },
            some,
            tuples(edits),
            maybe(around),
        )
    ),
    **worths,
)
verdicts = st.builds(
    VerdictRecord,
    numbers,
    st.sampled_from(Verdict),
    maybe(words),
    some,
    times,
    maybe(words),
    st.booleans(),
    maybe(some),
)
submissions = st.builds(
    SubmissionRecord,
    numbers,
    st.sampled_from(Verdict),
    maybe(words),
    some,
    times,
    maybe(words),
    maybe(days),
    st.booleans(),
)
opinions = st.builds(
    OpinionRecord,
    ids("C"),
    numbers,
    st.sampled_from(Verdict),
    maybe(words),
    some,
    times,
    st.booleans(),
    st.sampled_from(Verdict),
    some,
    st.sampled_from(["verdict", "submission"]),
    numbers,
)
links_to_evidence = st.builds(
    EvidenceRecord,
    id=ids("E"),
    claim=ids("C"),
    stance=st.sampled_from(Stance),
    url=maybe(words),
    file=maybe(words),
    sha256=maybe(sha256),
    article=maybe(ids("A")),
    title=maybe(words),
    quote=maybe(words),
    note=maybe(words),
    origin=some,
    by=some,
    at=times,
)
labels = st.builds(ClaimLabel, ids("C"), some, some)
items = st.builds(
    RevisitRecord,
    id=ids("R"),
    claim=ids("C"),
    claim_text=some,
    claim_status=some,
    other=maybe(labels),
    old=maybe(st.builds(Excerpt, ids("A"), maybe(words), maybe(days), quotes, words, words)),
    cause=st.sampled_from(Cause),
    article=maybe(ids("A")),
    outlet=maybe(words),
    published=maybe(days),
    passage=maybe(quotes),
    before=words,
    after=words,
    relation=maybe(st.sampled_from(Relation)),
    score=maybe(shares),
    why=tuples(reasons),
    state=st.sampled_from(ItemState),
    snoozed_until=maybe(days),
    resolution=maybe(st.sampled_from(ItemResolution)),
    note=maybe(words),
    created=times,
)
pairs = st.builds(
    PairRecord,
    claim=ids("C"),
    older=ids("C"),
    claim_text=some,
    older_text=some,
    claim_status=some,
    older_status=some,
    score=shares,
    why=tuples(reasons),
    state=st.sampled_from(PairState),
    created=times,
    by=maybe(words),
    at=maybe(times),
    note=maybe(words),
)
places = st.builds(
    Place,
    article=ids("A"),
    outlet=maybe(words),
    published=maybe(days),
    title=maybe(words),
    claims=tuples(ids("C")),
    mentions=numbers,
    origin=words,
    copy_of=maybe(ids("A")),
)
spreads = st.builds(Spread, places=tuples(places), origins=counts, unread=counts)
kinds = st.sampled_from([*LinkKind, *Resolution]).map(lambda kind: kind.value)
links = st.builds(LinkRecord, labels, labels, kinds, some, times, maybe(times))
events = st.builds(
    HistoryEvent,
    stream=ids("C"),
    event=some,
    by=some,
    at=times,
    version=counts,
    source=maybe(words),
    target=maybe(words),
    note=maybe(words),
    details=st.dictionaries(words, values, max_size=3),
    seq=numbers,
)


def check(schema: str, document: object) -> None:
    """Check a document as a reader gets it, through JSON text."""
    written = json.dumps(document, ensure_ascii=False, allow_nan=False)
    assert json.loads(written) == document
    schemas.check(schema, document)


@given(claims)
def test_a_claim(found: ClaimRecord) -> None:
    document = documents.claim(found)
    check("claim", document)
    assert (document["id"], document["state"], document["version"]) == (found.id, found.state, found.version)


@given(links_to_evidence)
def test_evidence(found: EvidenceRecord) -> None:
    check("evidence", documents.evidence(found))


@given(items)
def test_a_revisit_item(found: RevisitRecord) -> None:
    document = documents.revisit_item(found)
    check("revisit-item", document)
    assert [why["kind"] for why in document["why"]] == [reason.kind for reason in found.why]
    assert all(None not in why.values() for why in document["why"])


@given(pairs)
def test_a_pair_of_claims(found: PairRecord) -> None:
    document = documents.claim_pair(found)
    check("claim-pair", document)
    assert (document["claim"], document["older"], document["state"]) == (found.claim, found.older, found.state)


@given(events)
def test_a_history_event(found: HistoryEvent) -> None:
    check("history-event", documents.history_event(found))


COMPANY = st.fixed_dictionaries(
    {
        "mentions": tuples(mentions),
        "merged": tuples(ids("C")),
        "spreading": spreads,
        "pairs": tuples(pairs),
        "evidences": tuples(links_to_evidence),
        "verdicts": tuples(verdicts),
        "submissions": tuples(submissions),
        "opinions": tuples(opinions),
        "items": tuples(items),
        "links": tuples(links),
        "events": tuples(events),
    }
)


RESERVED = st.builds(Reservations, tuples(quotes), maybe(tuples(quotes)), maybe(tuples(quotes)))


@A_FEW
@given(claims, RESERVED, COMPANY)
def test_a_whole_claim(found: ClaimRecord, reserved: Reservations, company: dict[str, Any]) -> None:
    document = whole.claim(found, reserved=reserved, **company)
    for name in ("hedges", "negations", "conditions"):
        part = document[name]
        assert (part if part is None else tuple(Quote(**quote) for quote in part)) == getattr(reserved, name)
    check("claim-whole", document)
    spread = company.pop("spreading")
    assert (document["spread"]["articles"], document["spread"]["mentions"]) == (len(spread.places), spread.mentions)
    keys = {"evidences": "evidence", "items": "revisit", "events": "history", "pairs": "alike"}
    assert all(len(document[keys.get(name, name)]) == len(part) for name, part in company.items())


@A_FEW
@given(tuples(claims), tuples(items), tuples(pairs), days)
def test_claims_and_items_inside_reports_and_the_queue(
    found: tuple[ClaimRecord, ...], asked: tuple[RevisitRecord, ...], waiting: tuple[PairRecord, ...], day: date
) -> None:
    listed = [documents.claim(claim) for claim in found]
    due = [{**document, "day": day.isoformat()} for document in listed]
    stated = [{**document, "stated": True} for document in due]
    now = documents.stamp(NOW)
    check("report", {"as_of": now, "total": 1, "claims": listed, "counts": {"pending": 1}})
    part = {"overdue": stated, "today": [], "coming": stated}
    check("report", {"as_of": now, "until": day.isoformat(), "total": 1, **part})
    shown = [documents.revisit_item(item) for item in asked]
    alike = [documents.claim_pair(pair) for pair in waiting]
    given = [{**document, "submitted_by": "ann", "submitted_at": now} for document in listed]
    parts = {"alike": alike, "triage": listed, "mine": listed, "to_approve": given, "submitted": given}
    check("queue", {"due": due, "revisit": shown, **parts})


@given(opinions)
def test_an_opinion(found: OpinionRecord) -> None:
    document = documents.opinion(found)
    check("opinion", {"claim": found.claim, **document})
    assert document["agrees"] is (document["verdict"] == document["beside"]["verdict"])


RECORD = ArticleRecord(
    id="A-1",
    version=2,
    title="Harbour bridge to reopen in June",
    outlet="Quay Courier",
    author=None,
    published=date(2026, 3, 2),
    published_from="option",
    url="https://courier.example/bridge",
    source="bridge.txt",
    language="en",
    text=TEXT,
    sha256="0" * 64,
    raw_sha256="f" * 64,
    extractor="test",
    extractor_version="1",
    ingested=NOW,
    lines=an_extraction().lines,
    claims=("C-1", "C-2"),
    rejected=((Span(0, 7), "heading"),),
)


@given(
    title=maybe(words),
    outlet=maybe(words),
    author=maybe(words),
    published=maybe(days),
    published_from=maybe(some),
    url=maybe(words),
    lines=tuples(st.builds(Line, spans, st.sampled_from(LineKind))),
    claims=tuples(ids("C")),
    ingested=times,
)
def test_an_article(**facts: Any) -> None:
    document = whole.article(replace(RECORD, **facts))
    check("article", document)
    assert document["rejected"] == [{"start": 0, "end": 7, "text": "Harbour", "reason": "heading"}]


EXTRACTIONS = st.builds(
    Extraction,
    lines=tuples(st.builds(Line, spans, st.sampled_from(LineKind))),
    sentences=tuples(spans),
    attributions=tuples(attributions),
    times=tuples(st.builds(Timex, quotes, st.sampled_from(TimexType), words, maybe(days), maybe(days))),
    claims=tuples(
        st.builds(
            ExtractedClaim,
            quote=quotes,
            text=some,
            modality=st.sampled_from(Modality),
            attributed=st.booleans(),
            attribution=maybe(attributions),
            sentence=spans,
            hedges=tuples(quotes),
            negations=tuples(quotes),
            conditions=tuples(quotes),
            times=tuples(counts),
            due=maybe(dues),
            context=tuples(quotes),
            polarity=st.sampled_from(Polarity),
            confidence=shares,
            flags=tuples(words),
            rule=words,
            edits=tuples(edits),
            needs_context=maybe(around),
            **worths,
        )
    ),
    rejected=tuples(st.builds(Rejected, quotes, some)),
    extractor=some,
    version=some,
    warnings=tuples(words),
)


@A_FEW
@given(EXTRACTIONS, st.booleans())
def test_an_extraction(found: Extraction, bare: bool) -> None:
    article: Article = an_article()
    if bare:
        article = replace(article, title=None, outlet=None, published=None, published_from=None, url=None)
    document = extracted.extraction(article, found)
    check("extraction", document)
    assert [len(document[key]) for key in ("lines", "times", "claims")] == [
        len(part) for part in (found.lines, found.times, found.claims)
    ]


@given(
    st.lists(
        st.builds(
            ingest.Ingested,
            source=words,
            status=st.sampled_from(["new", "unchanged", "new_version", "refused"]),
            reason=maybe(words),
            id=maybe(ids("A")),
            claims=tuples(ids("C")),
            mentions=tuples(st.builds(ingest.MentionOf, ids("C"), quotes)),
            revisit=tuples(ids("R")),
            touched=tuples(ids("C")),
            below=counts,
            left_out=counts,
            filtered=counts,
            set_aside=counts,
            warnings=tuples(words),
        ),
        max_size=3,
    )
)
def test_what_became_of_sources(found: list[ingest.Ingested]) -> None:
    check("ingest", {"articles": [ingest.document(item) for item in found]})


@given(st.sampled_from(["conflict", "not-found"]), some, words, st.dictionaries(some, numbers | words, max_size=2))
def test_a_problem(slug: str, title: str, detail: str, facts: dict[str, Any]) -> None:
    taken = {"type", "title", "detail"}
    document = documents.problem(slug, title, detail, {key: facts[key] for key in facts if key not in taken})
    check("error", document)
    assert document["type"].endswith(slug)


@given(maybe(dues))
def test_a_due_window_keeps_its_days(found: Due | None) -> None:
    document = documents.due(found)
    if found is None:
        assert document is None
        return
    assert document
    assert [document[key] for key in ("earliest", "latest", "review_by")] == [
        day.isoformat() if day else None for day in (found.earliest, found.latest, found.review_by)
    ]


@given(times)
def test_a_time_is_written_in_utc(at: datetime) -> None:
    written = documents.stamp(at.astimezone(timezone(timedelta(hours=5, minutes=45))))
    assert written == at.strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")
    assert datetime.fromisoformat(written) == at


def test_reading_a_document_back_gives_the_same_quote() -> None:
    quote = Quote(3, 7, "a 🌉 b")
    assert documents.quote(quote) == {"start": 3, "end": 7, "text": "a 🌉 b"}
    assert documents.quote(None) is None
    assert documents.span(Span(3, 7)) == {"start": 3, "end": 7}


@pytest.mark.parametrize(
    ("schema", "change", "where"),
    [
        ("claim", {"id": "A-1"}, "/id"),
        ("claim", {"state": "asleep"}, "/state"),
        ("claim", {"version": "1"}, "/version"),
        ("claim", {"confidence": 1.5}, "/confidence"),
        ("claim", {"wake_on": "2026-02-31"}, "/wake_on"),
        ("claim", {"updated": "2026-03-02 09:30"}, "/updated"),
        ("claim", {"quote": {"start": -1, "end": 3, "text": "x"}}, "/quote"),
        ("claim", {"more": 1}, "/"),
    ],
)
def test_a_schema_refuses_what_breaks_it(schema: str, change: dict[str, Any], where: str) -> None:
    record = ClaimRecord(
        "C-1", 1, State.PENDING, "pending", None, "x", Quote(0, 1, "x"), "A-1", None, Modality.REPORTED,
        Polarity.AS_QUOTED, False, None, None, None, None, None, None, Priority.LOW, None, 0.5, (), 0, 1, NOW, NOW,
    )  # fmt: skip
    schemas.check(schema, documents.claim(record))
    with pytest.raises(InvalidDocumentError, match=where):
        schemas.check(schema, documents.claim(record) | change)
