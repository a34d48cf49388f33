"""A Telegram of our own: checks every call against the Bot API's specification, and fails as it is told."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.telegram.chats import Chat, RefusedError, Sent, check_keyboard, check_text
from tests.telegram.spec import SpecError, check_value, read_call

TOKEN = "999000111:" + "T" * 35
BOT_ID, USERNAME = 999000111, "example_bot"
Fault = Literal["slow", "cut before", "cut after"] | RefusedError | None
Post = Callable[[str, str, dict[str, Any]], Awaitable[int]]


@dataclass
class FakeTelegram:
    """The state of all chats with the bot; `now` in seconds.

    `wrong` collects calls that break the specification: every test ends with none. `faults` are used up one
    by one, None for a call that goes well; a slow one waits for `release`. `post` brings an update to a
    webhook and gives the status.
    """

    now: Callable[[], float]
    post: Post | None = None
    flood: bool = False
    chats: dict[int, Chat] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    release: asyncio.Event = field(default_factory=asyncio.Event)
    pending: list[dict[str, Any]] = field(default_factory=list)
    webhook: dict[str, Any] = field(default_factory=dict)
    settings: dict[tuple[str, str], Any] = field(default_factory=dict)
    open_queries: set[str] = field(default_factory=set)
    answered: list[str] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=lambda: count(100_000_001))
    _poller: asyncio.Future[None] | None = None

    def number(self) -> int:
        """An id that no update, message or query has yet."""
        return next(self._numbers)

    def count(self, method: str) -> int:
        """How often a method was called."""
        return sum(name == method for name, _ in self.calls)

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method fail."""
        self.faults[method].extend(faults)

    async def deliver(self, update: dict[str, Any], tries: int = 3) -> None:
        """Bring an update to the webhook, again where it does not answer 2xx; without one it waits."""
        check_value(update, "Update", "update")
        if not self.webhook:
            self._arrive(update)
            return
        assert self.post is not None
        for _ in range(tries):
            status = await self.post(self.webhook["url"], self.webhook["secret_token"], update)
            if 200 <= status < 300:
                return
            self.refused.append(status)
        self.pending.append(update)

    def let_go(self) -> None:
        """End the calls that are still held."""
        self.release.set()
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    def _arrive(self, update: dict[str, Any]) -> None:
        self.pending.append(update)
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        method = request.match_info["method"]
        fault = self.faults[method].popleft() if self.faults[method] else None
        if fault == "cut before":
            return _cut(request)
        try:
            if request.match_info["token"] != TOKEN:
                raise RefusedError(401, "Unauthorized")
            if isinstance(fault, RefusedError):
                raise fault
            form = {k: str(v) for k, v in {**request.query, **await request.post()}.items()}
            result = await self._call(method, form)
        except RefusedError as refused:
            return web.json_response(refused.body, status=refused.status)
        if fault == "slow":
            await self.release.wait()
        return _cut(request) if fault == "cut after" else web.json_response({"ok": True, "result": result})

    async def _call(self, method: str, form: dict[str, str]) -> Any:
        try:
            given = read_call(method, form)
        except SpecError as fault:
            self.wrong.append(str(fault))
            raise RefusedError(400, f"Bad Request: {fault}") from fault
        self.calls.append((method, given))
        if method == "getUpdates":
            return await self._get_updates(given)
        return getattr(self, f"_{method}", self._set)(given | {"method": method})

    def _getMe(self, _: dict[str, Any]) -> Any:  # noqa: N802 - the API's own names, as below
        return {"id": BOT_ID, "is_bot": True, "first_name": "Bot", "username": USERNAME}

    def _set(self, given: dict[str, Any]) -> bool:
        if not given["method"].startswith("setMy"):
            self.wrong.append(f"nobody taught the fake {given['method']}")
        self.settings[given.pop("method"), given.get("language_code", "")] = given
        return True

    def _sendMessage(self, given: dict[str, Any]) -> Any:  # noqa: N802
        chat = self._chat(given["chat_id"])
        if self.flood and chat.sent and self.now() - chat.sent[-1].at < 1:
            raise RefusedError(429, "Too Many Requests: retry after 1", retry_after=1)
        rows = check_keyboard(given.get("reply_markup"))
        quiet = bool(given.get("link_preview_options", {}).get("is_disabled"))
        sent = Sent(self.number(), self.now(), check_text(given["text"]), rows, quiet)
        chat.sent.append(sent)
        place = {"id": chat.id, "type": chat.kind}
        return {"message_id": sent.id, "date": int(sent.at), "chat": place, "text": sent.text}

    def _editMessageReplyMarkup(self, given: dict[str, Any]) -> Any:  # noqa: N802
        message = self._chat(given["chat_id"]).find(given["message_id"])
        rows = check_keyboard(given.get("reply_markup"))
        if rows == message.rows:
            raise RefusedError(400, "Bad Request: message is not modified: the same reply markup")
        message.rows = rows
        return True

    def _answerCallbackQuery(self, given: dict[str, Any]) -> Any:  # noqa: N802
        query = given["callback_query_id"]
        if query not in self.open_queries:
            raise RefusedError(
                400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
            )
        self.open_queries.discard(query)
        self.answered.append(query)
        return True

    def _setWebhook(self, given: dict[str, Any]) -> Any:  # noqa: N802
        if not given["url"].startswith("https://"):
            raise RefusedError(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = given
        return True

    def _deleteWebhook(self, given: dict[str, Any]) -> Any:  # noqa: N802
        self.webhook = {}
        if given.get("drop_pending_updates"):
            self.pending.clear()
        return True

    async def _get_updates(self, given: dict[str, Any]) -> Any:
        if self.webhook:
            raise RefusedError(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(RefusedError(409, "Conflict: terminated by other getUpdates request"))
        self.pending = [u for u in self.pending if u["update_id"] >= given.get("offset", 0)]
        if not self.pending and given.get("timeout"):
            self._poller = asyncio.get_running_loop().create_future()
            await self._poller
        return self.pending[: given.get("limit", 100)]

    def _chat(self, chat_id: int) -> Chat:
        chat = self.chats.get(chat_id)
        if chat is None:
            raise RefusedError(400, "Bad Request: chat not found")
        if chat.blocked:
            raise RefusedError(403, "Forbidden: bot was blocked by the user")
        return chat


@asynccontextmanager
async def serving(fake: FakeTelegram) -> AsyncIterator[str]:
    """The fake on a port of its own; gives its base address."""
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", fake.handle)
    async with TestServer(app) as server:
        try:
            yield str(server.make_url("")).rstrip("/")
        finally:
            fake.let_go()


def _cut(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()
