"""What happens outside the talk, on both databases: a person answers, a withdrawal, words that come late."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.turns import turns
from bot.turns.channel import Incoming
from bot.turns.delivery import Delivery
from bot.turns.house import House
from bot.turns.turns import Outcome
from storage.tables import contacts, conversations
from tests.house import Clock
from tests.storage.person import Person, dump, rows
from tests.storage.test_delivery import Post

_NUMBERS = count(1)


async def _comes(
    house: House, address: str = "someone", written: datetime | None = None, **what: Any
) -> Outcome:
    """One update of the Official Account."""
    number = f"o{next(_NUMBERS)}"
    incoming = Incoming("zalo_oa", "test", address, number, house.now(), written_at=written, **what)
    (outcome,) = await turns.handle(house, [incoming])
    return outcome


async def _kinds(house: House) -> list[str]:
    return [row["kind"] for row in await rows(house.engine, "events")]


async def test_only_people_we_know_are_concerned(house: House) -> None:
    for other in ("gone", "withdrawn", "taken_over"):
        assert (await _comes(house, other=other)).status == "done"
    for table in ("contacts", "addresses", "inbox", "events"):
        assert await rows(house.engine, table) == []


async def test_a_person_answers_until_half_a_day_after_their_last_word(house: House, clock: Clock) -> None:
    person = Person(house, channel="zalo_oa")
    await person.go(2)
    assert (await _comes(house, other="taken_over")).message is None
    assert (await person.answer("có")).message is None
    clock.forward(hours=11)
    await _comes(house, other="taken_over")
    clock.forward(hours=11)
    assert (await person.answer("có")).message is None
    clock.forward(hours=1)
    back = await person.answer("có")
    assert back.message is not None
    assert [k for k in await _kinds(house) if k.endswith("_back") or k == "taken_over"] == [
        "taken_over",
        "given_back",
    ]
    assert back.message.buttons


async def test_a_withdrawal_erases_without_a_word(house: House) -> None:
    person = Person(house, channel="zalo_oa")
    await person.go()
    numbers = {row["contact"] for row in await rows(house.engine, "events")}
    outcome = await _comes(house, other="withdrawn")
    assert (outcome.status, outcome.message) == ("erased", None)
    for table in ("contacts", "addresses", "conversations", "outbox", "consents", "links"):
        assert await rows(house.engine, table) == []
    assert numbers.isdisjoint({row["contact"] for row in await rows(house.engine, "events")})
    assert (await _kinds(house))[-1] == "erased"
    assert "someone" not in await dump(house.engine)


async def test_a_withdrawal_before_any_talk_erases_too(house: House, clock: Clock) -> None:
    await _comes(house, said="xin chào")
    async with house.engine.begin() as db:
        await db.execute(conversations.delete())
        await db.execute(contacts.update().values(conversation=None))
    await _comes(house, other="withdrawn")
    assert await rows(house.engine, "contacts") == []


async def test_when_they_wrote_counts_and_not_when_it_came(house: House, clock: Clock) -> None:
    written = clock() - timedelta(minutes=40)
    await _comes(house, said="xin chào", written=written)
    (address,) = await rows(house.engine, "addresses")
    assert address["heard_at"] == written
    await _comes(house, said="bạn ơi", written=clock() + timedelta(hours=3))  # a clock that is ahead
    (address,) = await rows(house.engine, "addresses")
    assert address["heard_at"] == clock()


async def test_what_was_overtaken_asks_again_and_is_counted(house: House, clock: Clock) -> None:
    await _comes(house, said="xin chào", written=clock())
    clock.forward(minutes=1)
    await _comes(house, said="có", written=clock())
    late = await _comes(house, said="có", written=clock() - timedelta(seconds=30))
    assert late.message is not None
    assert house.book.messages.label("common.late") in late.message.text
    assert house.troubles == {"zalo_oa_overtaken": 1}


async def test_nothing_is_sent_once_the_window_is_closed(house: House, clock: Clock) -> None:
    post = Post()
    await _comes(house, said="xin chào", written=clock())
    clock.forward(hours=48, seconds=1)
    await Delivery(house, house.channels["zalo_oa"], post).flush()
    assert post.sent == []
    (row,) = await rows(house.engine, "outbox")
    assert (row["status"], row["body"]) == ("failed", None)
