"""The account's tokens: one process refreshes, the new pair is committed before anybody uses it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.zalo_oa.api import ZaloApi
from bot.channels.zalo_oa.granting import FailedError, ask_for_next
from bot.channels.zalo_oa.keeping import Keeping
from bot.channels.zalo_oa.pairs import Seed, made_of, of_unknown_age
from bot.turns.house import House
from bot.turns.sending import TransientError
from storage import zalo_tokens
from storage.database import reading
from storage.zalo_tokens import Stored

log = structlog.get_logger()

LEASE = timedelta(seconds=90)  # longer than two tries take
_SOON = 1.0  # seconds: somebody else is at it
_UNREAD = 5.0
_NO_TOKENS = 60.0


@contextmanager
def _no_message_lost() -> Iterator[None]:
    """A database in trouble, or a key that is gone, is no fault of the message: it waits."""
    try:
        yield
    except (SQLAlchemyError, OSError, ValueError) as fault:
        log.error("zalo_oa_tokens_unread", fault=type(fault).__name__, run="hiendien zalo status")
        raise TransientError(f"the tokens cannot be read: {type(fault).__name__}", _UNREAD) from fault


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
        self._keeping = Keeping(house, oa_id, pause)
        self._known: Stored | None = None
        self._refused = ""
        self._one_at_a_time = asyncio.Lock()

    async def access(self) -> str:
        """The access token to use now; TransientError where there is none, or only one that Zalo refuses."""
        with _no_message_lost():
            if self._keeping.holds:
                async with self._one_at_a_time:
                    await self._load()
            elif self._is_doubtful():
                await self._load()
        stored = self._there()
        if stored.pair.access == self._refused or self._house.now() >= stored.pair.expires_at:
            self._raise_while_resting(stored)
        return stored.pair.access

    async def refused(self, token: str) -> str:
        """The token in the place of a refused one, refreshed by whoever is first; TransientError without one."""
        async with self._one_at_a_time:
            self._refused = token
            with _no_message_lost():
                await self._load()
                stored = self._there()
                if stored.pair.access == token:
                    self._raise_while_resting(stored)
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

    async def close(self) -> None:
        """Commit what is not committed yet: Zalo gives no pair twice."""
        async with self._one_at_a_time:
            await self._keeping.close()

    def _is_doubtful(self) -> bool:
        known = self._known
        return (
            known is None or known.pair.access == self._refused or self._house.now() >= known.pair.refresh_at
        )

    def _there(self) -> Stored:
        if self._known is None:
            raise TransientError("no tokens: run hiendien zalo login", _NO_TOKENS)
        return self._known

    def _raise_while_resting(self, stored: Stored) -> None:
        """TransientError as long as the failure of the last refresh rests: nobody asks Zalo meanwhile."""
        rest = stored.rest(self._house.now())
        if rest is not None:
            raise TransientError(f"no new tokens: {stored.failure}", rest.total_seconds())

    async def _load(self) -> Stored | None:
        """What is kept, after what must be kept before anything else."""
        await self._keeping.flush()
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
            return await self._of_another(stored)
        try:
            granted = await ask_for_next(self._api, stored.pair.refresh, self._pause)
        except FailedError as fault:
            await self._failed(stored, fault)
            raise TransientError(f"no new tokens: {fault}", fault.rest.total_seconds()) from fault
        await self._keeping.keep(stored.number, made_of(granted, self._house.now()))
        await self._load()
        return self._there()

    async def _of_another(self, stored: Stored) -> Stored:
        """What another process made of the pair; TransientError while it has not."""
        newest = await self._load()
        if newest is not None and newest.number != stored.number:
            return newest
        if newest is not None:
            self._raise_while_resting(newest)
        raise TransientError("the tokens are being refreshed", _SOON)

    async def _failed(self, stored: Stored, fault: FailedError) -> None:
        self._house.troubles["zalo_oa_refresh_failed"] += 1
        log.error("zalo_oa_refresh_failed", why=str(fault), run="hiendien zalo status")
        not_before = self._house.now() + fault.rest
        async with self._house.engine.begin() as db:
            await zalo_tokens.failed(db, self._oa_id, stored.number, str(fault), not_before)
