"""Events told by a noun: "the plan follows the signing of ...", "after the arrest of two officials on Monday"."""

from collections.abc import Iterator

from claimtrack.extraction.lexicons.event_words import EVENTS, POINTERS
from claimtrack.extraction.syntax import Word

RULE = "nominal/1"
_BEHIND = frozenset("after following since".split())
_TAKES_PART = frozenset("of by to between with against in at from on into".split())
_FEWEST = 4


def event_in(head: Word) -> Word | None:
    """Return the noun of the event that a clause is there to tell: its subject only points to it, or follows it."""
    subject, noun = head.child("nsubj"), head.child("dobj")
    if head.lemma == "follow" and noun is not None and _is_event(noun):
        return noun
    noun = head.child("attr")
    points = subject is not None and subject.lemma in POINTERS and head.lemma == "be"
    return noun if points and noun is not None and _is_event(noun) else None


def events_beside(head: Word) -> Iterator[Word]:
    """Yield the nouns of events that stand behind a clause: "after the arrest of two officials"."""
    for word in head.children:
        noun = word.child("pobj", "dobj") if word.lower in _BEHIND and word.relation != "mark" else None
        if noun is not None and word.at > head.at and _is_event(noun):
            yield noun


def _is_event(noun: Word) -> bool:
    """Tell whether a noun names one event and says who took part or when."""
    tells = any(word.relation in {"prep", "poss", "agent"} and _names(word) for word in noun.children)
    one = any(word.relation in {"det", "poss"} for word in noun.children)
    return noun.lemma in EVENTS and one and tells and len(noun.subtree()) >= _FEWEST


def _names(part: Word) -> bool:
    return (part.relation == "poss" or part.lower in _TAKES_PART) and any(
        word.tag in {"NNP", "NNPS", "CD"} for word in part.subtree()
    )
