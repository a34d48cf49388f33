"""The stream of news over plain HTTP: resume, beats, limits, erasing, the end."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientResponse

from bot.channels.web import pages, stream
from bot.channels.web.stream import message_event
from bot.turns import view
from tests.web.conftest import Site
from tests.web.visitor import Page

BEAT = b": \n\n"
GONE = b"event: gone\ndata: \n\n"


def row_of(page: Page) -> int:
    return int(re.findall(r'id="now"[^>]* data-row="(\d+)"', page.text)[0])


@asynccontextmanager
async def listening(
    site: Site, page: Page, after: int | None = None, last: str = ""
) -> AsyncIterator[ClientResponse]:
    query = "" if after is None else f"?after={after}"
    async with site.client.get(f"{page.path}/news{query}", headers={"Last-Event-ID": last}) as answer:
        yield answer


async def next_event(answer: ClientResponse) -> bytes:
    return await asyncio.wait_for(answer.content.readuntil(b"\n\n"), 5)


async def tell(site: Site, page: Page) -> None:
    """What a turn does once it is committed."""
    standing = await view.standing(site.house, pages.CHANNEL, pages.ACCOUNT, page.path[3:])
    assert standing
    site.news.tell(standing[0])


async def erase(site: Site, page: Page) -> None:
    overlay = await site.send(page, said="dữ liệu của tôi")
    sure = await site.send(overlay, pressed=overlay.buttons[2])
    assert "Đã xoá" in (await site.send(sure, pressed=sure.buttons[0])).newest


async def test_who_missed_a_message_gets_it_once_with_its_forms(site: Site) -> None:
    who = await site.answer(0)
    asked = await site.answer(0, page=who)
    assert row_of(asked) > row_of(who) > 0
    async with listening(site, asked, row_of(who)) as answer:
        assert answer.status == 200
        event = (await next_event(answer)).decode()
        await tell(site, asked)
        assert await next_event(answer) == BEAT
    assert event.startswith(f"id: {row_of(asked)}\ndata: ")
    html = "\n".join(line.removeprefix("data: ") for line in event.splitlines()[1:])
    shown = Page(200, asked.path, html, {})
    assert (shown.newest, shown.open_question) == (asked.newest, asked.open_question)
    assert shown.action == asked.path


@pytest.mark.parametrize("told", ["query", "header", "both"])
async def test_who_has_it_gets_only_a_beat(site: Site, told: str) -> None:
    who = await site.answer(0)
    row = row_of(who)
    after = {"query": row, "header": None, "both": 0}[told]
    async with listening(site, who, after, "" if told == "query" else str(row)) as answer:
        assert await next_event(answer) == BEAT


@pytest.mark.parametrize("odd", ["-1", "x", "１", "9" * 40, ""])
async def test_an_odd_row_is_no_row(site: Site, odd: str) -> None:
    who = await site.answer(0)
    async with site.client.get(f"{who.path}/news", params={"after": odd}) as answer:
        assert (await next_event(answer)).startswith(b"id: ")


async def test_a_message_comes_as_soon_as_it_is_told(site: Site) -> None:
    who = await site.answer(0)
    async with listening(site, who, row_of(who)) as answer:
        assert await next_event(answer) == BEAT
        asked = await site.answer(0, page=who)
        await tell(site, who)
        assert (await next_event(answer)).startswith(f"id: {row_of(asked)}\n".encode())


async def test_what_another_process_said_is_found_by_looking(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "LOOK_SECONDS", 0.05)
    who = await site.answer(0)
    async with listening(site, who, row_of(who)) as answer:
        assert [await next_event(answer) for _ in range(3)] == [BEAT] * 3
        asked = await site.answer(0, page=who)
        while (event := await next_event(answer)) == BEAT:
            pass
    assert event.startswith(f"id: {row_of(asked)}\n".encode())


async def test_a_fifth_listener_is_refused_until_one_hangs_up(site: Site) -> None:
    who, other = await site.answer(0), await site.answer(0)
    streams = [await site.client.get(f"{who.path}/news") for _ in range(stream.MOST_PER_ADDRESS)]
    refused = await site.client.get(f"{who.path}/news")
    assert refused.status == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert "quá nhiều nơi" in await refused.text()
    async with listening(site, other) as answer:
        assert answer.status == 200
    streams.pop().close()
    for _ in range(100):
        again = await site.client.get(f"{who.path}/news")
        streams.append(again)
        if again.status == 200:
            break
    assert again.status == 200
    for answer in streams:
        answer.close()


async def test_a_full_house_says_when_to_come_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MOST_STREAMS", 1)
    one, two = await site.answer(0), await site.answer(0)
    async with listening(site, one):
        refused = await site.client.get(f"{two.path}/news")
        assert refused.status == 503
        assert refused.headers["Retry-After"] == "60"


async def test_whoever_is_erased_is_told_so_and_the_stream_ends(site: Site) -> None:
    who = await site.answer(0)
    standing = await view.standing(site.house, pages.CHANNEL, pages.ACCOUNT, who.path[3:])
    assert standing
    async with listening(site, who, row_of(who)) as answer:
        await next_event(answer)
        await erase(site, who)
        site.news.tell(standing[0])
        assert await asyncio.wait_for(answer.content.read(), 5) == GONE
    async with listening(site, who) as answer:
        assert await answer.content.read() == GONE


async def test_nobody_hears_who_got_the_number_of_somebody_erased(site: Site) -> None:
    first = await site.answer(0)
    number = await view.standing(site.house, pages.CHANNEL, pages.ACCOUNT, first.path[3:])
    assert number
    async with listening(site, first, row_of(first)) as answer:
        await next_event(answer)
        await erase(site, first)
        second = await site.answer(0, 0)
        now_there = await view.standing(site.house, pages.CHANNEL, pages.ACCOUNT, second.path[3:])
        assert now_there
        assert now_there[0] == number[0]
        site.news.tell(number[0])
        assert await asyncio.wait_for(answer.content.read(), 5) == GONE


async def test_a_stream_ends_by_itself_and_with_the_server(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = await site.answer(0)
    with monkeypatch.context() as patch:
        patch.setattr(stream, "STREAM_SECONDS", 0.1)
        async with listening(site, who, row_of(who)) as answer:
            assert set((await asyncio.wait_for(answer.content.read(), 5)).split(b"\n\n")) == {b": ", b""}
    async with listening(site, who, row_of(who)) as answer:
        await next_event(answer)
        await asyncio.wait_for(site.client.server.close(), 5)
        assert await answer.content.read() == b""


async def test_the_stream_carries_safe_headers_and_is_kept_by_nobody(site: Site) -> None:
    who = await site.answer(0)
    async with listening(site, who) as answer:
        heard = dict(answer.headers)
    head = await site.client.head(f"{who.path}/news")
    assert head.status == 200
    assert await head.read() == b""
    for headers in (heard, head.headers):
        assert headers["Content-Type"] == "text/event-stream; charset=utf-8"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Accel-Buffering"] == "no"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["Referrer-Policy"] == "same-origin"
        assert "Content-Encoding" not in headers


async def test_a_broken_look_ends_the_stream_and_logs_no_address(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    who = await site.answer(0)

    async def broken(*_: object) -> None:
        raise ValueError("nothing to see")

    monkeypatch.setattr("bot.channels.web.stream.view.look", broken)
    async with listening(site, who) as answer:
        assert await answer.content.read() == b""
    written = "".join(capsys.readouterr())
    assert "stream_failed" in written
    assert "/news" in written
    assert who.path[3:] not in written


async def test_who_is_told_between_two_waits_does_not_wait(site: Site) -> None:
    news = site.news
    with news.listening(1) as one, news.listening(1) as other, news.listening(2) as elsewhere:
        news.tell(1)
        async with asyncio.timeout(5):
            await asyncio.gather(one.wait(60), other.wait(60))
        before = asyncio.get_running_loop().time()
        await elsewhere.wait(0.05)
        assert asyncio.get_running_loop().time() - before >= 0.04
    assert news._ears == {}
    news.tell(1)


def test_no_text_makes_an_event_of_its_own() -> None:
    event = message_event(7, "<p>a\r\revent: gone\r\nid: 9\n\n</p>")
    lines = re.split(r"\r\n|\r|\n", event)
    assert lines[0] == "id: 7"
    assert all(line.startswith("data: ") for line in lines[1:-2])
    assert lines[-2:] == ["", ""]
    assert "\r" not in event
