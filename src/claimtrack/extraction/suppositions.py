"""What a text only supposes: scenarios, pictures of a day to come, the plots of films, and what a plan would do.

A circumstance at the head of a sentence holds for all its clauses; "imagine" holds to the end of its line.
"""

import re

from claimtrack.domain.span import Span

_HEAD = r"(?:(?:but|and|yet|so|then|meanwhile),? )?"
_SOME = r"(?:(?:the|an?|this|that|one|its|their|his|her|our|another|each)\s)?(?:[\w’'-]+\s){0,5}?"
_SUPPOSED = re.compile(
    rf"{_HEAD}(?:in|under|on)\s{_SOME}"
    r"(?:(?:scenario|simulation|war game|thought experiment|film|movie|novel|play|episode|video game)s?|"
    r"(?:worst|best|likeliest)[ -]case(?: scenario)?)\b[^;:.]{0,80}?,",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    rf"{_HEAD}(?:under|according to)\s{_SOME}"
    r"(?:proposal|plan|draft|bill|scheme|reform|blueprint|roadmap|deal|offer|terms)s?\b[^;:.]{0,60}?,",
    re.IGNORECASE,
)
_WITHOUT = re.compile(rf"{_HEAD}without\s(?:an?|the|more|new|further|such)\s[^,;:.]{{2,60}},", re.IGNORECASE)
_IMAGINE = re.compile(rf"{_HEAD}(?:let us |let[’']s |just |now )?(?:imagine|suppose|picture)\b", re.IGNORECASE)


_ASSUMES = re.compile(
    r"(?:the|an?|this|that|our|its|their)\s(?:[\w’'-]+\s){1,6}?"
    r"(?:assume[sd]?|imagine[sd]?|suppose[sd]?|simulate[sd]?|tells? of|told of)\s",
    re.IGNORECASE,
)


_GOES_ON = re.compile(
    rf"{_HEAD}in (?:the (?:first|second|third|fourth|other|last|latter|worst|best)|(?:this|that|either) case)\b"
    r"[^;:.]{0,40}?,",
    re.IGNORECASE,
)


def is_supposed(sentence: str, *, after: bool = False) -> bool:
    """Tell whether a sentence is set in a scenario or in a story: "In the worst case, the wall fails".

    `after` tells that one before it in its line was: then "in the second, ..." goes on with them.
    """
    return (after and _GOES_ON.match(sentence) is not None) or any(
        found.match(sentence) for found in (_SUPPOSED, _IMAGINE, _ASSUMES)
    )


def is_planned(sentence: str) -> bool:
    """Tell whether a sentence says what a plan would do: "Under the proposal, the north quay closes"."""
    return _PLANNED.match(sentence) is not None or _WITHOUT.match(sentence) is not None


def reach_of(text: str, sentence: Span) -> int:
    """Return the place up to which a sentence's picture reaches: the line's end where it says "imagine"."""
    if _IMAGINE.match(sentence.of(text)) is None:
        return sentence.end
    end = text.find("\n", sentence.end)
    return len(text) if end < 0 else end
