"""The table behind the search box: FTS5 on SQLite, a tsvector on PostgreSQL, with the same words in both.

Neither takes a text apart by itself: their rules differ, and PostgreSQL's depend on how a server was set up.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Integer, Select, and_, cast, column, func, literal_column, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from claimtrack.store.batches import batches
from claimtrack.store.guards import SQLITE_SEARCH
from claimtrack.store.searchquery import Query
from claimtrack.store.searchwords import stem_of, words_of
from claimtrack.store.tables import Claim, Mention

FIELDS = ("text", "quote", "speaker", "headline")
"""What a claim is found by."""

BETWEEN = "¶"
"""Stands between two fields, so that no phrase runs from one into the next."""

INDEX = table("claim_search", column("rowid", Integer), column("vector"))
"""FTS5 looks a row up by its rowid only; by any other column it reads them all. PostgreSQL's key has the same name."""

fields_of = select(
    Claim.id, Claim.text, Mention.exact.label("quote"), Claim.speaker, Claim.headline
).outerjoin_from(Claim, Mention, and_(Mention.claim_id == Claim.id, Mention.ordinal == 1))  # fmt: skip
"""The query for what claims are found by."""

# NOT IN would read the whole index once for each claim, where PostgreSQL has too little memory to hash it.
unknown = select(Claim.id).where(~select(INDEX.c.rowid).where(INDEX.c.rowid == Claim.id).exists())
"""The query for the numbers of the claims that the search box does not know."""


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def index(session: Session, claims: Iterable[int]) -> None:
    """Write what claims are found by, replacing what was there."""
    document, insert = (_fts5, _INSERT_FTS5) if _is_sqlite(session) else (_tsvector, _INSERT_TSVECTOR)
    for batch in batches(sorted(claims)):
        rows = session.execute(fields_of.where(Claim.id.in_(batch)).order_by(Claim.id)).all()
        if rows:
            session.execute(text("DELETE FROM claim_search WHERE rowid = :claim"), [{"claim": row[0]} for row in rows])
            session.execute(text(insert), [{"claim": row[0], **document(list(row[1:]))} for row in rows])


_INSERT_FTS5 = "INSERT INTO claim_search (rowid, words, stems) VALUES (:claim, :words, :stems)"
_INSERT_TSVECTOR = "INSERT INTO claim_search (rowid, vector) VALUES (:claim, CAST(:vector AS tsvector))"


def _stems(words: Sequence[Sequence[str]]) -> list[str]:
    return sorted({stem_of(word) for part in words for word in part})


def _fts5(texts: Sequence[str | None]) -> dict[str, str]:
    words = [words_of(part) for part in texts if part]
    return {"words": f" {BETWEEN} ".join(" ".join(part) for part in words), "stems": " ".join(_stems(words))}


def _tsvector(texts: Sequence[str | None]) -> dict[str, str]:
    """Return the words with their positions, and the stems with an equals sign in front."""
    words = [words_of(part) for part in texts if part]
    found, position = [], 0
    for part in words:
        position += 1
        for word in part:
            position += 1
            found.append(f"'{word}':{position}")
    return {"vector": " ".join(found + [f"'={stem}'" for stem in _stems(words)])}


def differing(session: Session, claims: Iterable[int]) -> set[int]:
    """Return those claims that the search box knows by other words than they have, or not at all."""
    found: set[int] = set()
    for batch in batches(sorted(claims)):
        wanted = {row[0]: list(row[1:]) for row in session.execute(fields_of.where(Claim.id.in_(batch)))}
        if _is_sqlite(session):
            query = text("SELECT rowid, words, stems FROM claim_search WHERE rowid BETWEEN :first AND :last")
            held = {row[0]: tuple(row[1:]) for row in session.execute(query, {"first": batch[0], "last": batch[-1]})}
            documents = {number: _fts5(texts) for number, texts in wanted.items()}
            found |= {number for number, made in documents.items() if held.get(number) != tuple(made.values())}
            continue
        same = text(
            "SELECT rowid FROM claim_search JOIN unnest(CAST(:numbers AS int[]), CAST(:vectors AS text[])) "
            "AS made (claim, vector) ON claim = rowid WHERE claim_search.vector = CAST(made.vector AS tsvector)"
        )
        vectors = [_tsvector(texts)["vector"] for texts in wanted.values()]
        rows = session.execute(same, {"numbers": list(wanted), "vectors": vectors}).scalars()
        found |= wanted.keys() - set(rows)
    return found


def remake(session: Session) -> int:
    """Throw the search box away and make it anew, and return how many claims it knows; a damaged one is as good."""
    if _is_sqlite(session):
        session.execute(text("DROP TABLE IF EXISTS claim_search"))
        session.execute(text(SQLITE_SEARCH))
    else:
        session.execute(text("DELETE FROM claim_search"))
    return fill(session)


def count_missing(session: Session) -> int:
    """Return how many claims the search box does not know."""
    return session.scalar(select(func.count()).select_from(unknown.subquery())) or 0


def fill(session: Session) -> int:
    """Make all claims known that the search box does not know, and return how many those were."""
    found = session.scalars(unknown.order_by(Claim.id)).all()
    index(session, found)
    return len(found)


def holds(session: Session, query: Query) -> ColumnElement[bool]:
    """Return the condition that a row of `INDEX` has what is asked for; a query without terms finds nothing."""
    if not query.terms:
        return literal_column("1") == literal_column("0")
    if _is_sqlite(session):
        found: ColumnElement[bool] = literal_column("claim_search").op("MATCH")(query.as_fts5())
        return found
    return INDEX.c.vector.op("@@")(cast(query.as_tsquery(), TSQUERY))


def matching(session: Session, query: Query, *conditions: ColumnElement[bool]) -> Select[int]:
    """Return the query for the numbers of the claims that have what is asked for; `conditions` are about `Claim`.

    It begins with the words, because SQLite, left to choose, may look the words up once for each claim that fits.
    """
    found = select(INDEX.c.rowid).where(holds(session, query))
    if conditions:
        found = found.where(select(Claim.id).where(Claim.id == INDEX.c.rowid, *conditions).exists())
    return found
