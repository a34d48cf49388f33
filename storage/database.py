"""The engine for either database, with the one rule each needs to keep every update."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any

import structlog
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import await_only

BUSY_SECONDS = 5

log = structlog.get_logger()


def open_engine(url: str) -> AsyncEngine:
    """The engine of that URL; plain `sqlite://` and `postgresql://` get their async drivers.

    SQLite takes its write lock when a transaction begins (BEGIN IMMEDIATE): begun lazily, two turns could
    read the same state and one of their writes would be lost without an error. No error of either names the
    values it was given: they are what people said.
    """
    where = _driver(make_url(url))
    if where.get_backend_name() != "sqlite":
        return create_async_engine(where, pool_pre_ping=True, hide_parameters=True)
    engine = create_async_engine(where, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def reading(engine: AsyncEngine) -> AsyncEngine:
    """The same engine for transactions that only look: on SQLite they take no lock and wait for no writer."""
    return engine.execution_options(only_reading=True)


async def settle(engine: AsyncEngine) -> None:
    """Empty SQLite's write-ahead log: what was erased must not live on in it.

    It waits for nobody: while somebody reads (a backup), writers would have to wait along. The next call tries again.
    """
    if engine.dialect.name != "sqlite":
        return
    async with engine.connect() as db:
        raw: Any = (await db.get_raw_connection()).driver_connection
        await (await raw.execute("PRAGMA busy_timeout=50")).close()
        cursor = await raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_ = await cursor.fetchone()
        await cursor.close()
        await (await raw.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")).close()
    if busy:
        log.warning("wal_not_emptied")


def _driver(url: URL) -> URL:
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
    return url.set(drivername=drivers.get(url.drivername, url.drivername))


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    _into_wal(cursor)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _into_wal(cursor: Any) -> None:
    """A new file's first switch is the one statement that does not wait for the others that try it at once."""
    for tries_left in reversed(range(BUSY_SECONDS * 20)):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if not tries_left:
                raise
            await_only(asyncio.sleep(0.05))


def _begin(connection: Any) -> None:
    only_reading = connection.get_execution_options().get("only_reading", False)
    connection.exec_driver_sql("BEGIN" if only_reading else "BEGIN IMMEDIATE")
