"""Topics that people give to claims: how a name is kept, and by what two names are one."""

from collections.abc import Iterable, Sized
from unicodedata import normalize

from claimtrack.domain.words import checked
from claimtrack.errors import InvalidDataError

MAX_TOPIC = 100
"""Code points of the longest name of a topic."""

MOST_TOPICS = 20
"""Topics of an article or a claim; each claim of an article gets all of the article's."""


def topic_name(words: str) -> str:
    """Return the name of a topic on one line.

    Raises:
        InvalidDataError: it is empty, too long, or no text.
    """
    name = checked(" ".join(words.split()), "topic", MAX_TOPIC)
    # A sign may stand for many: what is compared is bounded too.
    checked(topic_key(name), "topic", MAX_TOPIC)
    return name


def topic_key(name: str) -> str:
    """Return what topics are compared by: no case, and one form of each character (NFKC)."""
    folded = normalize("NFKC", normalize("NFKC", name).casefold())
    return " ".join(folded.split())


def by_key(names: Iterable[str]) -> dict[str, str]:
    """Return topics by their keys, each as it is written first.

    Raises:
        InvalidDataError: one is empty, too long, or no text, or there are more than `MOST_TOPICS`.
    """
    found: dict[str, str] = {}
    for name in map(topic_name, names):
        found.setdefault(topic_key(name), name)
        check_number(found)
    return found


def check_number(topics: Sized) -> None:
    """Refuse more topics than one article or claim may have.

    Raises:
        InvalidDataError: there are more than `MOST_TOPICS`.
    """
    if len(topics) > MOST_TOPICS:
        raise InvalidDataError(f"These are more than {MOST_TOPICS} topics. Give those that it is mostly about.")
