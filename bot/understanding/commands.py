"""Words that steer the conversation itself, recognised only where they are the whole message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.understanding.fold import clean

_CLOSING = frozenset(("a", "ạ", "nha", "nhé", "nhe", "đi", "di"))


def read_command(text: str, words: Mapping[str, Sequence[str]]) -> str | None:
    """The command that the whole message is, None for anything else.

    Marks count where they are typed: "dừng" is no "dung", and "Hương Đan" is somebody's name, not "huong dan".
    """
    said = clean(text).lower().strip(" .!?…")
    begun, _, last = said.rpartition(" ")
    kernel = begun if last in _CLOSING else said
    return next((command for command, forms in words.items() if said in forms or kernel in forms), None)
