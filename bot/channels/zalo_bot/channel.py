"""Zalo Bot as a channel: text only, every option a number to type."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.message import Capabilities
from bot.turns.channel import Delivery, Reach

# Zalo takes 2,000 characters; whether rare letters count once or twice is not told, so a hundred may stand there.
_CAN = Capabilities(max_buttons=0, label_chars=0, text_chars=1900, link_buttons=False, card_apart=True)


@dataclass(frozen=True, slots=True)
class ZaloBot:
    """No buttons, no edits; whether a bot may write first is not settled, so that a setting has to say so."""

    name: str = "zalo_bot"
    can: Capabilities = _CAN
    reach: Reach = "none"
    delivery: Delivery = "sent"

    def place(self, address: str) -> str:
        """None: the talk is in the telephone, not on our site."""
        return ""
