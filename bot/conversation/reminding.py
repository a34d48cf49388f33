"""A reminder that was asked for: it begins the short talk about what came of the link."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.effects import Begin, Link, Option, Say

if TYPE_CHECKING:
    from bot.conversation.turn import Turn


def due(turn: Turn, visit: int) -> None:
    """Begin the flow anew, unless the conversation is not the one that waits for this reminder any more."""
    conversation = turn.conversation
    end = turn.flow.step(conversation.ended or "")
    if end and end.end == "remind" and conversation.visit == visit:
        thread = replace(conversation.thread, reminders=conversation.thread.reminders + 1)
        turn.note(visit=visit + 1, thread=thread)
        turn.effects.append(Begin(conversation.flow, reminded=True))


def remind(turn: Turn) -> None:
    """What the reminder says before its question: with the link that was given."""
    link = Option("given", key=f"{turn.flow.flow}.reminder.open", link=Link(kind="given"))
    turn.effects.append(Say(f"{turn.flow.flow}.reminder.say", turn.params, links=(link,)))
