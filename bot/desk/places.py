"""Which province a member of staff means."""

from __future__ import annotations

from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.programme.units import Units
from bot.understanding.fold import fold
from storage import statistics


async def find_place(db: AsyncConnection, units: Units, written: str, on: date) -> str | None:
    """The name that the log uses that day for a province: old names, and names without marks, are understood.

    A province that only the log knows (a demo's) is found by its name or the beginning of it; None if unknown.
    """
    known = units.today_name(written, on)
    if known or not fold(written):
        return known
    meant = [name for name in await statistics.provinces(db) if fold(name).startswith(fold(written))]
    return meant[0] if len(meant) == 1 else None
