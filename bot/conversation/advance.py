"""advance: one event in, the next conversation and its effects out; pure, without clock or chance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.conversation import (
    asides,
    at_rest,
    both,
    correcting,
    faq,
    overlays,
    reminding,
    reopening,
    steering,
    told,
    unread,
)
from bot.conversation.answering import miss, proceed, take
from bot.conversation.book import Book
from bot.conversation.conversation import Conversation, Thread
from bot.conversation.effects import Effect
from bot.conversation.events import (
    AnotherName,
    Back,
    Edit,
    Event,
    Forget,
    GivenBack,
    LookedUp,
    Pressed,
    Restart,
    Resumed,
    Said,
    Sent,
    Started,
    TakenOver,
    TimerFired,
)
from bot.conversation.looking_up import looked_up
from bot.conversation.numbers import number_typed
from bot.conversation.questions import QUESTIONS
from bot.conversation.questions.base import Command, Got, Reading
from bot.conversation.turn import Turn
from bot.understanding.commands import read_command
from bot.understanding.facts import Fact
from bot.understanding.fold import is_cut
from bot.understanding.markup import holds_markup
from bot.understanding.private_numbers import holds_private_number


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
        case Started(rotation, reminded, fresh):
            if fresh:
                turn.note(thread=Thread(consents=turn.conversation.thread.consents))
            turn.note(rotation=rotation, answers={**_agreed(turn), **turn.conversation.answers})
            turn.record("started", **({"by": "reminder"} if reminded else {}))
            if reminded:
                reminding.remind(turn)
            proceed(turn)
        case Said(text, late):
            _hear(turn, text, late=late)
        case Pressed():
            _press(turn, event)
        case Sent(what):
            turn.say(f"common.unread.{what}")
            reopening.again(turn)
        case TimerFired(visit):
            reminding.due(turn, visit)
        case AnotherName() if turn.conversation.ended:
            at_rest.another_name(turn)
        case LookedUp():
            looked_up(turn, event)
        case Resumed() | Back() | Edit() if not turn.conversation.ended and _moved(turn):
            _changed(turn)
        case Resumed():
            reopening.again(turn)
        case Back() | Edit() if turn.conversation.ended:
            reopening.again(turn)
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
        case GivenBack() | AnotherName():
            pass  # nobody had taken over, no name was reached: nothing changes


def _agreed(turn: Turn) -> dict[str, str]:
    """The consents this person gave before, for the same purposes: they are not asked again."""
    given = turn.conversation.thread.agreed
    return {s.id: "yes" for s in turn.flow.steps if s.ask == "consent" and s.purpose in given}


def _while_with_person(turn: Turn, event: Event) -> None:
    """Only stopping, one's own data and going on work; everything else is for the person who took over."""
    command = read_command(event.text, turn.book.commands) if isinstance(event, Said) else None
    if isinstance(event, GivenBack) or command == "resume":
        turn.note(with_person=False, visit=turn.conversation.visit + 1)
        turn.record("given_back")
        reopening.again(turn)
    elif isinstance(event, Forget):
        overlays.forget(turn)
    elif isinstance(event, Pressed):
        overlays.pressed(turn, event)
    elif isinstance(event, Said) and overlays.hear(turn, event.text):
        return
    elif command in ("stop", "my_data"):
        asides.COMMANDS[command](turn)


def _hear(turn: Turn, text: str, *, late: bool) -> None:
    command = read_command(text, turn.book.commands)
    if late and command is None:
        turn.note(overlay=None)
        turn.say("common.late")
        reopening.again(turn)
    elif is_cut(text) and not turn.conversation.ended and turn.path.stop.ask != "text":
        turn.note(overlay=None)
        miss(turn)
    elif overlays.hear(turn, text):
        return
    elif holds_private_number(text):
        turn.say("common.private_number")
        asked = faq.asked(turn, text)
        if asked is not None and asked.sure:  # whose call it was is told with its number
            faq.say(turn, asked.question)
        reopening.again(turn)
    elif turn.conversation.ended:
        at_rest.hear(turn, text, command)
    elif _moved(turn):
        _changed(turn)
    elif command and command in asides.COMMANDS:
        turn.note(overlay=None)
        asides.COMMANDS[command](turn)
    else:
        _hear_answer(turn, text)


def _hear_answer(turn: Turn, text: str) -> None:
    turn.note(overlay=None)
    number, shown = number_typed(text), turn.conversation.shown
    if number is not None and shown and number <= len(shown.options):
        _choose(turn, shown.options[number - 1], typed=True)
    else:
        _answer_or_ask(turn, text)


def _answer_or_ask(turn: Turn, text: str) -> None:
    """An answer goes before what else the text may do, except where any text could be an answer."""
    reading = _read(turn, text)
    if not holds_markup(text) and correcting.hear(turn, text, reading):
        return
    intent = faq.instead(turn, text, reading)
    told_too = both.read(turn, text) if intent is None or intent.question else None
    if told_too is not None:
        reading, entry = told_too
        faq.say(turn, entry)
        _answer(turn, reading, typed=True, also=told.facts(turn, text, reading.value))
    elif intent is not None:
        steering.do(turn, intent)
    elif reading is None and told.keep(turn, told.beside(turn, text)):
        reopening.again(turn)
    else:
        if reading is None:
            unread.tell(turn, text)
        also = told.facts(turn, text, reading.value) if isinstance(reading, Got) else ()
        _answer(turn, reading, typed=True, also=also)


def _read(turn: Turn, text: str) -> Reading:
    """What of the text answers the open question: nothing taken back, nothing whose words seldom answer."""
    step, reader = turn.path.stop, turn.book.reader
    asked = told.reader_question(step)
    meant = reader.meant(asked, text) if asked else text
    if holds_markup(text) or not meant:
        return None
    reading = QUESTIONS[str(step.ask)].read(step, meant, turn.path.trail)
    # Only who somebody is was weighed of the choices: what others take are answers of their own.
    weighed = asked and (step.ask != "choice" or step.fact == "who")
    doubted = isinstance(reading, Got) and weighed and reader.doubts(asked, meant, turn.today)
    return None if doubted else reading


def _press(turn: Turn, press: Pressed) -> None:
    conversation = turn.conversation
    if overlays.pressed(turn, press):
        return
    shown = conversation.shown
    fresh = shown is not None and press.visit == conversation.visit and press.step == shown.step
    if not conversation.ended and _moved(turn):
        _changed(turn)
    elif not fresh or shown is None or press.index >= len(shown.options):
        reopening.stale(turn)
    elif conversation.ended:
        at_rest.choose(turn, shown.options[press.index])
    else:
        turn.note(overlay=None)
        _choose(turn, shown.options[press.index], typed=False)


def _changed(turn: Turn) -> None:
    """The flow or a rule moved the person to another question: one line tells them, nothing is guessed."""
    turn.say("common.changed")
    proceed(turn)


def _choose(turn: Turn, option_id: str, *, typed: bool) -> None:
    """One of the shown options of the open step, pressed or typed as its number."""
    step, trail = turn.path.stop, turn.path.trail
    question = QUESTIONS[str(step.ask)]
    if question.option(step, option_id, trail) is None:
        turn.say("common.changed")
        turn.ask()
    else:
        _answer(turn, question.press(step, option_id, trail), typed=typed)


def _answer(turn: Turn, reading: Reading, *, typed: bool, also: Sequence[Fact] = ()) -> None:
    """Take what was read, unless it is an option that does something else; `also` answers other steps."""
    value = reading.value if isinstance(reading, Got) else None
    spec = turn.path.stop.option(value) if isinstance(value, str) else None
    if spec and spec.edit:
        reopening.edit(turn, spec.edit)
    elif isinstance(reading, Command):
        asides.COMMANDS[reading.name](turn)
    else:
        take(turn, reading, typed=typed, also=also)


def _moved(turn: Turn) -> bool:
    """True where a changed flow or rule opened another question than the one the person saw."""
    shown = turn.conversation.shown
    return shown is None or shown.step != turn.path.stop.id
