"""The terminal as a channel: text only, every option a number."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.message import Capabilities
from bot.turns.channel import Delivery, Reach

_CAN = Capabilities(max_buttons=0, label_chars=0, text_chars=4000, link_buttons=False)


@dataclass(frozen=True, slots=True)
class Console:
    """No buttons, so that talking here shows what a text-only channel shows."""

    name: str = "console"
    can: Capabilities = _CAN
    reach: Reach = "none"
    delivery: Delivery = "fetched"

    def place(self, address: str) -> str:
        """The terminal has no page."""
        return ""
