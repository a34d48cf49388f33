"""Fetching updates: Zalo gives each once, so each is committed before the next is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.turns.house import House
from bot.turns.intake import TooSlowError
from tests.station import until
from tests.zalo_bot.somebody import Somebody
from tests.zalo_bot.station import Station, station


@pytest.fixture
async def bot(house: House) -> AsyncIterator[Station]:
    """A bot without a public address; the test starts it."""
    async with station(house, hooked=False) as made:
        yield made


async def _too_slow(_: object) -> object:
    raise TooSlowError


async def _all_taken(bot: Station, number: int) -> None:
    """Wait until so many updates are committed and the next call is open."""
    await until(lambda: len(bot.intake.outcomes) == number and not bot.zalo.pending)


async def test_updates_that_waited_are_worked_in_order(bot: Station, an: Somebody) -> None:
    for text in ("/start", "xin chào", "1"):
        await an.say(text)
    bot.zalo.webhook = {"url": "https://old.example/", "secret_token": "x" * 8}
    bot.room.start()
    await _all_taken(bot, 3)
    assert [i.said for i in bot.intake.taken] == [None, "xin chào", "1"]
    assert not bot.zalo.webhook
    assert [name for name, _ in bot.zalo.calls[:2]] == ["deleteWebhook", "getUpdates"]
    assert {given["timeout"] for name, given in bot.zalo.calls if name == "getUpdates"} == {"30"}
    assert bot.pauses == []
    await bot.deliver()
    assert len(an.chat.sent) == 3


async def test_nothing_new_is_no_failure(
    bot: Station, an: Somebody, capsys: pytest.CaptureFixture[str]
) -> None:
    bot.zalo.fail("getUpdates", *[408] * 5)
    await an.say("/start")
    bot.room.start()
    await _all_taken(bot, 1)
    assert bot.pauses == [1] * 5
    assert bot.zalo.count("deleteWebhook") == 1
    assert "warning" not in capsys.readouterr().err


async def test_the_next_is_asked_for_after_the_commit(bot: Station, an: Somebody) -> None:
    await an.say("/start")
    await an.say("xin chào")
    bot.intake.faults.extend([TooSlowError(), OSError("disk full"), TooSlowError()])
    bot.room.start()
    await until(lambda: len(bot.intake.taken) == 1)
    assert bot.pauses == [1, 2, 4]
    await _all_taken(bot, 2)
    assert [i.said for i in bot.intake.taken] == [None, "xin chào"]


async def test_an_update_that_comes_again_is_worked_once(bot: Station, an: Somebody) -> None:
    update = await an.say("/start")
    bot.zalo.pending.append(update.get("result", update))
    bot.room.start()
    await _all_taken(bot, 2)
    assert [o.status for o in bot.intake.outcomes] == ["done", "repeated"]


async def test_what_was_handed_over_is_committed_before_the_end(house: House) -> None:
    async with station(house, hooked=False) as first:
        an = Somebody(first.zalo, "u1")
        await an.say("/start")
        held = asyncio.Event()
        real = first.intake.submit

        async def slow(incoming: object) -> object:
            held.set()
            await asyncio.sleep(0.2)
            return await real(incoming)

        first.intake.submit = slow
        first.room.start()
        await held.wait()
        await first.room.close()
        assert [o.status for o in first.intake.outcomes] == ["done"]
        assert await first.count("inbox") == 1


async def test_an_update_nobody_could_commit_is_told_to_the_operator(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bot.channels.zalo_bot.room._LAST_COMMIT_SECONDS", 0.05)
    async with station(house, hooked=False) as made:
        await Somebody(made.zalo, "u1").say("/start")
        made.intake.submit = _too_slow
        made.room.start()
        await until(lambda: len(made.pauses) >= 3)
        await made.room.close()
        assert "zalo_bot_update_lost" in capsys.readouterr().err
        assert await made.count("inbox") == 0


async def test_a_broken_network_is_waited_out(
    bot: Station, an: Somebody, capsys: pytest.CaptureFixture[str]
) -> None:
    await an.say("/start")
    bot.zalo.fail("getUpdates", *["cut before"] * 7)
    bot.room.start()
    await _all_taken(bot, 1)
    assert bot.pauses == [1, 2, 4, 8, 16, 30, 30]
    assert "zalo_bot_update_lost_perhaps" in capsys.readouterr().err


@pytest.mark.parametrize("fault", [429, 500, "nonsense"])
async def test_after_a_refusal_it_goes_on(bot: Station, an: Somebody, fault: int | str) -> None:
    await an.say("/start")
    bot.zalo.fail("getUpdates", fault, fault)  # type: ignore[arg-type]
    bot.room.start()
    await _all_taken(bot, 1)
    assert bot.pauses == [1, 2]


@pytest.mark.parametrize("code", [401, 403, 404])
async def test_a_refused_token_is_told_and_tried_again_slowly(
    bot: Station, an: Somebody, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    await an.say("/start")
    bot.zalo.fail("getUpdates", code)
    bot.room.start()
    await _all_taken(bot, 1)
    assert bot.pauses == [300]
    assert "HIENDIEN_ZALO_BOT_TOKEN" in capsys.readouterr().err


async def test_a_webhook_that_somebody_sets_is_taken_away_again(bot: Station, an: Somebody) -> None:
    bot.zalo.fail("getUpdates", 408)
    bot.room.start()
    await until(lambda: bot.zalo.count("getUpdates") == 1)
    bot.zalo.webhook = {"url": "https://other.example/", "secret_token": "x" * 8}
    bot.zalo.time_out()  # the open call ends; the next is refused
    await until(lambda: bot.zalo.count("deleteWebhook") == 2)
    await an.say("/start")
    await _all_taken(bot, 1)


async def test_a_fault_of_ours_does_not_end_the_loop(
    bot: Station, an: Somebody, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real, faults = bot.room._polling._take, [RuntimeError("x")]

    async def take(update: object) -> None:
        await real(update)
        if faults:
            raise faults.pop()

    monkeypatch.setattr(bot.room._polling, "_take", take)
    await an.say("/start")
    await an.say("xin chào")
    bot.room.start()
    await _all_taken(bot, 2)
    assert bot.pauses == [1]
    assert "zalo_bot_polling_broken" in capsys.readouterr().err


async def test_stopping_does_not_wait_for_the_long_call(bot: Station) -> None:
    bot.room.start()
    await until(lambda: bot.zalo.count("getUpdates") == 1)
    async with asyncio.timeout(2):
        await bot.room.close()


async def test_without_an_https_address_there_is_no_webhook(bot: Station) -> None:
    bot.room.start()
    await until(lambda: bot.zalo.count("getUpdates") == 1)
    answer = await bot.client.post("/channels/zalo-bot", json={})
    assert answer.status == 404
    assert bot.zalo.count("setWebhook") == 0
