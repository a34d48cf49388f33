"""Bringing a database to this release's tables, safe against several processes starting at once."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

_LOCK = 7_620_431  # any number, the same for every process of ours


async def migrate(engine: AsyncEngine) -> None:
    """Upgrade to the newest tables; at the newest already, it changes nothing."""
    async with engine.begin() as db:
        if db.dialect.name == "postgresql":
            await db.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
        await db.run_sync(_upgrade)


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
