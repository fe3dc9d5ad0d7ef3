"""Queries as people post them: links are no words, and a hashtag or a handle is several."""

import re

_LINK = re.compile(r"(?:https?://|\bwww\.|\bpic\.twitter\.com/)\S+", re.IGNORECASE)
_TAG = re.compile(r"[#@](\w+)")
_INSIDE = re.compile(r"_+|(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_])(?=\d)")


def as_prose(text: str) -> str:
    """Return `text` without links, and with each tag both in one word and apart: "#BridgeOpens" gives three words."""
    return _TAG.sub(_apart, _LINK.sub(" ", text))


def _apart(match: re.Match[str]) -> str:
    tag = match[1]
    words = _INSIDE.sub(" ", tag).strip()
    return tag if words == tag else f"{tag} {words}"
