"""The same person as in the terminal and in a browser, on Zalo: they only type."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.turns.channel import Other
from tests.people import Shown
from tests.zalo_bot.fake_api import FakeZaloBot, Sent
from tests.zalo_bot.somebody import Somebody


class ZaloBotPerson:
    """Talks through the real webhook; `deliver` sends what waits in the outbox."""

    def __init__(self, zalo: FakeZaloBot, name: str, deliver: Callable[[], Awaitable[object]]) -> None:
        self._deliver = deliver
        self._me = Somebody(zalo, name)
        self._seen: list[Sent] = []
        self.shown: list[Shown] = []

    async def begin(self) -> None:
        """Write the first word."""
        await self._me.say("/start")
        await self.look()

    async def say(self, text: str, late: bool) -> None:
        """Write a text; a late one was written before the open question arrived."""
        await self._me.say(text, self._seen[-1].at - 5 if late else None)
        await self.look()

    async def press(self, turn: int, index: int) -> None:
        """There is nothing to press."""
        raise AssertionError(f"no buttons here: {turn}, {index}")

    async def send(self, what: Other) -> None:
        """Send something that is no text."""
        await self._me.send(what)
        await self.look()

    async def look(self) -> None:
        """Read what came: one message, or a card and the question after it."""
        before = len(self._me.chat.sent)
        await self._deliver()
        came = self._me.chat.sent[before:]
        assert len(came) == 1 or (len(came) == 2 and "📌" in came[0].text), came
        self._seen.append(came[-1])
        self.shown.append(Shown("\n\n".join(sent.text for sent in came), []))
