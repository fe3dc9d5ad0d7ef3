"""A parsed stretch taken apart into clauses: one for each event that could come out differently.

Coordinated verbs are split with their shared subject and auxiliary as context; reporting frames that the surface rules
left in are lifted off; relative clauses with a fact of their own stand alone. What a clause says is not judged here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimtrack.domain.attribution import CueClass
from claimtrack.domain.span import Span
from claimtrack.extraction.attribution import Frame
from claimtrack.extraction.lexicons.cues import CUE_CLASS, NOUN_CUES, TAKES_CLAUSE
from claimtrack.extraction.syntax import Tree, Word

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_AUXILIARIES = ("aux", "auxpass")
_CONTENT = ("ccomp", "parataxis", "dep")
_QUESTION_MARKS = frozenset("whether if why how what when where who which".split())
_ASIDE_MARKS = frozenset("although though while whereas".split())
_FRONTED = ("prep", "advmod", "npadvmod", "advcl", "tmod", "obl", "punct", "mark", "cc", "intj")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its slice of the article, what a reader needs besides, and the words that tell how it is put.

    `predicate` holds the verb with its auxiliaries, negation and what completes it, in lower case; `subject` the
    subject's words. `context` are slices outside the quote: a fronted date, a shared subject with its auxiliary.
    `asked` tells that the content of the frame is a question, `condition` that the clause hangs on an "if".
    """

    span: Span
    subject: str
    predicate: str
    frame: Frame | None = None
    context: tuple[Span, ...] = ()
    asked: bool = False
    condition: bool = False
    relative: bool = False
    finite: bool = True
    rule: str = "clause/1"


@dataclass(frozen=True, slots=True)
class _State:
    """What a clause inherits: the frame around it, and subject and auxiliaries of the verb it is coordinated with."""

    frame: Frame | None
    subject: Word | None = None
    shared: tuple[Word, ...] = ()
    asked: bool = False
    relative: bool = False


def find_clauses(tree: Tree, frame: Frame | None) -> list[Clause]:
    """Return the clauses of a parsed view, in text order; `frame` is the one that stands around the whole view."""
    found: list[Clause] = []
    for root in tree.roots:
        found.extend(_walk(tree, root, _State(frame)))
    return sorted(found, key=lambda clause: (clause.span.start, -clause.span.end))


def _is_predicate(word: Word) -> bool:
    return word.pos in {"VERB", "AUX"} or word.child("cop", *_SUBJECTS) is not None


def _conjuncts(head: Word) -> list[Word]:
    """Return the verbs coordinated with `head`, unless one negation holds them together ("neither", "nor")."""
    if head.child("neg") and any(word.relation == "cc" and word.lower in {"or", "nor"} for word in head.children):
        return []
    found, waiting = [], [head]
    while waiting:
        for word in waiting.pop(0).children:
            if word.relation == "conj" and _is_predicate(word):
                found.append(word)
                waiting.append(word)
    return found


def _walk(tree: Tree, head: Word, state: _State) -> Iterator[Clause]:
    subject = head.child(*_SUBJECTS) or state.subject
    conjuncts = _conjuncts(head)
    content = _content(head)
    apart = [*conjuncts, *_detached(head)]
    if content is not None and subject is not None:
        yield from _reported(tree, head, content, replace(state, subject=subject))
    else:
        inherited = replace(state, subject=subject if head.child(*_SUBJECTS) is None else None)
        yield from _own(tree, head, apart, inherited)
    shared = tuple(word for word in head.children if word.relation in _AUXILIARIES) or state.shared
    for word in conjuncts:
        bare = word.tag in {"VB", "VBN", "VBG"} and word.child(*_AUXILIARIES) is None
        yield from _walk(tree, word, replace(state, subject=subject, shared=shared if bare else (), relative=False))
    for word in _detached(head):
        relative = word.relation in {"relcl", "acl"}
        yield from _walk(tree, word, _State(state.frame, word.head if relative else None, relative=relative))


# --- frames -----------------------------------------------------------------------------------------------


def _content(head: Word) -> Word | None:
    """Return the head of what a reporting verb reports, if it is one."""
    if head.lemma not in TAKES_CLAUSE or head.pos not in {"VERB", "AUX"}:
        return None
    for word in head.children:
        if word.relation in _CONTENT and _is_predicate(word) and (word.child(*_SUBJECTS) or word.child("mark")):
            return word
    return None


def _reported(tree: Tree, cue: Word, content: Word, state: _State) -> Iterator[Clause]:
    passive = cue.child("auxpass") is not None
    agent = next((word.child("pobj") for word in cue.children if word.relation == "agent"), None)
    speaker = agent if passive else state.subject
    frame = Frame(
        _noun_phrase(tree, speaker) if speaker else None,
        tree.span([cue]),
        CueClass.HEARSAY if passive and agent is None else CUE_CLASS[cue.lemma],
        cue.lemma,
        "clausal_complement/1",
    )
    denied = cue.child("neg") is not None or any(
        word.relation in _AUXILIARIES and word.lower in {"would", "could"} for word in cue.children
    )
    asked = denied or _asks(content)
    yield from _walk(tree, content, _State(frame, asked=asked))
    for word in cue.children:
        if word.relation in _CONTENT and word is not content and _is_predicate(word):
            yield from _walk(tree, word, _State(frame, asked=asked))


def _asks(content: Word) -> bool:
    first = content.subtree()[0]
    return first.lower in _QUESTION_MARKS and first.tag != "WDT"


def _noun_phrase(tree: Tree, head: Word) -> Span:
    """Return the place of a noun phrase without the relative clauses that hang on it."""
    left_out: set[int] = set()
    for word in head.subtree():
        if word.relation in {"relcl", "acl", "advcl"}:
            left_out.update(inner.at for inner in word.subtree())
    words = [word for word in head.subtree() if word.at not in left_out]
    while len(words) > 1 and (words[-1].pos in {"PUNCT", "CCONJ"} and words[-1].tag != "NNP"):
        words.pop()
    while len(words) > 1 and words[0].pos == "PUNCT":
        words.pop(0)
    return tree.span(_run(words, head))


def _run(words: list[Word], head: Word) -> list[Word]:
    """Return the unbroken run of words that holds `head`; what is left out breaks it."""
    at = next(index for index, word in enumerate(words) if word is head)
    begin = end = at
    while begin > 0 and words[begin - 1].at == words[begin].at - 1:
        begin -= 1
    while end + 1 < len(words) and words[end + 1].at == words[end].at + 1:
        end += 1
    return words[begin : end + 1]


# --- clauses ----------------------------------------------------------------------------------------------


def _detached(head: Word) -> list[Word]:
    """Return what is said beside the clause: after a semicolon, in a concession, in a relative clause set off."""
    found = []
    for word in _beside(head):
        if word.relation in {"parataxis", "ccomp"} and _content(head) is not word and word.child(*_SUBJECTS):
            if head.lemma not in TAKES_CLAUSE:
                found.append(word)
        elif word.relation == "advcl" and (mark := word.child("mark")) and mark.lower in _ASIDE_MARKS:
            found.append(word)
        elif word.relation == "relcl" and _set_off(word) and word.child(*_SUBJECTS):
            found.append(word)
    return found


def _beside(head: Word) -> Iterator[Word]:
    """Yield the parts of a clause that may stand apart: children, and relative clauses deeper in its noun phrases."""
    waiting = list(head.children)
    while waiting:
        word = waiting.pop(0)
        yield word
        if word.relation not in {"relcl", "advcl", "ccomp", "parataxis", "xcomp", "conj"} or (
            word.relation == "conj" and not _is_predicate(word)
        ):
            waiting.extend(word.children)


def _set_off(relative: Word) -> bool:
    """Tell whether a comma stands before a relative clause."""
    first = relative.subtree()[0]
    return relative.head is not None and any(
        word.at == first.at - 1 and word.form == "," for word in relative.head.subtree()
    )


def _own(tree: Tree, head: Word, apart: Sequence[Word], state: _State) -> Iterator[Clause]:
    left_out = {inner.at for word in apart for inner in word.subtree()}
    words = [word for word in head.subtree() if word.at not in left_out]
    words, fronted = _front(head, words)
    words = _trim(words)
    if not words:
        return
    subject = head.child(*_SUBJECTS)
    words, parted = _from_verb(head, subject, words)
    context = [fronted] if fronted else []
    if parted:
        context.append(_trim(parted))
    if subject is None and state.subject is not None and not state.relative:
        context.append([*state.subject.subtree(), *state.shared])
    if state.relative and state.subject is not None:
        context.append([word for word in state.subject.subtree() if word.at < words[0].at])
    who = subject or state.subject
    yield Clause(
        span=tree.span(words),
        subject=_text(_core(who)) if who else "",
        predicate=_predicate(head, state.shared),
        frame=state.frame,
        context=tuple(tree.span(part) for item in context if (part := _trim(list(item)))),
        asked=state.asked,
        condition=_is_conditional(head),
        relative=state.relative,
        finite=_is_finite(head, state.shared),
    )


def _front(head: Word, words: list[Word]) -> tuple[list[Word], list[Word]]:
    """Part what is fronted and set off by a comma ("In the coming months, ...") from the clause."""
    subject = head.child(*_SUBJECTS)
    begin = min((word.at for word in subject.subtree()), default=head.at) if subject else head.at
    before = [word for word in words if word.at < begin]
    commas = [word.at for word in before if word.form == "," and word.head is head]
    if not commas or not all(
        word.relation in _FRONTED for word in head.children if word.at < commas[-1] and word in before
    ):
        return words, []
    cut = commas[-1]
    fronted = [word for word in before if word.at < cut and word.relation not in {"cc"}]
    return [word for word in words if word.at > cut], _trim(fronted)


def _from_verb(head: Word, subject: Word | None, words: list[Word]) -> tuple[list[Word], list[Word]]:
    """Begin the quote at the verb where a comma parts it from its subject ("The lake, which ..., stood ...")."""
    if subject is None or subject.at > head.at:
        return words, []
    last = max(word.at for word in subject.subtree())
    group = [word.at for word in (head, *head.children) if word.relation in {*_AUXILIARIES, "neg", "advmod"} or word is head]
    begin = min((at for at in group if at > last), default=None)
    if begin is None:
        return words, []
    between = [word for word in words if subject.at < word.at < begin]
    gap = begin - 1 not in {word.at for word in words}
    comma = bool(between) and between[-1].form == ","
    if not (comma or gap):
        return words, []
    return [word for word in words if word.at >= begin], [word for word in words if word.at < begin]


_OUTER = frozenset(",;:–—-.!?…")


def _trim(words: list[Word]) -> list[Word]:
    """Take conjunctions, complementisers and punctuation off the ends; a stop that belongs to a word stays."""
    begin, end = 0, len(words)
    while begin < end and (
        words[begin].form in _OUTER
        or words[begin].pos == "SPACE"
        or words[begin].relation == "cc"
        or (words[begin].relation == "mark" and words[begin].lower == "that")
    ):
        begin += 1
    while end > begin and (words[end - 1].form in _OUTER or words[end - 1].pos == "SPACE" or words[end - 1].relation == "cc"):
        end -= 1
    return words[begin:end]


def _core(head: Word) -> list[Word]:
    return [word for word in head.subtree() if word.at <= head.at or word.relation in {"prep", "pobj", "compound"}]


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.lower for word in words)


def _predicate(head: Word, shared: Sequence[Word]) -> str:
    """Return the verb group of a clause: auxiliaries, negation, verb, and the verbs and adjectives that complete it."""
    words = list(shared)
    waiting = [head]
    while waiting:
        word = waiting.pop()
        words.append(word)
        for child in word.children:
            if child.relation in {*_AUXILIARIES, "neg", "prt", "advmod", "mark"} and child.pos != "SCONJ":
                words.append(child)
            elif child.relation in {"xcomp", "acomp", "attr", "oprd"}:
                waiting.append(child)
    return _text(sorted(words, key=lambda word: word.at))


def _is_conditional(head: Word) -> bool:
    return any(
        word.relation == "advcl" and (mark := word.child("mark")) and mark.lower in {"if", "unless"}
        for word in head.children
    )


def _is_finite(head: Word, shared: Sequence[Word]) -> bool:
    """Tell whether the clause has a tense of its own, or shares one."""
    group = [head, *(word for word in head.children if word.relation in _AUXILIARIES), *shared]
    return any(word.tag in {"VBD", "VBP", "VBZ", "MD"} for word in group)


def noun_frames(tree: Tree) -> Iterator[Clause]:
    """Yield the clauses that hang on a noun of saying, as in "Ankara's stance that ..."."""
    for noun in tree.words:
        content = next((word for word in noun.children if word.relation in {"acl", "ccomp"}), None)
        if noun.lemma not in NOUN_CUES or noun.pos != "NOUN" or content is None or content.child("mark") is None:
            continue
        if content.subtree()[0].lower != "that":
            continue
        owner = noun.child("poss")
        frame = Frame(
            _noun_phrase(tree, _without_case(owner)) if owner else None,
            tree.span([noun]),
            NOUN_CUES[noun.lemma],
            noun.lemma,
            "noun_cue/1",
        )
        yield from _walk(tree, content, _State(frame))


def _without_case(owner: Word) -> Word:
    owner.children = [word for word in owner.children if word.relation != "case"]
    return owner
