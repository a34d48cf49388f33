"""`hiendien stats` and `hiendien demo-data` as an operator types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.settings import SetupError

DEMO = ("--conversations", "12", "--weeks", "2", "--as-of", "2026-11-20")


def run(folder: Path, *args: str) -> Result:
    return CliRunner().invoke(app, [args[0], "--folder", str(folder), *args[1:]])


def refused(folder: Path, *args: str) -> str:
    """The one line that says what to write."""
    fault = run(folder, *args).exception
    assert isinstance(fault, SetupError), fault
    return str(fault)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a made-up week."""
    folder = tmp_path_factory.mktemp("demo")
    done = run(folder, "demo-data", *DEMO)
    assert done.exit_code == 0, done.output
    assert "12 conversations" in done.output
    return folder


def test_the_three_forms(demo: Path) -> None:
    table = run(demo, "stats", "--week", "2026-W47")
    assert "Thống kê tuần 2026-W47" in table.output
    assert run(demo, "stats", "--week", "2026-W47", "--format", "csv").stdout_bytes.startswith(
        b"\xef\xbb\xbfid,"
    )
    tree = json.loads(run(demo, "stats", "--week", "2026-w47", "--format", "json").output)
    assert tree["week"] == "2026-W47"
    assert sum(n["week"] for n in tree["numbers"] if n["id"] == "started") > 0


def test_a_folder_without_a_demo_is_not_made(tmp_path: Path) -> None:
    assert refused(tmp_path / "none", "stats").startswith("--folder: ")
    assert not (tmp_path / "none").exists()


def test_explain_needs_no_database() -> None:
    assert "trung vị" in CliRunner().invoke(app, ["stats", "--explain"]).output


@pytest.mark.parametrize("week", ["", "47", "2026-47", "2026-W54", "tuần này"])
def test_a_bad_week_says_what_to_write(demo: Path, week: str) -> None:
    said = refused(demo, "stats", "--week", week)
    assert said.startswith("--week: ")
    assert "2026-W47" in said
    assert "\n" not in said


@pytest.mark.parametrize("province", ["", "Atlantis", "%"])
def test_a_bad_province_says_what_to_write(demo: Path, province: str) -> None:
    assert refused(demo, "stats", "--province", province).startswith("--province: ")


@pytest.mark.parametrize(
    ("written", "name"),
    [("nam dinh", "Ninh Bình"), ("tỉnh Ninh Bình", "Ninh Bình"), ("Huế", "Huế")],
)
def test_a_province_by_an_old_name_or_without_marks(demo: Path, written: str, name: str) -> None:
    done = run(demo, "stats", "--week", "2026-W47", "--format", "json", "--province", written)
    assert json.loads(done.output)["province"] == name


def test_the_same_seed_twice_is_refused_and_another_is_not(demo: Path) -> None:
    assert "--seed" in refused(demo, "demo-data", *DEMO)
    assert (
        run(demo, "demo-data", "--conversations", "1", "--seed", "2", "--as-of", "2026-11-20").exit_code == 0
    )
