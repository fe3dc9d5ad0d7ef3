"""What it costs to move a whole project: copied to PostgreSQL, dumped and restored, exported, imported, looked through.

`python benchmarks/whole.py [--claims 100000]` makes a project with many claims, each added, taken up, sourced and
settled, and prints the seconds of each step and by how much the process grew meanwhile. It starts a PostgreSQL server
of its own. It is no test: a busy machine is slow.
"""

import argparse
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from claimtrack.settings import Settings, database_url
from claimtrack.store import copying, doctor, safekeeping, search, sessions
from claimtrack.store.upgrade import upgrade
from claimtrack.workflow import archive, index
from databases import server
from log import AT_ONCE, fill, timed


def make(settings: Settings, claims: int) -> None:
    """Make the project, indexes included."""
    upgrade(settings)
    for first in range(1, claims + 1, AT_ONCE):
        with sessions.writing(settings) as session:
            fill(session, first, min(claims + 1, first + AT_ONCE))
    with sessions.writing(settings) as session:
        after = 0
        while numbers := index.reindex(session, after):
            after = numbers[-1]
            session.expire_all()
        search.fill(session)
    with sessions.writing(settings) as session:
        index.close_reindex(session)


def new_database(url: str, name: str) -> Settings:
    """Make a database on a server."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    made = make_url(database_url(url)).set(database=name)
    return Settings(database=made.render_as_string(hide_password=False))


def examined(settings: Settings) -> str:
    """Return what the doctor finds wrong."""
    return "; ".join(f"{check.name}: {check.detail}" for check in doctor.examine(settings) if not check.ok) or "sound"


def run(folder: Path, url: str, claims: int) -> None:
    """Take every step, and say what came of it."""
    file = Settings(database=f"sqlite:///{folder / 'claimtrack.db'}")
    with timed(f"make {claims:,} claims"):
        make(file, claims)
    print(f"{(folder / 'claimtrack.db').stat().st_size / 1e6:,.0f} MB", flush=True)
    moved, restored = new_database(url, "moved"), new_database(url, "restored")
    with timed("db copy, SQLite to PostgreSQL"), sessions.reading(file) as session, sessions.filling(moved) as filled:
        rows = sum(table.rows for table in copying.copy(session, filled).tables)
    print(f"{rows:,} rows", flush=True)
    back = replace(file, database=f"sqlite:///{folder / 'back.db'}")
    with timed("db copy, PostgreSQL to SQLite"), sessions.reading(moved) as session, sessions.filling(back) as filled:
        copying.copy(session, filled)
    with timed("db backup, SQLite"):
        safekeeping.back_up(file, folder / "copy.db")
    with timed("db backup, PostgreSQL"):
        safekeeping.back_up(moved, folder / "moved.dump")
    with timed("db restore, PostgreSQL"):
        safekeeping.put_back(restored, folder / "moved.dump", force=False)
    with timed("export"), sessions.reading(file) as session, (folder / "desk.jsonl").open("wb") as stream:
        archive.write_out(session, stream.write, datetime.now(UTC))
    print(f"{(folder / 'desk.jsonl').stat().st_size / 1e6:,.0f} MB", flush=True)
    new = replace(file, database=f"sqlite:///{folder / 'new.db'}")
    with timed("import"), sessions.filling(new) as session, (folder / "desk.jsonl").open("rb") as stream:
        archive.take_in(session, "desk.jsonl", stream)
    for name, settings in (("SQLite", file), ("PostgreSQL", restored)):
        with timed(f"db doctor, {name}"):
            found = examined(settings)
        print(found, flush=True)


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, server(Path(folder) / "server") as url:
        run(Path(folder), url, given.claims)


if __name__ == "__main__":
    main()
