"""Names of speakers as a reviewer would list them: the fullest form that the article has given so far."""

import re
from collections.abc import Sequence

from claimtrack.extraction.nominal import PRONOUNS, words_of

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*\s+){1,5}[^\W\d_a-z][\w.’'-]*")


def is_pronoun(source: str) -> bool:
    """Tell whether a source is a pronoun, which names nobody by itself."""
    return source.lower() in PRONOUNS


def normalized(source: str, before: Sequence[str]) -> str | None:
    """Return the name to list a source under, or None for a pronoun; `before` are the names listed so far.

    Of a name in apposition ("the mayor of Ulmet, Jory Halden") the name is taken. A surname, and "the agency", stand
    for the newest name before that ends with the word.
    """
    words = " ".join(source.split()).strip("“”\"'‘’ ,")
    if not words or is_pronoun(words):
        return None
    parts = [part.strip() for part in words.split(",") if any(char.isalpha() for char in part)]
    words = ", ".join(parts) or words
    if len(parts) > 1 and (named := next((part for part in parts if _NAME.fullmatch(part)), None)):
        return named
    bare = _ARTICLE.sub("", words)
    if len(words_of(bare)) == 1:
        for earlier in reversed(before):
            if (
                len(earlier.split()) > 1
                and earlier.casefold().endswith(f" {bare.casefold()}")
                and _NAME.search(earlier)
            ):
                return earlier
    return bare
