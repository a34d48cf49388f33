"""The engine for either database, with the one rule each needs to keep every update."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BUSY_SECONDS = 5


def open_engine(url: str) -> AsyncEngine:
    """The engine of that URL; plain `sqlite://` and `postgresql://` get their async drivers.

    SQLite takes its write lock when a transaction begins (BEGIN IMMEDIATE): begun lazily, two turns could
    read the same state and one of their writes would be lost without an error.
    """
    where = _driver(make_url(url))
    if where.get_backend_name() != "sqlite":
        return create_async_engine(where, pool_pre_ping=True)
    engine = create_async_engine(where, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


def _driver(url: URL) -> URL:
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
    return url.set(drivername=drivers.get(url.drivername, url.drivername))


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
