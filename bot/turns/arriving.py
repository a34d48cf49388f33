"""The code somebody came with: in a link, or typed because their channel's links carry none."""

from __future__ import annotations

from typing import Any

from bot.conversation.conversation import Conversation
from bot.understanding.referral_codes import as_code, lone_code, read_code


def with_source(body: dict[str, Any], *, first: bool) -> dict[str, Any]:
    """The update with a typed code as its source, and the rest of the text as what was said.

    In the `first` message a code may stand anywhere; later, and in an account that others use too, only where it is
    the whole message: it is no answer to anything, and whoever sends it just arrives.
    """
    if body["said"] is None:
        return {**body, "source": body["source"] and (as_code(body["source"]) or body["source"])}
    if (code := lone_code(body["said"])) is not None:
        return {**body, "source": code, "said": None}
    code, rest = read_code(body["said"])
    if code is None or not first:
        return body
    return {**body, "source": code, "said": rest or None}


def unanswered(active: Conversation | None) -> bool:
    """True while nobody has answered anything: a greeting may come before the first message."""
    return active is None or (active.ended is None and active.taps == 0)
