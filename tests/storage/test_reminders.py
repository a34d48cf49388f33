"""Reminders: once, by day, late ones once, stale ones never – the clock is moved by hand."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from bot.turns import hours, reminders
from bot.turns.house import VIETNAM, House
from storage.tables import conversations, timers
from tests.house import Clock
from tests.storage.person import Person, rows

MORNING = 21  # hours from noon to nine o'clock on the next day


async def _asked(house: House, day: str = "ngày mai") -> Person:
    """Somebody on Telegram who has a link and wants to be reminded."""
    person = Person(house, "5001", "telegram")
    await person.go()
    await person.answer("nhắc sau", day, "đồng ý", "không")
    return person


async def _reminded(house: House) -> int:
    return sum(row["kind"] == "reminder" for row in await rows(house.engine, "outbox"))


async def test_a_reminder_comes_once_with_the_link(house: House, clock: Clock) -> None:
    await _asked(house)
    assert await reminders.fire_due(house) == 0
    clock.forward(hours=MORNING)
    assert await reminders.fire_due(house) == 1
    assert await reminders.fire_due(house) == 0
    body = [r for r in await rows(house.engine, "outbox") if r["kind"] == "reminder"][-1]["body"]
    assert body["links"][0]["url"].startswith("https://hiendien.example/r/")
    assert await rows(house.engine, "timers") == []


async def test_several_processes_fire_it_once(house: House, clock: Clock) -> None:
    await _asked(house)
    clock.forward(hours=MORNING)
    fired = await asyncio.gather(*(reminders.fire_due(house) for _ in range(4)))
    assert sum(fired) == 1
    assert await _reminded(house) == 1


async def test_a_late_one_fires_once_at_start(house: House, clock: Clock) -> None:
    await _asked(house)
    clock.forward(days=3)
    assert [await reminders.fire_due(house) for _ in range(3)] == [1, 0, 0]


async def test_one_that_is_a_week_late_never_fires(house: House, clock: Clock) -> None:
    await _asked(house)
    clock.forward(days=9)
    assert await reminders.fire_due(house) == 0
    assert await rows(house.engine, "timers") == []


async def test_at_night_it_waits_for_the_morning(house: House, clock: Clock) -> None:
    await _asked(house)
    clock.forward(hours=MORNING + 13)  # ten in the evening
    assert await reminders.fire_due(house) == 0
    clock.forward(hours=8, minutes=59)
    assert await reminders.fire_due(house) == 0
    clock.forward(minutes=1)
    assert await reminders.fire_due(house) == 1


async def test_who_reported_meanwhile_hears_nothing(house: House, clock: Clock) -> None:
    person = await _asked(house)
    await person.answer("báo kết quả đăng ký", "xong rồi")
    clock.forward(days=1)
    assert await reminders.fire_due(house) == 0
    assert await _reminded(house) == 0


async def test_who_took_the_consent_back_hears_nothing(house: House, clock: Clock) -> None:
    person = await _asked(house)
    await person.answer("dữ liệu của tôi", "rút lại một đồng ý", "nhắn nhắc")
    assert await rows(house.engine, "timers") == []
    clock.forward(days=1)
    assert await reminders.fire_due(house) == 0


async def test_who_was_erased_hears_nothing(house: House, clock: Clock) -> None:
    person = await _asked(house)
    await person.answer("dữ liệu của tôi", "xoá dữ liệu của tôi", "xoá hết")
    clock.forward(days=1)
    assert await reminders.fire_due(house) == 0


async def test_asking_again_replaces_the_older_one(house: House, clock: Clock) -> None:
    person = await _asked(house)
    await person.answer("báo kết quả đăng ký", "nhắc sau", "tuần sau")
    assert len(await rows(house.engine, "timers")) == 1
    clock.forward(days=2)
    assert await reminders.fire_due(house) == 0
    clock.forward(days=5)
    assert await reminders.fire_due(house) == 1


async def test_a_timer_of_a_conversation_that_went_on_does_nothing(house: House, clock: Clock) -> None:
    await _asked(house)
    async with house.engine.begin() as db:
        await db.execute(update(timers).values(visit=0))
    clock.forward(days=1)
    before = len(await rows(house.engine, "events"))
    assert await reminders.fire_due(house) == 0
    assert len(await rows(house.engine, "events")) == before


async def test_it_waits_while_a_person_is_answering(house: House, clock: Clock) -> None:
    await _asked(house)
    (contact,) = await rows(house.engine, "contacts")
    (talk,) = [t for t in await rows(house.engine, "conversations") if t["id"] == contact["conversation"]]

    async def answering(*, now: bool) -> None:
        async with house.engine.begin() as db:
            state = {**talk["state"], "with_person": now}
            await db.execute(
                update(conversations).where(conversations.c.id == talk["id"]).values(state=state)
            )

    await answering(now=True)
    clock.forward(hours=MORNING)
    assert await reminders.fire_due(house) == 0
    await answering(now=False)
    clock.forward(minutes=59)
    assert await reminders.fire_due(house) == 0
    clock.forward(minutes=2)
    assert await reminders.fire_due(house) == 1


async def test_a_failing_one_does_not_keep_the_others_back(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _asked(house)
    other = Person(house, "5002", "telegram")
    await other.go()
    await other.answer("nhắc sau", "ngày mai", "đồng ý", "không")
    clock.forward(days=1)
    happen = reminders.turns.happen

    async def failing(*args: object, **kwargs: object) -> object:
        monkeypatch.setattr(reminders.turns, "happen", happen)
        raise RuntimeError("ours")

    monkeypatch.setattr(reminders.turns, "happen", failing)
    assert await reminders.fire_due(house) == 1
    assert await reminders.fire_due(house) == 1  # what failed is still there


@pytest.mark.parametrize(
    ("now", "decent"),
    [
        ("2026-11-20 06:59", "2026-11-20 07:00"),
        ("2026-11-20 07:00", "2026-11-20 07:00"),
        ("2026-11-20 20:59", "2026-11-20 20:59"),
        ("2026-11-20 21:00", "2026-11-21 07:00"),
        ("2026-12-31 23:30", "2027-01-01 07:00"),
    ],
)
def test_decent_hours(now: str, decent: str) -> None:
    def here(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)

    assert hours.next_decent(here(now)) == here(decent)


def test_the_morning_is_counted_in_viet_nam() -> None:
    assert hours.morning_of(date(2026, 11, 21)) == datetime(2026, 11, 21, 2, tzinfo=UTC)


async def test_nothing_waits_for_somebody_who_blocked_us(house: House, clock: Clock) -> None:
    person = await _asked(house)
    await person.send(replace(person.update("x"), said=None, other="gone"))
    clock.forward(days=1)
    assert await reminders.fire_due(house) == 0
    assert await _reminded(house) == 0
    assert await rows(house.engine, "timers") == []


async def test_who_is_in_the_middle_of_something_is_not_interrupted(house: House, clock: Clock) -> None:
    person = await _asked(house)
    clock.forward(hours=MORNING - 0.1)
    await person.answer("xem điều kiện id.vn, biz.vn")
    clock.forward(hours=0.2)
    assert await reminders.fire_due(house) == 0
    clock.forward(hours=1)
    assert await reminders.fire_due(house) == 1
