"""Verbs in the form by which they are known again: the stem, and for irregular ones that of the infinitive."""

from functools import cache

from claimtrack.matching.analysis import stem

_IRREGULAR = """
    be was were been; become became; begin began begun; break broke broken; bring brought; build built; buy bought;
    catch caught; choose chose chosen; come came; deal dealt; draw drew drawn; drive drove driven; fall fell fallen;
    feel felt; fight fought; find found; flee fled; fly flew flown; forbid forbade forbidden; get got gotten;
    give gave given; go went gone; grow grew grown; hear heard; hide hid hidden; hold held; keep kept; know knew known;
    lay laid; lead led; leave left; lend lent; lie lay lain; lose lost; make made; meet met; overthrow overthrew
    overthrown; pay paid; ride rode ridden; rise rose risen; rebuild rebuilt; run ran; say said; see saw seen;
    seek sought; sell sold; send sent; shoot shot; shrink shrank shrunk; sink sank sunk; sit sat; speak spoke spoken;
    spend spent; stand stood; steal stole stolen; strike struck; sweep swept; swim swam swum; take took taken;
    teach taught; tell told; think thought; throw threw thrown; undergo underwent undergone; undertake undertook
    undertaken; win won; withdraw withdrew withdrawn; write wrote written; die death dead; resume resumption;
    arrive arrival; depart departure
"""


_TELLING = "report say tell state statement announce announcement claim expect believe think comment"


@cache
def telling() -> frozenset[str]:
    """Return the stems of words that say that somebody tells or thinks something, and nothing of what it is."""
    return frozenset(base(stem(word)) for word in _TELLING.split())


@cache
def _bases() -> dict[str, str]:
    groups = (group.split() for group in _IRREGULAR.split(";"))
    return {stem(form): stem(base) for base, *forms in groups for form in forms}


def base(term: str) -> str:
    """Return the stem of the infinitive for the stem of a verb's form, any other stem as it is."""
    return _bases().get(term, term)
