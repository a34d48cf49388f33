"""Asking somebody else's server one small thing; what it costs is a few seconds, never an exception of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

_TIMEOUT = aiohttp.ClientTimeout(total=8)
_MOST_BYTES = 256 * 1024


class UnreachableError(Exception):
    """No answer; the message says why, and never holds the address: a token may be in it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The HTTP status, and the JSON object of the body, empty where it is none."""

    status: int
    fields: Mapping[str, Any] = field(default_factory=dict)


async def ask(session: aiohttp.ClientSession, method: str, url: str, **options: Any) -> Answer:
    """What a server answers; UnreachableError where it does not."""
    try:
        async with session.request(
            method, url, timeout=_TIMEOUT, allow_redirects=False, **options
        ) as response:
            return Answer(response.status, _fields(await response.content.read(_MOST_BYTES)))
    except TimeoutError:
        raise UnreachableError("no answer within 8 seconds") from None
    except aiohttp.ClientConnectorError as fault:
        raise UnreachableError(f"cannot connect ({type(fault.os_error).__name__})") from None
    except (aiohttp.ClientError, OSError, ValueError) as fault:
        raise UnreachableError(type(fault).__name__) from None


def _fields(body: bytes) -> Mapping[str, Any]:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
