"""Tokens: one refresher among all, the new pair kept before it is used, and no loop where it fails."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.zalo_oa.room import ZaloOaRoom
from bot.turns.house import House
from bot.turns.sending import TransientError
from storage import zalo_tokens
from storage.tables import zalo_tokens as table
from tests.house import Clock
from tests.zalo_oa.fake_oa import ACCESS, OA_ID, REFRESH, FakeOa
from tests.zalo_oa.somebody import Somebody
from tests.zalo_oa.station import Station, station


async def stored(house: House) -> zalo_tokens.Stored:
    """What is kept."""
    async with house.engine.begin() as db:
        found = await zalo_tokens.load(db, house.keys, OA_ID)
    assert found is not None
    return found


async def test_the_settings_seed_an_empty_table_only(bot: Station, house: House) -> None:
    assert await bot.room.tokens.access() == ACCESS
    await bot.room.keep_fresh()
    assert bot.oa.refreshes == [REFRESH]
    async with station(house, bot.oa) as again:  # with the same settings, the pair in them used up
        assert await again.room.tokens.access() == (await stored(house)).pair.access != ACCESS
        await again.room.keep_fresh()
    assert bot.oa.refreshes == [REFRESH]


async def test_they_are_sealed(bot: Station) -> None:
    await bot.room.keep_fresh()
    kept = await stored(bot.house)
    async with bot.house.engine.begin() as db:
        row = (await db.execute(select(table))).one()
    for token in (kept.pair.access, kept.pair.refresh):
        assert token.encode() not in bytes(row.access) + bytes(row.refresh)
        assert token not in repr(kept)


async def test_they_are_refreshed_after_twenty_hours(bot: Station, clock: Clock) -> None:
    await bot.room.keep_fresh()
    clock.forward(hours=19, minutes=59)
    await bot.room.keep_fresh()
    assert len(bot.oa.refreshes) == 1
    clock.forward(minutes=1)
    await bot.room.keep_fresh()
    assert len(bot.oa.refreshes) == 2
    kept = (await stored(bot.house)).pair
    assert (kept.expires_at - kept.obtained_at, kept.refresh_at - kept.obtained_at) == (
        timedelta(hours=25),
        timedelta(hours=20),
    )


async def test_without_any_tokens_receiving_goes_on_and_the_health_page_says_so(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    async with station(house, zalo_oa_access_token="", zalo_oa_refresh_token="") as bot:
        await bot.room.keep_fresh()
        an = Somebody(bot.oa)
        await an.say("xin chào")
        await bot.deliver()
        assert [o.status for o in bot.intake.outcomes] == ["done"]
        assert (await bot.health())["zalo_oa_no_tokens"] >= 1
    assert "hiendien zalo login" in capsys.readouterr().err
    async with station(house) as bot:  # once there are tokens, what waited is sent
        bot.oa.chats[an.id] = an.chat
        bot.house.now.forward(minutes=2)  # type: ignore[attr-defined]
        await bot.deliver()
        assert len(an.chat.sent) == 1


async def test_an_expiry_in_the_middle_of_a_talk_is_not_noticed(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await an.say("xin chào")
    await bot.deliver()
    bot.oa.expire()
    await an.press(an.chat.sent[-1].answers[0][0])
    await bot.deliver()
    assert len(an.chat.sent) == 2
    assert bot.oa.refreshes == [REFRESH]


async def test_many_messages_at_once_refresh_once(bot: Station) -> None:
    people = [Somebody(bot.oa, str(2000 + n)) for n in range(20)]
    bot.oa.expire()
    for person in people:
        await person.say("xin chào")
    await bot.deliver()
    assert [len(person.chat.sent) for person in people] == [1] * 20
    assert bot.oa.refreshes == [REFRESH]


async def test_two_tasks_of_one_process_race(bot: Station) -> None:
    bot.oa.expire()
    tokens = await asyncio.gather(*(bot.room.tokens.refused(ACCESS) for _ in range(5)))
    assert len(set(tokens)) == 1
    assert bot.oa.refreshes == [REFRESH]


async def test_a_lost_answer_is_tried_once_more_and_then_a_person_is_called(
    bot: Station, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    bot.oa.token_faults.append("cut after")
    await bot.room.keep_fresh()
    kept = await stored(bot.house)
    assert (kept.pair.refresh, kept.failures) == (REFRESH, 1)  # the old pair stays
    assert kept.failure is not None
    assert "after a lost answer" in kept.failure
    assert bot.oa.refreshes == [REFRESH]
    assert await bot.health() == {"zalo_oa_refresh_failed": 1}
    line = capsys.readouterr().err
    assert "hiendien zalo status" in line
    assert REFRESH not in line
    for _ in range(20):  # no loop
        await bot.room.keep_fresh()
    assert (await stored(bot.house)).failures == 1
    clock.forward(hours=1)
    await bot.room.keep_fresh()
    assert (await stored(bot.house)).failures == 2


async def test_an_answer_lost_on_the_way_there_costs_nothing(bot: Station) -> None:
    bot.oa.token_faults.append("cut before")
    await bot.room.keep_fresh()
    assert bot.oa.refreshes == [REFRESH]
    assert (await stored(bot.house)).failures == 0
    assert bot.pauses == [1.0]


async def test_two_lost_answers_are_tried_again_after_a_rest(bot: Station, clock: Clock) -> None:
    bot.oa.token_faults.extend(["cut before", 500])
    await bot.room.keep_fresh()
    assert (await stored(bot.house)).failure == "two answers were lost"
    clock.forward(minutes=10)
    await bot.room.keep_fresh()
    kept = await stored(bot.house)
    assert (kept.number, kept.failures, kept.failure) == (2, 0, None)


async def test_a_door_that_is_shut_is_no_lost_answer(bot: Station, clock: Clock) -> None:
    bot.oa.token_faults.append(503)
    await bot.room.keep_fresh()
    assert (bot.oa.refreshes, bot.pauses) == ([], [])
    clock.forward(seconds=30)
    await bot.room.keep_fresh()
    assert bot.oa.refreshes == [REFRESH]


async def test_while_refreshing_fails_the_old_token_is_used_as_long_as_it_lasts(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await bot.room.keep_fresh()
    clock.forward(hours=21)
    bot.oa.token_faults.extend([503] * 9)
    await bot.room.keep_fresh()
    await an.say("xin chào")
    await bot.deliver()
    assert len(an.chat.sent) == 1
    clock.forward(hours=5)  # now it is over: the message waits, the event is taken
    await an.say("bắt đầu")
    await bot.deliver()
    assert len(an.chat.sent) == 1
    bot.oa.token_faults.clear()
    clock.forward(minutes=2)
    await bot.room.keep_fresh()
    await bot.deliver()
    assert len(an.chat.sent) == 2


async def test_a_wrong_app_secret_is_told_and_mended_by_the_setting(house: House, clock: Clock) -> None:
    async with station(house, zalo_oa_app_secret="mistyped") as bot:
        await bot.room.keep_fresh()
        assert "-14002" in str((await stored(house)).failure)
        oa = bot.oa
    clock.forward(hours=1)
    async with station(house, oa) as bot:
        await bot.room.keep_fresh()
        assert oa.refreshes == [REFRESH]


async def test_the_new_pair_is_committed_before_it_is_used(
    bot: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that does not commit for a while: nobody gets the new token until it does."""
    real, refusals = zalo_tokens.renew, [OSError("locked"), OSError("locked")]

    async def renew(*given: object) -> bool:
        if refusals:
            raise refusals.pop()
        assert bot.oa.calls == 0
        return await real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(zalo_tokens, "renew", renew)
    token = await bot.room.tokens.refused(ACCESS)
    assert (await stored(bot.house)).pair.access == token
    assert bot.oa.refreshes == [REFRESH]
    assert len(bot.pauses) == 2


async def test_a_process_that_died_while_refreshing_is_waited_for_and_replaced(
    bot: Station, clock: Clock
) -> None:
    await bot.room.tokens.access()
    async with bot.house.engine.begin() as db:
        now = clock()
        assert await zalo_tokens.claim(db, OA_ID, 1, now, now + timedelta(seconds=90))
    with pytest.raises(TransientError):
        await bot.room.tokens.refused(ACCESS)
    assert bot.oa.refreshes == []
    clock.forward(seconds=90)
    await bot.room.tokens.refused(ACCESS)
    assert bot.oa.refreshes == [REFRESH]


@pytest.mark.parametrize("fault", [OSError("disk"), SQLAlchemyError("locked"), ValueError("its key is gone")])
@pytest.mark.parametrize("while_sending", ["load", "claim"])
async def test_a_database_in_trouble_loses_no_message(
    bot: Station,
    an: Somebody,
    clock: Clock,
    fault: Exception,
    while_sending: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await an.say("xin chào")
    bot.oa.expire()

    async def broken(*_: object) -> None:
        raise fault

    with monkeypatch.context() as now:
        now.setattr(zalo_tokens, while_sending, broken)
        await bot.deliver()
    assert an.chat.sent == []
    clock.forward(seconds=6)
    await bot.deliver()
    assert len(an.chat.sent) == 1
    assert bot.oa.refreshes == [REFRESH]


async def test_a_room_without_seed_uses_what_another_kept(bot: Station, house: House) -> None:
    await bot.room.keep_fresh()
    async with station(house, bot.oa, zalo_oa_access_token="", zalo_oa_refresh_token="") as other:
        assert isinstance(other.room, ZaloOaRoom)
        assert await other.room.tokens.access() == (await stored(house)).pair.access


def test_the_fake_gives_a_pair_for_a_token_once() -> None:
    oa = FakeOa(lambda: 0.0)
    first = oa._pair()
    assert first["refresh_token"] == oa.refresh != REFRESH
    assert REFRESH in oa.used_up
