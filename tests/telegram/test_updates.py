"""Every update of Telegram is one of ours, a call from a group, or left alone – and none is an exception."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.telegram.updates import CONTENT, Arrival, GroupCall, Us, read_update
from tests.telegram.spec import FOLDER, fields_of

US = Us("999", "example_bot")
NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
AN = {"id": 5001, "is_bot": False, "first_name": "An"}
PRIVATE = {"id": 5001, "type": "private", "first_name": "An"}
GROUP = {"id": -1001234567890, "type": "supergroup", "title": "Nhóm"}
COMPOSED = json.loads((FOLDER / "updates_composed.json").read_text(encoding="utf-8"))["updates"]


def message(chat: dict[str, Any] = PRIVATE, sender: dict[str, Any] = AN, **content: Any) -> dict[str, Any]:
    return {
        "update_id": 7,
        "message": {"message_id": 1, "date": 1795190000, "chat": chat, "from": sender} | content,
    }


def arrived(update: dict[str, Any]) -> dict[str, Any]:
    """What an update is for the turns, without what is not set; the same from bytes and from a mapping."""
    read = read_update(json.dumps(update).encode(), US, NOW)
    assert isinstance(read, Arrival), read
    assert read == read_update(update, US, NOW)
    body = read.incoming.body()
    return {name: body[name] for name in ("said", "pressed", "other", "source") if body[name]}


def test_the_composed_updates() -> None:
    read = {u["update_id"] % 100: read_update(json.dumps(u).encode(), US, NOW) for u in COMPOSED}
    groups = {number: r for number, r in read.items() if not isinstance(r, Arrival)}
    assert groups == {9: GroupCall(-1001234567890), 10: "unknown"}
    bodies = {u["update_id"] % 100: arrived(u) for u in COMPOSED if u["update_id"] % 100 not in groups}
    assert bodies == {
        1: {"source": "ref_brochure-01"},
        2: {"said": "Tôi muốn thành lập công ty TNHH ở Hà Nội"},
        3: {"pressed": "v1:el:t2"},
        4: {"pressed": "v1:old"},
        5: {"other": "sticker"},
        6: {"other": "sticker"},
        7: {"other": "edited"},
        8: {"other": "gone"},
        11: {"other": "photo"},
    }


def test_who_wrote_when_and_which_press() -> None:
    first, press = (read_update(COMPOSED[n], US, NOW) for n in (0, 3))
    assert isinstance(first, Arrival)
    assert isinstance(press, Arrival)
    told = first.incoming
    assert (told.channel, told.account, told.address, told.update_id) == (
        "telegram",
        "999",
        "5001",
        "100000001",
    )
    assert (told.at, told.written_at) == (NOW, datetime.fromtimestamp(1795190000, UTC))
    assert (first.query, press.query) == (None, "4382bfdwdsb323b2da")
    assert press.incoming.written_at is None  # the message's date is not the press's


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("/start", {}),
        ("/start ABC-1", {"source": "ABC-1"}),
        ("/start@example_bot  ABC-1 ", {"source": "ABC-1"}),
        ("/start far-too-long-for-a-code", {}),
        ("/start two words", {"said": "/start two words"}),
        ("/started", {"said": "/started"}),
        ("/trogiup@example_bot", {"said": "/trogiup"}),
        ("/sua@example_bot ngày sinh", {"said": "/sua ngày sinh"}),
        ("/", {"said": "/"}),
        ("/ an@example.vn /x@y", {"said": "/ an@example.vn /x@y"}),
        ("an@example.vn", {"said": "an@example.vn"}),
        ("a\0b", {"said": "ab"}),
        ("a\ud800b", {"said": "ab"}),
        ("ấ" * 5000, {"said": "ấ" * 4096}),
    ],
)
def test_texts(text: str, body: dict[str, str]) -> None:
    assert arrived(message(text=text)) == body


@pytest.mark.parametrize(("kind", "other"), CONTENT.items())
def test_what_is_no_text(kind: str, other: str) -> None:
    assert arrived(message(**{kind: {"file_id": "x"}}, caption="sinh 2005")) == {"other": other}


def test_every_field_of_a_message_is_content_or_not() -> None:
    """A field that Telegram adds to the specification has to be thought about here."""
    known, content = fields_of("Message"), set(CONTENT)
    head = known[: known.index("text")]
    about = {"text", "entities", "link_preview_options", "suggested_post_info", "effect_id", "reply_markup"}
    about |= {"caption", "caption_entities", "show_caption_above_media", "has_media_spoiler"}
    service = set(known[known.index("new_chat_members") : -1])
    assert content <= set(known)
    assert set(known) - set(head) - about - service == content


@pytest.mark.parametrize(
    ("update", "why"),
    [
        (message(pinned_message={"message_id": 1}), "service"),
        (message(message_auto_delete_timer_changed={"message_auto_delete_time": 1}), "service"),
        (message(text=""), "service"),
        (message(sender={**AN, "is_bot": True}, text="xin chào"), "bot"),
        (message(chat=GROUP, text="xin chào"), "elsewhere"),
        (message(chat=GROUP, text="/start@other_bot"), "elsewhere"),
        (message(chat=GROUP, text="@example_bottle"), "elsewhere"),
        (message(chat=GROUP, photo=[]), "elsewhere"),
        (message(chat={"id": -100, "type": "channel"}, text="/start"), "elsewhere"),
        ({"update_id": 7, "inline_query": {}}, "unknown"),
        ({"update_id": 7}, "unknown"),
        ({"update_id": True, "message": {}}, "unknown"),
        ({"update_id": 10**40} | {"message": message(text="x")["message"]}, "unknown"),
        (message(text=5), "unknown"),
        (message(text=["x"]), "unknown"),
        (message(date=-1, text="x"), "unknown"),
        (message(date=10**15, text="x"), "unknown"),
        (message(chat={"id": "5001", "type": "private"}, text="x"), "unknown"),
        (message(chat={"id": 2**70, "type": "private"}, text="x"), "unknown"),
        (message(chat=None, text="x"), "unknown"),
        (
            {"update_id": 7, "callback_query": {"id": "1", "data": "x" * 65, "message": {"chat": PRIVATE}}},
            "unknown",
        ),
        (
            {"update_id": 7, "callback_query": {"id": "1", "data": "x", "message": {"chat": GROUP}}},
            "elsewhere",
        ),
        ({"update_id": 7, "callback_query": {"id": "1", "data": "x", "inline_message_id": "1"}}, "unknown"),
        ([], "unknown"),
        ("x", "unknown"),
        (None, "unknown"),
    ],
)
def test_left_alone(update: Any, why: str) -> None:
    assert read_update(json.dumps(update).encode(), US, NOW) == why
    assert read_update(update, US, NOW) == why


@pytest.mark.parametrize(
    "text", ["/start", "/giup@Example_Bot x", "này @EXAMPLE_BOT giúp với", "@example_bot"]
)
def test_called_in_a_group(text: str) -> None:
    assert read_update(message(chat=GROUP, text=text), US, NOW) == GroupCall(-1001234567890)


@pytest.mark.parametrize(
    ("before", "after", "chat", "result"),
    [
        ("left", "member", GROUP, GroupCall(-1001234567890)),
        ("kicked", "administrator", GROUP, GroupCall(-1001234567890)),
        ("member", "administrator", GROUP, "member"),
        ("member", "left", GROUP, "member"),
        ("member", "kicked", GROUP, "member"),
        ("left", "administrator", {"id": -100, "type": "channel"}, "member"),
        ("kicked", "member", PRIVATE, "member"),
    ],
)
def test_membership(before: str, after: str, chat: dict[str, Any], result: object) -> None:
    states = {"old_chat_member": {"status": before}, "new_chat_member": {"status": after}}
    assert (
        read_update({"update_id": 1, "my_chat_member": {"chat": chat, "date": 1, **states}}, US, NOW)
        == result
    )
