"""The evidence rule, verdict by verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.evidence import Evidence, EvidencePolicy, Priority, Stance, what_is_missing
from claimtrack.domain.states import Verdict

OWN = "courier.example"
FOR = Evidence(Stance.SUPPORTS, "register.example")
FOR_TOO = Evidence(Stance.SUPPORTS, "court.example")
AGAINST = Evidence(Stance.REFUTES, "audit.example")
ASIDE = Evidence(Stance.CONTEXT, "wiki.example")
ECHO = Evidence(Stance.SUPPORTS, OWN)


def missing(verdict: Verdict, *links: Evidence, **facts: object) -> str | None:
    return what_is_missing(verdict, links, own_origins=[OWN], **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdict", "links", "facts"),
    [
        (Verdict.CONFIRMED, (FOR,), {}),
        (Verdict.CONFIRMED, (FOR, AGAINST, ECHO), {}),
        (Verdict.CONFIRMED, (FOR, FOR_TOO), {"priority": Priority.HIGH}),
        (Verdict.CONFIRMED, (), {"policy": EvidencePolicy(independent=0)}),
        (Verdict.REFUTED, (AGAINST,), {}),
        (Verdict.DISPUTED, (FOR, AGAINST), {}),
        (Verdict.PARTLY_CONFIRMED, (FOR,), {"note": "the date, not the cost"}),
        (Verdict.PARTLY_CONFIRMED, (AGAINST,), {"note": "the date, not the cost"}),
        (Verdict.UNVERIFIABLE, (), {"note": "asked both registers", "look_again": True}),
    ],
)
def test_what_is_enough(verdict: Verdict, links: tuple[Evidence, ...], facts: dict[str, object]) -> None:
    assert missing(verdict, *links, **facts) is None


@pytest.mark.parametrize(
    ("verdict", "links", "facts", "says"),
    [
        (Verdict.CONFIRMED, (), {}, "1 link that supports"),
        (Verdict.CONFIRMED, (ECHO,), {}, f"than its own article ({OWN}), and has 0"),
        (Verdict.CONFIRMED, (AGAINST, ASIDE), {}, "and has 0"),
        (Verdict.CONFIRMED, (FOR,), {"priority": Priority.HIGH}, "it needs 2 links"),
        (Verdict.CONFIRMED, (FOR, FOR), {"priority": Priority.HIGH}, "and has 1"),
        (Verdict.CONFIRMED, (FOR,), {"policy": EvidencePolicy(independent=2)}, "and has 1"),
        (Verdict.REFUTED, (FOR,), {}, "that refutes it"),
        (Verdict.DISPUTED, (FOR,), {}, "lacks one that refutes it"),
        (Verdict.DISPUTED, (ASIDE,), {}, "one that refutes it and one that supports it"),
        (Verdict.PARTLY_CONFIRMED, (ASIDE,), {"note": "a part"}, "one link that supports or refutes"),
        (Verdict.PARTLY_CONFIRMED, (FOR,), {}, "which part"),
        (Verdict.UNVERIFIABLE, (), {"look_again": True}, "what was searched"),
        (Verdict.UNVERIFIABLE, (), {"note": "asked"}, "a date to look again"),
    ],
)
def test_what_is_missing(verdict: Verdict, links: tuple[Evidence, ...], facts: dict[str, object], says: str) -> None:
    assert says in (missing(verdict, *links, **facts) or "")


@pytest.mark.parametrize("origin", ["Register.Example", " register.example", "REGISTER.EXAMPLE"])
def test_case_and_spaces_make_no_other_origin(origin: str) -> None:
    echo = Evidence(Stance.SUPPORTS, origin)
    assert missing(Verdict.CONFIRMED, FOR, echo, priority=Priority.HIGH)
    assert what_is_missing(Verdict.CONFIRMED, [FOR], own_origins=["quay courier", origin])


def test_none_of_the_own_origins_counts() -> None:
    own = ["courier.example", "quay courier", "article A-1"]
    for origin in own:
        assert what_is_missing(Verdict.CONFIRMED, [Evidence(Stance.SUPPORTS, origin)], own_origins=own)
    assert "(courier.example)" in (what_is_missing(Verdict.CONFIRMED, [], own_origins=own) or "")


def test_an_article_of_unknown_origin_counts_every_link() -> None:
    assert what_is_missing(Verdict.CONFIRMED, [FOR], own_origins=[]) is None
    assert "(unknown)" in (what_is_missing(Verdict.CONFIRMED, [], own_origins=[]) or "")


links = st.lists(st.builds(Evidence, st.sampled_from(Stance), st.sampled_from(["a", "b", "c", OWN])), max_size=6)


@given(
    verdict=st.sampled_from(Verdict),
    links=links,
    priority=st.sampled_from(Priority),
    note=st.none() | st.just("x"),
)
def test_more_evidence_never_takes_a_verdict_away(
    verdict: Verdict, links: list[Evidence], priority: Priority, note: str | None
) -> None:
    before = missing(verdict, *links, priority=priority, note=note)
    after = missing(verdict, *links, FOR, AGAINST, ASIDE, priority=priority, note=note)
    assert before is not None or after is None


@given(links=links, priority=st.sampled_from(Priority))
def test_echoes_add_nothing_to_a_confirmation(links: list[Evidence], priority: Priority) -> None:
    with_echo = missing(Verdict.CONFIRMED, *links, ECHO, ECHO, priority=priority)
    assert with_echo == missing(Verdict.CONFIRMED, *links, priority=priority)
