"""What an operator does: settings, `hiendien zalo login` and `status`, and a server that runs and dies."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from typer.testing import CliRunner

from bot.app import channels_of
from bot.channels.zalo_oa.pkce import challenge_of, new_verifier
from bot.channels.zalo_oa.webhook import PATH
from bot.cli import app
from bot.settings import Settings, SetupError, read_settings
from bot.turns.house import House
from tests.killed_server import SECRET, Server
from tests.zalo_oa.fake_oa import ACCESS, APP_ID, APP_SECRET, KEY, OA_ID, REFRESH, FakeOa, serving
from tests.zalo_oa.somebody import Somebody
from tests.zalo_oa.station import station

WHOLE = {
    "ZALO_OA_ID": OA_ID,
    "ZALO_OA_APP_ID": APP_ID,
    "ZALO_OA_APP_SECRET": APP_SECRET,
    "ZALO_OA_WEBHOOK_KEY": KEY,
}


def _set(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"HIENDIEN_{name}", value)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"ZALO_OA_ID": OA_ID}, "HIENDIEN_ZALO_OA_APP_ID, HIENDIEN_ZALO_OA_APP_SECRET"),
        ({**WHOLE, "ZALO_OA_WEBHOOK_KEY": ""}, "HIENDIEN_ZALO_OA_WEBHOOK_KEY must be set as well"),
        ({**WHOLE, "ZALO_OA_ID": ""}, "HIENDIEN_ZALO_OA_ID must be set as well"),
        ({"ZALO_OA_WEBHOOK_KEY": KEY}, "HIENDIEN_ZALO_OA_ID, HIENDIEN_ZALO_OA_APP_ID"),
        ({**WHOLE, "ZALO_OA_API": "openapi.zalo.me"}, "HIENDIEN_ZALO_OA_API: Value error, an address"),
        ({**WHOLE, "ZALO_OAUTH_API": "https:///x"}, "HIENDIEN_ZALO_OAUTH_API: Value error, an address"),
        ({**WHOLE, "ZALO_OA_ACCESS_TOKEN": "a"}, "HIENDIEN_ZALO_OA_REFRESH_TOKEN, or neither"),
        ({**WHOLE, "ZALO_OA_ID": "Sở KH&CN"}, "HIENDIEN_ZALO_OA_ID: Value error, an id is digits"),
        ({**WHOLE, "ZALO_OA_BUTTONS": "yes"}, "HIENDIEN_ZALO_OA_BUTTONS"),
        ({**WHOLE, "ZALO_OA_SIGNATURE_FIRST": "secret"}, "HIENDIEN_ZALO_OA_SIGNATURE_FIRST"),
    ],
)
def test_a_slip_is_named_and_no_secret_quoted(
    values: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _set(monkeypatch, **values)
    with pytest.raises(SetupError) as caught:
        read_settings()
    assert told in str(caught.value)
    assert KEY not in str(caught.value)
    assert APP_SECRET not in str(caught.value)


def test_addresses_of_the_api_end_without_a_slash() -> None:
    given: dict[str, Any] = {
        "zalo_oa_api": "https://openapi.zalo.me/",
        "zalo_oauth_api": "https://oauth.zaloapp.com//",
    }
    settings = Settings(_env_file=None, **given)
    assert settings.zalo_oa_api == "https://openapi.zalo.me"
    assert settings.zalo_oauth_api == "https://oauth.zaloapp.com"


def test_no_setting_shows_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = {"ZALO_OA_ACCESS_TOKEN": ACCESS, "ZALO_OA_REFRESH_TOKEN": REFRESH}
    _set(monkeypatch, **WHOLE, **tokens)
    shown = repr(read_settings())
    for secret in (KEY, APP_SECRET, ACCESS, REFRESH):
        assert secret not in shown


@pytest.mark.parametrize(
    ("given", "buttons", "reach"),
    [
        ({}, 5, "window"),
        ({"zalo_oa_buttons": "off"}, 0, "window"),
        ({"zalo_oa_paid_messages": True}, 5, "week"),
    ],
)
def test_the_channel_is_as_the_settings_say(given: dict[str, Any], buttons: int, reach: str) -> None:
    channel = channels_of(Settings(_env_file=None, **given))["zalo_oa"]
    assert (channel.can.max_buttons, channel.reach) == (buttons, reach)


@pytest.mark.parametrize(
    ("url", "warned"), [("http://tinh.example", 1), ("", 1), ("https://tinh.example", 0)]
)
async def test_an_account_that_zalo_cannot_reach_is_told_once_at_the_start(
    house: House, capsys: pytest.CaptureFixture[str], url: str, warned: int
) -> None:
    async with station(house, public_url=url) as bot:
        bot.room.start()
        await bot.room.close()
    log = [x for x in capsys.readouterr().err.splitlines() if "zalo_oa_not_reachable" in x]
    assert len(log) == warned
    assert all("HIENDIEN_PUBLIC_URL" in line for line in log)


def test_the_challenge_is_the_one_of_the_standard() -> None:
    """RFC 7636, appendix B."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge_of(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    assert len(new_verifier()) == 43
    assert new_verifier() != new_verifier()


def _environment(folder: Path, base: str, more: Mapping[str, str]) -> dict[str, str]:
    values = {
        **WHOLE,
        "DATABASE_URL": f"sqlite:///{folder}/a.db",
        "SECRET_KEY": SECRET,
        "ZALO_OA_API": base,
        "ZALO_OAUTH_API": base,
        **more,
    }
    return {f"HIENDIEN_{name}": value for name, value in values.items()}


async def _started(folder: Path, base: str, *args: str, typed: str = "", **more: str) -> tuple[int, str]:
    """Exit code and all that was printed, the program started as an operator does."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("HIENDIEN_")}
    process = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("hiendien"),
        "zalo",
        *args,
        cwd=folder,
        env={**env, **_environment(folder, base, more)},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await process.communicate(typed.encode())
    return process.returncode or 0, printed.decode()


async def _hiendien(folder: Path, base: str, *args: str, typed: str = "", **more: str) -> tuple[int, str]:
    """The same without the second that a start takes; a fault that an operator does not mend is raised."""
    none = {name: None for name in os.environ if name.startswith("HIENDIEN_")}
    env = {**none, **_environment(folder, base, more)}
    done = await asyncio.to_thread(CliRunner().invoke, app, ["zalo", *args], input=typed, env=env)
    if done.exception is not None and not isinstance(done.exception, SetupError | SystemExit):
        raise done.exception
    told = str(done.exception) if isinstance(done.exception, SetupError) else ""
    return done.exit_code, done.output + told


async def test_a_pair_from_the_console_is_kept_and_shown_without_itself(tmp_path: Path) -> None:
    oa = FakeOa(time.time)
    async with serving(oa) as base:
        code, printed = await _started(tmp_path, base, "status")
        assert (code, f"there is no file {tmp_path}/a.db" in printed) == (1, True)
        assert not (tmp_path / "a.db").exists()
        code, printed = await _started(tmp_path, base, "login", typed=f"{ACCESS}\ntoken\n{REFRESH}\n")
        assert code == 0, printed
        code, status = await _started(tmp_path, base, "status")
        other = {"SECRET_KEY": "another secret, which has sealed nothing yet"}
        code, without_key = await _started(tmp_path, base, "status", **other)
    assert code == 1
    assert "HIENDIEN_SECRET_KEY" in without_key
    assert "Traceback" not in without_key
    assert "pair\t1, since" in status
    assert "access token\tvalid" in status
    assert "failures\t0" in status
    for token in (ACCESS, REFRESH):
        assert token not in printed + status
    assert oa.refreshes == []


async def test_a_consent_becomes_a_pair_and_replaces_the_one_before(tmp_path: Path) -> None:
    oa = FakeOa(time.time)
    verifier = "v" * 43
    async with serving(oa) as base:
        await _hiendien(tmp_path, base, "login", typed=f"{ACCESS}\ntoken\n{REFRESH}\n")
        address = f"https://tinh.example/callback?code=code-1&oa_id={OA_ID}\n"
        code, printed = await _hiendien(
            tmp_path, base, "login", "--verifier", verifier, typed=address, PUBLIC_URL="https://tinh.example"
        )
        assert code == 0, printed
        assert challenge_of(verifier) in printed
        assert f"https://tinh.example{PATH}\n" in printed
        assert "pair 2" in printed
        _, status = await _hiendien(tmp_path, base, "status")
    assert "pair\t2" in status


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("https://tinh.example/callback?code=code-1&oa_id=1", "another account"),
        ("https://tinh.example/callback", "holds no code"),
        (f"https://tinh.example/callback?code=old&oa_id={OA_ID}", "Zalo gave no tokens: -14003 Invalid code"),
    ],
)
async def test_a_consent_that_is_no_use(tmp_path: Path, pasted: str, told: str) -> None:
    async with serving(FakeOa(time.time)) as base:
        code, printed = await _hiendien(tmp_path, base, "login", typed=f"{pasted}\n")
    assert code == 1
    assert told in printed
    assert "Traceback" not in printed


@pytest.mark.parametrize("pasted", ["code-1\ncode\n", "tinh.example/callback?code=code-1\n"])
async def test_a_bare_code_is_no_access_token(tmp_path: Path, pasted: str) -> None:
    oa = FakeOa(time.time)
    async with serving(oa) as base:
        code, printed = await _hiendien(tmp_path, base, "login", typed=pasted)
    assert code == 0, printed
    assert len(oa.access) == 2


async def test_a_verifier_has_43_characters(tmp_path: Path) -> None:
    code, printed = await _hiendien(tmp_path, "http://x", "login", "--verifier", "v" * 44)
    assert (code, "--verifier: it has 43 characters, not 44" in printed) == (1, True)


@pytest.mark.parametrize(
    ("access", "account", "told"),
    [
        ("mistyped", OA_ID, "Zalo refuses this access token (-216)"),
        (ACCESS, "111", "HIENDIEN_ZALO_OA_ID: the token is of another account (111)"),
    ],
)
async def test_a_pair_that_is_no_use_is_not_kept(
    tmp_path: Path, access: str, account: str, told: str
) -> None:
    async with serving(FakeOa(time.time, id=account)) as base:
        code, printed = await _hiendien(tmp_path, base, "login", typed=f"{access}\ntoken\n{REFRESH}\n")
        assert (code, told in printed) == (1, True), printed
        code, printed = await _hiendien(tmp_path, base, "status")
    assert (code, "no tokens: nothing can be sent -> hiendien zalo login" in printed) == (1, True)


async def test_without_an_account_there_is_nothing_to_look_at(tmp_path: Path) -> None:
    code, printed = await _hiendien(tmp_path, "http://x", "status", **dict.fromkeys(WHOLE, ""))
    assert (code, "HIENDIEN_ZALO_OA_ID" in printed) == (1, True)


async def test_a_server_that_is_killed_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    oa = FakeOa(time.time)
    an = Somebody(oa, tries=1)
    async with asyncio.timeout(150), serving(oa) as base, aiohttp.ClientSession() as http:
        tokens = {"ZALO_OA_ACCESS_TOKEN": ACCESS, "ZALO_OA_REFRESH_TOKEN": REFRESH}
        server = Server(tmp_path, **WHOLE, **tokens, ZALO_OA_API=base, ZALO_OAUTH_API=base)

        async def post(raw: bytes, headers: Any) -> int:
            async with http.post(server.url + PATH, data=raw, headers=dict(headers)) as answer:
                return answer.status

        async def answered(number: int) -> None:
            while len(an.chat.sent) < number:  # noqa: ASYNC110 - no event tells of a message
                await asyncio.sleep(0.02)

        oa.post = post
        await server.start()
        while "zalo_oa_refreshed" not in (tmp_path / "log").read_text():  # noqa: ASYNC110 - nor of a refresh
            await asyncio.sleep(0.02)
        await an.follow()
        await answered(1)
        oa.send_faults.extend([-32] * 3)  # what follows waits in the outbox
        await an.press(an.chat.sent[0].answers[0][0])
        await server.kill()
        oa.send_faults.clear()
        oa.expire()
        await server.start()
        await answered(2)
        await an.say("1")  # more options than buttons
        await answered(3)
        assert await server.stop() == 0
    log = (tmp_path / "log").read_text()
    for secret in (ACCESS, REFRESH, KEY, APP_SECRET, an.id, "access-", "refresh-"):
        assert secret not in log
    assert not oa.wrong
    assert len(oa.refreshes) == 2  # the pair of the settings, and the one that ran out
