"""Sentences as trees of words. The only place that knows how the language model names things besides `clauses`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from claimtrack.domain.span import Span
from claimtrack.extraction.lexicons.cues import LEMMA_OF
from claimtrack.extraction.model import base_form, load_model
from claimtrack.extraction.view import View

MAX_PARSED = 2_000
"""Code points of the longest view that is parsed; beyond that time and memory grow out of bounds."""

_BATCH = 128
_UPOS = {
    tag: pos
    for pos, tags in {
        "NOUN": "NN NNS",
        "PROPN": "NNP NNPS",
        "VERB": "VB VBD VBG VBN VBP VBZ",
        "AUX": "MD",
        "ADJ": "JJ JJR JJS AFX",
        "ADV": "RB RBR RBS",
        "ADP": "IN RP",
        "SCONJ": "WRB",
        "DET": "DT PDT",
        "PRON": "PRP PRP$ WP WP$ WDT EX",
        "CCONJ": "CC",
        "NUM": "CD",
        "PART": "TO POS",
        "INTJ": "UH",
        "SYM": "$ SYM",
        "SPACE": "_SP",
        "X": "FW LS ADD",
    }.items()
    for tag in tags.split()
}
_AUXILIARY = frozenset({"aux", "auxpass"})
_FORMS_OF_BE = frozenset("be is are was were been being am ’s 's ’re 're ’m 'm".split())
_PLACE = attrgetter("at")


@dataclass(slots=True, eq=False)
class Word:
    """One word: its form, lemma, part of speech (Universal POS and Penn tag), relation to its head, and place.

    `lower` is the form in lower case.
    """

    at: int
    form: str
    lower: str
    lemma: str
    pos: str
    tag: str
    relation: str
    start: int
    end: int
    head: "Word | None" = None
    children: list["Word"] = field(default_factory=list)

    def child(self, *relations: str) -> "Word | None":
        """Return the first child with one of the relations."""
        for word in self.children:
            if word.relation in relations:
                return word
        return None

    def subtree(self) -> list["Word"]:
        """Return the word and all below it, in text order."""
        found = [self]
        for word in found:
            found.extend(word.children)  # which are then come to
        found.sort(key=_PLACE)
        return found


@dataclass(frozen=True, slots=True)
class Tree:
    """The parse of one view."""

    view: View
    words: tuple[Word, ...]
    roots: tuple[Word, ...]

    def span(self, words: Sequence[Word]) -> Span:
        """Return the place in the article from the first to the last of the words."""
        return self.view.span(min(word.start for word in words), max(word.end for word in words))


def parse(views: Iterable[View]) -> Iterator[Tree]:
    """Yield the tree of each view; each is parsed for itself, so that no tree depends on its neighbours.

    Raises:
        ModelUnavailableError: there is no language model.
    """
    model = load_model()
    views = list(views)

    def documents() -> Iterator[object]:
        for view in views:
            made = model.make_doc(view.text)
            starts = made.to_array("SENT_START").astype("int64")
            starts[:1], starts[1:] = 1, -1
            yield made.from_array("SENT_START", starts.astype("uint64"))

    for view, document in zip(views, model.pipe(documents(), batch_size=_BATCH), strict=True):
        words = tuple(_word(token.i, token.text, token.tag_, token.dep_, token.idx) for token in document)
        roots = []
        for word, away in zip(words, document.to_array("HEAD").astype("int64").tolist(), strict=True):
            if away:
                word.head = words[word.at + away]
                word.head.children.append(word)
            else:
                roots.append(word)
        yield Tree(view, words, tuple(roots))


def _word(at: int, form: str, tag: str, relation: str, start: int) -> Word:
    lower = form.lower()
    pos = _part_of_speech(lower, tag, relation)
    return Word(at, form, lower, _lemma(form, lower, pos), pos, tag, relation, start, start + len(form))


def _part_of_speech(lower: str, tag: str, relation: str) -> str:
    """Return the Universal POS of a word, by the table of the Universal Dependencies for the Penn tags."""
    if tag.startswith("VB") and (relation in _AUXILIARY or lower in _FORMS_OF_BE):
        return "AUX"
    if tag == "IN" and relation == "mark":
        return "SCONJ"
    return _UPOS.get(tag, "PUNCT" if tag not in {"XX", ""} else "X")


def _lemma(form: str, lower: str, pos: str) -> str:
    """Return the lemma, our own for reporting verbs: the model takes "hopes" for a form of "hop"."""
    if lower in _FORMS_OF_BE and pos == "AUX":
        return "be"
    if pos == "NOUN":
        return base_form(form, pos)
    return LEMMA_OF.get(lower) or base_form(form, "VERB") if pos in {"VERB", "AUX"} else lower
