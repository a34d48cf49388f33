"""Jobs that one of several processes does for all of them, each when it is due."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import jobs


async def due(db: AsyncConnection, name: str, now: datetime) -> bool:
    """True where the job's time has come, or it was never done."""
    due_at = (await db.execute(select(jobs.c.due_at).where(jobs.c.name == name))).scalar()
    return due_at is None or due_at <= now


async def claim(db: AsyncConnection, name: str, now: datetime, until: datetime) -> bool:
    """True for the one process that may do a due job; it is due again at `until` unless it is set on before."""
    insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    first = insert(jobs).values(name=name, due_at=until).on_conflict_do_nothing().returning(jobs.c.name)
    if (await db.execute(first)).first() is not None:
        return True
    mine = (jobs.c.name == name) & (jobs.c.due_at <= now)
    return (await db.execute(update(jobs).where(mine).values(due_at=until))).rowcount == 1


async def set_on(db: AsyncConnection, name: str, due_at: datetime) -> None:
    """Put a job off until then; whoever else would do so waits for this transaction's end."""
    insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    row = insert(jobs).values(name=name, due_at=due_at)
    await db.execute(row.on_conflict_do_update(index_elements=["name"], set_={"due_at": due_at}))
