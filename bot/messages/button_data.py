"""What a button carries: conversation, visit, step, option; ASCII and under Telegram's 64 bytes."""

from __future__ import annotations

import re

_DATA = re.compile(r"([a-z0-9]{1,16}):([0-9]{1,6}):([a-z0-9_]{1,32}):([0-9]{1,3})")


def write_button(conversation: str, visit: int, step: str, index: int) -> str:
    """The data of one option as shown."""
    return f"{conversation}:{visit}:{step}:{index}"


def read_button(data: str) -> tuple[str, int, str, int] | None:
    """Conversation, visit, step and option index; None for anything a button of ours never carried."""
    found = _DATA.fullmatch(data)
    if found is None:
        return None
    conversation, visit, step, index = found.groups()
    return conversation, int(visit), step, int(index)
