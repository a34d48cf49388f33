"""Words that steer the conversation itself, recognised only where they are the whole message."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from bot.understanding.fold import lowered

_CLOSING = frozenset(("a", "ạ", "nha", "nhé", "nhe", "đi", "di"))


class Commands(dict[str, tuple[str, ...]]):
    """Command → its forms."""

    @cached_property
    def of_form(self) -> Mapping[str, str]:
        """Form → its command."""
        return {form: command for command, forms in self.items() for form in forms}


def read_command(text: str, commands: Commands) -> str | None:
    """The command that the whole message is, None for anything else.

    Marks count where they are typed: "dừng" is no "dung", and "Hương Đan" is somebody's name, not "huong dan".
    """
    said = lowered(text).strip(" .!?…")
    begun, _, last = said.rpartition(" ")
    return commands.of_form.get(said) or (commands.of_form.get(begun) if last in _CLOSING else None)
