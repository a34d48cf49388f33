"""What was not understood, as staff may read it: masked, sealed, of who agreed, and gone with the person."""

from __future__ import annotations

from collections.abc import Sequence

from bot.turns import export
from bot.turns.carrying import MOST_NOTES
from bot.turns.house import House
from storage import notes
from storage.database import reading
from tests.storage.person import Person, dump
from tests.storage.test_own_data import _token

ODD = "giá vàng hôm nay bao nhiêu ta, 0912 hả"


async def _unread(house: House) -> Sequence[str | None]:
    async with reading(house.engine).begin() as db:
        return [note.text for note in await notes.of_kind(db, house.keys, "unread")]


async def test_it_is_kept_masked_and_sealed(house: House) -> None:
    person = Person(house)
    await person.go(1)
    await person.answer(ODD)
    assert await _unread(house) == ["onboarding.who: giá vàng hôm nay bao nhiêu ta, 0000 hả"]
    assert "giá vàng" not in await dump(house.engine)


async def test_nothing_of_who_did_not_agree_and_no_name(house: House) -> None:
    person = Person(house)
    await person.go(0)
    await person.answer("vàng mấy một chỉ rồi ta")
    assert await _unread(house) == []
    other = Person(house, "other")
    await other.go(4)
    await other.answer("nói làm chi cho mệt vậy trời")
    assert await _unread(house) == []


async def test_somebody_who_types_a_lot_fills_no_table(house: House) -> None:
    person = Person(house)
    await person.go(1)
    for number in range(MOST_NOTES + 3):
        await person.answer(f"giá vàng hôm nay mấy đồng hả {'x' * number}")
    assert len(await _unread(house)) == MOST_NOTES


async def test_it_is_in_ones_own_data_and_goes_with_the_person(house: House) -> None:
    person = Person(house)
    await person.go(1)
    await person.answer(ODD)
    held = await export.export(house, await _token(person))
    assert held is not None
    assert "câu mình chưa hiểu: giá vàng hôm nay" in export.readable(house, held)
    await person.answer("dữ liệu của tôi", 2, 0)
    assert await _unread(house) == []
