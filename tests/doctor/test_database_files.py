"""Files that other accounts on the machine can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.doctor import database_files
from tests.doctor.conftest import Examine, levels


@pytest.mark.parametrize(
    ("folder", "file", "expected"),
    [(0o700, 0o600, []), (0o755, 0o600, ["in"]), (0o700, 0o644, ["x.db"]), (0o750, 0o640, ["in", "x.db"])],
)
async def test_what_others_can_read_is_named(
    examine: Examine, tmp_path: Path, folder: int, file: int, expected: list[str]
) -> None:
    path = tmp_path / "in" / "x.db"
    path.parent.mkdir(mode=0o700)
    path.touch()
    path.chmod(file)
    path.parent.chmod(folder)
    found = await examine(database_files.check, database_url=f"sqlite:///{path}")
    assert levels(found) == (["warn"] * len(expected) or ["ok"])
    assert [Path(f.what.rpartition(" ")[2]).name for f in found if f.level == "warn"] == expected
    assert {f.setting for f in found if f.level == "warn"} <= {"HIENDIEN_DATABASE_URL"}


@pytest.fixture
def log(tmp_path: Path) -> Path:
    tmp_path.chmod(0o700)
    path = tmp_path / "x.db-wal"
    path.touch()
    path.chmod(0o644)
    return path


async def test_the_write_ahead_log_holds_the_same(examine: Examine, tmp_path: Path, log: Path) -> None:
    (found,) = await examine(database_files.check, database_url=f"sqlite:///{tmp_path}/x.db")
    assert (found.level, str(log) in found.what) == ("warn", True)


@pytest.mark.parametrize("url", ["postgresql://localhost/x", "sqlite://", "nonsense"])
async def test_where_there_is_no_file_there_is_nothing_to_say(examine: Examine, url: str) -> None:
    assert levels(await examine(database_files.check, database_url=url)) == ["ok"]
