"""Who may bring events: every vector, and what the log says where the settings are wrong."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest

from bot.channels.zalo_oa.signature import HEADER, Signing
from bot.channels.zalo_oa.webhook import PATH
from bot.turns.house import House
from tests.zalo_oa.fake_oa import APP_ID, APP_SECRET, KEY, OA_ID, sign
from tests.zalo_oa.fixtures import VECTORS
from tests.zalo_oa.somebody import Somebody
from tests.zalo_oa.station import Station, station


@pytest.mark.parametrize("vector", VECTORS, ids=[v["name"] for v in VECTORS])
def test_every_vector(vector: dict[str, Any]) -> None:
    signing = Signing(vector["app_id"], OA_ID, vector["oa_secret_key"], "another secret")
    raw = vector["raw_body"].encode()
    header = vector["header"].get(HEADER, "")
    assert signing.signed(raw, vector["timestamp"], header) is vector["valid"]


@pytest.mark.parametrize("vector", VECTORS, ids=[v["name"] for v in VECTORS])
async def test_every_vector_over_the_wire(house: House, vector: dict[str, Any]) -> None:
    """Byte for byte, on an account with the vector's settings."""
    body = json.loads(vector["raw_body"])
    ids = {"zalo_oa_app_id": vector["app_id"], "zalo_oa_webhook_key": vector["oa_secret_key"]}
    async with station(house, **ids, zalo_oa_id=body.get("oa_id") or body["recipient"]["id"]) as bot:
        status = await bot.post(vector["raw_body"].encode(), vector["header"])
        assert status == (200 if vector["valid"] else 403)
        assert await bot.count("inbox") == (1 if vector["valid"] else 0)
        assert await bot.health() == ({} if vector["valid"] else {"zalo_oa_signature_wrong": 1})


def _mac(raw: bytes, timestamp: str) -> str:
    return hmac.new(KEY.encode(), APP_ID.encode() + raw + timestamp.encode(), hashlib.sha256).hexdigest()


@pytest.mark.parametrize(
    ("header", "hint"),
    [
        (
            lambda raw, at: sign(raw, at, first=OA_ID),
            "HIENDIEN_ZALO_OA_SIGNATURE_FIRST=oa_id with the key in",
        ),
        (lambda raw, at: sign(raw, at, key=APP_SECRET), "=app_id with the app secret as"),
        (lambda raw, at: sign(raw, at, first=OA_ID, key=APP_SECRET), "=oa_id with the app secret as"),
        (_mac, "as an HMAC"),
    ],
)
async def test_the_log_says_which_settings_would_have_matched(
    bot: Station, an: Somebody, header: Any, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    event = an.text("chuyện kín")
    raw = json.dumps(event).encode()
    assert await bot.post(raw, {HEADER: header(raw, event["timestamp"])}) == 403
    (line,) = [x for x in capsys.readouterr().err.splitlines() if "zalo_oa_signature_wrong" in x]
    assert hint in json.loads(line)["would_match"]
    assert await bot.count("inbox") == 0
    for secret in (KEY, APP_SECRET, "chuyện kín", an.id):
        assert secret not in line


@pytest.mark.parametrize("header", ["", "mac=", "mac=" + "0" * 64, "é", "mac=" + "f" * 5000])
async def test_a_forgery_matches_nothing(
    bot: Station, an: Somebody, header: str, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = json.dumps(an.text("chuyện kín")).encode()
    assert await bot.post(raw, {HEADER: header}) == 403
    log = capsys.readouterr().err
    assert '"would_match": null' in log
    assert "copy the OA secret key again into HIENDIEN_ZALO_OA_WEBHOOK_KEY" in log
    assert await bot.count("inbox") == 0


async def test_another_apps_event_is_told_apart(
    bot: Station, an: Somebody, capsys: pytest.CaptureFixture[str]
) -> None:
    event = {**an.text("xin chào"), "app_id": "111"}
    raw = json.dumps(event).encode()
    assert await bot.post(raw, {HEADER: sign(raw, event["timestamp"], first="111")}) == 403
    assert "HIENDIEN_ZALO_OA_APP_ID" in capsys.readouterr().err


async def test_the_oa_id_may_be_the_first_term(house: House) -> None:
    async with station(house, zalo_oa_signature_first="oa_id") as bot:
        event = Somebody(bot.oa).text("xin chào")
        raw = json.dumps(event).encode()
        assert await bot.post(raw, {HEADER: sign(raw, event["timestamp"])}) == 403
        assert await bot.post(raw, {HEADER: sign(raw, event["timestamp"], first=OA_ID)}) == 200


async def test_probes_of_the_console_are_answered_and_left_alone(bot: Station) -> None:
    assert (await bot.client.get(PATH)).status == 200
    for body in (b"", b"{}", b" {} \n"):
        assert await bot.post(body, {}) == 200
    assert await bot.health() == {}
    assert await bot.count("inbox") == 0
