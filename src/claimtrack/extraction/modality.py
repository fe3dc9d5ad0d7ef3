"""How a clause is put: fact, report, outlook or opinion. What is no claim at all is `filters`' part.

Rules read the predicate alone, so that they serve with and without a parse. Nothing planned, hoped or hypothetical may
come out as an asserted fact: when in doubt the weaker label wins.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from claimtrack.domain.attribution import CueClass
from claimtrack.domain.claim import Modality
from claimtrack.extraction.clauses import Clause
from claimtrack.extraction.lexicons.cues import HEARSAY_ADVERBS, HEARSAY_PARTICIPLES
from claimtrack.extraction.lexicons.modality_words import (
    AHEAD,
    BINDING,
    EVALUATIVE,
    FUTURE,
    GIVEN_UP,
    HEARD,
    HELD_PLANS,
    INTENT_VERBS,
    JUDGING,
    PLAN_NOUNS,
    PLANNED_SUBJECT,
    SEEMS,
    SHOULD,
    STANCES,
    WISH_VERBS,
)

Days = Sequence[tuple[date | None, date | None]]
"""First and last day of each time in a clause, either open when None."""

_OPINION_CLASSES = frozenset({CueClass.STANCE, CueClass.NON_VERIDICAL})
_LOOKING_AHEAD = frozenset({CueClass.INTENT, CueClass.FORECAST})
COUNTERFACTUAL = re.compile(r"\b(?:would|could|might|should) (?:\w+ly )?have\b(?! to\b)")
_FORMER = re.compile(r"(?:an?|the|its|their|his|her) (?:earlier|previous|former|first|original) \w+")
_PREDECESSOR = re.compile(r"\b(?:predecessor|forerunner)s?$")
_WAS_DUE = re.compile(r"(?:was|were) (?:\w+ly )?(?:due|set|scheduled|slated|expected|planned|to)\b")
_IS_OR_HAS = re.compile(r"(?:is|are|has|have|remains?|says?|names?|lists?)\b")
_DATED_NOTE = re.compile(r"(?:\w+day,? )?(?:\d{1,2}(?:[–-]\d{1,2})? [A-Z]\w+|[A-Z]\w+ \d{1,2}|\w+day): \S")
_LIKELY = re.compile(r"\b(?:un)?likely\b")
_NEXT = re.compile(r"\b(?:next|coming|tomorrow|later this|by the end of)\b")
_WILL = re.compile(r"(?:will|['’]ll|wo n['’]t|would) ")
_PLANS = re.compile(
    r"(?:(?:has|have|had|now|also|is|are|was|were) )*"
    r"(?:plan|plans|planned|planning|schedule[sd]?|pledge[sd]?|promise[sd]?|vow(?:s|ed)?|threaten(?:s|ed)?|intend(?:s|ed)?)"
    r"\b(?! by\b)"
)
_EXPECTS = re.compile(
    r"(?:we )?(?:(?:now|still|also|do|does|not|n['’]t|is|are|am|[’']re|[’']m|currently) )*"
    r"(?:(?:expect|forecast|predict|anticipate|foresee|project)s?|(?:expect|forecast|predict|anticipat|foresee|project)ing)"
    r"\b(?! (?:that|this|it|so|nothing|better)$)"
)
"""Somebody's own words of what they take to come: "we expect inflation of 8 % by May"."""
_BY_THEN = re.compile(r"\b(?:by|before|within|until|on|in|from|after|once|when)\b")
_MAY_BE = re.compile(r"(?:can|can ?not|could|may|might|must|shall|should)\b(?! have\b)")
_UNDER_WAY = re.compile(r"(?:is|are|[’']s|[’']re)(?: \w+)? (?:being|\w+ing)\b")
_ON_THE_MOVE = re.compile(
    r"(?:is|are|[’']s|[’']re|am)(?: not| n[’']t| also| now)? (?:coming|leaving|returning|moving)\b"
)
_LASTS = re.compile(r"(?:stays?|remains?|continues?|applies|apply|lasts?|runs?|holds?|is|are)\b")
_ENDINGS = (
    ("ied", "y"),
    ("ies", "y"),
    ("nned", "n"),
    ("tted", "t"),
    ("nning", "n"),
    ("ed", ""),
    ("s", ""),
    ("ing", ""),
)
_FIRST_WORDS = 4
"""Words of a predicate among which its main verb is looked for."""


@cache
def pattern(words: str) -> re.Pattern[str]:
    """Return the pattern that finds the alternatives as whole words."""
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def modality_of(clause: Clause, words: str, days: Days, anchor: date | None, *, own_voice: bool) -> Modality:
    """Return how a clause is put whose quote is `words`: the first label that fits, the weakest first.

    `days` are the first and the last day of each time in it, `anchor` the day of publication. `own_voice` tells that
    the article itself speaks and nobody is quoted.
    """
    if _is_given_up(clause, days, anchor, own_voice=own_voice):
        return Modality.BACKGROUND
    if (pattern(SHOULD).search(clause.predicate) or _LIKELY.search(clause.predicate)) and _lies_ahead(days, anchor):
        return Modality.FORWARD_LOOKING
    if _is_opinion(clause, words):
        return Modality.OPINION
    if _is_forward(clause, words) or _is_scheduled(clause, words, days, anchor):
        return Modality.FORWARD_LOOKING
    if not own_voice or is_hearsay(clause, words):
        return Modality.REPORTED
    return Modality.BACKGROUND if _introduces(clause, words) else Modality.ASSERTED_FACT


def _introduces(clause: Clause, words: str) -> bool:
    """Tell whether a clause only says who somebody is: "..., who heads the agency's licensing division"."""
    return clause.relative and words.startswith("who ") and re.match(r"(?:has|have)\b", clause.predicate) is None


def _is_given_up(clause: Clause, days: Days, anchor: date | None, *, own_voice: bool) -> bool:
    """Tell whether a clause recalls a plan, or a figure, that no longer holds: "was to have opened", "had been due".

    A plan of the past whose day is over is one too, in the article's own voice: "was due at the start of September".
    """
    if pattern(GIVEN_UP).match(clause.predicate):
        return True
    if own_voice and _FORMER.match(clause.subject) and clause.predicate.startswith("had "):
        return True
    if own_voice and _PREDECESSOR.search(clause.subject):
        return True
    over = anchor is not None and bool(days) and all(last is not None and last < anchor for _, last in days)
    return own_voice and over and _WAS_DUE.match(clause.predicate) is not None


def _is_forward(clause: Clause, words: str) -> bool:
    """Tell whether the wording of a clause speaks of what is to come."""
    predicate, frame = clause.predicate, clause.frame
    if COUNTERFACTUAL.search(predicate) or pattern(GIVEN_UP).match(predicate):
        return False
    if _plans_something(clause, words):
        return True
    if predicate.startswith("must ") and not _BY_THEN.search(words):
        return False
    if pattern(FUTURE).search(predicate):
        return re.match(r"(?:had|have|has) to\b", predicate) is None
    if pattern("would").search(predicate) or (frame is not None and frame.cue_class in _LOOKING_AHEAD):
        return True
    if pattern(PLAN_NOUNS).search(clause.subject) and re.search(r"\b(?:is|are|was|were) to\b", predicate):
        return True
    group = predicate if clause.parsed else f"{clause.subject} {predicate}"
    return " to " in f"{group} " and (_has_verb(group, INTENT_VERBS) or _has_verb(predicate, BINDING))


def _plans_something(clause: Clause, words: str) -> bool:
    """Tell whether a clause names what is to come by a noun: "plans another event", "has two months to appeal"."""
    named = pattern(HELD_PLANS).search(words) or pattern(AHEAD).search(words)
    expected = clause.frame is not None and _EXPECTS.match(clause.predicate) is not None
    return named is not None or expected or _PLANS.match(clause.predicate) is not None


def _is_scheduled(clause: Clause, words: str, days: Days, anchor: date | None) -> bool:
    """Tell whether a clause without a word of the future has a day to come, or an end: "decides on 29 January".

    What can be, or stays so until something happens, is put like a state, and is about what is to come all the same:
    "cannot open before May", "stays shut until further notice".
    """
    if COUNTERFACTUAL.search(clause.predicate):
        return False
    if anchor is None:
        return _MAY_BE.match(clause.predicate) is not None and _NEXT.search(words) is not None
    if (clause.present or not clause.finite) and any(first is not None and first > anchor for first, _ in days):
        return True
    if _DATED_NOTE.match(words) and _lies_ahead(days, anchor):
        return True
    if clause.present and (clause.condition or _not_there_yet(clause)):
        return True
    if _ON_THE_MOVE.match(clause.predicate):
        return True
    if _UNDER_WAY.match(clause.predicate) and any(first is not None and first > anchor for first, _ in days):
        return True
    if _MAY_BE.match(clause.predicate):
        return _lies_ahead(days, anchor)
    ends = all(last is None or last > anchor for _, last in days)
    return clause.present and ends and _LASTS.match(clause.predicate) is not None and " until " in words


def _not_there_yet(clause: Clause) -> bool:
    """Tell whether a subject is only planned: "the draft law cuts taxes"; what it is or has now is no plan."""
    return pattern(PLANNED_SUBJECT).search(clause.subject) is not None and not _IS_OR_HAS.match(clause.predicate)


def _lies_ahead(days: Days, anchor: date | None) -> bool:
    return anchor is not None and any(day is not None and day > anchor for both in days for day in both)


def is_hearsay(clause: Clause, words: str = "") -> bool:
    """Tell whether a clause reports without a frame: "reportedly", "is said to", "it appears", "by its count"."""
    if HEARSAY_ADVERBS.intersection((*clause.subject.split(), *clause.predicate.split())):
        return True
    participles = "|".join(sorted(HEARSAY_PARTICIPLES))
    if re.search(rf"\b(?:is|are|was|were) (?:{participles}) to\b", clause.predicate):
        return True
    return pattern(HEARD).search(words) is not None or pattern(SEEMS).match(clause.predicate) is not None


def passes_judgement(predicate: str) -> bool:
    """Tell whether a predicate evaluates: a copula or the like, and a word of praise or blame."""
    return pattern(JUDGING).search(predicate) is not None and pattern(EVALUATIVE).search(predicate) is not None


def _is_opinion(clause: Clause, words: str) -> bool:
    frame, predicate = clause.frame, clause.predicate
    if frame is not None and (frame.cue_class in _OPINION_CLASSES or frame.lemma in WISH_VERBS):
        return True
    if (
        (_has_verb(predicate, WISH_VERBS) and not is_hearsay(clause) and not _WILL.match(predicate))
        or pattern(SHOULD).search(predicate)
        or pattern(STANCES).search(predicate)
    ):
        return True
    return frame is not None and passes_judgement(predicate) and re.search(r"\d", words) is None


def _has_verb(predicate: str, lemmas: frozenset[str]) -> bool:
    """Tell whether one of the first words of a predicate is a form of a lemma."""
    return any(lemmas.intersection(_bases(word)) for word in predicate.split()[:_FIRST_WORDS])


def _bases(word: str) -> set[str]:
    """Return the verbs of which a word can be a regular form."""
    found = {word}
    for ending, base in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word.removesuffix(ending) + base
            found |= {stem, f"{stem}e"}
    return found
