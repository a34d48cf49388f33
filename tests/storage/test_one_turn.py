"""An update counts once: repeats, crashes between any two statements, and faults leave nothing half done."""

from __future__ import annotations

import asyncio
import contextlib
from itertools import count

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.turns import turns
from bot.turns.house import House
from bot.turns.intake import Intake
from tests.house import Clock
from tests.storage.person import NAME, ROAD, Person, rows, snapshot

WHOLE_TALK = ("/start", *ROAD, "gặp người", 0, "Tuyên Quang", "Cần người chỉ giúp")


class Crash:
    """Ends the work as a lost process would, after so many statements."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._left: int | None = None
        execute = AsyncConnection.execute

        async def executed(db: AsyncConnection, *args: object, **more: object) -> object:
            result = await execute(db, *args, **more)  # type: ignore[arg-type]
            if self._left is not None:
                self._left -= 1
                if self._left == 0:
                    raise asyncio.CancelledError
            return result

        monkeypatch.setattr(AsyncConnection, "execute", executed)

    def after(self, statements: int | None) -> None:
        self._left = statements


async def test_the_same_update_twice_is_one_turn(house: House) -> None:
    person = Person(house)
    await person.answer("/start")
    update = person.update(0)
    assert (await person.send(update)).status == "done"
    before = await snapshot(house)
    again, once_more = await turns.handle(house, [update, update])
    assert (again.status, once_more.status) == ("repeated", "repeated")
    assert await snapshot(house) == before


async def test_the_same_update_many_times_at_once_is_one_turn(house: House) -> None:
    person = Person(house)
    update = person.update("/start")
    outcomes = await asyncio.gather(*(turns.handle(house, [update]) for _ in range(8)))
    assert sorted(o.status for (o,) in outcomes) == ["done", *["repeated"] * 7]
    assert len(await rows(house.engine, "contacts")) == 1
    assert [e["kind"] for e in await rows(house.engine, "events")] == ["started", "asked"]


async def test_a_crash_after_any_statement_leaves_nothing_and_the_retry_is_as_if_it_came_once(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash, person, crashes = Crash(monkeypatch), Person(house), 0
    for answer in WHOLE_TALK:
        update = person.update(answer)
        before = await snapshot(house)
        for statements in count(1):
            crash.after(statements)
            try:
                outcome = await person.send(update)
                break
            except asyncio.CancelledError:
                crashes += 1
            finally:
                crash.after(None)
            assert await snapshot(house) == before, (answer, statements)
        assert outcome.status == "done"
        clock.forward(minutes=1)
        after = await snapshot(house)
        assert after != before
        (repeated,) = await turns.handle(house, [update])  # the answer was lost on its way back
        assert repeated.status == "repeated"
        assert await snapshot(house) == after
    assert crashes > 8 * len(WHOLE_TALK)
    straight = Person(house, "another")
    for answer in WHOLE_TALK:
        await straight.answer(answer)
    kinds: dict[int, list[str]] = {}
    for event in await rows(house.engine, "events"):
        kinds.setdefault(event["contact"], []).append(f"{event['kind']} {event['step']} {event['visit']}")
    first, second = kinds.values()
    assert first == second


async def test_a_caller_that_goes_away_does_not_cut_its_turn_off(house: House) -> None:
    person, intake = Person(house), Intake(house)
    await person.go(4)
    update = person.update(NAME)
    for rounds in (0, 1, 5, 20, 60):
        task = asyncio.create_task(intake.submit(update))
        for _ in range(rounds):
            await asyncio.sleep(0)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await intake.close()
    assert (await intake.submit(update)).status == "repeated"
    answered = [(e["kind"], e["step"]) for e in await rows(house.engine, "events")]
    assert answered.count(("answered", "person")) == 1


@pytest.mark.parametrize(
    "broken",
    [
        *("storage.conversations.load", "storage.conversations.save", "storage.events.add"),
        *(
            "storage.contacts.touch",
            "storage.consents.add",
            "bot.turns.talk.advance",
            "bot.turns.talk.compose",
        ),
    ],
)
async def test_a_turn_that_fails_changes_nothing_and_says_sorry_over_the_open_question(
    house: House, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    person = Person(house)
    await person.answer("/start")
    before = await snapshot(house)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken for a test")

    with monkeypatch.context() as patched:
        patched.setattr(broken, fail)
        outcome = await person.answer(0)
    assert outcome.status == "failed"
    assert outcome.message is not None
    assert "Xin lỗi" in outcome.message.paragraphs[0]
    assert (outcome.message.question, outcome.message.buttons) == (
        person.heard[0].question,
        person.heard[0].buttons,
    )
    after = await snapshot(house)
    for table in set(before) - {"inbox", "outbox"}:
        assert after[table] == before[table], table
    assert (await person.answer(0)).status == "done"  # the same button, pressed again
    assert [e["step"] for e in await rows(house.engine, "events") if e["kind"] == "answered"] == ["consent"]


@pytest.mark.parametrize("broken", ["storage.outbox.put", "storage.inbox.close", "storage.inbox.store"])
async def test_what_cannot_even_be_apologised_for_is_not_acknowledged(
    house: House, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    person = Person(house)
    await person.answer("/start")
    update, before = person.update(0), await snapshot(house)

    async def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken for a test")

    with monkeypatch.context() as patched:
        patched.setattr(broken, fail)
        with pytest.raises(RuntimeError):
            await turns.handle(house, [update])
    assert await snapshot(house) == before
    assert (await person.send(update)).status == "done"
