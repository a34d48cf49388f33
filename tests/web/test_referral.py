"""/g/<code>: where to talk, with the code going along."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp.test_utils import TestClient, TestServer
from pydantic import ValidationError
from sqlalchemy import select

from bot.app import make_app
from bot.settings import Settings
from bot.turns.intake import Intake
from storage.tables import contacts
from tests.house import SECRET
from tests.web.conftest import Site
from tests.web.test_http import assert_safe_headers
from tests.web.visitor import Visitor

OA = "2512523625412515"
BOT = "https://zalo.me/3456789012345678901"
ACCOUNT = {
    "zalo_oa_id": OA,
    "zalo_oa_app_id": "360846524940903967",
    "zalo_oa_app_secret": "app secret",
    "zalo_oa_webhook_key": "webhook key",
}


@asynccontextmanager
async def opened(site: Site, telegram: Callable[[], str] = str, **settings: str) -> AsyncIterator[Visitor]:
    """The same house with more doors."""
    given = Settings(_env_file=None, secret_key=[SECRET], **settings)  # type: ignore[arg-type]
    app = make_app(site.house, Intake(site.house), given, telegram_name=telegram)
    async with TestClient(TestServer(app)) as client:
        yield Visitor(client)


def links(text: str) -> list[str]:
    return re.findall(r'<a class="button" href="([^"]*)"', text)


async def sources(site: Site) -> list[str | None]:
    async with site.house.engine.begin() as db:
        return list((await db.execute(select(contacts.c.source))).scalars())


async def test_every_door_gets_the_code(site: Site) -> None:
    async with opened(site, lambda: "hiendien_bot", **ACCOUNT, zalo_bot_link=BOT) as visitor:
        page = await visitor.open("/g/7k2q9")
    assert page.status == 200
    assert links(page.text) == [
        f"https://zalo.me/{OA}",
        "https://t.me/hiendien_bot?start=7K2Q9",
        "/?g=7K2Q9",
    ]
    assert 'value="#7K2Q9"' in page.text
    assert 'role="alert"' not in page.text
    assert_safe_headers(page)


async def test_a_zalo_bot_where_there_is_no_official_account(site: Site) -> None:
    async with opened(site, zalo_bot_link=BOT) as visitor:
        assert links((await visitor.open("/g/7K2Q9")).text) == [BOT, "/?g=7K2Q9"]


async def test_only_what_is_set_up_is_offered(site: Site) -> None:
    assert links((await site.open("/g/7K2Q9")).text) == ["/?g=7K2Q9"]


@pytest.mark.parametrize("code", ["7K2Q", "thanh", "0K2Q9", "<b>", "7K2Q9x", "';--", "a" * 500])
async def test_what_can_be_no_code_says_so_and_leads_to_the_chat(site: Site, code: str) -> None:
    async with opened(site, lambda: "hiendien_bot", **ACCOUNT) as visitor:
        page = await visitor.open(f"/g/{code}")
    assert page.status == 200
    assert "không đúng dạng" in page.text
    assert links(page.text) == [f"https://zalo.me/{OA}", "https://t.me/hiendien_bot", "/"]
    assert "<b>" not in page.text.replace('<b class="hide">', "")


async def test_the_number_sign_may_be_in_the_address(site: Site) -> None:
    assert links((await site.open("/g/%237k2q9")).text) == ["/?g=7K2Q9"]


async def test_whoever_looks_leaves_nothing(site: Site) -> None:
    await site.open("/g/7K2Q9")
    await site.open("/?g=7K2Q9")
    assert await sources(site) == []


async def test_the_web_chat_carries_the_code_to_the_first_answer(site: Site) -> None:
    page = await site.open("/?g=7k2q9")
    await site.send(page, pressed=page.buttons[0], source="7K2Q9")
    assert await sources(site) == ["7K2Q9"]


async def test_the_form_itself_carries_it(site: Site) -> None:
    page = await site.open("/?g=7k2q9")
    forms = re.findall(r"<form.*?</form>", page.text, re.DOTALL)
    assert len(forms) == 3
    assert all('<input type="hidden" name="source" value="7K2Q9">' in form for form in forms)
    answered = await site.send(page, pressed=page.buttons[0], source="7K2Q9")
    assert 'name="source"' not in answered.text


@pytest.mark.parametrize("code", ["", "thanh", '"><script>', "x" * 100])
async def test_a_made_up_code_is_no_source(site: Site, code: str) -> None:
    page = await site.open("/")
    assert 'name="source"' not in (await site.post("/", {})).text
    await site.send(page, pressed=page.buttons[0], source=code)
    assert await sources(site) == [None]


@pytest.mark.parametrize(
    "link", ["http://zalo.me/1", "https://zalo.me.example/1", "javascript:alert(1)", "https://example.org/"]
)
def test_only_zalos_own_address_opens_the_zalo_bot(link: str) -> None:
    with pytest.raises(ValidationError, match="zalo_bot_link"):
        Settings(_env_file=None, zalo_bot_link=link)  # type: ignore[call-arg]
