"""How the tokens are doing, in the words that `hiendien zalo status` and `hiendien doctor` share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.channels.zalo_oa.pairs import Seed
from bot.turns.house import VIETNAM
from storage.zalo_tokens import Stored

LOGIN = "hiendien zalo login"
_LATE = timedelta(hours=1)
_SERVER_FIRST = f"start the server first; {LOGIN} only if it stays"
_SEEDED = "HIENDIEN_ZALO_OA_ACCESS_TOKEN, HIENDIEN_ZALO_OA_REFRESH_TOKEN"


@dataclass(frozen=True, slots=True)
class State:
    """How bad, what is so, and what to do about it."""

    level: Literal["ok", "warn", "bad"]
    what: str
    do: str = ""


def states(stored: Stored | None, seed: Seed | None, now: datetime) -> Sequence[State]:
    """What there is to say of the pair that is kept, and of one in the settings."""
    if stored is None and seed is not None:
        return [State("ok", "none kept yet; the server takes the pair of the settings when it starts")]
    if stored is None:
        return [State("bad", "no tokens: nothing can be sent", LOGIN)]
    kept = _kept(stored, now)
    return [kept, *_unused(stored, seed, kept)]


def next_try(stored: Stored, now: datetime) -> str:
    """When the next pair is asked for."""
    rest = stored.rest(now)
    if rest is not None:
        return at(now + rest)
    return at(stored.pair.refresh_at) if stored.pair.refresh_at > now else "now, where the server runs"


def at(moment: datetime) -> str:
    """A moment as the office reads it."""
    return f"{moment.astimezone(VIETNAM):%Y-%m-%d %H:%M}"


def _kept(stored: Stored, now: datetime) -> State:
    pair = stored.pair
    hours = int((now - pair.obtained_at).total_seconds() // 3600)
    over = "the access token is over, " if now >= pair.expires_at else ""
    if stored.failure is not None:
        return _failed(stored, f"{over}{hours} h old", now)
    if over:
        return State("bad", f"{over}{hours} h old", _SERVER_FIRST)
    if now - pair.refresh_at > _LATE:
        return State("warn", f"{hours} h old, the refresh is overdue: is the server running?")
    return State("ok", f"{hours} h old, refreshed in time")


def _failed(stored: Stored, age: str, now: datetime) -> State:
    why = stored.failure or ""
    told = f"{age}; tries to refresh that failed: {stored.failures} ({why}); next try {next_try(stored, now)}"
    if why.startswith("refused"):
        return State("bad", f"Zalo refuses it; run {LOGIN}; {told}", LOGIN)
    over = now >= stored.pair.expires_at
    setting = "HIENDIEN_ZALO_OAUTH_API" if why.startswith("no connection") else ""
    return State("bad" if over else "warn", told, setting)


def _unused(stored: Stored, seed: Seed | None, kept: State) -> Iterator[State]:
    if seed is None or seed.access == stored.pair.access:
        return
    what = f"the pair in the settings ({_SEEDED}) is not used, since another one is kept"
    if kept.level == "ok":
        yield State("ok", f"{what}: take it out of the settings")
    else:
        yield State("warn", f"{what}: bring a new pair with {LOGIN}", LOGIN)
