"""Stand-alone wordings: minimal, logged, and made of the article's own words."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.claim import EditKind, ExtractedClaim, Polarity
from claimtrack.domain.due import Timex, TimexType
from claimtrack.domain.span import Quote, Span
from claimtrack.extraction import extract
from claimtrack.extraction.antecedents import Expansion
from claimtrack.extraction.lexicons.capitals import CAPITALS
from claimtrack.extraction.standalone import DENIED, dates, open_words, unedited, worded
from claimtrack.reading import read
from claimtrack.shipped import shipped
from tests.extraction.articles import article

AGENCY = "The Orlund Water Agency was founded in 1962. Mayor Jory Halden opened it. {}\n"


def claims(text: str, published: date | None = date(2026, 3, 3)) -> tuple[ExtractedClaim, ...]:
    return extract(article(text, published), plain=True).claims


def last(text: str) -> str:
    return claims(text)[-1].text


def plain_words(text: str) -> list[str]:
    return re.findall(r"[\w’'.,%$€£-]*\w", text.casefold())


def span_of(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def span_quote(text: str, words: str) -> Quote:
    place = span_of(text, words)
    return Quote.cut(text, place.start, place.end)


def expected(claim: ExtractedClaim) -> list[str]:
    return plain_words(claim.quote.text)


def samples() -> Sequence[str]:
    return sorted(path.name for path in shipped("seeds").iterdir() if path.suffix in {".txt", ".html"})


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("name", samples())
def test_every_wording_of_the_samples_can_be_taken_back(name: str, plain: bool) -> None:
    found = read((shipped("seeds") / name).read_bytes(), source=name)
    table = {word for names in CAPITALS.values() for country in names for word in plain_words(country)}
    known = set(plain_words(found.text)) | table | {"government"}
    claims = extract(found, plain=plain).claims
    assert claims
    for claim in claims:
        assert plain_words(unedited(claim.text, claim.edits)) == expected(claim)
        assert [edit.at for edit in claim.edits] == sorted(edit.at for edit in claim.edits)
        for number, edit in enumerate(claim.edits):
            text = unedited(claim.text, claim.edits[number + 1 :])  # an expansion may stand inside a context
            assert text[edit.at : edit.at + len(edit.added)] == edit.added
            if edit.source:
                edit.source.check(found.text)
            if edit.kind is EditKind.DATE:
                assert re.fullmatch(r" \[\d{4}(-\d\d){0,2}\]", edit.added)
            elif edit.kind is EditKind.EXPANSION:
                assert set(plain_words(re.sub(r"[’']s?\b", "", edit.added))) <= known
            elif edit.kind is EditKind.CONTEXT:
                assert set(plain_words(edit.added)) <= known


WORDS = st.lists(st.sampled_from('the pier “ ” " shut and , it ( ) May'.split()), min_size=2, max_size=12)


@given(WORDS, st.data(), st.sampled_from(Polarity))
def test_any_wording_can_be_taken_back(words: list[str], data: st.DataObject, polarity: Polarity) -> None:
    text = data.draw(st.sampled_from([" ", "", "  ", "\n", "\u00a0"])).join(words)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    spans = [Span(*pair) for pair in pairwise(cuts) if pair[0] < pair[1]]
    overlap = data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True))
    if not spans:
        return
    *context, quote = spans
    ends = [match.end() for match in re.finditer(r"\w+", text)]
    places = data.draw(st.sets(st.sampled_from(ends or [0]), max_size=3))
    expansions = [Expansion(at, text[:at], "the same", None, "surname/1") for at in places]
    found = worded(text, quote, [*context, Span(*sorted(overlap))], polarity, expansions)
    back = unedited(found.text, found.edits)
    said = " ".join((quote.of(text).rstrip(" \n\u00a0.,;:") or quote.of(text)[0]).split())
    assert back.strip().casefold() in {said.casefold(), f"{said}.".casefold()}


def test_the_wording_is_the_articles_own_words() -> None:
    text = "In May, the town will shut the pier, and sell it."
    quote, context = span_of(text, "sell it"), (span_of(text, "In May"), span_of(text, "the town will"))
    found = worded(text, quote, context, Polarity.AS_QUOTED)
    assert found.text == "In May, the town will sell it."
    assert [(edit.kind, edit.at, edit.added) for edit in found.edits] == [
        (EditKind.CONTEXT, 0, "In May, "),
        (EditKind.CONTEXT, 8, "the town will "),
    ]
    denied = worded(text, quote, (), Polarity.DENIED)
    assert denied.text == "It is not true that sell it."
    assert [(edit.kind, edit.added) for edit in denied.edits] == [(EditKind.DENIAL, DENIED)]


@pytest.mark.parametrize(
    ("text", "wording", "lost"),
    [
        ("they “never” saw it, and “nobody", "They “never” saw it, and nobody.", ["“"]),
        ("they never” saw “it”", "They never saw “it”.", ["”"]),
        ('they "never" saw "it', 'They "never" saw it.', ['"']),
        ("they “never” saw it", "They “never” saw it.", []),
        ("12” pipes", "12 pipes.", ["”"]),
        ('the port " will open', "The port will open.", ['" ']),
        ("x ” y ” z", "X y z.", ["” ", "” "]),
        ("x ” ” y", "X y.", ["” ", "” "]),
        ("” they saw", "They saw.", ["” "]),
        ("they saw ”", "They saw.", [" ”"]),
    ],
)
def test_only_a_mark_without_its_partner_is_left_out(text: str, wording: str, lost: list[str]) -> None:
    found = worded(text, Span(0, len(text)), (), Polarity.AS_QUOTED)
    assert found.text == wording
    assert [edit.words for edit in found.edits] == lost
    assert unedited(found.text, found.edits).casefold() == f"{text}.".casefold()


@pytest.mark.parametrize(
    ("words", "value", "added"),
    [
        ("on Friday", "2026-03-06", "2026-03-06"),
        ("in May", "2026-05", "2026"),
        ("12 June", "2026-06-12", "2026"),
        ("next year", "2027", "2027"),
        ("tomorrow", "2026-03-04", "2026-03-04"),
        ("on Friday evening", "2026-03-06TEV", "2026-03-06"),
        ("in May 2026", "2026-05", None),
        ("in 2026", "2026", None),
        ("soon", "FUTURE_REF", None),
        ("in the second quarter", "2026-Q2", None),
        ("a month earlier", "2026-02", None),
        ("two weeks ago", "2026-02-17", None),
    ],
)
def test_a_time_gets_in_brackets_what_it_leaves_out(words: str, value: str, added: str | None) -> None:
    text = f"It opened {words}."
    time = Timex(Quote.cut(text, 10, 10 + len(words)), TimexType.DATE, value)
    assert [item.added for item in dates(text, [time])] == ([added] if added else [])


def test_a_date_stands_behind_an_owner() -> None:
    assert last("Friday’s meeting was short, the mayor of Ulmet said.") == "Friday’s [2026-03-06] meeting was short."


def test_todays_prices_are_those_of_these_years() -> None:
    text = "It costs today’s price, not yesterday’s."
    times = [Timex(span_quote(text, words), TimexType.DATE, "2026-03-03") for words in ("today", "yesterday")]
    assert [item.words for item in dates(text, times)] == ["yesterday’s"]


def test_a_promise_is_not_dated_before_it_was_made() -> None:
    text = "Boats will sail in May."
    time = Timex(span := Quote.cut(text, 19, 22), TimexType.DATE, "2025-05", date(2025, 5, 1), date(2025, 5, 31))
    assert span.text == "May"
    assert dates(text, [time], date(2026, 3, 3)) == []
    assert [item.added for item in dates(text, [time])] == ["2025"]


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        ("Halden will sell it in 2027.", "Halden [Jory Halden] will sell it in 2027."),
        ("Mr Halden will sell it in 2027.", "Mr Halden [Jory Halden] will sell it in 2027."),
        ("The agency will sell it in 2027.", "The agency [Orlund Water Agency] will sell it in 2027."),
        ("The agency’s boats will sail in 2027.", "The agency’s [Orlund Water Agency] boats will sail in 2027."),
        ("The mayor will sell it in 2027.", "The mayor [Jory Halden] will sell it in 2027."),
        ("The mayor and Halden will meet in 2027.", "The mayor [Jory Halden] and Halden will meet in 2027."),
        ("Ankara agreed to it in 2025.", "Ankara [Türkiye's government] agreed to it in 2025."),
        ("Paris’ refusal will cost 5 million.", "Paris’ [France’s government] refusal will cost 5 million."),
        (
            "A treaty between Oslo and Riga will end in 2027.",
            "A treaty between Oslo [Norway's government] and Riga [Latvia's government] will end in 2027.",
        ),
    ],
)
def test_a_short_name_gets_the_one_thing_that_it_stands_for(sentence: str, wording: str) -> None:
    assert last(AGENCY.format(sentence)) == wording


@pytest.mark.parametrize(
    "sentence",
    [
        "It will open in Ankara in 2027.",
        "A train between Oslo and Riga will run in 2027.",
        "Ankara will have more rain in 2027.",
        "The agency of the county will close in 2027.",
        "The state agency will close in 2027.",
        "Haldens will sell it in 2027.",
        "Ida Halden will sell it in 2027.",
        "Jory Halden will sell it in 2027.",
        "Halden Council will sell it in 2027.",
        "A Halden will be served in 2027.",
        "Two boats will leave Orlund in 2027.",
        "The state agency was small. The agency will close in 2027.",
        "It was an agency of the port. The agency will close in 2027.",
        "Tim Halden came too. Halden will sell it in 2027.",
        "Halden, a village of 40 people, was flooded. Halden will be sold in 2027.",
        "Halden is a village. Halden will be sold in 2027.",
        "Halden, the oldest village, was flooded. Halden will be sold in 2027.",
        "The Halden coast was flooded. Halden will be sold in 2027.",
        "It is far from Halden’s capital. Halden will be sold in 2027.",
        "The mayor of Oslo came. Oslo rejected a plan of 40 homes in 2025.",
        "Homes in Oslo were sold. Oslo rejected the plan in 2025.",
        "Oslo’s residents came. Oslo rejected the plan in 2025.",
        "Oslo city council met. Oslo rejected the plan in 2025.",
    ],
)
def test_what_may_mean_something_else_is_left_as_it_is(sentence: str) -> None:
    assert not [edit for edit in claims(AGENCY.format(sentence))[-1].edits if edit.kind is EditKind.EXPANSION]


@pytest.mark.parametrize(
    "before",
    [
        "Mayor Jory Halden, a baker from a village, came.",
        "Jory Halden, a champion, came. Mayor Halden, a champion, left.",
        "Halden, a baker, came.",
        "Halden is the oldest of three.",
    ],
)
def test_what_is_told_of_a_person_is_no_other_use_of_the_name(before: str) -> None:
    assert last(AGENCY.format(f"{before} Halden will sell it in 2027.")).startswith("Halden [Jory Halden]")


@pytest.mark.parametrize(
    ("before", "expanded"),
    [
        ("The trade ministry paid.", True),
        ("Officials of trade came. Trade ministry officials paid.", True),
        ("Orlund’s trade ministry paid.", False),
        ("A trade ministry has many offices.", False),
        ("The Ulmet trade ministry paid.", False),
        ("The health ministry paid.", False),
    ],
)
def test_a_ministry_of_another_is_no_use_of_the_name(before: str, expanded: bool) -> None:
    text = f"The Ministry of Trade was founded in 1920. {before} The ministry will close in 2027."
    assert ("[Ministry of Trade]" in last(text)) is expanded


def test_the_last_word_of_a_carrier_that_is_a_country_is_no_short_form() -> None:
    text = "PORT ULM, Orlund (News) — A storm hit.\nThe boats will sail, Air Orlund said.\n"
    assert last(text + "It will be the fourth storm to hit Orlund in 2027.").endswith("hit Orlund in 2027.")


@pytest.mark.parametrize(
    ("before", "sentence", "words"),
    [
        ("The Ulmet Port Agency was founded in 1970.", "The agency will close in 2027.", "The agency"),
        ("Governor Ida Halden came too.", "Halden will sell it in 2027.", "Halden"),
        ("Mayor Ida Moss came too.", "The mayor will sell it in 2027.", "The mayor"),
    ],
)
def test_where_two_agree_nothing_is_added_and_the_words_are_left_open(before: str, sentence: str, words: str) -> None:
    claim = claims(AGENCY.format(f"{before} {sentence}"))[-1]
    assert claim.text == sentence
    assert claim.needs_context
    assert [quote.text for quote in claim.needs_context.words] == [words]
    assert "needs_context" in claim.flags


def test_a_name_is_no_antecedent_before_it_is_given() -> None:
    first, *_ = claims("Halden will sell it in 2027. Mayor Jory Halden opened it in 1990.")
    assert first.text == "Halden will sell it in 2027."


def test_a_short_form_stands_for_the_words_that_it_was_given_with() -> None:
    text = "The National Bank of Orlund (NBO) was founded in 1920. The NBO will close in 2027."
    assert last(text) == "The NBO [National Bank of Orlund] will close in 2027."
    assert last("Statistics Orlund (StatOrl) was founded in 1920. StatOrl will move in 2027.").startswith(
        "StatOrl [Statistics Orlund]"
    )
    assert last("The boat (NBO) sank in 1920. The NBO will close in 2027.") == "The NBO will close in 2027."


def test_a_claim_that_points_comes_with_what_stands_before_it() -> None:
    text = "Port to close\n\nNews\n\nThe pier was built in 1920. It was shut in 1990.\n"
    claim = claims(text)[-1]
    assert claim.text == "It was shut in 1990."
    around = claim.needs_context
    assert around
    assert [quote.text for quote in around.words] == ["It"]
    assert around.previous
    assert around.previous.text == "The pier was built in 1920."
    assert (around.heading and around.heading.text, around.title) == ("News", "Port to close")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was shut", ["It"]),
        ("The pier was shut", []),
        ("In May it was shut", ["it"]),
        ("There were no boats", []),
        ("The town told him that", ["him"]),
        ("The teacher left his boat", []),
        ("Yesterday Halden sold her boat", []),
    ],
)
def test_words_that_point_outside_are_named(text: str, words: list[str]) -> None:
    context = [span_of(text, "In May")] if text.startswith("In May") else []
    quote = span_of(text, text.removeprefix("In May "))
    assert [found.text for found in open_words(text, quote, context)] == words
