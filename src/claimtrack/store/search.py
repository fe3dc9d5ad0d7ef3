"""The reviewer's search box: FTS5 and tsvector behind one function."""

import re
import unicodedata
from collections.abc import Mapping

from sqlalchemy import ColumnClause, ColumnElement, Integer, bindparam, column, literal_column, table, text
from sqlalchemy.orm import Session

from claimtrack.store.tables import Claim

_TOKEN = re.compile(r"\w+")
MAX_TOKENS = 32
MAX_DOCUMENT = 50_000
"""Code points of a claim that can be searched; a `tsvector` holds no more than a megabyte."""


def folded(words: str) -> str:
    """Return `words` without diacritics, so that both databases find Türkiye when asked for turkiye."""
    apart = unicodedata.normalize("NFKD", words)
    return "".join(char for char in apart if not unicodedata.combining(char))


def _key(session: Session) -> str:
    # FTS5 looks a row up by its rowid only; by any other column it reads them all.
    return "rowid" if session.get_bind().dialect.name == "sqlite" else "claim_id"


def index(session: Session, documents: Mapping[int, str]) -> None:
    """Write what claims are found by, replacing what was there."""
    if not documents:
        return
    key = _key(session)
    rows = [
        {"claim": claim, "document": folded(document)[:MAX_DOCUMENT]} for claim, document in sorted(documents.items())
    ]
    session.execute(text(f"DELETE FROM claim_search WHERE {key} = :claim"), rows)  # noqa: S608 - one of two names
    session.execute(
        text(f"INSERT INTO claim_search ({key}, document) VALUES (:claim, :document)"),  # noqa: S608 - the same
        rows,
    )


def count_missing(session: Session) -> int:
    """Return how many claims the search box does not know."""
    found = f"SELECT {_key(session)} FROM claim_search"  # noqa: S608 - one of two names
    return session.scalar(text(f"SELECT count(*) FROM claim WHERE id NOT IN ({found})")) or 0  # noqa: S608 - the same


def matches(session: Session, words: str) -> ColumnElement[bool]:
    """Return the condition that a claim has all of `words`; the last one may be cut short.

    Every token is quoted, so that nothing in it is read as query syntax.
    """
    tokens = _TOKEN.findall(folded(words).lower())[:MAX_TOKENS]
    key: ColumnClause[int] = column(_key(session), Integer)
    if session.get_bind().dialect.name == "sqlite":
        query = " ".join(f'"{token}"' for token in tokens)
        condition = literal_column("claim_search").op("MATCH")(bindparam("search", (query + "*") if tokens else '""'))
    else:
        query = " & ".join(f"'{token}'" for token in tokens)
        condition = text("vector @@ to_tsquery('english', :search)").bindparams(  # type: ignore[assignment]
            search=(query + ":*") if tokens else ""
        )
    found = table("claim_search", key)
    return Claim.id.in_(found.select().with_only_columns(key).where(condition).scalar_subquery())
