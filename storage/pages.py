"""What the daily check saw of the pages people are sent to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import pages


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its state and HTTP status, since when, last seen well, failing days in a row, out of use or not."""

    address: str
    state: str
    status: int | None
    since: datetime
    checked_at: datetime
    ok_at: datetime | None
    failed_days: int
    gone_days: int
    down: bool


async def load(db: AsyncConnection) -> Mapping[str, Page]:
    """Every page that was checked, by its address as the book writes it."""
    return {row.address: Page(**row._mapping) for row in await db.execute(select(pages))}


async def replace(db: AsyncConnection, found: Iterable[Page]) -> None:
    """Keep these pages and no others."""
    await db.execute(delete(pages))
    if rows := [asdict(page) for page in found]:
        await db.execute(insert(pages), rows)


async def down(db: AsyncConnection) -> set[str]:
    """The addresses, as the book writes them, that nobody should be sent to now."""
    return set((await db.execute(select(pages.c.address).where(pages.c.down))).scalars())
