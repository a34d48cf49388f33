"""An Official Account as a channel: up to five buttons, and a window in which we may write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.messages.message import Capabilities
from bot.turns.channel import Delivery, Reach

NAME = "zalo_oa"
TEXT_CHARS = 2000  # of one message; longer ones are sent in parts
MOST_BUTTONS = 5
TITLE_CHARS = 100
# A pressed button comes back as an ordinary text: hidden from the chat, shown in it, or no buttons at all.
Buttons = Literal["hide", "show", "off"]

_WITH_BUTTONS = Capabilities(
    max_buttons=MOST_BUTTONS, label_chars=TITLE_CHARS, text_chars=2 * TEXT_CHARS, link_buttons=True
)
TEXT_ONLY = Capabilities(max_buttons=0, label_chars=0, text_chars=2 * TEXT_CHARS, link_buttons=False)


@dataclass(frozen=True, slots=True)
class ZaloOa:
    """Free for 48 hours after a person's last word; with `paid` for a week, at Zalo's price."""

    buttons: Buttons = "hide"
    paid: bool = False
    name: str = NAME
    delivery: Delivery = "sent"

    @property
    def can(self) -> Capabilities:
        """Five buttons with long titles, or numbers."""
        return TEXT_ONLY if self.buttons == "off" else _WITH_BUTTONS

    @property
    def reach(self) -> Reach:
        """Two days, or a week where the office pays for it."""
        return "week" if self.paid else "window"

    def place(self, address: str) -> str:
        """None: the talk is in Zalo, not on our site."""
        return ""
