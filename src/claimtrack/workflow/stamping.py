"""Asking a time stamp authority; the one place from which claimtrack sends anything, and it sends a hash."""

import http.client
import time
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from claimtrack.errors import IntegrityError, InvalidDataError, NetworkError
from claimtrack.formats import timestamps
from claimtrack.workflow import logfiles

SUFFIX = ".tsr"
"""What the file of a stamp is called, behind the name of what it is about."""

SECONDS = 30
"""How long an authority may take in all."""

_PIECE = 16_384
_TYPE = "application/timestamp-query"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Goes nowhere else than it was sent."""

    def redirect_request(self, *_: object) -> None:
        """Follow no redirect; it comes out as an error."""


def stamp(content: bytes, url: str) -> tuple[bytes, datetime]:
    """Return an authority's time stamp of some content, and the time in it; only the SHA-256 of it is sent.

    Raises:
        InvalidDataError: the address is none of the web.
        NetworkError: the authority cannot be reached, takes too long, or answers something else.
        TimestampUnavailableError: the extra `timestamp` is not installed.
    """
    try:
        parts = urlsplit(url)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        fits = False
    if not fits:
        raise InvalidDataError(f"{url!r} is no address of a time stamp authority, such as https://tsa.example/tsr")
    query, nonce = timestamps.request(content)
    answer = _post(url, query)
    return answer, timestamps.check_answer(answer, content, nonce)


def _post(url: str, query: bytes) -> bytes:
    ends = time.monotonic() + SECONDS
    asked = urllib.request.Request(url, query, {"Content-Type": _TYPE}, method="POST")  # noqa: S310 - checked above
    found = bytearray()
    try:
        with urllib.request.build_opener(_NoRedirect).open(asked, timeout=SECONDS) as answer:
            while piece := answer.read1(_PIECE):
                found += piece
                if len(found) > timestamps.MAX_BYTES:
                    raise NetworkError(f"{url} answered more than {timestamps.MAX_BYTES:,} bytes. Try another.")
                if time.monotonic() > ends:
                    raise NetworkError(f"{url} took more than {SECONDS} seconds. Try again later, or another.")
    except urllib.error.HTTPError as error:
        with error:
            raise NetworkError(f"{url} answered {error.code} {error.reason}. Check the address.") from None
    except (OSError, http.client.HTTPException) as error:
        why = getattr(error, "reason", None) or error
        raise NetworkError(f"{url} cannot be reached: {why}. Nothing was written; try again later.") from None
    return bytes(found)


def path_of(file: str) -> Path:
    """Return where the stamp of a file lies."""
    return Path(file + SUFFIX)


def verify(file: str, content: bytes, certificates: bytes) -> datetime:
    """Return when a file was there already, by the stamp beside it.

    Raises:
        IntegrityError: there is no stamp, or it does not hold.
        InvalidDataError: the stamp or the certificates cannot be read.
    """
    path = path_of(file)
    if not path.exists():
        raise IntegrityError(f"{file} has no time stamp: {path} is not there")
    return timestamps.verify(logfiles.read(str(path), timestamps.MAX_BYTES), content, certificates, str(path))
