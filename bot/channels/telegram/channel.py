"""Telegram as a channel: buttons under a message, and messages that arrive whenever we send them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.message import Capabilities
from bot.turns.channel import Delivery, Reach

# A telephone shows some 40 letters of a button and cuts off the rest: a longer name is better a numbered
# line. A text may have 4,096 UTF-16 units, and rare letters take two.
_CAN = Capabilities(max_buttons=12, label_chars=40, text_chars=4000, link_buttons=True)


@dataclass(frozen=True, slots=True)
class Telegram:
    """A dozen buttons with short labels."""

    name: str = "telegram"
    can: Capabilities = _CAN
    reach: Reach = "push"
    delivery: Delivery = "sent"

    def place(self, address: str) -> str:
        """None: the talk is in the telephone, not on our site."""
        return ""
