"""News of conversations inside one process: whoever has one open is woken when something was said in it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Ear:
    """One listener; what is told between two waits ends the second at once."""

    def __init__(self) -> None:
        self._told = asyncio.Event()

    def wake(self) -> None:
        """End the wait, or the next one."""
        self._told.set()

    async def wait(self, seconds: float) -> None:
        """Return when woken, at the latest after so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._told.wait()
        self._told.clear()


class News:
    """One per process; `closed` once the server stops."""

    def __init__(self) -> None:
        self._ears: dict[int, set[Ear]] = {}
        self.closed = False

    def tell(self, address_id: int) -> None:
        """Wake everybody who listens to an address; to be called after the commit."""
        for ear in self._ears.get(address_id, ()):
            ear.wake()

    def close(self) -> None:
        """Wake everybody for the last time."""
        self.closed = True
        for address_id in self._ears:
            self.tell(address_id)

    @contextmanager
    def listening(self, address_id: int) -> Iterator[Ear]:
        """An ear for an address, as long as the block lasts."""
        ear = Ear()
        self._ears.setdefault(address_id, set()).add(ear)
        try:
            yield ear
        finally:
            self._ears[address_id].discard(ear)
            if not self._ears[address_id]:
                del self._ears[address_id]
