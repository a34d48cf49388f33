"""`hiendien demo` on a fresh machine with nothing but the bot's token."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import time
from pathlib import Path

from bot.conversation.book import Book
from tests.zalo_bot.fake_api import FakeZaloBot, serving, token
from tests.zalo_bot.somebody import Somebody
from tests.zalo_bot.station import BOT

READING = 5  # seconds: nobody answers in the moment a question arrives


async def test_the_demo_answers_on_zalo_by_polling(tmp_path: Path, book: Book) -> None:
    zalo = FakeZaloBot(time.time, token(BOT))
    an = Somebody(zalo, "u1")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with asyncio.timeout(60), serving(zalo) as address:
        env = {name: value for name, value in os.environ.items() if not name.startswith("HIENDIEN_")}
        env |= {
            "HIENDIEN_ZALO_BOT_TOKEN": token(BOT),
            "HIENDIEN_ZALO_BOT_API": address,
            "HIENDIEN_PORT": str(port),
        }
        with (tmp_path / "log").open("wb") as log:
            demo = await asyncio.create_subprocess_exec(
                Path(sys.executable).with_name("hiendien"),
                "demo",
                cwd=tmp_path,
                env=env,
                stdout=log,
                stderr=log,
            )
        try:
            for text in ("xin chào", "1"):
                before = len(an.chat.sent)
                await an.say(text, time.time() + READING)
                while not any("\n1. " in sent.text for sent in an.chat.sent[before:]):  # noqa: ASYNC110 - no event tells
                    await asyncio.sleep(0.05)
        finally:
            demo.terminate()
            await demo.wait()
    assert an.chat.sent[-1].text.startswith(book.messages.label("onboarding.who.ask"))
    assert demo.returncode == 0
    assert token(BOT) not in (tmp_path / "log").read_text()
    assert not zalo.wrong
