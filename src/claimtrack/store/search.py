"""The reviewer's search box: FTS5 and tsvector behind one function."""

import re
import unicodedata

from sqlalchemy import ColumnElement, Integer, bindparam, column, literal_column, table, text
from sqlalchemy.orm import Session

from claimtrack.store.tables import Claim

_TOKEN = re.compile(r"\w+")
MAX_TOKENS = 32


def folded(words: str) -> str:
    """Return `words` without diacritics, so that both databases find Türkiye when asked for turkiye."""
    apart = unicodedata.normalize("NFKD", words)
    return "".join(char for char in apart if not unicodedata.combining(char))


def index(session: Session, claim: int, document: str) -> None:
    """Write what a claim is found by, replacing what was there."""
    session.execute(text("DELETE FROM claim_search WHERE claim_id = :claim"), {"claim": claim})
    session.execute(
        text("INSERT INTO claim_search (claim_id, document) VALUES (:claim, :document)"),
        {"claim": claim, "document": folded(document)},
    )


def matches(session: Session, words: str) -> ColumnElement[bool]:
    """Return the condition that a claim has all of `words`; the last one may be cut short.

    Every token is quoted, so that nothing in it is read as query syntax.
    """
    tokens = _TOKEN.findall(folded(words).lower())[:MAX_TOKENS]
    found = table("claim_search", column("claim_id", Integer))
    if session.get_bind().dialect.name == "sqlite":
        query = " ".join(f'"{token}"' for token in tokens)
        condition = literal_column("claim_search").op("MATCH")(bindparam("search", (query + "*") if tokens else '""'))
    else:
        query = " & ".join(f"'{token}'" for token in tokens)
        condition = text("vector @@ to_tsquery('english', :search)").bindparams(  # type: ignore[assignment]
            search=(query + ":*") if tokens else ""
        )
    return Claim.id.in_(found.select().with_only_columns(found.c.claim_id).where(condition).scalar_subquery())
