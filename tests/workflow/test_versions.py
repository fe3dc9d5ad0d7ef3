"""The same address with another text: what stays, what is gone, what means another thing now."""

from collections.abc import Iterable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.article import Article
from claimtrack.domain.claim import Extraction, Polarity
from claimtrack.domain.revisit import Cause, ItemResolution, ReasonKind
from claimtrack.domain.states import RejectReason, Resolution, State, Verdict
from claimtrack.store import company, tracked
from claimtrack.store.tables import Claim
from claimtrack.workflow import review, revisit
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.builders import COST, PROMISE, TEXT, an_article, an_extracted_claim, an_extraction
from tests.workflow.conftest import Bench


def version(text: str, *words: str, **facts: object) -> tuple[Article, Extraction]:
    """Return the article of that text, in which `words` are the claims."""
    return an_article(text), an_extraction(text, *(an_extracted_claim(text, one, **facts) for one in words))


WITHOUT_COST = TEXT.replace(f"{COST}, according", "The bill is not known, according")


def test_kept_claims_get_a_mention_and_new_ones_are_proposed(session: Session, bench: Bench) -> None:
    bench.take_in()
    text = TEXT.replace("Nobody asked the swans.", "The swans have moved to the other bank.")
    found = bench.take_in(*version(text, PROMISE, COST, "The swans have moved to the other bank"))
    assert (found.status, found.id, found.claims, found.revisit) == ("new_version", "A-1", ("C-3",), ())
    assert [mention.claim for mention in found.mentions] == ["C-1", "C-2"]
    assert [mention.article_version for mention in company.mentions_of(session, 2)] == [1, 2]
    kept = bench.last("C-2")
    assert (kept.event, kept.by, kept.version) == ("mention", "claimtrack", 1)
    assert (kept.details["article"], kept.details["article_version"]) == ("A-1", 2)
    bench.check()


@pytest.mark.parametrize("state", [State.PROPOSED, State.PENDING, State.SETTLED])
def test_a_claim_that_is_gone_is_asked_about(bench: Bench, ann: Act, state: State) -> None:
    bench.take_in()
    if state is State.PENDING:
        review.accept(bench.session, 2, ann)
    elif state is State.SETTLED:
        bench.settle(2)
    before = bench.claim(2)
    found = bench.take_in(*version(WITHOUT_COST, PROMISE))
    assert (found.revisit, found.touched) == (("R-1",), ("C-2",))
    (item,) = bench.items()
    assert (item.claim, item.cause, item.article, item.passage) == ("C-2", Cause.SOURCE_CORRECTION, "A-1", None)
    assert [(why.kind, why.old) for why in item.why] == [(ReasonKind.WORDS, COST)]
    assert bench.claim(2) == before  # an item changes nothing
    asked = bench.last("C-2")
    assert (asked.event, asked.by, asked.details["item"]) == ("ask", "claimtrack", "R-1")
    assert (asked.details["cause"], asked.details["article_version"]) == ("source_correction", 2)
    bench.check()


def test_it_is_asked_once_and_again_only_after_it_was_back(bench: Bench) -> None:
    bench.take_in()
    assert bench.take_in(*version(WITHOUT_COST, PROMISE)).revisit == ("R-1",)
    assert bench.take_in(*version(WITHOUT_COST.replace("swans", "geese"), PROMISE)).revisit == ()
    back = bench.take_in()  # the first text again
    assert (back.status, [mention.claim for mention in back.mentions]) == ("new_version", ["C-1", "C-2"])
    assert bench.take_in(*version(WITHOUT_COST, PROMISE)).revisit == ("R-2",)


def test_words_that_the_extractor_misses_are_not_gone(bench: Bench) -> None:
    bench.take_in()
    found = bench.take_in(*version(TEXT.replace("swans", "geese"), PROMISE))
    assert (found.revisit, [mention.claim for mention in found.mentions]) == ((), ["C-1"])
    assert bench.take_in(*version(WITHOUT_COST, PROMISE)).touched == ("C-2",)


def test_closed_claims_are_neither_asked_about_nor_proposed_again(bench: Bench, ann: Act) -> None:
    bench.take_in()
    review.reject(bench.session, 2, RejectReason.OPINION, ann)
    again = bench.take_in(*version(TEXT.replace("swans", "geese"), PROMISE, COST))
    assert (again.claims, [mention.claim for mention in again.mentions]) == ((), ["C-1"])
    assert bench.take_in(*version(WITHOUT_COST, PROMISE)).revisit == ()
    bench.check()


def test_the_same_words_denied_are_another_claim(bench: Bench) -> None:
    bench.take_in()
    text = TEXT.replace("according to the city council", "which the city council denies")
    found = bench.take_in(*version(text, COST, polarity=Polarity.DENIED))
    assert (found.claims, found.touched) == (("C-3",), ("C-2",))
    assert bench.claim(3).polarity is Polarity.DENIED
    (item,) = bench.items()
    assert [(why.kind, why.old, why.new) for why in item.why] == [(ReasonKind.NEGATION, "positive", "negative")]
    once_more = bench.take_in(*version(text.replace("swans", "geese"), COST, polarity=Polarity.DENIED))
    assert (once_more.claims, [mention.claim for mention in once_more.mentions]) == ((), ["C-3"])
    assert len(bench.items()) == 1
    back = bench.take_in()
    assert ([mention.claim for mention in back.mentions], back.touched) == (["C-1", "C-2"], ("C-3",))


def test_the_same_words_of_another_day_are_another_claim(bench: Bench) -> None:
    told = "[The Linden Street bridge will open to traffic on Monday], the port said."
    bench.tell(told, times={"Monday": date(2026, 4, 27)})
    found = bench.tell(told, "Delayed by a week.", times={"Monday": date(2026, 5, 4)})
    assert (found.status, found.claims, found.mentions) == ("new_version", ("C-2",), ())
    (item,) = bench.items()
    assert [(why.kind, why.old, why.new) for why in item.why] == [(ReasonKind.DATE, "2026-04-27", "2026-05-04")]
    assert item.claim == "C-1"


def test_two_claims_of_the_same_few_words_are_both_kept(bench: Bench) -> None:
    told = "[Ines Varga|I did not], she said.", "[Marta Oyelaran|I did not], she said."
    bench.tell(*told)
    found = bench.tell(*told, "Both left by the back door.")
    assert (found.claims, [mention.claim for mention in found.mentions]) == ((), ["C-1", "C-2"])


def test_a_claim_first_found_elsewhere_is_asked_about_too(bench: Bench) -> None:
    bench.take_in()
    assert bench.tell(f"[{COST}], a ministry paper says.").mentions[0].claim == "C-2"
    found = bench.tell("The ministry has withdrawn its paper.")
    assert (found.status, found.touched) == ("new_version", ("C-2",))
    (item,) = bench.items()
    assert (item.cause, item.article) == (Cause.SOURCE_CORRECTION, "A-2")


def test_a_withdrawn_passage_is_no_evidence(bench: Bench, ann: Act, desk: Desk) -> None:
    bench.take_in()
    bench.settle(2)
    bench.take_in(*version(WITHOUT_COST, PROMISE))
    answered = revisit.resolve(bench.session, 1, ItemResolution.CONTRADICTS, ann, desk=desk)
    assert (answered.evidence, answered.moved) == (None, None)
    assert bench.claim(2).verdict is Verdict.CONFIRMED


def test_a_text_that_comes_back_is_a_version(session: Session, bench: Bench) -> None:
    bench.take_in()
    bench.take_in(*version(WITHOUT_COST, PROMISE))
    assert bench.take_in().status == "new_version"
    assert bench.take_in().status == "unchanged"
    assert [mention.article_version for mention in company.mentions_of(session, 1)] == [1, 2, 3]
    bench.check()


PRICE = "The repairs of the bridge cost 4.2 million euros"


@pytest.fixture
def merged(bench: Bench, ann: Act) -> Bench:
    """Return a bench where a claim of the first article (C-2) was merged into one of another (C-3)."""
    bench.take_in()
    bench.tell(f"[{PRICE}], a council paper says.")
    review.close(bench.session, 2, Resolution.DUPLICATE, ann, target=3)
    bench.seal()
    return bench


def test_a_correction_of_a_duplicate_is_asked_where_it_stands(merged: Bench) -> None:
    found = merged.take_in(*version(WITHOUT_COST, PROMISE))
    assert found.touched == ("C-3",)
    (item,) = [item for item in merged.items() if item.cause is Cause.SOURCE_CORRECTION]
    assert (item.claim, item.article) == ("C-3", "A-1")
    assert found.revisit == (item.id,)
    assert item.other is not None
    assert (item.other.id, [why.old for why in item.why]) == ("C-2", [COST])
    asked = merged.last("C-3")
    assert (asked.event, asked.details["other"], asked.details["article"]) == ("ask", "C-2", "A-1")
    back = merged.take_in()
    assert [mention.claim for mention in back.mentions] == ["C-1", "C-3"]
    (again,) = merged.take_in(*version(WITHOUT_COST, PROMISE)).revisit
    assert again != item.id  # each correction by itself
    merged.check()


def test_a_duplicate_that_is_said_again_is_told_of_the_claim_that_stands(merged: Bench) -> None:
    found = merged.take_in(*version(TEXT.replace("swans", "geese"), PROMISE, COST))
    assert [mention.claim for mention in found.mentions] == ["C-1", "C-3"]
    told = merged.last("C-3")
    assert (told.event, told.details["other"], told.details["article_version"]) == ("mention", "C-2", 2)
    assert merged.last("C-2").event == "mention"


def test_a_duplicate_is_not_gone_while_the_article_says_the_claim_that_stands(merged: Bench) -> None:
    both = TEXT.replace("Nobody asked the swans.", f"{PRICE}.")
    assert [mention.claim for mention in merged.take_in(*version(both, PROMISE, COST, PRICE)).mentions].count(
        "C-3"
    ) == 2
    without = both.replace(f"{COST}, according", "The bill is known, according")
    assert merged.take_in(*version(without, PROMISE, PRICE)).revisit == ()


def test_nothing_is_asked_where_the_claim_that_stands_is_closed(merged: Bench, ann: Act) -> None:
    review.close(merged.session, 3, Resolution.OUT_OF_SCOPE, ann)
    assert merged.take_in(*version(WITHOUT_COST, PROMISE)).revisit == ()


def test_a_claim_and_what_stands_for_it_are_locked_at_once(merged: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    locked: list[set[int]] = []
    lock = tracked.lock_claims

    def watch(session: Session, claim_ids: Iterable[int]) -> dict[int, Claim]:
        locked.append(wanted := set(claim_ids))
        return lock(session, wanted)

    monkeypatch.setattr(tracked, "lock_claims", watch)
    merged.take_in(*version(WITHOUT_COST, PROMISE))
    assert locked[0] == {1, 2, 3}
