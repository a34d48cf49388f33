"""How many pages one contact may be joined to, and what becomes of the others."""

from __future__ import annotations

import pytest

from bot.turns import joining, view
from bot.turns.channel import Incoming
from bot.turns.house import House
from storage import inbox
from tests.storage.person import Person, rows
from tests.storage.test_joining import on_telegram, token_of


@pytest.fixture(autouse=True)
def _a_slow_machine_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "COMMIT_SECONDS", 60.0)


def page(number: int) -> tuple[str, str, str]:
    return ("web", "test", f"page-{number}")


async def joined(house: House, person: Person, pages: int, after: int = 0) -> None:
    for number in range(after, after + pages):
        assert await joining.join(house, await token_of(person), page(number))


async def standing(house: House, pages: int) -> list[bool]:
    """Which of the pages still show the talk."""
    return [await view.look(house, *page(number)) is not None for number in range(pages)]


async def test_a_fourth_page_closes_the_oldest(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    await joined(house, person, 5)
    assert await standing(house, 5) == [False, False, True, True, True]
    assert len(await rows(house.engine, "addresses")) == 1 + joining.MOST_PAGES


async def test_whoever_watches_a_closed_page_is_told(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    await joined(house, person, 3)
    oldest = (await rows(house.engine, "addresses"))[1]["id"]
    told: list[int] = []
    house.listeners.append(told.append)
    token = await token_of(person)
    assert await joining.join(house, token, page(3))
    assert oldest in told


async def test_an_answer_is_shown_on_no_more_pages_than_may_be_joined(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    await joined(house, person, 12)
    before = len(await rows(house.engine, "outbox"))
    await person.answer(0)
    assert len(await rows(house.engine, "outbox")) - before == 1 + joining.MOST_PAGES


async def test_the_page_where_a_talk_began_is_never_closed(house: House) -> None:
    person = Person(house, "the-first")
    await person.answer("/start", 0)
    await joined(house, person, 5)
    assert await view.look(house, "web", "test", "the-first")
    assert len(await rows(house.engine, "addresses")) == 1 + joining.MOST_PAGES


async def test_the_page_that_asked_for_the_link_stays(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    await joined(house, person, 3)
    asking = Person(house, "page-0", heard=person.heard)
    assert await joining.join(house, await token_of(asking), page(3))
    assert await standing(house, 4) == [True, False, True, True]


async def test_what_a_closed_page_sent_is_still_known(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    await joined(house, person, 1)
    sent = Incoming("web", "test", "page-0", "the-key", house.now(), said="1")
    await person.send(sent)
    await joined(house, person, 3, after=1)
    async with house.engine.begin() as db:
        assert await inbox.known(db, "web", "test", "the-key")
    assert (await person.send(sent)).status == "repeated"


async def test_a_new_link_voids_the_older_one(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    first, second = await token_of(person), await token_of(person)
    assert len(await rows(house.engine, "joins")) == 1
    assert not await joining.join(house, first, page(0))
    assert await joining.join(house, second, page(1))


async def test_a_link_asked_for_on_another_address_voids_it_too(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    await joined(house, person, 1)
    spare = await token_of(person)
    await token_of(Person(house, "page-0", heard=person.heard))
    assert await joining.look(house, spare) is None


async def test_somebody_elses_link_stays(house: House) -> None:
    person, other = on_telegram(house), Person(house, "5002", "telegram")
    await person.answer("/start", 0)
    await other.answer("/start", 0)
    token = await token_of(person)
    await token_of(other)
    assert await joining.look(house, token)
