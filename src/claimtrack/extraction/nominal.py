"""Tells by its words alone whether a stretch can be the name of a speaker: no parse, only closed word classes."""

import re

_WORD = re.compile(r"[\w.’'&-]+")
VERB_MARK = re.compile(
    r"\b(?:will|would|is|are|was|were|am|has|have|had|did|does|do|can|could|may|might|must|shall|should|cannot|been)\b"
    r"|\b\w+n[’']t\b|[’'](?:ll|ve|re|d)\b|\b(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hat|[Tt]here|[Ww]ho|[Ww]hat)[’']s\b"
)
"""Auxiliaries, in lower case, because May is a month: a stretch that holds one is a clause, not a name."""

_NOT_FIRST = frozenset(
    """and but or nor so yet because although though while whereas if when where which who whom whose that than then as
    once until unless since after before in on at by for from with without under over into onto of about against during
    through between among within despite except to not also just only still already even there here what how why more
    most according meanwhile however instead including""".split()
)
_NOT_INSIDE = frozenset(
    """because although though whereas if when where which who whom whose once until unless whether that it he she they
    we i there after before while amid what why how""".split()
)
_NOT_LAST = frozenset("than as of to by the a an and or with for from".split())
NEGATED = frozenset("no nobody none neither nothing few hardly never".split())
"""First words of a source that says that somebody did not say it."""
PRONOUNS = frozenset("he she it they we i one you who".split())
MAX_WORDS = 16
PAST = re.compile(
    r"\b(?:\w{3,}ed|began|came|went|took|gave|made|left|fell|rose|found|won|lost|met|sent|held|broke|ran|saw|got|became|"
    r"built|bought|sold|cut|put|shut|hit|led|paid|brought|grew|kept|spent|stood|spoke|knew)\b"
)
FRONTED = re.compile(
    r"(?:In|On|At|By|Under|After|Before|During|Since|From|Until|Within|Despite|Over|Last|This|Next|Earlier)\b[^,;:]{2,60},\s+"
)
"""A circumstance that opens a sentence."""

_BEHIND_NOUN = re.compile(
    r"(?<!\w)(?!(?:the|an?|his|her|its|their|our|this|that|of|and|newly)\b)\w[\w.’'-]*\s+\Z", re.IGNORECASE
)
_AGE = re.compile(r",\s+(?:aged\s+)?\d{1,3}\Z")
_ASIDE = re.compile(rf"{_AGE.pattern}|,\s+(?:who|which|whose|[a-z]{{3,}}ed)\b[^,;:]*\Z")
_OFFICES = (
    r"(?:acting|leading|ruling|governing|outgoing|incoming|sitting|serving|managing|founding|visiting|presiding|reigning"
    r"|standing|opposing|neighbou?ring|commanding|coordinating|supervising|consulting)\b"
)
_PARTICIPLE = re.compile(
    rf"(?!{_OFFICES})[a-z]{{2,}}ing\s+\S"
    r"|(?:[a-z]{2,}(?:ed|en|wn|ught)|made|led|held|built|set|hit|left)\s+(?:by|in|at|to|with|after|on|for|from|up|down|out)\b"
)
"""What opens a clause behind a comma, not the first part of a name: "leaving 1,200 homes dry", "driven by demand"."""

MASK = "\0"
"""Stands for each masked code point of a quotation: no letter, no space, no mark, and in no canonical text."""

_BOUNDARY = re.compile(rf",(?!\d)|{MASK}[\"”’'»]{{1,2}}")
_CIRCUMSTANCE = re.compile(
    rf"(?:,\s+(?!{_OFFICES})\w+ing\b"
    r"|(?<!\b[Tt]he)(?<!\b[Aa])(?<!\b[Aa]n)(?<!\b[Ii]ts)(?<!\b[Hh]is)(?<!\b[Hh]er)(?<!\b[Tt]heir)(?<![’']s)\s+[a-z]\w*ing\s+"
    r"(?:the|an?|its|his|her|their|in|at|on|to|for|from|about|with|by|of|after|before|during|through|via|as|over|under|\d+)\b"
    r"|,?\s+(?:for (?:its|his|her|their) part|who\b|which\b)).*",
    re.DOTALL,
)
_LOOSE_END = re.compile(
    r"(?:,|\s+(?:again|also|later|earlier|repeatedly|now|then|still|already|since|\w+ly|"
    r"(?:on |late |early )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: \w+)?))*\s*$",
    re.IGNORECASE,
)


def words_of(stretch: str) -> list[str]:
    """Return the words of a stretch in lower case."""
    return [word.lower().strip(".’'") for word in _WORD.findall(stretch)]


def has_verb(stretch: str) -> bool:
    """Tell whether a stretch surely holds a verb."""
    return bool(VERB_MARK.search(stretch) or PAST.search(stretch))


def is_nominal(stretch: str) -> bool:
    """Tell whether a stretch can be a noun phrase or a pronoun: short, no verb, no word that opens something else."""
    words = words_of(stretch)
    if not words or len(words) > MAX_WORDS or VERB_MARK.search(stretch):
        return False
    if words[0] in PRONOUNS:
        return len(words) == 1
    if words[0] in _NOT_FIRST or words[-1] in _NOT_LAST or not any(word[:1].isalpha() for word in words):
        return False
    return not _NOT_INSIDE.intersection(words[1:])


def tells(stretch: str) -> bool:
    """Tell whether a verb in the past stands behind a noun, "the board denied", not before one, "the elected board"."""
    verbs = (found for found in PAST.finditer(stretch) if found[0].islower())  # Ahmed is a name
    return any(_BEHIND_NOUN.search(stretch, 0, found.start()) for found in verbs)


def nominal_start(stretch: str, *, apart: bool = False, aside: bool = False) -> int | None:
    """Return where the noun phrase begins that ends with `stretch`, or None when it ends with none.

    A comma or a quotation ends it, unless what stands before the comma is a noun phrase too: "its head, Ann Lee"; a
    participle is none: "leaving two dead, the ministry". With
    `apart` every comma does. An age may close it, and with `aside` what else is told of it: "Ann Lee, who left,".
    """
    begin: int | None = None
    end = len(stretch.rstrip(", "))
    while told := (_ASIDE if aside else _AGE).search(stretch, 0, end):
        end = told.start()
    boundaries = [found.end() for found in _BOUNDARY.finditer(stretch, 0, end)]
    for boundary in [*reversed(boundaries), 0]:
        part = stretch[boundary:end]
        if not is_nominal(part) or (begin is not None and boundary and _PARTICIPLE.match(part.lstrip())):
            break
        begin = boundary + len(part) - len(part.lstrip())
        if apart or (boundary and stretch[boundary - 1] != ","):
            break
        end = boundary - 1
    return begin


def source_end(stretch: str) -> int:
    """Return where a source ends that begins `stretch`: before loose adverbs and what it does while it speaks."""
    found = _CIRCUMSTANCE.search(stretch)
    end = found.start() if found else len(stretch)
    loose = _LOOSE_END.search(stretch[:end])
    return loose.start() if loose and loose.start() else end
