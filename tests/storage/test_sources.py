"""The code somebody came with is kept with them and stands in every line from then on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.turns.house import House
from tests.storage.person import Person, rows


async def _sources(house: House) -> list[str | None]:
    return [line["source"] for line in await rows(house.engine, "events")]


async def test_a_code_counts_from_the_first_word_on(house: House) -> None:
    person = Person(house, "5001", "telegram")
    await person.send(replace(person.update("x"), said=None, source="7K2Q9"))
    await person.answer(0)
    assert set(await _sources(house)) == {"7K2Q9"}
    await person.send(replace(person.update("x"), said=None, source="ABCDE"))
    await person.answer(0)
    assert (await _sources(house))[-1] == "ABCDE"


@pytest.mark.parametrize("code", ["x" * 17, "có dấu", "a b", "';--", ""])
async def test_what_is_no_code_is_left_aside(house: House, code: str) -> None:
    person = Person(house, "5001", "telegram")
    await person.send(replace(person.update("x"), said=None, source=code))
    assert set(await _sources(house)) == {None}


async def test_arriving_again_asks_the_open_question_and_starts_nothing_anew(house: House) -> None:
    person = Person(house, "5001", "telegram")
    await person.answer("/start", 0)
    await person.send(replace(person.update("x"), said=None))
    assert "Mình xem cho ai" in person.heard[-1].question
    started = [e for e in await rows(house.engine, "events") if e["kind"] == "started"]
    assert len(started) == 1
