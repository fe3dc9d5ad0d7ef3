"""Whether two articles are one text in two places, and which agency an article says that it is from."""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from zlib import crc32

from claimtrack.matching.analysis import folded, words

HALF = 0.5
"""Share of the shorter article's runs of words that a copy has; papers cut, and change a word here and there."""

RUN, ENOUGH, MOST = 5, 20, 2_000
"""Words in a run, runs that two longer articles must share, and runs of an article that are compared."""


def text_prints(lines: Iterable[str]) -> frozenset[int]:
    """Return the checksums of all runs of words in an article's body; of a very long one, always the same part."""
    said = [word for line in lines for word in words(line)]
    runs = {" ".join(said[at : at + RUN]) for at in range(len(said) - RUN + 1)}
    return frozenset(sorted(crc32(run.encode()) for run in runs)[:MOST])


def is_copy(one: AbstractSet[int], other: AbstractSet[int]) -> bool:
    """Tell from the checksums of their runs of words whether two articles are nearly the same text."""
    shorter, shared = min(len(one), len(other)), len(one & other)
    return shared > 0 and shared >= min(ENOUGH, shorter) and shared >= HALF * shorter


# --- agencies --------------------------------------------------------------------------------------------

_AGENCIES = {
    "Agence France-Presse": ("AFP",),
    "Anadolu": ("Anadolu Agency", "Anadolu Ajansı", "AA"),
    "ANSA": (),
    "Associated Press": ("The Associated Press", "AP"),
    "Bloomberg": ("Bloomberg News",),
    "dpa": ("Deutsche Presse-Agentur", "DPA"),
    "EFE": ("Agencia EFE",),
    "IANS": ("Indo-Asian News Service",),
    "Interfax": (),
    "Kyodo": ("Kyodo News",),
    "PA Media": ("Press Association",),
    "PTI": ("Press Trust of India",),
    "Reuters": ("Thomson Reuters",),
    "TASS": ("ITAR-TASS",),
    "UPI": ("United Press International",),
    "Xinhua": ("Xinhua News Agency",),
    "Yonhap": ("Yonhap News Agency",),
}
_NAMES = {folded(name): agency for agency, others in _AGENCIES.items() for name in (agency, *others)}
_SPELT = sorted({name for agency, others in _AGENCIES.items() for name in (agency, *others)}, key=len, reverse=True)
_WRITTEN = "|".join(map(re.escape, _SPELT))
_DATELINE = re.compile(
    r"[A-Z][^\n()/]{1,60}?(?:\((?P<round>[^\W\d_][^()\n]{1,40})\)|/(?P<slashes>[^\W\d_][^/\n]{1,40})/)\s*(?:--?|[–—:])"
)
_SIGNED = re.compile(rf"(?:(?i:source|via|from|by)\b)?[\W_]*(?P<name>{_WRITTEN})\W*")
_NAMED = re.compile(rf"(?<!\w)(?P<name>{_WRITTEN})(?!\w)")
MOST_SIGNED = 300
"""Code points of a line in which an agency is looked for."""


def agency_in_dateline(line: str) -> str | None:
    """Return the agency in a dateline such as "LONDON (Reuters) -", with its usual name.

    One that is not widely known is an agency where the place is written in capitals.
    """
    start = line.strip()[:MOST_SIGNED]
    found = _DATELINE.match(start)
    if found is None:
        return None
    name = (found["round"] or found["slashes"]).strip()
    known = _NAMES.get(folded(name))
    return known or (name if re.match(r"[A-Z]{3,}\b", start) else None)


def agency_signing(line: str) -> str | None:
    """Return the agency that a line consists of, as at the end of an article."""
    signed = _SIGNED.fullmatch(line.strip()[:MOST_SIGNED])
    return _NAMES[folded(signed["name"])] if signed else None


def agency_named(byline: str) -> str | None:
    """Return the agency in a byline or in the name of an author."""
    named = _NAMED.search(byline[:MOST_SIGNED])
    return _NAMES[folded(named["name"])] if named else None
