"""Fetching updates: committed before they are confirmed, whatever breaks in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.turns.house import House
from bot.turns.intake import TooSlowError
from tests.station import until
from tests.telegram.fake_api import RefusedError
from tests.telegram.somebody import Somebody
from tests.telegram.station import Station, station

CONFLICT = RefusedError(409, "Conflict: terminated by other getUpdates request")


@pytest.fixture
async def bot(house: House) -> AsyncIterator[Station]:
    """A bot without a public address; the test starts it."""
    async with station(house, hooked=False) as made:
        yield made


@pytest.fixture
def an(bot: Station) -> Somebody:
    return Somebody(bot.telegram, 5001)


async def _all_taken(bot: Station) -> None:
    """Wait until every update is committed and confirmed, and the next long request is open."""
    await until(lambda: not bot.telegram.pending and bot.telegram.count("getUpdates") > 0)


async def test_updates_that_waited_are_worked_in_order(bot: Station, an: Somebody) -> None:
    await an.say("/start")
    await an.say("xin chào")
    bot.telegram.webhook = {"url": "https://old.example/"}
    bot.room.start()
    await _all_taken(bot)
    assert [i.said for i in bot.intake.taken] == [None, "xin chào"]
    assert not bot.telegram.webhook
    assert ("deleteWebhook", {"drop_pending_updates": False}) in bot.telegram.calls
    asked = [given for name, given in bot.telegram.calls if name == "getUpdates"]
    assert asked[0] == {
        "timeout": 50,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
    }
    assert asked[-1]["offset"] == int(bot.intake.taken[-1].update_id) + 1


async def test_news_come_through_the_open_request(bot: Station, an: Somebody) -> None:
    bot.room.start()
    await until(lambda: bot.telegram.count("getUpdates") == 1)
    await an.say("/start")
    await _all_taken(bot)
    await bot.deliver()
    await an.press(an.chat.sent[-1].answers[0][0])
    await until(lambda: len(bot.telegram.answered) == 1)
    assert [o.status for o in bot.intake.outcomes] == ["done", "done"]
    assert bot.pauses == []


async def test_an_update_that_cannot_be_committed_holds_the_others_up(bot: Station, an: Somebody) -> None:
    await an.say("/start")
    await an.say("xin chào")
    bot.intake.faults.extend([TooSlowError(), OSError("disk full"), TooSlowError()])
    bot.room.start()
    await _all_taken(bot)
    assert [i.said for i in bot.intake.taken] == [None, "xin chào"]
    assert bot.pauses == [1, 2, 4]


async def test_a_crash_between_commit_and_confirmation_doubles_nothing(house: House) -> None:
    async with station(house, hooked=False) as first:
        an = Somebody(first.telegram, 5001)
        await an.say("/start")
        # The update comes and is committed; after that the network is gone, and with it the confirmation.
        first.telegram.fail("getUpdates", None, *["cut before"] * 1000)
        first.room.start()
        await until(lambda: len(first.intake.taken) == 1)
        await first.room.close()
        waiting = list(first.telegram.pending)
        assert [u["update_id"] for u in waiting] == [int(first.intake.taken[0].update_id)]
    async with station(house, hooked=False) as second:
        Somebody(second.telegram, 5001)
        second.telegram.pending = waiting
        second.room.start()
        await _all_taken(second)
        assert [o.status for o in second.intake.outcomes] == ["repeated"]
        assert await second.count("inbox") == 1


async def test_a_crash_before_the_commit_loses_nothing(house: House) -> None:
    async with station(house, hooked=False) as first:
        an = Somebody(first.telegram, 5001)
        await an.say("/start")
        first.intake.faults.extend(TooSlowError() for _ in range(10_000))
        first.room.start()
        await until(lambda: len(first.pauses) >= 3)
        await first.room.close()
        waiting = list(first.telegram.pending)
        assert await first.count("inbox") == 0
    async with station(house, hooked=False) as second:
        second.telegram.pending = waiting
        second.room.start()
        await _all_taken(second)
        assert [o.status for o in second.intake.outcomes] == ["done"]


async def test_a_broken_network_is_waited_out(bot: Station, an: Somebody) -> None:
    await an.say("/start")
    bot.telegram.fail("getUpdates", *["cut before"] * 12)
    bot.room.start()
    await _all_taken(bot)
    assert bot.pauses[:5] == [1, 2, 4, 8, 16]
    assert set(bot.pauses[5:]) == {30}
    assert len(bot.intake.taken) == 1


async def test_told_to_wait_it_waits(bot: Station, an: Somebody) -> None:
    await an.say("/start")
    bot.telegram.fail("getUpdates", RefusedError(429, "Too Many Requests: retry after 7", retry_after=7))
    bot.room.start()
    await _all_taken(bot)
    assert bot.pauses == [7]


async def test_another_poller_is_told_to_the_operator_once(
    bot: Station, an: Somebody, capsys: pytest.CaptureFixture[str]
) -> None:
    await an.say("/start")
    bot.telegram.fail("getUpdates", *[CONFLICT] * 5)
    bot.room.start()
    await _all_taken(bot)
    assert bot.pauses == [1, 2, 300, 300, 300]
    log = capsys.readouterr().err
    assert log.count("telegram_conflict") == 1
    assert "HIENDIEN_TELEGRAM_TOKEN" in log


async def test_a_webhook_that_somebody_sets_is_taken_away_again(bot: Station, an: Somebody) -> None:
    bot.room.start()
    await until(lambda: bot.telegram.count("getUpdates") == 1)
    bot.telegram.webhook = {"url": "https://other.example/"}
    bot.telegram._arrive({"update_id": 5, "poll": {}})
    await until(lambda: bot.telegram.count("deleteWebhook") == 2)
    await an.say("/start")
    await until(lambda: len(bot.intake.taken) == 1)


async def test_a_refused_token_ends_it(bot: Station, capsys: pytest.CaptureFixture[str]) -> None:
    bot.telegram.fail("getUpdates", RefusedError(401, "Unauthorized"))
    bot.room.start()
    await until(lambda: bot.room._task is not None and bot.room._task.done())
    assert "HIENDIEN_TELEGRAM_TOKEN" in capsys.readouterr().err
    assert bot.pauses == []


@pytest.mark.parametrize("answer", ["{", '{"ok":true}', '{"result":5}', '{"result":[5]}', '{"result":[{}]}'])
async def test_an_answer_nobody_can_read_is_asked_again(
    bot: Station, an: Somebody, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    await an.say("/start")
    real, answers = bot.room._polling._request.retrieve, [answer.encode()]

    async def retrieve(url: str, **times: float) -> bytes:
        return answers.pop() if answers else await real(url, **times)

    monkeypatch.setattr(
        "bot.channels.telegram.request.AiohttpRequest.retrieve", lambda _, u, **t: retrieve(u, **t)
    )
    bot.room.start()
    await _all_taken(bot)
    assert bot.pauses == [1]


async def test_stopping_does_not_wait_for_the_long_request(bot: Station) -> None:
    bot.room.start()
    await until(lambda: bot.telegram.count("getUpdates") == 1)
    async with asyncio.timeout(2):
        await bot.room.close()


async def test_without_an_https_address_there_is_no_webhook(bot: Station) -> None:
    bot.room.start()
    await until(lambda: bot.telegram.count("getUpdates") == 1)
    answer = await bot.client.post("/channels/telegram", json={})
    assert answer.status == 404
    assert bot.telegram.count("setWebhook") == 0
