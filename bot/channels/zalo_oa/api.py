"""Calls to Zalo: a message, and a new pair of tokens; no error quotes what was sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, ConnectionTimeoutError
from aiohttp.client_exceptions import InvalidURL

from bot.turns.sending import TransientError, UnknownError

MESSAGE = "/v3.0/oa/message/cs"
ACCOUNT = "/v2.0/oa/getoa"  # its own record: a harmless question
TOKEN = "/v4/oa/access_token"  # noqa: S105 - the path
_TIMEOUT = ClientTimeout(total=15, connect=5)
_USUAL_SECONDS = 90_000  # an access token's life
_MOST_WHY = 60
_NOT_NOW = (429, 502, 503)  # turned away at the door; after a 500 or 504 nobody knows


class RefusedError(Exception):
    """Zalo answered, and gave no token; the message holds its error and nothing else."""


@dataclass(frozen=True, slots=True)
class Granted:
    """A pair of tokens as it was given; `seconds` is the access token's life."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    seconds: int


@dataclass(frozen=True, slots=True)
class App:
    """The app that speaks for the account."""

    id: str
    secret: str = field(repr=False)


class ZaloApi:
    """The two hosts of Zalo, over a session that somebody else opens and closes."""

    def __init__(
        self, session: ClientSession, app: App, api: str, oauth: str, timeout: ClientTimeout = _TIMEOUT
    ) -> None:
        self._session, self._app, self._timeout = session, app, timeout
        self._api, self._oauth = api.rstrip("/"), oauth.rstrip("/")

    async def send(self, token: str, body: Mapping[str, Any]) -> int:
        """Send a message; 0, or the error it was refused with.

        TransientError where it cannot have arrived, UnknownError where nobody knows.
        """
        answer = await self._ask("POST", f"{self._api}{MESSAGE}", {"access_token": token}, json=body)
        code = answer.get("error")
        if not isinstance(code, int):
            raise UnknownError("an answer without an error number")
        return code

    async def account(self, token: str) -> tuple[int, str]:
        """The error number, 0 where there is none, and the id of the account that a token is of; errors as above."""
        answer = await self._ask("GET", f"{self._api}{ACCOUNT}", {"access_token": token})
        code, data = answer.get("error"), answer.get("data")
        if not isinstance(code, int):
            raise UnknownError("an answer without an error number")
        return code, str(data.get("oa_id", "")) if isinstance(data, dict) else ""

    async def refresh(self, refresh_token: str) -> Granted:
        """The next pair, the old one used up by it; RefusedError, TransientError or UnknownError as above."""
        return await self._granted(grant_type="refresh_token", refresh_token=refresh_token)

    async def exchange(self, code: str, verifier: str) -> Granted:
        """The first pair, for the code an administrator's consent gave."""
        return await self._granted(grant_type="authorization_code", code=code, code_verifier=verifier)

    async def _granted(self, **form: str) -> Granted:
        fields = {**form, "app_id": self._app.id}
        answer = await self._ask(
            "POST", f"{self._oauth}{TOKEN}", {"secret_key": self._app.secret}, data=fields
        )
        access, refresh = answer.get("access_token"), answer.get("refresh_token")
        if not (isinstance(access, str) and access and isinstance(refresh, str) and refresh):
            raise RefusedError(_why(answer))
        return Granted(access, refresh, _seconds(answer.get("expires_in")))

    async def _ask(self, method: str, url: str, headers: Mapping[str, str], **body: Any) -> Mapping[str, Any]:
        try:
            async with self._session.request(
                method, url, headers=headers, timeout=self._timeout, allow_redirects=False, **body
            ) as response:
                status, payload = response.status, await response.read()
        except (ClientConnectorError, ConnectionTimeoutError, InvalidURL) as fault:
            raise TransientError(f"no connection: {type(fault).__name__}") from fault
        except (TimeoutError, ClientError, OSError) as fault:
            raise UnknownError(type(fault).__name__) from fault
        return _read(status, payload)


def _read(status: int, payload: bytes) -> Mapping[str, Any]:
    """The answer; whatever its status says, its JSON tells more."""
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError):
        answer = None
    if isinstance(answer, dict) and ("error" in answer or "access_token" in answer):
        return answer
    if status in _NOT_NOW:
        raise TransientError(f"HTTP {status}")
    raise UnknownError(f"HTTP {status} without an answer")


def _seconds(given: object) -> int:
    """The life of a token: a string of digits, as Zalo writes it; the usual one where it cannot be read."""
    text = str(given)
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 9 else _USUAL_SECONDS


def _why(answer: Mapping[str, Any]) -> str:
    told = f"{answer.get('error', '-')} {answer.get('error_name', '')}".strip()
    return "".join(sign for sign in told if sign.isprintable())[:_MOST_WHY]
