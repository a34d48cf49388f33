"""What the commands leave on the disk: for nobody else to read, and nothing where they only look."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HIENDIEN = Path(sys.executable).with_name("hiendien")
ACCOUNT = {
    "HIENDIEN_ZALO_OA_ID": "388613280878808645",
    "HIENDIEN_ZALO_OA_APP_ID": "360846524940903967",
    "HIENDIEN_ZALO_OA_APP_SECRET": "app secret",
    "HIENDIEN_ZALO_OA_WEBHOOK_KEY": "webhook key",
}


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("HIENDIEN_")}
    env |= {
        **ACCOUNT,
        "HIENDIEN_SECRET_KEY": "x" * 40,
        "HIENDIEN_DATABASE_URL": f"sqlite:///{folder}/in/chat.db",
    }
    return subprocess.run(
        [HIENDIEN, *args],
        input="",
        capture_output=True,
        text=True,
        env=env,
        cwd=folder,
        timeout=120,
        umask=0o022,
    )


@pytest.mark.parametrize("args", [["tidy"], ["demo-data", "--conversations", "1"]], ids=["tidy", "demo-data"])
def test_what_a_command_makes_is_for_its_account_only(tmp_path: Path, args: list[str]) -> None:
    done = run(tmp_path, *args)
    assert done.returncode == 0, done.stderr
    made = [tmp_path / "in", *(tmp_path / "in").iterdir()]
    assert len(made) > 1
    assert {path.name: path.stat().st_mode & 0o077 for path in made if path.stat().st_mode & 0o077} == {}


def test_looking_at_the_tokens_makes_no_database(tmp_path: Path) -> None:
    done = run(tmp_path, "zalo", "status")
    assert done.returncode == 1
    assert "HIENDIEN_DATABASE_URL" in done.stderr
    assert list(tmp_path.iterdir()) == []
