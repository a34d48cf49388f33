"""A Zalo Bot Platform of our own: holds every call to the documented limits, and fails as it is told."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from itertools import count
from typing import Any, Literal
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.test_utils import TestServer

Post = Callable[[str, str, dict[str, Any]], Awaitable[int]]
Fault = Literal["slow", "cut before", "cut after", "nonsense"] | int | None
# Fields of every documented method: required, then optional.
METHODS: dict[str, tuple[set[str], set[str]]] = {
    "getMe": (set(), set()),
    "getUpdates": (set(), {"timeout"}),
    "setWebhook": ({"url", "secret_token"}, set()),
    "deleteWebhook": (set(), set()),
    "getWebhookInfo": (set(), set()),
    "sendMessage": ({"chat_id", "text"}, {"parse_mode", "text_styles"}),
    "sendPhoto": ({"chat_id", "photo"}, {"caption"}),
    "sendSticker": ({"chat_id", "sticker"}, set()),
    "sendVoice": ({"chat_id", "voice_url"}, set()),
    "sendChatAction": ({"chat_id", "action"}, set()),
}
_DESCRIPTIONS = {401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 429: "Quota exceeded"}


def token(number: int) -> str:
    """The token of a bot."""
    return f"{number}:" + "Z" * 32


class RefusedError(Exception):
    """A call that Zalo refuses."""

    def __init__(self, code: int, description: str = "") -> None:
        super().__init__(description)
        self.code, self.description = code, description or _DESCRIPTIONS.get(code, "Bad Request")


@dataclass
class Sent:
    """One message of the bot."""

    id: str
    at: float
    text: str


@dataclass
class Chat:
    """One chat with the bot."""

    id: str
    kind: str = "PRIVATE"
    blocked: bool = False
    sent: list[Sent] = field(default_factory=list)
    typing: int = 0


@dataclass
class FakeZaloBot:
    """The state of all chats with the bot; `now` in seconds.

    `wrong` collects calls that break the documentation: every test ends with none. `faults` are used up one by
    one, None for a call that goes well; a number is the error code to answer. Whether an answer that is no
    success comes with HTTP 200 is documented nowhere: `plain` says so.
    """

    now: Callable[[], float]
    token: str
    plain: bool = True
    post: Post | None = None
    chats: dict[str, Chat] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    release: asyncio.Event = field(default_factory=asyncio.Event)
    pending: deque[dict[str, Any]] = field(default_factory=deque)
    webhook: dict[str, Any] = field(default_factory=dict)
    refused: list[int] = field(default_factory=list)
    numbers: Any = field(default_factory=lambda: count(1))
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def count(self, method: str) -> int:
        """How often a method was called."""
        return sum(name == method for name, _ in self.calls)

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method fail."""
        self.faults[method].extend(faults)

    async def deliver(self, update: dict[str, Any], tries: int = 3) -> None:
        """Bring an update to the webhook, again where it does not answer 200; without one it waits."""
        if not self.webhook:
            self.pending.append(update)
            self.arrived.set()
            return
        assert self.post is not None
        for _ in range(tries):
            status = await self.post(self.webhook["url"], self.webhook["secret_token"], update)
            if status == 200:
                return
            self.refused.append(status)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        method = request.match_info["method"]
        fault = self.faults[method].popleft() if self.faults[method] else None
        if fault == "cut before":
            return _cut(request)
        if fault == "nonsense":
            return web.Response(text="<html>Bad Gateway</html>")
        try:
            if isinstance(fault, int):
                raise RefusedError(fault)
            result = await self._call(request.match_info["token"], method, await request.text())
        except RefusedError as refused:
            body = {"ok": False, "error_code": refused.code, "description": refused.description}
            return web.json_response(body, status=200 if self.plain else refused.code)
        if fault == "slow":
            await self.release.wait()
        return _cut(request) if fault == "cut after" else web.json_response({"ok": True, **result})

    async def _call(self, given: str, method: str, body: str) -> dict[str, Any]:
        if given != self.token:
            raise RefusedError(401)
        fields = self._checked(method, body)
        self.calls.append((method, fields))
        if method == "getUpdates":
            return {"result": await self._get_updates()}
        result = getattr(self, f"_{method}")(fields)
        return {} if result is None else {"result": result}

    def _checked(self, method: str, body: str) -> dict[str, Any]:
        try:
            if method not in METHODS:
                raise ValueError(f"there is no method {method}")
            fields = json.loads(body)
            required, optional = METHODS[method]
            if not isinstance(fields, dict) or not required <= set(fields) <= required | optional:
                raise ValueError(f"{method}: {sorted(fields)} are not its fields")
            if any(not isinstance(value, str) for name, value in fields.items() if name != "text_styles"):
                raise ValueError(f"{method}: fields are texts")
        except ValueError as fault:
            self.wrong.append(str(fault))
            raise RefusedError(404 if method not in METHODS else 400, str(fault)) from fault
        return fields

    def _getMe(self, _: dict[str, Any]) -> Any:  # noqa: N802 - the API's own names, as below
        number = self.token.partition(":")[0]
        return {
            "id": number,
            "account_name": "bot.example",
            "account_type": "BASIC",
            "can_join_groups": False,
        }

    def _sendMessage(self, given: dict[str, Any]) -> Any:  # noqa: N802
        chat = self._chat(given["chat_id"])
        # Styles count UTF-16 units; the stricter reading of "2000 characters".
        if not 1 <= len(given["text"].encode("utf-16-le")) // 2 <= 2000 or not given["text"].strip():
            self.wrong.append("text: 1 to 2000 characters")
            raise RefusedError(400, "Bad Request: text must be 1 to 2000 characters")
        sent = Sent(f"b{next(self.numbers)}", self.now(), given["text"])
        chat.sent.append(sent)
        return {"message_id": sent.id, "date": int(sent.at * 1000)}

    def _sendChatAction(self, given: dict[str, Any]) -> None:  # noqa: N802
        if given["action"] != "typing":
            raise RefusedError(400)
        self._chat(given["chat_id"]).typing += 1

    def _setWebhook(self, given: dict[str, Any]) -> Any:  # noqa: N802
        if not _public(given["url"]) or not 8 <= len(given["secret_token"]) <= 256:
            self.wrong.append("setWebhook: a public https address and a secret of 8 to 256 characters")
            raise RefusedError(400)
        self.webhook = given
        return {"url": given["url"], "updated_at": int(self.now() * 1000)}

    def _getWebhookInfo(self, _: dict[str, Any]) -> Any:  # noqa: N802
        return {"url": self.webhook.get("url", "")}

    def _deleteWebhook(self, _: dict[str, Any]) -> Any:  # noqa: N802
        self.webhook = {}
        return {"url": "", "updated_at": int(self.now() * 1000)}

    async def _get_updates(self) -> Any:
        if self.webhook:
            raise RefusedError(400, "Bad Request: a webhook is set")
        if not self.pending:
            self.arrived.clear()
            await self.arrived.wait()
        if not self.pending:
            raise RefusedError(408, "Request timeout")
        return self.pending.popleft()  # one, and never again

    def time_out(self) -> None:
        """End the open getUpdates without news."""
        self.arrived.set()

    def _chat(self, chat_id: str) -> Chat:
        chat = self.chats.get(chat_id)
        if chat is None:
            raise RefusedError(400, "Bad Request: chat not found")
        if chat.blocked:
            raise RefusedError(403)
        return chat


@asynccontextmanager
async def serving(fake: FakeZaloBot) -> AsyncIterator[str]:
    """The fake on a port of its own; gives its base address."""
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", fake.handle)
    async with TestServer(app) as server:
        try:
            yield str(server.make_url("")).rstrip("/")
        finally:
            fake.release.set()
            fake.arrived.set()


def _public(url: str) -> bool:
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        return parts.scheme == "https" and ip_address(host).is_global
    except ValueError:
        return parts.scheme == "https" and "." in host and not host.endswith("localhost")


def _cut(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()
