"""Texts nobody understood, for those who mend the words: masked, few, and only of people who agreed to talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.effects import Unread
from bot.understanding.masking import masked

if TYPE_CHECKING:
    from bot.conversation.turn import Turn

# Where nearly any text is a name or a message, what was not read may still be one.
_PRIVATE = frozenset({"person_name", "shop_name", "domain_name", "text", "consent"})


def tell(turn: Turn, text: str) -> None:
    """Let the office see what was not read at the open step."""
    step = turn.path.stop
    if step.ask not in _PRIVATE and turn.conversation.thread.consents:
        shown = masked(text, turn.book.lexicon)
        turn.effects.append(Unread(f"{turn.flow.flow}.{step.id}", shown))
