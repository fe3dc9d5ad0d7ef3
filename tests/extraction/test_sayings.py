"""The list of attributions: who is said to have said, thought or wanted what."""

import time

import pytest

from claimtrack.domain.attribution import CueClass
from claimtrack.domain.claim import Modality
from claimtrack.domain.span import Span
from claimtrack.extraction import extract
from claimtrack.extraction.attribution import Frame
from claimtrack.extraction.sayings import Saying, outermost
from tests.extraction.articles import article
from tests.extraction.blocks import each_case


def listed(text: str, *, plain: bool = False) -> list[str]:
    """Return rule, source, cue and content of each attribution; the parts of a content are joined by dots."""
    found = []
    for said in extract(article(text), plain=plain).attributions:
        said.content.check(text)
        assert (said.parts[0].start, said.parts[-1].end) == (said.content.start, said.content.end)
        words = [said.rule.partition("/")[0]]
        for quote in (said.source, said.cue):
            if quote:
                quote.check(text)
            words.append(quote.text if quote else "-")
        found.append(" | ".join([*words, " … ".join(part.of(text) for part in said.parts)]))
    return found


@pytest.mark.usefixtures("model")
@each_case("attributions")
def test_cases(text: str, wanted: list[str]) -> None:
    assert listed(text.replace("⏎", "\n")) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Stein says hackers were here.", "leading_bare | Stein | says | hackers were here."),
        ("But the board has said on Friday that it was sold.", "leading_that | the board | said | it was sold."),
        ("The town is warning that it will flood.", "leading_bare | The town | warning | it will flood."),
        ("It was late, though she admitted it had rained.", "leading_bare | she | admitted | it had rained."),
    ],
)
def test_without_a_parse(text: str, wanted: str) -> None:
    found = listed(text, plain=True)
    assert [line.partition(" | ")[2] for line in found] == [wanted.partition(" | ")[2]]


def test_without_a_parse_what_is_added_stands_apart() -> None:
    assert listed("When it rained, Moss said it had been sold, adding that nobody had asked.", plain=True) == [
        "leading_bare | Moss | said | it had been sold",
        "participle | Moss | adding | nobody had asked.",
    ]
    (only,) = listed("The town closed the pier, arguing that the pier was rotten.", plain=True)
    assert only == "participle | The town | arguing | the pier was rotten."


@pytest.mark.parametrize("text", ["The state plan was sold.", "Their remarks were read.", "Moss said on Monday to go."])
def test_nothing_without_a_parse(text: str) -> None:
    assert listed(text, plain=True) == []


@pytest.mark.usefixtures("model")
def test_a_wish_or_a_judgement_is_listed_and_makes_no_claim_of_its_own() -> None:
    found = extract(article("The union condemned the sale. The board said that the pier was sold in May."))
    assert [said.rule for said in found.attributions] == ["object/1", "leading_that/1"]
    reported = [claim for claim in found.claims if claim.modality is Modality.REPORTED]
    assert [claim.attribution for claim in reported] == [found.attributions[1]]


@pytest.mark.usefixtures("model")
def test_surer_rules_have_more_confidence() -> None:
    text = "“The pier is safe,” Moss said. The neighbours are afraid that the pier will fall."
    sure, unsure = extract(article(text)).attributions
    assert 0 < unsure.confidence < sure.confidence < 1


def test_what_somebody_else_reports_is_left_to_them() -> None:
    def saying(source: int, cue: int, content: tuple[int, int]) -> Saying:
        frame = Frame(Span(source, source + 1), Span(cue, cue + 1), CueClass.NEUTRAL, "say", "trailing/1")
        return Saying(frame, (Span(*content),))

    outer, inner, beside = saying(0, 1, (2, 20)), saying(3, 4, (5, 9)), saying(21, 22, (23, 30))
    assert outermost("." * 40, [beside, inner, outer]) == [outer, beside]


def test_a_line_full_of_frames_is_listed_in_linear_time() -> None:
    def seconds(times: int) -> float:
        read = article("“It is up 4,” Moss said. " * times)
        begin = time.process_time()
        assert len(extract(read, plain=True).attributions) == times
        return time.process_time() - begin

    seconds(50)
    assert seconds(1_200) < 12 * seconds(300)
