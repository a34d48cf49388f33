"""How messages look in Zalo, and when they may be sent."""

from __future__ import annotations

import pytest

from bot.channels.zalo_oa.layout import PREFIX, lay_out
from bot.messages.message import Button, LinkButton, Message
from bot.turns.house import House
from tests.house import Clock
from tests.zalo_oa.chats import read_message
from tests.zalo_oa.fixtures import LIMITS, REQUESTS
from tests.zalo_oa.somebody import Somebody
from tests.zalo_oa.station import Station, station

OFFICIAL = LinkButton("Sang trang chính thức luôn", "https://dbi.gov.vn/")
LINK = LinkButton("Mở trang nhà đăng ký", "https://hiendien.example/r/x")

OTHER = LinkButton("Danh sách nhà đăng ký", "https://tenmien.vn/nha-dang-ky")


def _buttons(number: int) -> tuple[Button, ...]:
    return tuple(Button(f"Nút {n}", f"c:1:s:{n}") for n in range(number))


def test_the_documented_bodies_pass_the_fake() -> None:
    assert read_message(REQUESTS["text"])[1] == "hello, world!"
    buttons = REQUESTS["text_buttons"]["message"]["attachment"]["payload"]["buttons"]
    shown = [b for b in buttons if b["type"] in ("oa.query.show", "oa.query.hide", "oa.open.url")]
    body = {"template": shown}
    whole = {**REQUESTS["text_buttons"]}
    whole["message"] = {
        "text": "Bạn muốn làm gì?",
        "attachment": {"type": "template", "payload": {"buttons": body["template"]}},
    }
    assert read_message(whole)[2] == shown


@pytest.mark.parametrize(("setting", "kind"), [("hide", "oa.query.hide"), ("show", "oa.query.show")])
def test_answers_and_links_share_five_buttons(setting: str, kind: str) -> None:
    layout = lay_out(Message(("Chào.",), "Hỏi?", _buttons(3), (LINK,), official=OFFICIAL), setting)
    assert layout.texts == ("Chào.\n\nHỏi?",)
    assert [b["type"] for b in layout.buttons] == [kind] * 3 + ["oa.open.url"] * 2
    assert layout.buttons[0]["payload"] == f"{PREFIX}c:1:s:0"
    assert layout.buttons[-1]["payload"] == {"url": OFFICIAL.url}


def test_links_without_room_are_lines_and_the_way_out_is_left_to_its_words() -> None:
    full = lay_out(Message(("Chào.",), "Hỏi?", _buttons(4), (LINK, OTHER), official=OFFICIAL), "hide")
    assert full.texts == (f"Chào.\n\n{OTHER.label}:\n{OTHER.url}\n\nHỏi?",)
    assert [b["title"] for b in full.buttons] == ["Nút 0", "Nút 1", "Nút 2", "Nút 3", LINK.label]


@pytest.mark.parametrize(
    "buttons", [_buttons(6), (Button("x" * 101, "c:1:s:0"),)], ids=["six", "a long title"]
)
def test_more_than_zalo_takes_become_numbers_and_links_stay_buttons(buttons: tuple[Button, ...]) -> None:
    layout = lay_out(Message((), "Hỏi?", buttons, (LINK,)), "hide")
    assert layout.texts[0].splitlines()[:2] == ["Hỏi?", f"1. {buttons[0].label}"]
    assert [b["title"] for b in layout.buttons] == [LINK.label]


def test_without_buttons_everything_is_text() -> None:
    layout = lay_out(Message(("Chào.",), "Hỏi?", _buttons(2), (LINK,), official=OFFICIAL), "off")
    assert layout.buttons == ()
    assert LINK.url in layout.texts[0]
    assert OFFICIAL.url not in layout.texts[0]
    assert layout.texts[0].endswith("Hỏi?\n1. Nút 0\n2. Nút 1")


def test_a_link_that_is_not_https_is_a_line() -> None:
    layout = lay_out(Message(("Chào.",), links=(LinkButton("Mở", "http://127.0.0.1:8080/"),)), "hide")
    assert layout.buttons == ()
    assert layout.texts[0].endswith("Mở:\nhttp://127.0.0.1:8080/")


async def test_a_long_text_comes_in_parts_with_the_buttons_under_the_last(bot: Station) -> None:
    them = Somebody(bot.oa)
    them.chat.last = bot.oa.now()
    long = "Một câu dài vừa phải để đọc. " * 90  # decomposed, it would be far longer
    await bot.room.sender.send(them.id, Message((long,), "Hỏi?", _buttons(2)), None)
    parts = them.chat.sent
    assert len(parts) == 2
    assert all(len(m.text) <= LIMITS["text_max_chars"] for m in parts)
    assert "".join("".join(m.text for m in parts).split()) == "".join((long + "Hỏi?").split())
    assert [len(m.answers) for m in parts] == [0, 2]


async def test_nothing_goes_out_after_two_days(bot: Station, an: Somebody, clock: Clock) -> None:
    await an.say("xin chào")
    clock.forward(hours=48, seconds=1)
    await bot.deliver()
    assert an.chat.sent == []
    assert bot.oa.calls == 0


async def test_within_two_days_it_is_free(bot: Station, an: Somebody, clock: Clock) -> None:
    await an.say("xin chào")
    clock.forward(hours=47)
    await bot.deliver()
    assert [m.paid for m in an.chat.sent] == [False]


@pytest.mark.parametrize(("days", "arrives"), [(6, True), (8, False)])
async def test_paid_messages_reach_a_week(house: House, clock: Clock, days: int, *, arrives: bool) -> None:
    async with station(house, zalo_oa_paid_messages=True) as bot:
        an = Somebody(bot.oa)
        await an.say("xin chào")
        clock.forward(days=days)
        await bot.deliver()
        assert [m.paid for m in an.chat.sent] == ([True] if arrives else [])


async def test_a_late_event_opens_the_window_when_it_was_written(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await an.say("xin chào", bot.oa.now() - 3600)
    clock.forward(hours=47, minutes=30)
    await bot.deliver()
    assert an.chat.sent == []
