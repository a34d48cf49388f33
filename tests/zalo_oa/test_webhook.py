"""Events as they come in: 200 only once they are committed, whatever they hold."""

from __future__ import annotations

import asyncio
import gzip
import json
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from bot.channels.zalo_oa.events import read_event
from bot.channels.zalo_oa.signature import HEADER
from bot.channels.zalo_oa.webhook import PATH
from bot.turns.channel import Incoming
from bot.turns.house import House
from bot.turns.intake import TooSlowError
from tests.house import Clock
from tests.zalo_oa.fake_oa import APP_ID, KEY, OA_ID, sign
from tests.zalo_oa.fixtures import EVENTS
from tests.zalo_oa.somebody import Somebody
from tests.zalo_oa.station import Station, station

NAMED = [pytest.param(name, e["body"], id=name) for name, e in EVENTS.items() if e["body"]]
# What each becomes: said, pressed, other; or why it is nothing for the turns.
MEANT: Mapping[str, object] = {
    "user_send_text": ("message", None, None),
    "user_send_text_button_click": ("#nb1:el:t2", None, None),  # somebody else's prefix
    "user_send_text_quote": ("ý tôi là cái này", None, None),
    "user_send_image": (None, None, "photo"),
    "user_send_file": (None, None, "photo"),
    "user_send_sticker": (None, None, "sticker"),
    "user_send_location": (None, None, "sticker"),
    "follow": (None, None, None),
    "unfollow": (None, None, "gone"),
    "user_submit_info": "info",
    "user_click_chatnow": (None, None, None),
    "oa_send_text": (None, None, "taken_over"),
    "user_seen_message": "quiet",
    "user_received_message": "quiet",
    "user_reacted_message": "quiet",
    "anonymous_send_text": "anonymous",
    "user_withdraw": (None, None, "withdrawn"),
    "numeric_timestamp_variant": ("số", None, None),
}


def _account(body: Mapping[str, Any]) -> str:
    """The account of a sample; the official ones name different ones."""
    ends = "sender" if body["event_name"].startswith("oa_send") else "recipient"
    return str(body.get("oa_id") or body[ends]["id"])


def _of_now(body: Mapping[str, Any], now: Callable[[], datetime]) -> dict[str, Any]:
    """The sample as if it happened now; its time stays a text or a number."""
    return {**body, "timestamp": type(body["timestamp"])(round(now().timestamp() * 1000))}


@pytest.mark.parametrize(("name", "body"), NAMED)
def test_every_event_is_read(clock: Clock, name: str, body: dict[str, Any]) -> None:
    read = read_event(_of_now(body, clock), _account(body), clock(), str)
    if isinstance(MEANT[name], str):
        assert read == MEANT[name]
        return
    assert isinstance(read, Incoming)
    assert (read.said, read.pressed, read.other) == MEANT[name]
    user = body.get("user_id") or body.get("follower", body.get("sender"))
    user = body["recipient"]["id"] if name == "oa_send_text" else user
    assert read.address == (user if isinstance(user, str) else user["id"])
    assert read.account == _account(body)


@pytest.mark.parametrize(("name", "body"), NAMED)
async def test_every_event_gets_200_and_comes_twice_without_harm(
    house: House, name: str, body: dict[str, Any]
) -> None:
    ids = {"zalo_oa_id": _account(body), "zalo_oa_app_id": body["app_id"]}
    body = _of_now(body, house.now)
    async with station(house, **ids) as bot:
        raw = json.dumps(body, ensure_ascii=False).encode()
        header = {HEADER: sign(raw, str(body["timestamp"]), first=body["app_id"])}
        assert [await bot.post(raw, header) for _ in range(2)] == [200, 200]
        known = isinstance(MEANT[name], tuple) and MEANT[name][2] not in ("gone", "withdrawn", "taken_over")
        assert await bot.count("inbox") == (1 if known else 0)
        assert (await bot.health()).get("zalo_oa_repeated", 0) == (1 if known else 0)


def test_every_fixture_is_meant() -> None:
    assert {name for name, e in EVENTS.items() if e["body"]} == set(MEANT)


async def test_the_setup_probe_of_the_samples(bot: Station) -> None:
    assert await bot.post(json.dumps(EVENTS["registration_probe"]["body"]).encode(), {}) == 200


def _signed(event: Mapping[str, Any]) -> tuple[bytes, dict[str, str]]:
    raw = json.dumps(event).encode()
    return raw, {HEADER: sign(raw, str(event.get("timestamp", "")))}


@pytest.mark.parametrize(
    ("kind", "other"),
    [
        *(("image", "photo"), ("gif", "photo"), ("video", "photo"), ("file", "photo"), ("audio", "voice")),
        *(("sticker", "sticker"), ("location", "sticker"), ("business_card", "sticker"), ("link", "sticker")),
    ],
)
async def test_media_is_never_looked_into(bot: Station, an: Somebody, kind: str, other: str) -> None:
    ends = {"sender": {"id": an.id}, "recipient": {"id": OA_ID}}
    event = an.event(f"user_send_{kind}", **ends, message={"msg_id": "m1", "attachments": []})
    assert await bot.oa.deliver(event) == 200
    assert bot.intake.taken[-1].other == other


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"event_name": "user_does_something_new"}, "zalo_oa_unknown"),
        ({"event_name": 7}, "zalo_oa_unknown"),
        ({"message": "text"}, "zalo_oa_unknown"),
        ({"message": {"msg_id": "m1"}}, "zalo_oa_unknown"),
        ({"sender": None}, "zalo_oa_unknown"),
        ({"sender": {"id": "9" * 65}}, "zalo_oa_unknown"),
        ({"recipient": {"id": "1"}}, "zalo_oa_elsewhere"),
        ({"event_name": "anonymous_send_text"}, "zalo_oa_anonymous"),
    ],
)
async def test_what_is_nothing_for_us_is_answered_and_counted(
    bot: Station, an: Somebody, change: dict[str, Any], why: str
) -> None:
    assert await bot.post(*_signed({**an.text("xin chào"), **change})) == 200
    assert await bot.health() == {why: 1}
    assert await bot.count("inbox") == 0


async def test_events_of_another_account_name_the_setting(
    bot: Station, an: Somebody, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await bot.post(*_signed({**an.text("xin chào"), "recipient": {"id": "1"}})) == 200
    (line,) = [x for x in capsys.readouterr().err.splitlines() if "zalo_oa_of_another_account" in x]
    assert json.loads(line)["level"] == "warning"
    assert json.loads(line)["setting"] == "HIENDIEN_ZALO_OA_ID"


async def test_what_concerns_paid_templates_is_signed_and_counted(bot: Station, an: Somebody) -> None:
    of_templates = {"X-ZEvent-Server": "ZNS"}
    event = {"event_name": "user_received_zns", "app_id": APP_ID, "timestamp": "1"}
    raw, header = _signed(event)
    assert await bot.post(raw, of_templates) == 403
    assert await bot.post(raw, {**header, **of_templates}) == 200
    assert await bot.health() == {"zalo_oa_signature_wrong": 1, "zalo_oa_template": 1}


async def test_a_header_that_nobody_signed_hides_no_word_of_a_person(bot: Station, an: Somebody) -> None:
    raw, header = _signed(an.text("xin chào"))
    assert await bot.post(raw, {**header, "X-ZEvent-Server": "ZNS"}) == 200
    assert await bot.count("inbox") == 1


async def test_a_form_with_name_and_telephone_is_stored_nowhere(bot: Station, an: Somebody) -> None:
    info = {"name": "Nguyễn Văn Mẫu", "phone": "84912345678"}
    ends = {"sender": {"id": an.id}, "recipient": {"id": OA_ID}}
    assert await bot.oa.deliver(an.event("user_submit_info", **ends, info=info)) == 200
    assert [await bot.count(table) for table in ("inbox", "contacts", "outbox")] == [0, 0, 0]


@pytest.mark.parametrize(
    ("body", "status", "trouble"),
    [
        (b"{", 400, "zalo_oa_malformed"),
        (b"\xff", 400, "zalo_oa_malformed"),
        (b"[" * 100_000, 400, "zalo_oa_malformed"),
        (b"null", 400, "zalo_oa_malformed"),
        (b'["user_send_text"]', 400, "zalo_oa_malformed"),
        (b'{"event_name":"follow"}', 403, "zalo_oa_signature_wrong"),
        (b'{"timestamp":{},"event_name":"follow"}', 403, "zalo_oa_signature_wrong"),
        (b'{"x":"' + b"a" * 300_000 + b'"}', 413, "zalo_oa_oversized"),
    ],
)
async def test_hostile_bodies(bot: Station, body: bytes, status: int, trouble: str) -> None:
    assert await bot.post(body, {}) == status
    assert await bot.health() == {trouble: 1}
    assert await bot.count("inbox") == 0


async def test_a_body_that_is_not_what_it_says(bot: Station, an: Somebody) -> None:
    raw, header = _signed(an.text("xin chào"))
    for body in (b"not packed", gzip.compress(raw)):
        assert await bot.post(body, {**header, "Content-Encoding": "gzip"}) == 415
    assert bot.house.troubles == {"zalo_oa_compressed": 2}
    assert await bot.count("inbox") == 0


async def test_a_truncated_or_rearranged_body_is_refused(bot: Station, an: Somebody) -> None:
    raw, header = _signed(an.text("xin chào"))
    swapped = json.dumps(dict(reversed(json.loads(raw).items()))).encode()
    assert [await bot.post(raw[:n], header) for n in (1, len(raw) // 2, len(raw) - 1)] == [400] * 3
    assert await bot.post(swapped, header) == 403
    assert await bot.health() == {"zalo_oa_malformed": 3, "zalo_oa_signature_wrong": 1}
    assert await bot.count("inbox") == 0


async def test_an_event_that_comes_again_is_worked_once(bot: Station, an: Somebody) -> None:
    event = await an.say("xin chào")
    follow = await an.follow()
    await bot.deliver()
    seen = len(an.chat.sent)
    for again in (event, follow, event):
        assert await bot.oa.deliver(again) == 200
    await bot.deliver()
    assert len(an.chat.sent) == seen == 2
    assert (await bot.health())["zalo_oa_repeated"] == 3


async def test_two_arrivals_without_an_id_are_told_apart_by_their_time(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await an.follow()
    clock.forward(seconds=1)
    await an.follow()
    await Somebody(bot.oa, "2").follow()
    assert await bot.count("inbox") == 3


async def test_a_long_id_is_no_trouble(bot: Station, an: Somebody) -> None:
    event = an.text("xin chào")
    event["message"]["msg_id"] = "x" * 500
    assert [await bot.oa.deliver(event) for _ in range(2)] == [200, 200]
    assert await bot.count("inbox") == 1


async def test_a_commit_that_takes_too_long_makes_zalo_try_again(bot: Station, an: Somebody) -> None:
    bot.intake.faults.append(TooSlowError())
    await an.say("xin chào")
    assert bot.oa.refused == [503]
    assert [o.status for o in bot.intake.outcomes] == ["done"]
    assert await bot.health() == {"zalo_oa_too_slow": 1}


async def test_a_lost_database_makes_zalo_try_again(bot: Station, an: Somebody) -> None:
    bot.intake.faults.append(OSError("disk full"))
    await an.say("xin chào")
    assert bot.oa.refused == [500]
    assert [o.status for o in bot.intake.outcomes] == ["done"]


async def test_with_the_database_locked_every_answer_comes_in_time_and_nothing_is_lost(
    bot: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.turns.intake.COMMIT_SECONDS", 1.5)
    people = [Somebody(bot.oa, str(1000 + n), tries=1) for n in range(12)]
    acknowledged: list[str] = []
    slowest = 0.0

    async def bring(person: Somebody) -> None:
        nonlocal slowest
        event = person.text("xin chào")
        while True:
            began = time.monotonic()
            status = await bot.oa.deliver(event)
            slowest = max(slowest, time.monotonic() - began)
            if status == 200:
                acknowledged.append(person.id)
                return
            await asyncio.sleep(0.3)

    async def hold(seconds: float) -> None:
        path = make_url(str(bot.house.engine.url)).database
        with closing(sqlite3.connect(str(path), isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(seconds)
            writer.execute("COMMIT")

    holding = asyncio.create_task(hold(5))
    await asyncio.sleep(0.1)
    await asyncio.gather(holding, *map(bring, people))
    assert slowest < 2
    assert set(bot.oa.refused) == {503}
    assert sorted(acknowledged) == sorted(person.id for person in people)
    await bot.intake.close()
    assert await bot.count("inbox") == len(people)
    for person in people:
        person.chat.last = bot.oa.now()
    await bot.deliver()
    assert [len(person.chat.sent) for person in people] == [1] * len(people)


async def test_the_address_is_not_in_the_log(
    bot: Station, an: Somebody, capsys: pytest.CaptureFixture[str]
) -> None:
    bot.oa.send_faults.extend([-201, -201, -230])
    await an.say("chuyện kín")
    await bot.deliver()
    bot.intake.faults.append(OSError("chuyện kín"))
    await an.say("chuyện kín")
    shown = capsys.readouterr()
    for secret in ("chuyện kín", an.id, KEY, "access-0", "refresh-0"):
        assert secret not in shown.err + shown.out


def test_the_path_is_the_one_of_the_contract() -> None:
    assert (PATH, APP_ID.isdigit()) == ("/channels/zalo-oa", True)
