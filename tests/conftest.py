"""What every test may ask for; a house with a clock of its own is made by tests/house.py."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot import logs
from bot.conversation.book import Book
from bot.data import read_book
from tests.databases import NoPostgresError, PostgresServer, SqliteFiles, postgres

settings.register_profile("house", deadline=None)  # speed is measured in tests/bench, never in a test
settings.load_profile("house")


@pytest.fixture(scope="session")
def book() -> Book:
    """The book of the shipped flows and sentences; frozen, so that all tests may share it."""
    return read_book()


@pytest.fixture(scope="session", autouse=True)
def _log_as_the_server_does() -> None:
    logs.configure()


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    """Here and not in each room: a worker migrates one file and starts one server, whatever it tests."""
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The server of this worker, for all its tests."""
    try:
        with postgres() as server:
            yield server
    except NoPostgresError as fault:
        if os.environ.get("CI"):
            pytest.fail(str(fault))
        pytest.skip(str(fault))


@pytest.fixture(autouse=True)
def _a_slow_machine_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a machine that runs other tests meanwhile answers 503 where none is meant."""
    monkeypatch.setattr("bot.turns.intake.COMMIT_SECONDS", 60.0)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of an SQLite file that nobody else has."""
    return f"sqlite:///{tmp_path}/test.db"
