"""The chats of the fake Telegram: what stands in them, and what Telegram would not take."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit


class RefusedError(Exception):
    """A call that Telegram refuses, as it words it."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters

    @property
    def body(self) -> dict[str, Any]:
        """The answer's JSON."""
        more = {"parameters": self.parameters} if self.parameters else {}
        return {"ok": False, "error_code": self.status, "description": self.description, **more}


@dataclass
class Sent:
    """One message of the bot, as it stands in the chat now."""

    id: int
    at: float
    text: str
    rows: list[list[dict[str, Any]]]
    silent_links: bool

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """Every button, row by row."""
        return [button for row in self.rows for button in row]

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Label and data of the buttons that answer."""
        return [(b["text"], b["callback_data"]) for b in self.buttons if "callback_data" in b]

    @property
    def links(self) -> dict[str, str]:
        """The addresses of the other buttons by label."""
        return {b["text"]: b["url"] for b in self.buttons if "url" in b}


@dataclass
class Chat:
    """One chat with the bot."""

    id: int
    kind: str = "private"
    blocked: bool = False
    sent: list[Sent] = field(default_factory=list)

    def find(self, number: int) -> Sent:
        """A message by its id; refused where there is none."""
        found = next((m for m in self.sent if m.id == number), None)
        if found is None:
            raise RefusedError(400, "Bad Request: message to edit not found")
        return found


def check_text(text: str) -> str:
    """The text, refused where it is empty or too long (counted in UTF-16 units)."""
    if not text.strip():
        raise RefusedError(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > 4096:
        raise RefusedError(400, "Bad Request: message is too long")
    return text


def check_keyboard(markup: Mapping[str, Any] | None) -> list[list[dict[str, Any]]]:
    """The rows of buttons, refused where one is not as Telegram wants it."""
    rows: Sequence[Any] = (markup or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise RefusedError(400, "Bad Request: REPLY_MARKUP_TOO_LONG")
    for button in buttons:
        _check_button(button)
    return json.loads(json.dumps(rows))


def _check_button(button: Mapping[str, Any]) -> None:
    if not button["text"].strip():
        raise RefusedError(400, "Bad Request: inline keyboard button text is empty")
    if len(set(button) - {"text"}) != 1:
        raise RefusedError(400, "Bad Request: BUTTON_TYPE_INVALID")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise RefusedError(400, "Bad Request: BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise RefusedError(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")
    if "url" in button and not _good_host(button["url"]):
        raise RefusedError(
            400,
            f"Bad Request: inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL",
        )


def _good_host(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or "." not in (parts.hostname or ""):
        return False
    try:
        ip_address(parts.hostname or "")
    except ValueError:
        return True
    return False
