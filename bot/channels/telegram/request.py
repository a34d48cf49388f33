"""The Bot API over our own HTTP session; httpx, the default, takes ten times the CPU."""

from __future__ import annotations

from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, ConnectionTimeoutError
from aiohttp.client_exceptions import InvalidURL
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_FORM = "application/x-www-form-urlencoded"
_CONNECT, _WRITE = 5.0, 5.0  # seconds


class NotSentError(NetworkError):
    """No connection was made: the request cannot have reached Telegram."""


class ServerError(NetworkError):
    """Telegram answered that it could not do it just now (HTTP 500 to 503)."""


class AiohttpRequest(BaseRequest):
    """Requests of python-telegram-bot on a session that somebody else opens and closes."""

    __slots__ = ("_read", "_session")

    def __init__(self, session: ClientSession, read: float = 10.0) -> None:
        self._session, self._read = session, read

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer."""
        return self._read

    async def initialize(self) -> None:
        """Nothing to do: the session is open."""

    async def shutdown(self) -> None:
        """Nothing to do: the session is closed by whoever opened it."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body of the answer; NotSentError, TimedOut or NetworkError where none came.

        No message of these errors quotes the address: it holds the token.
        """
        connect, read = _seconds(connect_timeout, _CONNECT), _seconds(read_timeout, self._read)
        timeout = ClientTimeout(
            total=connect + read + _seconds(write_timeout, _WRITE), connect=connect, sock_read=read
        )
        body = request_data.url_encoded_parameters().encode() if request_data else None
        headers = {"User-Agent": self.USER_AGENT, **({"Content-Type": _FORM} if body else {})}
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                status, payload = response.status, await response.read()
        except (ClientConnectorError, ConnectionTimeoutError, InvalidURL) as fault:
            raise NotSentError(type(fault).__name__) from fault
        except TimeoutError as fault:
            raise TimedOut(type(fault).__name__) from fault
        except (ClientError, OSError) as fault:
            raise NetworkError(type(fault).__name__) from fault
        if status in (500, 501, 502, 503):  # after a 504 nobody knows
            raise ServerError(f"HTTP {status}")
        return status, payload


def _seconds(given: Any, default: float) -> float:
    return float(given) if isinstance(given, int | float) else default
