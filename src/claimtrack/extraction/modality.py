"""How a clause is put: fact, report, outlook or opinion. What is no claim at all is `filters`' part.

Rules read the predicate alone, so that they serve with and without a parse. Nothing planned, hoped or hypothetical may
come out as an asserted fact: when in doubt the weaker label wins.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from claimtrack.domain.attribution import CueClass
from claimtrack.domain.claim import Modality
from claimtrack.domain.span import Quote, Span
from claimtrack.extraction.clauses import Clause
from claimtrack.extraction.lexicons.cues import HEARSAY_ADVERBS, HEARSAY_PARTICIPLES
from claimtrack.extraction.lexicons.modality_words import (
    EVALUATIVE,
    FUTURE,
    HEDGES,
    INTENT_VERBS,
    JUDGING,
    PLAN_NOUNS,
    SHOULD,
    STANCES,
    WISH_VERBS,
)

_OPINION_CLASSES = frozenset({CueClass.STANCE, CueClass.NON_VERIDICAL})
_HEDGING_CLASSES = frozenset({CueClass.FORECAST, CueClass.NON_VERIDICAL, CueClass.HEARSAY})
_LOOKING_AHEAD = frozenset({CueClass.INTENT, CueClass.FORECAST})
_GIVEN_UP = re.compile(r"\b(?:was|were) (?:\w+ )?to have\b")
COUNTERFACTUAL = re.compile(r"\b(?:would|could|might|should) (?:\w+ly )?have\b")
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


def find_hedges(text: str, span: Span, frame_class: CueClass | None, cue: Span | None) -> tuple[Quote, ...]:
    """Return the words that weaken a clause, its cue among them when it forecasts, hopes or hears."""
    found = [
        Quote.cut(text, *match.span())
        for match in pattern(HEDGES).finditer(text, span.start, span.end)
        if match[0] != "May" or match.start() == span.start
    ]
    if cue is not None and frame_class in _HEDGING_CLASSES:
        found.append(Quote.cut(text, cue.start, cue.end))
    return tuple(sorted(found))


def modality_of(clause: Clause, words: str, *, own_voice: bool) -> Modality:
    """Return how a clause is put whose quote is `words`: the first label that fits, the weakest first.

    `own_voice` tells that the article itself speaks and nobody is quoted.
    """
    if _is_opinion(clause, words):
        return Modality.OPINION
    if is_forward(clause):
        return Modality.FORWARD_LOOKING
    return Modality.ASSERTED_FACT if own_voice and not is_hearsay(clause) else Modality.REPORTED


def is_forward(clause: Clause) -> bool:
    """Tell whether a clause speaks of what is to come."""
    predicate, frame = clause.predicate, clause.frame
    if COUNTERFACTUAL.search(predicate) or _GIVEN_UP.search(predicate):
        return False
    if pattern(FUTURE).search(predicate):
        return re.match(r"(?:had|have|has) to\b", predicate) is None
    if frame is not None and (frame.cue_class in _LOOKING_AHEAD or pattern("would").search(predicate)):
        return True
    if pattern(PLAN_NOUNS).search(clause.subject) and re.search(r"\b(?:is|are|was|were) to\b", predicate):
        return True
    return _has_verb(predicate, INTENT_VERBS) and " to " in f"{predicate} "


def is_scheduled(clause: Clause, judged: Modality, starts: Iterable[date | None], anchor: date | None) -> bool:
    """Tell whether a fact in the present tense has a day to come: "the bank decides on 29 January"."""
    if anchor is None or not clause.present or judged not in {Modality.ASSERTED_FACT, Modality.REPORTED}:
        return False
    return any(day is not None and day > anchor for day in starts)


def is_hearsay(clause: Clause) -> bool:
    """Tell whether a clause reports without a source: "reportedly", "is said to"."""
    if HEARSAY_ADVERBS.intersection(clause.predicate.split()):
        return True
    participles = "|".join(sorted(HEARSAY_PARTICIPLES))
    return re.search(rf"\b(?:is|are|was|were) (?:{participles}) to\b", clause.predicate) is not None


def passes_judgement(predicate: str) -> bool:
    """Tell whether a predicate evaluates: a copula or the like, and a word of praise or blame."""
    return pattern(JUDGING).search(predicate) is not None and pattern(EVALUATIVE).search(predicate) is not None


def _is_opinion(clause: Clause, words: str) -> bool:
    frame, predicate = clause.frame, clause.predicate
    if frame is not None and (frame.cue_class in _OPINION_CLASSES or frame.lemma in WISH_VERBS):
        return True
    if _has_verb(predicate, WISH_VERBS) or pattern(SHOULD).search(predicate) or pattern(STANCES).search(predicate):
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
