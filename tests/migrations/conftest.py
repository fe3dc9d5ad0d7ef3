"""Databases of older versions are upgraded here again and again; that they are backed up first is tested elsewhere."""

from pathlib import Path

import pytest

from claimtrack.store import dumps


@pytest.fixture(autouse=True)
def no_dumps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what a server's upgrade would leave behind out of the checkout."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(dumps, "save", lambda _connection, target: target.touch())
