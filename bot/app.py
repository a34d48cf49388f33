"""The front door: settings in, a running server out; the only place where everything is put together."""

from __future__ import annotations

import asyncio
import fcntl
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import structlog
from aiohttp import web
from sqlalchemy import text
from sqlalchemy.engine import make_url

from bot.channels.console.channel import Console
from bot.channels.web.channel import Web
from bot.channels.web.routes import WebRoutes
from bot.data import read_book
from bot.http import middlewares
from bot.settings import Settings, SetupError
from bot.turns import retention, turns
from bot.turns.house import House
from bot.turns.intake import Intake
from storage.database import open_engine
from storage.keys import Keys
from storage.migrate import migrate

log = structlog.get_logger()

CHANNELS = {channel.name: channel for channel in (Web(), Console())}
MAX_BODY = 64 * 1024
WAITING_SECONDS = 1.0
TIDY_SECONDS = 3600.0


def utc_now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_house(settings: Settings, now: Callable[[], datetime] = utc_now) -> AsyncIterator[House]:
    """The house of these settings, its database up to date; SetupError or DataError where it cannot be."""
    try:
        keys = Keys(settings.secret_key)
    except ValueError as fault:
        raise SetupError(str(fault)) from fault
    book = read_book(settings.data)
    lock = _only_one(settings.database_url)
    engine = open_engine(settings.database_url)
    try:
        await migrate(engine)
        yield House(engine, keys, book, CHANNELS, settings.url, now, lambda: secrets.randbelow(1 << 16))
    finally:
        await engine.dispose()
        if lock is not None:
            lock.close()


def _only_one(database_url: str) -> TextIO | None:
    """The lock that keeps a second process off an SQLite file; None for a server database."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    path = Path(url.database)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_suffix(".lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        lock.close()
        raise SetupError(
            f"HIENDIEN_DATABASE_URL: another process already uses {path}; with several, use PostgreSQL"
        ) from fault
    return lock


def make_app(house: House, intake: Intake, settings: Settings) -> web.Application:
    """The HTTP application of a house."""
    app = web.Application(client_max_size=MAX_BODY, middlewares=middlewares(house, settings.portals))
    WebRoutes(house, intake).add_to(app)

    async def healthz(_: web.Request) -> web.Response:
        async with house.engine.begin() as db:
            await db.execute(text("SELECT 1"))
        return web.json_response({"status": "ok"})

    app.router.add_get("/healthz", healthz)
    return app


async def serve(settings: Settings, ready: Callable[[str], None], stop: asyncio.Event) -> None:
    """Serve until `stop`; `ready` gets the address once it is open."""
    async with open_house(settings) as house:
        intake = Intake(house)
        runner = web.AppRunner(make_app(house, intake, settings), access_log=None, shutdown_timeout=20)
        await runner.setup()
        loops = [
            asyncio.create_task(_every(WAITING_SECONDS, lambda: turns.work_waiting(house))),
            asyncio.create_task(_every(TIDY_SECONDS, lambda: retention.tidy(house, settings.retention_days))),
        ]
        try:
            await web.TCPSite(runner, settings.host, settings.port).start()
            ready(settings.url)
            await stop.wait()
        finally:
            for loop in loops:
                loop.cancel()
            await asyncio.gather(*loops, return_exceptions=True)
            await runner.cleanup()
            await intake.close()


async def _every(seconds: float, job: Callable[[], object]) -> None:
    """Run a job again and again; a failure is logged and does not end it."""
    while True:
        try:
            result = job()
            if asyncio.iscoroutine(result):
                await result
        except Exception as fault:
            log.error("job_failed", fault=type(fault).__name__, exc_info=True)
        await asyncio.sleep(seconds)
