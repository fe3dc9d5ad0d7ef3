"""Names of speakers as a reviewer would list them: the fullest form that the article has given so far."""

import re
from collections.abc import Iterable

from claimtrack.extraction.nominal import PRONOUNS, words_of

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def is_pronoun(source: str) -> bool:
    """Tell whether a source is a pronoun, which names nobody by itself."""
    return source.lower() in PRONOUNS


def normalized(source: str, before: Iterable[str]) -> str | None:
    """Return the name to list a source under, or None for a pronoun; `before` are the article's earlier sources.

    A surname alone takes the full form of an earlier source that ends with it.
    """
    name = " ".join(source.split()).strip("“”\"'‘’ ,")
    if not name or is_pronoun(name):
        return None
    if len(words_of(name)) == 1 and name[:1].isupper():
        for earlier in before:
            full = earlier.rsplit(",", 1)[-1].strip()
            if len(full.split()) > 1 and full.endswith(f" {name}"):
                return full
    return _ARTICLE.sub("", name) if name[:1].isupper() or _ARTICLE.match(name) else name
