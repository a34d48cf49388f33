"""Questions people ask on the way: answered as an aside, then whatever is open is put again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.effects import Say
from bot.conversation.questions.base import Again, Check, Command, Got, Reading
from bot.conversation.reopening import again, open_id
from bot.understanding.intents import Intent

if TYPE_CHECKING:
    from bot.conversation.turn import Turn

_NAMES = {"person_name": "person_name", "shop_name": "shop_name", "domain_name": "label"}
_FREE = "is_it_free"  # what is free for others is not told to whom it is not
# What somebody writes to a person may well be a question, and is their answer all the same.
_TAKES_QUESTIONS = frozenset({"text"})


def asked(turn: Turn, text: str) -> Intent | None:
    """The known question the text asks; None where it asks none, or the open question takes questions."""
    intent = beside(turn, text)
    return intent if intent and intent.question else None


def beside(turn: Turn, text: str) -> Intent | None:
    """What the text does beside answering: steer, ask, greet; None inside a question that takes any text."""
    if not turn.conversation.ended and turn.path.stop.ask in _TAKES_QUESTIONS:
        return None
    return turn.book.reader.intent(text)


def instead(turn: Turn, text: str, reading: Reading) -> Intent | None:
    """What the text does rather than answering the open question."""
    step = turn.path.stop
    asked = isinstance(reading, Command) or (isinstance(reading, Again) and reading.asked)
    if step.ask in _TAKES_QUESTIONS or asked:
        return None
    value = "" if isinstance(reading, Check | Again) else None
    if isinstance(reading, Got):
        told = reading.value
        value = (told.get("name") or told.get("wish", "")) if isinstance(told, dict) else str(told)
    return turn.book.reader.instead(_NAMES.get(str(step.ask), ""), text, value)


def answer(turn: Turn, entry_id: str) -> None:
    """Say the entry's answer with its official pages, and put what is open again."""
    if not say(turn, entry_id):  # offered by an earlier edition
        turn.say("common.changed")
    again(turn)


def say(turn: Turn, entry_id: str) -> bool:
    """Say the entry's answer with its official pages; False where there is no such entry any more."""
    entry = turn.book.faq.entries.get(entry_id)
    if entry is None:
        return False
    if (
        turn.params.get("verdict") == "not_eligible"
        and turn.book.reader.intents.questions.get(entry_id) == _FREE
    ):
        turn.say("faq.not_free_here")
        turn.record("aside", open_id(turn), about="faq", faq=entry_id)
        return True
    if not entry.timeless and not turn.params["announced"]:
        turn.say("faq.after_the_period")
    links = tuple(turn.book.link(link) for link in entry.links)
    turn.effects.append(Say(f"faq.{entry_id}.say", turn.params, links=links))
    turn.record("aside", open_id(turn), about="faq", faq=entry_id)
    return True
