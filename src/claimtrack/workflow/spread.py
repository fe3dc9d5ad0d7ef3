"""How a claim spread: the articles that say it by date, and which of them come from one origin."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, parse_id
from claimtrack.domain.spread import Place, Spread
from claimtrack.domain.tracked import MentionRecord
from claimtrack.matching import is_copy
from claimtrack.workflow import origins

READ = 100
"""Articles whose texts are compared with each other; a claim that is said in more is rare."""


def of_mentions(session: Session, mentions: Sequence[MentionRecord], groups: Mapping[str, str] | None = None) -> Spread:
    """Return the places of a claim's mentions, those of its duplicates among them."""
    by_article: dict[int, list[MentionRecord]] = {}
    for mention in mentions:
        by_article.setdefault(parse_id(Kind.ARTICLE, mention.article), []).append(mention)
    order = sorted(by_article, key=lambda article: (by_article[article][0].published or date.max, article))
    read = origins.of_articles(session, order[:READ], groups)
    for first in (by_article[article][0] for article in order[READ:]):
        read[parse_id(Kind.ARTICLE, first.article)] = origins.by_name(first.article, first.url, first.outlet, groups)
    sources = [read[article] for article in order]
    names = _one_origin(sources)
    places = []
    for at, article in enumerate(order):
        said = by_article[article]
        copied = (order[before] for before in _copied(sources, at))
        original = next(copied, None)
        places.append(
            Place(
                article=said[0].article,
                outlet=said[0].outlet,
                published=said[0].published,
                title=said[0].title,
                claims=tuple(dict.fromkeys(mention.claim for mention in said)),
                mentions=len(said),
                origin=names[at],
                copy_of=by_article[original][0].article if original is not None else None,
            )
        )
    return Spread(tuple(places), len(set(names)), max(0, len(order) - READ))


def _copied(articles: Sequence[origins.Source], at: int) -> Iterator[int]:
    """Yield the articles before one whose text it has; none is known of those that are not read."""
    for before in range(at if at < READ else 0):
        if is_copy(articles[at].prints, articles[before].prints):
            yield before


def _one_origin(articles: Sequence[origins.Source]) -> list[str]:
    """Return a name for the origin of each article; those that share a key or a text, also through others, share it."""
    group = list(range(len(articles)))

    def root(at: int) -> int:
        while group[at] != at:
            at = group[at]
        return at

    first_with: dict[str, int] = {}
    for at, article in enumerate(articles):
        for other in (*(first_with.setdefault(key, at) for key in article.keys), *_copied(articles, at)):
            one, another = sorted((root(at), root(other)))
            group[another] = one
    return [articles[root(at)].keys[0] for at in range(len(articles))]
