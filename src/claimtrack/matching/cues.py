"""Words by which a statement denies, promises, changes or recalls: English word lists, looked up in folded text."""

import re


def _any_of(words: str, *phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join([*phrases, *words.split()])})\b")


_DENIAL = _any_of(
    """
    not no none never nobody nothing neither without cannot unlikely deny denies denied denying refuse refuses refused
    refusing reject rejects rejected rejecting dismiss dismisses dismissed dismissing
    """,
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
_CHANGE = _any_of(
    """
    now instead revise revises revised revision raise raises raised lower lowers lowered rises rose risen fell fallen
    grew grown doubled halved cut correct corrects corrected correction postpone postpones postponed delay delays
    delayed moved rescheduled extend extends extended cancel cancels cancelled canceled scrapped dropped suspend
    suspends suspended lift lifts lifted ends ended reopens reopened replace replaces replaced resign resigns resigned
    late remaining
    """,
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
    reaffirmed recalls recalled foretold
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


def changes(folded: str) -> frozenset[str]:
    """Return the words by which a text says that something was replaced, moved or ended."""
    return frozenset(_CHANGE.findall(folded))


def recalls(folded: str) -> frozenset[str]:
    """Return the words by which a text recalls what was said before."""
    return frozenset(_RECALL.findall(folded))
