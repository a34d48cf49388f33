"""The code somebody came with is kept with them and stands in every line from then on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.turns import view
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


async def _source(house: House) -> str | None:
    (contact,) = await rows(house.engine, "contacts")
    source: str | None = contact["source"]
    return source


@pytest.mark.parametrize("channel", ["telegram", "web", "console"])
@pytest.mark.parametrize("text", ["#7K2Q9", "chào, mã #7k2q9", "＃7K2Q9 em hỏi tên miền"])
async def test_a_code_in_the_first_message_counts_on_any_channel(
    house: House, channel: str, text: str
) -> None:
    person = Person(house, "5001", channel)
    await person.answer(text)
    assert await _source(house) == "7K2Q9"
    assert set(await _sources(house)) == {"7K2Q9"}
    assert person.heard[-1].buttons  # greeted as anybody


async def test_only_a_code_is_as_if_just_arriving(house: House) -> None:
    other, person = Person(house, "5000", "telegram"), Person(house, "5001", "telegram")
    await other.send(replace(other.update("x"), said=None))
    await person.answer("#7K2Q9")
    assert person.heard[-1].text == other.heard[-1].text


async def test_the_text_beside_a_code_answers_the_question_a_page_showed(house: House) -> None:
    person = Person(house)
    visit = view.opening(house).visit
    await person.send(replace(person.update("#7K2Q9 đồng ý"), seen=visit))
    assert "Mình xem cho ai" in person.heard[-1].question
    assert await _source(house) == "7K2Q9"


async def test_a_greeting_may_come_before_the_first_message(house: House) -> None:
    person = Person(house, "5001", "telegram")
    await person.send(replace(person.update("x"), said=None))  # they followed us
    await person.answer("chào ạ #7K2Q9")
    assert await _source(house) == "7K2Q9"


async def test_in_the_middle_of_a_talk_only_a_bare_code_counts(house: House) -> None:
    person = Person(house, "5001", "telegram")
    await person.answer("/start", 0, "bánh #7K2Q9 ngon")
    assert await _source(house) is None
    await person.answer("# 7k2q9")
    assert await _source(house) == "7K2Q9"
    assert "Mình xem cho ai" in person.heard[-1].question  # and the open question stands
    (talk,) = await rows(house.engine, "conversations")
    assert talk["state"]["misses"] == 1  # of the text about bread


async def test_a_code_in_a_link_counts_as_it_is_printed(house: House) -> None:
    person = Person(house, "5001", "telegram")
    await person.send(replace(person.update("x"), said=None, source="7k2q9"))
    assert await _source(house) == "7K2Q9"
