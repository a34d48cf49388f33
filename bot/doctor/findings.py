"""What the doctor looks at, and what it says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

import aiohttp

from bot.conversation.book import Book
from bot.data import DataError, read_book
from bot.settings import Settings

Level = Literal["ok", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: how bad, what is so, and the setting (or command) that changes it, if one does."""

    level: Level
    what: str
    setting: str = ""


@dataclass(frozen=True)
class Case:
    """The house as it is set up, not opened: its settings, a way out, and the time."""

    settings: Settings
    session: aiohttp.ClientSession
    now: datetime

    @cached_property
    def book(self) -> Book | None:
        """The contents, None where they cannot be read (the check of the contents says why)."""
        try:
            return read_book(self.settings.data)
        except DataError:
            return None


Check = Callable[[Case], Awaitable[Sequence[Finding]]]
