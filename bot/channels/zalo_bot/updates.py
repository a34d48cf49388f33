"""What Zalo tells a bot, read into what the turns know; whatever else comes is named and left alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from bot.turns.channel import PRINTABLE, Incoming, Other

MOST_TEXT = 4096  # a person may write more than a bot; no answer of theirs is that long
_TEXT = "message.text.received"
_OTHERS: Mapping[str, Other] = MappingProxyType(
    {
        "message.image.received": "photo",
        "message.voice.received": "voice",
        "message.sticker.received": "sticker",
        # Sent on purpose in place of what some people's accounts do not show to bots.
        "message.unsupported.received": "withheld",
    }
)
# No feature of Zalo's, but people know it from elsewhere.
_START = re.compile(r"/start(?:\s+(\S+))?\s*", re.IGNORECASE)
_MOST_ID = 64
_LAST_MILLISECOND = 253_402_300_800_000

Unread = Literal["broken", "unknown", "bot", "elsewhere"]
# ASCII: what no database and no hash takes spoils its own update only.
_Id = Annotated[str, Field(min_length=1, max_length=_MOST_ID, pattern=PRINTABLE)]


@dataclass(frozen=True, slots=True)
class GroupCall:
    """Somebody called us in a group."""

    chat: str


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class _Sender(_Part):
    is_bot: bool = False


class _Chat(_Part):
    id: _Id
    chat_type: str


class _Message(_Part):
    chat: _Chat
    message_id: Annotated[str, Field(min_length=1, max_length=256, pattern=PRINTABLE)]
    sender: _Sender = Field(_Sender(), alias="from")
    text: str | None = None
    date: int | None = None

    @field_validator("date", mode="before")
    @classmethod
    def _milliseconds(cls, written: object) -> int | None:
        """When it was written; None for what is no time: the text counts all the same."""
        if isinstance(written, str) and written.isdecimal() and len(written) < len(str(_LAST_MILLISECOND)):
            written = int(written)
        right = type(written) is int and 0 < written < _LAST_MILLISECOND
        return written if right and isinstance(written, int) else None


class _Update(_Part):
    event_name: str
    message: _Message


def read_update(
    raw: bytes | Mapping[str, Any], account: str, now: datetime, mark: Callable[[str], str]
) -> Incoming | GroupCall | Unread:
    """The update for the turns, a call from a group, or why it is neither; never an exception.

    It may stand by itself or inside {"ok": true, "result": …}. "broken" is what is no JSON at all.
    `mark` makes a secret key of a text.
    """
    content: object = raw
    if isinstance(raw, bytes):
        try:
            content = json.loads(raw)
        except (ValueError, RecursionError):
            return "broken"
    if isinstance(content, Mapping) and "event_name" not in content and content.get("ok") is True:
        content = content.get("result")
    try:
        update = _Update.model_validate(content)
    except ValidationError:
        return "unknown"
    return _read(update, account, now, mark)


def _read(
    update: _Update, account: str, now: datetime, mark: Callable[[str], str]
) -> Incoming | GroupCall | Unread:
    message, other = update.message, _OTHERS.get(update.event_name)
    if other is None and (update.event_name != _TEXT or message.text is None):
        return "unknown"
    if message.sender.is_bot:
        return "bot"
    if message.chat.chat_type == "GROUP":
        return GroupCall(message.chat.id)
    if message.chat.chat_type != "PRIVATE":
        return "elsewhere"
    said = message.text[:MOST_TEXT] if other is None and message.text is not None else None
    start = _START.fullmatch(said) if said is not None else None
    return Incoming(
        channel="zalo_bot",
        account=account,
        address=message.chat.id,
        update_id=_key(message, mark),
        at=now,
        said=None if start else said,
        other=other,
        source=start[1] if start else None,
        written_at=datetime.fromtimestamp(message.date / 1000, UTC) if message.date else None,
    )


def _key(message: _Message, mark: Callable[[str], str]) -> str:
    """What an update that comes again is known by: ids of messages are only told apart within a chat."""
    # They outlive an erased person: nobody may read out of one who it was.
    return mark(f"{message.chat.id}:{message.message_id}")
