"""`claimtrack search` and `list --search` as a person and a script see them."""

import json

import pytest

from claimtrack.cli import output
from claimtrack.cli.search import excerpt
from claimtrack.domain.span import Span
from tests.cli.conftest import Desk, DeskAfter, read_both
from tests.cli.test_width import on_a_terminal


@pytest.fixture
def two(desk_after: DeskAfter) -> Desk:
    """Give a desk that has read both articles."""
    return desk_after(read_both)


def test_a_claim_is_found_with_its_places(story: Desk) -> None:
    (found,) = story("search", "bridges", "REOPEN", "oyelaran", "--json").json("found-claim")
    assert found["text"].startswith("The Linden Street bridge will reopen on")
    assert [found["text"][place["start"] : place["end"]] for place in found["highlights"]["text"]] == [
        "bridge",
        "reopen",
    ]
    quote = [found["quote"]["text"][place["start"] : place["end"]] for place in found["highlights"]["quote"]]
    assert quote == ["bridge", "reopen"]
    assert found["found_in"] == ["text", "speaker"]
    assert 0 < found["score"] < 1


def test_a_word_of_the_quote_or_the_headline_is_shown_there(story: Desk) -> None:
    story("edit", "C-1", "--text", "The crossing opens in summer.")
    shown = story("search", "linden", "crossing")
    assert "C-1  The crossing opens in summer." in shown.out
    assert "quote:  The Linden Street bridge will reopen" in shown.out
    headline = story("search", "harbour", "euros")
    assert "headline:  Harbour bridge to reopen in June" in headline.out
    assert headline.err == "1 claim found.\n"


def test_several_words_in_one_argument_are_a_phrase(story: Desk) -> None:
    assert story("search", "street bridge").err == "1 claim found.\n"
    assert story("search", "bridge street").err == "0 claims found.\n"
    assert story("search", "bridge", "street").err == "1 claim found.\n"
    assert story("search", 'street "linden street"').err == "1 claim found.\n"


def test_filters_and_exclusions(two: Desk) -> None:
    def ids(*args: str) -> list[str]:
        return [one["id"] for one in two("search", *args, "--json").json("found-claim")]

    everything = ids("the")
    assert len(everything) >= 4
    assert ids("the", "--without", "bridge") == [name for name in everything if name not in ids("the", "bridge")]
    assert ids("the", "--article", "A-2", "--speaker", "OYELARAN") == ["C-4"]
    assert ids("the", "--state", "settled") == ids("the", "--status", "refuted") == []
    assert ids("the", "--open") == everything
    assert two("search", "the", "--article", "A-9").code == 4


def test_what_is_cut_is_said(two: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    total = len(two("search", "the", "--json").json())
    one = two("search", "the", "--limit", "1")
    assert one.err == f"1 of {total} claims found; more with --limit {total}\n"
    assert one.out.count("C-") == 1
    monkeypatch.setattr("claimtrack.store.ranked.MOST_RANKED", 2)
    assert two("search", "the").err == (
        f"{total} claims found.\nOnly the newest 2 of them were put in order; more words narrow it down.\n"
    )
    monkeypatch.setattr("claimtrack.store.ranked.MOST_COUNTED", 2)
    assert two("search", "the", "--json").err.startswith("more than 2 claims found.")
    many = two("search", *(f"w{number}" for number in range(40)))
    assert many.err.startswith("The last 8 words were not searched for; 32 at most are.\n")


@pytest.mark.parametrize("words", ['"', "'", "*", "NEAR(a b", "\x00", "🌉", "(", "a:b", "10.5%", "x" * 10_000, " ", ""])
def test_no_words_are_syntax(story: Desk, words: str) -> None:
    for args in (("search", words), ("search", "--", f"-{words}"), ("list", f"--search={words}")):
        shown = story(args[0], "--json", *args[1:])
        assert (shown.code, json.loads(shown.out)) == (0, [])
    said = "There is no letter and no digit to search for.\n" if not any(map(str.isalnum, words)) else ""
    assert story("search", words).err == f"{said}0 claims found.\n"


def test_a_list_says_how_many_have_the_words(two: Desk) -> None:
    assert two("list", "--search", "linden reopen").err == "2 claims found.\n"
    assert two("list", "--search", "swans").err == "No claim fits.\n"
    assert "of" in two("list", "--search", "the", "--limit", "1").err
    assert [one["id"] for one in two("list", "--search", '"will not reopen"', "--json").json("claim")] != []


def test_words_stand_out_on_a_terminal(two: Desk) -> None:
    for args in (("search", "linden", "bridges"), ("list", "--search", "linden bridges")):
        shown = on_a_terminal(two, *args)
        assert shown.count("\x1b[1;4mLinden\x1b[0m Street \x1b[1;4mbridge\x1b[0m will") == 2
        assert "\x1b" not in on_a_terminal(two, *args, NO_COLOR="1")


def test_a_place_is_marked_wherever_the_line_is_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setattr(output, "styled", lambda text, *styles: f"<{text}>" if output.HIGHLIGHT[0] in styles else text)
    text = "One  two three\tfour five\n six \x1c seven eight nine ten"
    output.labelled([("C-7", "dim")], text, places=[Span(5, 14), Span(23, 29), Span(text.index("eight"), len(text))])
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "C-7  One  <two> <three>  four fiv<e>",
        "     <six> \ufffd seven <eight> <nine>",
        "     <ten>",
    ]


def test_a_long_text_is_cut_around_the_first_place() -> None:
    text = "word " * 100 + "needle " + "word " * 100
    start = text.index("needle")
    shown, places = excerpt(text, [Span(start, start + 6), Span(900, 904)])
    assert shown.startswith("… word")
    assert shown.endswith(" …")
    assert len(shown) < 210
    assert [place.of(shown) for place in places] == ["needle"]
    assert excerpt("a needle", [Span(2, 8)]) == ("a needle", [Span(2, 8)])
