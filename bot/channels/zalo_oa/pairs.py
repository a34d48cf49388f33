"""Pairs of tokens: as an operator brings them, and as they are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.channels.zalo_oa.api import Granted
from bot.settings import Settings
from storage.zalo_tokens import Pair

EARLY = 0.8  # of a token's life: after 20 of its 25 hours
_USUAL_LIFE = timedelta(hours=25)


@dataclass(frozen=True, slots=True)
class Seed:
    """The pair an operator put into the settings; it counts only where none is kept yet."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)


def seed_of(settings: Settings) -> Seed | None:
    """The pair of tokens in the settings, None without one."""
    if not settings.zalo_oa_access_token:
        return None
    return Seed(settings.zalo_oa_access_token, settings.zalo_oa_refresh_token)


def made_of(granted: Granted, now: datetime) -> Pair:
    """What is kept of a new pair."""
    life = timedelta(seconds=granted.seconds)
    return Pair(granted.access, granted.refresh, now, now + life, now + life * EARLY)


def of_unknown_age(access: str, refresh: str, now: datetime) -> Pair:
    """What is kept of a pair that somebody brought: used at once, and refreshed at once."""
    return Pair(access, refresh, now, now + _USUAL_LIFE, now)
