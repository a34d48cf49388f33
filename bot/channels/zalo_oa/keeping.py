"""A new pair on its way into the database: Zalo has used the old one up, so it is held until it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.turns.house import House
from storage import zalo_tokens
from storage.zalo_tokens import Pair

log = structlog.get_logger()

_TRIES, _LAST_TRIES = 30, 5  # a second between two


class Keeping:
    """Holds at most one pair, with the number of the pair it takes the place of."""

    def __init__(
        self, house: House, oa_id: str, pause: Callable[[float], Awaitable[object]] = asyncio.sleep
    ) -> None:
        self._house, self._oa_id, self._pause = house, oa_id, pause
        self._held: tuple[int, Pair] | None = None

    @property
    def holds(self) -> bool:
        """True while a pair is not committed yet."""
        return self._held is not None

    async def keep(self, number: int, pair: Pair) -> None:
        """Commit a pair, waiting for a busy database; what that raised in the end, the pair still held."""
        self._held = number, pair
        await self.flush(_TRIES)

    async def flush(self, tries: int = 1) -> None:
        """Commit what is held, if anything is."""
        for left in reversed(range(tries)):
            try:
                await self._commit()
                break
            except (SQLAlchemyError, OSError) as fault:
                log.error("zalo_oa_tokens_uncommitted", fault=type(fault).__name__, tries_left=left)
                if not left:
                    self._house.troubles["zalo_oa_tokens_uncommitted"] += 1
                    raise
                await self._pause(1.0)

    async def close(self) -> None:
        """The last tries before the process ends."""
        try:
            await self.flush(_LAST_TRIES)
        except (SQLAlchemyError, OSError) as fault:
            log.error("zalo_oa_tokens_lost", fault=type(fault).__name__, run="hiendien zalo login")

    async def _commit(self) -> None:
        if self._held is None:
            return
        number, pair = self._held
        async with self._house.engine.begin() as db:
            kept = await zalo_tokens.renew(db, self._house.keys, self._oa_id, number, pair)
        self._held = None
        if kept:
            log.info("zalo_oa_refreshed")
        else:
            log.warning("zalo_oa_tokens_overtaken", why="somebody brought another pair meanwhile")
