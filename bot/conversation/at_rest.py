"""A person whose conversation has ended: the menu, its choices, and the commands that still work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation import asides, faq, menu, overlays, steering
from bot.conversation.effects import Begin, Hand
from bot.conversation.events import AnotherName
from bot.conversation.numbers import number_typed
from bot.conversation.questions.words import read_among
from bot.understanding.amending import begins

if TYPE_CHECKING:
    from bot.conversation.turn import Turn


def hear(turn: Turn, text: str, command: str | None) -> None:
    """A text while no conversation is open."""
    number, options = number_typed(text), menu.options(turn)
    if command and command in asides.AT_REST:
        asides.AT_REST[command](turn)
    elif number is not None and number <= len(options):
        choose(turn, options[number - 1].id)
    elif option_id := read_among(text, options, turn.book):
        choose(turn, option_id)
    elif (intent := faq.beside(turn, text)) and intent.sure:
        steering.do(turn, intent)
    elif _begins(turn, text, command):
        choose(turn, menu.first(turn))
    elif intent:
        steering.do(turn, intent)
    else:
        turn.say("menu.bad")
        menu.put(turn)


def _begins(turn: Turn, text: str, command: str | None) -> bool:
    """True where the text asks to begin, or somebody who has told nothing yet tells who they are."""
    if command == "resume" or begins(text, turn.book.lexicon):
        return True
    heard = None if turn.conversation.thread.person else turn.book.reader.read("any", text, turn.today)
    return heard is not None and any(
        fact.kind in ("choice", "birth") for fact in (heard.got, *heard.also) if fact
    )


def choose(turn: Turn, option_id: str) -> None:
    """Start what was chosen; another name keeps what the ended talk already knows."""
    old = turn.conversation
    if option_id == menu.MY_DATA:
        asides.my_data(turn)
    elif option_id == menu.QUESTIONS:
        overlays.choose_question(turn)
    elif option_id == menu.SOMEBODY_ELSE:
        asides.begin_again(turn)
    elif option_id == menu.ANOTHER_NAME:
        turn.effects.append(Hand(old.thread.about, AnotherName()))
    else:
        turn.effects.append(Begin(option_id))


def another_name(turn: Turn) -> None:
    """The talk that led to a link once more, from the name on; what it knew stays."""
    old = turn.conversation
    chosen = [s.id for s in turn.flow.steps if s.ask in ("domain_name", "registrar")]
    left = old.without(*chosen)
    turn.effects.append(Begin(old.flow, answers=left.answers, kept=left.kept, told=left.told))
