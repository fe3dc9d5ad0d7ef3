"""JSON cells as a reader may trust them: in a file from elsewhere one can hold anything, and must not hide a list."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from claimtrack.domain.article import Line, LineKind
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import Reason, ReasonKind
from claimtrack.domain.span import Span
from claimtrack.store.engine import read_json
from claimtrack.store.pair_table import ClaimPair
from claimtrack.store.tables import ArticleVersion, RevisitItem

T = TypeVar("T")


def reasons(kept: object) -> tuple[Reason, ...]:
    """Return the reasons in a cell; what cannot be read is left out."""
    return tuple(found for found in _each(kept, _reason) if found)


def lines(kept: object) -> tuple[Line, ...]:
    """Return the lines of an article in a cell; what cannot be read is left out."""
    return tuple(found for found in _each(kept, _line) if found)


def _each(kept: object, read: Callable[[Any], T | None]) -> list[T | None]:
    """Read each entry of a list; None stands for what cannot be read, and for a cell that holds no list."""
    return [read(entry) for entry in kept] if isinstance(kept, list) else [None]


def _reason(entry: Any) -> Reason | None:  # noqa: ANN401 - JSON
    if not isinstance(entry, dict):
        return None
    old, new, shared, value = (entry.get(key) for key in ("old", "new", "shared", "value"))
    shared = shared if shared is not None else []
    words = isinstance(shared, list) and all(isinstance(word, str) for word in shared)
    if not (words and all(isinstance(side, str | None) for side in (old, new)) and _is_number(value)):
        return None
    try:
        return Reason(ReasonKind(entry.get("kind", "")), old, new, tuple(shared), value)
    except ValueError:
        return None


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _line(entry: Any) -> Line | None:  # noqa: ANN401 - JSON
    try:
        start, end, kind = entry
        return Line(Span(start, end), LineKind(kind)) if type(start) is type(end) is int else None
    except (TypeError, ValueError):
        return None


MOST_NAMED = 10


def problems(session: Session) -> list[str]:
    """Name the rows whose reasons or lines cannot be read, a few of them."""
    found: list[str] = []
    more = 0
    for name in _damaged(session):
        if len(found) < MOST_NAMED:
            found.append(name)
        else:
            more += 1
    return [*found, f"and {more} more"] if more else found


def _damaged(session: Session) -> Iterator[str]:
    for number, why in _cells(session, RevisitItem.id, RevisitItem.why):
        if None in _each(read_json(why), _reason):
            yield f"the reasons of {public_id(Kind.ITEM, number)}"
    for newer, older, why in _cells(session, ClaimPair.claim_id, ClaimPair.older_id, ClaimPair.why):
        if None in _each(read_json(why), _reason):
            yield f"the reasons of {public_id(Kind.CLAIM, newer)} and {public_id(Kind.CLAIM, older)}"
    for article, number, kept in _cells(
        session, ArticleVersion.article_id, ArticleVersion.number, ArticleVersion.lines
    ):
        if None in _each(read_json(kept), _line):
            yield f"the lines of {public_id(Kind.ARTICLE, article)}, version {number}"


def _cells(session: Session, *columns: Any) -> Iterable[Any]:  # noqa: ANN401 - columns
    """Yield rows with their last column as it is written."""
    *keys, cell = columns
    query = select(*keys, cast(cell, Text)).order_by(*keys)
    return session.execute(query.execution_options(yield_per=500))
