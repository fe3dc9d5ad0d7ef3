"""Scores on rows made up by hand: each figure is worked out beside the test."""

import gzip
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claimtrack.domain.span import Span
from claimtrack.errors import InvalidDataError, InvalidLineError, NotFoundError, UnreadableError
from claimtrack.evaluation import attribution, future, lines, match, pages, sentences, times, worth
from claimtrack.evaluation.rows import find_rows, read_rows
from tests.evaluation import made


def test_sentences_by_span_and_by_end(tmp_path: Path) -> None:
    text = "Harbour news\n\nThe ferry sails. It is late. Dr. Oye waits."
    gold = [made.place(text, words) for words in ("Harbour news", "The ferry sails. It is late.", "Dr. Oye waits.")]
    rows = made.rows(tmp_path / "dev.jsonl", {"text": text, "sentences": gold})
    found = sentences.evaluate_sentences(tmp_path)
    # Ours: the heading, three sentences; the second annotated one holds two of ours.
    assert found.figure("sentences.exact.precision").of == 4
    assert found.value("sentences.exact.precision") == 2 / 4
    assert found.value("sentences.exact.recall") == pytest.approx(2 / 3)
    assert found.value("sentences.boundary.precision") == 3 / 4
    assert found.value("sentences.boundary.recall") == 1.0
    assert found.value("sentences.offset_errors") == 0.0
    assert found.value("speed.sentences_per_second") > 0
    assert sentences.evaluate_sentences(rows).units == 1


def test_annotated_white_space_does_not_count_and_ours_does() -> None:
    row = sentences.row_of({"text": "One. Two.\r\n", "sentences": [{"start": 0, "end": 5}, {"start": 5, "end": 11}]})
    assert row.sentences == (Span(0, 4), Span(5, 9))
    wrong = sentences.counts(row.text, [Span(0, 5), Span(4, 9)], row.sentences)
    assert (wrong["exact"], wrong["wrong places"]) == (0, 3)


GOLD = [(Span(0, 6), "2026-05-01"), (Span(10, 20), "P2D"), (Span(30, 34), "--10")]


def test_times_are_found_one_to_one() -> None:
    found = [(Span(0, 6), "2026-05-01"), (Span(8, 20), "P3D"), (Span(12, 20), "P2D"), (Span(31, 34), "2026-10")]
    counted = times.counts(found, GOLD)
    assert dict(counted) == {"found": 4, "wanted": 3, "relaxed": 3, "strict": 1, "values": 2}


def test_one_time_is_not_found_twice() -> None:
    gold = [(Span(0, 6), "2026-05-01"), (Span(7, 9), "2026")]
    assert times.counts([(Span(0, 9), "2026-05-01")], gold)["relaxed"] == 1


def test_the_date_line_is_left_out() -> None:
    assert times.counts([(Span(0, 6), "2026-05-01")], [], Span(3, 9))["found"] == 0


def test_values_without_a_year_leave_it_open() -> None:
    assert times.same_value("2026-10", "--10")
    assert times.same_value("2026-10-02", "--10-02")
    assert not times.same_value("2026-11", "--10")
    assert not times.same_value("2026-10-02", "--10")
    assert times.value_of({"from": "2020", "to": "2021"}) == "2020/2021"


def test_times_of_documents(tmp_path: Path) -> None:
    text = "The port said on Tuesday that the ferry will sail for two days in May 2027."
    day, days = made.place(text, "Tuesday"), made.place(text, "two days")
    made.rows(
        tmp_path / "dev.jsonl",
        {
            "id": "a",
            "dct": "2026-03-05",
            "text": text,
            "timex": [day | {"value": "2026-03-03"}, days | {"value": "P2D"}],
        },
        {"id": "b", "dct": "2026-03-05", "text": "\x00\x01 \x02", "timex": []},
    )
    found = times.evaluate_times(tmp_path, plain=True)
    assert found.figure("times.relaxed.recall").right == 2
    assert found.value("times.value.recall") == 1.0
    assert found.figure("times.relaxed.precision").of == 3
    assert "1 document was refused: b: " in found.notes[0]
    dates = {"id": "a", "date": "2026-03-05", "text": text, "dates": [day | {"when": "2026-03-03"}]}
    tei = times.evaluate_times(made.rows(tmp_path / "tei.jsonl", dates), plain=True)
    # A duration is no date, so that only Tuesday and May count.
    assert tei.figure("times.value.precision").of == 2
    assert times.row_of(dates).published == date(2026, 3, 5)


PAGE = made.lines(
    "boilerplate: Share this article",
    "body: The port said on Monday that the ferry will sail until the first day of May.",
    "body: Read more: The crew denied that the engine of the old ferry had failed.",
    "ambiguous: Follow us",
    "boilerplate: The old ferry has been sailing since the port was built in the last century.",
)


def test_lines_are_body_or_boilerplate(tmp_path: Path) -> None:
    made.rows(tmp_path / "dev.jsonl", {"id": "a", "lines": PAGE})
    found = lines.evaluate_lines(tmp_path)
    # One of two boilerplate lines is seen, one body line is taken for one.
    assert found.value("lines.boilerplate.precision") == found.value("lines.boilerplate.recall") == 1 / 2
    assert found.value("lines.body.precision") == found.value("lines.body.recall") == 1 / 2
    assert found.notes == ()


def test_a_refused_page_has_no_body(tmp_path: Path) -> None:
    german = made.lines(
        "body: Die Behörde teilte am Montag mit, dass die Brücke im Mai wieder geöffnet wird und bleibt."
    )
    made.rows(tmp_path / "dev.jsonl", {"id": "a", "lines": PAGE}, {"id": "b", "lines": german})
    found = lines.evaluate_lines(tmp_path)
    assert found.figure("lines.body.recall").of == 3
    assert found.figure("lines.read.body.recall").of == 2
    assert "1 page was refused: b: " in found.notes[0]


@pytest.mark.usefixtures("model")
def test_sentences_that_look_forward(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "1", "text": "The port will open a second quay in May", "dct": "2026-03-05", "future": True},
        {"id": "2", "text": "The port opened a second quay in May.", "dct": "2026-03-05", "future": True},
        {"id": "3", "text": "The council closed the old quay on Monday.", "future": False},
        {"id": "4", "text": "The ferry company will hire nine pilots.", "dct": None, "future": False},
    ]
    found = future.evaluate_future(made.rows(tmp_path / "rows.jsonl", *rows))
    assert found.value("future.precision") == found.value("future.recall") == 1 / 2
    assert found.value("future.not.f1") == 1 / 2
    assert found.value("future.macro_f1") == found.value("future.accuracy") == 1 / 2


def test_shingles_are_runs_of_four_words() -> None:
    assert sum(pages.shingles("a b c d e").values()) == 2
    assert list(pages.shingles("a, b!")) == [("a", "b")]
    assert pages.shingles("...") == {}


def test_a_page_against_its_body() -> None:
    body = "One two three four five. Six seven eight nine ten."
    counted = pages.counts("one two three four five", body, [])
    # "one two three four" is not "One two three four".
    assert counted["precision"] == 1 / 2
    counted = pages.counts("One two three four five six", body, ["One two three four five", "Buy now", "Six seven"])
    # Three runs of four words, two of them of the body, which has seven.
    assert counted["precision"] == pytest.approx(2 / 3)
    assert counted["recall"] == pytest.approx(2 / 7)
    assert (counted["claimable"], counted["stray"]) == (3, 1)
    assert (counted["sentences"], counted["lost"]) == (2, 1)
    assert pages.counts("", "", [])["pages"] == 0


HTML = """<html><head><title>Ferry to stay</title></head><body><nav><a href="/">Home</a></nav><article>
<h1>Ferry to stay</h1>
<p>The port said on Monday that the ferry will sail until the first day of May in the coming year.</p>
<p>The crew denied that the engine of the old ferry had failed on its way to the island in the storm.</p>
<p>Sixty people are employed on board, and the council has promised to keep all of them in their jobs.</p>
</article></body></html>"""


def test_pages_are_read(tmp_path: Path) -> None:
    body = "\n".join(
        line.removeprefix("<p>").removesuffix("</p>") for line in HTML.split("\n") if line.startswith("<p>")
    )
    rows: list[dict[str, Any]] = [
        {"id": "a", "html": HTML, "articleBody": body},
        {"id": "b", "html": "<html></html>", "articleBody": body},
    ]
    with gzip.open(tmp_path / "dev.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    found = pages.evaluate_pages(tmp_path)
    assert found.value("article.recall") == 1 / 2
    assert found.value("article.read.recall") == 1.0
    assert found.value("article.sentences_lost") == 0.0
    assert found.value("article.claimable_boilerplate") == 0.0
    assert found.value("article.refused") == 1 / 2


@pytest.mark.parametrize(
    ("ranked", "relevant", "expected"),
    [
        (["a", "x", "b"], {"a", "b"}, ((1 + 2 / 3) / 2, 1, 1, 1, 1)),
        (["x", "y", "a"], {"a", "b"}, ((1 / 3) / 2, 1 / 3, 0, 1, 1 / 2)),
        (["x"] * 5 + ["a"], {"a"}, (0, 1 / 6, 0, 0, 1)),
        ([], {"a"}, (0, 0, 0, 0, 0)),
        (["a"], {"a", *"bcdefghijklm"}, (1 / 5, 1, 1, 1, 1 / 10)),
    ],
)
def test_ranks_by_hand(ranked: list[str], relevant: set[str], expected: tuple[float, ...]) -> None:
    counted = match.counts(ranked, relevant)
    names = ("average precision", "reciprocal rank", "hit 1", "hit 5", "recall 10")
    assert [counted[name] for name in names] == pytest.approx(expected)


def test_tracked_claims_are_ranked(tmp_path: Path) -> None:
    made.rows(
        tmp_path / "vclaims.jsonl",
        {"id": "v1", "claim": "The ferry will sail until May.", "title": "Ferry"},
        {"id": "v2", "claim": "The bridge has cost five million euros.", "title": "Bridge"},
        {"id": 3, "claim": "Wages at the port have doubled.", "title": "Work"},
    )
    made.rows(
        tmp_path / "dev.jsonl",
        {"id": "q1", "text": "They say the ferry sails until May.", "relevant": ["v1"]},
        {"id": "q2", "text": "The bridge is too dear.", "relevant": ["3"]},
        {"id": "q3", "text": "Nobody asked.", "relevant": []},
    )
    found = match.evaluate_match(tmp_path)
    assert (found.units, found.subject) == (2, "ranking of 3")
    assert found.value("match.map5") == found.value("match.hit1") == 1 / 2


def test_sentences_of_the_own_document_are_left_out(tmp_path: Path) -> None:
    texts = {"a#0": "The ferry sank.", "a#1": "The ferry sank.", "b#0": "A ferry sank in the storm."}
    relevant = {"a#0": ["b#0"], "a#1": [], "b#0": ["a#0", "a#1"]}
    rows = [{"id": name, "doc": name[0], "text": text, "relevant": relevant[name]} for name, text in texts.items()]
    found = match.evaluate_match(made.rows(tmp_path / "rows.jsonl", *rows))
    assert found.units == 2
    # a#1 would stand before b#0 for a#0 if it were not of the same document.
    assert match.query_of(rows[0]).document == "a"
    assert found.figure("match.hit1").right == 2


def test_a_document_may_have_the_number_zero() -> None:
    row = {"id": "q", "text": "The ferry sank.", "relevant": []}
    assert [match.query_of(row | {"doc": doc}).document for doc in (0, 1, None)] == ["0", "1", None]


def test_queries_without_a_pool_are_refused(tmp_path: Path) -> None:
    path = made.rows(tmp_path / "rows.jsonl", {"id": "q", "text": "The ferry sank.", "relevant": ["v"]})
    with pytest.raises(InvalidDataError, match="no pool"):
        match.evaluate_match(path)


def test_average_precision_by_hand() -> None:
    assert worth.average_precision([(0.9, True), (0.5, False), (0.4, True)]) == pytest.approx((1 + 2 / 3) / 2)
    # Equal scores keep their order.
    assert worth.average_precision([(0.5, False), (0.5, True)]) == 1 / 2
    assert worth.average_precision([(0.5, False)]) is None


def test_sentences_are_ranked_by_their_worth(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "text": "Unemployment fell to 4.2 percent in May 2025, the ministry said.", "label": 1},
        {"id": "2", "text": "Thank you all so much.", "label": 0},
    ]
    found = worth.evaluate_worth(made.rows(tmp_path / "rows.jsonl", *rows * 5))
    assert found.value("worth.ap") == 1.0
    assert (found.figure("worth.first_tenth").of, found.value("worth.first_tenth")) == (1, 1.0)
    assert found.value("worth.base_rate") == 1 / 2
    made.rows(tmp_path / "rows.jsonl", {"text": "A", "label": 2})
    with pytest.raises(InvalidLineError, match="neither 1 nor 0"):
        worth.evaluate_worth(tmp_path / "rows.jsonl")


def kept(row: Any) -> Any:
    return row["text"]


def test_files_are_found_and_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="gone"):
        find_rows(tmp_path / "gone")
    with pytest.raises(NotFoundError):
        find_rows(tmp_path / ("a" * 5_000))
    with pytest.raises(InvalidDataError, match=r"neither dev\.jsonl"):
        find_rows(tmp_path)
    path = made.rows(tmp_path / "dev.jsonl", {"text": "a"})
    assert find_rows(tmp_path) == find_rows(path) == path
    assert list(read_rows(path, kept)) == ["a"]


@pytest.mark.parametrize(
    ("line", "words"),
    [(b"{", "not JSON"), (b"[1]", "not an object"), (b'{"id": 1}', "no 'text'"), (b"\xff", "not JSON")],
)
def test_a_bad_row_is_named(tmp_path: Path, line: bytes, words: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": "a"}\n\n' + line + b"\n")
    with pytest.raises(InvalidLineError, match=words) as refused:
        list(read_rows(path, kept))
    assert refused.value.line == 3


HALF = "The ferry sails.\ud800"
OTHERS: list[tuple[Callable[[Path], Any], dict[str, Any], str]] = [
    (attribution.evaluate_attribution, {"text": HALF, "attributions": []}, "text holds half a character at 16"),
    (future.evaluate_future, {"text": HALF, "future": True}, "text holds half a character"),
    (times.evaluate_times, {"text": HALF, "dct": "2026-03-05", "timex": []}, "text holds half a character"),
    (
        times.evaluate_times,
        {"text": "May", "dct": "2026-03-05", "timex": [{"start": 0, "end": 3, "value": None}]},
        "value is no string",
    ),
    (lines.evaluate_lines, {"lines": [{"text": ["a"], "label": "body"}]}, "lines[0]: text is no string"),
    (lines.evaluate_lines, {"lines": [{"text": "a", "label": ["body"]}]}, "lines[0]: label is no string"),
    (match.evaluate_match, {"text": "a", "relevant": ["b"], "doc": ["c"]}, "doc is neither a string nor a number"),
]


@pytest.mark.parametrize(("evaluate", "row", "words"), OTHERS, ids=[f"{at}: {row[2]}" for at, row in enumerate(OTHERS)])
def test_a_field_of_another_form_is_named(
    tmp_path: Path, evaluate: Callable[[Path], Any], row: dict[str, Any], words: str
) -> None:
    path = made.rows(tmp_path / "rows.jsonl", {"id": "x"} | row)
    with pytest.raises(InvalidLineError) as refused:
        evaluate(path)
    assert words in refused.value.message
    assert refused.value.line == 1


def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made.rows(tmp_path / "rows.jsonl", {"text": "a"}, {"text": "a" * 30})
    monkeypatch.setattr("claimtrack.evaluation.rows.MAX_LINE", 20)
    with pytest.raises(InvalidLineError, match="line 2: it is longer than 20 bytes"):
        list(read_rows(path, kept))


def test_a_broken_archive_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "a"}\n' * 1000)[:-20])
    with pytest.raises(UnreadableError, match=r"rows\.jsonl\.gz"):
        list(read_rows(path, kept))
    path.write_bytes(b"no archive")
    with pytest.raises(UnreadableError, match="cannot be read"):
        list(read_rows(path, kept))


@pytest.mark.parametrize(
    "evaluate",
    [
        sentences.evaluate_sentences,
        times.evaluate_times,
        lines.evaluate_lines,
        future.evaluate_future,
        pages.evaluate_pages,
        match.evaluate_match,
        worth.evaluate_worth,
    ],
)
def test_an_empty_set_and_rows_of_another_form_are_refused(tmp_path: Path, evaluate: Any) -> None:
    path = tmp_path / "rows.jsonl"
    path.touch()
    with pytest.raises(InvalidDataError, match="nothing to evaluate"):
        evaluate(path)
    made.rows(path, {"id": "x", "other": []})
    with pytest.raises(InvalidLineError):
        evaluate(path)
    made.rows(
        path,
        dict.fromkeys("id text dct date dates timex lines sentences future html articleBody relevant label".split()),
    )
    with pytest.raises(InvalidDataError):
        evaluate(path)
