"""The account's tokens: one process refreshes, the new pair is committed before anybody uses it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.zalo_oa.api import Granted, RefusedError, ZaloApi
from bot.turns.house import House
from bot.turns.sending import TransientError, UnknownError
from storage import zalo_tokens
from storage.database import reading
from storage.zalo_tokens import Pair, Stored

log = structlog.get_logger()

LEASE = timedelta(seconds=90)  # longer than two tries take
REST_UNSENT = timedelta(seconds=30)
REST_LOST = timedelta(minutes=10)
REST_REFUSED = timedelta(hours=1)
EARLY = 0.8  # of a token's life: after 20 of its 25 hours
_SOON = 1.0  # seconds: somebody else is at it
_UNREAD = 5.0
_NO_TOKENS = 60.0
_COMMIT_TRIES = 30
_USUAL_LIFE = timedelta(hours=25)


class _FailedError(Exception):
    """No new pair; `rest` before the next try."""

    def __init__(self, why: str, rest: timedelta) -> None:
        super().__init__(why)
        self.rest = rest


@dataclass(frozen=True, slots=True)
class Seed:
    """The pair an operator put into the settings; it counts only where none is kept yet."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)


@contextmanager
def _no_message_lost() -> Iterator[None]:
    """A database in trouble, or a key that is gone, is no fault of the message: it waits."""
    try:
        yield
    except (SQLAlchemyError, OSError, ValueError) as fault:
        log.error("zalo_oa_tokens_unread", fault=type(fault).__name__, run="hiendien zalo status")
        raise TransientError(f"the tokens cannot be read: {type(fault).__name__}", _UNREAD) from fault


def made_of(granted: Granted, now: datetime) -> Pair:
    """What is kept of a new pair."""
    life = timedelta(seconds=granted.seconds)
    return Pair(granted.access, granted.refresh, now, now + life, now + life * EARLY)


def of_unknown_age(access: str, refresh: str, now: datetime) -> Pair:
    """What is kept of a pair that somebody brought: used at once, and refreshed at once."""
    return Pair(access, refresh, now, now + _USUAL_LIFE, now)


class Tokens:
    """One for each process; the database decides which of them refreshes."""

    def __init__(
        self,
        house: House,
        oa_id: str,
        api: ZaloApi,
        seed: Seed | None = None,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._house, self._oa_id, self._api, self._seed, self._pause = house, oa_id, api, seed, pause
        self._known: Stored | None = None
        self._one_at_a_time = asyncio.Lock()

    async def access(self) -> str:
        """The access token to use now; TransientError where there is none."""
        with _no_message_lost():
            if self._known is None or self._house.now() >= self._known.pair.refresh_at:
                await self._load()
        return self._there().pair.access

    async def refused(self, token: str) -> str:
        """The token in the place of a refused one, refreshed by whoever is first; TransientError without one."""
        async with self._one_at_a_time:
            with _no_message_lost():
                await self._load()
                stored = self._there()
                if stored.pair.access == token:
                    stored = await self._renew(stored)
                return stored.pair.access

    async def keep_fresh(self) -> None:
        """Refresh where it is time; call it often."""
        async with self._one_at_a_time:
            stored = await self._load()
            if stored is None:
                self._house.troubles["zalo_oa_no_tokens"] += 1
                log.error("zalo_oa_no_tokens", run="hiendien zalo login")
                return
            now = self._house.now()
            resting = stored.not_before is not None and stored.not_before > now
            if now >= stored.pair.refresh_at and not resting:
                try:
                    await self._renew(stored)
                except TransientError:  # told already, and sending goes on with the old pair while it lasts
                    return

    def _there(self) -> Stored:
        if self._known is None:
            raise TransientError("no tokens: run hiendien zalo login", _NO_TOKENS)
        return self._known

    async def _load(self) -> Stored | None:
        async with reading(self._house.engine).begin() as db:
            stored = await zalo_tokens.load(db, self._house.keys, self._oa_id)
        if stored is None and self._seed is not None:
            pair = of_unknown_age(self._seed.access, self._seed.refresh, self._house.now())
            async with self._house.engine.begin() as db:
                await zalo_tokens.seed(db, self._house.keys, self._oa_id, pair)
                stored = await zalo_tokens.load(db, self._house.keys, self._oa_id)
        self._known = stored
        return stored

    async def _renew(self, stored: Stored) -> Stored:
        """The next pair, committed; TransientError where another process is at it or it failed."""
        now = self._house.now()
        async with self._house.engine.begin() as db:
            mine = await zalo_tokens.claim(db, self._oa_id, stored.number, now, now + LEASE)
        if not mine:
            newest = await self._load()
            if newest is not None and newest.number != stored.number:
                return newest
            raise TransientError("the tokens are being refreshed", _SOON)
        try:
            granted = await self._granted(stored.pair.refresh)
        except _FailedError as fault:
            await self._failed(stored, fault)
            raise TransientError(f"no new tokens: {fault}", _NO_TOKENS) from fault
        return await self._committed(stored, made_of(granted, self._house.now()))

    async def _granted(self, refresh: str) -> Granted:
        """The new pair; after a lost answer the same token is tried once more."""
        lost = False
        for _ in range(2):
            try:
                return await self._api.refresh(refresh)
            except TransientError as fault:
                raise _FailedError(str(fault), REST_UNSENT) from fault
            except RefusedError as fault:
                after = " after a lost answer" if lost else ""
                raise _FailedError(f"refused{after}: {fault}", REST_REFUSED) from fault
            except UnknownError:
                lost = True
                await self._pause(1.0)
        raise _FailedError("two answers were lost", REST_LOST)

    async def _failed(self, stored: Stored, fault: _FailedError) -> None:
        self._house.troubles["zalo_oa_refresh_failed"] += 1
        log.error("zalo_oa_refresh_failed", why=str(fault), run="hiendien zalo status")
        not_before = self._house.now() + fault.rest
        async with self._house.engine.begin() as db:
            await zalo_tokens.failed(db, self._oa_id, stored.number, str(fault), not_before)

    async def _committed(self, stored: Stored, pair: Pair) -> Stored:
        """The pair once it is committed: the old one is used up, so a busy database is waited for."""
        for tries_left in reversed(range(_COMMIT_TRIES)):
            try:
                async with self._house.engine.begin() as db:
                    await zalo_tokens.renew(db, self._house.keys, self._oa_id, stored.number, pair)
                break
            except (SQLAlchemyError, OSError) as fault:
                log.error("zalo_oa_tokens_uncommitted", fault=type(fault).__name__, tries_left=tries_left)
                if not tries_left:
                    self._house.troubles["zalo_oa_refresh_failed"] += 1
                    raise
                await self._pause(1.0)
        log.info("zalo_oa_refreshed")
        await self._load()
        return self._there()
