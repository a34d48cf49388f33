"""The other ways to reach this house, as far as they are set up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _nobody() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Doors:
    """Where people find us beside the web: an OA's number, a Zalo bot's own link, the Telegram bot's name.

    Each is empty where there is none; Telegram tells the bot's name only once the server runs.
    """

    zalo_oa: str = ""
    zalo_bot: str = ""
    telegram: Callable[[], str] = _nobody

    @property
    def zalo(self) -> str:
        """The page that opens us in Zalo: the office's own account before a bot; empty for neither."""
        return f"https://zalo.me/{self.zalo_oa}" if self.zalo_oa else self.zalo_bot

    def telegram_with(self, code: str | None) -> str:
        """The page that opens us in Telegram, a code carried along; empty without a bot."""
        name = self.telegram()
        start = f"?start={code}" if code else ""
        return f"https://t.me/{name}{start}" if name else ""
