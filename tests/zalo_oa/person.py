"""The same person as in the terminal and in a browser, in Zalo."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.turns.channel import Other
from tests.people import Shown
from tests.zalo_oa.chats import Sent
from tests.zalo_oa.fake_oa import FakeOa
from tests.zalo_oa.somebody import Somebody


class ZaloPerson:
    """Talks through the real webhook; `deliver` sends what waits in the outbox."""

    def __init__(self, oa: FakeOa, number: int, deliver: Callable[[], Awaitable[object]]) -> None:
        self._deliver, self.me = deliver, Somebody(oa, str(number))
        self._seen: list[Sent] = []
        self.shown: list[Shown] = []

    async def begin(self) -> None:
        """Follow the account."""
        await self.me.follow()
        await self.look()

    async def say(self, text: str, late: bool) -> None:
        """Write a text; a late one was written before the open question arrived."""
        await self.me.say(text, self._seen[-1].at - 5 if late else None)
        await self.look()

    async def press(self, turn: int, index: int) -> None:
        """Press a button of a message, new or old: old ones stay where they are."""
        await self.me.say(self.shown[turn].buttons[index][1])
        await self.look()

    async def send(self, what: Other) -> None:
        """Send something that is no text."""
        await self.me.send(what)
        await self.look()

    async def look(self) -> None:
        """Read what came: one message, in parts where it is long."""
        before = len(self.me.chat.sent)
        await self._deliver()
        parts = self.me.chat.sent[before:]
        assert parts, "nothing came"
        assert not any(part.buttons for part in parts[:-1])
        self._seen.append(parts[-1])
        self.shown.append(Shown("\n\n".join(part.text for part in parts), parts[-1].answers))


def without_links(text: str) -> str:
    """What is said, without the blocks that only lead somewhere."""
    return "\n\n".join(b for b in text.split("\n\n") if not b.rpartition("\n")[2].startswith("https://"))
