"""SQLite serves one process; a second one is told which setting to change."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from bot.app import open_house
from bot.server import serve
from bot.settings import Settings, SetupError
from tests.house import SECRET


def settings(url: str) -> Settings:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return Settings(database_url=url, secret_key=[SECRET], port=free.getsockname()[1])


async def served_beside_another(url: str, other: str) -> None:
    """Serve `other` for a moment while another server holds `url`; both end."""
    stop, ready = asyncio.Event(), asyncio.Event()
    first = asyncio.create_task(serve(settings(url), lambda _: ready.set(), stop))
    await ready.wait()
    try:
        over = asyncio.Event()
        await serve(settings(other), lambda _: over.set(), over)
    finally:
        stop.set()
        await first


async def test_a_second_server_on_the_same_file_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/one.db"
    with pytest.raises(SetupError, match=r"HIENDIEN_DATABASE_URL.*one\.db.*PostgreSQL"):
        await served_beside_another(url, url)
    await served_beside_another(url, f"sqlite:///{tmp_path}/other.db")  # free again


async def test_several_servers_may_share_postgresql(postgres_only: None, database_url: str) -> None:
    await served_beside_another(database_url, database_url)


async def test_a_short_key_stops_the_start(tmp_path: Path) -> None:
    short = Settings(database_url=f"sqlite:///{tmp_path}/one.db", secret_key=["short"])
    with pytest.raises(SetupError, match="HIENDIEN_SECRET_KEY"):
        async with open_house(short):
            pass
