"""Who information comes from in the end, so that an echo is not counted as independent evidence."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from claimtrack.store import articles
from claimtrack.store.search import folded
from claimtrack.store.tables import Claim

_SHARED_LABELS = ("www.", "m.", "amp.", "mobile.", "edition.")


def of_url(url: str, groups: Mapping[str, str] | None = None) -> str:
    """Return the origin of an address: its host without www, or the group that the desk put the host in."""
    host = (urlsplit(url).hostname or url).casefold().rstrip(".")
    for label in _SHARED_LABELS:
        host = host.removeprefix(label)
    for name, group in (groups or {}).items():
        if host == name.casefold() or host.endswith("." + name.casefold()):
            return group
    return host


def of_outlet(name: str, groups: Mapping[str, str] | None = None) -> str:
    """Return the origin of an outlet that is known by its name only."""
    key = " ".join(folded(name).casefold().split())
    named = {" ".join(folded(outlet).casefold().split()): group for outlet, group in (groups or {}).items()}
    return named.get(key, key)


def of_article(session: Session, article_id: int, groups: Mapping[str, str] | None = None) -> str | None:
    """Return the origin of an article, None when neither its address nor its outlet is known."""
    article = articles.newest_version(session, article_id).article
    if article.url:
        return of_url(article.url, groups)
    return of_outlet(article.outlet.name, groups) if article.outlet else None


def of_claim(session: Session, claim: Claim, groups: Mapping[str, str] | None = None) -> str | None:
    """Return the origin of a claim's own article or source."""
    if claim.article_id is not None:
        return of_article(session, claim.article_id, groups)
    return of_url(claim.source_url, groups) if claim.source_url else None
