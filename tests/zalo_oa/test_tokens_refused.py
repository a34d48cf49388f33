"""A refresh that Zalo refuses, and a pair that does not get into the database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.turns.sending import TransientError
from storage import zalo_tokens
from tests.house import Clock
from tests.zalo_oa.fake_oa import ACCESS, OA_ID, REFRESH
from tests.zalo_oa.somebody import Somebody
from tests.zalo_oa.station import Station
from tests.zalo_oa.test_tokens import stored


async def _refuse(bot: Station) -> None:
    """Let both tokens be worth nothing, and the server find it out."""
    bot.oa.expire()
    bot.oa.refresh = "another"
    with pytest.raises(TransientError):
        await bot.room.tokens.refused(await bot.room.tokens.access())


async def test_messages_wait_as_long_as_a_refusal_rests_and_zalo_is_left_alone(
    bot: Station, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _refuse(bot)
    calls: list[str] = []
    monkeypatch.setattr(bot.room.tokens._api, "refresh", calls.append)
    clock.forward(minutes=20)
    for ask in (bot.room.tokens.access(), bot.room.tokens.refused(ACCESS)):
        with pytest.raises(TransientError, match="refused: -14014") as caught:
            await ask
        assert caught.value.retry_after == 40 * 60
    assert calls == []


async def test_a_refused_refresh_rests_for_an_hour(bot: Station, an: Somebody, clock: Clock) -> None:
    await _refuse(bot)
    await an.say("xin chào")
    calls = bot.oa.calls
    for _ in range(59):
        clock.forward(minutes=1)
        await bot.room.keep_fresh()
        await bot.deliver()
    assert (await stored(bot.house)).failures == 1
    assert bot.oa.calls == calls
    bot.oa.refresh = REFRESH
    clock.forward(minutes=2)
    await bot.deliver()
    assert bot.oa.refreshes == [REFRESH]
    assert len(an.chat.sent) == 1


async def test_the_first_message_is_told_how_long_to_wait(bot: Station) -> None:
    bot.oa.refresh = "another"
    with pytest.raises(TransientError) as caught:
        await bot.room.tokens.refused(await bot.room.tokens.access())
    assert caught.value.retry_after == 3600


async def test_a_pair_brought_meanwhile_is_used_at_once(bot: Station, clock: Clock) -> None:
    await _refuse(bot)
    async with bot.house.engine.begin() as db:
        now = clock()
        life = timedelta(hours=25)
        pair = zalo_tokens.Pair("access-9", "refresh-9", now, now + life, now + life)
        await zalo_tokens.put(db, bot.house.keys, OA_ID, pair)
    assert await bot.room.tokens.access() == "access-9"


async def test_another_process_at_it_is_waited_for_a_second(bot: Station, clock: Clock) -> None:
    await _refuse(bot)
    clock.forward(hours=1)
    async with bot.house.engine.begin() as db:
        assert await zalo_tokens.claim(db, OA_ID, 1, clock(), clock() + timedelta(seconds=90))
    with pytest.raises(TransientError, match="being refreshed") as caught:
        await bot.room.tokens.refused(ACCESS)
    assert caught.value.retry_after == 1


class _Locked:
    """A database that takes no new pair until it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.locked, self._real = True, zalo_tokens.renew
        monkeypatch.setattr(zalo_tokens, "renew", self.renew)

    async def renew(self, *given: object) -> bool:
        if self.locked:
            raise OSError("locked")
        return await self._real(*given)  # type: ignore[arg-type]


async def test_a_pair_that_is_not_committed_is_not_dropped(
    bot: Station, an: Somebody, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = _Locked(monkeypatch)
    bot.oa.expire()
    await an.say("xin chào")
    await bot.deliver()
    clock.forward(minutes=5)  # the claim is over by now
    await bot.deliver()
    with pytest.raises(OSError, match="locked"):
        await bot.room.keep_fresh()
    assert (bot.oa.refreshes, an.chat.sent) == ([REFRESH], [])
    database.locked = False
    clock.forward(minutes=5)
    await bot.deliver()
    kept = await stored(bot.house)
    assert (kept.number, kept.pair.refresh, kept.failures) == (2, bot.oa.refresh, 0)
    assert (bot.oa.refreshes, len(an.chat.sent)) == ([REFRESH], 1)


async def test_a_process_that_ends_with_an_uncommitted_pair_says_what_to_run(
    bot: Station, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _Locked(monkeypatch)
    with pytest.raises(TransientError):
        await bot.room.tokens.refused(await bot.room.tokens.access())
    await bot.room.close()
    assert '"run": "hiendien zalo login"' in capsys.readouterr().err


async def test_the_last_moment_is_used_to_commit(bot: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    database = _Locked(monkeypatch)
    with pytest.raises(TransientError):
        await bot.room.tokens.refused(await bot.room.tokens.access())
    database.locked = False
    await bot.room.close()
    assert (await stored(bot.house)).pair.refresh == bot.oa.refresh
