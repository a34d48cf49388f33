"""The running server: pages, channels and jobs together, from the first request to an orderly end."""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol, runtime_checkable

import aiohttp
import structlog
from aiohttp import web

from bot.app import make_app, make_folder, open_house
from bot.conversation.checks import run_checks
from bot.settings import Settings, SetupError
from bot.turns import look_ups, page_check, reminders, retention, turns
from bot.turns.delivery import Delivery
from bot.turns.house import House
from bot.turns.intake import Intake
from bot.turns.news import News
from bot.turns.sending import Sender
from storage.database import settle

log = structlog.get_logger()

WAITING_SECONDS = 1.0
LEFT_OVER_SECONDS = 10.0
REMINDERS_SECONDS = 20.0
SETTLE_SECONDS = 60.0
PAGES_SECONDS = 600.0
TIDY_SECONDS = 3600.0
MOST_FINDINGS = 20


async def serve(settings: Settings, ready: Callable[[str], None], stop: asyncio.Event) -> None:
    """Serve until `stop`; `ready` gets the address once it is open."""
    with _only_server(settings.database_url):
        await _serve(settings, ready, stop)


@contextmanager
def _only_server(database_url: str) -> Iterator[None]:
    """Keep a second server off an SQLite file; a server database takes several."""
    path = make_folder(database_url)
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


async def _serve(settings: Settings, ready: Callable[[str], None], stop: asyncio.Event) -> None:
    async with open_house(settings) as house, aiohttp.ClientSession() as session:
        if settings.data is not None:
            _warn_of_contents(house)
        intake, news = Intake(house), News()
        house.listeners.append(news.tell)
        rooms = dict(_rooms(house, intake, settings, session))
        app = make_app(house, intake, settings, news, lambda: _username(rooms.get("telegram")))
        for room in rooms.values():
            room.add_to(app)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=20)
        await runner.setup()
        over = asyncio.Event()
        loops = [asyncio.create_task(job) for job in _jobs(house, settings, session, over)]
        for name, room in rooms.items():
            delivery = Delivery(house, house.channels[name], room.sender)
            house.listeners.append(delivery.nudge)
            loops.append(asyncio.create_task(delivery.run(over)))
        try:
            await _listen(runner, settings)
            for room in rooms.values():
                room.start()
            ready(settings.url)
            await stop.wait()
        finally:
            over.set()
            await asyncio.gather(*loops)
            await runner.cleanup()
            await asyncio.gather(*(room.close() for room in rooms.values()))
            await intake.close()


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as fault:
        where = f"{settings.host}:{settings.port}"
        raise SetupError(
            f"HIENDIEN_HOST, HIENDIEN_PORT: cannot listen on {where}: {fault.strerror}"
        ) from fault


class Room(Protocol):
    """A channel that is sent to, put together for one account."""

    @property
    def sender(self) -> Sender:
        """What the outbox sends with."""
        ...

    def add_to(self, app: web.Application) -> None:
        """Put its routes into the application."""
        ...

    def start(self) -> None:
        """Begin, once the server answers."""
        ...

    async def close(self) -> None:
        """End in order."""
        ...


@runtime_checkable
class Named(Protocol):
    """A bot that people find by its name."""

    @property
    def username(self) -> str:
        """The name, empty until it is known."""
        ...


def _username(room: Room | None) -> str:
    return room.username if isinstance(room, Named) else ""


def _rooms(
    house: House, intake: Intake, settings: Settings, session: aiohttp.ClientSession
) -> Iterator[tuple[str, Room]]:
    """The channels of the settings by name; what nobody has set up is not even imported."""
    if settings.telegram_token:  # its library takes 30 MB that nobody else needs
        from bot.channels.telegram.room import TelegramRoom

        yield "telegram", TelegramRoom(house, intake, settings, session)
    if settings.zalo_oa_id:
        from bot.channels.zalo_oa.room import ZaloOaRoom

        yield "zalo_oa", ZaloOaRoom(house, intake, settings, session)
    if settings.zalo_bot_token:
        from bot.channels.zalo_bot.room import ZaloBotRoom

        yield "zalo_bot", ZaloBotRoom(house, intake, settings, session)


def _warn_of_contents(house: House) -> None:
    """Say in the log what `flows check` finds: a missing sentence is a talk that breaks off."""
    can = {name: channel.can for name, channel in house.channels.items()}
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
