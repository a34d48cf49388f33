"""Asking Zalo for the next pair, and how long to rest where it gives none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.channels.zalo_oa.api import Granted, RefusedError, ZaloApi
from bot.turns.sending import TransientError, UnknownError

REST_UNSENT = timedelta(seconds=30)
REST_LOST = timedelta(minutes=10)
REST_REFUSED = timedelta(hours=1)


class FailedError(Exception):
    """No new pair; `rest` before the next try."""

    def __init__(self, why: str, rest: timedelta) -> None:
        super().__init__(why)
        self.rest = rest


async def ask_for_next(api: ZaloApi, refresh: str, pause: Callable[[float], Awaitable[object]]) -> Granted:
    """The new pair, or FailedError; after a lost answer the same token is tried once more."""
    lost = False
    for _ in range(2):
        try:
            return await api.refresh(refresh)
        except TransientError as fault:
            raise FailedError(str(fault), REST_UNSENT) from fault
        except RefusedError as fault:
            after = " after a lost answer" if lost else ""
            raise FailedError(f"refused{after}: {fault}", REST_REFUSED) from fault
        except UnknownError:
            lost = True
            await pause(1.0)
    raise FailedError("two answers were lost", REST_LOST)
