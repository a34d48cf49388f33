"""Events that are odd or too old: counted and left, to nobody else's harm."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest

from bot.channels.zalo_oa.signature import HEADER
from tests.storage.person import rows
from tests.zalo_oa.fake_oa import sign
from tests.zalo_oa.somebody import Somebody
from tests.zalo_oa.station import Station


def _signed(event: Mapping[str, Any]) -> tuple[bytes, dict[str, str]]:
    raw = json.dumps(event).encode()
    return raw, {HEADER: sign(raw, str(event.get("timestamp", "")))}


@pytest.mark.parametrize("timestamp", ["\ud800", "1\udfff", "１７８９"])
async def test_a_time_that_is_no_plain_text_is_malformed(bot: Station, timestamp: str) -> None:
    assert await bot.post(json.dumps({"timestamp": timestamp}).encode(), {}) == 400
    assert bot.house.troubles == {"zalo_oa_malformed": 1}


@pytest.mark.parametrize("bad", ["\ud800", "ã", "1\0", ""])
async def test_an_id_that_no_database_takes_harms_no_other_event(
    bot: Station, an: Somebody, bad: str
) -> None:
    odd = {**an.text("xin chào"), "sender": {"id": bad}}
    others = [Somebody(bot.oa, str(1000 + n)).text("xin chào") for n in range(3)]
    events = [others[0], odd, *others[1:]]
    assert await asyncio.gather(*(bot.post(*_signed(event)) for event in events)) == [200] * 4
    assert await bot.health() == {"zalo_oa_unknown": 1}
    assert await bot.count("inbox") == 3


async def test_what_is_older_than_a_day_is_counted_and_left(bot: Station, an: Somebody) -> None:
    day = 24 * 3600
    await an.say("xin chào", bot.oa.now() - day - 1)
    assert await bot.health() == {"zalo_oa_old": 1}
    assert await bot.count("inbox") == 0
    await an.say("xin chào", bot.oa.now() - day + 60)
    assert await bot.count("inbox") == 1


async def test_a_repeat_after_withdrawing_brings_nobody_back(bot: Station, an: Somebody) -> None:
    events = [await an.say("xin chào"), await an.follow()]
    await bot.deliver()
    events.append(await an.withdraw())
    seen = len(an.chat.sent)
    for again in events:
        assert await bot.oa.deliver(again) == 200
    await bot.deliver()
    assert (await bot.count("contacts"), len(an.chat.sent)) == (0, seen)
    assert (await bot.health())["zalo_oa_repeated"] == 3


async def test_the_key_that_stays_is_not_the_messages_own_id(bot: Station, an: Somebody) -> None:
    event = await an.say("xin chào")
    await an.withdraw()
    kept = [row["update_id"] for row in await rows(bot.house.engine, "inbox")]
    assert len(kept) == 2
    assert event["message"]["msg_id"] not in kept
    assert {len(key) for key in kept} == {22}
