"""Whether a name is still free: asked in every way there is, briefly, and remembered for a minute."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence

import structlog

from bot.conversation.events import Result
from bot.naming.label import problems
from bot.turns.house import Looker

log = structlog.get_logger()

LIMIT_SECONDS = 2.0
AT_ONCE = 32
KEPT_SECONDS = {"free": 60.0, "taken": 60.0, "unchecked": 5.0}  # so that pressing again does not ask again
MOST_KEPT = 10_000


class NameCheck:
    """Looks names up under the listed suffixes; of several ways the first that gives an answer is believed.

    "free" is only a hint: a registered name may be on hold, or not in the name system yet.
    """

    def __init__(
        self,
        ways: Sequence[Looker],
        suffixes: Collection[str],
        monotonic: Callable[[], float],
        limit: float = LIMIT_SECONDS,
    ) -> None:
        self._ways = ways
        self._suffixes = suffixes
        self._monotonic = monotonic
        self._limit = limit
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._kept: dict[str, tuple[Result, float]] = {}

    async def look(self, name: str) -> Result:
        """What is known of a whole name such as minhkhue.id.vn, within the limit; never raises."""
        asked = name.lower() if name.isascii() else ""
        if not self._may_be_asked(asked):
            return "unchecked"
        result, until = self._kept.get(asked, ("unchecked", -1.0))
        if until < self._monotonic():
            result = await self._ask(asked)
            self._keep(asked, result)
        return result

    def _may_be_asked(self, name: str) -> bool:
        label, _, suffix = name.partition(".")
        return suffix in self._suffixes and not problems(label)

    async def _ask(self, name: str) -> Result:
        found = await asyncio.gather(*(self._within_limit(way, name) for way in self._ways))
        return next((result for result in found if result != "unchecked"), "unchecked")

    async def _within_limit(self, way: Looker, name: str) -> Result:
        try:
            async with asyncio.timeout(self._limit), self._gate:
                return await way(name)
        except TimeoutError:
            return "unchecked"
        except Exception as fault:  # a hint that fails must not take the turn along; the name stays unlogged
            log.error("name_not_checked", fault=type(fault).__name__)
            return "unchecked"

    def _keep(self, name: str, result: Result) -> None:
        self._kept.pop(name, None)  # the youngest stands last
        self._kept[name] = result, self._monotonic() + KEPT_SECONDS[result]
        if len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]
