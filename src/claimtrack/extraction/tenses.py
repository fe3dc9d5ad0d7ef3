"""Whether the wording of a sentence speaks of what was or of what will be, read without a parse."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Literal

from claimtrack.domain.span import Span
from claimtrack.extraction.intervals import Direction
from claimtrack.extraction.lexicons import tense_words
from claimtrack.extraction.timewords import MAX_SENTENCE, NOT_BEFORE, UNTIL, WHEN

Strength = Literal["weak", "fair", "sure", "frame"]
_STRENGTHS: dict[str, Strength] = {
    "weak": "weak",
    "risk": "weak",
    "sure": "sure",
    "frame": "frame",
    "unmet": "sure",
    "warned": "frame",
}
_PAST = {"past", "done", "frame", "unmet", "warned", "perfect"}
_EITHER = {"moved_from", "each"}
_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class TenseMark:
    """A place from which on, and around which, the text speaks of what was or what will be.

    A weak mark only counts for the last day of something: "ordered the firm to pay by Friday". After a sure one, a
    bare date is on that side however far away it is. A frame only tells when something was said.
    """

    position: int
    direction: Direction
    strength: Strength = "fair"


@cache
def _tense_pattern() -> re.Pattern[str]:
    words = tense_words
    filler = r"(?:\s+(?:\w+ly|not|also|now|soon|then|still|only|never|all|both))*"
    verb = rf"{filler}(?:\s+(?:be|stay|remain|keep|have(?:\s+been)?))?{filler}\s+[a-z]+"
    planned = rf"{filler}\s+(?:(?:{words.PLANNED})(?:\s+to{verb})?|to{verb})"
    article = r"(?:the|an?|its|his|her|their)\b"
    participle = rf"(?:been|become|come|{words.PAST}|[a-z]{{2,}}e[dn])"
    day = r"(?:the\s+)?(?:\d|(?-i:[A-Z])[a-z]+\s+\d|(?-i:[A-Z])[a-z]+day\b)"
    return re.compile(
        rf"(?P<unmet>\b(?:(?:was|were)(?:\s+\w+ly)?(?:\s+(?:{words.PLANNED}))?\s+to|should)\s+have\s+{participle}\b)"
        rf"|(?P<sure>(?<!\w)(?:{words.WILL}){verb}|(?:\b(?:is|are)|[’'](?:s|re|m)){planned}"
        rf"|\b(?:{words.INTENDS})\s+to{verb})"
        rf"|(?P<future>\b(?:{words.WOULD}){verb}|\b(?:was|were|be|been|being){planned}"
        rf"|\b(?:{words.INTENDED})\s+to{verb}|\b(?:{words.AHEAD})\b)"
        rf"|(?P<moved>\b(?:{words.MOVED})\b(?=(?:\s+[\w’-]+){{0,6}}\s+(?:until|till|to)\b)"
        rf"|\b(?:{words.LASTING})\b(?=(?:\s+[\w’-]+){{0,6}}\s+(?:until|till)\b))"
        rf"|(?P<moved_from>\b(?:{words.MOVED}|moved|brought\s+forward|put\s+back)\b"
        rf"(?=(?:\s+[\w’-]+){{0,4}}\s+from\s+{day}))"
        rf"|(?P<each>\b(?:each|every)\s+(?:\w+\s+)?(?:day|week|month)\b(?=(?:\s+[\w’-]+){{0,4}}\s+(?:after|beyond)\b))"
        rf"|(?P<present>\b(?:{words.SCHEDULED})\b(?=\s+(?:in|on|at|by)\b)"
        rf"|\b(?:which|who)\s+(?!(?:was|has|does)\b)[a-z]+[a-rt-z]s\b)"
        rf"|(?P<staying>\b(?:{words.STAYING})\b(?:{filler}\s+{participle}\b)?(?=(?:\s+[\w’-]+){{0,6}}\s+(?:until|till)\b))"
        rf"|(?P<risk>\b(?:{words.RISKS})\s+(?:of|for)\b)"
        rf"|(?P<perfect>\b(?:has|have)\b(?={filler}\s+{participle}\b))"
        rf"|(?P<warned>\b(?:{words.WARNED})\b)"
        rf"|(?P<done>\b(?:{words.DONE})\s+to{verb})"
        rf"|(?P<weak>\bto{filler}(?:\s+(?:be|have))?\s+(?!{article})[a-z]+)"
        rf"|(?P<frame>\b(?:{words.SAID})\b)"
        rf"|(?P<past>\b(?:{words.PAST})\b|\b(?!(?:{words.NOT_PAST})\b)(?-i:[a-z]{{2,}}ed)\b)",
        re.IGNORECASE,
    )


@cache
def _dated_past() -> re.Pattern[str]:
    words = tense_words
    ahead = rf"{words.PLANNED}|{words.INTENDED}|{words.MOVED}|{words.SET_AHEAD}|{words.NOT_PAST}"
    # No object and no preposition may stand between: "backed a vote in May" may be of a vote to come.
    other = (
        r"a|an|the|this|that|these|those|its|his|her|their|some|any|all|no|every|each|to|of|for|from|at|by|in|on|into"
    )
    particle = rf"(?:\s+(?!(?:{other})\b)[a-z]+(?<!ing)(?<!s)){{0,2}}"
    passive = r"(?<!is )(?<!are )(?<!be )(?<!being )(?<!\ba )(?<!\ban )(?<!the )(?<!its )(?<!his )(?<!her )(?<!their )"
    past = rf"(?!(?:{ahead})\b)(?:{words.PAST}|(?-i:[a-z]{{2,}}ed))"
    return re.compile(rf"\b{passive}{past}{particle}\s+\Z", re.IGNORECASE)


def is_dated_past(text: str, sentence: Span, begin: int) -> bool:
    """Tell whether a past verb stands right before an expression: "the report it commissioned in May"."""
    return _dated_past().search(text, max(sentence.start, begin - _LOOK_BACK), begin) is not None


def tense_marks(text: str, span: Span) -> list[TenseMark]:
    """Return where the wording of a sentence turns to the past or the future, without a parse."""
    end = min(span.end, span.start + MAX_SENTENCE)
    marks = []
    for found in _tense_pattern().finditer(text, span.start, end):
        group = found.lastgroup or ""
        direction: Direction = "past" if group in _PAST else "either" if group in _EITHER else "future"
        marks.append(TenseMark(found.start(), direction, _STRENGTHS.get(group, "fair")))
        if group == "warned":
            marks.append(TenseMark(found.start(), "future", "weak"))
    return marks


def direction_at(marks: list[TenseMark], position: int, relation: str, clause: Span) -> tuple[Direction, bool]:
    """Return where the tense points at a place, and whether that is sure.

    The nearest mark before it in its clause tells, else the first one after it there, else the nearest before it in the
    sentence. Without any it is either side.
    """
    if relation in {"since", "as of"}:
        return "past", True
    if relation in NOT_BEFORE:
        return "future", True
    told = [mark for mark in marks if mark.strength != "weak" or relation in UNTIL]
    at = bisect_right(told, position, key=lambda mark: mark.position)
    before = told[at - 1] if at else None
    after = told[at] if at < len(told) and told[at].position < clause.end and told[at].strength != "weak" else None
    if before and (before.position >= clause.start or after is None):
        return before.direction, before.strength == "sure"
    if relation in UNTIL:
        follow = [mark.direction for mark in told[at:] if mark.position < clause.end and mark.strength != "frame"]
        return ("future" if "future" in follow or not follow else "past"), False
    # "In January the yard brought in divers": the verb after a fronted day tells as surely as one before it.
    fronted = relation in WHEN and after is not None and after.direction == "past" and after.strength == "fair"
    return (after.direction, fronted) if after else ("either", False)
