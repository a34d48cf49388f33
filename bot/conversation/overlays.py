"""Laid over the talk: restart, which answer to change, one's own data, erasing it, questions often asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.conversation import faq, on_web, told
from bot.conversation.conversation import Overlay
from bot.conversation.effects import Begin, Erase, Link, Option, Say, Withdraw
from bot.conversation.events import Pressed
from bot.conversation.numbers import number_typed
from bot.conversation.questions import QUESTIONS
from bot.conversation.questions.words import read_among
from bot.conversation.reopening import again, edit
from bot.conversation.replay import Passed
from bot.conversation.trail import Trail
from bot.understanding.commands import read_command
from bot.understanding.yes_no import bare_answer, read_yes_no

if TYPE_CHECKING:
    from bot.conversation.turn import Turn

RESTART = ("restart", "close")
MY_DATA = ("export", "withdraw", "erase", on_web.ON_WEB, "close")
ERASE = ("forget", "close")
ASKED_OFTEN = "questions"
_MOST = 7
_PREFIX = "overlay_"
_LABELS = {"edit": "{flow}.{id}.label", ASKED_OFTEN: "faq.{id}.label"}


def open_overlay(turn: Turn, kind: str, ids: tuple[str, ...], **params: Any) -> None:
    """Put a confirmation of fixed options; the open question waits beneath it."""
    _put(turn, kind, tuple(Option(i, key=f"overlay.options.{i}") for i in ids), **params)


def changeable(turn: Turn) -> tuple[Passed, ...]:
    """The last answers, those told ahead of their question among them: as many as a list may show."""
    return (*turn.path.answered, *told.ahead(turn))[-(_MOST - 1) :]


def choose_answer(turn: Turn) -> None:
    """Ask which of the answers to change."""
    options = tuple(Option(p.step.id, text=line(turn, p)) for p in changeable(turn))
    _put(turn, "edit", (*options, Option("close", key="overlay.options.close")))


def choose_question(turn: Turn) -> None:
    """Offer the questions asked most; any other may be typed."""
    options = tuple(Option(i, key=f"faq.{i}.label") for i in turn.book.faq.top)
    _put(turn, ASKED_OFTEN, (*options, Option("close", key="overlay.options.close")))


def answers_said(turn: Turn) -> list[str]:
    """The answers that are stored now, one "label: answer" line each."""
    if turn.conversation.ended:
        stored = turn.conversation.answers
        return [line(turn, Passed(s, stored[s.id])) for s in turn.flow.steps if s.id in stored]
    return [line(turn, p) for p in (*turn.path.answered, *told.ahead(turn)) if p.value is not None]


def line(turn: Turn, passed: Passed) -> str:
    """One answer as "label: answer"; the label alone where the answer is erased."""
    messages = turn.book.messages
    label = messages.label(f"{turn.flow.flow}.{passed.step.id}.label")
    if passed.value is None:
        return label
    trail = Trail(turn.book, turn.flow, turn.conversation, turn.today)
    shown = QUESTIONS[str(passed.step.ask)].show(passed.step, passed.value, trail)
    return f"{label}: {shown.text or messages.label(shown.key)}"


def hear(turn: Turn, text: str) -> bool:
    """True where the text answered an open overlay: its number, its label, or *quay lại*."""
    overlay = turn.conversation.overlay
    if overlay is None:
        return False
    number = number_typed(text)
    if number is not None and number <= len(overlay.options):
        _choose(turn, overlay.options[number - 1])
    elif read_command(text, turn.book.commands) == "back":
        _choose(turn, "close")
    elif found := _meant(turn, overlay, text):
        _choose(turn, found)
    elif overlay.kind in ("restart", "erase") and (said := _yes_or_no(turn, overlay, text)):
        _choose(turn, overlay.options[0] if said == "yes" else "close")
    elif overlay.kind == ASKED_OFTEN and (asked := faq.asked(turn, text)):
        _choose(turn, asked.question)
    else:
        return False
    return True


def pressed(turn: Turn, press: Pressed) -> bool:
    """True where the press belongs to an overlay; a closed overlay's button is stale."""
    overlay = turn.conversation.overlay
    if not press.step.startswith(_PREFIX):
        return False
    fresh = overlay and press.step == _PREFIX + overlay.kind and press.visit == turn.conversation.visit
    if fresh and overlay and press.index < len(overlay.options):
        _choose(turn, overlay.options[press.index])
        return True
    return False


def restart(turn: Turn) -> None:
    """Begin the same flow anew, or the opening where this one followed by itself; this conversation is over."""
    flow = turn.conversation.flow if turn.conversation.flow in turn.book.menu else turn.book.opening
    turn.note(ended="restarted", answers={}, kept={}, parked={}, overlay=None)
    turn.record("ended", "restarted")
    turn.effects.append(Begin(flow, fresh=True))


def forget(turn: Turn) -> None:
    """Erase everything about this person."""
    turn.say("my_data.erased")
    turn.record("erased", why="asked")
    turn.effects.append(Erase("asked"))


def withdraw(turn: Turn, purpose: str) -> None:
    """Take back the consent to one purpose; a talk that rests on it is over."""
    thread = turn.conversation.thread
    consents = tuple(p for p in thread.consents if p != purpose)
    about = "" if purpose == "advice" else thread.about
    agreed = tuple(p for p in thread.agreed if p != purpose)
    turn.note(thread=replace(thread, consents=consents, agreed=agreed, about=about))
    turn.say("my_data.withdrawn", what=turn.book.messages.label(f"overlay.options.{purpose}"))
    turn.effects.append(Withdraw(purpose))
    if turn.conversation.flow in turn.book.flows_for(purpose) and not turn.conversation.ended:
        turn.note(ended="withdrawn")
        turn.record("ended", "withdrawn")
    if turn.conversation.ended:
        turn.note(answers={}, kept={}, parked={})
    again(turn)


def _export(turn: Turn) -> None:
    """What is kept, as a page to read and as a file for a program; both for a short while."""
    links = tuple(Option(i, key=f"my_data.{i}", link=Link(kind="export")) for i in ("txt", "json"))
    turn.effects.append(Say("my_data.export", turn.params, links=links))
    again(turn)


def _put(turn: Turn, kind: str, options: tuple[Option, ...], **params: Any) -> None:
    # A button or number meant for what stood there before must not answer a confirmation.
    visit = turn.conversation.visit + 1
    turn.note(overlay=Overlay(kind, tuple(o.id for o in options)), visit=visit)
    turn.say(f"overlay.{kind}", options, _PREFIX + kind, **params)


def _worded(turn: Turn, overlay: Overlay) -> tuple[Option, ...]:
    """The options by what may be typed for them; which answer to change, by the answer's short name."""
    own = _LABELS.get(overlay.kind, "overlay.options.{id}")
    keys = (
        (i, "overlay.options.close" if i == "close" else own.format(flow=turn.flow.flow, id=i))
        for i in overlay.options
    )
    return tuple(Option(i, key=key) for i, key in keys if turn.book.messages.has(key))


def _meant(turn: Turn, overlay: Overlay, text: str) -> str | None:
    """The option that was typed; what cannot be undone is confirmed by a whole message, not by a word inside one."""
    options = _worded(turn, overlay)
    if overlay.kind == "erase":
        return read_among(turn.book.lexicon.said(text), options, turn.book, whole=True)
    return read_among(_label_of(overlay, text), options, turn.book)


def _yes_or_no(turn: Turn, overlay: Overlay, text: str) -> str | None:
    """What was said to it; a yes to what cannot be undone is nothing but a yes."""
    said = read_yes_no(text, turn.book.lexicon)
    if said == "yes" and overlay.kind == "erase" and bare_answer(text, turn.book.lexicon) != "yes":
        return None
    return said


def _label_of(overlay: Overlay, text: str) -> str:
    """What was typed; of a whole line "label: answer", copied where there are no buttons, the label."""
    label, colon, _ = text.partition(":")
    return label if colon and overlay.kind == "edit" else text


def _choose(turn: Turn, option_id: str) -> None:
    kind = turn.conversation.overlay and turn.conversation.overlay.kind
    turn.note(overlay=None)
    if option_id == "close":
        again(turn)
    elif kind == ASKED_OFTEN:
        faq.answer(turn, option_id)
    elif option_id == "restart":
        restart(turn)
    elif option_id == "export":
        _export(turn)
    elif option_id == on_web.ON_WEB:
        on_web.offer(turn)
    elif option_id == "withdraw":
        open_overlay(turn, "withdraw", (*turn.conversation.thread.consents, "close"))
    elif option_id in turn.conversation.thread.consents:
        withdraw(turn, option_id)
    elif option_id == "erase":
        open_overlay(turn, "erase", ERASE)
    elif option_id == "forget":
        forget(turn)
    elif option_id in {passed.step.id for passed in told.ahead(turn)}:
        told.ask_later(turn, option_id)
        again(turn)
    else:
        edit(turn, option_id)
