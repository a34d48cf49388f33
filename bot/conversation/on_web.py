"""A way to go on with the same talk on the web, on whatever device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.effects import Link, Option, Say
from bot.conversation.reopening import again, open_id

if TYPE_CHECKING:
    from bot.conversation.turn import Turn

ON_WEB = "on_web"
SENTENCES = ("link", "open", "here", "moved")


def offer(turn: Turn) -> None:
    """A link that opens this talk on the web, once and for a short while; the open question stays open here."""
    turn.record("aside", open_id(turn), about=ON_WEB)
    link = Option(ON_WEB, key="on_web.open", link=Link(kind="join"))
    turn.effects.append(Say("on_web.link", turn.params, links=(link,)))
    again(turn)
