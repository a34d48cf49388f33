"""The tokens of an Official Account: one pair, sealed, and one refresher at a time among all processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.keys import Keys
from storage.tables import zalo_tokens

_MOST_FAILURE = 80


@dataclass(frozen=True, slots=True)
class Pair:
    """An access token, the refresh token that gets the next pair, and when the access token ends."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    obtained_at: datetime
    expires_at: datetime
    refresh_at: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """The pair that is kept: its number, and what became of the tries to get the next one."""

    number: int
    pair: Pair
    not_before: datetime | None
    failures: int
    failure: str | None

    def rest(self, now: datetime) -> timedelta | None:
        """How long a failed refresh still rests; None where it does not, or somebody is at the next one."""
        resting = self.failure is not None and self.not_before is not None and self.not_before > now
        return self.not_before - now if resting and self.not_before else None


async def load(db: AsyncConnection, keys: Keys, oa_id: str) -> Stored | None:
    """The account's pair, None where there is none; ValueError where its key is gone."""
    row = (await db.execute(select(zalo_tokens).where(zalo_tokens.c.oa_id == oa_id))).first()
    if row is None:
        return None
    times = (row.obtained_at, row.expires_at, row.refresh_at)
    pair = Pair(keys.open(row.access), keys.open(row.refresh), *times)
    return Stored(row.number, pair, row.not_before, row.failures, row.failure)


async def seed(db: AsyncConnection, keys: Keys, oa_id: str, pair: Pair) -> bool:
    """Keep a pair where there is none yet; True where it was kept."""
    insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    row = {"oa_id": oa_id, "number": 1, **_values(keys, pair)}
    statement = insert(zalo_tokens).values(row).on_conflict_do_nothing().returning(zalo_tokens.c.oa_id)
    return (await db.execute(statement)).first() is not None


async def put(db: AsyncConnection, keys: Keys, oa_id: str, pair: Pair) -> None:
    """Keep a pair that a person brought, whatever was there."""
    if not await seed(db, keys, oa_id, pair):
        values = {**_values(keys, pair), "number": zalo_tokens.c.number + 1}
        await db.execute(update(zalo_tokens).where(zalo_tokens.c.oa_id == oa_id).values(values))


async def claim(db: AsyncConnection, oa_id: str, number: int, now: datetime, until: datetime) -> bool:
    """True for the one that may refresh that pair; nobody else may before `until`."""
    free = zalo_tokens.c.not_before.is_(None) | (zalo_tokens.c.not_before <= now)
    mine = _is(oa_id, number) & free
    # Without the reason of the last failure: with one, `not_before` is a rest and no claim.
    values = {"not_before": until, "failure": None}
    return (await db.execute(update(zalo_tokens).where(mine).values(values))).rowcount == 1


async def renew(db: AsyncConnection, keys: Keys, oa_id: str, number: int, pair: Pair) -> bool:
    """Put the new pair in the place of the one of that number; False where another one is there by now."""
    values = {**_values(keys, pair), "number": number + 1}
    return (await db.execute(update(zalo_tokens).where(_is(oa_id, number)).values(values))).rowcount == 1


async def failed(db: AsyncConnection, oa_id: str, number: int, why: str, not_before: datetime) -> None:
    """Keep that the refresh failed, the old pair with it; nobody tries again before then."""
    values = {
        "failures": zalo_tokens.c.failures + 1,
        "failure": why[:_MOST_FAILURE],
        "not_before": not_before,
    }
    await db.execute(update(zalo_tokens).where(_is(oa_id, number)).values(values))


def _is(oa_id: str, number: int) -> ColumnElement[bool]:
    return (zalo_tokens.c.oa_id == oa_id) & (zalo_tokens.c.number == number)


def _values(keys: Keys, pair: Pair) -> dict[str, Any]:
    return {
        "access": keys.seal(pair.access),
        "refresh": keys.seal(pair.refresh),
        "obtained_at": pair.obtained_at,
        "expires_at": pair.expires_at,
        "refresh_at": pair.refresh_at,
        "not_before": None,
        "failures": 0,
        "failure": None,
    }
