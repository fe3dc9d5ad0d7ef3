"""Fixtures that every floor shares. Databases are made in databases.py, rows in builders.py."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy.orm import Session

import claimtrack
from claimtrack.extraction.model import ModelUnavailableError, load_model
from claimtrack.settings import Settings
from tests import databases
from tests.databases import Database, Server, Templates
from tests.filled import fill

hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "house")


def pytest_report_header() -> str:
    """Say which claimtrack is tested, because a checkout can hide an installed one."""
    return f"claimtrack from {Path(claimtrack.__file__).parent}; databases: {databases.WANTED or 'both'}"


@pytest.fixture(scope="session")
def model() -> None:
    """Skip where there is no language model."""
    try:
        load_model()
    except ModelUnavailableError as error:
        pytest.skip(str(error))


@pytest.fixture
def now() -> datetime:
    """Return the time at which every test takes place."""
    return datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """Give the maker of SQLite databases."""
    return Templates(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Templates]:
    """Give the maker of PostgreSQL databases; the server starts with the first test that wants one."""
    with databases.postgresql_server() as url:
        templates = Templates(tmp_path_factory.mktemp("postgresql"), Server(url))
        yield templates
        templates.close()


@pytest.fixture(params=databases.kinds())
def templates(request: pytest.FixtureRequest) -> Templates:
    """Give the maker of databases of one kind; a test that asks for it runs once for each kind."""
    found: Templates = request.getfixturevalue(f"{request.param}_templates")
    return found


@pytest.fixture
def database(templates: Templates, tmp_path: Path) -> Iterator[Database]:
    """Give a database of its own to a test, at the newest revision and without rows."""
    made = templates.clone(tmp_path / "claimtrack.db")
    yield made
    templates.drop(made)


@pytest.fixture
def filled(templates: Templates, tmp_path: Path) -> Iterator[Database]:
    """Give a database in which a bit of everything happened."""
    made = templates.filled(tmp_path / "claimtrack.db", fill)
    yield made
    templates.drop(made)


@pytest.fixture(params=databases.kinds())
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give an empty project of either kind to move into, so that every pair of kinds is tried."""
    templates: Templates = request.getfixturevalue(f"{request.param}_templates")
    made = templates.clone(tmp_path / "target.db")
    yield made
    templates.drop(made)


@pytest.fixture
def empty_database(templates: Templates, tmp_path: Path) -> Iterator[Database]:
    """Give a database without any table."""
    made = templates.empty(tmp_path / "empty.db")
    yield made
    templates.drop(made)


@pytest.fixture
def sqlite_database(sqlite_templates: Templates, tmp_path: Path) -> Database:
    """Give a SQLite database, for what only a file can show."""
    return sqlite_templates.clone(tmp_path / "claimtrack.db")


@pytest.fixture
def filled_file(sqlite_templates: Templates, tmp_path: Path) -> Database:
    """Give a SQLite database in which a bit of everything happened."""
    return sqlite_templates.filled(tmp_path / "claimtrack.db", fill)


@pytest.fixture
def filled_server(postgresql_templates: Templates, tmp_path: Path) -> Iterator[Database]:
    """Give a PostgreSQL database in which a bit of everything happened."""
    made = postgresql_templates.filled(tmp_path / "none", fill)
    yield made
    postgresql_templates.drop(made)


@pytest.fixture
def settings(database: Database) -> Settings:
    """Return the settings of a command run on the test's database by ann."""
    return database.settings


@pytest.fixture
def session(templates: Templates) -> Iterator[Session]:
    """Give a writing session that is rolled back at the end; what a commit does is tested with `writing`.

    All such tests work on one database, which a rollback leaves as it was.
    """
    with templates.engine.connect() as connection:
        with Session(connection) as opened:
            yield opened
            opened.rollback()
        templates.number_anew(connection)
