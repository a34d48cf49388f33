"""What the house knows of sending: how fast, and how it can fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.messages.message import Message


@dataclass(frozen=True, slots=True)
class Pace:
    """At most `per_second` messages in all, and `between` seconds from one message to an address to the next."""

    per_second: float
    between: float


class TransientError(Exception):
    """Nothing arrived; the same may be tried again, not before `retry_after` seconds where that is known."""

    def __init__(self, why: str, retry_after: float | None = None) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class PermanentError(Exception):
    """Nothing arrived and nothing will: `gone` where the person cannot be reached any more, else this message."""

    def __init__(self, why: str, *, gone: bool = False) -> None:
        super().__init__(why)
        self.gone = gone


class UnknownError(Exception):
    """It may have arrived or not: the answer was lost."""


class Sender(Protocol):
    """Sends one channel's messages from one account (a bot, an office's page)."""

    @property
    def account(self) -> str:
        """Whose addresses it can send to."""
        ...

    @property
    def pace(self) -> Pace:
        """How fast."""
        ...

    async def send(self, address: str, message: Message, standing: str | None) -> str | None:
        """Send a message, its buttons taking the place of those of the message `standing`.

        The channel's id of the new message where it has buttons (it stands from now on), else None.
        TransientError, PermanentError or UnknownError where it did not go well.
        """
        ...
