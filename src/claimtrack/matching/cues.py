"""Words by which a statement denies, promises, changes or recalls: English word lists, looked up in folded text."""

import re


def _any_of(words: str, *phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join([*phrases, *words.split()])})\b")


_DENIAL = _any_of(
    """
    not no none never nobody nothing neither without cannot unlikely deny denies denied denying refuse refuses refused
    refusing reject rejects rejected rejecting dismiss dismisses dismissed dismissing untrue baseless unfounded
    """,
    r"false(?=\s*(?:[.,;:!]|$|and\b|but\b))",
    r"(?:turn|turns|turned|turning) down",
    r"(?:rule|rules|ruled|ruling) out",
    r"(?:fail|fails|failed|failing) to",
    r"(?:are|ca|could|did|do|does|had|has|have|is|might|must|need|sha|should|was|were|wo|would)n't",
)
_NO_DENIAL = _any_of(
    "",
    r"not (?:only|just|least|merely|simply|until|before)",
    r"(?:no|not) (?:later|earlier|sooner|more|fewer|less) than",
    r"no doubt",
    r"(?:whether or|or|if) not",
    r"no\.? ?\d+",
)
"""What looks like a denial and denies nothing."""

_FORWARD = _any_of(
    """
    will shall would plan plans planned planning intend intends intended aim aims aimed expect expects expected
    forecast forecasts scheduled slated promise promises promised pledge pledges pledged vow vows vowed propose
    proposes proposed target targets targeted
    """,
    r"(?:is|are|was|were|be|been) (?:now |also |still )?(?:to|due|set|about to)",
    r"due (?:in|on|by|at|next|before|after|for)",
    r"(?:hope|hopes|hoped|hoping|going|set) to",
    r"\w+'ll",
)
_WHAT_MOVES = (
    r" (?:(?:an?|the|its|their|his|her|to|by|than|interest|prices|rates|tax|taxes|wages|pay|rents?|fares|fees)\b"
    r"|[\d$€£¥])"
)
"""What stands behind "raise" and "lower" where they tell of a change, and are not for pigs or houses."""
_CHANGE = _any_of(
    """
    now instead revise revises revised revision raised lowers lowered rises rose risen fell fallen
    grew grown doubled halved cut correct corrects corrected correction postpone postpones postponed delay delays
    delayed moved rescheduled extend extends extended cancel cancels cancelled canceled scrapped dropped suspend
    suspends suspended lift lifts lifted ends ended reopens reopened replace replaces replaced resign resigns
    resigned
    """,
    r"(?:is|are|was|were|be|been|too|days|weeks|months|years|minutes|hours|\w+ed|ran|left|came|began) late",
    rf"raises?(?={_WHAT_MOVES})",
    rf"lower(?={_WHAT_MOVES})",
    "no longer",
    "put off",
    "pushed back",
    "brought forward",
    "called off",
    "later than",
    "ahead of",
    "(?:up|down) from",
)
_RECALL = _any_of(
    """
    earlier previously originally formerly unchanged again repeats repeated reiterate reiterates reiterated reaffirms
    reaffirmed recalls recalled
    """,
    "(?:stand|stands|stood) by",
    "had (?:been|said|told|promised|planned|announced)",
    "was (?:scheduled|planned|supposed|meant) to",
)
_NOT_BEFORE = re.compile(
    r"\b(?:not|never|cannot|unlikely)\b[^.;,]{0,60}?\b(?:before|until|till|(?:earlier|sooner) than)\b"
    r"|n't\b[^.;,]{0,60}?\b(?:before|until|till|(?:earlier|sooner) than)\b"
    r"|\bno (?:earlier|sooner) than\b|\bat the earliest\b"
)
_AFTER_CUE = (
    r"(?:\s+(?:to|be|been|being|have|has|had|not|never|now|soon|also|still|again|only|first|a|an|the|any|\w+ly)\b)*"
)
_TO_COME = re.compile(rf"(?:{_FORWARD.pattern}){_AFTER_CUE}\s+([^\W\d_]+)")
_DENIED = re.compile(rf"(?:{_DENIAL.pattern}){_AFTER_CUE}\s+([^\W\d_]+)")
_RUNS_AGAIN = _any_of(
    "restore restores restored restoring resume resumes resumed reopen reopens reopened again back return returned"
)
_GIVEN_UP = _any_of(
    """
    abandon abandons abandoned shelve shelves shelved axe axes axed withdraw withdraws withdrew withdrawn halt halts
    halted scrap scraps scrapped cancel cancels cancelled canceled drops dropped ditch ditches ditched suspend
    suspends suspended postpone postpones postponed delays delayed
    """,
    r"(?:give|gives|gave|given|giving) up",
    r"(?:call|calls|called) off",
    r"(?:back|backs|backed|pull|pulls|pulled) out",
    r"(?:put off|put on hold|pushed back|walked away|no longer|ruled out)",
)
_PAST_PERFECT = re.compile(r"\bhad (?:been )?(?:already |first |once )?\w+")
_NOT_YET = re.compile(r"\b(?:has|have) (?:still |so far |as )?(?:not|never|yet to)\b|\b(?:has|have)n't\b|\bnot yet\b")
_STILL = _any_of("still remain remains remained", "yet to")
_CLAUSE_ENDS = re.compile(
    r"[,;:–—()]\s|\b(?:although|because|but|unless|until|when|where|whereas|which|while|who|whose)\b"
)


def clauses(folded: str) -> list[str]:
    """Return the clauses of a text, roughly: what stands between commas, brackets and linking words."""
    return [part for part in _CLAUSE_ENDS.split(folded) if part.strip()]


def is_negative(folded: str) -> bool:
    """Tell whether a clause denies; two denials cancel each other out, "neither ... nor" is one."""
    return len(_DENIAL.findall(_NO_DENIAL.sub(" ", folded))) % 2 == 1


def is_forward(folded: str) -> bool:
    """Tell whether a text speaks of what is planned, promised or expected."""
    return bool(_FORWARD.search(folded))


def is_not_before(folded: str) -> bool:
    """Tell whether a text names a time or an event before which something is not to happen."""
    return bool(_NOT_BEFORE.search(folded))


def to_come(folded: str) -> list[str]:
    """Return the words that stand behind those of a plan or a promise: mostly the verbs of what is to come."""
    return _TO_COME.findall(folded)


def denied(folded: str) -> list[str]:
    """Return the words that stand behind those of a denial: mostly what is denied."""
    return _DENIED.findall(folded)


def runs_again(folded: str) -> bool:
    """Tell whether a text speaks of something that is, or will be, as it was."""
    return bool(_RUNS_AGAIN.search(folded))


def given_up(folded: str) -> frozenset[str]:
    """Return the words by which a text says that something planned was given up, stopped or put off."""
    return frozenset(_GIVEN_UP.findall(_PAST_PERFECT.sub(" ", folded)))


def is_not_yet(folded: str) -> bool:
    """Tell whether a text says that something has not happened up to now."""
    return bool(_NOT_YET.search(folded))


def is_still_so(folded: str) -> bool:
    """Tell whether a text says that something goes on as it was."""
    return bool(_STILL.search(folded))


def changes(folded: str) -> frozenset[str]:
    """Return the words by which a text says that something was replaced, moved or ended."""
    return frozenset(_CHANGE.findall(folded))


def recalls(folded: str) -> frozenset[str]:
    """Return the words by which a text recalls what was said before."""
    return frozenset(_RECALL.findall(folded))
