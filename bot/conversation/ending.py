"""Ends: the registrar's link, a wish for a person, a plain goodbye, or erasure; then the menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.conversation import menu
from bot.conversation.conversation import Conversation, Kept
from bot.conversation.effects import Begin, Erase, Link, Note, Option, Remind, Say
from bot.conversation.flow import Step
from bot.conversation.questions import QUESTIONS
from bot.conversation.replay import Path
from bot.conversation.turn import Turn


def finish(turn: Turn, end: Step) -> None:
    """Say the end's words, do what its kind asks, and put the menu; sensitive answers go now."""
    _SAY.get(str(end.end), _say)(turn, end)
    turn.record("ended", end.id)
    turn.note(**_left(turn.path), ended=end.id)
    if end.end == "erase":
        turn.record("erased", end.id, why="under_18")
        turn.effects.append(Erase("under_18"))
    elif end.then and end.then not in turn.conversation.thread.offered:
        thread = turn.conversation.thread
        turn.note(thread=replace(thread, offered=(*thread.offered, end.then)))
        turn.effects.append(Begin(end.then))
    else:
        menu.put(turn)


def without_sensitive(path: Path) -> Conversation:
    """The conversation with every sensitive answer replaced by the guard tokens and states it decided."""
    return replace(path.trail.conversation, **_left(path))


def _left(path: Path) -> dict[str, Any]:
    conversation = path.trail.conversation
    kept = dict(conversation.kept)
    for passed in path.answered:
        if passed.step.sensitive and passed.value is not None:
            tokens = QUESTIONS[str(passed.step.ask)].tokens(passed.step, passed.value)
            kept[passed.step.id] = Kept(
                tuple(sorted(tokens)), path.trail.states_of(passed.step.settle), path.trail.today.isoformat()
            )
    live = {p.step.id: p.value for p in path.answered if not p.step.sensitive and p.value is not None}
    return {"answers": live, "kept": kept, "parked": {}}


def _say(turn: Turn, end: Step) -> None:
    turn.say_step(end, "say")


def _put_menu(turn: Turn, end: Step) -> None:
    """Nothing to say: the menu speaks."""


def _wish(turn: Turn, end: Step) -> None:
    turn.say_step(end, "say")
    province, note = (turn.path.trail.values.get(s) for s in end.uses)
    turn.effects.append(Note("wish", _said(note and note.get("text")), _said(province)))
    turn.record("person_wanted", end.id)


def _remind(turn: Turn, end: Step) -> None:
    days = _days(turn.path, end)
    turn.say(f"{turn.flow.flow}.{end.id}.say", due=turn.today + timedelta(days))
    turn.effects.append(Remind(days, turn.conversation.visit))


def _calendar(turn: Turn, end: Step) -> None:
    days = _days(turn.path, end)
    key = f"{turn.flow.flow}.{end.id}"
    entry = Option("calendar", key=f"{key}.open", link=Link(kind="calendar", days=days))
    turn.effects.append(
        Say(f"{key}.say", {**turn.params, "due": turn.today + timedelta(days)}, links=(entry,))
    )


def _days(path: Path, end: Step) -> int:
    """How far away the chosen day is."""
    (chosen,) = (p for p in path.answered if p.step.id in end.uses)
    spec = chosen.step.option(str(chosen.value))
    return spec.days if spec else 0


def _give_link(turn: Turn, end: Step) -> None:
    name, registrar = (turn.path.trail.values[s] for s in end.uses)
    book, verdict = turn.book, turn.path.trail.verdict
    url = book.registrars.url(registrar, name["label"], name["suffix"])
    link = Option("registrar", key=f"{turn.flow.flow}.{end.id}.open", link=Link(url, "registrar", registrar))
    official = tuple(book.link(page) for page in end.links)
    turn.effects.append(
        Say(f"{turn.flow.flow}.{end.id}.say", turn.params, links=(link, *official), keep=True)
    )
    turn.record(
        "link_given",
        end.id,
        registrar=registrar,
        suffix=name["suffix"],
        rotation=turn.conversation.rotation,
        programme=verdict.programme if verdict else "",
        verdict=verdict.verdict if verdict else "",
        taps=turn.conversation.taps,
        typed=turn.conversation.typed,
    )
    thread = turn.conversation.thread  # of the talks that follow: this link is what they are about
    still = tuple(f for f in thread.offered if f != end.then)
    about = {"about": turn.conversation.id, "registrar": registrar, "reminders": 0, "offered": still}
    turn.note(thread=replace(thread, **about))


def _said(value: object) -> str:
    return value if isinstance(value, str) and value != "skip" else ""


_SAY: Mapping[str, Callable[[Turn, Step], None]] = {
    "menu": _put_menu,
    "registrar_link": _give_link,
    "wish": _wish,
    "remind": _remind,
    "calendar": _calendar,
}
