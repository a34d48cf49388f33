"""/t/<token> over plain HTTP: what robots, strangers and slow networks do to it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.conversation.params import JOIN_MINUTES
from bot.turns import turns
from bot.turns.channel import Incoming
from tests.house import Clock
from tests.web.conftest import Site
from tests.web.test_http import assert_error_page, assert_safe_headers
from tests.web.visitor import NONCES, Page


async def link(site: Site, channel: str = "telegram") -> str:
    """A link asked for on another channel, after the first answer there; its path."""
    first = Incoming(channel, "bot", "5001", "1", site.house.now(), said="/start")
    (greeted,) = await turns.handle(site.house, [first])
    assert greeted.message
    agreed = replace(first, update_id="2", said=None, pressed=greeted.message.buttons[0].data)
    await turns.handle(site.house, [agreed])
    (outcome,) = await turns.handle(site.house, [replace(first, update_id="3", said="sang web")])
    assert outcome.message
    (url,) = [x.url for x in outcome.message.links if "/t/" in x.url]
    return url.removeprefix(site.house.public_url)


def button(page: Page) -> dict[str, str]:
    """What the page's one form posts."""
    assert re.findall(r'<form method="post" action="([^"]*)"', page.text) == [page.path]
    assert "Tiếp tục ở đây" in page.text
    return {"nonce": page.nonce}


async def test_the_page_says_whose_talk_it_is_and_one_tap_opens_it(site: Site) -> None:
    path = await link(site)
    page = await site.open(path)
    assert page.status == 200
    assert_safe_headers(page)
    assert page.headers["Cache-Control"] == "no-store"
    assert "<b>Telegram</b>" in page.text
    assert "12:00 20/11/2026" in page.text
    assert "không bị gộp và không bị xoá" in page.text
    talk = await site.post(path, button(page))
    assert talk.status == 200
    assert talk.path.startswith("/c/")
    assert talk.step == "who"
    assert "làm tiếp ở đây" in talk.newest
    assert await site.count("contacts") == 1
    assert (await site.send(talk, pressed=talk.buttons[0])).step == "id_names"


async def test_what_stands_on_the_page_before_the_tap_tells_nothing_of_the_talk(site: Site) -> None:
    page = await site.open(await link(site))
    assert "Mình xem cho ai" not in page.text
    assert "5001" not in page.text


async def test_a_robot_that_opens_the_link_uses_nothing_up(site: Site) -> None:
    path = await link(site)
    for _ in range(3):
        await site.client.head(path)
        await site.client.get(path, headers={"User-Agent": "TelegramBot (like TwitterBot)"})
    assert await site.count("addresses") == 1
    assert (await site.post(path, button(await site.open(path)))).path.startswith("/c/")


async def test_the_same_tap_sent_twice_ends_at_the_same_talk(site: Site) -> None:
    path = await link(site)
    fields = button(await site.open(path))
    first, second = [(await site.post(path, fields)).path for _ in range(2)]
    assert first == second
    assert first.startswith("/c/")


async def test_a_used_link_says_what_to_do(site: Site) -> None:
    path = await link(site)
    page = await site.open(path)
    await site.post(path, button(page))
    for again in (await site.open(path), await site.post(path, {"nonce": next(NONCES)})):
        assert_error_page(again, 410)
        assert "gõ “sang web”" in again.text
    assert await site.count("addresses") == 2


async def test_an_outdated_link_says_what_to_do(site: Site) -> None:
    path = await link(site)
    page = await site.open(path)
    clock = site.house.now
    assert isinstance(clock, Clock)
    clock.forward(minutes=JOIN_MINUTES)
    for late in (await site.open(path), await site.post(path, button(page))):
        assert_error_page(late, 410)
        assert f"{JOIN_MINUTES} phút" in late.text


@pytest.mark.parametrize("token", ["x" * 32, "a", "A-_"])
async def test_an_unknown_link_says_what_to_do(site: Site, token: str) -> None:
    assert_error_page(await site.open(f"/t/{token}"), 410)
    assert_error_page(await site.post(f"/t/{token}", {"nonce": next(NONCES)}), 410)


@pytest.mark.parametrize("path", ["/t/", "/t/a.b", "/t/" + "x" * 65, "/t/a/b"])
async def test_what_is_no_link_of_ours_is_no_page(site: Site, path: str) -> None:
    assert_error_page(await site.open(path), 404)


async def test_no_other_site_taps_in_somebodys_name(site: Site) -> None:
    path = await link(site)
    fields = button(await site.open(path))
    page = await site.post(path, fields, headers={"Origin": "https://elsewhere.example"})
    assert_error_page(page, 403)
    assert await site.count("addresses") == 1


@pytest.mark.parametrize("fields", [{}, {"nonce": "short"}, {"nonce": "có dấu đây"}])
async def test_a_form_that_is_not_ours_joins_nothing(site: Site, fields: dict[str, str]) -> None:
    path = await link(site)
    assert_error_page(await site.post(path, fields), 400)
    assert await site.count("addresses") == 1


@pytest.mark.parametrize("channel", ["telegram", "console", "web"])
async def test_every_channel_has_a_name_on_the_page(site: Site, channel: str) -> None:
    assert (await site.open(await link(site, channel))).status == 200


async def test_the_log_does_not_hold_the_token(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    path = await link(site)
    await site.post(path, button(await site.open(path)))
    out, err = capsys.readouterr()
    assert "/t/{token}" in out + err
    assert path.removeprefix("/t/") not in out + err
