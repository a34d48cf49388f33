"""What Telegram tells us, read into what the turns know; whatever else comes is named and left alone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.turns.channel import Incoming, Other

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
MOST_CHARS = 4096
# What somebody sends that is no text; everything else in a message without text is a note of Telegram's own.
CONTENT: Mapping[str, Other] = {
    **dict.fromkeys(("photo", "document", "video", "animation", "live_photo", "paid_media"), "photo"),
    **dict.fromkeys(("voice", "audio", "video_note"), "voice"),
    **dict.fromkeys(("sticker", "dice", "game", "story", "poll", "checklist"), "sticker"),
    **dict.fromkeys(("contact", "location", "venue", "rich_message"), "sticker"),
}
_START = re.compile(r"/start(?:@\w+)?(?:\s+(\S+))?\s*", re.IGNORECASE)
_COMMAND = re.compile(r"(/\w{1,32})(?:@(\w+))?(?=\s|$)")

_GROUPS = ("group", "supergroup")

Unread = Literal["broken", "unknown", "service", "bot", "elsewhere", "member"]
_Id = Annotated[int, Field(ge=-(2**63), lt=2**63)]
_Seconds = Annotated[int, Field(ge=0, lt=253_402_300_800)]


@dataclass(slots=True)
class Us:
    """Our bot: its id, and its name once Telegram has told it."""

    account: str
    username: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update for the turns, and the id of the press that waits for a sign, where it is one."""

    incoming: Incoming
    query: str | None = None


@dataclass(frozen=True, slots=True)
class GroupCall:
    """Somebody called us in a group, or put us into one."""

    chat: int


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class _Chat(_Part):
    id: _Id
    type: str


class _Sender(_Part):
    is_bot: bool = False


class _Place(_Part):
    chat: _Chat


class _Message(_Part):
    # What it holds is told by which fields there are; none of them is looked into.
    model_config = ConfigDict(extra="allow")

    chat: _Chat
    date: _Seconds
    sender: _Sender = Field(_Sender(), alias="from")
    text: str | None = None


class _Query(_Part):
    id: Annotated[str, Field(max_length=64)]
    data: Annotated[str, Field(max_length=64)]
    message: _Place


class _Member(_Part):
    status: str


class _Membership(_Part):
    chat: _Chat
    date: _Seconds
    new_chat_member: _Member
    old_chat_member: _Member


class _Update(_Part):
    update_id: _Id
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Query | None = None
    my_chat_member: _Membership | None = None


def read_update(raw: bytes | Mapping[str, Any], us: Us, now: datetime) -> Arrival | GroupCall | Unread:
    """The update for the turns, a call from a group, or why it is neither; never an exception.

    "broken" is what is no JSON at all.
    """
    update = _parsed(raw) if isinstance(raw, bytes) else _checked(raw)
    return _Reading(update, us, now).result() if isinstance(update, _Update) else update


def _parsed(raw: bytes) -> _Update | Unread:
    try:
        return _Update.model_validate_json(raw)
    except ValidationError:  # or it is JSON all the same: half a letter, a nest that is too deep for it
        try:
            return _checked(json.loads(raw))
        except (ValueError, RecursionError):
            return "broken"


def _checked(content: object) -> _Update | Unread:
    try:
        return _Update.model_validate(content)
    except ValidationError:
        return "unknown"


@dataclass(frozen=True, slots=True)
class _Reading:
    update: _Update
    us: Us
    now: datetime

    def result(self) -> Arrival | GroupCall | Unread:
        update = self.update
        if update.message is not None:
            return self._message(update.message)
        if update.edited_message is not None:
            return self._edited(update.edited_message)
        if (query := update.callback_query) is not None:
            if query.message.chat.type != "private":
                return "elsewhere"
            return self._arrival(query.message.chat, pressed=query.data, query=query.id)
        return self._member(update.my_chat_member) if update.my_chat_member is not None else "unknown"

    def _message(self, message: _Message) -> Arrival | GroupCall | Unread:
        if message.sender.is_bot:
            return "bot"
        if message.chat.type != "private":
            return self._called(message)
        if not message.text:
            kinds = (CONTENT[name] for name in message.model_extra or () if name in CONTENT)
            other = next(kinds, None)
            return self._arrival(message.chat, message.date, other=other) if other else "service"
        if start := _START.fullmatch(message.text):
            return self._arrival(message.chat, message.date, source=start[1])
        command = _COMMAND.match(message.text)
        said = command[1] + message.text[command.end() :] if command else message.text
        return self._arrival(message.chat, message.date, said=said[:MOST_CHARS])

    def _edited(self, message: _Message) -> Arrival | Unread:
        if message.sender.is_bot or message.chat.type != "private":
            return "elsewhere"
        return self._arrival(message.chat, message.date, other="edited")

    def _called(self, message: _Message) -> GroupCall | Unread:
        """A command, or our name: in a group nothing else is meant for us."""
        text, username = (message.text or "")[:MOST_CHARS].casefold(), self.us.username.casefold()
        command = _COMMAND.match(text)
        mention = username and re.search(rf"@{re.escape(username)}\b", text)
        called = command[2] in (None, username) if command else mention
        return GroupCall(message.chat.id) if called and message.chat.type in _GROUPS else "elsewhere"

    def _member(self, change: _Membership) -> Arrival | GroupCall | Unread:
        before, after = change.old_chat_member.status, change.new_chat_member.status
        if change.chat.type == "private" and after == "kicked":
            return self._arrival(change.chat, change.date, other="gone")
        added = before in ("left", "kicked") and after in ("member", "administrator")
        return GroupCall(change.chat.id) if added and change.chat.type in _GROUPS else "member"

    def _arrival(
        self, chat: _Chat, written: int | None = None, *, query: str | None = None, **content: Any
    ) -> Arrival:
        incoming = Incoming(
            channel="telegram",
            account=self.us.account,
            address=str(chat.id),
            update_id=str(self.update.update_id),
            at=self.now,
            written_at=datetime.fromtimestamp(written, UTC) if written else None,
            **content,
        )
        return Arrival(incoming, query)
