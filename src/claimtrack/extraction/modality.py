"""How a clause is put: fact, report, outlook or opinion; and what is set aside, with the reason as a short code.

Rules read the predicate alone, so that they serve with and without a parse. Nothing planned, hoped or hypothetical may
come out as an asserted fact: when in doubt the weaker label wins.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from claimtrack.domain.attribution import CueClass
from claimtrack.domain.claim import Modality
from claimtrack.domain.span import Quote, Span
from claimtrack.extraction.clauses import Clause
from claimtrack.extraction.lexicons.cues import HEARSAY_ADVERBS, HEARSAY_PARTICIPLES, UNTRACEABLE
from claimtrack.extraction.lexicons.modality_words import (
    ANONYMITY,
    EVALUATIVE,
    FEELINGS,
    FUTURE,
    GENERIC,
    HEDGES,
    INTENT_VERBS,
    NO_COMMENT,
    PLAN_NOUNS,
    SHOULD,
    STANCES,
    UNKNOWN,
    WISH_VERBS,
)
from claimtrack.extraction.nominal import words_of

_OPINION_CLASSES = frozenset({CueClass.STANCE, CueClass.NON_VERIDICAL})
_HEDGING_CLASSES = frozenset({CueClass.FORECAST, CueClass.NON_VERIDICAL, CueClass.HEARSAY})
_FEWEST_WORDS = 3
_FEWEST_WITH_CONTEXT = 2
_SHORT = 2
_SPECULATES = re.compile(r"\b(?:could|may|might|perhaps|maybe)\b")
_COUNTERFACTUAL = re.compile(r"\b(?:would|could|might|should) (?:\w+ly )?have\b")
_SAYS_NO_MORE = re.compile(
    r"(?:den(?:y|ies|ied)|disput(?:es|ed)|rejects?|rejected|confirm(?:s|ed)|says?|said|agreed?|disagreed?) (?:this|that|it|so)$"
)
_HAZY = frozenset("this that it so these those is was s not no wrong false true too right enough".split())
_COPULA = re.compile(
    r"(?:is|are|was|were|[’']s|remains?|(?:will|has|have) (?:be|been))\b(?! (?:being|going|due|set|to)\b)"
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a clause is put, or why it is set aside: one of `modality` and `rejected` is set."""

    modality: Modality | None = None
    rejected: str | None = None
    hearsay: bool = False


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def find_hedges(text: str, span: Span, frame_class: CueClass | None, cue: Span | None) -> tuple[Quote, ...]:
    """Return the words that weaken a clause, its cue among them when it forecasts, hopes or hears."""
    found = [Quote.cut(text, *match.span()) for match in _pattern(HEDGES).finditer(text, span.start, span.end)]
    if cue is not None and frame_class in _HEDGING_CLASSES:
        found.append(Quote.cut(text, cue.start, cue.end))
    return tuple(sorted(found))


def is_scheduled(clause: Clause, judged: Modality, starts: Iterable[date | None], anchor: date | None) -> bool:
    """Tell whether a fact in the present tense has a day to come: "the bank decides on 29 January"."""
    if anchor is None or not clause.present or judged not in {Modality.ASSERTED_FACT, Modality.REPORTED}:
        return False
    return any(day is not None and day > anchor for day in starts)


def judge(
    clause: Clause, words: str, source: str | None, *, question: bool, own_voice: bool, in_list: bool
) -> Judgement:
    """Judge a clause whose quote is `words` and whose claimant is `source`.

    `question` tells that its sentence asks; `own_voice` that the article itself speaks and nobody is quoted;
    `in_list` that it is an item of a list, which may do without a verb.
    """
    reason = _why_not(clause, words, source, question=question, own_voice=own_voice, in_list=in_list)
    if reason:
        return Judgement(rejected=reason)
    hearsay = _is_hearsay(clause.predicate)
    if _is_opinion(clause, words):
        return Judgement(Modality.OPINION, hearsay=hearsay)
    if is_forward(clause):
        return Judgement(Modality.FORWARD_LOOKING, hearsay=hearsay)
    if not own_voice or hearsay:
        return Judgement(Modality.REPORTED, hearsay=hearsay)
    return Judgement(Modality.ASSERTED_FACT)


def is_forward(clause: Clause) -> bool:
    """Tell whether a clause speaks of what is to come."""
    predicate = clause.predicate
    if _COUNTERFACTUAL.search(predicate) or re.search(r"\b(?:was|were) (?:\w+ )?to have\b", predicate):
        return False
    if _pattern(FUTURE).search(predicate):
        return not _pattern(r"(?:had|have|has) to\b(?! be \w+ed by)").match(predicate)
    if clause.frame is not None and _pattern("would").search(predicate):
        return True
    if clause.frame is not None and clause.frame.cue_class in {CueClass.INTENT, CueClass.FORECAST}:
        return True
    if _pattern(PLAN_NOUNS).search(clause.subject) and _pattern(r"(?:is|are|was|were) to").search(predicate):
        return True
    return _starts_with(predicate, INTENT_VERBS) and " to " in f"{predicate} "


def _starts_with(predicate: str, lemmas: frozenset[str]) -> bool:
    """Tell whether the main verb of a predicate is a form of one of the lemmas."""
    return any(_lemma(word) in lemmas for word in predicate.split()[:4])


def _lemma(word: str) -> str:
    """Return the base of a regular verb form, good enough to look it up in a short list."""
    for ending, base in (
        ("ied", "y"),
        ("ies", "y"),
        ("nned", "n"),
        ("mitted", "mit"),
        ("ning", "n"),
        ("ed", ""),
        ("s", ""),
        ("ing", ""),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word.removesuffix(ending) + base
            if stem in INTENT_VERBS or stem in WISH_VERBS:
                return stem
            if f"{stem}e" in INTENT_VERBS or f"{stem}e" in WISH_VERBS:
                return f"{stem}e"
    return word


def _is_opinion(clause: Clause, words: str) -> bool:
    frame = clause.frame
    if frame is not None and (frame.cue_class in _OPINION_CLASSES or frame.lemma in WISH_VERBS):
        return True
    if (
        _starts_with(clause.predicate, WISH_VERBS)
        or _pattern(STANCES).search(clause.predicate)
        or _pattern(SHOULD).search(clause.predicate)
    ):
        return True
    return frame is not None and _judges(clause.predicate) and not re.search(r"\d", words)


def _judges(predicate: str) -> bool:
    copula = _pattern(
        r"is|are|was|were|be|been|['’]s|['’]re|remains?|has|have|had|makes?|made|looks?|sounds?|feels?|seems?|needs?|leaves?"
    )
    return bool(copula.search(predicate)) and bool(_pattern(EVALUATIVE).search(predicate))


def _is_hearsay(predicate: str) -> bool:
    words = predicate.split()
    if HEARSAY_ADVERBS.intersection(words):
        return True
    return bool(re.search(rf"\b(?:is|are|was|were) (?:{'|'.join(sorted(HEARSAY_PARTICIPLES))}) to\b", predicate))


# --- what is set aside ------------------------------------------------------------------------------------


def _why_not(
    clause: Clause, words: str, source: str | None, *, question: bool, own_voice: bool, in_list: bool
) -> str | None:
    plain = words_of(words)
    if question or (clause.asked and clause.frame is None):
        return "question"
    if clause.asked:
        return "no_comment"
    if not clause.finite and clause.frame is None and not _is_note(words, in_list=in_list):
        return "fragment"
    if len(plain) < (_FEWEST_WORDS if not clause.context else _FEWEST_WITH_CONTEXT) or set(plain) <= _HAZY:
        return "no_content"
    if _SAYS_NO_MORE.search(words):
        return "no_content"
    for code, pattern in (("no_comment", NO_COMMENT), ("reporting_note", ANONYMITY), ("unknown", UNKNOWN)):
        if _pattern(pattern).search(clause.predicate) or _pattern(pattern).match(words):
            return code
    if _pattern(ANONYMITY).search(words):
        return "reporting_note"
    if _COUNTERFACTUAL.search(clause.predicate) or re.match(r"(?:Had|Were|Should)\s", words):
        return "hypothetical"
    if code := _speaks_of_itself(clause, plain):
        return code
    if own_voice:
        return _why_not_in_own_voice(clause, words, plain)
    if _SPECULATES.search(clause.predicate) and source and UNTRACEABLE.intersection(words_of(source)):
        return "speculation_untraceable"
    return None


def _is_note(words: str, *, in_list: bool) -> bool:
    """Tell whether words without a verb still say something: "Shelter: North School, open from 7 p.m."."""
    labelled = re.match(r"[A-Z][^:.!?]{2,60}: \S", words) is not None
    return (in_list or labelled) and re.search(r"\d|\b[A-Z]{4,}\b", words) is not None


def _speaks_of_itself(clause: Clause, plain: list[str]) -> str | None:
    """Return the reason when somebody speaks to the listener, or of their own mind alone."""
    subject = clause.subject.split()[:1] or plain[:1]
    if subject == ["you"] or plain[0] in {
        "you",
        "you’re",
        "you're",
        "let",
        "let’s",
        "let's",
        "please",
        "don’t",
        "don't",
    }:
        return "instruction"
    if subject in (["i"], ["we"], ["we’ve"], ["we've"]) and (
        FEELINGS.intersection(clause.predicate.split()) or len(plain) <= _SHORT
    ):
        return "feeling"
    return None


def _has_particulars(words: str) -> bool:
    """Tell whether words name somebody or something: a figure, or a capital inside."""
    return re.search(r"\d|(?<=[\s“\"‘(-])[^\W\d_a-z]", words) is not None


def _why_not_in_own_voice(clause: Clause, words: str, plain: list[str]) -> str | None:
    subject = clause.subject.split()
    if subject[:1] in (["i"], ["we"]) or plain[0] in {"i", "we", "our", "my"}:
        return "author_voice"
    if _SPECULATES.search(clause.predicate):
        return "speculation"
    promised = _pattern(FUTURE).search(clause.predicate) and _has_particulars(words)
    if _pattern("would").search(clause.predicate) or (clause.condition and not promised):
        return "hypothetical"
    if clause.reasons:
        return "author_analysis"
    if _pattern(SHOULD).search(clause.predicate) or _judges(clause.predicate):
        return "author_evaluation"
    if _has_particulars(words) or clause.relative:
        return None
    if re.match(r"(?:this|that|it|these|those|there)$", clause.subject) and _COPULA.match(clause.predicate):
        return "author_evaluation"
    if GENERIC.intersection(subject) and not re.match(
        r"(?:was|were|is|are|has been|have been) \w+(?:ed|en|rt)$", clause.predicate
    ):
        return "general_statement"
    return None
