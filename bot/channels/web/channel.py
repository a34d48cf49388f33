"""The web chat as a channel: it shows everything, and can reach nobody who is not looking."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.message import Capabilities
from bot.turns.channel import Delivery, Reach

_CAN = Capabilities(max_buttons=12, label_chars=120, text_chars=8000, link_buttons=True)


@dataclass(frozen=True, slots=True)
class Web:
    """Any number of buttons; long labels wrap."""

    name: str = "web"
    can: Capabilities = _CAN
    reach: Reach = "none"
    delivery: Delivery = "fetched"

    def place(self, address: str) -> str:
        """The page of the talk."""
        return f"/c/{address}"
