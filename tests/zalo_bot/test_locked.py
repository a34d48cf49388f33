"""A database that somebody else holds: Zalo is told in time to come again, and nothing acknowledged is lost."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from sqlalchemy import text

from tests.zalo_bot.somebody import Somebody
from tests.zalo_bot.station import Station

HELD_SECONDS = 5.0


async def test_every_answer_comes_within_two_seconds(bot: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.turns.intake.COMMIT_SECONDS", 1.5)
    answered: list[tuple[float, int]] = []
    real = bot.zalo.post
    assert real is not None

    async def timed(url: str, secret: str, update: dict[str, Any]) -> int:
        began = time.monotonic()
        status = await real(url, secret, update)
        answered.append((time.monotonic() - began, status))
        return status

    bot.zalo.post = timed
    people = [Somebody(bot.zalo, f"u{number}") for number in range(5)]
    async with bot.house.engine.begin() as db:  # BEGIN IMMEDIATE: nobody else writes until it ends
        await db.execute(text("SELECT 1"))
        brought = [asyncio.create_task(one.say("/start")) for one in people]
        await asyncio.sleep(HELD_SECONDS)
    updates = await asyncio.gather(*brought)
    for update in updates:  # whether it was acknowledged in the end or not
        await bot.zalo.deliver(update)
    assert max(seconds for seconds, _ in answered) < 2.0
    assert [status for _, status in answered][: len(people)] == [503] * len(people)
    assert [status for _, status in answered][-len(people) :] == [200] * len(people)
    await bot.deliver()
    assert await bot.count("inbox") == len(people)
    assert [len(one.chat.sent) for one in people] == [1] * len(people)
