"""What people take along over HTTP: their data, and a calendar entry."""

from __future__ import annotations

import json
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from tests.people import WebPerson
from tests.web.conftest import Site


@pytest.fixture
def client(site: Site) -> TestClient[Any, Any]:
    return site.client


async def _export_links(client: TestClient[Any, Any]) -> dict[str, str]:
    person = WebPerson(client)
    await person.begin()
    await person.press(0, 0)
    await person.say("dữ liệu của tôi", late=False)
    await person.press(2, 0)
    links = [link for link in person.links if "/d/" in link]
    return {link.rpartition(".")[2]: link[link.index("/d/") :] for link in links}


async def test_ones_own_data_to_read_and_for_a_program(client: TestClient[Any, Any]) -> None:
    links = await _export_links(client)
    readable = await client.get(links["txt"])
    assert (readable.status, readable.content_type) == (200, "text/plain")
    assert "Tư vấn điều kiện, tên miền: đồng ý" in await readable.text()
    data = await client.get(links["json"])
    assert data.content_type == "application/json"
    assert "attachment" in data.headers["Content-Disposition"]
    held = json.loads(await data.text())
    assert held["consents"][0]["given"] is True
    assert data.headers["Cache-Control"] == "no-store"


async def test_no_other_token_opens_anything(client: TestClient[Any, Any]) -> None:
    links = await _export_links(client)
    other = links["json"].replace(links["json"][3:13], "A" * 10)
    for path in (other, "/d/short.json", links["json"].replace(".json", ".html")):
        assert (await client.get(path)).status == 404


async def test_a_calendar_entry(client: TestClient[Any, Any]) -> None:
    answer = await client.get("/lich.ics?ngay=2026-11-24")
    assert (answer.status, answer.content_type) == (200, "text/calendar")
    raw = await answer.read()
    lines = raw.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART:20261124T020000Z" in lines  # nine in the morning in Viet Nam
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = raw.decode().replace("\r\n ", "")
    assert "SUMMARY:Đăng ký tên miền .vn" in unfolded


async def test_the_entry_of_a_talk_leads_back_to_it(client: TestClient[Any, Any]) -> None:
    path = f"/c/{'a' * 22}/lich.ics?ngay=2026-11-24"
    unfolded = (await (await client.get(path)).text()).replace("\r\n ", "")
    assert f"URL:https://hiendien.example/c/{'a' * 22}" in unfolded


async def test_no_day_no_entry(client: TestClient[Any, Any]) -> None:
    for day in ("", "?ngay=", "?ngay=mai", "?ngay=2026-02-30", "?ngay=9999-99-99"):
        assert (await client.get(f"/lich.ics{day}")).status == 400
