"""Going back, changing one answer, and asking again what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation import menu
from bot.conversation.answering import proceed

if TYPE_CHECKING:
    from bot.conversation.turn import Turn

LEFT = "left"


def go_back(turn: Turn) -> None:
    """Out of an edit with the old answer, one answered question back, or out of an interruption."""
    conversation, open_step = turn.conversation, turn.path.stop.id
    if open_step in conversation.parked:
        turn.become(conversation.answer(open_step, conversation.parked[open_step]))
        proceed(turn)
    elif live := [p for p in turn.path.answered if p.value is not None]:
        _reopen(turn, live[-1].step.id)
    elif turn.flow.flow != turn.book.opening:
        leave(turn)
    else:
        turn.say("common.first_question")
        turn.ask_again()


def leave(turn: Turn) -> None:
    """End this talk where it stands."""
    turn.note(ended=LEFT)
    turn.record("ended", LEFT)
    menu.put(turn)


def edit(turn: Turn, step_id: str) -> None:
    """Ask one live step again; every other answer stays, and *quay lại* brings the old one back."""
    live = {p.step.id: p.value for p in turn.path.answered}
    if step_id not in live:
        stale(turn)
        return
    if live[step_id] is not None:
        turn.note(parked={**turn.conversation.parked, step_id: live[step_id]})
    _reopen(turn, step_id)


def _reopen(turn: Turn, step_id: str) -> None:
    turn.become(turn.conversation.without(*turn.flow.reopened_with(step_id)))
    proceed(turn)


def stale(turn: Turn) -> None:
    """An old button: say that it was answered and show what is open now."""
    turn.say("common.answered_already")
    turn.record("aside", open_id(turn), about="stale_button")
    again(turn)


def again(turn: Turn) -> None:
    """Whatever is open, once more: the question, or the menu – unless a person is answering now."""
    if turn.conversation.with_person:
        return
    if turn.conversation.ended:
        menu.put(turn)
    else:
        turn.ask_again()


def open_id(turn: Turn) -> str:
    """The id of the open question, or of the end that was reached."""
    return turn.conversation.ended or turn.path.stop.id
