"""Commands run as a user runs them, on a project of their own."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner

from claimtrack.cli import main
from claimtrack.formats import schemas
from tests.databases import Database, Templates

FIRST = """Title: Harbour bridge to reopen in June
Published: 2026-03-02
Outlet: Quay Courier
URL: https://courier.example/bridge

Harbour bridge to reopen in June

The Linden Street bridge will reopen on 12 June 2026, port director Marta Oyelaran said on Monday.
According to the city council, the repairs have cost 4.2 million euros so far.
The council said that 60 workers are employed on the site.

Read more: Ferry timetable for the spring
"""

SECOND = """Title: Bridge bill grows
Published: 2026-04-20
Outlet: Harbour Radio
URL: https://radio.example/bill

The Linden Street bridge will not reopen on 12 June 2026, port director Marta Oyelaran said on Friday.
The city council said that the repairs have cost 5.1 million euros so far.
The council said that 60 workers are employed on the site.
"""


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    def json(self, schema: str | None = None) -> Any:
        assert self.code == 0, self.err
        found = json.loads(self.out)
        if schema:
            for item in found if isinstance(found, list) else [found]:
                schemas.check(schema, item)
        return found


class Desk:
    """Runs commands on one database."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder = database, folder

    def __call__(
        self, *args: str, stdin: str | bytes | None = None, by: str | None = "ann", token: str | None = None
    ) -> Outcome:
        who = ["--by", by] if by else []
        env = {"CLAIMTRACK_TOKEN": token, "CLAIMTRACK_BY": None}
        result = CliRunner().invoke(main, ["--db", self.database.url, *who, *args], input=stdin, env=env)
        return Outcome(result.exit_code, result.stdout, result.stderr)

    def write(self, name: str, text: str | bytes) -> str:
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(path)

    def ingest(self, *texts: str) -> Sequence[Any]:
        names = [self.write(f"article-{at}.txt", text) for at, text in enumerate(texts, start=1)]
        found: Sequence[Any] = self("ingest", "--plain", "--json", *names).json("ingest")["articles"]
        return found


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    return Desk(database, tmp_path)


DeskAfter = Callable[[Callable[[Desk], object]], Desk]


@cache
def filling(prepare: Callable[[Desk], object]) -> Callable[[Database], None]:
    """Return what fills a database with what was done at a desk, whose files go."""

    def fill(database: Database) -> None:
        with TemporaryDirectory() as folder:
            prepare(Desk(database, Path(folder)))

    return fill


@pytest.fixture
def desk_after(templates: Templates, tmp_path: Path) -> Iterator[DeskAfter]:
    """Give a maker of desks at which something was done before, once for all the tests that ask for it."""
    made: list[Database] = []

    def make(prepare: Callable[[Desk], object]) -> Desk:
        made.append(templates.filled(tmp_path / "claimtrack.db", filling(prepare)))
        return Desk(made[-1], tmp_path)

    yield make
    for database in made:
        templates.drop(database)


def read_first(desk: Desk) -> None:
    """Read the first article."""
    desk.ingest(FIRST)


def read_both(desk: Desk) -> None:
    """Read both articles."""
    desk.ingest(FIRST)
    desk.ingest(SECOND)


@pytest.fixture
def story(desk_after: DeskAfter) -> Desk:
    """Give a desk that has read the first article."""
    return desk_after(read_first)
