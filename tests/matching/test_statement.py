import time
from datetime import date

import pytest

from claimtrack.domain.claim import Modality, Polarity
from claimtrack.matching import Statement, When, terms
from claimtrack.matching.statement import MOST

NAMES = [
    ("The port of Oslo hired Marta Oyelaran", {"Oslo", "Marta", "Oyelaran"}),
    ("Marta Oyelaran left", {"Marta", "Oyelaran"}),
    ("Workers left", set()),
    ("Ankara said no", set()),  # a single word that opens a sentence may be any word
    ("NATO said no", {"NATO"}),
    ("A crane fell", set()),
    ("It rained. Workers left! Crews came: Boats sank", set()),
    ("A crane fell\nWorkers left", set()),
    ("X marked it", set()),
    ("with gate_Nine and 5Seas", set()),
    ("They said: “Workers left.” (Crews came)", set()),
    ("With Dr. Lind and Prof. Aas and J. Moe and Gen. Ek", {"Dr", "Lind", "Prof", "Aas", "J", "Moe", "Gen", "Ek"}),
    ("A U.S. ship", {"U.S."}),
    ("Oslo’s mayor met Oslo's priest in Oslo", {"Oslo"}),
    ("The mayor of Oslo's town", {"Oslo"}),
    ("with Jean-Luc O’Hara", {"Jean-Luc", "O’Hara"}),
    ("from Şanlıurfa to İzmir", {"Şanlıurfa", "İzmir"}),
    ("the iPhone and the naïve élan", set()),
    ("THE BRIDGE OPENS IN OSLO", set()),
    ("Monday in The Hague", {"Hague"}),
    ("", set()),
    ("🚒 Oslo", {"Oslo"}),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names(text: str, names: set[str]) -> None:
    assert set(Statement(text).names.values()) == names


def test_a_name_is_kept_by_the_terms_that_are_searched() -> None:
    found = Statement("with Jean-Luc O’Hara and Türkiye’s ships").names
    assert found == {"jean": "Jean-Luc", "luc": "Jean-Luc", "o'hara": "O’Hara", "turkiy": "Türkiye"}
    assert found.keys() <= set(terms("jean-luc o'hara, turkiye"))


def test_the_context_is_no_part_of_the_text() -> None:
    found = Statement("The ferry sank", context="Ferry lost near Oslo", speaker="Marta Lind")
    assert found.stems == {"ferri", "sank"}


@pytest.mark.parametrize(
    ("text", "about", "negated"),
    [
        ("The bridge did not open", "bridge open", True),
        ("The mayor, who did not resign, opened the bridge", "opened bridge", False),
        ("The mayor, who did not resign, opened the bridge", "resign", True),
        ("The bridge opened, but no tram came", "bridge opened", False),
        ("The bridge opened, but no tram came", "tram", True),
        ("The bridge opened", "", False),
        ("", "bridge", False),
    ],
)
def test_a_denial_counts_for_its_clause(text: str, about: str, negated: bool) -> None:
    assert Statement(text).negated_about(frozenset(terms(about))) is negated
    assert Statement(text, polarity=Polarity.DENIED).negated_about(frozenset(terms(about))) is not negated


def test_times_that_it_came_with_go_before_those_in_its_text() -> None:
    text = "The bridge opens on 12 June 2026"
    assert [found.text for found in Statement(text).whens] == ["12 June 2026"]
    given = When("soon", date(2026, 5, 1), None)
    assert Statement(text, times=(given,)).whens == (given,)


def test_what_was_found_forward_looking_stays_so() -> None:
    assert Statement("The bridge opens").forward is False
    assert Statement("The bridge opens", modality=Modality.FORWARD_LOOKING).forward
    assert Statement("The bridge will open").forward


@pytest.mark.parametrize(
    "piece", ["Ab ", "A.B. ", "Ab-", "5 Oslo ", "2026 ", "not, ", "Dr. ", "‘A", "a\u0301\u0316" * 99, "🚒"]
)
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    start = time.process_time()
    found = Statement((piece * 100_000)[:100_000])
    assert len(found.quantities) <= MOST
    assert len(found.whens) <= MOST
    assert found.names is not None
    assert found.negated_about(found.stems) in {True, False}
    assert found.forward in {True, False}
    assert time.process_time() - start < 3


def test_only_so_much_of_a_text_is_compared() -> None:
    long = Statement("No ferry sank. Then 7 boats came on May 3, 2026", wording="Oslo said that boats came", limit=14)
    assert long.stems == {"ferri", "sank", "oslo"}
    assert (set(long.names), len(long.quantities), len(long.whens)) == (set(), 0, 0)
    assert long.folded == "no ferry sank."
    assert long.normalized == Statement(long.text).normalized


def test_terms_are_spelt_as_they_are_first() -> None:
    assert Statement("“Ferries” sank; no ferry came").spelling == {"ferri": "Ferries", "sank": "sank", "came": "came"}
