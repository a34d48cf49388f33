"""A Zalo of our own: checks every call against the documentation, rotates tokens, and fails as it is told."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from typing import Any, Literal

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.zalo_oa.chats import Chat, RefusedError, Sent, read_message
from tests.zalo_oa.fixtures import LIMITS

APP_ID, OA_ID = "360846524940903967", "388613280878808645"
APP_SECRET, KEY = "app-secret-for-tests-only", "oa-secret-for-tests-only"
ACCESS, REFRESH = "access-0", "refresh-0"
HEADER = "X-ZEvent-Signature"
# An error number, an HTTP status, or a connection that breaks before or after the call was carried out.
Fault = Literal["slow", "cut before", "cut after"] | int | None
Post = Callable[[bytes, Mapping[str, str]], Awaitable[int]]


def sign(raw: bytes, timestamp: str, first: str = APP_ID, key: str = KEY) -> str:
    """The header's value for a body."""
    return "mac=" + sha256(first.encode() + raw + timestamp.encode() + key.encode()).hexdigest()


@dataclass
class FakeOa:
    """The account's chats and tokens; `now` in seconds.

    `wrong` collects calls that break the documentation: every test ends with none. Faults are used up one by
    one, None for a call that goes well; a slow one waits for `release`. `post` brings an event to the webhook
    and gives the status.
    """

    now: Callable[[], float]
    post: Post | None = None
    id: str = OA_ID
    buttons: bool = True
    chats: dict[str, Chat] = field(default_factory=dict)
    access: dict[str, float] = field(default_factory=dict)
    refresh: str = REFRESH
    refreshes: list[str] = field(default_factory=list)
    used_up: set[str] = field(default_factory=set)
    calls: int = 0
    wrong: list[str] = field(default_factory=list)
    send_faults: deque[Fault] = field(default_factory=deque)
    token_faults: deque[Fault] = field(default_factory=deque)
    release: asyncio.Event = field(default_factory=asyncio.Event)
    refused: list[int] = field(default_factory=list)
    echoes: list[dict[str, Any]] = field(default_factory=list)
    _minute: tuple[int, int] = (0, 0)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.access[ACCESS] = self.now() + LIMITS["access_token_seconds"]

    def number(self) -> str:
        """An id that nothing has yet, too long for a float."""
        return f"96d3cdf3af{next(self._numbers):09}"

    def expire(self) -> None:
        """Let every access token be over."""
        self.access = dict.fromkeys(self.access, self.now() - 1)

    async def deliver(self, event: Mapping[str, Any], tries: int = 1) -> int:
        """Bring an event to the webhook, again where it does not answer 200; the last status."""
        raw = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
        assert self.post is not None
        status = 0
        for number in range(tries):
            more = {"num_retry": str(number)} if number else {}
            status = await self.post(raw, {HEADER: sign(raw, str(event["timestamp"])), **more})
            if status == 200:
                break
            self.refused.append(status)
        return status

    async def message(self, request: web.Request) -> web.StreamResponse:
        """POST /v3.0/oa/message/cs."""
        self.calls += 1
        fault = self.send_faults.popleft() if self.send_faults else None
        if "Authorization" in request.headers or not request.content_type.endswith("json"):
            self.wrong.append("a bare access_token header and JSON, nothing else")
        return await self._answered(request, fault, self._sent)

    async def token(self, request: web.Request) -> web.StreamResponse:
        """POST /v4/oa/access_token."""
        fault = self.token_faults.popleft() if self.token_faults else None
        if request.content_type != "application/x-www-form-urlencoded":
            self.wrong.append(f"a form, not {request.content_type}")
        return await self._answered(request, fault, self._granted)

    async def _answered(
        self,
        request: web.Request,
        fault: Fault,
        work: Callable[[web.Request], Awaitable[dict[str, Any]]],
    ) -> web.StreamResponse:
        if fault == "cut before":
            return _cut(request)
        if isinstance(fault, int) and fault > 0:
            return web.Response(status=fault, text="<html>")
        try:
            if isinstance(fault, int):
                raise RefusedError(fault)
            answer = await work(request)
        except RefusedError as refused:
            answer = refused.body
        if fault == "slow":
            await self.release.wait()
        return _cut(request) if fault == "cut after" else web.json_response(answer)

    async def _sent(self, request: web.Request) -> dict[str, Any]:
        self._limit()
        token = request.headers.get("access_token", "")
        if token not in self.access:
            raise RefusedError(-216)
        if self.access[token] <= self.now():
            raise RefusedError(-220)
        user, text, buttons = read_message(await request.json())
        if buttons and not self.buttons:
            raise RefusedError(-233)
        chat = self.chats.get(user)
        if chat is None:
            raise RefusedError(-201)
        sent = Sent(self.number(), self.now(), text, buttons, chat.paid(self.now()))
        chat.sent.append(sent)
        self.echoes.append(self.echo(user, sent))
        quota = {"quota_type": "sub_quota" if sent.paid else "reply"}
        data = {"message_id": sent.id, "user_id": user, "sent_time": self.stamp(), "quota": quota}
        return {"data": data, "error": 0, "message": "Success"}

    def echo(self, user: str, sent: Sent) -> dict[str, Any]:
        """What the webhook is told of a message of ours."""
        return {
            "app_id": APP_ID,
            "sender": {"id": OA_ID},
            "recipient": {"id": user},
            "event_name": "oa_send_text",
            "message": {"text": sent.text, "msg_id": sent.id},
            "timestamp": self.stamp(),
        }

    def stamp(self, at: float | None = None) -> str:
        """A moment as events have it."""
        return str(round((self.now() if at is None else at) * 1000))

    async def account(self, request: web.Request) -> web.StreamResponse:
        """GET /v2.0/oa/getoa."""
        token = request.headers.get("access_token", "")
        if token not in self.access:
            return web.json_response({"error": -216, "message": "Access token is invalid"})
        return web.json_response({"error": 0, "data": {"oa_id": self.id, "name": "Sở"}})

    def _limit(self) -> None:
        minute = int(self.now() // 60)
        self._minute = (minute, self._minute[1] + 1 if self._minute[0] == minute else 1)
        if self._minute[1] > LIMITS["api_requests_per_minute"]:
            raise RefusedError(-32)

    async def _granted(self, request: web.Request) -> dict[str, Any]:
        given = dict(await request.post())
        if request.headers.get("secret_key") != APP_SECRET or given.get("app_id") != APP_ID:
            return {"error": -14002, "error_name": "Invalid app", "error_reason": "", "ref_doc": ""}
        if given.get("grant_type") == "authorization_code":
            return self._exchanged(given)
        if set(given) != {"refresh_token", "app_id", "grant_type"} or given["grant_type"] != "refresh_token":
            self.wrong.append(f"a refresh with {sorted(given)}")
        token = str(given["refresh_token"])
        if token != self.refresh:
            if token in self.used_up:
                self.used_up.add(f"{token} again")
            return {"error": -14014, "error_name": "Invalid refresh token", "error_reason": "", "ref_doc": ""}
        self.refreshes.append(token)
        return self._pair()

    def _exchanged(self, given: Mapping[str, Any]) -> dict[str, Any]:
        if given.get("code") != "code-1" or len(str(given.get("code_verifier"))) != 43:
            return {"error": -14003, "error_name": "Invalid code", "error_reason": "", "ref_doc": ""}
        return self._pair()

    def _pair(self) -> dict[str, Any]:
        number = next(self._numbers)
        self.used_up.add(self.refresh)
        access, self.refresh = f"access-{number}", f"refresh-{number}"
        self.access[access] = self.now() + LIMITS["access_token_seconds"]
        seconds = str(LIMITS["access_token_seconds"])
        return {"access_token": access, "refresh_token": self.refresh, "expires_in": seconds}


@asynccontextmanager
async def serving(fake: FakeOa) -> AsyncIterator[str]:
    """The fake on a port of its own, both hosts in one; gives its base address."""
    app = web.Application()
    app.router.add_post("/v3.0/oa/message/cs", fake.message)
    app.router.add_get("/v2.0/oa/getoa", fake.account)
    app.router.add_post("/v4/oa/access_token", fake.token)
    async with TestServer(app) as server:
        try:
            yield str(server.make_url("")).rstrip("/")
        finally:
            fake.release.set()


def _cut(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()
