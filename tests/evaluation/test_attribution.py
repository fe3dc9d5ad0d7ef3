"""Attributions aligned by their cues, in full, by pairs and by character; read from rows and from brat folders."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from claimtrack.domain.attribution import Attribution
from claimtrack.domain.span import Quote, Span
from claimtrack.errors import InvalidDataError, UnreadableError
from claimtrack.evaluation.attribution import counts, evaluate_attribution, relation_of
from claimtrack.evaluation.corewords import core_verb
from claimtrack.evaluation.relations import Relation, find_texts, read_folder, row_of
from tests.evaluation import made

TEXT = "The port said that the ferry will sail, and the crew feared that it would sink."
SAID = made.place(TEXT, "said")
FEARED = made.place(TEXT, "feared")


def span(words: str) -> Span:
    found = made.place(TEXT, words)
    return Span(found["start"], found["end"])


def relation(source: str | None, cue: str, content: str, rule: str = "") -> Relation:
    return Relation((span(source),) if source else (), (span(cue),), (span(content),), rule)


PORT = relation("The port", "said", "the ferry will sail")
CREW = relation("the crew", "feared", "that it would sink")


def test_all_right() -> None:
    counted = counts(TEXT, [PORT, CREW], [PORT, CREW])
    names = ("found", "wanted", "cue right", "full right", "pairs right", "source right", "content right")
    assert [counted[name] for name in names] == [2] * 7
    # Only "said" is one of the common verbs.
    assert [counted[name] for name in ("core found", "core right", "core wanted", "core hit")] == [1] * 4
    assert counted["source shared"] == counted["source found"] == counted["source wanted"] == 16


def test_source_and_content_are_judged_apart() -> None:
    found = [
        relation("the crew", "said", "the ferry will sail", "trailing/1"),
        relation("the crew", "feared", "it", "object/1"),
        relation("the crew", "and", "it would sink", "object/1"),
    ]
    counted = counts(TEXT, found, [PORT, CREW])
    names = ("cue right", "full right", "source right", "content right")
    assert [counted[name] for name in names] == [2, 0, 1, 1]
    rules = ("trailing/1 found", "trailing/1 cue", "trailing/1 full", "object/1 found", "object/1 cue")
    assert [counted[name] for name in rules] == [1, 1, 0, 2, 1]
    assert [counted[name] for name in ("pairs found", "pairs right", "pairs wanted")] == [3, 1, 2]


def test_the_pair_that_is_right_in_full_goes_first() -> None:
    twice = [relation("the crew", "said", "it would sink"), relation("The port", "said", "the ferry will sail")]
    counted = counts(TEXT, twice, [PORT])
    assert (counted["cue right"], counted["full right"], counted["found"]) == (1, 1, 2)


def test_one_pair_is_not_right_twice() -> None:
    other = relation("The port", "feared", "the ferry will sail")
    counted = counts(TEXT, [PORT], [PORT, other])
    assert [counted[name] for name in ("pairs found", "pairs right", "pairs wanted")] == [1, 1, 2]


def test_the_parts_of_a_content_are_what_is_compared() -> None:
    def quote(words: str) -> Quote:
        found = span(words)
        return Quote.cut(TEXT, found.start, found.end)

    whole = Attribution(quote("The port"), quote("said"), quote("the ferry will sail"), 0.9, rule="medial/1")
    assert relation_of(whole) == Relation(
        (span("The port"),), (span("said"),), (span("the ferry will sail"),), "medial/1"
    )
    parted = replace(whole, source=None, parts=(span("the ferry"), span("sail")))
    assert relation_of(parted).content == (span("the ferry"), span("sail"))
    assert relation_of(parted).source == ()


def test_nobody_named_agrees_with_nobody_named() -> None:
    nobody = relation(None, "said", "the ferry will sail")
    assert counts(TEXT, [nobody], [nobody])["full right"] == 1
    assert counts(TEXT, [PORT], [nobody])["full right"] == 0
    assert counts(TEXT, [nobody], [nobody])["pairs found"] == 0


@pytest.mark.parametrize(
    ("cue", "verb"),
    [
        ("said", "say"),
        ("has confirmed", "confirm"),
        ("According to", "according"),
        ("told reporters", "tell"),
        ("feared", None),
        ("a report", None),
        ("their claim", None),
        ("arguing", "argue"),
    ],
)
def test_which_cues_are_common(cue: str, verb: str | None) -> None:
    assert core_verb(cue) == verb


def brat(folder: Path, text: str = TEXT) -> Path:
    """Write a text with the two attributions as brat annotations."""
    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    (folder / "text" / "story.txt").write_bytes(text.encode())
    port, sail = made.place(text, "The port"), made.place(text, "the ferry will sail")
    said, will = made.place(text, "said"), made.place(text, "will")
    rows = [
        f"T1\tSource {port['start']} {port['end']}\tThe port",
        f"T2\tCue {said['start']} {said['end']}\tsaid",
        f"T3\tContent {sail['start']} {will['start'] - 1};{will['start']} {sail['end']}\tthe ferry will sail",
        f"T4\tAttribution {said['start']} {said['end']}\tsaid",
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
        "E2\tAttribution-no-source:T4",
    ]
    (folder / "attributions" / "story_ab12.ann").write_text("\n".join(rows))
    (folder / "attributions" / "story_zz99.ann").write_text("T1\tSource 0 3\tThe\n")
    return folder


def test_a_brat_folder_is_read(tmp_path: Path) -> None:
    # The accent and the line end take one place less in the canonical text.
    text = f"Cafe\u0301 news.\r\n{TEXT}"
    ((found, annotation),) = find_texts(brat(tmp_path, text))
    assert annotation.name == "story_ab12.ann"
    (document,) = read_folder([(found, annotation)])
    (first,) = document.relations
    canonical = text.replace("e\u0301", "é").replace("\r", "")
    assert [part.of(canonical) for part in first.content] == ["the ferry", "will sail"]
    assert [part.of(canonical) for part in first.source + first.cue] == ["The port", "said"]


@pytest.mark.parametrize("broken", ["T1\tSource\tThe", "T1\tSource 5 900\tThe", "E1\tCue:T9 Content:T9"])
def test_a_broken_annotation_is_named(tmp_path: Path, broken: str) -> None:
    brat(tmp_path)
    (tmp_path / "attributions" / "story_ab12.ann").write_text(broken)
    with pytest.raises(UnreadableError, match=r"story_ab12\.ann"):
        list(read_folder(find_texts(tmp_path)))


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidDataError, match="No annotated attributions"):
        evaluate_attribution(tmp_path)


def test_rows_may_lack_a_cue_or_content() -> None:
    source = made.place(TEXT, "The port")
    row = {"id": 1, "text": TEXT, "attributions": [{"source": source, "cue": None, "content": []}]}
    assert row_of(row).relations == (Relation((Span(0, 8),), (), ()),)


def test_documents_are_extracted(tmp_path: Path) -> None:
    text = "The port said that the ferry will sail for ever."
    found = evaluate_attribution(brat(tmp_path, text), plain=True)
    assert (found.unit, found.units) == ("document", 1)
    assert found.value("cue.recall") == found.value("full.recall") == 1.0
    rules = [figure.key for figure in found.figures if figure.key.startswith("rule.")]
    assert rules
    attribution = {
        "source": made.place(TEXT, "The port"),
        "cue": SAID,
        "content": [made.place(TEXT, "the ferry will sail")],
    }
    rows = made.rows(tmp_path / "dev.jsonl", {"id": "a", "text": TEXT, "attributions": [attribution]})
    assert evaluate_attribution(rows, plain=True).value("pair.recall") == 1.0
    assert evaluate_attribution(tmp_path, plain=True).value("core.recall") == 1.0


def test_a_pipe_among_the_texts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("")
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(UnreadableError, match=r"a\.txt: it is no file"):
        evaluate_attribution(tmp_path)
