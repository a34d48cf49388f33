"""People who use Zalo: what they do becomes an update, as Zalo would word it – bare and wrapped in turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.zalo_bot.fake_api import Chat, FakeZaloBot

# A picture with words below it, a voice message, a sticker, and what Zalo keeps to itself.
CONTENT: Mapping[str, tuple[str, dict[str, Any]]] = {
    "photo": ("image", {"photo_url": "https://photo.example/1.jpg", "caption": "giấy tờ"}),
    "voice": ("voice", {"voice_url": "https://voice.example/1.aac"}),
    "sticker": ("sticker", {"sticker": {"id": "18104", "url": "https://sticker.example/1.png"}}),
    "withheld": ("unsupported", {}),
}


@dataclass
class Somebody:
    """One person in a private chat with the bot, or in a group that the bot is in."""

    zalo: FakeZaloBot
    id: str
    group: str = ""

    def __post_init__(self) -> None:
        kind = "GROUP" if self.group else "PRIVATE"
        self.zalo.chats.setdefault(self.chat_id, Chat(self.chat_id, kind))

    @property
    def chat_id(self) -> str:
        """Where they write."""
        return self.group or self.id

    @property
    def chat(self) -> Chat:
        """What stands there."""
        return self.zalo.chats[self.chat_id]

    async def say(self, text: str, at: float | None = None) -> dict[str, Any]:
        """Write a text, now or at another time; gives the update."""
        return await self.event("text", {"text": text}, at)

    async def send(self, what: str) -> dict[str, Any]:
        """Send something that is no text."""
        return await self.event(*CONTENT[what])

    async def event(self, kind: str, content: dict[str, Any], at: float | None = None) -> dict[str, Any]:
        """Anything that an update can hold."""
        number = next(self.zalo.numbers)
        message = {
            "from": {"id": self.id, "display_name": "An", "is_bot": False},
            "chat": {"id": self.chat_id, "chat_type": self.chat.kind},
            "message_id": f"m{number}",
            "date": int(1000 * (self.zalo.now() if at is None else at)),
            **content,
        }
        bare = {"event_name": f"message.{kind}.received", "message": message}
        update = bare if number % 2 else {"ok": True, "result": bare}
        # getUpdates wraps its answer by itself.
        await self.zalo.deliver(update if self.zalo.webhook else bare)
        return update
