"""advance: one event in, the next conversation and its effects out; pure, without clock or chance."""

from __future__ import annotations

from datetime import date

from bot.conversation import asides, at_rest, overlays, reopening
from bot.conversation.answering import proceed, take
from bot.conversation.book import Book
from bot.conversation.conversation import Conversation
from bot.conversation.effects import Effect
from bot.conversation.events import (
    Back,
    Edit,
    Event,
    Forget,
    GivenBack,
    Pressed,
    Restart,
    Resumed,
    Said,
    Started,
    TakenOver,
)
from bot.conversation.numbers import number_typed
from bot.conversation.questions import QUESTIONS
from bot.conversation.turn import Turn
from bot.understanding.commands import read_command


def advance(
    book: Book, conversation: Conversation, event: Event, today: date
) -> tuple[Conversation, tuple[Effect, ...]]:
    """The conversation after the event, and what the shell is to do; the same input gives the same output."""
    turn = Turn(book, conversation, today)
    if conversation.with_person:
        _while_with_person(turn, event)
    else:
        _dispatch(turn, event)
    return turn.conversation, tuple(turn.effects)


def _dispatch(turn: Turn, event: Event) -> None:
    match event:
        case Started(rotation):
            turn.note(rotation=rotation)
            turn.record("started")
            proceed(turn)
        case Said(text, late):
            _hear(turn, text, late=late)
        case Pressed():
            _press(turn, event)
        case Resumed():
            turn.ask_again()
        case Back():
            reopening.go_back(turn)
        case Edit(step):
            reopening.edit(turn, step)
        case Restart():
            overlays.restart(turn)
        case Forget():
            overlays.forget(turn)
        case TakenOver():
            turn.note(with_person=True, overlay=None)
            turn.record("taken_over")
        case GivenBack():
            pass  # nobody had taken over: nothing changes


def _while_with_person(turn: Turn, event: Event) -> None:
    """Only stopping, one's own data and going on work; everything else is for the person who took over."""
    command = read_command(event.text, turn.book.commands) if isinstance(event, Said) else None
    if isinstance(event, GivenBack) or command == "resume":
        turn.note(with_person=False, visit=turn.conversation.visit + 1)
        turn.record("given_back")
        turn.ask_again()
    elif isinstance(event, Forget):
        overlays.forget(turn)
    elif isinstance(event, Pressed) and turn.conversation.overlay:
        _press(turn, event)
    elif isinstance(event, Said) and overlays.hear(turn, event.text):
        return
    elif command in ("stop", "my_data"):
        asides.COMMANDS[command](turn)


def _hear(turn: Turn, text: str, *, late: bool) -> None:
    conversation = turn.conversation
    if overlays.hear(turn, text):
        return
    turn.note(overlay=None)
    command = read_command(text, turn.book.commands)
    if conversation.ended:
        at_rest.hear(turn, text, command)
        return
    number = number_typed(text)
    if command and command in asides.COMMANDS:
        asides.COMMANDS[command](turn)
    elif _moved(turn):
        turn.say("common.changed")
        proceed(turn)
    elif late and number is not None:
        turn.say("common.late")
        turn.ask_again()
    elif number is not None and conversation.shown and number <= len(conversation.shown.options):
        _choose(turn, conversation.shown.options[number - 1], typed=True)
    else:
        step = turn.path.stop
        take(turn, QUESTIONS[str(step.ask)].read(step, text, turn.path.trail), typed=True)


def _press(turn: Turn, press: Pressed) -> None:
    conversation = turn.conversation
    if overlays.pressed(turn, press):
        return
    shown = conversation.shown
    fresh = shown is not None and press.visit == conversation.visit and press.step == shown.step
    if not fresh or shown is None or press.index >= len(shown.options):
        reopening.stale(turn)
    elif conversation.ended:
        at_rest.choose(turn, shown.options[press.index])
    elif _moved(turn):
        turn.say("common.changed")
        proceed(turn)
    else:
        turn.note(overlay=None)
        _choose(turn, shown.options[press.index], typed=False)


def _choose(turn: Turn, option_id: str, *, typed: bool) -> None:
    """One of the shown options of the open step, pressed or typed as its number."""
    step = turn.path.stop
    spec = step.option(option_id)
    if spec and spec.edit:
        reopening.edit(turn, spec.edit)
        return
    take(turn, QUESTIONS[str(step.ask)].press(step, option_id, turn.path.trail), typed=typed)


def _moved(turn: Turn) -> bool:
    """True where a changed flow or rule opened another question than the one the person saw."""
    shown = turn.conversation.shown
    return shown is None or shown.step != turn.path.stop.id
