"""The commands other programs call: JSON lines in, JSON lines out; and the terminal chat."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
HIENDIEN = Path(sys.executable).with_name("hiendien")


def run(*args: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("HIENDIEN_")}
    return subprocess.run([HIENDIEN, *args], input=given, capture_output=True, env=env, cwd=HERE, timeout=120)


def answers(command: str, lines: list[bytes]) -> list[dict[str, object]]:
    today = ["--today", "2026-11-20"] if command == "understand" else []
    done = run(command, *today, given=b"\n".join(lines) + b"\n")
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.mark.parametrize("command", ["decide", "suggest", "understand"])
def test_golden_lines_come_back_as_written(command: str) -> None:
    golden = [json.loads(line) for line in (HERE / "golden" / f"{command}.jsonl").read_text().splitlines()]
    assert len(golden) >= 10
    asked = [json.dumps(line["in"], ensure_ascii=False).encode() for line in golden]
    for line, answer in zip(golden, answers(command, asked), strict=True):
        assert answer == line["out"]


@pytest.mark.parametrize("command", ["decide", "suggest", "understand"])
def test_a_bad_line_is_an_error_of_its_own_and_the_order_is_kept(command: str) -> None:
    good = json.loads((HERE / "golden" / f"{command}.jsonl").read_text().splitlines()[0])["in"]
    lines = [
        b"not json",
        b"[1, 2]",
        b'{"id": "no fields"}',
        b'{"id": "\xff"}',
        b'{"id": "deep", "x": ' + b"[" * 100_000,
        b'{"id": "NaN", "date": NaN, "facts": NaN, "name": NaN}',
        json.dumps({**good, "id": "last"}).encode(),
    ]
    found = answers(command, lines)
    assert [answer["id"] for answer in found] == [None, None, "no fields", None, None, None, "last"]
    assert all(isinstance(answer["error"], str) for answer in found[:-1])
    assert "error" not in found[-1]


def test_decide_shrugs_at_facts_of_the_wrong_kind() -> None:
    odd = [None, 5, "x", [], {}, True, "2005-02-30", "0000-00-00", 1e300]
    names = ("who", "citizen_of_vn", "birth", "certificate_issued", "had_free", "had_paid", "province")
    lines = [
        json.dumps(
            {"id": i, "date": "2026-11-20", "facts": {"who": "citizen", **dict.fromkeys(names[1:], value)}}
        )
        for i, value in enumerate(odd)
    ]
    found = answers("decide", [line.encode() for line in lines])
    assert [answer["id"] for answer in found] == list(range(len(odd)))
    assert {answer.get("verdict") for answer in found} <= {"missing", "not_eligible"}


def test_the_terminal_talks_as_of_a_day() -> None:
    talk = "1\n2\ncó rồi\nchưa từng\n".encode()
    said = run("chat", "--as-of", "2027-01-05", given=talk).stdout.decode()
    assert "chính sách sau đó chưa công bố" in said
    assert "Tin vui" not in said
    assert "Tin vui" in run("chat", "--as-of", "2026-11-20", given=talk).stdout.decode()


@pytest.mark.parametrize(("buttons", "shown"), [("hide", "  [1] "), ("off", "\n1. ")])
def test_the_terminal_shows_an_account_as_it_is_set_up(buttons: str, shown: str) -> None:
    env = {**os.environ, "HIENDIEN_ZALO_OA_BUTTONS": buttons}
    command = [HIENDIEN, "chat", "--channel", "zalo_oa"]
    done = subprocess.run(command, input=b"", capture_output=True, env=env, cwd=HERE, timeout=120)
    assert shown in done.stdout.decode()


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ({}, "HIENDIEN_SECRET_KEY"),
        ({"HIENDIEN_SECRET_KEY": "short"}, "HIENDIEN_SECRET_KEY"),
        ({"HIENDIEN_SECRET_KEY": "x" * 40, "HIENDIEN_DATA": "/nowhere"}, "HIENDIEN_DATA"),
    ],
)
def test_an_operators_mistake_names_the_setting(settings: dict[str, str], names: str, tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "HIENDIEN_DATABASE_URL": f"sqlite:///{tmp_path}/x.db", **settings}
    done = subprocess.run([HIENDIEN, "run"], capture_output=True, env=env, cwd=tmp_path, timeout=60)
    assert done.returncode == 1
    assert names in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_names_are_looked_up_one_line_each() -> None:
    env = {**os.environ, "HIENDIEN_DNS_RESOLVER": "127.0.0.1:1", "HIENDIEN_NAME_CHECK_URL": ""}
    names = ["minhkhue.id.vn", "không.id.vn"]
    done = subprocess.run(
        [HIENDIEN, "check-name", *names], capture_output=True, env=env, cwd=HERE, timeout=60
    )
    assert done.stdout.decode() == "".join(f"{name}\tunchecked\n" for name in names)
    assert done.returncode == 0
