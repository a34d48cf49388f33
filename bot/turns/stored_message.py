"""Messages as the outbox keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.messages.message import Button, LinkButton, Message


def write(message: Message) -> dict[str, Any]:
    """The message as plain JSON."""
    return asdict(message)


def read(stored: Mapping[str, Any]) -> Message:
    """The message that `write` wrote."""
    return Message(
        tuple(stored["paragraphs"]),
        stored["question"],
        tuple(Button(**b) for b in stored["buttons"]),
        tuple(LinkButton(**x) for x in stored["links"]),
        stored["keep"],
        stored.get("official") and LinkButton(**stored["official"]),
        stored.get("copy"),
        stored.get("numbered", ""),
    )
