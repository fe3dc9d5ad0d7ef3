"""What texts mean puts items in order: nothing else changes, and nothing fails where the model does."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.revisit import ItemState, ReasonKind
from claimtrack.errors import SemanticUnavailableError
from claimtrack.matching.semantic import DIMENSIONS, MODEL, Vector
from claimtrack.store import vectors
from claimtrack.workflow import claims, meanings
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.workflow.conftest import Bench, counted

pytest.importorskip("numpy", reason="NumPy is not installed")

EARLIER = ("[The repairs of the bridge cost 4.2 million euros], the city council said.",)
LATER = (
    "The repairs of the bridge cost 5.1 million euros by now, the city council said.",
    "The repairs of the bridge cost 4.9 million euros by now, the mayor of the city said.",
)


class Model:
    """Says of texts with a word that they mean the same, and of all others that they mean something else."""

    def __init__(self, word: str) -> None:
        self.word, self.asked = word, list[list[str]]()

    def encode(self, texts: Sequence[str]) -> list[Vector]:
        self.asked.append(list(texts))
        return [self._along(0 if self.word in text else 1) for text in texts]

    def _along(self, place: int) -> Vector:
        return bytes(127 if at == place else 0 for at in range(DIMENSIONS))


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Model:
    """Let texts with a 4 mean the same as the claim."""
    found = Model("4.")
    monkeypatch.setattr(meanings, "load_encoder", lambda: found)
    return found


@pytest.fixture
def semantic(session: Session, ann: Act, desk: Desk) -> Bench:
    """Give a desk that asks for meanings, with one article."""
    bench = Bench(session, ann, replace(desk, semantic=True))
    bench.tell(*EARLIER, url="https://a.example/")
    return bench


def later(bench: Bench, **facts: Any) -> list[str]:
    bench.tell(*LATER, url="https://b.example/", **facts)
    return [item.passage.text if item.passage else "" for item in bench.items()]


@pytest.mark.usefixtures("model")
def test_meanings_decide_on_the_order_alone(semantic: Bench) -> None:
    assert later(semantic) == [LATER[1], LATER[0]]
    first, second = semantic.items()
    assert [item.why[-1].kind for item in (first, second)] == [ReasonKind.MEANING] * 2
    assert [item.why[-1].value for item in (first, second)] == [1.0, 0.0]
    assert (first.id, second.id, first.score) == ("R-2", "R-1", second.score), "what is asked, and its score, stay"
    semantic.check()


def test_without_it_the_same_is_asked_by_the_scores(bench: Bench, model: Model) -> None:
    bench.tell(*EARLIER, url="https://a.example/")
    assert later(bench) == list(LATER)
    assert model.asked == []
    assert vectors.count(bench.session) == (0, 0)
    assert all(item.why[-1].kind is not ReasonKind.MEANING for item in bench.items())
    assert "nearness" not in bench.last().details


def test_only_claims_that_are_asked_about_get_a_vector_and_keep_it(semantic: Bench, model: Model) -> None:
    semantic.tell("[The ferry to Sula Island leaves at noon every day], it said.", url="https://c.example/")
    assert model.asked == [], "there was nothing to compare"
    later(semantic)
    assert model.asked == [[*LATER, "The repairs of the bridge cost 4.2 million euros."]]
    assert vectors.count(semantic.session) == (1, 0)
    semantic.tell("The repairs of the bridge cost 6.3 million euros.", url="https://d.example/")
    assert model.asked[1:] == [["The repairs of the bridge cost 6.3 million euros."]]


@pytest.mark.usefixtures("model")
def test_the_history_says_what_put_the_items_in_order(semantic: Bench) -> None:
    later(semantic)
    details = semantic.last().details
    assert len(details["nearness"]) == len(details["scores"]) == 2
    assert details["matcher"].endswith(f" {MODEL}")


def test_a_claim_with_new_words_gets_a_new_vector(semantic: Bench, model: Model, ann: Act) -> None:
    later(semantic)
    row = claims.edit(semantic.session, 1, ann, text="The bridge repairs cost 4.2 million euros in all.")
    semantic.seal()
    semantic.tell("The repairs of the bridge cost 6.3 million euros.", url="https://d.example/")
    assert model.asked[1:] == [["The repairs of the bridge cost 6.3 million euros.", row.text]]
    assert vectors.count(semantic.session) == (1, 0)
    assert list(vectors.find(semantic.session, {1: row.text})) == [1]


def no_model() -> None:
    raise SemanticUnavailableError("onnxruntime is not installed")


class Broken(Model):
    def encode(self, texts: Sequence[str]) -> list[Vector]:
        raise SemanticUnavailableError(f"the model failed at {len(texts)} texts")


@pytest.mark.parametrize(
    ("load", "why"), [(no_model, "onnxruntime is not installed"), (lambda: Broken("4."), "the model failed")]
)
def test_where_the_model_is_missing_or_fails_the_scores_decide(
    semantic: Bench, monkeypatch: pytest.MonkeyPatch, load: Callable[[], object], why: str
) -> None:
    monkeypatch.setattr(meanings, "load_encoder", load)
    found = semantic.tell(*LATER, url="https://b.example/")
    assert [item.passage.text for item in semantic.items() if item.passage] == list(LATER)
    (warning,) = found.warnings
    assert warning.startswith(f"Meanings were not compared: {why}")
    assert "claimtrack[semantic]" in warning
    assert vectors.count(semantic.session) == (0, 0)
    semantic.check()


@pytest.mark.usefixtures("model")
def test_no_more_than_so_many_are_compared_the_best_ones(semantic: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanings, "MOST", 1)
    later(semantic)
    compared = [item for item in semantic.items() if item.why[-1].kind is ReasonKind.MEANING]
    assert [item.score for item in compared] == [max(item.score or 0 for item in semantic.items())]


def test_what_lies_below_the_floor_is_not_compared(semantic: Bench, model: Model) -> None:
    semantic.desk = replace(semantic.desk, matching=replace(semantic.desk.matching, floor=0.99))
    later(semantic)
    assert len(semantic.items(ItemState.BELOW)) == 2
    assert model.asked == []


@pytest.mark.usefixtures("model")
def test_an_article_takes_as_many_statements_however_many_it_asks_about(semantic: Bench) -> None:
    with counted(semantic.session) as few:
        semantic.tell(*LATER, url="https://b.example/")
    told = [f"[The repairs of pier {pier} cost {pier} million euros], the city council said." for pier in range(2, 30)]
    semantic.tell(*told, url="https://c.example/", title="Piers")
    before = vectors.count(semantic.session)[0]
    with counted(semantic.session) as many:
        more = [one.replace("[", "").replace("]", "").replace(" million", "1 million") for one in told]
        semantic.tell(*more, url="https://d.example/", title="More on piers")
    assert vectors.count(semantic.session)[0] - before > 20
    assert abs(many["INSERT"] - few["INSERT"]) <= 1
