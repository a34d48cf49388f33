"""What is odd in what Zalo brings, and what is left once somebody is erased."""

from __future__ import annotations

import asyncio
import gzip
import json

from bot.channels.zalo_bot.room import DOOR
from tests.storage.person import rows
from tests.zalo_bot.somebody import Somebody
from tests.zalo_bot.station import HEADER, Station
from tests.zalo_bot.test_updates import UPDATES


async def _raw(bot: Station, body: bytes, **headers: str) -> int:
    secret = {HEADER: bot.zalo.webhook["secret_token"], "Content-Type": "application/json"}
    return (await bot.client.post(DOOR.path, data=body, headers=secret | headers)).status


async def test_after_erasing_nothing_tells_who_it_was_and_a_late_repeat_brings_nobody_back(
    bot: Station, an: Somebody
) -> None:
    first = await an.say("xin chào")
    await bot.deliver()
    for text in ("1", "dữ liệu của tôi", "xoá dữ liệu của tôi", "xoá hết"):
        await an.say(text)
        await bot.deliver()
    assert await bot.count("contacts") <= 1  # only to be told
    said = len(an.chat.sent)
    await bot.zalo.deliver(first)
    await bot.deliver()
    assert len(an.chat.sent) == said
    assert an.chat_id not in str([row["update_id"] for row in await rows(bot.house.engine, "inbox")])


async def test_a_compressed_body_is_refused_unread(bot: Station) -> None:
    for body in (b"not packed", gzip.compress(json.dumps(UPDATES["text_bare"]).encode())):
        assert await _raw(bot, body, **{"Content-Encoding": "gzip"}) == 415
    assert await bot.count("inbox") == 0
    assert bot.house.troubles == {"zalo_bot_body_415": 2}


async def test_an_id_that_no_database_takes_is_unknown_and_harms_no_other(bot: Station, an: Somebody) -> None:
    text = json.dumps(UPDATES["text_bare"])
    chat = UPDATES["text_bare"]["message"]["chat"]["id"]
    bad = text.replace(f'"{chat}"', '"\\ud800"').encode()
    statuses = await asyncio.gather(_raw(bot, bad), _raw(bot, text.encode()))
    assert list(statuses) == [200, 200]
    assert bot.house.troubles == {"zalo_bot_unknown": 1}
    assert await bot.count("inbox") == 1
