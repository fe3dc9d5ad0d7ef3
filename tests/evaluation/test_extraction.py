"""Counting on a made-up article, with claims put by hand where the count matters."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claimtrack.domain.attribution import Attribution
from claimtrack.domain.claim import ExtractedClaim, Extraction, Modality, Polarity
from claimtrack.domain.due import Due, DueKind, Timex, TimexType
from claimtrack.domain.span import Quote, Span
from claimtrack.evaluation import claims, speech, when
from claimtrack.evaluation.comparing import Compared, Standing
from claimtrack.evaluation.extraction import evaluate_extraction
from claimtrack.evaluation.gold import GoldArticle, find_annotations, read_gold
from claimtrack.evaluation.misses import misses
from claimtrack.evaluation.when import interval_overlap
from tests.evaluation import made


@pytest.fixture
def article(tmp_path: Path) -> GoldArticle:
    (found,) = read_gold(find_annotations(made.write(tmp_path, "harbour/1", made.TEXT, made.ferry())))
    assert isinstance(found, GoldArticle)
    return found


def quote(words: str) -> Quote:
    return Quote.cut(made.TEXT, made.TEXT.index(words), made.TEXT.index(words) + len(words))


def emitted(words: str, **facts: Any) -> ExtractedClaim:
    found = quote(words)
    plain = ExtractedClaim(
        found, words, Modality.ASSERTED_FACT, attributed=False, attribution=None, sentence=found.span
    )
    return replace(plain, **facts)


def said(words: str, source: str | None, cue: str) -> Attribution:
    return Attribution(quote(source) if source else None, quote(cue), quote(words), 0.9)


def compared(article: GoldArticle, *found: ExtractedClaim, times: tuple[Timex, ...] = ()) -> Compared:
    return Compared.of(article, Extraction((), (), (), times, found, (), "hand", "1"))


SAIL, PEOPLE, FAILED, LOVELY = (
    "the ferry will sail until 1 May 2027",
    "Sixty people are employed on board",
    "the engine had failed",
    "It is a lovely boat",
)
DUE = Due(DueKind.STATED, "until 1 May 2027", None, date(2027, 5, 1), None, "stated/1")
RIGHT = (
    emitted(
        SAIL,
        modality=Modality.FORWARD_LOOKING,
        attributed=True,
        attribution=said(SAIL, "The port", "said"),
        due=DUE,
        sentence=quote("The port said on Monday that the ferry will sail until 1 May 2027.").span,
    ),
    emitted(PEOPLE),
    emitted(
        FAILED,
        modality=Modality.REPORTED,
        attributed=True,
        attribution=said(FAILED, "The crew", "denied"),
        polarity=Polarity.DENIED,
        sentence=quote("The crew denied that the engine had failed.").span,
    ),
)
UNTIL = Timex(quote("until 1 May 2027"), TimexType.DATE, "2027-05-01", None, date(2027, 5, 1))


def shown(found: Mapping[str, float], *names: str) -> tuple[float, ...]:
    return tuple(found.get(name, 0) for name in names)


def test_all_right(article: GoldArticle) -> None:
    all_right = compared(article, *RIGHT, times=(UNTIL,))
    found = claims.counts(all_right)
    assert shown(found, "core", "core found", "core or wrong", "must-not", "exact") == (3, 3, 3, 0, 3)
    assert shown(found, "sentences wanted", "sentences found", "sentences right") == (3, 3, 3)
    assert found["grounded"] == found["quotes"] == 3 + 2 * 3
    spoken = speech.counts(all_right)
    assert shown(spoken, "source wanted", "source found", "source right", "cue right") == (2, 2, 2, 2)
    assert shown(spoken, "in wanted", "in right wanted", "in found", "in right found", "out wanted") == (2, 2, 2, 2, 0)
    assert shown(spoken, "triple wanted", "triple found", "triple right") == (2, 2, 2)
    assert shown(spoken, "modality right", "polarity right", "denied", "denied right", "inflated") == (3, 3, 1, 1, 0)
    dated = when.counts(all_right)
    assert shown(dated, "times", "times found", "values right", "interval overlap") == (1, 1, 1, 1)
    assert shown(dated, "due", "due kind right", "stated", "stated right", "false stated") == (1, 1, 1, 1, 0)
    listed = misses(all_right)
    assert (listed.missed, listed.wrong, listed.differs) == ((), (), ())


def test_what_is_missed_wrong_or_told_otherwise(article: GoldArticle) -> None:
    wrong = compared(
        article,
        emitted(SAIL, attribution=said(SAIL, "The crew", "denied"), attributed=True),
        emitted(LOVELY),
        emitted("Read more: Ferries of the north"),
        emitted("on board"),
        emitted(PEOPLE, due=DUE, attribution=said(PEOPLE, "The port", "said")),
    )
    assert [wrong.standing(at) for at in range(5)] == [
        (Standing.RIGHT, None),
        (Standing.MUST_NOT, "author_evaluation"),
        (Standing.MUST_NOT, "related_link"),
        (Standing.NOT_ANNOTATED, None),
        (Standing.RIGHT, None),
    ]
    found = claims.counts(wrong)
    assert shown(found, "core found", "core or wrong", "core or must-not", "annotated", "emitted") == (2, 5, 4, 2, 5)
    assert shown(found, "must-not", "must-not own voice", "must-not furniture", "not annotated") == (2, 1, 1, 1)
    # A link is no sentence of the article, so what is claimed there is found besides, and wrong.
    assert shown(found, "sentences wanted", "sentences found", "sentences right") == (3, 4, 2)
    spoken = speech.counts(wrong)
    assert shown(spoken, "source wanted", "source found", "source right", "false source") == (1, 2, 0, 1)
    assert shown(spoken, "hits", "attributed right") == (2, 2)
    assert shown(spoken, "weaker", "inflated", "future or opinion", "future as fact") == (1, 1, 1, 1)
    assert shown(spoken, "triple wanted", "triple found", "triple right") == (2, 2, 0)
    dated = when.counts(wrong)
    assert shown(dated, "due", "due given", "put as stated", "false stated", "times found") == (1, 0, 1, 1, 0)
    listed = misses(wrong)
    assert [missed.id for missed in listed.missed] == ["C03"]
    assert [item.code for item in listed.wrong] == ["author_evaluation", "related_link", None]
    assert listed.wrong[2].touches == ("C02",)
    assert [(item.id, item.what, item.found, item.wanted) for item in listed.differs] == [
        ("C01", "modality", "asserted_fact", "forward_looking"),
        ("C01", "source", "The crew", "The port"),
        ("C01", "last day", "no day", "2027-05-01"),
        ("C02", "source", "The port", "nobody"),
        ("C02", "last day", "2027-05-01", "no day"),
    ]


def test_a_little_off_is_a_hit_but_not_exact(article: GoldArticle) -> None:
    near = compared(
        article,
        emitted("ferry will sail until 1 May 2027", attributed=False),
        emitted("boat"),
        times=(replace(UNTIL, value="2027"),),
    )
    assert shown(claims.counts(near), "core found", "exact") == (1, 0)
    # The whole stretch must not be claimed, so no part of it may be.
    assert near.standing(1) == (Standing.MUST_NOT, "author_evaluation")
    assert shown(speech.counts(near), "hits", "attributed right") == (1, 0)
    assert shown(when.counts(near), "times found", "values", "values right") == (1, 1, 0)


def test_who_says_what_is_optional_counts_for_no_triple(article: GoldArticle) -> None:
    optional = replace(article, claims=(replace(article.claims[0], level="optional"),))
    assert shown(speech.counts(compared(optional, RIGHT[0])), "triple wanted", "triple found") == (0, 0)


@pytest.mark.parametrize(
    ("level", "modality", "standing", "wrong"),
    [
        ("optional", Modality.ASSERTED_FACT, Standing.ALLOWED, 0),
        ("optional_opinion", Modality.OPINION, Standing.ALLOWED, 0),
        ("optional_opinion", Modality.REPORTED, Standing.UNMARKED_OPINION, 1),
    ],
)
def test_optional_claims_are_neither_right_nor_wrong(
    article: GoldArticle, level: str, modality: Modality, standing: Standing, wrong: int
) -> None:
    optional = replace(article, claims=(replace(article.claims[1], level=level),))
    found = compared(optional, emitted(PEOPLE, modality=modality))
    assert found.standing(0) == (standing, None)
    counted = claims.counts(found)
    assert shown(counted, "core", "core found", "core or wrong", "optional found") == (0, 0, wrong, 1)
    assert counted["annotated"] == 1 - wrong


def test_wording_may_hold_no_number_or_name_of_its_own() -> None:
    words, numbers = frozenset({"ferry", "sail", "may"}), frozenset({"1", "2027"})
    assert claims.unfounded(emitted(SAIL, text="The ferry will sail on 1 May 2027."), words, numbers) == []
    made_up = emitted(SAIL, text="The ferry Aurora will sail on 12 May 2027.")
    assert claims.unfounded(made_up, words, numbers) == ["12", "Aurora"]
    denied = emitted(FAILED, text="It is not true that Ferry failed.", polarity=Polarity.DENIED)
    assert claims.unfounded(denied, words, numbers) == []


def day(number: int) -> date:
    return date(2026, 5, number)


def test_intervals_share_days() -> None:
    assert interval_overlap((day(1), day(10)), (day(1), day(10))) == 1.0
    assert interval_overlap((day(1), day(10)), (day(6), day(15))) == pytest.approx(5 / 15)
    assert interval_overlap((day(1), day(2)), (day(3), day(4))) == 0.0
    assert interval_overlap((None, day(2)), (None, day(2))) == 1.0
    assert interval_overlap((day(1), day(2)), (None, day(2))) == 0.0


def test_a_folder_is_extracted_and_counted(tmp_path: Path) -> None:
    made.write(tmp_path, "harbour/1", made.TEXT, made.ferry())
    made.write(tmp_path, "harbour/2", made.TEXT, made.ferry())
    (tmp_path / "harbour" / "3.json").write_text(
        (tmp_path / "harbour" / "2.json").read_text().replace("1.txt", "9.txt")
    )
    told: list[int | None] = []

    def watch(items: Any, total: int | None) -> Any:
        told.append(total)
        return iter(items)

    report = evaluate_extraction(tmp_path, plain=True, watch=watch)
    found = report.evaluation
    assert (found.units, told) == (2, [3])
    assert found.subject.startswith("claimtrack-plain ")
    assert any("harbour/3 was left out" in note for note in found.notes)
    assert any("without the language model" in note for note in found.notes)
    assert found.value("grounding") == found.value("determinism") == 1.0
    assert found.value("claims.core_recall") == 1.0
    assert found.value("due.stated") == 1.0
    assert found.value("speed.ms_per_article") > 0
    assert [item.article for item in report.misses] == ["harbour/1", "harbour/2"]
    assert sum(row["emitted"] for row in found.tables["rules"].values()) == found.figure("claims.precision_of_all").of
    assert sum(row["right"] for row in found.tables["rules"].values()) == found.figure("claims.precision_of_all").right
    table = found.tables["modality"]
    assert sum(sum(row.values()) for row in table.values()) == found.figure("claims.exact_span").of == 6


def test_a_quote_that_is_not_there_is_counted(article: GoldArticle) -> None:
    off = replace(emitted(PEOPLE), quote=Quote(quote(PEOPLE).start + 1, quote(PEOPLE).end + 1, PEOPLE))
    found = claims.counts(compared(article, off))
    assert (found["quotes"], found["grounded"]) == (1, 0)
    assert Span(1, 2).iou(Span(1, 2)) == 1.0
