"""What is no claim, and why: questions, refusals, speculation and judgement in the article's own voice.

The reason is a short code; what is set aside is kept with it and can be taken up by hand.
"""

import re
from dataclasses import dataclass

from claimtrack.extraction.clauses import Clause
from claimtrack.extraction.lexicons.calendar_words import MONTHS, WEEKDAYS
from claimtrack.extraction.lexicons.cues import UNTRACEABLE
from claimtrack.extraction.lexicons.modality_words import (
    ANONYMITY,
    BLAME,
    FEELINGS,
    FREQUENCY,
    FUTURE,
    GENERIC,
    NO_COMMENT,
    NUMBERS,
    SHELLS,
    SHOULD,
    STATES,
    UNKNOWN,
)
from claimtrack.extraction.modality import COUNTERFACTUAL, passes_judgement, pattern
from claimtrack.extraction.nominal import NEGATED, words_of

_FEWEST, _FEWEST_WITH_CONTEXT = 3, 2
"""Words that a claim has at least; fewer where its subject is given by the context."""

_SPECULATES = re.compile(r"\b(?:could|may|might|perhaps|maybe|(?:can ?not|can(?: ?n)?['’]t|must) have)\b")
_ASKS = re.compile(r"\b(?:asks?|asked|wonders?|wondered)(?: \w+){0,3}? (?:whether|if|how|why|what|when|where|who)\b")
_SAYS_NO_MORE = re.compile(
    r"\b(?:den(?:y|ies|ied)|disput(?:es|ed)|rejects?|rejected|confirm(?:s|ed)|says?|said|agreed?|disagreed?)"
    r" (?:this|that|it|so)$"
)
_EMPTY = frozenset("this that it so these those is was s not no wrong false true too right enough".split())
_POINTING = frozenset("this that it these those there".split())
_COPULA = re.compile(
    r"(?:is|are|was|were|[’']s|remains?|(?:will|has|have) (?:be|been))\b(?! (?:being|going|due|set|to)\b)"
)
_SPEAKER = frozenset("i we we’ve we've we’re we're i’m i'm".split())
_OWN = frozenset("our my ours".split())
_CORRECTS = re.compile(
    r"(?:Correction|Clarification)s?\b[^:]{0,40}:(?!.*\bnot\b).*"
    r"\b(?:said|put|gave|stated|wrote|named|dated|misstated|misspelled|misspelt|misnamed|misquoted|reported)\b"
)
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_EARLIER = re.compile(
    r"\b(?:earlier|previous|original|first) (?:version|edition|report|article|story)\b", re.IGNORECASE
)
_DATED = re.compile(
    rf"\b(?:{'|'.join((*MONTHS, *WEEKDAYS))}|\d{{4}}|tomorrow|(?:next|this|coming) \w+)\b", re.IGNORECASE
)
_NOT_ALL = re.compile(r"Not (?:everyone|everybody|all)\b")
_HIGH_TIME = re.compile(r"[Ii]t(?: is|[’']s) (?:high |about )?time\b")
_SAYS_SOME_DAY = re.compile(
    r"\b(?:will|would|may|might|could) (?:say|argue|tell|claim|ask|think|object|note|insist|complain)\b"
)
_AMENDED = re.compile(
    r"This (?:article|story|report|piece|post|page|headline) (?:was|has been) (?:\w+ )?"
    r"(?:amended|corrected|edited|modified|changed|revised|updated)\b"
)
_EXPLAINS = re.compile(r"\b(?:is|was) that\b")
_PASSIVE = re.compile(r"(?:was|were|has been|have been) \w+(?:ed|en|rt)$")
_LISTENER = frozenset("you you’re you're let let’s let's please don’t don't".split())


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a clause stands: whether its sentence asks, whether the article itself speaks, whether in a list.

    `takes_back` tells that its sentence says what the outlet had wrong, at the head of a correction; `supposed`, that
    it stands in a scenario or a story.
    """

    asks: bool
    own_voice: bool
    in_list: bool
    takes_back: bool = False
    supposed: bool = False


def takes_back(sentence: str) -> bool:
    """Tell whether a sentence opens a correction with what was wrong: "Correction: we put it at nine"."""
    return _CORRECTS.match(sentence) is not None


def why_not(clause: Clause, words: str, source: str | None, setting: Setting) -> str | None:
    """Return the reason why a clause whose quote is `words`, said by `source`, is no claim, or None when it is one."""
    if source and NEGATED.intersection(words_of(source)[:1]):
        return "no_comment"
    if _EARLIER.search(source or clause.subject) or setting.takes_back:
        return "superseded_statement"
    if setting.asks or clause.asked:
        return "no_comment" if clause.asked and clause.frame is not None else "question"
    return (
        _says_nothing(clause, words, setting)
        or _says_what_is_not_said(clause, words)
        or _speaks_to_the_listener(clause, words)
        or (_own_voice(clause, words, setting) if setting.own_voice else _others_voice(clause, source))
    )


def _says_nothing(clause: Clause, words: str, setting: Setting) -> str | None:
    plain = words_of(words)
    if not clause.finite and clause.frame is None and not _is_note(words, in_list=setting.in_list):
        return "fragment"
    fewest = _FEWEST_WITH_CONTEXT if clause.context else _FEWEST
    if len(plain) < fewest or set(plain) <= _EMPTY or _SAYS_NO_MORE.search(words):
        return "no_content"
    return None


def _is_note(words: str, *, in_list: bool) -> bool:
    """Tell whether words without a verb still say something: "Shelter: North School, open from 7 p.m."."""
    labelled = re.match(r"[A-Z][^:.!?]{2,60}: \S", words) is not None
    return (in_list or labelled) and re.search(r"\d|\b[A-Z]{4,}\b", words) is not None


def _says_what_is_not_said(clause: Clause, words: str) -> str | None:
    for code, found in (("no_comment", NO_COMMENT), ("unknown", UNKNOWN)):
        if pattern(found).search(clause.predicate) or pattern(found).match(words):
            return code
    if pattern(ANONYMITY).search(words) or (clause.frame is None and _AMENDED.match(words)):
        return "reporting_note"
    if COUNTERFACTUAL.search(clause.predicate) or re.match(r"(?:Had|Were|Should)\s", words):
        return "hypothetical"
    return None


def _speaks_to_the_listener(clause: Clause, words: str) -> str | None:
    """Return the reason when somebody speaks to the listener, or of their own mind alone."""
    plain = words_of(words)
    subject = (clause.subject.split() or plain)[0]
    if subject == "you" or plain[0] in _LISTENER:
        return "instruction"
    speaks_of_self = subject in {"i", "we", "we’ve", "we've"}
    return "feeling" if speaks_of_self and FEELINGS.intersection(clause.predicate.split()) else None


def _others_voice(clause: Clause, source: str | None) -> str | None:
    if _SPECULATES.search(clause.predicate) and source and UNTRACEABLE.intersection(words_of(source)):
        return "speculation_untraceable"
    return None


def _own_voice(clause: Clause, words: str, setting: Setting) -> str | None:
    plain, predicate = words_of(_QUOTED.sub("", words)), clause.predicate
    particular = _has_particulars(words)
    if setting.supposed:
        return "hypothetical"
    if _SPEAKER.intersection((*clause.subject.split()[:1], *plain[:1])) or _OWN.intersection(plain):
        return "author_voice"
    if _SPECULATES.search(predicate):
        return "speculation"
    if UNTRACEABLE.intersection(clause.subject.split()) and _SAYS_SOME_DAY.search(predicate):
        return "speculation_untraceable"
    if _ASKS.search(words):
        return "question"
    promised = particular and pattern(FUTURE).search(predicate)
    would = pattern("would").search(predicate)
    states = particular and clause.present
    if (would and (clause.condition or not particular)) or (clause.condition and not (promised or states)):
        return "hypothetical"
    if clause.reasons:
        return "author_analysis"
    if (pattern(SHOULD).search(predicate) and not _DATED.search(words)) or passes_judgement(predicate):
        return "author_evaluation"
    if BLAME.intersection(plain) or _HIGH_TIME.match(words) or predicate.startswith("matters"):
        return "author_evaluation"
    return None if particular else _names_nothing(clause, words)


def _names_nothing(clause: Clause, words: str) -> str | None:
    """Return what the article's own voice does in words without a figure or a name: judge, reason, generalise."""
    subject, predicate = clause.subject.split(), clause.predicate
    if _COPULA.match(predicate) and (SHELLS.intersection(predicate.split()) or _EXPLAINS.search(words)):
        return "author_analysis"
    if clause.ascribed and clause.ascribed not in STATES and not pattern(FUTURE).search(predicate):
        return "author_evaluation"
    if FREQUENCY.intersection(predicate.split()):
        return "general_statement"
    if clause.relative:
        return None
    if (
        clause.subject in _POINTING
        and not clause.passive
        and (_COPULA.match(predicate) or (clause.present and clause.subject != "they"))
    ):
        return "author_evaluation"
    if clause.bare and clause.present and not _COPULA.match(predicate):
        return "general_statement"
    if _NOT_ALL.match(words):
        return "author_evaluation"
    return "general_statement" if GENERIC.intersection(subject) and not _PASSIVE.match(predicate) else None


def _has_particulars(words: str) -> bool:
    """Tell whether words name somebody or something: a figure, or a capital inside."""
    return re.search(r"\d|(?<=[\s“\"‘(-])[^\W\d_a-z]", words) is not None or not NUMBERS.isdisjoint(words_of(words))
