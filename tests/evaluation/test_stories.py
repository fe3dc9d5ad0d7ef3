"""Links between the articles of a story: what is asked, what is ranked, and what each place in it counts as."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimtrack.domain.revisit import Relation
from claimtrack.errors import UnreadableError
from claimtrack.evaluation.stories import Link, evaluate_stories, find_stories, query_counts, read_story
from claimtrack.matching import Ranking


def ranking(*found: tuple[str, Relation]) -> Ranking:
    return Ranking("q", tuple(name for name, _ in found), (0.5,) * len(found), tuple(given for _, given in found))


def link(earlier: str, relation: str, *, strong: bool = True) -> Link:
    return Link("a/2/C01", f"a/1/{earlier}", relation, strong)


def test_each_place_counts_as_what_it_is() -> None:
    links = [
        link("C01", "updates"),
        link("C02", "repeats"),
        link("C03", "similar_but_unrelated"),
        link("C04", "supports", strong=False),
    ]
    found = query_counts(
        ranking(
            ("a/1/C04", Relation.SUPPORTS),
            ("a/1/C03", Relation.UPDATES),
            ("a/1/C01", Relation.CONTRADICTS),
            ("b/1/C01", Relation.RELATED),
            ("a/1/C02", Relation.REPEATS),
        ),
        links,
        "a",
    )
    # The weak link is out of the way, so that the right ones stand second and fourth.
    assert found["average precision"] == pytest.approx((1 / 2 + 2 / 4) / 2)
    names = ("pairs", "pairs in 5", "related found", "relation right", "relation near")
    assert [found[name] for name in names] == [2, 2, 2, 1, 2]
    assert [found[name] for name in ("hard", "hard beside right", "hard above", "hard related")] == [1, 1, 1, 1]
    assert [found[name] for name in ("first five", "foreign")] == [4, 1]
    assert (found["updates as contradicts"], found["similar_but_unrelated as updates"]) == (1, 1)


def test_a_hard_negative_that_is_not_ranked_stands_before_nothing() -> None:
    found = query_counts(
        ranking(("a/1/C01", Relation.UPDATES)), [link("C01", "updates"), link("C03", "similar_but_unrelated")], "a"
    )
    assert [found[name] for name in ("hard", "hard above", "hard related")] == [1, 0, 0]
    missed = query_counts(ranking(), [link("C01", "updates")], "a")
    assert [missed[name] for name in ("queries", "pairs", "pairs in 5", "hit 20")] == [1, 1, 0, 0]


def test_nothing_related_is_no_query() -> None:
    found = query_counts(ranking(("a/1/C03", Relation.RELATED)), [link("C03", "similar_but_unrelated")], "a")
    assert [found[name] for name in ("queries", "hard", "hard beside right", "hard related")] == [0, 1, 0, 0]


def claim(name: str, text: str, level: str = "core", same_as: str | None = None) -> dict[str, Any]:
    return {"id": name, "standalone": text, "level": level, "same_as": same_as}


FIRST = [
    claim("C01", "The Linden Street bridge will reopen on 12 June 2026."),
    claim("C02", "The mayor finds the bridge beautiful.", "optional_opinion"),
    claim("C03", "The bridge will reopen in June.", "optional", "C01"),
]
SECOND = [
    claim("C01", "The Linden Street bridge will not reopen on 12 June 2026 but on 3 August."),
    claim("C02", "The ferry leaves at noon."),
]


def write(folder: Path, name: str, links: list[dict[str, str]], earlier: dict[str, Any]) -> Path:
    story = folder / name
    story.mkdir(parents=True)
    (story / "1.json").write_text(json.dumps({"claims": FIRST}))
    (story / "2.json").write_text(json.dumps({"claims": SECOND}))
    facts = {
        "articles_in_order": [{"article": 1}, {"article": 2}],
        "earlier_documents": earlier,
        "articles": {"2": {"links": links}},
    }
    (story / "links.json").write_text(json.dumps(facts))
    return folder


def update(earlier: str) -> dict[str, str]:
    return {"claim": "2/C01", "earlier": earlier, "relation": "updates", "strength": "strong"}


def test_a_story_is_asked_against_its_past_and_all_others(tmp_path: Path) -> None:
    (tmp_path / "seed.json").write_text(json.dumps({"claims": [claim("C09", "The bridge was closed in 2024.")]}))
    write(tmp_path, "bridge", [update("1/C01"), update("0/C09")], {"0": {"gold": "seed.json"}})
    write(tmp_path, "hill", [update("1/C01")], {})
    story = read_story(find_stories(tmp_path)[0])
    ids = ["bridge/0/C09", "bridge/1/C01", "bridge/2/C01", "bridge/2/C02"]
    assert [told.id for told in story.claims] == ids
    found = evaluate_stories(find_stories(tmp_path))
    assert (found.units, found.figure("match.pairs5").of, found.value("match.pairs5")) == (2, 3, 1.0)
    # What the other story says is the same word for word, and yet another claim.
    assert found.value("match.foreign") > 0
    assert sum(found.tables["relation"]["updates"].values()) == 3
    alone = evaluate_stories(find_stories(tmp_path / "bridge"))
    assert (alone.units, alone.value("match.foreign"), alone.value("match.hit1")) == (1, 0.0, 1.0)


def test_what_tells_no_story_is_named(tmp_path: Path) -> None:
    (tmp_path / "links.json").write_text("{}")
    with pytest.raises(UnreadableError, match="tells no story"):
        evaluate_stories(find_stories(tmp_path))
    (tmp_path / "links.json").write_text("{")
    with pytest.raises(UnreadableError, match="not JSON"):
        evaluate_stories(find_stories(tmp_path))


BREAKS: list[tuple[str, Callable[[dict[str, Any]], Any], str]] = [
    ("links", lambda facts: facts["articles_in_order"][0].update(article=1e999), "article is no number"),
    ("links", lambda facts: facts["articles_in_order"][0].update(article=[]), "article is no number"),
    ("links", lambda facts: facts["articles"].update(late={"links": []}), "key is no number"),
    (
        "links",
        lambda facts: facts["articles"]["2"]["links"][0].update(strength=None),
        "links[0]: strength is no string",
    ),
    ("links", lambda facts: facts["earlier_documents"].update({"0": {"gold": 5}}), "gold is no string"),
    ("links", lambda facts: facts["earlier_documents"].update({"0": {"gold": "/etc/hosts"}}), "which lies outside"),
    ("links", lambda facts: facts["earlier_documents"].update({"0": {"gold": "../far.json"}}), "which lies outside"),
    ("links", lambda facts: facts["earlier_documents"].update({"0": {"gold": "a" * 5_000}}), "File name too long"),
    ("2", lambda facts: facts["claims"][0].update(standalone=["The"]), "claims[0]: standalone is no string"),
    ("2", lambda facts: facts["claims"][1].pop("level"), "claims[1]: no 'level'"),
]


@pytest.mark.parametrize(
    ("name", "broken", "words"), BREAKS, ids=[f"{at}: {words}" for at, (*_, words) in enumerate(BREAKS)]
)
def test_a_story_of_another_form_is_named(
    tmp_path: Path, name: str, broken: Callable[[dict[str, Any]], Any], words: str
) -> None:
    folder = write(tmp_path / "gold", "bridge", [update("1/C01")], {})
    (tmp_path / "far.json").write_text('{"claims": []}')
    path = folder / "bridge" / f"{name}.json"
    facts = json.loads(path.read_text())
    broken(facts)
    path.write_text(json.dumps(facts).replace("Infinity", "1e999"))
    with pytest.raises(UnreadableError) as refused:
        evaluate_stories(find_stories(folder))
    assert words in refused.value.message
    assert f"bridge/{name}.json" in refused.value.message


def test_links_and_articles_are_files(tmp_path: Path) -> None:
    path = write(tmp_path, "bridge", [update("1/C01")], {}) / "bridge" / "2.json"
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(UnreadableError, match=r"2\.json: it is no file"):
        evaluate_stories(find_stories(tmp_path))
    path.with_name("links.json").unlink()
    path.with_name("links.json").symlink_to("/dev/zero")
    with pytest.raises(UnreadableError, match=r"links\.json: it is no file"):
        evaluate_stories(find_stories(tmp_path))
    assert find_stories(Path("a" * 5_000)) == []
