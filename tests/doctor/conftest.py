"""The doctor under test: a case of any settings, and servers that answer as a test wants."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.doctor.findings import Case, Check, Finding
from bot.settings import Settings
from tests.house import SECRET, noon
from tests.storage.conftest import TODAY, database_url, empty_url, server

__all__ = ["database_url", "empty_url", "server"]

NOW = noon(TODAY)
Examine = Callable[..., Awaitable[list[Finding]]]


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def examine(session: aiohttp.ClientSession, tmp_path: Path) -> Examine:
    """What one check finds with these settings."""

    async def work(check: Check, now: datetime = NOW, **given: Any) -> list[Finding]:
        usual: dict[str, Any] = {"secret_key": [SECRET], "database_url": f"sqlite:///{tmp_path}/none.db"}
        settings = Settings(_env_file=None, **{**usual, **given})  # type: ignore[call-arg]
        return list(await check(Case(settings, session, now)))

    return work


@dataclass
class Far:
    """A server elsewhere: what it answers by path, and what it was asked."""

    answers: dict[str, tuple[int, Any]] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """As told; an answer that is text goes out as it is."""
        self.asked.append((request.method, request.path, dict(request.headers)))
        status, body = self.answers.get(request.path.rpartition("/")[2], (404, {"ok": False}))
        if isinstance(body, bytes):
            return web.Response(status=status, body=body)
        return web.json_response(body, status=status)


@asynccontextmanager
async def serving(far: Far) -> AsyncIterator[str]:
    """Its address, as long as the block lasts."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", far.answer)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


def levels(findings: list[Finding]) -> list[str]:
    return [finding.level for finding in findings]
