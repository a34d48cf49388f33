"""What the turns know of a channel: what it can show, and how it reaches people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from bot.messages.message import Capabilities

Reach = Literal["push", "window", "none"]


class Channel(Protocol):
    """A way to talk; a room under bot/channels."""

    @property
    def name(self) -> str:
        """The channel's name in settings, events and tables."""
        ...

    @property
    def can(self) -> Capabilities:
        """What it can show."""
        ...

    @property
    def reach(self) -> Reach:
        """Whether we may write first: always, inside a window, or never."""
        ...


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update from a channel; exactly one of `said` and `pressed` is set, neither for just arriving.

    `seen` is the visit the person had before their eyes, where the channel can tell.
    """

    channel: str
    account: str
    address: str
    update_id: str
    at: datetime
    said: str | None = None
    pressed: str | None = None
    seen: int | None = None
    test: bool = False

    def body(self) -> dict[str, Any]:
        """What is kept until the update is worked."""
        return {"said": self.said, "pressed": self.pressed, "seen": self.seen, "test": self.test}
