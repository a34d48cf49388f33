"""Bringing a database to this release's tables, safe against several processes starting at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

_LOCK = 7_620_431  # any number, the same for every process of ours


async def migrate(engine: AsyncEngine) -> None:
    """Upgrade to the newest tables; at the newest already, it changes nothing."""
    async with engine.begin() as db:
        if db.dialect.name == "postgresql":
            await db.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
        await db.run_sync(_upgrade)


@dataclass(frozen=True, slots=True)
class Edition:
    """Which tables a database has (None for none), which this release needs, and whether it knows the former."""

    there: str | None
    ours: str
    known: bool


async def edition(engine: AsyncEngine) -> Edition:
    """The edition of a database's tables; it changes nothing."""
    async with engine.connect() as db:
        there = await db.run_sync(lambda c: MigrationContext.configure(c).get_current_revision())
    scripts = ScriptDirectory.from_config(_config())
    known = {script.revision for script in scripts.walk_revisions()}
    return Edition(there, str(scripts.get_current_head()), there in known)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
