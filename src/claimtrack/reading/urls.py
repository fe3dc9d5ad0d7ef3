"""Addresses of articles: one spelling for each page, and nothing but the web's own schemes. No network."""

import re
from urllib.parse import urlsplit, urlunsplit

from claimtrack.errors import InvalidDataError

MAX_URL = 2_000
"""Code points; what browsers and servers take without trouble."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_NOT_IN_A_URL = re.compile(r"[\x00-\x20\x7f-\xa0<>\"`{}|\\^\u2028\u2029\ud800-\udfff]")


def normalize_url(url: str) -> str:
    """Return the spelling of `url` under which it is stored and compared.

    Scheme and host become lower case (RFC 3986, 6.2.2.1), a default port, the fragment and the `utm_…` parameters go,
    and an empty path becomes `/` (RFC 3986, 6.2.3). Path and all other parameters stay as they are.

    Raises:
        InvalidDataError: it is not a whole http or https address, or it carries a password.
    """
    url = url.strip()
    shown = repr(url[:80])
    if len(url) > MAX_URL or _NOT_IN_A_URL.search(url):
        raise InvalidDataError(f"{shown} is not a web address. Copy it from the browser's address bar.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InvalidDataError(f"{shown} is not a web address ({error}). Copy it again from the browser.") from error
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if scheme not in _DEFAULT_PORTS or not host.strip("."):
        raise InvalidDataError(f"{shown} is not a web address. Give a whole one, such as https://paper.example/story.")
    if "@" in parts.netloc:
        raise InvalidDataError(f"The address at {host} carries a user name. Give it without, so that none is stored.")
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS[scheme]:
        netloc = f"{netloc}:{port}"
    kept = [part for part in parts.query.split("&") if part and not part.lower().startswith("utm_")]
    return urlunsplit((scheme, netloc, parts.path or "/", "&".join(kept), ""))


def host_of(url: str) -> str:
    """Return the host of a normalised address, without `www.`, to stand for an outlet that is not named."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
