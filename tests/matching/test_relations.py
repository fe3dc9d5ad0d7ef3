import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.claim import Modality, Polarity
from claimtrack.domain.revisit import Reason, ReasonKind, Relation
from claimtrack.matching import Related, Statement, When, is_same_statement, relate


def held(claim: Statement, passage: Statement, *readings: Statement) -> Related:
    """Compare as if every term were equally rare."""
    return relate(passage, claim, lambda _term: 1.0, readings)


def relation(claim: str, passage: str) -> Relation:
    return held(Statement(claim), Statement(passage)).relation


def reasons(comparison: Related, kind: ReasonKind) -> list[Reason]:
    return [reason for reason in comparison.why if reason.kind is kind]


PROMISE = "The Linden Street bridge will reopen on 12 June 2026"
COST = "The repairs of the bridge have cost 4.2 million euros"

RELATIONS = [
    # one denies what the other says
    ("The pier is safe for trams", "The pier is not safe for trams", Relation.CONTRADICTS),
    ("Nobody warned the harbour office", "A pilot warned the harbour office", Relation.CONTRADICTS),
    (PROMISE, "The Linden Street bridge did not reopen on 12 June 2026", Relation.CONTRADICTS),
    ("The pier will close", "Reports that the pier will close are untrue", Relation.UPDATES),
    ("The pier is safe for trams", "The report that the pier is safe for trams is false", Relation.CONTRADICTS),
    # what has not happened yet may do so later
    ("The council has not opened an inquiry", "The council opened an inquiry", Relation.UPDATES),
    ("The council did not open an inquiry", "The council opened an inquiry", Relation.CONTRADICTS),
    ("The council will open an inquiry", "The council has not opened an inquiry", Relation.UPDATES),
    ("The council will open an inquiry", "The council did not open an inquiry", Relation.CONTRADICTS),
    # but a plan that is given up, or a state that is over, is news
    (PROMISE, "The Linden Street bridge will not reopen on 12 June 2026", Relation.UPDATES),
    (
        "On 1 March 2026 the harbour had not hired pilots",
        "By 9 April 2026 the harbour had hired two pilots",
        Relation.UPDATES,
    ),
    # a denial of something else says nothing
    (COST, "The repairs of the bridge, which is not open, have cost 4.2 million euros", Relation.REPEATS),
    # figures that measure the same
    (COST, "The repairs of the bridge have cost 5.1 million euros", Relation.UPDATES),
    (COST, "The repairs of the bridge cost the town 4.2 million euros", Relation.REPEATS),
    (COST, "The cost of the repairs of the bridge grew from 4.2 to 5.1 million euros", Relation.UPDATES),
    (COST, "The repairs of the bridge have cost 5.1 million euros, compared with 4.2 million", Relation.UPDATES),
    ("The toll rose from 4 to 6 euros", "The toll is 4 euros", Relation.UPDATES),
    ("Sixty welders mend 3 arches", "Sixty welders mend 4 arches", Relation.UPDATES),
    ("About 60 workers repair the bridge", "The bridge is repaired by 61 workers", Relation.REPEATS),
    # what was to come has come, or came late
    (PROMISE, "The Linden Street bridge reopened on 12 June 2026", Relation.SUPPORTS),
    (PROMISE, "The Linden Street bridge reopened to trams", Relation.SUPPORTS),
    (PROMISE, "The Linden Street bridge reopened on 3 July 2026", Relation.UPDATES),
    (
        "The cost of the bridge is expected to exceed 4 million euros",
        "The bridge has cost 4.6 million euros",
        Relation.SUPPORTS,
    ),
    (
        "The bridge will be shut to trams on 1 March 2026 and on 1 July 2026",
        "The bridge was shut to trams on 3 May 2026",
        Relation.SUPPORTS,
    ),
    # what was not to come before its time
    ("The ferry will not sail until June", "The ferry sailed in June", Relation.SUPPORTS),
    ("The ferry will sail no earlier than June 2026", "The ferry sailed in July 2026", Relation.SUPPORTS),
    ("The ferry will sail no earlier than June 2026", "The ferry sailed in May 2026", Relation.CONTRADICTS),
    ("The ferry will not sail until the strike is over", "The ferry has sailed", Relation.UPDATES),
    ("The ferry will not sail in June 2026", "The ferry sailed in July 2026", Relation.SUPPORTS),
    # another date
    (PROMISE, "The Linden Street bridge will reopen on 3 July 2026", Relation.UPDATES),
    (PROMISE, "The Linden Street bridge will reopen in June 2026", Relation.REPEATS),
    ("The ferry leaves on 12 June", "The ferry leaves on 14 June", Relation.UPDATES),
    (PROMISE, "On 3 May 2026 it was said that the Linden Street bridge will reopen on 12 June 2026", Relation.REPEATS),
    # words of change and of recall
    ("The Linden Street bridge is closed to trams", "The Linden Street bridge is now open to trams", Relation.UPDATES),
    (PROMISE, "The reopening of the Linden Street bridge had been promised for 12 June 2026", Relation.REPEATS),
    (PROMISE, "The Linden Street bridge, which had been shut, reopened on 3 July 2026", Relation.UPDATES),
    # which say nothing new where the claim has them too
    ("The ferry is now repaired", "The ferry is now repaired at night", Relation.REPEATS),
    ("The ferry left earlier, on 12 June", "The ferry left earlier, on 14 June", Relation.UPDATES),
    (PROMISE, "The Linden Street bridge, which had been delayed twice, reopened to trams", Relation.SUPPORTS),
    # words that tell of change, or do not
    ("President Lind opened the museum", "The late President Lind opened the museum", Relation.REPEATS),
    ("President Lind opened the museum", "President Lind opened the museum two weeks late", Relation.UPDATES),
    ("The house approved the budget", "The lower house approved the budget", Relation.REPEATS),
    ("The council keeps pigs on the island", "The council raises pigs on the island", Relation.REPEATS),
    ("The council keeps fares at 3 euros", "The council raises fares for 3 euros", Relation.UPDATES),
    # one thing in the place of another
    ("Norway beat Chile in the final", "Chile beat Norway in the final", Relation.RELATED),
    ("The mayor of Varna will resign", "The mayor of Burgas will resign", Relation.RELATED),
    ("Fares on the ferry will rise", "Fares on the ferry will fall", Relation.UPDATES),
    ("The pier is safe for trams", "The pier is unsafe for trams", Relation.CONTRADICTS),
    ("The storm killed 14 in the harbour", "The storm killed 31 in the harbour", Relation.UPDATES),
    ("The motion passed 60 to 40", "The motion passed 52 to 48", Relation.UPDATES),
    ("The canal is 5 miles long", "The canal is 8 kilometres long", Relation.REPEATS),
    ("The canal will cost 40 million euros", "The canal will cost 46 million dollars", Relation.UPDATES),
    ("The fine is CHF 40 million", "The fine is CHF 60 million", Relation.UPDATES),
    # that somebody reports or expects something is no matter that two can be at odds over
    ("There were no reports of floods", "Local radio reported a strike", Relation.RELATED),
    ("The bridge is not expected to sink", "The mayor expected rain", Relation.RELATED),
    # said again
    (PROMISE, PROMISE, Relation.REPEATS),
    ("The ferry is now repaired", "“The ferry is now repaired.”", Relation.REPEATS),
    # too far apart for anything but that
    (PROMISE, "The swans of the town park are not for sale", Relation.RELATED),
    (PROMISE, "", Relation.RELATED),
    ("", PROMISE, Relation.RELATED),
    # near, and no sign of anything
    ("The bridge was painted green by prisoners of the town", "The bridge was built by pilots", Relation.RELATED),
]


@pytest.mark.parametrize(("claim", "passage", "expected"), RELATIONS)
def test_what_a_passage_may_be_to_a_claim(claim: str, passage: str, expected: Relation) -> None:
    assert relation(claim, passage) is expected


def test_the_day_somebody_spoke_is_no_new_date() -> None:
    claim = Statement("The bridge will reopen", times=(When("on 12 June", date(2026, 6, 12), date(2026, 6, 12)),))
    spoke = When("on Friday", date(2026, 4, 17), date(2026, 4, 17))
    passage = Statement("The bridge will reopen, she said on Friday", times=(spoke,), published=date(2026, 4, 20))
    found = held(claim, passage)
    assert found.relation is Relation.REPEATS
    assert reasons(found, ReasonKind.DATE) == []


def test_a_denial_by_the_source_counts() -> None:
    claim = Statement("The bridge is closed to trams")
    denied = Statement("The bridge is closed to trams at night", polarity=Polarity.DENIED)
    found = held(claim, denied)
    assert found.relation is Relation.CONTRADICTS
    assert reasons(found, ReasonKind.NEGATION) == [Reason(ReasonKind.NEGATION, old="positive", new="negative")]


def test_the_modality_that_was_found_counts() -> None:
    claim = Statement("The bridge opens in June", modality=Modality.FORWARD_LOOKING)
    assert held(claim, Statement("The bridge opened")).relation is Relation.SUPPORTS


def test_a_promise_said_again_has_not_come_true() -> None:
    claim = Statement("The bridge opens in June", modality=Modality.FORWARD_LOOKING)
    assert held(claim, Statement("The bridge opens in June")).relation is Relation.REPEATS


def test_the_same_words_a_week_later_are_news() -> None:
    first, second = (When("on Monday", day, day) for day in (date(2026, 3, 2), date(2026, 3, 9)))
    claim, passage = (Statement("The old bridge was shut on Monday", times=(when,)) for when in (first, second))
    found = held(claim, passage)
    assert found.relation is Relation.UPDATES
    assert reasons(found, ReasonKind.DATE) == [Reason(ReasonKind.DATE, old="on Monday", new="on Monday")]


def test_a_pair_says_why() -> None:
    claim = Statement(
        "The Linden Street bridge will reopen on 12 June 2026 after 60 welders leave", speaker="Marta Oyelaran"
    )
    passage = Statement(
        "Linden Street bridge reopened on 3 July 2026, when 45 welders had left",
        context="Late bridge",
        speaker="port director Oyelaran",
    )
    found = held(claim, passage)
    assert found.relation is Relation.UPDATES
    assert found.why[:6] == (
        Reason(ReasonKind.NAMES, shared=("Linden", "Street")),
        Reason(ReasonKind.NUMBER, old="60 welders leave", new="45 welders"),
        Reason(ReasonKind.DATE, old="12 June 2026", new="3 July 2026"),
        Reason(ReasonKind.TENSE, old="to come", new="has happened or is said to"),
        Reason(ReasonKind.SPEAKER, old="Marta Oyelaran", new="port director Oyelaran"),
        Reason(ReasonKind.WORDS, shared=("2026", "bridge", "reopen", "welders")),
    )
    assert reasons(held(claim, claim), ReasonKind.VERBATIM) == [Reason(ReasonKind.VERBATIM)]


def test_of_what_is_only_related_no_denial_is_told() -> None:
    claim = Statement("The valley will receive 60 filter units before the winter of the year")
    found = held(claim, Statement("The owner of a depot above the valley has rejected a report about leaks"))
    assert found.relation is Relation.RELATED
    assert [reason.kind for reason in found.why] == [ReasonKind.WORDS]


def test_what_is_the_same_is_told_as_the_claim_has_it() -> None:
    claim = Statement("The fund has £12 million available for Varna", speaker="environment agency")
    passage = Statement("The fund has £12 million", speaker="Environment Agency", context="Good news for Varna")
    found = held(claim, passage)
    (number,), (speaker,) = reasons(found, ReasonKind.NUMBER), reasons(found, ReasonKind.SPEAKER)
    assert number == Reason(ReasonKind.NUMBER, old="£12 million available", new="£12 million available")
    assert speaker == Reason(ReasonKind.SPEAKER, old="environment agency", new="environment agency")
    assert reasons(found, ReasonKind.NAMES) == []  # what only the headline has, the passage has not


def test_a_word_that_opens_the_claim_is_a_name_if_the_passage_says_so() -> None:
    claim, passage = Statement("Ankara refused the loan"), Statement("The loan was refused by Ankara")
    assert reasons(held(claim, passage), ReasonKind.NAMES) == [Reason(ReasonKind.NAMES, shared=("Ankara",))]
    assert reasons(held(Statement("Workers refused the loan"), Statement("The workers left")), ReasonKind.NAMES) == []


def test_of_several_figures_the_nearest_is_meant() -> None:
    claim = Statement("The harbour has 60 red boats")
    found = held(claim, Statement("The harbour has 20 boats at sea and 45 red boats at home"))
    assert reasons(found, ReasonKind.NUMBER) == [Reason(ReasonKind.NUMBER, old="60 red boats", new="45 red boats")]


WORDS = st.sampled_from(
    "The bridge will not open on 12 June 2026 Marta Oslo 60 workers now earlier , . five % $3".split()
)
TEXTS = st.lists(WORDS, max_size=14).map(" ".join)


@given(TEXTS, TEXTS)
def test_any_pair_has_a_relation(claim: str, passage: str) -> None:
    found = held(Statement(claim), Statement(passage))
    assert found.relation in Relation


@given(TEXTS)
def test_what_is_said_again_repeats(text: str) -> None:
    found = held(Statement(text), Statement(f"“{text}”"))
    assert found.relation is (Relation.REPEATS if Statement(text).stems else Relation.RELATED)


def test_hostile_statements_are_compared_in_no_time() -> None:
    start = time.process_time()
    for piece in ("5 swans 2026 ", "Ab, not ", "12 June 2026, Oslo 7% "):
        text = (piece * 100_000)[:100_000]
        held(Statement(text), Statement(text + "!"))
    assert time.process_time() - start < 5


SWANS = "The swans of the harbour left on Monday"


@pytest.mark.parametrize(
    ("claim", "passage", "same"),
    [
        (Statement(SWANS), Statement("“The swans of the harbour left on Monday.”"), True),
        (Statement(SWANS), Statement("The swans of the harbour left on Tuesday"), False),
        (Statement(SWANS), Statement(SWANS, polarity=Polarity.DENIED), False),
        (Statement("He said no"), Statement("He said no"), False),
    ],
)
def test_the_same_statement(claim: Statement, passage: Statement, same: bool) -> None:
    assert is_same_statement(passage, claim) is same


def test_the_same_words_of_another_monday_are_another_statement() -> None:
    first, second = (When("on Monday", day, day) for day in (date(2026, 3, 2), date(2026, 3, 9)))
    claim = Statement(SWANS, times=(first,))
    assert is_same_statement(Statement(SWANS, times=(first,)), claim)
    assert is_same_statement(Statement(SWANS), claim)
    assert not is_same_statement(Statement(SWANS, times=(second,)), claim)
