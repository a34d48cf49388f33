"""Going back, changing one answer, and asking again what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation import menu
from bot.conversation.answering import proceed

if TYPE_CHECKING:
    from bot.conversation.turn import Turn


def go_back(turn: Turn) -> None:
    """Out of an edit with the old answer, or one answered question back."""
    conversation = turn.conversation
    if conversation.parked:
        step_id, value = conversation.parked
        turn.become(conversation.answer(step_id, value))
        proceed(turn)
    elif live := [p for p in turn.path.answered if p.value is not None]:
        turn.become(conversation.without(live[-1].step.id))
        proceed(turn)
    else:
        turn.say("common.first_question")
        turn.ask_again()


def edit(turn: Turn, step_id: str) -> None:
    """Ask one live step again; every other answer stays, and *quay lại* brings the old one back."""
    live = {p.step.id: p.value for p in turn.path.answered}
    if step_id not in live:
        stale(turn)
        return
    turn.become(turn.conversation.without(step_id))
    turn.note(parked=(step_id, live[step_id]) if live[step_id] is not None else None)
    proceed(turn)


def stale(turn: Turn) -> None:
    """An old button: say that it was answered and show what is open now."""
    turn.say("common.answered_already")
    turn.record("aside", open_id(turn), about="stale_button")
    again(turn)


def again(turn: Turn) -> None:
    """Whatever is open, once more: the question, or the menu."""
    if turn.conversation.ended:
        menu.put(turn)
    else:
        turn.ask_again()


def open_id(turn: Turn) -> str:
    """The id of the open question, or of the end that was reached."""
    return turn.conversation.ended or turn.path.stop.id
