"""Migrations: from nothing, again, at once, and equal to the tables the code uses."""

from __future__ import annotations

import asyncio

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import open_engine
from storage.migrate import migrate
from storage.tables import metadata


def _schema(connection: Connection) -> dict[str, list[str]]:
    found = inspect(connection)
    return {t: [f"{c['name']} {c['type']}" for c in found.get_columns(t)] for t in found.get_table_names()}


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def _seen(engine: AsyncEngine) -> dict[str, list[str]]:
    async with engine.begin() as db:
        return await db.run_sync(_schema)


async def test_an_empty_database_gets_every_table(empty_url: str) -> None:
    engine = open_engine(empty_url)
    assert await _seen(engine) == {}
    await migrate(engine)
    assert set(await _seen(engine)) == {*metadata.tables, "alembic_version"}
    await engine.dispose()


async def test_migrating_again_changes_nothing(database_url: str) -> None:
    engine = open_engine(database_url)
    before = await _seen(engine)
    async with engine.begin() as db:
        await db.execute(
            text(
                "INSERT INTO contacts (id, number, created_at, seen_at) VALUES (1, 1, '%s', '%s')"
                % (("2026-11-20",) * 2)
            )
        )
    await migrate(engine)
    assert await _seen(engine) == before
    async with engine.begin() as db:
        assert (await db.execute(text("SELECT count(*) FROM contacts"))).scalar() == 1
    await engine.dispose()


async def test_processes_that_start_at_once_migrate_once(empty_url: str) -> None:
    engines = [open_engine(empty_url) for _ in range(4)]
    await asyncio.gather(*(migrate(engine) for engine in engines))
    async with engines[0].begin() as db:
        assert (await db.execute(text("SELECT count(*) FROM alembic_version"))).scalar() == 1
    assert set(await _seen(engines[0])) == {*metadata.tables, "alembic_version"}
    for engine in engines:
        await engine.dispose()


async def test_the_migrations_give_the_tables_the_code_uses(database_url: str) -> None:
    engine = open_engine(database_url)
    async with engine.begin() as db:
        assert await db.run_sync(_differences) == []
    await engine.dispose()
