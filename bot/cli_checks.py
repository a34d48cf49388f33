"""Commands that look outside: whether a name is free, whether the pages we send people to still open."""

from __future__ import annotations

import asyncio
import time
from typing import Annotated

import typer

Names = Annotated[list[str], typer.Argument(help="Whole names, such as minhkhue.id.vn.")]


def check_name(names: Names) -> None:
    """Look names up with the settings of the server; one line each: the name, a tab, free, taken or unchecked."""
    import aiohttp

    from bot.data import read_book
    from bot.settings import read_settings
    from bot.turns.availability import open_name_check

    settings = read_settings()
    probes = read_book(settings.data).registrars.probe

    async def work() -> list[str]:
        async with aiohttp.ClientSession() as session:
            check = open_name_check(
                settings.dns_resolver, settings.name_check_url, probes, session, time.monotonic
            )
            return [f"{name}\t{await check.look(name) if check else 'unchecked'}" for name in names]

    print("\n".join(asyncio.run(work())))


def check_pages() -> None:
    """Open every page people are sent to, and keep what was seen; the server does it once a day by itself."""
    import aiohttp

    from bot.app import open_house
    from bot.settings import read_settings
    from bot.turns import page_check

    async def work() -> None:
        async with open_house(read_settings()) as house, aiohttp.ClientSession() as session:
            found = await page_check.check_now(house, session)
        for page in found:
            print(f"{page.state}\t{page.status or '-'}\t{'down' if page.down else '-'}\t{page.address}")
        print(dict(page_check.counts(found)))

    asyncio.run(work())
