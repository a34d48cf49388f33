"""The menu: the flows a person may start, shown when no conversation is open; not a flow itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.conversation import Shown
from bot.conversation.effects import Option

if TYPE_CHECKING:
    from bot.conversation.turn import Turn

STEP = "menu"
ANOTHER_NAME = "another_name"
SOMEBODY_ELSE = "somebody_else"
MY_DATA = "my_data"
QUESTIONS = "questions"


def put(turn: Turn) -> None:
    """Show the menu under what was just said."""
    offered = options(turn)
    turn.note(shown=Shown(STEP, tuple(o.id for o in offered)), overlay=None)
    turn.say("menu.ask", offered, STEP)


def options(turn: Turn) -> tuple[Option, ...]:
    """What may be started now, in order."""
    after_link = (ANOTHER_NAME, *turn.book.after_link) if turn.conversation.thread.about else ()
    ids = (*after_link, first(turn), *turn.book.menu[1:], QUESTIONS, MY_DATA)
    return tuple(Option(i, key=f"menu.options.{i}") for i in ids)


def first(turn: Turn) -> str:
    """How it begins; once it was for somebody, the next one may be somebody else: asked for each consent anew."""
    return SOMEBODY_ELSE if turn.conversation.thread.person else turn.book.menu[0]
