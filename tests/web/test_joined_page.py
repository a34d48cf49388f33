"""What a page says for as long as its talk is open somewhere else too, and who may lay a page over the tap."""

from __future__ import annotations

import re

import pytest

from bot.turns import turns
from bot.turns.channel import Incoming
from tests.web.conftest import Site
from tests.web.test_joining import button, link
from tests.web.visitor import Page

NEW = '<a href="/">Bắt đầu cuộc trò chuyện mới</a>'


async def joined(site: Site, path: str) -> Page:
    return await site.post(path, button(await site.open(path)))


async def link_of(site: Site, page: Page) -> str:
    """The link that a talk on a page gives."""
    asked = await site.send(page, said="sang web")
    (path,) = re.findall(r'href="[^"]*(/t/[A-Za-z0-9_-]{32})"', asked.newest)
    return str(path)


async def another_link(site: Site, number: int) -> str:
    """One more link for the same person on Telegram."""
    asked = Incoming("telegram", "bot", "5001", f"again {number}", site.house.now(), said="sang web")
    (outcome,) = await turns.handle(site.house, [asked])
    assert outcome.message
    (url,) = [x.url for x in outcome.message.links if "/t/" in x.url]
    return url.removeprefix(site.house.public_url)


async def test_a_joined_page_says_where_else_the_talk_is_open_and_how_to_begin_ones_own(site: Site) -> None:
    page = await joined(site, await link(site))
    for _ in range(2):  # it does not go with the next message
        assert "cũng đang mở trên <b>Telegram</b>" in page.text
        assert NEW in page.text
        page = await site.send(page, pressed=page.buttons[0])
    own = await site.answer(0)
    assert "cũng đang mở" not in own.text


async def test_a_talk_that_began_on_the_web_tells_there_that_it_moved(site: Site) -> None:
    first = await site.answer(0)
    second = await joined(site, await link_of(site, first))
    before = await site.open(first.path)
    assert "vừa được mở tiếp trên web" in before.newest
    assert before.buttons
    assert NEW in second.text
    await site.send(second, pressed=second.buttons[0])
    later = await site.open(first.path)
    assert "cũng đang mở trên <b>một trang khác</b>" in later.text
    assert "Gõ “dữ liệu của tôi” rồi chọn xoá" in later.text
    assert NEW not in later.text


async def test_a_closed_page_begins_anew(site: Site) -> None:
    page = await joined(site, await link(site))
    for number in range(3):
        await joined(site, await another_link(site, number))
    closed = await site.open(page.path)
    assert closed.status == 404
    assert "Mời bạn bắt đầu lại" in closed.text


@pytest.mark.parametrize("path", ["/t/unknown", None])
async def test_no_portal_frames_the_page_with_the_tap(site: Site, path: str | None) -> None:
    page = await site.open(path or await link(site))
    policy = page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in [part.strip() for part in policy.split(";")]
