"""A parsed stretch taken apart into clauses: one for each event that could come out differently.

Coordinated verbs are split with their shared subject and auxiliary as context; reporting frames that the surface rules
left in are lifted off; relative clauses with a fact of their own stand alone. What a clause says is not judged here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claimtrack.domain.span import Span
from claimtrack.extraction import nominals
from claimtrack.extraction.asides import HUNG, absolute_verb, detached, main_verb
from claimtrack.extraction.attribution import Frame
from claimtrack.extraction.cuts import from_verb, front, narrowed, trimmed, without_tail
from claimtrack.extraction.nominals import event_in, events_beside
from claimtrack.extraction.reporting import COMPLEMENT, NOUN_CONTENT, NOUN_CUE, Reporting, asks
from claimtrack.extraction.syntax import Tree, Word
from claimtrack.extraction.verbgroups import (
    AUXILIARIES,
    SUBJECTS,
    ascribed_to,
    conjuncts,
    in_words,
    is_bare_plural,
    is_conditional,
    is_finite,
    is_present,
    predicate_of,
)

Found = Mapping[int, Reporting]
"""The reporting words of a tree, by their place in it."""

_RELATIVE = frozenset("who which that".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its slice of the article, what a reader needs besides, and the words that tell how it is put.

    `predicate` holds the verb with its auxiliaries, negation and what completes it, in lower case; `subject` the
    subject's words. `context` are slices outside the quote: a fronted date, a shared subject with its auxiliary.
    `asked` tells that it is a question, `condition` that it hangs on an "if", `relative` that it hangs on a noun,
    `reasons` that its subject is a clause itself, as in "helping them allows ..."; `finite` and `present` tell its
    tense. `ascribed` is what a copula says of the subject ("quick" in "was quick"), and `bare` tells that the subject
    is a plural that names a kind; `passive` tells that something was done to it. Without a parse
    (`parsed` is False) subject and predicate may be cut at the wrong verb.
    """

    span: Span
    subject: str
    predicate: str
    frame: Frame | None = None
    context: tuple[Span, ...] = ()
    asked: bool = False
    condition: bool = False
    relative: bool = False
    reasons: bool = False
    finite: bool = True
    present: bool = False
    ascribed: str = ""
    bare: bool = False
    passive: bool = False
    parsed: bool = True
    rule: str = "clause/1"


@dataclass(frozen=True, slots=True)
class _State:
    """What a clause inherits: the frame around it, and subject and auxiliaries of the verb it is coordinated with."""

    frame: Frame | None
    subject: Word | None = None
    shared: tuple[Word, ...] = ()
    asked: bool = False
    relative: bool = False
    condition: bool = False
    fronted: tuple[Word, ...] = ()


def find_clauses(tree: Tree, reporting: Found, frame: Frame | None) -> list[Clause]:
    """Return the clauses of a parsed view, in text order; `frame` is the one that stands around the whole view."""
    found: list[Clause] = []
    for root in tree.roots:
        found.extend(_walk(tree, reporting, main_verb(root), _State(frame)))
    return sorted(found, key=lambda clause: (clause.span.start, -clause.span.end))


def _walk(tree: Tree, found: Found, head: Word, state: _State) -> Iterator[Clause]:
    subject = head.child(*SUBJECTS) or state.subject
    if state.relative and subject is not None and subject.lower in _RELATIVE and state.subject is not None:
        subject = state.subject
    equals = conjuncts(head)
    reporting, aside = found.get(head.at), detached(head)
    reports = reporting is not None and reporting.frame.rule == COMPLEMENT and not _lies_ahead(head)
    if reporting is not None and reports:
        yield from _reported(tree, found, reporting, replace(state, subject=subject))
    else:
        alone = head.child(*SUBJECTS) is not None and not state.relative
        inherited = replace(state, subject=None if alone else subject)
        yield from _own(tree, found, head, equals, aside, inherited)
    for word in equals:
        shared = _shared(head, word, subject, state, reports=reports)
        if reporting is not None and not reports and word.head is not head and word.tag == "VB":
            shared = replace(shared, frame=state.frame or reporting.frame)
        yield from _walk(tree, found, word, shared)
    for word in aside:
        verb = absolute_verb(word)
        if verb is not None:
            yield _absolute(tree, verb, state.frame)
            continue
        relative = word.relation in HUNG
        frame = state.frame or (reporting.frame if reporting and reporting.frame.rule == NOUN_CONTENT else None)
        yield from _walk(tree, found, word, _State(frame, word.head if relative else None, relative=relative))


def _lies_ahead(cue: Word) -> bool:
    """Tell whether somebody is yet to say something: "the defence will argue that ..."."""
    return any(word.relation == "aux" and word.lower in {"will", "’ll", "'ll", "shall"} for word in cue.children)


def _shared(head: Word, other: Word, subject: Word | None, state: _State, *, reports: bool) -> _State:
    """Return what a verb has in common with the one it is coordinated with; no frame's own circumstances."""
    shared = tuple(word for word in head.children if word.relation in AUXILIARIES) or state.shared
    if other.head is not head and other.head is not None and other.tag == "VB":
        shared = (
            *shared,
            head,
            *(word for word in other.head.children if word.relation == "aux" and word.at > head.at),
        )
    bare = other.tag in {"VB", "VBN", "VBG"} and all(
        word.lower == "to" for word in other.children if word.relation in AUXILIARIES
    )
    stands_alone = other.child(*SUBJECTS) is not None
    return replace(
        state,
        subject=subject,
        shared=shared if bare else (),
        relative=False,
        condition=state.condition or is_conditional(head),
        fronted=() if reports or stands_alone else tuple(front(head, head.subtree())[1]) or state.fronted,
    )


def _reported(tree: Tree, found: Found, reporting: Reporting, state: _State) -> Iterator[Clause]:
    frame = reporting.frame
    if state.frame is not None and state.subject is not None and state.subject.lower in {"i", "we"}:
        frame = replace(state.frame, cue_class=frame.cue_class, lemma=frame.lemma)  # they speak of themselves
    for content in reporting.contents:
        yield from _walk(tree, found, content, _State(frame, asked=reporting.asked))


# --- clauses ----------------------------------------------------------------------------------------------


def _own(
    tree: Tree, found: Found, head: Word, equals: Sequence[Word], aside: Sequence[Word], state: _State
) -> Iterator[Clause]:
    """Yield the clause of `head` itself, without the verbs coordinated with it and what is said beside it."""
    words, context = _cut(head, equals, aside, state)
    whole, words = words, trimmed(without_tail(head, words))
    if not words:
        return
    if state.frame is None and (tail := trimmed([word for word in whole if word.at > words[-1].at])):
        yield Clause(tree.span(tail), "", in_words(tail), finite=False)  # set aside, not lost without a trace
    frame = state.frame or (found[head.at].frame if head.at in found and not _lies_ahead(head) else None)
    event = event_in(head)
    if event is not None:
        context.append([word for word in words if word.at < event.subtree()[0].at])
        words = [word for word in event.subtree() if word in words]
    elif state.frame is None and frame is not None and frame.rule == NOUN_CONTENT:
        words, verb = narrowed(head, words)
        context.append(verb)
    who = state.subject if state.relative else head.child(*SUBJECTS) or state.subject
    yield Clause(
        span=tree.span(words),
        subject=in_words(_core(who)) if who else "",
        predicate=predicate_of(head, state.shared),
        frame=frame,
        context=tuple(tree.span(part) for item in context if (part := trimmed(list(item)))),
        asked=state.asked or (asks(words) and not state.relative and words[0].lower != "if"),
        condition=state.condition or is_conditional(head),
        relative=state.relative,
        reasons=any(word.relation == "csubj" and word.subtree()[0] is word for word in head.children),
        finite=is_finite(head, state.shared) or head.relation in {"acl", "advcl"},
        present=is_present(head) and event is None,
        ascribed=ascribed_to(head),
        bare=who is not None and is_bare_plural(who),
        passive=head.child("auxpass") is not None,
        rule=nominals.RULE if event is not None else "clause/1",
    )
    if head.tag == "VBD" and not state.asked:
        for noun in events_beside(head):
            yield Clause(tree.span(trimmed(noun.subtree())), in_words(_core(noun)), "", state.frame, rule=nominals.RULE)


def _cut(
    head: Word, equals: Sequence[Word], aside: Sequence[Word], state: _State
) -> tuple[list[Word], list[Sequence[Word]]]:
    """Return the words of a clause's quote, none where it is no clause of its own, and those of its context."""
    left_out = {inner.at for word in (*equals, *aside) for inner in word.subtree()}
    words = [word for word in head.subtree() if word.at not in left_out]
    behind = min(
        (word.at for word in (*equals, *aside) if word.at > head.at and word.relation not in HUNG), default=None
    )
    if behind is not None:  # what stands behind another clause was attached to this one by mistake
        words = [word for word in words if word.at < behind]
    words, fronted = front(head, words)
    words = trimmed(words)
    subject = head.child(*SUBJECTS)
    if not words or (equals and _is_participle(head, subject, words)):
        return [], []
    words, parted = from_verb(head, subject, words, left_out)
    context: list[Sequence[Word]] = [fronted or list(state.fronted), parted]
    if subject is None and state.subject is not None and not state.relative:
        context.append([*_without_clause_of(state.subject, words[0]), *state.shared])
    if state.relative and state.subject is not None:
        context.append([word for word in state.subject.subtree() if word.at < words[0].at])
    return words, context


def _without_clause_of(noun: Word, inner: Word) -> list[Word]:
    """Return a noun with all that hangs on it but the clause that holds `inner`, which is the claim itself."""
    hung = [word.subtree() for word in noun.children if word.relation in HUNG]
    own = next((words for words in hung if inner in words), [])
    return [word for word in noun.subtree() if word not in own]


def _absolute(tree: Tree, verb: Word, frame: Frame | None) -> Clause:
    """Return the clause of a noun and a participle that stand behind "with"."""
    noun = verb.head or verb
    return Clause(
        tree.span(trimmed(noun.subtree())), in_words(_core(noun)), predicate_of(verb, ()), frame, present=True
    )


def _is_participle(head: Word, subject: Word | None, words: Sequence[Word]) -> bool:
    """Tell whether a verb only describes its subject, as in "the bridge, closed since May, will reopen"."""
    at = words.index(head) if head in words else 0
    set_off = subject is not None and at > 0 and words[at - 1].form == "," and subject.at < head.at
    return set_off and head.tag in {"VBN", "VBD"} and head.child(*AUXILIARIES) is None


def _core(head: Word) -> list[Word]:
    return [word for word in head.subtree() if word.at <= head.at or word.relation in {"prep", "pobj", "compound"}]


def noun_clauses(tree: Tree, found: Found) -> Iterator[Clause]:
    """Yield the clauses that hang on a noun of saying, as in "Ankara's stance that ..."."""
    for reporting in found.values():
        if reporting.frame.rule == NOUN_CUE:
            yield from _reported(tree, found, reporting, _State(None))
