"""How far a message in parts has come, so that the next try goes on where the last one stopped."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

_MOST = 1000
_KEPT = timedelta(days=1)  # after that nobody tries again


class HalfWay:
    """One sender's messages that broke off; it holds neither addresses nor texts, so an erased person leaves none."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now, self._key = now, secrets.token_bytes(32)
        self._stopped: dict[bytes, tuple[bytes, int, datetime]] = {}

    def arrived(self, address: str, parts: Sequence[str]) -> int:
        """How many of these parts an earlier try has brought; forgets it, since this try will tell anew."""
        self._forget_old()
        mark, number, _ = self._stopped.pop(self._mark(address), (b"", 0, None))
        return number if mark == self._mark(*parts) else 0

    def stopped(self, address: str, parts: Sequence[str], number: int) -> None:
        """The part after the first `number` certainly did not arrive."""
        if not number:
            return
        self._forget_old()
        while len(self._stopped) >= _MOST:
            del self._stopped[next(iter(self._stopped))]
        self._stopped[self._mark(address)] = self._mark(*parts), number, self._now()

    def _forget_old(self) -> None:
        since = self._now() - _KEPT
        for mark in [mark for mark, (*_, at) in self._stopped.items() if at < since]:
            del self._stopped[mark]

    def _mark(self, *texts: str) -> bytes:
        return hmac.digest(self._key, json.dumps(texts).encode(), "sha256")
