"""What the doctor finds without asking anybody: settings, key, database, contents, tokens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.conversation.checks.findings import Finding as Broken
from bot.doctor import contents, database, secret_key, settings, zalo_tokens
from bot.doctor.findings import Finding
from storage import zalo_tokens as store
from storage.database import open_engine
from storage.keys import Keys
from storage.migrate import edition, migrate
from storage.zalo_tokens import Pair
from tests.doctor.conftest import NOW, Examine, levels
from tests.house import SECRET, noon

ACCOUNT = {
    "zalo_oa_id": "388613280878808645",
    "zalo_oa_app_id": "360846524940903967",
    "zalo_oa_app_secret": "app secret",
    "zalo_oa_webhook_key": "webhook key",
}
HTTPS = {"public_url": "https://tenmien.example"}


# Settings


async def test_settings_that_go_together(examine: Examine) -> None:
    assert levels(await examine(settings.check, **HTTPS)) == ["ok"]


@pytest.mark.parametrize(
    ("given", "level", "setting"),
    [
        ({"public_url": ""}, "warn", "HIENDIEN_PUBLIC_URL"),
        ({"public_url": "http://tenmien.example"}, "warn", "HIENDIEN_PUBLIC_URL"),
        ({**HTTPS, "staff": ["telegramm:5"]}, "warn", "HIENDIEN_STAFF"),
        ({**HTTPS, "zalo_oa_shared": True}, "warn", "HIENDIEN_ZALO_OA_ID"),
        ({**HTTPS, "zalo_bot_token": "1459232:abcdefgh12"}, "warn", "HIENDIEN_ZALO_BOT_LINK"),
        ({**ACCOUNT, "public_url": "http://tenmien.example"}, "bad", "HIENDIEN_PUBLIC_URL"),
    ],
)
async def test_settings_that_do_not(
    examine: Examine, given: dict[str, object], level: str, setting: str
) -> None:
    assert (level, setting) in [(f.level, f.setting) for f in await examine(settings.check, **given)]


# The key


@pytest.mark.parametrize(
    ("keys", "level"),
    [
        ([SECRET], "ok"),
        ([], "bad"),
        (["short"], "bad"),
        ([SECRET, SECRET], "warn"),
        ([SECRET, "x" * 40], "ok"),
    ],
)
async def test_the_secret_key(examine: Examine, keys: list[str], level: str) -> None:
    (found,) = await examine(secret_key.check, secret_key=keys)
    assert found.level == level
    assert SECRET not in found.what
    assert found.setting == ("" if level == "ok" else "HIENDIEN_SECRET_KEY")


# The database


async def test_a_database_of_this_release(examine: Examine, database_url: str) -> None:
    assert levels(await examine(database.check, database_url=database_url)) == ["ok"]


def _touch(url: str) -> None:
    """Make the empty file of an SQLite address."""
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).touch()


async def test_a_database_without_tables_is_made_at_the_start(examine: Examine, empty_url: str) -> None:
    _touch(empty_url)
    (found,) = await examine(database.check, database_url=empty_url)
    assert (found.level, "without tables" in found.what) == ("warn", True)


@pytest.mark.parametrize(("version", "level"), [("0001", "warn"), ("9999", "bad")])
async def test_tables_of_another_release(
    examine: Examine, database_url: str, version: str, level: str
) -> None:
    async with _tables_of(database_url, version):
        (found,) = await examine(database.check, database_url=database_url)
    assert found.level == level
    assert version in found.what


@asynccontextmanager
async def _tables_of(url: str, version: str) -> AsyncIterator[None]:
    """The database says that its tables are of that version, until the block ends."""
    engine = open_engine(url)
    ours = (await edition(engine)).ours
    change = text("UPDATE alembic_version SET version_num = :v")
    async with engine.begin() as db:
        await db.execute(change, {"v": version})
    yield
    async with engine.begin() as db:
        await db.execute(change, {"v": ours})
    await engine.dispose()


@pytest.mark.parametrize(
    ("url", "level"),
    [
        ("sqlite:////nowhere/at/all.db", "warn"),
        ("mysql://host/name", "bad"),
        ("no address", "bad"),
        ("postgresql://127.0.0.1:1/nobody", "bad"),
    ],
)
async def test_a_database_that_is_not_there(examine: Examine, url: str, level: str) -> None:
    (found,) = await examine(database.check, database_url=url)
    assert (found.level, found.setting) == (level, "HIENDIEN_DATABASE_URL")


async def test_a_file_that_is_no_database(examine: Examine, tmp_path: Path) -> None:
    (tmp_path / "chat.db").write_text("this is a text " * 100)
    (found,) = await examine(database.check, database_url=f"sqlite:///{tmp_path}/chat.db")
    assert found.level == "bad"


# Contents


async def test_the_shipped_contents_are_fine(examine: Examine) -> None:
    assert levels(await examine(contents.check)) == ["ok"]


async def test_a_date_to_look_again_is_a_warning_and_no_more(examine: Examine) -> None:
    found = await examine(contents.check, now=noon(date(2031, 1, 1)))
    assert set(levels(found)) == {"warn"}
    assert "was to be looked at again" in found[0].what
    assert len(found) <= 6


@pytest.mark.parametrize(
    ("file", "content"),
    [("flows/menu.yaml", "menu: [nothing]\nafter_link: []\n"), ("flows/office.yaml", "name: [\n")],
)
async def test_an_offices_own_mistake_is_bad(
    examine: Examine, tmp_path: Path, file: str, content: str
) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(content)
    found = await examine(contents.check, data=tmp_path)
    assert "bad" in levels(found)
    assert found[0].setting == "HIENDIEN_DATA"


async def test_mistakes_of_the_shipped_contents_are_ours(
    examine: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Broken("label-missing", "flows/menu.yaml", "no such sentence")
    monkeypatch.setattr(contents, "run_checks", lambda *_: [broken])
    (found,) = await examine(contents.check)
    assert (found.level, found.setting) == ("bad", "")
    assert "the shipped contents are wrong, report it" in found.what


# Tokens


async def _kept(url: str, **age: float) -> None:
    engine = open_engine(url)
    await migrate(engine)
    at = NOW - timedelta(**age)
    pair = Pair("ACCESS-1", "REFRESH-1", at, at + timedelta(hours=25), at + timedelta(hours=20))
    async with engine.begin() as db:
        await store.put(db, Keys([SECRET]), ACCOUNT["zalo_oa_id"], pair)
    await engine.dispose()


async def _tokens(examine: Examine, url: str, **given: object) -> Finding:
    (found,) = await examine(zalo_tokens.check, **{**ACCOUNT, "database_url": url, **given})
    assert "ACCESS-1" not in found.what
    assert "REFRESH-1" not in found.what
    return found


@pytest.mark.parametrize(("hours", "level"), [(1, "ok"), (20, "ok"), (22, "warn"), (26, "bad")])
async def test_the_age_of_the_tokens(examine: Examine, database_url: str, hours: int, level: str) -> None:
    await _kept(database_url, hours=hours)
    found = await _tokens(examine, database_url)
    assert found.level == level
    assert f"{hours} h" in found.what


async def test_a_refresh_that_failed_says_why(examine: Examine, database_url: str) -> None:
    await _kept(database_url, hours=21)
    engine = open_engine(database_url)
    async with engine.begin() as db:
        await store.failed(
            db, ACCOUNT["zalo_oa_id"], 1, "refused: -14020 Invalid", NOW + timedelta(minutes=30)
        )
    await engine.dispose()
    found = await _tokens(examine, database_url)
    assert (found.level, found.setting) == ("bad", "hiendien zalo login")
    assert "Zalo refuses it; run hiendien zalo login" in found.what
    assert "-14020" in found.what
    assert "next try 2026-11-20 12:30" in found.what


async def test_a_token_that_is_over_needs_the_server_first(examine: Examine, database_url: str) -> None:
    await _kept(database_url, hours=26)
    found = await _tokens(examine, database_url)
    assert found.setting == "start the server first; hiendien zalo login only if it stays"


async def test_a_pair_in_the_settings_that_is_not_used_is_told(examine: Examine, database_url: str) -> None:
    await _kept(database_url, hours=1)
    pair = {"zalo_oa_access_token": "ACCESS-9", "zalo_oa_refresh_token": "REFRESH-9"}
    _, found = await examine(zalo_tokens.check, **{**ACCOUNT, "database_url": database_url, **pair})
    assert (found.level, "HIENDIEN_ZALO_OA_ACCESS_TOKEN" in found.what) == ("ok", True)


async def test_a_missing_old_key_is_bad(examine: Examine, database_url: str) -> None:
    await _kept(database_url, hours=1)
    found = await _tokens(examine, database_url, secret_key=["y" * 40])
    assert (found.level, found.setting) == ("bad", "HIENDIEN_SECRET_KEY")


async def test_without_tokens_nothing_can_be_sent(examine: Examine, database_url: str) -> None:
    assert (await _tokens(examine, database_url)).level == "bad"
    pair = {"zalo_oa_access_token": "ACCESS-1", "zalo_oa_refresh_token": "REFRESH-1"}
    assert (await _tokens(examine, database_url, **pair)).level == "ok"


async def test_tokens_that_cannot_be_read_are_a_warning(
    examine: Examine, database_url: str, tmp_path: Path
) -> None:
    await _kept(database_url, hours=1)
    for given in (
        {"secret_key": []},
        {"database_url": f"sqlite:///{tmp_path}/x.db"},
    ):
        assert (await _tokens(examine, database_url, **given)).level == "warn"


async def test_without_an_account_there_is_nothing_to_find(examine: Examine) -> None:
    assert levels(await examine(zalo_tokens.check)) == ["ok"]
