"""Many turns at once: nothing lost, order kept, one failure alone, and other processes in the way."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.turns import turns
from bot.turns.channel import Incoming
from bot.turns.house import House
from storage import contacts
from storage.database import open_engine
from tests.storage.person import ROAD, Person, rows

MANY = 20


def misses(house: House, address: str = "someone") -> list[Incoming]:
    """Updates that the consent question does not understand: each counts one miss."""
    at = house.now()
    return [Incoming("web", "test", address, f"{address} {n}", at, said=f"ờ {n}") for n in range(MANY)]


async def counted(house: House) -> tuple[int, int, int]:
    """How often the conversation counted a miss, the events did, and how many updates were worked."""
    (conversation,) = await rows(house.engine, "conversations")
    missed = [e for e in await rows(house.engine, "events") if e["kind"] == "missed"]
    worked = [i for i in await rows(house.engine, "inbox") if i["status"] == "done"]
    return conversation["state"]["misses"], len(missed), len(worked)


async def test_turns_of_one_contact_at_once_lose_nothing(house: House) -> None:
    person = Person(house)
    await person.answer("/start")
    await asyncio.gather(*(turns.handle(house, [update]) for update in misses(house)))
    await turns.work_waiting(house)
    assert await counted(house) == (MANY, MANY, MANY + 1)


async def test_without_an_immediate_lock_turns_at_once_would_be_lost(
    sqlite_only: None, house: House, database_url: str
) -> None:
    person = Person(house)
    await person.answer("/start")
    lazy = replace(house, engine=_lazy_engine(database_url))
    batches = (turns.handle(lazy, [update]) for update in misses(house))
    refused = [r for r in await asyncio.gather(*batches, return_exceptions=True) if not isinstance(r, list)]
    assert refused
    assert all(isinstance(r, OperationalError) for r in refused)
    assert await counted(house) != (MANY, MANY, MANY + 1)
    await lazy.engine.dispose()


@pytest.mark.parametrize("immediate", [True, False])
async def test_without_an_immediate_lock_writes_would_be_lost_unseen(
    sqlite_only: None, database_url: str, immediate: bool
) -> None:
    url = database_url.replace("sqlite:", "sqlite+aiosqlite:")
    engine = open_engine(database_url) if immediate else create_async_engine(url)
    async with engine.begin() as db:
        await db.execute(text("CREATE TABLE tally (n INTEGER)"))
        await db.execute(text("INSERT INTO tally VALUES (0)"))

    async def count_up() -> None:
        for _ in range(10):
            async with engine.begin() as db:
                n = (await db.execute(text("SELECT n FROM tally"))).scalar_one()
                await db.execute(text("UPDATE tally SET n = :n"), {"n": n + 1})

    await asyncio.gather(*(count_up() for _ in range(8)))
    async with engine.begin() as db:
        n = (await db.execute(text("SELECT n FROM tally"))).scalar_one()
    assert (n == 80) == immediate, n
    await engine.dispose()


def _lazy_engine(url: str) -> AsyncEngine:
    """SQLite as it comes: the write lock is taken when something is written."""
    engine = create_async_engine(url.replace("sqlite:", "sqlite+aiosqlite:"))

    def begin(connection: object) -> None:
        connection.exec_driver_sql("BEGIN")  # type: ignore[attr-defined]

    def connect(connection: object, _: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]

    event.listen(engine.sync_engine, "connect", connect)
    event.listen(engine.sync_engine, "begin", begin)
    return engine


async def test_one_broken_turn_of_a_batch_fails_alone(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    people = [Person(house, f"person {n}") for n in range(5)]
    for person in people:
        await person.answer("/start")
    advance = turns.Talk._advance

    async def poisoned(talk: turns.Talk, conversation: object, happened: object) -> object:
        result = await advance(talk, conversation, happened)  # type: ignore[arg-type]
        if talk.contact.address_id == broken:
            await talk.db.execute(text("SELECT no_such_column FROM contacts"))
        return result

    broken = (await rows(house.engine, "addresses"))[2]["id"]
    monkeypatch.setattr(turns.Talk, "_advance", poisoned)
    outcomes = await turns.handle(house, [person.update(0) for person in people])
    assert [o.status for o in outcomes] == ["done", "done", "failed", "done", "done"]
    talks = sorted(await rows(house.engine, "conversations"), key=lambda c: c["contact_id"])
    steps = [c["state"]["shown"]["step"] for c in talks]
    assert steps == ["who", "who", "consent", "who", "who"]
    assert outcomes[2].message is not None
    assert outcomes[2].message.buttons == people[2].heard[-1].buttons
    assert [i["status"] for i in await rows(house.engine, "inbox")].count("failed") == 1
    assert len(await rows(house.engine, "consents")) == 4


async def test_what_no_database_takes_spoils_nobody_elses_commit(house: House) -> None:
    good, bad = Person(house, "good"), Person(house, "bad")
    first = await turns.handle(house, [good.update("/start"), bad.update("/start")])
    good.took(first[0]), bad.took(first[1])
    strange = "a\0b \ud800 \u202e \U0001f600"
    outcomes = await turns.handle(house, [bad.update(strange), good.update(0)])
    assert [o.status for o in outcomes] == ["done", "done"]
    with pytest.raises(ValueError, match="96 characters"):
        Incoming("web", "test", "someone", "x" * 97, house.now())


async def test_a_contact_held_by_another_process_waits_and_is_worked_in_order(
    postgres_only: None, house: House, database_url: str
) -> None:
    person = Person(house)
    await person.go(3)
    other = open_engine(database_url)
    (address,) = await rows(house.engine, "addresses")
    async with other.begin() as db:
        assert await contacts.lock(db, address["id"]) is not None
        birth, name = person.update(ROAD[3]), None
        outcomes = [(await turns.handle(house, [birth]))[0].status]
        name = replace(birth, update_id="next", said=str(ROAD[4]))
        outcomes.append((await turns.handle(house, [name]))[0].status)
        await turns.work_waiting(house)  # still held: nothing happens, nothing is lost
        assert outcomes == ["waiting", "waiting"]
        assert [i["status"] for i in await rows(house.engine, "inbox")][-2:] == ["new", "new"]
    await turns.work_waiting(house)
    await turns.work_waiting(house)
    assert [i["status"] for i in await rows(house.engine, "inbox")][-2:] == ["done", "done"]
    answered = [e["step"] for e in await rows(house.engine, "events") if e["kind"] == "answered"]
    assert answered[-2:] == ["birth", "person"]
    assert (await turns.handle(house, [birth, name]))[0].status == "repeated"
    await other.dispose()


async def test_an_update_works_what_waited_before_it(
    postgres_only: None, house: House, database_url: str
) -> None:
    person = Person(house)
    await person.go(3)
    other = open_engine(database_url)
    (address,) = await rows(house.engine, "addresses")
    async with other.begin() as db:
        await contacts.lock(db, address["id"])
        birth = person.update(ROAD[3])
        await turns.handle(house, [birth])
    (outcome,) = await turns.handle(house, [replace(birth, update_id="next", said=str(ROAD[4]))])
    assert outcome.status == "done"
    answered = [e["step"] for e in await rows(house.engine, "events") if e["kind"] == "answered"]
    assert answered[-2:] == ["birth", "person"]
    await other.dispose()
