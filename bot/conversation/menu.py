"""The menu: the flows a person may start, shown when no conversation is open; not a flow itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.conversation import Shown
from bot.conversation.effects import Option

if TYPE_CHECKING:
    from bot.conversation.turn import Turn

STEP = "menu"
ANOTHER_NAME = "another_name"
MY_DATA = "my_data"
QUESTIONS = "questions"


def put(turn: Turn) -> None:
    """Show the menu under what was just said."""
    offered = options(turn)
    turn.note(shown=Shown(STEP, tuple(o.id for o in offered)), overlay=None)
    turn.say("menu.ask", offered, STEP)


def options(turn: Turn) -> tuple[Option, ...]:
    """What may be started now, in order."""
    ended = turn.flow.step(turn.conversation.ended or "")
    first = (ANOTHER_NAME,) if ended and ended.end == "registrar_link" else ()
    ids = (
        *first,
        *(f for f in turn.book.menu if f != turn.conversation.flow or f == turn.book.opening),
        QUESTIONS,
        MY_DATA,
    )
    return tuple(Option(i, key=f"menu.options.{i}") for i in ids)
