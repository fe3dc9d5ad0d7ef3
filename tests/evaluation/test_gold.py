"""Annotated articles: offsets of the file become offsets of the canonical text, and what does not fit is refused."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimtrack.errors import InvalidDataError, NotFoundError, UnreadableError
from claimtrack.evaluation.files import read_file
from claimtrack.evaluation.gold import GoldArticle, LeftOut, find_annotations, read_gold
from tests.evaluation import made


def read(folder: Path) -> list[GoldArticle | LeftOut]:
    return list(read_gold(find_annotations(folder)))


def test_places_are_those_of_the_canonical_text(tmp_path: Path) -> None:
    # CRLF becomes one character, and e with a combining accent too.
    text = ("Cafe\u0301 news.\n" + made.TEXT).replace("\n", "\r\n")
    facts = made.ferry(text.replace("Harbour ferry to stay", "Harbour ferry to stay"))
    (article,) = read(made.write(tmp_path, "harbour/1", text, facts))
    assert isinstance(article, GoldArticle)
    assert article.name == "harbour/1"
    assert "\r" not in article.article.text
    assert [claim.span.of(article.article.text) for claim in article.claims] == [
        "the ferry will sail until 1 May 2027",
        "Sixty people are employed on board",
        "the engine had failed",
    ]
    assert article.claims[0].source is not None
    assert article.claims[0].source.of(article.article.text) == "The port"
    assert article.claims[0].times[0][0].of(article.article.text) == "until 1 May 2027"
    assert str(article.article.published) == "2026-03-03"


def test_one_story_or_one_article_is_enough(tmp_path: Path) -> None:
    for name in ("harbour/1", "harbour/2", "hills/1"):
        made.write(tmp_path, name, made.TEXT, made.ferry())
    (tmp_path / "meta.json").write_text('{"schema": "other/1"}')
    (tmp_path / "harbour" / "links.json").write_text("[]")
    names = [item.name for item in read(tmp_path)]
    assert names == ["harbour/1", "harbour/2", "hills/1"]
    (tmp_path / "harbour" / "1.json").unlink()
    assert [item.name for item in read(tmp_path / "harbour")] == ["harbour/2"]


def test_the_text_may_lie_beside_the_folder(tmp_path: Path) -> None:
    made.write(tmp_path, "seed/first", made.TEXT, made.ferry())
    facts = json.loads((tmp_path / "seed" / "first.json").read_text())
    (tmp_path / "gold").mkdir()
    facts["document"]["path"] = "../seed/first.txt"
    (tmp_path / "gold" / "seed_gold.json").write_text(json.dumps(facts))
    assert [item.name for item in read(tmp_path / "gold")] == ["seed"]
    (tmp_path / "seed" / "first.txt").unlink()
    (left_out,) = read(tmp_path / "gold")
    assert isinstance(left_out, LeftOut)
    assert "first.txt" in left_out.why


def test_a_missing_folder_and_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no folder"):
        find_annotations(tmp_path / "none")
    with pytest.raises(InvalidDataError, match="No annotated article"):
        find_annotations(tmp_path)
    made.rows(tmp_path / "file")
    with pytest.raises(InvalidDataError, match="is a file"):
        find_annotations(tmp_path / "file")


BREAKS: list[tuple[Callable[[dict[str, Any]], Any], str]] = [
    (lambda facts: facts.pop("claims"), "no 'claims'"),
    (lambda facts: facts["claims"][0].pop("level"), "no 'level'"),
    (lambda facts: facts["claims"][0]["quote"].update(start=3), "the words at 3-"),
    (lambda facts: facts["document"].update(sha256="0" * 64), "SHA-256 differs"),
    (lambda facts: facts["document"].update(anchor_date="soon"), "soon"),
    (lambda facts: facts.update(claims="none"), "claims is no list"),
    (lambda facts: facts["claims"][1].pop("modality"), "claims[1]: no 'modality'"),
    (lambda facts: facts["claims"][1].update(modality="guess"), "claims[1]: modality is 'guess', none of"),
    (lambda facts: facts["claims"][1].update(level=None), "claims[1]: level is no string"),
    (lambda facts: facts["claims"][1].update(id=7), "claims[1]: id is no string"),
    (lambda facts: facts["claims"][1].update(attributed=None), "claims[1]: attributed is neither"),
    (lambda facts: facts["claims"][1].update(polarity=[]), "claims[1]: polarity is no string"),
    (lambda facts: facts["claims"][0]["due"].update(kind=[]), "claims[0]: kind is no string"),
    (lambda facts: facts["claims"][0]["due"].pop("stated_date"), "claims[0]: stated_date is no day"),
    (lambda facts: facts["claims"][0]["time"][0].pop("granularity"), "time[0]: no 'granularity'"),
    (lambda facts: facts["claims"][0]["time"][0].update(not_after="May"), "time[0]: not_after is no day"),
    (lambda facts: facts["sentences"][0].update(label=["core"]), "sentences[0]: label is no string"),
    (lambda facts: facts["not_claims"][0].update(code=["title"]), "not_claims[0]: code is no string"),
    (lambda facts: facts["not_claims"][1].update(code=None), "not_claims[1]: code is no string"),
    (lambda facts: facts["document"].update(path=["1.txt"]), "path is no string"),
    (lambda facts: facts["document"].update(path="a" * 5_000), "File name too long"),
    (lambda facts: facts["document"].update(path="/etc/hosts"), "which lies outside"),
    (lambda facts: facts["document"].update(path="../" * 40 + "etc/hosts"), "which lies outside"),
    (lambda facts: facts["document"].update(path="/dev/zero"), "which lies outside"),
]


@pytest.mark.parametrize(("broken", "words"), BREAKS, ids=[f"{at}: {words}" for at, (_, words) in enumerate(BREAKS)])
def test_an_annotation_that_does_not_fit_is_named(
    tmp_path: Path, broken: Callable[[dict[str, Any]], Any], words: str
) -> None:
    made.write(tmp_path, "harbour/1", made.TEXT, made.ferry())
    path = tmp_path / "harbour" / "1.json"
    facts = json.loads(path.read_text())
    broken(facts)
    path.write_text(json.dumps(facts))
    with pytest.raises(UnreadableError) as refused:
        read(tmp_path)
    assert words in refused.value.message
    assert "harbour/1" in refused.value.message


def test_what_is_not_json_is_named(tmp_path: Path) -> None:
    made.write(tmp_path, "harbour/1", made.TEXT, made.ferry())
    (tmp_path / "harbour" / "1.json").write_text("{")
    with pytest.raises(UnreadableError, match="not JSON"):
        read(tmp_path)


def test_a_text_is_a_file_of_its_own(tmp_path: Path) -> None:
    made.write(tmp_path / "gold", "harbour/1", made.TEXT, made.ferry())
    text = tmp_path / "gold" / "harbour" / "1.txt"
    text.rename(tmp_path / "elsewhere.txt")
    text.symlink_to(tmp_path / "elsewhere.txt")
    with pytest.raises(UnreadableError, match="lies outside"):
        read(tmp_path / "gold")
    text.unlink()
    os.mkfifo(text)
    with pytest.raises(UnreadableError, match=r"1\.txt: it is no file"):
        read(tmp_path / "gold")
    text.unlink()
    with text.open("wb") as file:
        file.truncate(300 * 2**30)
    with pytest.raises(UnreadableError, match=r"1\.txt: it is larger than"):
        read(tmp_path / "gold")


def test_an_annotation_is_a_file(tmp_path: Path) -> None:
    made.write(tmp_path, "harbour/1", made.TEXT, made.ferry())
    path = tmp_path / "harbour" / "1.json"
    for target in ("/dev/zero", "gone.json", "1.json", "."):
        path.unlink()
        path.symlink_to(target)
        with pytest.raises(UnreadableError, match=r"1\.json: it is no file"):
            read(tmp_path)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(UnreadableError, match=r"1\.json: it is no file"):
        read(tmp_path)


def test_what_the_system_makes_up_does_not_hang() -> None:
    # It says that it is a file of no bytes, and has some.
    assert read_file(Path("/proc/self/status")) == b""


def test_too_many_annotations_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("harbour/1", "harbour/2", "hills/1"):
        made.write(tmp_path, name, made.TEXT, made.ferry())
    monkeypatch.setattr("claimtrack.evaluation.gold._MOST_FILES", 2)
    with pytest.raises(InvalidDataError, match="holds 3 JSON files, and 2 are read at most"):
        read(tmp_path)
    assert len(read(tmp_path / "harbour")) == 2


def test_a_folder_of_a_name_too_long_is_not_there() -> None:
    with pytest.raises(NotFoundError, match="no folder"):
        find_annotations(Path("a" * 5_000))
