from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
import yaml

from bot.understanding.command_words import Command, command_words
from bot.understanding.commands import read_command

FILE = Path(__file__).parent.parent / "flows" / "understanding" / "commands.yaml"
WORDS = command_words(yaml.safe_load(FILE.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("quay lại", "back"),
        ("Quay lai!", "back"),
        ("QUAY LẠI ạ", "back"),
        ("/start", "restart"),
        ("làm lại đi", "restart"),
        ("sửa", "edit"),
        ("trợ  giúp", "help"),
        ("gặp người", "human"),
        ("gap nguoi nha", "human"),
        ("dữ liệu của tôi", "my_data"),
        ("xoá dữ liệu", "my_data"),
        ("dừng", "stop"),
        ("/huy", "stop"),
        ("hủy", "stop"),
        ("huỷ", "stop"),
        ("tiếp tục", "resume"),
        ("Vì sao?", "why"),
        ("tai sao", "why"),
        ("menu", "menu"),
    ],
)
def test_the_whole_message_is_a_command(text: str, command: str) -> None:
    assert read_command(text, WORDS) == command


@pytest.mark.parametrize(
    "text",
    [
        "",
        "đúng",
        "dung",
        "Dũng",
        "Huy",
        "Hải",
        "em muốn quay lại trường",
        "quán Bỏ Qua",
        "sửa xe máy",
        "vì sao phải trả tiền",
        "menu quán phở",
        "dừng chân quán",
        "dạ",
        "không",
        "2",
    ],
)
def test_never_part_of_a_message_nor_a_name(text: str) -> None:
    assert read_command(text, WORDS) is None


def test_every_command_has_words_but_skip_which_is_an_option_of_its_question() -> None:
    assert set(WORDS) == set(get_args(Command)) - {"skip"}


@pytest.mark.parametrize(
    "content",
    [
        {"back": ["quay lại"], "stop": ["quay lại"]},
        {"back": ["Quay lại"]},
        {"back": []},
        {"fly": ["bay"]},
        {"back": "quay lại"},
        None,
    ],
)
def test_a_wrong_file_is_refused(content: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        command_words(content)
