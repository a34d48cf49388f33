"""/thongke in chat: for staff only, short, and understood as people type it."""

from __future__ import annotations

import pytest

from bot.desk.staff import MOST_CHARS, staff_reply
from bot.messages.message import Message
from bot.settings import Settings
from bot.turns.house import House
from storage import events
from tests.desk.log import as_row, put, written_week

REPLY = staff_reply(["telegram:42"])


async def asks(house: House, text: str, address: str = "42", channel: str = "telegram") -> Message | None:
    return await REPLY(house, channel, address, text)


async def said(house: House, text: str) -> str:
    message = await asks(house, text)
    assert message is not None, text
    assert len(message.text) <= MOST_CHARS
    return message.text


async def test_the_running_week_with_the_week_before(house: House) -> None:
    await put(house.engine, written_week()["lines"])
    text = await said(house, "/thongke")
    assert "Tuần 2026-W47 (16/11/2026–22/11/2026), tính đến lúc này." in text
    assert "Người dùng trợ lý: 6 (1)" in text
    assert "Tự báo đăng ký xong: 1 (0)" in text
    assert "Điểm hài lòng (1–5 sao): 4,5 (–)" in text
    assert "“Ngày sinh”: 1 trong 3 lần được hỏi" in text


async def test_counting_has_a_transaction_of_its_own(house: House) -> None:
    async with house.engine.begin() as db:
        await events.add(db, [as_row(["11-16 08:00:00", "started", "onboarding.", "x", 1, "web", None])])
        assert "Người dùng trợ lý: 0 (0)" in await said(house, "/thongke")
    assert "Người dùng trợ lý: 1 (0)" in await said(house, "/thongke")


async def test_a_province_is_counted_with_its_communes(house: House) -> None:
    await put(house.engine, written_week()["lines"])
    text = await said(house, "/thongke ninh binh")
    assert "Người dùng trợ lý: 1 (0)" in text
    assert "14464" not in text


@pytest.mark.parametrize(
    "text", ["/thongke", "/ThongKe", "/thongke@HienDienBot", "thống kê", "thong ke", " Thống  kê "]
)
async def test_ways_to_ask(house: House, text: str) -> None:
    assert "2026-W47" in await said(house, text)


@pytest.mark.parametrize(
    ("text", "week", "place"),
    [
        ("/thongke Ninh Bình", "2026-W47", "Ninh Bình"),
        ("thong ke nam dinh", "2026-W47", "Ninh Bình"),
        ("/thongke 2026-W46", "2026-W46", ""),
        ("/thongke 2026-w46 hải phòng", "2026-W46", "Hải Phòng"),
        ("thống kê tỉnh Ninh Bình 2026-W46", "2026-W46", "Ninh Bình"),
    ],
)
async def test_a_week_and_a_province_may_be_named(house: House, text: str, week: str, place: str) -> None:
    first = (await said(house, text)).splitlines()[0]
    assert first.startswith(f"Tuần {week} ")
    assert (f", {place}" in first) if place else ("Bình" not in first)


async def test_an_empty_week_reads_well(house: House) -> None:
    text = await said(house, "/thongke 2026-W30")
    assert "Người dùng trợ lý: 0 (0)" in text
    assert "Dừng nhiều nhất" not in text
    assert "None" not in text


@pytest.mark.parametrize("text", ["/thongke 2026-W60", "/thongke abc", "/thongke 2026-W4"])
async def test_a_slip_after_the_command_gets_the_way_to_write_it(house: House, text: str) -> None:
    assert "/thongke 2026-W46" in await said(house, text)


@pytest.mark.parametrize(
    "text", ["thống kê là gì", "cho em xem thống kê", "/thongke2", "xin chào", "", "/start"]
)
async def test_anything_else_goes_on_as_it_is(house: House, text: str) -> None:
    assert await asks(house, text) is None


@pytest.mark.parametrize(("channel", "address"), [("telegram", "43"), ("web", "42"), ("telegram", "")])
async def test_nobody_else_learns_anything(house: House, channel: str, address: str) -> None:
    for text in ("/thongke", "/thongke abc", "thống kê"):
        assert await asks(house, text, address, channel) is None


def test_staff_are_named_by_channel_and_address() -> None:
    assert Settings(staff="telegram:42, zalo_oa:7 ,").staff == ["telegram:42", "zalo_oa:7"]
    assert Settings().staff == []
    for slip in ("42", "telegram:", ":42", "telegram:4 2", "Telegram:42", "telegram:42;telegram:43"):
        with pytest.raises(ValueError, match="entry 1 is no channel:address"):
            Settings(staff=slip)
