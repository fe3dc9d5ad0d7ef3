"""How well worth orders what people called verifiable or worth checking, and what had to be found in the articles."""

from pathlib import Path

import pytest

from claimtrack.evaluation.gold import GoldArticle
from claimtrack.evaluation.worth import average_precision, evaluate_worth
from claimtrack.extraction import extract

HALF = 0.5
"""Share of two quotes that are one claim, intersection over union."""


@pytest.mark.parametrize(("name", "floor"), [("verifiable_policlaim", 0.85), ("checkworthy_ct24", 0.76)])
def test_what_people_called_worth_checking_comes_first(name: str, floor: float, data: Path) -> None:
    path = data / "data" / name
    if not path.exists():
        pytest.skip(f"no {path}")
    found = evaluate_worth(path).value("worth.ap")
    assert found is not None
    assert found >= floor


@pytest.mark.usefixtures("model")
def test_what_had_to_be_found_comes_first(annotated: list[GoldArticle]) -> None:
    scored: list[tuple[float, bool]] = []
    for item in annotated:
        core = [claim.span for claim in item.claims if claim.is_core]
        scored += [
            (claim.worth or 0.0, any(claim.quote.iou(span) >= HALF for span in core))
            for claim in extract(item.article).claims
        ]
    found, chance = average_precision(scored), sum(wanted for _, wanted in scored) / len(scored)
    assert found is not None
    assert found >= chance + 0.12
