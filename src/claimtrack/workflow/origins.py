"""Who information comes from in the end, so that an echo is not counted as independent evidence."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.store import articles
from claimtrack.store.searchwords import folded
from claimtrack.store.tables import Claim

_SHARED_LABELS = ("www.", "m.", "amp.", "mobile.", "edition.")


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:  # such as a bracket that is not closed
        return None


def of_url(url: str, groups: Mapping[str, str] | None = None) -> str:
    """Return the origin of an address: its host without www, or the group that the desk put the host in."""
    host = (_host(url) or url).casefold().rstrip(".")
    for label in _SHARED_LABELS:
        host = host.removeprefix(label)
    for name, group in (groups or {}).items():
        if host == name.casefold() or host.endswith("." + name.casefold()):
            return group
    return host


def is_one_house(host: str, other: str) -> bool:
    """Tell whether two hosts are the same or the one lies under the other, as news.example.org under example.org."""
    return (
        host == other or ("." in other and host.endswith(f".{other}")) or ("." in host and other.endswith(f".{host}"))
    )


def _key(name: str) -> str:
    return " ".join(folded(name).split())


def of_outlet(name: str, groups: Mapping[str, str] | None = None) -> str:
    """Return the origin of an outlet that is known by its name only."""
    named = {_key(outlet): group for outlet, group in (groups or {}).items()}
    return named.get(_key(name), _key(name))


def of_name(name: str, groups: Mapping[str, str] | None = None) -> str:
    """Return the origin that somebody named: a host as that of its address, an outlet of a group as the group."""
    name = " ".join(name.split())
    if "." in name and " " not in name:
        return of_url(name, groups)
    found = of_outlet(name, groups)
    return name if found == _key(name) else found


def of_article(session: Session, article_id: int, groups: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the origins of an article, the first to be shown: its address, its outlet, and the article itself."""
    article = articles.newest_version(session, article_id).article
    found = [of_url(article.url, groups)] if article.url else []
    found += [of_outlet(article.outlet.name, groups)] if article.outlet else []
    return (*found, f"article {public_id(Kind.ARTICLE, article_id)}")


def of_claim(session: Session, claim: Claim, groups: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the origins of a claim's own article or source; none of them is independent of it."""
    if claim.article_id is not None:
        return of_article(session, claim.article_id, groups)
    return (of_url(claim.source_url, groups),) if claim.source_url else ()
