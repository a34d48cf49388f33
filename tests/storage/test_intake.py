"""The intake: shared commits, order, and an answer in time or none."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from bot.turns.house import House
from bot.turns.intake import COMMIT_SECONDS, Intake, TooSlowError
from storage.database import open_engine
from tests.storage.person import Person, rows
from tests.storage.test_many_at_once import MANY, misses


async def test_the_intake_keeps_the_order_they_came_in(house: House) -> None:
    intake = Intake(house)
    others = [misses(house, f"other {n}") for n in range(3)]
    updates = [u for together in zip(misses(house), *others, strict=True) for u in together]
    outcomes = await asyncio.gather(*(intake.submit(update) for update in updates))
    assert {o.status for o in outcomes} == {"done"}
    stored = [row["update_id"] for row in await rows(house.engine, "inbox")]
    assert stored == [update.update_id for update in updates]
    states = [c["state"]["misses"] for c in await rows(house.engine, "conversations")]
    assert states == [MANY - 1] * 4  # the first word of each began the conversation


async def test_updates_that_wait_anyway_share_one_commit(house: House) -> None:
    commits: list[object] = []
    event.listen(house.engine.sync_engine, "commit", commits.append)
    intake = Intake(house)
    await asyncio.gather(*(intake.submit(Person(house, f"person {n}").update("/start")) for n in range(MANY)))
    assert len(commits) == 1
    await intake.submit(Person(house, "one more").update("/start"))
    assert len(commits) == 2
    assert len(await rows(house.engine, "conversations")) == MANY + 1


async def test_a_blocked_database_is_told_in_time_and_the_retry_counts_once(
    house: House, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert COMMIT_SECONDS <= 1.5
    intake, person, other = Intake(house), Person(house), open_engine(database_url)
    await person.answer("/start")
    update = person.update(0)
    async with other.begin() as db:  # on SQLite this alone takes the write lock
        if db.dialect.name == "postgresql":
            await db.execute(text("LOCK TABLE inbox IN EXCLUSIVE MODE"))
        began = asyncio.get_running_loop().time()
        with monkeypatch.context() as patched, pytest.raises(TooSlowError):
            patched.setattr("bot.turns.intake.COMMIT_SECONDS", 0.3)
            await intake.submit(update)
        assert asyncio.get_running_loop().time() - began < 3  # long before SQLite or PostgreSQL would give up
    retried = await intake.submit(update)
    assert retried.status == "repeated"  # the first try was committed once the way was free
    await intake.close()
    answered = [e["step"] for e in await rows(house.engine, "events") if e["kind"] == "answered"]
    assert answered == ["consent"]
    await other.dispose()


async def test_everybody_of_a_lost_batch_is_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    intake, people = Intake(house), [Person(house, f"person {n}") for n in range(3)]

    async def lost(*_: object) -> None:
        raise OperationalError("COMMIT", None, Exception("disk full"))

    with monkeypatch.context() as patched:
        patched.setattr("bot.turns.turns.handle", lost)
        told = await asyncio.gather(
            *(intake.submit(p.update("/start")) for p in people), return_exceptions=True
        )
    assert [type(t) for t in told] == [OperationalError] * 3
    outcomes = await asyncio.gather(*(intake.submit(p.update("/start")) for p in people))
    assert {o.status for o in outcomes} == {"done"}
