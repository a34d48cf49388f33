"""A real server with a Zalo bot, killed again and again: what it acknowledged is there, once, and is answered."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import update

from bot.channels.zalo_bot.room import DOOR
from bot.conversation.book import Book
from storage.database import open_engine
from storage.tables import outbox
from tests.killed_server import Server
from tests.storage.person import rows
from tests.zalo_bot.fake_api import FakeZaloBot, serving, token
from tests.zalo_bot.somebody import Somebody
from tests.zalo_bot.station import BOT, HEADER

KILLS, PEOPLE, PATIENCE_SECONDS = 5, 6, 120.0
_LOOK_SECONDS, _LONG_SECONDS = 0.02, 5.0
SECRET = "known to Zalo and to us only".replace(" ", "-")


class Zalo(FakeZaloBot):
    """Brings an update again and again until it is taken."""

    http: aiohttp.ClientSession
    server: Server
    again = 0

    async def deliver(self, update: dict[str, Any], tries: int = 0) -> None:
        """Until 200, whatever happens to the server."""
        while True:
            try:
                async with self.http.post(
                    self.server.url + DOOR.path, json=update, headers={HEADER: SECRET}
                ) as answer:
                    if answer.status == 200:
                        return
                    assert answer.status >= 500, answer.status
            except (aiohttp.ClientError, TimeoutError):
                await asyncio.sleep(0.1)
            self.again += 1


async def _walk(somebody: Somebody, answers: Mapping[str, str], last: str, late: str) -> None:
    """From hello to the card, by what the newest message asks for; the first option of everything else."""
    await somebody.say("/start")
    read = 0
    while True:
        await _something_new(somebody, read)
        read = len(somebody.chat.sent)
        text = somebody.chat.sent[-1].text
        if any(last in sent.text for sent in somebody.chat.sent):
            return
        if "📌" in text:
            continue  # the question comes after the card
        # A thumb's time; whoever was too quick for what was still on its way reads all of it first.
        await asyncio.sleep(1.5 if text.startswith(late) else 0.05)
        read, text = len(somebody.chat.sent), somebody.chat.sent[-1].text
        asked = text.rpartition("\n\n")[2]
        await somebody.say(next((typed for label, typed in answers.items() if label in asked), "1"))


async def _something_new(somebody: Somebody, read: int) -> None:
    """Wait for a message; who waits long for one writes again: an answer lost twice is not sent a third time."""
    waited = 0.0
    while len(somebody.chat.sent) == read:
        await asyncio.sleep(_LOOK_SECONDS)
        waited += _LOOK_SECONDS
        if waited > _LONG_SECONDS:
            await somebody.say("tiếp tục")
            waited = 0.0


async def _a_minute_passes(server: Server) -> None:
    """What was under way when the server was killed may be looked at again."""
    engine = open_engine(server.database)
    async with engine.begin() as db:
        under_way = outbox.c.status == "sending"
        await db.execute(update(outbox).where(under_way).values(due_at=datetime.now(UTC)))
    await engine.dispose()


async def test_a_killed_server_loses_nothing_that_zalo_brought(tmp_path: Path, book: Book) -> None:
    zalo, chance = Zalo(time.time, token(BOT)), random.Random(5)
    label = book.messages.label
    answers = {
        label("onboarding.who.options.household"): "2",
        label("onboarding.shop.options.skip"): "Quán phở Bà Hằng",
    }
    async with (
        asyncio.timeout(PATIENCE_SECONDS),
        serving(zalo) as address,
        aiohttp.ClientSession() as http,
        AsyncExitStack() as closing,
    ):
        zalo.http = http
        zalo.server = server = Server(
            tmp_path,
            ZALO_BOT_TOKEN=token(BOT),
            ZALO_BOT_SECRET=SECRET,
            ZALO_BOT_API=address,
            PUBLIC_URL="https://hiendien.example",
        )
        closing.callback(server.end)
        await server.start()
        people = [Somebody(zalo, f"u{number}") for number in range(PEOPLE)]
        talks = [
            asyncio.create_task(
                _walk(one, answers, label("outcome.result.options.done"), label("common.late"))
            )
            for one in people
        ]
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.1, 0.7))
            await server.kill()
            await _a_minute_passes(server)
            await server.start_forked()
        try:
            await asyncio.wait_for(asyncio.gather(*talks), PATIENCE_SECONDS / 2)
        except TimeoutError:
            raise AssertionError(
                [[sent.text[-80:] for sent in one.chat.sent[-3:]] for one in people]
            ) from None
        assert await server.stop() == 0
    engine = open_engine(server.database)
    kept = {t: await rows(engine, t) for t in ("inbox", "contacts", "conversations", "outbox")}
    await engine.dispose()
    assert zalo.webhook["url"] == "https://hiendien.example" + DOOR.path
    assert not zalo.wrong
    assert zalo.again >= 1
    assert {row["status"] for row in kept["inbox"]} == {"done"}
    assert len({row["update_id"] for row in kept["inbox"]}) == len(kept["inbox"])
    assert len(kept["contacts"]) == PEOPLE
    links = [row for row in kept["conversations"] if row["flow"] == "onboarding"]
    assert [row["state"]["ended"] for row in links] == ["link"] * PEOPLE
    assert not [row for row in kept["outbox"] if row["status"] == "sending"]
