"""Do the contents agree with one another? Rows that can be read, texts with their hashes, quotes with their texts."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from claimtrack.domain.contents import CellKind
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.span import Quote
from claimtrack.errors import IntegrityError
from claimtrack.matching import fingerprint
from claimtrack.store import articles, claims, contents
from claimtrack.store.checks import RESTORE, Check, looked
from claimtrack.store.tables import ArticleVersion, Claim, Mention, Outlet, RejectedCandidate, RevisitItem

MOST_NAMED = 5
_VERSIONS = 10
"""Versions of articles whose texts are held at a time."""


def of_contents(session: Session) -> Iterator[Check]:
    """Yield what was found wrong in rows, texts, quotes and keys, one check for each."""
    for name, look in (("rows", rows), ("texts", texts), ("quotes", quotes), ("keys", keys)):
        yield looked(session, name, lambda session, name=name, look=look: told(name, look(session)))  # type: ignore[misc] # defaults bind the loop's


def told(name: str, problems: Iterator[str], remedy: str = RESTORE) -> Check:
    """Return a check of the problems that were found, a few of them by name, and what to do about them."""
    named: list[str] = []
    more = 0
    for problem in problems:
        if len(named) < MOST_NAMED:
            named.append(problem)
        else:
            more += 1
    if not named:
        return Check(name, ok=True, detail="ok")
    wrong = "; ".join([*named, *([f"and {more} more"] if more else [])])
    return Check(name, ok=False, detail=f"{wrong}. {remedy}")


def rows(session: Session) -> Iterator[str]:
    """Yield which tables have a row that cannot be read as what it should be."""
    connection = session.connection()
    for table in contents.all_tables():
        columns = contents.shape_of(table).columns
        documents = [at for at, found in enumerate(columns) if found.kind is CellKind.JSON]
        try:
            for row in contents.rows_of(connection, table):
                if any(not _is_as_written(row[at]) for at in documents):
                    yield f"{table.name} {row[0]!r} holds JSON that claimtrack did not write"
        except IntegrityError as error:
            yield error.message.partition(". Look for more")[0]


def _is_as_written(cell: object) -> bool:
    if cell is None:
        return True
    try:
        return json.dumps(json.loads(str(cell))) == cell
    except (ValueError, RecursionError):
        return False


def texts(session: Session) -> Iterator[str]:
    """Yield which versions of articles have another text, or other bytes, than their hashes say."""
    columns = (ArticleVersion.text, ArticleVersion.text_sha256, ArticleVersion.raw, ArticleVersion.raw_sha256)
    query = select(ArticleVersion.article_id, ArticleVersion.number, *columns).order_by(ArticleVersion.id)
    with closing(session.execute(query, execution_options={"yield_per": _VERSIONS})) as found:
        for row in found:
            name = f"{public_id(Kind.ARTICLE, row.article_id)}, version {row.number}"
            if hashlib.sha256(row.text.encode()).hexdigest() != row.text_sha256:
                yield f"the text of {name} was changed"
            if hashlib.sha256(row.raw).hexdigest() != row.raw_sha256:
                yield f"the bytes of {name} were changed"


def quotes(session: Session) -> Iterator[str]:
    """Yield what is quoted otherwise than the text has it: mentions, what claims hold of them, and passages."""
    after = 0
    while found := _texts_after(session, after):
        after = max(found)
        for query, check in _WAYS:
            rows = session.execute(query.where(query.selected_columns.version_id.in_(found)))
            for row in rows:
                yield from check(row, found[row.version_id])


def _texts_after(session: Session, after: int) -> dict[int, str]:
    query = select(ArticleVersion.id, ArticleVersion.text).where(ArticleVersion.id > after)
    return {row.id: row.text for row in session.execute(query.order_by(ArticleVersion.id).limit(_VERSIONS))}


_MENTIONS: Select[*tuple[Any, ...]] = (
    select(
        Mention.version_id, Mention.claim_id, Mention.ordinal, Mention.start, Mention.end, Mention.exact,
        Mention.prefix, Mention.suffix, Mention.attribution, Claim.hedges, Claim.negations, Claim.conditions,
        Claim.context, Claim.times,
    )
    .join(Claim, Claim.id == Mention.claim_id)
    .order_by(Mention.id)
)  # fmt: skip
_ITEMS: Select[*tuple[Any, ...]] = (
    select(RevisitItem.version_id, RevisitItem.id, RevisitItem.start, RevisitItem.end, RevisitItem.passage)
    .where(RevisitItem.passage.is_not(None))
    .order_by(RevisitItem.id)
)
_SET_ASIDE: Select[*tuple[Any, ...]] = select(
    RejectedCandidate.version_id, RejectedCandidate.id, RejectedCandidate.start, RejectedCandidate.end
)


def _of_mention(row: Any, text: str) -> Iterator[str]:  # noqa: ANN401 - a row
    name = f"{public_id(Kind.CLAIM, row.claim_id)}, mention {row.ordinal},"
    start, end = row.start, row.end
    if not 0 <= start < end <= len(text) or text[start:end] != row.exact:
        yield f"{name} is not the text at {start}-{end}"
        return
    if Quote.cut(text, start, end).context(text) != (row.prefix, row.suffix):
        yield f"{name} has other words around it than the text"
    held = [row.attribution]
    if row.ordinal == 1:
        held += [row.hedges, row.negations, row.conditions, row.context, row.times]
    if any(text[quote["start"] : quote["end"]] != quote["text"] for document in held for quote in _quoted(document)):
        yield f"{name} comes with words that are not in the text where they are said to be"


def _quoted(document: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - JSON
    """Yield what a document quotes: objects with a place and its text."""
    if isinstance(document, dict):
        if {"start", "end", "text"} <= document.keys() and type(document["start"]) is type(document["end"]) is int:
            yield document
        for part in document.values():
            yield from _quoted(part)
    elif isinstance(document, list):
        for part in document:
            yield from _quoted(part)


def _of_item(row: Any, text: str) -> Iterator[str]:  # noqa: ANN401 - a row
    if row.start is not None and text[row.start : row.end] != row.passage:
        yield f"the passage of {public_id(Kind.ITEM, row.id)} is not the text at {row.start}-{row.end}"


def _of_set_aside(row: Any, text: str) -> Iterator[str]:  # noqa: ANN401 - a row
    if not 0 <= row.start <= row.end <= len(text):
        yield f"what was set aside at {row.start}-{row.end} lies outside its text"


_WAYS: tuple[tuple[Select[*tuple[Any, ...]], Callable[[Any, str], Iterator[str]]], ...] = (
    (_MENTIONS, _of_mention),
    (_ITEMS, _of_item),
    (_SET_ASIDE, _of_set_aside),
)


def keys(session: Session) -> Iterator[str]:
    """Yield where a key that follows from words does not: fingerprints, speakers, outlets."""
    first = Mention.ordinal == 1
    query = (
        select(Claim.id, Claim.text, Claim.fingerprint, Claim.speaker, Claim.speaker_key, Mention.exact)
        .outerjoin(Mention, (Mention.claim_id == Claim.id) & first)
        .order_by(Claim.id)
    )
    with closing(session.execute(query, execution_options={"yield_per": 500})) as found:
        for row in found:
            name = public_id(Kind.CLAIM, row.id)
            if fingerprint(row.text if row.exact is None else row.exact) != row.fingerprint:
                yield f"{name} is known by another fingerprint than its words have"
            if claims.speaker_key(row.speaker) != row.speaker_key:
                yield f"the speaker of {name} is looked up by another name"
    outlets = session.execute(select(Outlet.id, Outlet.name, Outlet.key).order_by(Outlet.id)).all()
    taken = {outlet.key for outlet in outlets}
    for outlet in outlets:
        # One whose name came to be folded like another's keeps the key that it had.
        if articles.outlet_key(outlet.name) not in taken:
            yield f"the outlet {outlet.name!r} is known by another name"
