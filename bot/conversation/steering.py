"""What somebody does beside answering: a command in free words, a question, a greeting, an insult."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation import asides, faq
from bot.conversation.reopening import again, open_id
from bot.understanding.intents import Intent

if TYPE_CHECKING:
    from bot.conversation.turn import Turn

_COMMANDS = {"restart": "restart", "back": "back", "help": "help", "human": "human", "delete_data": "my_data"}
# Answered in one line, calmly; then whatever is open is put again.
_LINES = frozenset(("greeting", "thanks", "abuse"))


def do(turn: Turn, intent: Intent) -> None:
    """Carry the command out, answer the question, or say the line; what is open is put again."""
    turn.note(overlay=None)
    if intent.question:
        faq.answer(turn, intent.question)
    elif intent.name in _LINES:
        turn.say(f"common.{intent.name}")
        turn.record("aside", open_id(turn), about=intent.name)
        again(turn)
    else:
        commands = asides.AT_REST if turn.conversation.ended else asides.COMMANDS
        commands.get(_COMMANDS[intent.name], again)(turn)
