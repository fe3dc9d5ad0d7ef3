"""Who information comes from in the end, so that an echo is not counted as independent evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from claimtrack.domain.article import LineKind
from claimtrack.domain.ids import Kind, public_id
from claimtrack.matching import agency_in_dateline, agency_named, agency_signing, is_copy, text_prints
from claimtrack.store import articles
from claimtrack.store.searchwords import folded
from claimtrack.store.tables import ArticleVersion, Claim

_CREDITS = frozenset({LineKind.BYLINE, LineKind.DATELINE})
_LAST_LINES = 3
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


@dataclass(frozen=True, slots=True)
class Source:
    """What tells where an article comes from: names of its origins, the first to be shown, and what its text says."""

    keys: tuple[str, ...]
    prints: frozenset[int] = frozenset()


def of_articles(
    session: Session, article_ids: Iterable[int], groups: Mapping[str, str] | None = None
) -> dict[int, Source]:
    """Return where articles come from, as far as their addresses, outlets, credits and texts tell."""
    versions = articles.newest_versions(session, article_ids)
    return {number: Source(_keys(version, groups), _prints(version)) for number, version in versions.items()}


def by_name(label: str, url: str | None, outlet: str | None, groups: Mapping[str, str] | None = None) -> Source:
    """Return where the article `label` comes from as far as its address and its outlet tell, unread."""
    found = [of_url(url, groups)] if url else []
    found += [of_outlet(outlet, groups)] if outlet else []
    return Source((*found, f"article {label}"))


def _keys(version: ArticleVersion, groups: Mapping[str, str] | None) -> tuple[str, ...]:
    """Return the origins of an article: the agency it is from, its address, its outlet, and the article itself."""
    article, agency = version.article, _agency(version)
    label, outlet = public_id(Kind.ARTICLE, version.article_id), article.outlet.name if article.outlet else None
    return (*([of_outlet(agency, groups)] if agency else []), *by_name(label, article.url, outlet, groups).keys)


def _agency(version: ArticleVersion) -> str | None:
    """Return the agency that an article names as its own source: in the byline, the dateline, or below the text."""
    lines = [(line.kind, line.span.of(version.text)) for line in articles.lines_of(version.lines)]
    bodies = [text for kind, text in lines if kind is LineKind.BODY]
    found = [agency_named(version.author)] if version.author else []
    found += [agency_in_dateline(text) for text in bodies[:1]]
    found += [agency_in_dateline(text) or agency_named(text) for kind, text in lines if kind in _CREDITS]
    found += [agency_signing(text) for _, text in lines[-_LAST_LINES:]]
    return next(filter(None, found), None)


def _prints(version: ArticleVersion) -> frozenset[int]:
    lines = articles.lines_of(version.lines)
    return text_prints(line.span.of(version.text) for line in lines if line.kind is LineKind.BODY)


def of_article(session: Session, article_id: int, groups: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the origins of an article, the first to be shown.

    Raises:
        UnknownIdError: there is no such article.
    """
    return _keys(articles.newest_version(session, article_id, whole=True), groups)


def find_original(session: Session, article_id: int, others: Iterable[int]) -> int | None:
    """Return the first of `others` whose text an article has nearly as it is, itself not counted."""
    wanted = [other for other in dict.fromkeys(others) if other != article_id]
    if not wanted:
        return None
    read = of_articles(session, [article_id, *wanted])
    return next((other for other in wanted if is_copy(read[article_id].prints, read[other].prints)), None)


def of_claim(session: Session, claim: Claim, groups: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the origins of a claim's own article or source; none of them is independent of it."""
    if claim.article_id is not None:
        return of_article(session, claim.article_id, groups)
    return (of_url(claim.source_url, groups),) if claim.source_url else ()
