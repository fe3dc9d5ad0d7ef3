"""What the group around a verb tells: its auxiliaries and complements, its tense, its conditions, its equals."""

from collections.abc import Sequence

from claimtrack.extraction.lexicons.cues import INTENT_TO
from claimtrack.extraction.syntax import Word

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
AUXILIARIES = ("aux", "auxpass")
_COMPLETING = frozenset({"xcomp", "acomp", "attr", "oprd"})
_LIGHT = frozenset("have make take leave need remain seem look feel sound become get give name set offer say".split())
"""Verbs that say little without their object."""


_COPULAS = frozenset("be seem look feel sound appear become remain".split())


_AHEAD = frozenset("go set expect schedule plan require order oblige have need".split())
"""Verbs whose infinitives are to come: "is going to", "is set to", "has to"."""


def _is_another(infinitive: Word) -> bool:
    """Tell whether an infinitive is one of several, not a purpose: "to cut the fee, to sell the mill and to rest"."""
    marked = infinitive.relation == "advcl" and infinitive.tag == "VB" and infinitive.child("aux") is not None
    return marked and infinitive.child("conj") is not None and infinitive.child("cc") is not None


def is_predicate(word: Word) -> bool:
    """Tell whether a word can head a clause."""
    return word.pos in {"VERB", "AUX"} or word.child("cop", *SUBJECTS) is not None


def conjuncts(head: Word) -> list[Word]:
    """Return the verbs coordinated with `head`, unless one negation holds them together ("neither", "nor")."""
    if head.child("neg") and any(word.relation == "cc" and word.lower in {"or", "nor"} for word in head.children):
        return []
    if any(word.relation == "cc" and word.lower == "or" for word in head.children):
        return []  # "damaged or destroyed" is one claim: neither need be so
    own = [word for word in head.children if word.relation == "conj" and is_predicate(word)]
    return own + [word for inner in head.children if inner.relation == "xcomp" for word in _risen(head, inner)]


def _risen(head: Word, infinitive: Word) -> list[Word]:
    """Return the verbs coordinated with an infinitive that are claims beside it.

    Finite ones belong to its head ("plans to hire and has begun"); infinitives are things to come of their own, where
    the head tells of such ("offered to cut the fee and to close the mill").
    """
    if infinitive.tag != "VB":
        return []
    ahead = head.lemma in INTENT_TO or head.lemma in _AHEAD
    found = []
    waiting = [word for word in infinitive.children if word.relation == "conj" or _is_another(word)]
    while waiting:
        word = waiting.pop(0)
        if is_finite(word, ()) or (ahead and word.tag == "VB"):
            found.append(word)
        waiting.extend(other for other in word.children if other.relation == "conj")
    return found


def predicate_of(head: Word, shared: Sequence[Word]) -> str:
    """Return the verb group of a clause: auxiliaries, negation, verb, and what completes it, with its modifiers."""
    words = list(shared)
    waiting = [head]
    while waiting:
        word = waiting.pop()
        words.append(word)
        for child in word.children:
            if child.pos not in {"SCONJ", "PROPN"} and (
                child.relation in {*AUXILIARIES, "neg", "prt", "advmod"}
                or (child.relation in {"amod", "det"} and word is not head)
            ):
                words.append(child)
            elif child.relation in _COMPLETING or (child.relation == "dobj" and word.lemma in _LIGHT):
                waiting.append(child)
    return in_words(sorted(words, key=lambda word: word.at))


def is_conditional(head: Word) -> bool:
    """Tell whether a clause hangs on an "if"."""
    own = head.child("mark")
    if own is not None and own.lower in {"if", "unless"} and head.relation != "ccomp":
        return True
    return any(
        word.relation == "advcl" and (mark := word.child("mark")) and mark.lower in {"if", "unless"}
        for word in head.children
    )


def is_finite(head: Word, shared: Sequence[Word]) -> bool:
    """Tell whether the clause has a tense of its own, or shares one.

    A plain form with a subject is a present ("people describe"), whatever the parse takes it for.
    """
    if head.relation == "ROOT" and head.child("nsubj") and any(word.lower == "to" for word in head.children):
        return True  # as notes and headlines have it: "bridge to reopen in July"
    if head.tag in {"VB", "NNS"} and head.child("nsubj") and not head.child("aux"):
        return head.tag == "VB" or head.relation == "ROOT" or head.child("dobj", "xcomp", "ccomp") is not None
    group = [head, *(word for word in head.children if word.relation in AUXILIARIES), *shared]
    return any(word.tag in {"VBD", "VBP", "VBZ", "MD"} for word in group)


def is_present(head: Word) -> bool:
    """Tell whether a clause is put in the simple present, as schedules are: "the bank decides on Friday"."""
    auxiliaries = [word for word in head.children if word.relation in AUXILIARIES]
    return head.tag in {"VBZ", "VBP"} and not auxiliaries


def ascribed_to(head: Word) -> str:
    """Return the adjective that a copula gives its subject, "unruffled" in "they seem unruffled", or nothing."""
    word = head.child("acomp", "attr", "oprd")
    return word.lower if word is not None and word.pos == "ADJ" and head.lemma in _COPULAS else ""


def is_bare_plural(subject: Word) -> bool:
    """Tell whether a subject names a kind and no particular ones: "numbers", "long memories"."""
    return subject.tag == "NNS" and all(word.relation in {"amod", "compound", "punct"} for word in subject.children)


def in_words(words: Sequence[Word]) -> str:
    """Return words in lower case, joined by spaces."""
    return " ".join(word.lower for word in words)
