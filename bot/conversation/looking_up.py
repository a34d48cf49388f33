"""A name that was looked up: free, taken, or not to be checked now – never more than a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.answering import answered
from bot.conversation.questions import QUESTIONS
from bot.conversation.questions.base import Got

if TYPE_CHECKING:
    from bot.conversation.events import LookedUp
    from bot.conversation.turn import Turn


def looked_up(turn: Turn, found: LookedUp) -> None:
    """Go on with the name; where it is taken offer the others. A result nobody waits for any more does nothing."""
    conversation = turn.conversation
    if conversation.ended or found.visit != conversation.visit or found.step != turn.path.stop.id:
        return
    step, chosen = turn.path.stop, found.value["label"]
    shown = conversation.shown.options if conversation.shown else ()
    option = QUESTIONS[str(step.ask)].option
    others = tuple(o for i in shown if i != chosen and (o := option(step, i, turn.path.trail)))
    told = {"label": chosen, "at": found.at, "reserve": others[0].text if others else ""}
    if found.result == "taken":
        turn.record("aside", step.id, about="name_taken")
        turn.ask("taken", others, **told)
    else:
        turn.say(f"{turn.flow.flow}.{step.id}.{found.result}", **told)
        answered(turn, Got(found.value), typed=found.typed)
