"""Where made-up people play: channels from which nothing is sent, and a clock that follows the updates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import overload

from bot.messages.message import Capabilities
from bot.turns.channel import Delivery, Incoming, Reach
from bot.turns.house import VIETNAM

_CAN = Capabilities(max_buttons=12, label_chars=120, text_chars=8000, link_buttons=True)


@dataclass(frozen=True, slots=True)
class Stage:
    """A channel under its real name from which nothing is ever sent: nobody is at the other end."""

    name: str
    can: Capabilities = _CAN
    reach: Reach = "none"
    delivery: Delivery = "fetched"

    def place(self, address: str) -> str:
        """No page."""
        return ""


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.at = datetime.min.replace(tzinfo=VIETNAM)

    def __call__(self) -> datetime:
        return self.at


class Timely(Sequence[Incoming]):
    """Updates that set the clock to their own time as they are taken up, so that a batch may span hours."""

    def __init__(self, updates: Sequence[Incoming], clock: Clock) -> None:
        self._updates, self._clock = updates, clock

    def __len__(self) -> int:
        return len(self._updates)

    @overload
    def __getitem__(self, index: int) -> Incoming: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Incoming]: ...
    def __getitem__(self, index: int | slice) -> Incoming | Sequence[Incoming]:
        return self._updates[index]

    def __iter__(self) -> Iterator[Incoming]:
        for update in self._updates:
            self._clock.at = update.at
            yield update
