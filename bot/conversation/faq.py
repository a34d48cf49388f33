"""Questions people ask on the way: answered as an aside, then whatever is open is put again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.effects import Say
from bot.conversation.reopening import again, open_id

if TYPE_CHECKING:
    from bot.conversation.turn import Turn
    from bot.understanding.questions import Found

# What somebody writes to a person may well be a question, and is their answer all the same.
_TAKES_QUESTIONS = frozenset({"text"})


def asked(turn: Turn, text: str) -> Found | None:
    """The known question the text asks; None where it asks none, or the open question takes questions."""
    if not turn.conversation.ended and turn.path.stop.ask in _TAKES_QUESTIONS:
        return None
    return turn.book.faq.find(text)


def answer(turn: Turn, entry_id: str) -> None:
    """Say the entry's answer with its official pages, and put what is open again."""
    entry = turn.book.faq.entries.get(entry_id)
    if entry is None:  # offered by an earlier edition
        turn.say("common.changed")
        again(turn)
        return
    if not entry.timeless and not turn.params["announced"]:
        turn.say("faq.after_the_period")
    links = tuple(turn.book.link(link) for link in entry.links)
    turn.effects.append(Say(f"faq.{entry_id}.say", turn.params, links=links))
    turn.record("aside", open_id(turn), about="faq", faq=entry_id)
    again(turn)
