"""`hiendien doctor` as an operator runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.doctor import doubts
from bot.doctor.examination import AT_HOME, OUTSIDE, examine
from bot.doctor.findings import Case, Finding
from bot.settings import Settings
from tests.doctor.conftest import NOW
from tests.house import SECRET

HIENDIEN = Path(sys.executable).with_name("hiendien")


def run(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("HIENDIEN_")}
    given = {"SECRET_KEY": SECRET.replace(",", ""), "DATABASE_URL": f"sqlite:///{folder}/chat.db", **settings}
    env |= {f"HIENDIEN_{name}": value for name, value in given.items()}
    command = [HIENDIEN, "doctor", "--offline"]
    return subprocess.run(command, capture_output=True, text=True, env=env, cwd=folder, timeout=60)


def test_a_new_installation_has_nothing_bad(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert {line.split()[0] for line in lines} == {"ok", "warn"}
    for name in AT_HOME:
        assert f" {name} " in done.stdout
    for name in OUTSIDE:
        assert f" {name} " not in done.stdout
    assert not (tmp_path / "chat.db").exists(), "looking makes nothing"


def test_something_bad_ends_with_1_and_names_the_setting(tmp_path: Path) -> None:
    done = run(tmp_path, SECRET_KEY="short")
    assert done.returncode == 1
    assert "bad   secret key" in done.stdout
    assert "-> HIENDIEN_SECRET_KEY" in done.stdout


def test_settings_that_cannot_be_read(tmp_path: Path) -> None:
    done = run(tmp_path, PORT="none", PUBLIC_URL="nowhere")
    assert done.returncode == 1
    assert "HIENDIEN_PORT" in done.stdout
    assert "HIENDIEN_PUBLIC_URL" in done.stdout
    assert done.stderr == ""


def test_the_doubts_are_those_of_the_channels_that_are_set_up(tmp_path: Path) -> None:
    done = run(tmp_path, TELEGRAM_TOKEN="123456789:AAabcdefghijklmnopqrstuvwxyz012345")
    asked = [line for line in done.stdout.splitlines() if line.startswith("?")]
    assert len(asked) == 1
    assert "Telegram" in asked[0]


def test_every_doubt_names_what_to_change() -> None:
    account = {
        "zalo_oa_id": "388613280878808645",
        "zalo_oa_app_id": "360846524940903967",
        "zalo_oa_app_secret": "x",
        "zalo_oa_webhook_key": "x",
    }
    settings = Settings(_env_file=None, **account, zalo_bot_token="1459232:abcdefgh12")  # type: ignore[call-arg]
    found = doubts.of(settings)
    assert len(found) == len(doubts.DOUBTS) - 1
    fields = {f"HIENDIEN_{name.upper()}" for name in Settings.model_fields}
    for doubt in doubts.DOUBTS:
        named = {word.partition("=")[0].strip(",") for word in doubt.change.split()}
        assert named & fields or doubt.change == "hiendien zalo login", doubt.change


async def test_a_check_that_breaks_is_a_finding_and_keeps_nobody_back(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def broken(_: Case) -> list[Finding]:
        raise ZeroDivisionError

    async def fine(_: Case) -> list[Finding]:
        return [Finding("ok", "fine")]

    async with aiohttp.ClientSession() as session:
        case = Case(Settings(_env_file=None), session, NOW)  # type: ignore[call-arg]
        found = await examine(case, {"broken": broken, "fine": fine})
    assert [(name, f.level) for name, f in found] == [("broken", "bad"), ("fine", "ok")]
    assert "ZeroDivisionError" in found[0][1].what
