"""Whether a webhook was signed with the office's key, and what was different where it was not."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

HEADER = "X-ZEvent-Signature"
First = Literal["app_id", "oa_id"]
_PREFIX = "mac="


@dataclass(frozen=True, slots=True)
class Signing:
    """What the account signs with; `app_secret` is only ever tried to explain a mismatch."""

    app_id: str
    oa_id: str
    key: str = field(repr=False)
    app_secret: str = field(repr=False)
    first: First = "app_id"

    def signed(self, raw: bytes, timestamp: str, header: str) -> bool:
        """True where the header is the signature of these bytes; it takes as long for any wrong one."""
        wanted = _plain(self._term(self.first), raw, timestamp, self.key)
        return _same(header, wanted)

    def would_match(self, raw: bytes, timestamp: str, header: str) -> str | None:
        """Which settings would have made it match, in words for the operator; None for a plain forgery."""
        return next((told for told, wanted in self._others(raw, timestamp) if _same(header, wanted)), None)

    def _others(self, raw: bytes, timestamp: str) -> Iterator[tuple[str, str]]:
        firsts: tuple[First, ...] = ("app_id", "oa_id")
        keys = (
            ("the key in HIENDIEN_ZALO_OA_WEBHOOK_KEY", self.key),
            ("the app secret as HIENDIEN_ZALO_OA_WEBHOOK_KEY", self.app_secret),
        )
        formulas = (("", _plain), (", as an HMAC, which this release does not read", _hmac))
        for first, (told, key), (how, formula) in product(firsts, keys, formulas):
            yield (
                f"HIENDIEN_ZALO_OA_SIGNATURE_FIRST={first} with {told}{how}",
                formula(self._term(first), raw, timestamp, key),
            )

    def _term(self, first: First) -> str:
        return self.app_id if first == "app_id" else self.oa_id


def _plain(first: str, raw: bytes, timestamp: str, key: str) -> str:
    return hashlib.sha256(first.encode() + raw + timestamp.encode() + key.encode()).hexdigest()


def _hmac(first: str, raw: bytes, timestamp: str, key: str) -> str:
    return hmac.new(key.encode(), first.encode() + raw + timestamp.encode(), hashlib.sha256).hexdigest()


def _same(header: str, wanted: str) -> bool:
    given = header.strip().removeprefix(_PREFIX)
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), wanted.encode())
