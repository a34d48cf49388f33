"""The Zalo Bot API: one call, and the ways it can fail. The address holds the token and is never told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, ConnectionTimeoutError

_CONNECT = 5.0  # seconds
_BUSY = (500, 501, 502, 503)


class ApiError(Exception):
    """A call that brought no result."""


class NotSentError(ApiError):
    """No connection was made: the call cannot have reached Zalo."""


class LostError(ApiError):
    """No answer came, or none that can be read: the call may have been carried out or not."""


class RefusedError(ApiError):
    """Zalo answered that it did not do it: `code` as documented, `description` in its own words."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(f"{code} {description}")
        self.code, self.description = code, description


class BotApi:
    """Calls of one bot on a session that somebody else opens and closes."""

    def __init__(self, session: ClientSession, base: str, token: str, read_seconds: float = 10.0) -> None:
        self._session, self._root, self._read = session, f"{base.rstrip('/')}/bot{token}", read_seconds

    async def call(self, method: str, read_seconds: float | None = None, **fields: Any) -> Any:
        """The result of a method; RefusedError, NotSentError or LostError where there is none."""
        status, body = await self._post(method, fields, read_seconds or self._read)
        answer = _json(body)
        if isinstance(answer, Mapping) and answer.get("ok") is True:
            return answer.get("result")
        if isinstance(answer, Mapping) and answer.get("ok") is False:
            code, told = answer.get("error_code"), answer.get("description")
            raise RefusedError(code if type(code) is int else status, told if isinstance(told, str) else "")
        if status in _BUSY or 400 <= status < 500:  # not Zalo itself, but something on the way to it
            raise RefusedError(status, "")
        raise LostError(f"HTTP {status}")

    async def _post(self, method: str, fields: Mapping[str, Any], read: float) -> tuple[int, bytes]:
        timeout = ClientTimeout(total=_CONNECT + read, connect=_CONNECT, sock_read=read)
        try:
            async with self._session.post(
                f"{self._root}/{method}", json=fields, timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except (ClientConnectorError, ConnectionTimeoutError, ValueError) as fault:
            raise NotSentError(type(fault).__name__) from None
        except (TimeoutError, ClientError, OSError) as fault:
            raise LostError(type(fault).__name__) from None


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
