"""The chats of the fake Official Account: what stands in them, and what Zalo would not take."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.zalo_oa.fixtures import ERRORS, LIMITS

MESSAGES = {e["code"]: e["message"] for e in ERRORS}
HOUR = 3600.0


class RefusedError(Exception):
    """A call that Zalo refuses with one of its numbers."""

    def __init__(self, code: int) -> None:
        super().__init__(MESSAGES[code])
        self.code = code

    @property
    def body(self) -> dict[str, Any]:
        """The answer's JSON."""
        return {"error": self.code, "message": str(self)}


@dataclass
class Sent:
    """One message of the account, as it stands in the chat."""

    id: str
    at: float
    text: str
    buttons: list[dict[str, Any]]
    paid: bool

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Title and payload of the buttons that answer."""
        return [(b["title"], b["payload"]) for b in self.buttons if b["type"].startswith("oa.query.")]

    @property
    def links(self) -> dict[str, str]:
        """The addresses of the other buttons by title."""
        return {b["title"]: b["payload"]["url"] for b in self.buttons if b["type"] == "oa.open.url"}


@dataclass
class Chat:
    """One person's chat with the account; `last` is when they last did something in it, in seconds."""

    user: str
    last: float | None = None
    followed: bool = False
    sent: list[Sent] = field(default_factory=list)

    def paid(self, now: float) -> bool:
        """Whether a message costs now; refused where the window is closed."""
        if self.last is None or now - self.last > LIMITS["cs_window_hours"]["eligible"] * HOUR:
            raise RefusedError(-230)
        return now - self.last > LIMITS["cs_window_hours"]["free"] * HOUR


def read_message(body: Mapping[str, Any]) -> tuple[str, str, list[dict[str, Any]]]:
    """Person, text and buttons of a body as the documentation has it; refused with its error where it is not."""
    recipient, message = body.get("recipient"), body.get("message")
    if set(body) != {"recipient", "message"} or set(recipient or ()) != {"user_id"} or not message:
        raise RefusedError(-201)
    if set(message) - {"text", "attachment"} or not isinstance(recipient["user_id"], str):
        raise RefusedError(-201)
    return recipient["user_id"], _text(message.get("text")), _buttons(message.get("attachment"))


def _text(text: object) -> str:
    if not isinstance(text, str) or not text.strip():
        raise RefusedError(-201)
    if len(text) > LIMITS["text_max_chars"]:
        raise RefusedError(-210)
    assert unicodedata.is_normalized("NFC", text), "letters and marks are counted apart"
    return text


def _buttons(attachment: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    if attachment is None:
        return []
    if set(attachment) != {"type", "payload"} or attachment["type"] != "template":
        raise RefusedError(-201)
    if set(attachment["payload"]) != {"buttons"}:
        raise RefusedError(-233)
    buttons = list(attachment["payload"]["buttons"])
    if not 1 <= len(buttons) <= LIMITS["buttons_max"] or not all(map(_is_button, buttons)):
        raise RefusedError(-201)
    return buttons


def _is_button(button: Mapping[str, Any]) -> bool:
    title, payload = button.get("title"), button.get("payload")
    if set(button) != {"title", "type", "payload"} or not isinstance(title, str) or not title.strip():
        return False
    if len(title) > LIMITS["button_title_max_chars"]:
        return False
    if button["type"] in ("oa.query.show", "oa.query.hide"):
        return isinstance(payload, str) and 1 <= len(payload) <= LIMITS["button_payload_max_chars"]
    opens = button["type"] == "oa.open.url" and isinstance(payload, dict) and set(payload) == {"url"}
    return opens and str(payload["url"]).startswith("https://")
