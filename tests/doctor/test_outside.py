"""What the doctor finds by asking others, and what it makes of servers that are down, strange or hostile."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.zalo_oa.advice import ADVICE
from bot.channels.zalo_oa.errors import REMEDIES
from bot.doctor import names, official_pages, public_url, telegram, troubles, zalo_bot, zalo_oa
from bot.doctor.findings import Check
from bot.doctor.troubles import COUNTERS
from tests.checks import name_server as ns
from tests.doctor.conftest import NOW, Examine, Far, levels, serving

TOKEN = "123456789:AAabcdefghijklmnopqrstuvwxyz012345"
BOT_TOKEN = "1459232241454765289:abcdefghijkl"
URL = "https://tenmien.example"
OA = "388613280878808645"
ACCOUNT = {
    "zalo_oa_id": OA,
    "zalo_oa_app_id": "360846524940903967",
    "zalo_oa_app_secret": "app secret",
    "zalo_oa_webhook_key": "webhook key",
    "zalo_oa_access_token": "ACCESS-1",
    "zalo_oa_refresh_token": "REFRESH-1",
}
ROOT = Path(__file__).parents[2]
NOWHERE = "http://127.0.0.1:1"


@pytest.fixture
def far() -> Far:
    return Far()


@pytest.fixture
async def there(far: Far) -> AsyncIterator[str]:
    async with serving(far) as address:
        yield address


def ok(result: Any) -> tuple[int, Any]:
    return 200, {"ok": True, "result": result}


def hook(url: str, **more: Any) -> tuple[int, Any]:
    return ok({"url": url, "pending_update_count": 0, **more})


# Telegram


@pytest.mark.parametrize(
    ("public", "info", "expected"),
    [
        (URL, hook(f"{URL}/channels/telegram"), ["ok", "ok"]),
        ("", hook(""), ["ok", "ok"]),
        (URL, hook(""), ["ok", "warn"]),
        (URL, hook("https://other.example/channels/telegram"), ["ok", "bad"]),
        ("", hook(f"{URL}/channels/telegram"), ["ok", "bad"]),
        (URL, hook(f"{URL}/channels/telegram", pending_update_count=5000), ["ok", "ok", "warn"]),
        (URL, (500, {}), ["ok", "warn"]),
    ],
)
async def test_where_telegram_brings_updates(
    examine: Examine, far: Far, there: str, public: str, info: tuple[int, Any], expected: list[str]
) -> None:
    far.answers = {"getMe": ok({"username": "hiendien_bot"}), "getWebhookInfo": info}
    found = await examine(telegram.check, telegram_token=TOKEN, telegram_api=there, public_url=public)
    assert levels(found) == expected
    assert "hiendien_bot" in found[0].what


@pytest.mark.parametrize(("hours", "expected"), [(1, ["ok", "ok", "warn"]), (30, ["ok", "ok"])])
async def test_an_error_of_today_is_told(
    examine: Examine, far: Far, there: str, hours: int, expected: list[str]
) -> None:
    failed = {
        "last_error_date": int((NOW - timedelta(hours=hours)).timestamp()),
        "last_error_message": "Wrong response from the webhook: 503 Service Unavailable",
    }
    far.answers = {
        "getMe": ok({"username": "b"}),
        "getWebhookInfo": hook(f"{URL}/channels/telegram", **failed),
    }
    found = await examine(telegram.check, telegram_token=TOKEN, telegram_api=there, public_url=URL)
    assert levels(found) == expected
    assert expected == ["ok", "ok"] or "1 h ago: Wrong response" in found[2].what


@pytest.mark.parametrize("status", [401, 404])
async def test_a_token_that_telegram_refuses(examine: Examine, far: Far, there: str, status: int) -> None:
    far.answers = {"getMe": (status, {"ok": False, "error_code": status})}
    (found,) = await examine(telegram.check, telegram_token=TOKEN, telegram_api=there)
    assert (found.level, found.setting) == ("bad", "HIENDIEN_TELEGRAM_TOKEN")


# Zalo Bot


@pytest.mark.parametrize(
    ("public", "url", "expected"),
    [
        (URL, f"{URL}/channels/zalo-bot", ["ok", "ok"]),
        ("", "", ["ok", "ok"]),
        (URL, "", ["ok", "warn"]),
        (URL, "https://other.example/hook", ["ok", "bad"]),
        ("", "https://other.example/hook", ["ok", "bad"]),
    ],
)
async def test_where_zalo_brings_updates(
    examine: Examine, far: Far, there: str, public: str, url: str, expected: list[str]
) -> None:
    far.answers = {"getMe": ok({"account_name": "Bot Tên miền"}), "getWebhookInfo": ok({"url": url})}
    given = {"zalo_bot_token": BOT_TOKEN, "zalo_bot_api": there, "public_url": public}
    found = await examine(zalo_bot.check, **given)
    assert levels(found) == expected
    assert "Bot Tên miền" in found[0].what


@pytest.mark.parametrize(
    ("answer", "level", "setting"),
    [
        ((200, {"ok": False, "error_code": 401}), "bad", "HIENDIEN_ZALO_BOT_TOKEN"),
        ((401, {}), "bad", "HIENDIEN_ZALO_BOT_TOKEN"),
        ((200, {"ok": False, "error_code": 429, "description": "Quota exceeded"}), "warn", ""),
        ((502, b"<html>"), "bad", "HIENDIEN_ZALO_BOT_API"),
    ],
)
async def test_a_zalo_bot_that_is_refused(
    examine: Examine, far: Far, there: str, answer: tuple[int, Any], level: str, setting: str
) -> None:
    far.answers = {"getMe": answer}
    (found,) = await examine(zalo_bot.check, zalo_bot_token=BOT_TOKEN, zalo_bot_api=there)
    assert (found.level, found.setting) == (level, setting)


# Zalo OA


@pytest.mark.parametrize(
    ("body", "level", "told"),
    [
        ({"error": 0, "data": {"oa_id": OA, "name": "Sở"}}, "ok", "answers"),
        ({"error": 0, "data": {"oa_id": "1111111"}}, "bad", "another account"),
        ({"error": -216, "message": "Access token is invalid"}, "bad", "refuses the access token"),
        ({"error": -220}, "bad", "refuses the access token"),
        ({"error": -32}, "warn", "too many calls"),
        ({"error": -209}, "bad", "not activated"),
        ({"error": -212}, "bad", "Official Account API"),
        ({"error": -221}, "bad", "not verified"),
        ({"error": -223}, "bad", "not granted"),
        ({"error": -224}, "bad", "package"),
        ({"error": -9999}, "bad", "error -9999"),
        ({}, "bad", "nobody can read"),
        (b"<html>", "bad", "nobody can read"),
    ],
)
async def test_what_zalo_says_of_the_account(
    examine: Examine, far: Far, there: str, database_url: str, body: Any, level: str, told: str
) -> None:
    far.answers = {"getoa": (200, body)}
    given = {**ACCOUNT, "zalo_oa_api": there, "database_url": database_url}
    (found,) = await examine(zalo_oa.check, **given)
    assert (found.level, told in found.what) == (level, True), found
    ((method, path, headers),) = far.asked
    assert (method, path, headers["access_token"]) == ("GET", "/v2.0/oa/getoa", "ACCESS-1")


async def test_only_an_address_that_cannot_be_reached_names_its_setting(
    examine: Examine, far: Far, there: str, database_url: str
) -> None:
    for body in ({"error": -221}, {"error": -9999}, b"<html>"):
        far.answers = {"getoa": (200, body)}
        (found,) = await examine(zalo_oa.check, **ACCOUNT, zalo_oa_api=there, database_url=database_url)
        assert found.setting == ""


@pytest.mark.parametrize(
    "code", [n for n, kind in REMEDIES.items() if kind in ("alert", "refresh", "slower")]
)
def test_whatever_an_operator_must_mend_has_its_advice(code: int) -> None:
    assert code in ADVICE


# What the server has counted


async def test_every_counter_is_a_warning_with_its_setting(examine: Examine, far: Far, there: str) -> None:
    counted = {"zalo_oa_elsewhere": 3, "zalo_oa_error_321": 2, "something_new": 1}
    far.answers = {"healthz": (200, {"status": "ok", "troubles": counted})}
    found = await examine(troubles.check, public_url=there)
    assert [(f.level, f.setting) for f in found] == [
        ("warn", ""),
        ("warn", "HIENDIEN_ZALO_OA_ID"),
        ("warn", ""),
    ]
    assert "out of money" in found[2].what


async def test_no_counter_and_no_server_are_nothing_to_mend(examine: Examine, far: Far, there: str) -> None:
    far.answers = {"healthz": (200, {"status": "ok"})}
    assert levels(await examine(troubles.check, public_url=there)) == ["ok"]
    assert levels(await examine(troubles.check, public_url=NOWHERE)) == ["ok"]


def test_every_counter_of_the_official_account_is_known_and_in_the_readme() -> None:
    code = "".join(file.read_text() for file in (ROOT / "bot/channels").rglob("*.py"))
    used = set(re.findall(r'troubles\["(\w+)"\]', code))
    used |= {f"zalo_oa_{kind}" for kind in re.findall(r'_count\("(\w+)"', code)}
    readme = (ROOT / "README.md").read_text()
    assert used <= set(COUNTERS)
    assert [name for name in COUNTERS if f"`{name}`" not in readme] == []


async def test_without_a_token_zalo_is_not_asked(
    examine: Examine, far: Far, there: str, database_url: str
) -> None:
    bare = {k: v for k, v in ACCOUNT.items() if not k.endswith("token")}
    (found,) = await examine(zalo_oa.check, **bare, zalo_oa_api=there, database_url=database_url)
    assert (found.level, found.setting) == ("warn", "hiendien zalo login")
    assert far.asked == []


# Ourselves


@pytest.mark.parametrize(
    ("answer", "level"),
    [
        ((200, {"status": "ok"}), "warn"),  # it is only http here
        ((200, {"hello": 1}), "bad"),
        ((200, b"<html>"), "bad"),
        ((502, b""), "bad"),
        ((301, b""), "bad"),
    ],
)
async def test_the_public_address(
    examine: Examine, far: Far, there: str, answer: tuple[int, Any], level: str
) -> None:
    far.answers = {"healthz": answer}
    (found,) = await examine(public_url.check, public_url=there)
    assert (found.level, found.setting) == (level, "HIENDIEN_PUBLIC_URL")


async def test_no_public_address(examine: Examine) -> None:
    assert levels(await examine(public_url.check)) == ["warn"]


# Names


async def test_honest_name_servers(examine: Examine) -> None:
    known = {"id.vn": ns.own_soa, "biz.vn": ns.own_soa, "name.vn": ns.own_soa}
    async with ns.listening(ns.NameServer(known)) as server:
        found = await examine(names.check, dns_resolver=f"{server.where[0]}:{server.where[1]}")
    assert set(levels(found)) == {"ok"}
    assert {f.what.split()[4].strip(",") for f in found} == {"id.vn", "biz.vn", "name.vn"}


async def test_a_liar_that_knows_every_name(examine: Examine) -> None:
    async with ns.listening(ns.NameServer({}, otherwise=ns.address)) as server:
        found = await examine(names.check, dns_resolver=f"{server.where[0]}:{server.where[1]}")
    assert set(levels(found)) == {"bad"}


async def test_name_servers_that_do_not_answer(examine: Examine) -> None:
    found = await examine(names.check, dns_resolver="127.0.0.1:1")
    assert {(f.level, f.setting) for f in found} == {("bad", "HIENDIEN_DNS_RESOLVER")}


async def test_names_that_are_not_looked_up(examine: Examine) -> None:
    assert levels(await examine(names.check, dns_resolver="off")) == ["warn"]


# Whatever happens


@pytest.mark.parametrize(
    ("check", "given"),
    [
        (telegram.check, {"telegram_token": TOKEN, "telegram_api": NOWHERE}),
        (zalo_bot.check, {"zalo_bot_token": BOT_TOKEN, "zalo_bot_api": NOWHERE}),
        (public_url.check, {"public_url": NOWHERE}),
        (public_url.check, {"public_url": "https://nowhere.invalid"}),
    ],
)
async def test_a_server_that_is_down(examine: Examine, check: Check, given: dict[str, Any]) -> None:
    (found,) = await examine(check, **given)
    assert found.level == "bad"
    assert found.setting
    assert not re.search(r"AAabc|abcdefgh", found.what), "a token is in no line"


async def test_zalo_that_is_down(examine: Examine, database_url: str) -> None:
    (found,) = await examine(zalo_oa.check, **ACCOUNT, zalo_oa_api=NOWHERE, database_url=database_url)
    assert (found.level, found.setting) == ("bad", "HIENDIEN_ZALO_OA_API")
    assert "ACCESS-1" not in found.what


@pytest.mark.parametrize("body", [b"\xff\xfe", b"[" * 5000, b"null", b"5", b'{"ok": true, "result": 5}', b""])
@pytest.mark.parametrize(("check", "setting"), [(telegram.check, "telegram"), (zalo_bot.check, "zalo_bot")])
async def test_an_answer_that_nobody_can_read(
    examine: Examine, far: Far, there: str, check: Check, setting: str, body: bytes
) -> None:
    far.answers = {"getMe": (200, body), "getWebhookInfo": (200, body)}
    token = TOKEN if setting == "telegram" else BOT_TOKEN
    found = await examine(check, **{f"{setting}_token": token, f"{setting}_api": there})
    assert found


@pytest.mark.parametrize("check", [telegram.check, zalo_bot.check, zalo_oa.check])
async def test_what_is_not_set_up_is_not_asked(examine: Examine, check: Check) -> None:
    assert levels(await examine(check)) == ["ok"]


async def test_pages_that_cannot_be_reached_from_here(
    examine: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.turns.page_visit import Visit

    seen = [Visit("https://a.example", "unreachable"), Visit("https://b.example", "unreachable")]

    async def visits(*_: object) -> list[Visit]:
        return seen

    monkeypatch.setattr(official_pages, "visit_all", visits)
    assert levels(await examine(official_pages.check)) == ["bad"]
    seen = [Visit("https://a.example", "ok", 200), Visit("https://b.example", "gone", 404)]
    (found,) = await examine(official_pages.check)
    assert (found.level, found.what) == ("warn", "https://b.example: gone (404)")
    seen = [Visit("https://a.example", "ok", 200), Visit("https://b.example", "refused", 403)]
    assert levels(await examine(official_pages.check)) == ["ok"]
