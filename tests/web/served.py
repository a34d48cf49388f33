"""The real application in a thread of its own, for browsers: a test may speak in a talk while a page is open."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web

from bot.app import make_app, utc_now
from bot.channels.web import pages
from bot.settings import Settings
from bot.turns import view
from bot.turns.channel import Incoming
from bot.turns.house import House
from bot.turns.intake import Intake
from bot.turns.news import News
from tests.house import make_house

T = TypeVar("T")
PORTAL_STYLE = """
body { font: 1rem/1.6 system-ui, sans-serif; margin: 0; padding: 0 1rem; color: #222; background: #fff }
header { background: #7a1f1f; color: #fff; margin: 0 -1rem; padding: .6rem 1rem }
button, iframe, dialog { float: left; font-size: 6px; width: 20px; opacity: .1; text-transform: uppercase }
"""  # a portal has opinions about buttons


@dataclass
class Served:
    """A chat and a portal that embeds it, each an origin of its own."""

    url: str
    portal: str
    house: House
    intake: Intake
    news: News
    loop: asyncio.AbstractEventLoop

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of something done in the server's own loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(10)

    def say(self, path: str, text: str) -> None:
        """The person of that page says something from elsewhere; whoever has the page open hears of it."""
        self.run(self._say(path.removeprefix("/c/"), text))

    async def _say(self, address: str, text: str) -> None:
        place = (pages.CHANNEL, pages.ACCOUNT, address)
        number = f"elsewhere-{self.loop.time()}"
        before = await view.standing(self.house, *place)
        await self.intake.submit(Incoming(*place, number, self.house.now(), said=text))
        if before:
            self.news.tell(before[0])


@contextmanager
def served(folder: Path, portal_page: str) -> Iterator[Served]:
    """Chat and portal on free ports of two names of this machine, until the block ends."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    over = asyncio.Event()
    ready: asyncio.Future[Served] = loop.create_future()
    task = asyncio.run_coroutine_threadsafe(_serve(folder, portal_page, ready, over), loop)
    yield asyncio.run_coroutine_threadsafe(_result(ready), loop).result(30)
    loop.call_soon_threadsafe(over.set)
    task.result(20)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    loop.close()


async def _result(ready: asyncio.Future[Served]) -> Served:
    return await ready


async def _serve(folder: Path, portal_page: str, ready: asyncio.Future[Served], over: asyncio.Event) -> None:
    database = f"sqlite:///{folder}/served.db"
    portal_port, portal_runner = await _open(_portal(portal_page, lambda: chat))
    portal = f"http://localhost:{portal_port}"
    # Operators may name https origins only; the test has none.
    settings = Settings.model_construct(portals=[portal])
    async with make_house(database, utc_now) as house:
        intake, news = Intake(house), News()
        chat_port, chat_runner = await _open(make_app(house, intake, settings, news))
        chat = f"http://127.0.0.1:{chat_port}"
        ready.set_result(Served(chat, portal, house, intake, news, asyncio.get_running_loop()))
        await over.wait()
        await chat_runner.cleanup()
        await portal_runner.cleanup()
        await intake.close()


def _portal(page: str, chat: Any) -> web.Application:
    """A portal's page under a policy that forbids every inline script and style."""

    async def home(_: web.Request) -> web.Response:
        policy = (
            f"default-src 'none'; script-src {chat()}; style-src 'self'; frame-src {chat()}; img-src data:"
        )
        html = page.replace("CHAT", chat())
        return web.Response(text=html, content_type="text/html", headers={"Content-Security-Policy": policy})

    async def style(_: web.Request) -> web.Response:
        return web.Response(text=PORTAL_STYLE, content_type="text/css")

    app = web.Application()
    app.router.add_get("/", home)
    app.router.add_get("/portal.css", style)
    return app


async def _open(app: web.Application) -> tuple[int, web.AppRunner]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return runner.addresses[0][1], runner
