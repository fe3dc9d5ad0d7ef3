"""What was passed over in reading, in a few words, so that nothing is left out without a word."""

from collections import Counter
from collections.abc import Sequence

MOST = 6
"""Names of one kind that are listed one by one."""

_LONGEST = 40
"""Code points of a name that are shown; it comes from the source."""


def files_left(folder: str, counts: Counter[str], suffixes: Sequence[str]) -> str | None:
    """Return how many files of a folder were not read, by suffix, None where there are none; `suffixes` are read."""
    if not (total := counts.total()):
        return None
    kinds = [f"{number} {_shown(kind) or 'without a suffix'}" for kind, number in counts.most_common(MOST)]
    which = ", ".join(kinds) + (" and others" if len(counts) > MOST else "")
    files_word = "file was" if total == 1 else "files were"
    read = f"{', '.join(suffixes[:-1])} and {suffixes[-1]}"
    only = f"Only {read} are read of a folder; name others to read them."
    return f"{folder}: {total} {files_word} not read ({which}). {only}"


def keys_left(source: str, keys: Sequence[str], known: Sequence[str]) -> str | None:
    """Return which keys of the records of a source were not read, None where there are none; `known` are read."""
    if not keys:
        return None
    which = ", ".join(map(_shown, keys[:MOST])) + (" and others" if len(keys) > MOST else "")
    return f"{source}: keys that are not read: {which}. Read are {', '.join(known)}."


def _shown(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
