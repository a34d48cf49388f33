"""A database of the release before comes up, and the talks in it go on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, insert

import storage
from bot.app import CHANNELS
from bot.conversation.book import Book
from bot.turns.house import House
from storage import notes
from storage.database import open_engine
from storage.keys import Keys
from storage.migrate import migrate
from tests.house import PUBLIC_URL, SECRET, Clock
from tests.storage.person import Person, rows

NOW = datetime(2026, 11, 19, 5, tzinfo=UTC)
KEYS = Keys([SECRET])
STATE = {
    **{"schema": 1, "id": "aaaaaaaaaa", "flow": "onboarding", "person": "household", "rotation": 3},
    **{"answers": {"consent": "yes", "who": "household"}, "kept": {}, "told": {}, "parked": {}},
    **{"shown": {"step": "certificate", "options": ["yes", "no", "unsure"]}, "visit": 3, "misses": 0},
    **{"overlay": None, "with_person": False, "ended": None, "typed": 0, "taps": 2},
}


def _of_the_release_before(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")
    seen = MetaData()
    seen.reflect(connection)
    key_id, hmac = KEYS.hmacs("web|test|someone")[0]
    contact = {"id": 1, "number": 7, "conversation": "aaaaaaaaaa", "created_at": NOW, "seen_at": NOW}
    address = {"id": 1, "contact_id": 1, "channel": "web", "account": "test", "hmac": hmac, "key_id": key_id}
    talk = {"id": "aaaaaaaaaa", "contact_id": 1, "flow": "onboarding", "open": True, "revision": "r"}
    consent = {
        "contact_id": 1,
        "purpose": "advice",
        "given": True,
        "wording": "r",
        "channel": "web",
        "at": NOW,
    }
    said = {"address_id": 1, "keep": False, "status": "shown", "created_at": NOW}
    wish = {"contact_id": 1, "province": "Hà Nội", "note": KEYS.seal("Nhờ gọi giúp"), "at": NOW}
    for table, row in (
        ("contacts", contact),
        ("addresses", {**address, "sealed": KEYS.seal("someone")}),
        ("conversations", {**talk, "state": STATE, "started_at": NOW, "changed_at": NOW}),
        ("consents", consent),
        ("outbox", {**said, "body": {"paragraphs": []}}),
        ("wishes", wish),
    ):
        connection.execute(insert(seen.tables[table]).values(row))


@pytest.fixture
async def house(empty_url: str, book: Book, clock: Clock) -> AsyncIterator[House]:
    engine = open_engine(empty_url)
    async with engine.begin() as db:
        await db.run_sync(_of_the_release_before)
    await migrate(engine)
    yield House(engine, KEYS, book, CHANNELS, PUBLIC_URL, clock, lambda: 0)
    await engine.dispose()


async def test_a_half_done_talk_goes_on_where_it_stood(house: House) -> None:
    person = Person(house)
    await person.answer("có rồi")
    assert person.heard[-1].buttons
    (talk,) = await rows(house.engine, "conversations")
    assert talk["state"]["schema"] == 2
    assert talk["state"]["answers"]["who"] == "household"
    assert talk["state"]["answers"]["certificate"] == "yes"


async def test_a_consent_given_then_can_be_taken_back_now(house: House) -> None:
    person = Person(house)
    await person.answer("dữ liệu của tôi", "rút lại một đồng ý")
    assert person.heard[-1].buttons[0].label == "Tư vấn điều kiện, tên miền"


async def test_wishes_are_notes_now(house: House) -> None:
    async with house.engine.begin() as db:
        (note,) = await notes.of_kind(db, house.keys, "wish")
    assert (note.province, note.text) == ("Hà Nội", "Nhờ gọi giúp")
