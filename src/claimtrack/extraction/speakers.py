"""Names of speakers as a reviewer would list them: the fullest form that the article has given so far."""

import re
from collections.abc import Iterable

from claimtrack.extraction.nominal import NEGATED, PRONOUNS, words_of

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*\s+){1,5}[^\W\d_a-z][\w.’'-]*")
_LONGEST = 200
"""Code points of the end of a source in which its name is looked for."""


class Listed:
    """The names listed so far, found by their last word: the newest of several words that ends with it."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._newest: dict[str, str] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Take in a name that was listed."""
        *others, last = name.casefold().split() or [""]
        if others and _NAME.search(name[-_LONGEST:]):
            self._newest[last] = name

    def ending_with(self, word: str) -> str | None:
        """Return the newest name that ends with a word, in whatever case."""
        return self._newest.get(word.casefold())


def is_pronoun(source: str) -> bool:
    """Tell whether a source is a pronoun, which names nobody by itself."""
    return source.lower() in PRONOUNS


def normalized(source: str, before: Listed) -> str | None:
    """Return the name to list a source under, or None for a pronoun or nobody; `before` are the names listed so far.

    Of a name in apposition ("the mayor of Ulmet, Jory Halden") the name is taken. A surname, and "the agency", stand
    for the newest name before that ends with the word.
    """
    words = " ".join(source.split()).strip("“”\"'‘’ ,")
    if not words or is_pronoun(words) or NEGATED.intersection(words_of(words)[:1]):
        return None
    parts = [part.strip() for part in words.split(",") if any(char.isalpha() for char in part)]
    words = ", ".join(parts) or words
    if len(parts) > 1 and (named := next((part for part in parts if _NAME.fullmatch(part)), None)):
        return named
    bare = _ARTICLE.sub("", words)
    if len(words_of(bare)) == 1:
        return before.ending_with(bare) or bare
    return bare
