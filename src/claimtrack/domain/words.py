"""Words that people give: what no database and no log can keep is refused before anything is done with it."""

from claimtrack.errors import InvalidDataError

MAX_WORDS = 10_000
"""Code points of the longest note."""


def is_text(words: str) -> bool:
    """Tell whether every database keeps `words` as they are: no NUL, and no half of a surrogate pair."""
    return "\x00" not in words and not any("\ud800" <= char <= "\udfff" for char in words)


def checked(words: str, what: str, limit: int = MAX_WORDS) -> str:
    """Return `words` without the white space around them; `what` names them in messages.

    Raises:
        InvalidDataError: they are none, too many, or hold characters that are no text.
    """
    words = words.strip()
    if not words:
        raise InvalidDataError(f"The {what} is empty. Write it, or leave it out.")
    if len(words) > limit:
        raise InvalidDataError(f"The {what} is longer than {limit:,} characters. Make it shorter.")
    if not is_text(words):
        raise InvalidDataError(f"The {what} holds characters that are no text. Write it again.")
    return words


def given(words: str | None, what: str, limit: int = MAX_WORDS) -> str | None:
    """Return `words` checked, None where there are none.

    Raises:
        InvalidDataError: they are too many, or hold characters that are no text.
    """
    return checked(words, what, limit) if words and words.strip() else None
