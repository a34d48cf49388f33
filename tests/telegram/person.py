"""The same person as in the terminal and in a browser, on Telegram."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.turns.channel import Other
from tests.people import Shown
from tests.telegram.chats import Sent
from tests.telegram.fake_api import FakeTelegram
from tests.telegram.somebody import CONTENT, Somebody


class TelegramPerson:
    """Talks through the real webhook; `deliver` sends what waits in the outbox."""

    def __init__(self, telegram: FakeTelegram, number: int, deliver: Callable[[], Awaitable[object]]) -> None:
        self._telegram, self._deliver = telegram, deliver
        self._me = Somebody(telegram, number)
        self._seen: list[Sent] = []
        self.shown: list[Shown] = []

    async def begin(self) -> None:
        """Press Start."""
        await self._me.say("/start")
        await self.look()

    async def say(self, text: str, late: bool) -> None:
        """Write a text; a late one was written before the open question arrived."""
        await self._me.say(text, self._seen[-1].at - 5 if late else None)
        await self.look()

    async def press(self, turn: int, index: int) -> None:
        """Press a button of a message, new or old: an old screen may still show what is taken away."""
        await self._me.press_data(self._seen[turn], self.shown[turn].buttons[index][1])
        await self.look()

    async def send(self, what: Other) -> None:
        """Send something that is no text, or change an older text."""
        await (self._me.edit("sinh 2005") if what == "edited" else self._me.send(CONTENT[what]))
        await self.look()

    async def look(self) -> None:
        """Read the one message that came."""
        before = len(self._me.chat.sent)
        await self._deliver()
        (sent,) = self._me.chat.sent[before:]
        self._seen.append(sent)
        self.shown.append(Shown(sent.text, list(sent.answers)))
