"""Erasing leaves no trace: neither in any table nor, on SQLite, in the bytes of the file."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from bot.turns import turns
from bot.turns.house import House
from storage.tables import metadata
from tests.storage.person import BIRTH, NAME, Person, dump, rows

ADDRESS = "the-address-of-one-person"
NOTE = "Nhờ chỉ giúp cách nộp giấy tờ"
TOO_YOUNG = "20/11/2012"


async def found(house: House, *texts: str) -> set[str]:
    """Which of the texts are stored anywhere, as they are or as JSON escapes them."""
    stored = await dump(house.engine)
    if house.engine.url.get_backend_name() == "sqlite":
        path = Path(str(house.engine.url.database))
        checkpoint = sqlite3.connect(path)
        checkpoint.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        checkpoint.close()
        stored += "".join(f.read_bytes().decode("latin-1") for f in path.parent.glob(f"{path.name}*"))
    return {t for t in texts if any(form in stored for form in (t, json.dumps(t)[1:-1]))}


async def only_events_and_keys_are_left(house: House) -> None:
    filled = {t: await rows(house.engine, t) for t in metadata.tables if await rows(house.engine, t)}
    assert set(filled) == {"events", "inbox"}
    kept = {(key["address_id"], key["body"], key["status"]) for key in filled["inbox"]}
    assert kept == {(None, None, "done")}


async def test_erasing_on_request_leaves_no_trace(house: House) -> None:
    person = Person(house, ADDRESS)
    await person.go(3)
    await person.answer("gặp người", 0, "Tuyên Quang", NOTE, BIRTH, NAME)
    (number,) = [c["number"] for c in await rows(house.engine, "contacts")]
    assert len(await rows(house.engine, "notes")) == 1
    sought = (NAME, "Hồng Nhung", "hongnhung", BIRTH, "2005-03-15", ADDRESS, NOTE)
    assert await found(house, *sought) == {NAME, "Hồng Nhung", "hongnhung", "2005-03-15"}  # the others sealed

    outcome = await person.answer("dữ liệu của tôi", 2, 0)

    assert outcome.status == "erased"
    assert await found(house, *sought, str(number)) == set()
    await only_events_and_keys_are_left(house)
    events = await rows(house.engine, "events")
    assert len({e["contact"] for e in events}) == 1
    assert (events[0]["kind"], events[-1]["kind"]) == ("started", "erased")


async def test_whoever_is_too_young_is_erased_in_the_turn_that_decides(house: House) -> None:
    person = Person(house, ADDRESS)
    await person.go(3)
    (number,) = [c["number"] for c in await rows(house.engine, "contacts")]
    outcome = await person.answer(TOO_YOUNG)
    assert outcome.status == "erased"
    assert outcome.message is not None
    assert outcome.message.paragraphs
    assert await found(house, TOO_YOUNG, "2012-11-20", ADDRESS, str(number)) == set()
    await only_events_and_keys_are_left(house)


async def test_a_repeat_of_the_update_that_erased_brings_nobody_back(house: House) -> None:
    person = Person(house, ADDRESS)
    await person.go(3)
    update = person.update(TOO_YOUNG)
    await person.send(update)
    (again,) = await turns.handle(house, [update])
    assert again.status == "repeated"
    await only_events_and_keys_are_left(house)


async def test_a_repeat_of_anything_they_sent_brings_nobody_back(house: House) -> None:
    person = Person(house, ADDRESS)
    sent = []
    for answer in ("/start", 0, 0, 0, TOO_YOUNG):
        sent.append(person.update(answer))
        await person.send(sent[-1])
    for update in sent:
        (again,) = await turns.handle(house, [update])
        assert again.status == "repeated"
    await only_events_and_keys_are_left(house)


async def test_what_waits_behind_an_erasure_goes_along(house: House) -> None:
    person = Person(house, ADDRESS)
    await person.go(3)
    first = person.update(TOO_YOUNG)
    person.sent += 1
    outcomes = await turns.handle(house, [first, person.update("xin chào lần nữa")])
    assert [o.status for o in outcomes] == ["erased", "done"]  # who writes again is somebody new
    assert len(await rows(house.engine, "contacts")) == 1
    assert await found(house, "2012-11-20") == set()


async def test_erasing_one_leaves_the_others(house: House) -> None:
    gone, stays = Person(house, "gone"), Person(house, "stays")
    await gone.go(5)
    await stays.go(5)
    await gone.answer("dữ liệu của tôi", 2, 0)
    assert (await stays.answer(0)).status == "done"
    assert await found(house, NAME) == {NAME}
    numbers = [e["contact"] for e in await rows(house.engine, "events")]
    (contact,) = await rows(house.engine, "contacts")
    assert contact["number"] in numbers
    assert len(set(numbers)) == 2
