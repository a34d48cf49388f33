"""Small calls that nobody waits for: a sign at a button, a typing dot, a line in a group."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger()

_MOST = 500  # at once; beyond that the network is down, and these calls are the first to do without


class Background:
    """Calls under way; a failure is logged and harms nobody. `refusals` are what the channel's API raises."""

    def __init__(self, refusals: type[Exception]) -> None:
        self._refusals = refusals
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, name: str, call: Coroutine[Any, Any, object], fine: tuple[str, ...] = ()) -> None:
        """Make a call; a refusal that holds one of the words of `fine` is no failure."""
        if len(self._tasks) >= _MOST:
            call.close()
            return
        task = asyncio.create_task(self._quietly(name, call, fine))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def idle(self) -> None:
        """Wait until none is under way."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self, seconds: float = 2.0) -> None:
        """Let them end for a moment, then cut them off."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _quietly(self, name: str, call: Coroutine[Any, Any, object], fine: tuple[str, ...]) -> None:
        try:
            await call
        except self._refusals as fault:
            if not any(words in str(fault).lower() for words in fine):
                log.warning(name, fault=type(fault).__name__)
        except Exception as fault:
            log.error(name, fault=type(fault).__name__, exc_info=True)
