"""The front door: settings in, a running server out; the only place where everything is put together."""

from __future__ import annotations

import asyncio
import fcntl
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import structlog
from aiohttp import web
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import logs
from bot.channels.console.channel import Console
from bot.channels.telegram.channel import Telegram
from bot.channels.web.channel import Web
from bot.channels.web.downloads import Downloads
from bot.channels.web.routes import WebRoutes
from bot.conversation.checks import run_checks
from bot.data import read_book
from bot.desk.staff import staff_reply
from bot.http import middlewares, safe_headers
from bot.settings import Settings, SetupError
from bot.turns import look_ups, page_check, reminders, retention, turns
from bot.turns.availability import open_name_check
from bot.turns.delivery import Delivery
from bot.turns.house import House
from bot.turns.intake import Intake
from bot.turns.news import News
from storage.database import open_engine, reading, settle
from storage.keys import Keys
from storage.migrate import migrate

if TYPE_CHECKING:
    from bot.channels.telegram.room import TelegramRoom

log = structlog.get_logger()

CHANNELS = {channel.name: channel for channel in (Web(), Telegram(), Console())}
MOST_FINDINGS = 20
MAX_BODY = 64 * 1024
WAITING_SECONDS = 1.0
LEFT_OVER_SECONDS = 10.0
REMINDERS_SECONDS = 20.0
SETTLE_SECONDS = 60.0
PAGES_SECONDS = 600.0
TIDY_SECONDS = 3600.0


def utc_now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_house(
    settings: Settings, now: Callable[[], datetime] = utc_now, *, made: bool = False
) -> AsyncIterator[House]:
    """The house of these settings, its database up to date; SetupError or DataError where it cannot be.

    `made` where there must be a database already: a mistyped one would look like one without people.
    """
    logs.configure()
    try:
        keys = Keys(settings.secret_key)
    except ValueError as fault:
        raise SetupError(str(fault)) from fault
    book = read_book(settings.data)
    path = _make_folder(settings.database_url)
    if made and path is not None and not path.exists():
        raise SetupError(f"HIENDIEN_DATABASE_URL: there is no file {path}")
    engine = open_engine(settings.database_url)
    try:
        await _migrate(engine)
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
            check = open_name_check(
                settings.dns_resolver, settings.name_check_url, book.registrars.probe, session, time.monotonic
            )
            yield House(
                engine,
                keys,
                book,
                CHANNELS,
                settings.url,
                now,
                lambda: secrets.randbelow(1 << 16),
                look=check.look if check else None,
                staff=frozenset(settings.staff),
                staff_reply=staff_reply(settings.staff) if settings.staff else None,
            )
    finally:
        await engine.dispose()


async def _migrate(engine: AsyncEngine) -> None:
    """Bring the database up to date; SetupError where it cannot be reached."""
    try:
        await migrate(engine)
    except (OSError, DBAPIError) as fault:
        cause = fault.orig if isinstance(fault, DBAPIError) else fault
        raise SetupError(f"HIENDIEN_DATABASE_URL: the database does not open: {cause}") from fault


def _make_folder(database_url: str) -> Path | None:
    """The SQLite file of the URL, in a folder that exists now; None for a server database."""
    try:
        url = make_url(database_url)
    except ArgumentError as fault:
        raise SetupError("HIENDIEN_DATABASE_URL: write sqlite:///file or postgresql://…") from fault
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise SetupError(
            f"HIENDIEN_DATABASE_URL: {url.get_backend_name()} is not supported; use SQLite or PostgreSQL"
        )
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    path = Path(url.database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise SetupError(f"HIENDIEN_DATABASE_URL: {path.parent} cannot be made: {fault.strerror}") from fault
    return path


@contextmanager
def _only_server(database_url: str) -> Iterator[None]:
    """Keep a second server off an SQLite file; a server database takes several."""
    path = _make_folder(database_url)
    if path is None:
        yield
        return
    with path.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise SetupError(
                f"HIENDIEN_DATABASE_URL: another server already uses {path}; for several, use PostgreSQL"
            ) from fault
        yield


def make_app(house: House, intake: Intake, settings: Settings, news: News | None = None) -> web.Application:
    """The HTTP application of a house; `news` wakes the pages that are open."""
    app = web.Application(client_max_size=MAX_BODY, middlewares=middlewares(house))
    app.on_response_prepare.append(safe_headers(settings.portals))
    WebRoutes(house, intake, news or News()).add_to(app)
    Downloads(house).add_to(app)

    async def healthz(_: web.Request) -> web.Response:
        async with reading(house.engine).begin() as db:
            await db.execute(text("SELECT 1"))
        return web.json_response({"status": "ok"})

    app.router.add_get("/healthz", healthz)
    return app


async def serve(settings: Settings, ready: Callable[[str], None], stop: asyncio.Event) -> None:
    """Serve until `stop`; `ready` gets the address once it is open."""
    with _only_server(settings.database_url):
        await _serve(settings, ready, stop)


async def _serve(settings: Settings, ready: Callable[[str], None], stop: asyncio.Event) -> None:
    async with open_house(settings) as house, aiohttp.ClientSession() as session:
        if settings.data is not None:
            _warn_of_contents(house)
        intake, news = Intake(house), News()
        house.listeners.append(news.tell)
        app = make_app(house, intake, settings, news)
        telegram = _telegram(house, intake, settings, session)
        if telegram is not None:
            telegram.add_to(app)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=20)
        await runner.setup()
        over = asyncio.Event()
        loops = [asyncio.create_task(job) for job in _jobs(house, settings, session, over)]
        if telegram is not None:
            delivery = Delivery(house, CHANNELS["telegram"], telegram.sender)
            house.listeners.append(delivery.nudge)
            loops.append(asyncio.create_task(delivery.run(over)))
        try:
            await _listen(runner, settings)
            if telegram is not None:
                telegram.start()
            ready(settings.url)
            await stop.wait()
        finally:
            over.set()
            await asyncio.gather(*loops)
            await runner.cleanup()
            if telegram is not None:
                await telegram.close()
            await intake.close()


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as fault:
        where = f"{settings.host}:{settings.port}"
        raise SetupError(
            f"HIENDIEN_HOST, HIENDIEN_PORT: cannot listen on {where}: {fault.strerror}"
        ) from fault


def _telegram(
    house: House, intake: Intake, settings: Settings, session: aiohttp.ClientSession
) -> TelegramRoom | None:
    """The bot of the settings, None without one: its library takes 30 MB that nobody else needs."""
    if not settings.telegram_token:
        return None
    from bot.channels.telegram.room import TelegramRoom

    return TelegramRoom(house, intake, settings, session)


def _warn_of_contents(house: House) -> None:
    """Say in the log what `flows check` finds: a missing sentence is a talk that breaks off."""
    can = {name: channel.can for name, channel in CHANNELS.items()}
    findings = run_checks(house.book, can, house.today())
    for finding in findings[:MOST_FINDINGS]:
        log.warning("contents", finding=str(finding), of=len(findings), see="hiendien flows check")


def _jobs(
    house: House, settings: Settings, session: aiohttp.ClientSession, over: asyncio.Event
) -> Iterator[Coroutine[Any, Any, None]]:
    """What the server does by itself, each in its own rhythm."""
    yield _every(WAITING_SECONDS, over, lambda: turns.work_waiting(house))
    yield _every(WAITING_SECONDS, over, lambda: look_ups.work_left_over(house, LEFT_OVER_SECONDS))
    yield _every(REMINDERS_SECONDS, over, lambda: reminders.fire_due(house))
    yield _every(SETTLE_SECONDS, over, lambda: settle(house.engine))
    yield _every(TIDY_SECONDS, over, lambda: retention.tidy(house, settings.retention_days))
    yield _every(PAGES_SECONDS, over, lambda: page_check.check_pages(house, session))


async def _every(seconds: float, over: asyncio.Event, job: Callable[[], Awaitable[object]]) -> None:
    """Run a job again and again until `over`; a failure is logged and does not end it.

    Never cancelled: a transaction cut off in the middle leaves SQLite's write lock behind.
    """
    while not over.is_set():
        try:
            await job()
        except Exception as fault:
            log.error("job_failed", fault=type(fault).__name__, exc_info=True)
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), seconds)
