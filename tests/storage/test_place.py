"""Where somebody lives: kept with the contact, and in the place of every event from then on."""

from __future__ import annotations

from sqlalchemy import select

from bot.turns.house import House
from storage.tables import contacts, events
from tests.storage.person import Person


async def _kept(house: House) -> tuple[str | None, str | None, str | None]:
    async with house.engine.begin() as db:
        contact = (await db.execute(select(contacts.c.province, contacts.c.commune))).one()
        last = (await db.execute(select(events.c.place).order_by(events.c.id.desc()))).scalars().first()
    return contact.province, contact.commune, last


async def test_province_and_commune_are_kept_and_counted(house: House) -> None:
    person = Person(house)
    await person.go()
    await person.answer("nhắc sau", "tuần sau", "đồng ý", "Ninh Bình")
    assert await _kept(house) == ("Ninh Bình", None, "Ninh Bình")
    await person.answer("xã Gia Viễn")
    assert await _kept(house) == ("Ninh Bình", "14464", "Ninh Bình/14464")
    await person.answer("sửa", "2", "nam định")  # the same province by its old name: the commune still fits
    assert await _kept(house) == ("Ninh Bình", "14464", "Ninh Bình/14464")
    await person.answer("sửa", "2", "Huế")
    assert await _kept(house) == ("Huế", None, "Huế")
    await person.answer("bỏ qua", "không đi học")
    assert await _kept(house) == ("Huế", None, "Huế")
