"""Users: how their names are kept and compared, and the tokens that they are known by."""

import base64
import binascii
import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from claimtrack.domain.states import Role
from claimtrack.domain.words import checked
from claimtrack.errors import InvalidDataError

MAX_NAME = 200
"""Code points of the longest name of an actor."""

MAX_LABEL = 100
"""Code points of the longest label of a token."""

_SECRET = 32
"""Random bytes of a token: as many as its hash, so that it cannot be guessed and needs no slow hash."""

_TOKEN = re.compile(r"ct_([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class UserRecord:
    """A user as a reader gets it; `tokens` counts those that hold, `disabled` is the time from which it is."""

    id: str
    name: str
    role: Role
    created: datetime
    disabled: datetime | None
    version: int
    tokens: int


@dataclass(frozen=True, slots=True)
class TokenRecord:
    """A token as a reader gets it: whether it holds, is expired or revoked, and never its secret."""

    number: int
    standing: str
    label: str | None
    created: datetime
    expires: datetime | None


def actor_name(words: str) -> str:
    """Return the name of whoever acts: what cannot be seen must not make one name look like another.

    Raises:
        InvalidDataError: there is no name, it is too long, or no text.
    """
    name = unicodedata.normalize("NFKC", checked(words, "name of who acts", MAX_NAME))
    seen = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    return checked(seen, "name of who acts", MAX_NAME)


def actor_key(name: str) -> str:
    """Return what names are compared by, so that no two users differ in case alone."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def new_token(name: str) -> str:
    """Return a token for a user: it says whose it is, and holds a secret that is kept nowhere."""
    whose = base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")
    return f"ct_{whose}.{secrets.token_urlsafe(_SECRET)}"


def whose_token(token: str) -> str:
    """Return the name in a token; whether the token holds is another question.

    Raises:
        InvalidDataError: it is no token.
    """
    found = _TOKEN.fullmatch(token.strip())
    try:
        name = base64.urlsafe_b64decode(found[1] + "=" * (-len(found[1]) % 4)).decode() if found else ""
    except (binascii.Error, UnicodeDecodeError):
        name = ""
    if not name:
        raise InvalidDataError(
            "CLAIMTRACK_TOKEN holds no token. Copy it whole, as claimtrack user token printed it, or unset it."
        )
    return actor_name(name)


def token_digest(token: str) -> str:
    """Return the SHA-256 of a token in hex, which is all that is stored of it."""
    return hashlib.sha256(token.strip().encode()).hexdigest()
