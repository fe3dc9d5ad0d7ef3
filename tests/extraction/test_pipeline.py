"""Whole extractions: what is claimed, by whom, how it is put, and what is set aside. Cases are files."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.claim import Extraction, Polarity
from claimtrack.domain.span import Span
from claimtrack.extraction import extract, pipeline, utterances
from claimtrack.extraction.attribution import MAX_FRAMED, find_reports
from claimtrack.extraction.model import ModelUnavailableError, load_model
from claimtrack.extraction.quotations import find_quotations
from claimtrack.extraction.sentences import MAX_SENTENCE, split_sentences
from claimtrack.formats import schemas
from claimtrack.formats.extraction import extraction
from claimtrack.reading import canonical
from claimtrack.shipped import shipped
from tests.extraction.articles import article

CASES = Path(__file__).parents[1] / "cases" / "extraction" / "claims"
STORY = "The port authority said on Tuesday that two cranes will arrive in May. Work goes on, Ines Varga said.\n"


@pytest.fixture(scope="session")
def model() -> None:
    """Skip where there is no language model."""
    try:
        load_model()
    except ModelUnavailableError as error:
        pytest.skip(str(error))


def shown(found: Extraction) -> list[str]:
    """Return an extraction in the lines of a case: claims first, then what was set aside."""
    lines = []
    for claim in found.claims:
        said = claim.attribution
        who = (said.normalized or (said.source.text if said.source else "-")) if said else "-"
        cue = said.cue.text if said and said.cue else "-"
        put = claim.modality.value + (" denied" if claim.polarity is Polarity.DENIED else "")
        lines.append(f"{put} | {who} / {cue} | {claim.quote.text}")
    return lines + [f"set aside: {item.reason} | {item.quote.text}" for item in found.rejected]


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_cases(case: Path) -> None:
    text, wanted = case.read_text("utf-8").split("\n-----\n")
    found = shown(extract(article(text, published=date(2026, 3, 3))))
    assert [line for line in found if not line.startswith("set aside: fragment")] == wanted.splitlines()


@pytest.mark.usefixtures("model")
def test_a_shared_subject_and_a_fronted_time_are_context() -> None:
    found = extract(article("In the coming weeks, the council will clear the canal, and hire six keepers."))
    assert [claim.text for claim in found.claims] == [
        "In the coming weeks, the council will clear the canal.",
        "In the coming weeks, the council will hire six keepers.",
    ]
    assert [part.text for part in found.claims[1].context] == ["In the coming weeks", "the council will"]


@pytest.mark.usefixtures("model")
def test_a_promise_is_due_when_its_words_say_and_not_on_the_day_it_was_made() -> None:
    text = (
        "On 2 March 2026, the council said that the pool will soon open. The pool will close on 9 May, Ines Varga said."
    )
    soon, stated = extract(article(text, published=None)).claims
    assert soon.due is not None
    assert stated.due is not None
    assert (soon.due.kind, soon.due.phrase, soon.due.earliest, soon.due.latest) == (
        "vague",
        "soon",
        date(2026, 3, 2),
        None,
    )
    assert soon.due.review_by == date(2026, 6, 2)
    assert (stated.due.kind, stated.due.latest) == ("stated" if stated.due.latest else "none", stated.due.latest)


@pytest.mark.usefixtures("model")
def test_until_then_is_until_the_last_day_to_come_that_was_named() -> None:
    found = extract(article("The new count starts on 1 September 2026. Until then each list will carry a warning."))
    due = found.claims[1].due
    assert due is not None
    assert (due.kind, due.phrase, due.latest) == ("stated", "Until then", date(2026, 9, 1))


@pytest.mark.usefixtures("model")
def test_a_relative_clause_keeps_what_it_hangs_on_as_context() -> None:
    found = extract(article("The lake, which feeds three mills, stood at 40 percent on Sunday."))
    assert [claim.text for claim in found.claims] == [
        "The lake which feeds three mills.",
        "The lake stood at 40 percent on Sunday [2026-03-01].",
    ]


@pytest.mark.usefixtures("model")
def test_what_a_relative_clause_coordinates_is_no_context_of_itself() -> None:
    found = extract(article("The ship, which left Ulmet in 2024 and has reached Orlund, will carry 40 people."))
    assert [claim.text for claim in found.claims] == [
        "The ship which left Ulmet in 2024.",
        "The ship has reached Orlund.",
        "The ship will carry 40 people.",
    ]


def test_without_the_model_it_works_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ModelUnavailableError("no model here")

    monkeypatch.setattr("claimtrack.extraction.pipeline.load_model", missing)
    found = extract(article(STORY))
    assert [claim.quote.text for claim in found.claims] == ["two cranes will arrive in May", "Work goes on"]
    assert all("low_confidence" in claim.flags and claim.confidence <= 0.4 for claim in found.claims)
    assert "no model here" in found.warnings[0]
    assert found.extractor == pipeline.PLAIN
    assert found.claims == extract(article(STORY), plain=True).claims


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("plain", [True, False])
def test_the_sample_articles_give_valid_documents_with_verbatim_quotes(plain: bool) -> None:
    for entry in json.loads((shipped("seeds") / "manifest.json").read_text("utf-8")):
        if not entry["file"].endswith(".txt"):
            continue
        read = article((shipped("seeds") / entry["file"]).read_text("utf-8"), date.fromisoformat(entry["published"]))
        found = extract(read, plain=plain)
        schemas.check("extraction", extraction(read, found))
        assert len(found.claims) > 8
        for claim in found.claims:
            claim.quote.check(read.text)
            assert any(sentence.contains(claim.quote) for sentence in found.sentences)
        assert found == extract(read, plain=plain)


@pytest.mark.usefixtures("model")
def test_a_claim_does_not_depend_on_the_lines_around_it() -> None:
    line = "The port authority said that two cranes will arrive in May."
    alone = extract(article(line)).claims[0]
    among = extract(article(f"The mill burnt down in 1990.\n{line}\nNobody was hurt in the fire.")).claims[1]
    assert (alone.text, alone.modality, alone.due) == (among.text, among.modality, among.due)


@pytest.mark.usefixtures("model")
@given(st.text(st.sampled_from("aA .,;:“”\"‘’'\n-—0152()said thewil€\u00e9\U0001f600"), max_size=200))
def test_any_text_gives_quotes_that_stand_in_it(text: str) -> None:
    read = article(canonical(text))
    for plain in (True, False):
        found = extract(read, plain=plain)
        for claim in found.claims:
            claim.quote.check(read.text)
        for item in found.rejected:
            item.quote.check(read.text)
        for said in found.attributions:
            said.content.check(read.text)


@pytest.mark.usefixtures("model")
def test_a_very_long_sentence_is_read_without_a_parse_and_with_little_confidence() -> None:
    found = extract(article("Nobody was hurt.\nThe council closed " + "the old " * 400 + "mill on Monday."))
    short, long = found.claims
    assert short.confidence > long.confidence
    assert "low_confidence" in long.flags
    assert "more than 2,000 characters" in found.warnings[0]
    assert found.extractor == pipeline.PARSED


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize(
    "text",
    [
        "The mayor ſaid the bridge would open on Monday, and he saİd that it is shut.",
        "Had:n said— the rep0rts .examp,llla—e had he %ourn'alist.",
        "“The bridge was\0” shut, the mayor said.",
    ],
)
def test_odd_letters_break_nothing(text: str) -> None:
    for plain in (True, False):
        for claim in extract(article(canonical(text)), plain=plain).claims:
            claim.quote.check(canonical(text))


def test_what_nobody_said_is_no_claim() -> None:
    for text in ("No official confirmed that the dam leaked in May.", "Nobody said that the dam leaked in May."):
        for plain in (True, False):
            found = extract(article(text), plain=plain)
            assert found.claims == ()
            assert "no_comment" in {item.reason for item in found.rejected}


def test_a_rule_sees_only_the_quotations_of_its_own_sentence() -> None:
    text = "“It is up 4.” " * 3_000
    line = Span(0, len(text))
    quotations = find_quotations(text, line)
    assert len(quotations) == 3_000
    assert {len(utterances._near(quotations, sentence)) for sentence in split_sentences(text, line)} == {1}


def test_frames_are_not_looked_for_in_what_is_no_sentence() -> None:
    text = "He said that it is shut, " * 100
    (report,) = find_reports(text, Span(0, len(text)), [])
    assert report.frame is None
    short = text[: MAX_FRAMED // 2]
    assert find_reports(short, Span(0, len(short)), [])[0].frame is not None


@pytest.mark.parametrize(
    "piece", ["“It is up 4.” ", "“aa bb cc”; ", "said ", "told ", "He said that ", "were worried "]
)
def test_hostile_lines_give_verbatim_quotes(piece: str) -> None:
    read = article(piece * (60_000 // len(piece)))
    for claim in extract(read, plain=True).claims:
        claim.quote.check(read.text)


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("plain", [False, True])
def test_a_line_without_end_is_set_aside_whole_and_counted(plain: bool) -> None:
    giant = "The quay was shut, " * (MAX_SENTENCE // 19 + 1) + "and it stayed shut."
    text = f"The mint was shut on Monday.\n{giant}\n{giant[: MAX_SENTENCE - 1]}.\n"
    found = extract(article(text, published=date(2026, 3, 3)), plain=plain)
    assert max(len(claim.quote.text) for claim in found.claims) <= MAX_SENTENCE
    assert [len(item.quote.text) for item in found.rejected if item.reason == "too_long"] == [len(giant)]
    assert any("A sentence of more than 4,000 characters was set aside" in warning for warning in found.warnings)
