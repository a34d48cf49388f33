"""An account that others use too: when the assistant may answer there, and when it is none of its business."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.conversation.numbers import number_typed
from bot.messages.button_data import read_button
from bot.understanding.commands import Commands, read_command
from bot.understanding.entries import is_entry
from bot.understanding.referral_codes import lone_code

# "enter" calls the assistant; "answer" goes on in a talk of ours; "silent" is for whoever else uses the account.
Decision = Literal["enter", "answer", "silent"]

OPEN_FOR = timedelta(hours=24)  # a talk left open for longer is forgotten by whoever wrote in it
MENU_FOR = timedelta(minutes=30)  # so long a number may still be meant for the menu at the end


@dataclass(frozen=True, slots=True)
class Standing:
    """How our newest talk with somebody stands: open or ended, a person answering, quiet for how long."""

    open: bool
    paused: bool
    quiet: timedelta


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came: at most one of a text, a press, something nobody reads; none where they only follow."""

    said: str | None = None
    pressed: str | None = None
    other: str | None = None
    source: str | None = None


def decide(
    standing: Standing | None,
    arrived: Arrived,
    entries: Sequence[str],
    commands: Commands,
) -> Decision:
    """Whether this is for the assistant; `standing` is None where there never was a talk of ours."""
    if _calls(arrived, entries, standing, commands):
        return "enter"
    return "answer" if standing is not None and _ours(standing, arrived, commands) else "silent"


def _calls(
    arrived: Arrived,
    entries: Sequence[str],
    standing: Standing | None,
    commands: Commands,
) -> bool:
    """The menu entry, a keyword, a code, a link of ours; "tiếp tục" where a person had taken over."""
    if arrived.source is not None:
        return True
    if arrived.said is None:
        return False
    if is_entry(arrived.said, entries):
        return True
    # Beside words it may be anybody's: an order's number, a file's, a hashtag of the season.
    if lone_code(arrived.said) is not None:
        return True
    return standing is not None and standing.paused and read_command(arrived.said, commands) == "resume"


def _ours(standing: Standing, arrived: Arrived, commands: Commands) -> bool:
    command = read_command(arrived.said, commands) if arrived.said is not None else None
    if command == "my_data":  # one's rights hold long after a talk
        return True
    if standing.paused:
        return command == "stop"
    if arrived.pressed is not None:
        return read_button(arrived.pressed) is not None
    if standing.open and standing.quiet < OPEN_FOR:
        return arrived.said is not None or arrived.other is not None
    number = number_typed(arrived.said) if arrived.said is not None else None
    return not standing.open and standing.quiet < MENU_FOR and number is not None
