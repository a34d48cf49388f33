"""Ends: the registrar's link, a wish for a person, a plain goodbye, or erasure; then the menu."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.conversation import menu
from bot.conversation.conversation import Conversation, Kept
from bot.conversation.effects import Erase, Link, Option, Say, Wish
from bot.conversation.flow import Step
from bot.conversation.questions import QUESTIONS
from bot.conversation.replay import Path
from bot.conversation.turn import Turn


def finish(turn: Turn, end: Step) -> None:
    """Say the end's words, do what its kind asks, and put the menu; sensitive answers go now."""
    if end.end == "registrar_link":
        _give_link(turn, end)
    else:
        turn.say_step(end, "say")
    if end.end == "wish":
        province, note = (turn.path.trail.values.get(s) for s in end.uses)
        turn.effects.append(Wish(_said(province), _said(note and note.get("text"))))
        turn.record("person_wanted", end.id)
    turn.record("ended", end.id)
    turn.note(**_left(turn.path), ended=end.id)
    if end.end == "erase":
        turn.record("erased", end.id, why="under_18")
        turn.effects.append(Erase("under_18"))
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


def _give_link(turn: Turn, end: Step) -> None:
    name, registrar = (turn.path.trail.values[s] for s in end.uses)
    book, verdict = turn.book, turn.path.trail.verdict
    url = book.registrars.url(registrar, name["label"], name["suffix"])
    link = Option("registrar", key=f"{turn.flow.flow}.{end.id}.open", link=Link(url, True, registrar))
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


def _said(value: object) -> str:
    return value if isinstance(value, str) and value != "skip" else ""
