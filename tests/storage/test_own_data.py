"""One's own data: everything is in the export, and a consent taken back takes along what rested on it."""

from __future__ import annotations

import json

import pytest

from bot.turns import export
from bot.turns.house import House
from storage.tables import metadata
from tests.house import Clock
from tests.storage.person import BIRTH, NAME, Person, dump, rows

# Held for the office, not about the person; and what an export of it would only repeat.
NOT_PERSONAL = {"pages", "jobs", "inbox", "outbox", "exports", "joins", "lookups", "zalo_tokens"}


async def _token(person: Person, kind: str = "json") -> str:
    await person.answer("dữ liệu của tôi", "xem và tải dữ liệu")
    (url,) = [link.url for link in person.heard[-1].links if link.url.endswith(f".{kind}")]
    return url.rpartition("/")[2].removesuffix(f".{kind}")


async def test_the_export_holds_what_is_kept(house: House, clock: Clock) -> None:
    person = Person(house)
    await person.go(5)
    await person.answer("gặp người", 0, "Tuyên Quang", "Nhờ gọi giúp")
    held = await export.export(house, await _token(person))
    assert held is not None
    text = json.dumps(export.for_programs(held), ensure_ascii=False)
    for said in (NAME, "15/03/2005", "Nhờ gọi giúp", "Tuyên Quang", person.address, "advice"):
        assert said in text, said
    assert len(held["conversations"]) == 2
    assert "state" not in text  # in words, not as the machine keeps it
    readable = export.readable(house, held)
    for said in (NAME, "Nhờ gọi giúp", "Tư vấn điều kiện, tên miền: đồng ý", "12:00 20/11/2026"):
        assert said in readable
    assert "onboarding" not in readable


async def test_every_table_about_people_is_in_it(house: House) -> None:
    person = Person(house)
    await person.go()
    held = await export.export(house, await _token(person))
    assert held is not None
    known = {"contacts": "contact", "timers": "reminders"}
    for table in set(metadata.tables) - NOT_PERSONAL:
        assert known.get(table, table) in held, table


async def test_its_link_closes_and_the_token_is_not_stored(house: House, clock: Clock) -> None:
    person = Person(house)
    await person.go(2)
    token = await _token(person)
    stored = [row["token_hash"] for row in await rows(house.engine, "exports")]
    assert token not in stored
    clock.forward(minutes=29)
    assert await export.export(house, token) is not None
    clock.forward(minutes=2)
    assert await export.export(house, token) is None
    assert await export.export(house, "x" * 32) is None


async def test_nobody_sees_anybody_elses(house: House) -> None:
    one, other = Person(house, "one"), Person(house, "other")
    await one.go(5)
    await other.go(2)
    held = await export.export(house, await _token(other))
    assert held is not None
    assert NAME not in json.dumps(export.for_programs(held), ensure_ascii=False)


@pytest.mark.parametrize(
    ("purpose", "gone", "kept"),
    [
        ("tư vấn điều kiện, tên miền", {"links"}, {"notes"}),
        ("ghi yêu cầu gặp người", {"notes"}, {"links"}),
    ],
)
async def test_a_consent_taken_back_takes_its_data_along(
    house: House, purpose: str, gone: set[str], kept: set[str]
) -> None:
    person = Person(house)
    await person.go()
    await person.answer("việc khác", "gặp người", "đồng ý", "Tuyên Quang", "Nhờ gọi giúp")
    await person.answer("dữ liệu của tôi", "rút lại một đồng ý", purpose)
    for table in gone:
        assert await rows(house.engine, table) == [], table
    for table in kept:
        assert await rows(house.engine, table) != [], table
    said = (await rows(house.engine, "consents"))[-1]
    assert said["given"] is False


async def test_the_place_goes_with_the_statistics(house: House) -> None:
    person = Person(house)
    await person.go()
    await person.answer("nhắc sau", "tuần sau", "đồng ý", "Tuyên Quang", "bỏ qua", "bỏ qua")
    assert {e["place"] for e in await rows(house.engine, "events")} == {None, "Tuyên Quang"}
    await person.answer("dữ liệu của tôi", "rút lại một đồng ý", "thống kê tỉnh, trường")
    assert {e["place"] for e in await rows(house.engine, "events")} == {None}
    (contact,) = await rows(house.engine, "contacts")
    assert (contact["province"], contact["commune"]) == (None, None)


async def test_a_withdrawn_advice_leaves_no_answer(house: House) -> None:
    person = Person(house)
    await person.go(5)
    await person.answer("dữ liệu của tôi", "rút lại một đồng ý", "tư vấn điều kiện, tên miền")
    kept = await dump(house.engine)
    for said in (NAME, "hongnhung", BIRTH, "2005-03-15"):
        assert said not in kept
