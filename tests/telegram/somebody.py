"""People who use Telegram: what they do becomes an update, as Telegram would word it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.turns.channel import Other
from tests.telegram.chats import Chat, Sent
from tests.telegram.fake_api import BOT_ID, USERNAME, FakeTelegram

_BOT = {"id": BOT_ID, "is_bot": True, "first_name": "Bot", "username": USERNAME}
_FILE = {"file_id": "AgAC", "file_unique_id": "AQAD"}
# A photo with words below it, a voice message and a sticker, as they come.
CONTENT: Mapping[Other, dict[str, Any]] = {
    "photo": {"photo": [{**_FILE, "width": 90, "height": 60}], "caption": "giấy tờ"},
    "voice": {"voice": {**_FILE, "duration": 3}},
    "sticker": {
        "sticker": {
            **{**_FILE, "type": "regular", "width": 9, "height": 9},
            **{"is_animated": False, "is_video": False},
        }
    },
}


@dataclass
class Somebody:
    """One person in a private chat with the bot, or in a group that the bot is in."""

    telegram: FakeTelegram
    id: int
    group: int | None = None

    def __post_init__(self) -> None:
        self.telegram.chats.setdefault(self.chat_id, Chat(self.chat_id, self._kind))

    @property
    def chat_id(self) -> int:
        """Where they write."""
        return self.id if self.group is None else self.group

    @property
    def chat(self) -> Chat:
        """What stands there."""
        return self.telegram.chats[self.chat_id]

    @property
    def _kind(self) -> str:
        return "private" if self.group is None else "supergroup"

    async def say(self, text: str, at: float | None = None) -> dict[str, Any]:
        """Write a text, now or at another time; gives the update."""
        return await self.send({"text": text}, at)

    async def send(self, content: dict[str, Any], at: float | None = None) -> dict[str, Any]:
        """Send anything a message can hold."""
        return await self._update(message=self._message(content, at))

    async def edit(self, text: str) -> dict[str, Any]:
        """Change an older message."""
        edited = {**self._message({"text": text}, None), "edit_date": int(self.telegram.now())}
        return await self._update(edited_message=edited)

    async def press(self, label: str) -> dict[str, Any]:
        """Press a button that can be seen; AssertionError where there is none of that label."""
        seen = [(m, data) for m in self.chat.sent for text, data in m.answers if text == label]
        assert seen, f"no button {label} to be seen"
        return await self.press_data(*seen[-1])

    async def press_data(self, message: Sent, data: str) -> dict[str, Any]:
        """Press a button of a screen that may be older than the chat."""
        query = f"query{self.telegram.number()}"
        self.telegram.open_queries.add(query)
        shown = {**self._place, "message_id": message.id, "date": 0}
        press = {"id": query, "from": self._user, "chat_instance": "1", "data": data, "message": shown}
        return await self._update(callback_query=press)

    async def block(self) -> dict[str, Any]:
        """Block the bot."""
        self.chat.blocked = True
        return await self._member("member", "kicked")

    async def unblock(self) -> dict[str, Any]:
        """Take the block away."""
        self.chat.blocked = False
        return await self._member("kicked", "member")

    async def add_bot(self) -> dict[str, Any]:
        """Put the bot into the group."""
        return await self._member("left", "member")

    @property
    def _user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": "An", "language_code": "vi"}

    @property
    def _place(self) -> dict[str, Any]:
        return {"chat": {"id": self.chat_id, "type": self._kind}}

    def _message(self, content: dict[str, Any], at: float | None) -> dict[str, Any]:
        date = int(self.telegram.now() if at is None else at)
        head = {"message_id": self.telegram.number(), "date": date, "from": self._user}
        return {**head, **self._place, **content}

    async def _member(self, before: str, after: str) -> dict[str, Any]:
        change = {
            **self._place,
            "from": self._user,
            "date": int(self.telegram.now()),
            "old_chat_member": _state(before),
            "new_chat_member": _state(after),
        }
        return await self._update(my_chat_member=change)

    async def _update(self, **content: Any) -> dict[str, Any]:
        update = {"update_id": self.telegram.number(), **content}
        await self.telegram.deliver(update)
        return update


def _state(status: str) -> dict[str, Any]:
    return {"user": _BOT, "status": status, **({"until_date": 0} if status == "kicked" else {})}
