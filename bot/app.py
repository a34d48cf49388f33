"""The front door: settings in, a house and its application out; where everything is put together."""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
from aiohttp import web
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import logs
from bot.channels.console.channel import Console
from bot.channels.telegram.channel import Telegram
from bot.channels.web.channel import Web
from bot.channels.web.doors import Doors
from bot.channels.web.downloads import Downloads
from bot.channels.web.joins import Joins
from bot.channels.web.referral import Referrals
from bot.channels.web.routes import WebRoutes
from bot.channels.zalo_bot.channel import ZaloBot
from bot.channels.zalo_oa.channel import ZaloOa
from bot.data import read_book
from bot.desk.staff import staff_reply
from bot.http import middlewares, safe_headers
from bot.settings import Settings, SetupError
from bot.turns.availability import open_name_check
from bot.turns.channel import Channel, Reach
from bot.turns.house import House
from bot.turns.intake import Intake
from bot.turns.news import News
from storage.database import open_engine, reading
from storage.keys import Keys
from storage.migrate import migrate

CHANNELS: Mapping[str, Channel] = {
    channel.name: channel for channel in (Web(), Telegram(), ZaloOa(), ZaloBot(), Console())
}
MAX_BODY = 64 * 1024


def channels_of(settings: Settings) -> Mapping[str, Channel]:
    """Every channel by name, as the settings say what it may do."""
    reach: Reach = "push" if settings.zalo_bot_reminders else "none"
    oa = ZaloOa(settings.zalo_oa_buttons, settings.zalo_oa_paid_messages)
    return {**CHANNELS, "zalo_oa": oa, "zalo_bot": ZaloBot(reach=reach)}


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
    path = _file(settings.database_url)
    if made and path is not None and not path.exists():
        raise SetupError(f"HIENDIEN_DATABASE_URL: there is no file {path}")
    make_folder(settings.database_url)
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
                channels_of(settings),
                settings.url,
                now,
                lambda: secrets.randbelow(1 << 16),
                look=check.look if check else None,
                staff=frozenset(settings.staff),
                staff_reply=staff_reply(settings.staff) if settings.staff else None,
                shared=frozenset({"zalo_oa"} if settings.zalo_oa_shared else ()),
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


def make_folder(database_url: str) -> Path | None:
    """The SQLite file of the URL, in a folder that exists now; None for a server database."""
    path = _file(database_url)
    if path is None:
        return None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise SetupError(f"HIENDIEN_DATABASE_URL: {path.parent} cannot be made: {fault.strerror}") from fault
    return path


def _file(database_url: str) -> Path | None:
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
    return Path(url.database)


def make_app(
    house: House,
    intake: Intake,
    settings: Settings,
    news: News | None = None,
    telegram_name: Callable[[], str] = str,
) -> web.Application:
    """The HTTP application of a house; `news` wakes open pages, `telegram_name` is empty without a bot."""
    app = web.Application(client_max_size=MAX_BODY, middlewares=middlewares(house))
    app.on_response_prepare.append(safe_headers(settings.portals))
    WebRoutes(house, intake, news or News()).add_to(app)
    apps = {"zalo_oa": f"https://zalo.me/{settings.zalo_oa_id}"} if settings.zalo_oa_id else {}
    Downloads(house, apps).add_to(app)
    Joins(house).add_to(app)
    Referrals(house, Doors(settings.zalo_oa_id, settings.zalo_bot_link, telegram_name)).add_to(app)

    async def healthz(_: web.Request) -> web.Response:
        async with reading(house.engine).begin() as db:
            await db.execute(text("SELECT 1"))
        troubles = {"troubles": dict(house.troubles)} if house.troubles else {}
        return web.json_response({"status": "ok", **troubles})

    app.router.add_get("/healthz", healthz)
    return app
