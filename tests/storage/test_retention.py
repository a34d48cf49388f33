"""Nothing is kept longer than promised, and nothing of somebody who is still talking is taken."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from bot.turns import retention, view
from bot.turns.house import House
from storage import contacts, conversations
from storage.tables import conversations as conversation_table
from tests.house import Clock
from tests.storage.person import BIRTH, NAME, Person, rows
from tests.storage.test_erasing import found

DAYS = 90
SENSITIVE = (NAME, "Hồng Nhung", "hongnhung", "hong-nhung", BIRTH, "2005-03-15")


async def test_sensitive_answers_of_an_open_conversation_go_after_seven_days(
    house: House, clock: Clock
) -> None:
    person = Person(house)
    await person.go(5)  # the names made of theirs are the buttons that stand
    clock.forward(days=6)
    assert await retention.tidy(house, DAYS) == {"contacts": 0, "conversations": 0, "inbox": 0}
    assert await found(house, NAME, "hongnhung") == {NAME, "hongnhung"}
    clock.forward(days=2)
    assert (await retention.tidy(house, DAYS))["conversations"] == 1
    assert await found(house, *SENSITIVE) == set()
    (stored,) = await rows(house.engine, "conversations")
    assert stored["state"]["kept"]["birth"]["states"] == {"age": "met:ok"}
    assert set(stored["state"]["answers"]) == {"consent", "who", "id_names"}
    assert (await retention.tidy(house, DAYS))["conversations"] == 0  # once is enough


async def test_the_echo_of_a_birth_in_the_message_that_stands_goes_too(house: House, clock: Clock) -> None:
    person = Person(house)
    await person.go(4)
    assert BIRTH in person.heard[-1].text
    clock.forward(days=8)
    await retention.tidy(house, DAYS)
    assert await found(house, *SENSITIVE) == set()
    seen = await view.look(house, "web", "test", person.address)
    assert seen is not None
    assert seen.message.question == person.heard[-1].question
    assert seen.message.buttons


async def test_whoever_comes_back_after_that_is_asked_again_what_went(house: House, clock: Clock) -> None:
    person = Person(house)
    await person.go(5)
    clock.forward(days=8)
    await retention.tidy(house, DAYS)
    clock.forward(days=1)
    await person.answer("tiếp tục", BIRTH, NAME, 0, 0)
    assert person.heard[-1].keep
    kinds = [e["kind"] for e in await rows(house.engine, "events")]
    assert (kinds.count("consented"), kinds.count("link_given")) == (1, 1)


async def test_contacts_go_when_they_were_not_heard_from_for_the_retention_time(
    house: House, clock: Clock
) -> None:
    gone, stays = Person(house, "gone"), Person(house, "stays")
    await gone.go()
    clock.forward(days=DAYS - 1)
    await stays.answer("/start")
    assert (await retention.tidy(house, DAYS))["contacts"] == 0
    clock.forward(days=2)
    assert (await retention.tidy(house, DAYS))["contacts"] == 1
    (left,) = await rows(house.engine, "contacts")
    events = await rows(house.engine, "events")
    assert {e["contact"] for e in events if e["kind"] == "link_given"}.isdisjoint({left["number"]})
    assert len({e["contact"] for e in events}) == 2
    assert not await rows(house.engine, "links")
    assert await found(house, "hongnhung") == set()


async def test_dedupe_keys_go_after_thirty_days(house: House, clock: Clock) -> None:
    person = Person(house)
    await person.answer("/start")
    clock.forward(days=29)
    await person.answer(0)
    assert (await retention.tidy(house, DAYS))["inbox"] == 0
    clock.forward(days=2)
    assert (await retention.tidy(house, DAYS))["inbox"] == 1
    assert len(await rows(house.engine, "inbox")) == 1
    assert len(await rows(house.engine, "contacts")) == 1


async def test_one_conversation_that_cannot_be_read_keeps_nobody_else_s_answers(
    house: House, clock: Clock
) -> None:
    broken, fine = Person(house, "broken"), Person(house, "fine")
    await broken.go(1)
    await fine.go(5)
    first, _ = sorted(await rows(house.engine, "conversations"), key=lambda c: c["contact_id"])
    async with house.engine.begin() as db:
        state = {**first["state"], "schema": 99}
        where = conversation_table.c.id == first["id"]
        await db.execute(update(conversation_table).where(where).values(state=state))
    clock.forward(days=8)
    assert (await retention.tidy(house, DAYS))["conversations"] == 1
    assert await found(house, *SENSITIVE) == set()


async def test_what_somebody_says_while_it_runs_is_not_undone(house: House, clock: Clock) -> None:
    person = Person(house)
    await person.go(5)
    (stored,) = await rows(house.engine, "conversations")
    (contact,) = await rows(house.engine, "contacts")
    before = clock() - timedelta(seconds=1)  # the job looked before they answered
    async with house.engine.begin() as db:
        assert not await conversations.replace_untouched(db, stored["id"], {}, before)
        assert not await contacts.remove_idle(db, contact["id"], before)
    assert await rows(house.engine, "conversations") == [stored]
    assert await rows(house.engine, "contacts") == [contact]
