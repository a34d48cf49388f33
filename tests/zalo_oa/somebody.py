"""People who use Zalo: what they do becomes an event, as Zalo would word it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.turns.channel import Other
from tests.zalo_oa.chats import Chat
from tests.zalo_oa.fake_oa import APP_ID, OA_ID, FakeOa

_URL = "https://cdn.example/x"
MEDIA: Mapping[Other, tuple[str, dict[str, Any]]] = {
    "photo": ("image", {"type": "image", "payload": {"thumbnail": _URL, "url": _URL}}),
    "voice": ("audio", {"type": "audio", "payload": {"url": _URL}}),
    "sticker": ("sticker", {"type": "sticker", "payload": {"id": "18104", "url": _URL}}),
}


@dataclass
class Somebody:
    """One person in a chat with the account; `tries` is how often Zalo brings what they do."""

    oa: FakeOa
    id: str = "246845883529197922"
    tries: int = 3

    def __post_init__(self) -> None:
        self.oa.chats.setdefault(self.id, Chat(self.id))

    @property
    def chat(self) -> Chat:
        """What stands there."""
        return self.oa.chats[self.id]

    async def say(self, text: str, at: float | None = None) -> dict[str, Any]:
        """Write a text, now or at another time; gives the event."""
        return await self._sends("text", {"text": text}, at)

    async def send(self, what: Other) -> dict[str, Any]:
        """Send something that is no text."""
        kind, attachment = MEDIA[what]
        return await self._sends(kind, {"attachments": [attachment]})

    async def press(self, title: str) -> dict[str, Any]:
        """Press the newest button of that title; AssertionError where there is none to be seen."""
        seen = [payload for m in self.chat.sent for label, payload in m.answers if label == title]
        assert seen, f"no button {title} to be seen"
        return await self.say(seen[-1])

    async def follow(self) -> dict[str, Any]:
        """Follow the account."""
        self.chat.followed = True
        self._did()
        return await self._happens("follow", follower={"id": self.id}, oa_id=OA_ID, source="oa_profile")

    async def unfollow(self) -> dict[str, Any]:
        """Follow no more."""
        self.chat.followed = False
        return await self._happens("unfollow", follower={"id": self.id}, oa_id=OA_ID, source="oa_profile")

    async def click_chat(self) -> dict[str, Any]:
        """Open the chat for the first time."""
        self._did()
        return await self._happens("user_click_chatnow", user_id=self.id, oa_id=OA_ID)

    async def withdraw(self) -> dict[str, Any]:
        """Take the consent back in Zalo's own settings."""
        return await self._happens("user_withdraw", user_id=self.id, oa_id=OA_ID)

    async def is_answered(self, text: str) -> dict[str, Any]:
        """Somebody of the office answers them in Zalo's own tool."""
        return await self._happens(
            "oa_send_text",
            sender={"id": OA_ID, "admin_id": "1111111111111111111"},
            recipient={"id": self.id},
            message={"text": text, "msg_id": self.oa.number()},
        )

    def event(self, name: str, at: float | None = None, **content: Any) -> dict[str, Any]:
        """An event that is not brought yet."""
        return {"app_id": APP_ID, **content, "event_name": name, "timestamp": self.oa.stamp(at)}

    def text(self, text: str, at: float | None = None) -> dict[str, Any]:
        """The event of a text."""
        message = {"text": text, "msg_id": self.oa.number()}
        return self.event(
            "user_send_text", at, sender={"id": self.id}, recipient={"id": OA_ID}, message=message
        )

    async def _sends(self, kind: str, message: dict[str, Any], at: float | None = None) -> dict[str, Any]:
        self._did(at)
        made = {**message, "msg_id": self.oa.number()}
        ends = {"sender": {"id": self.id}, "recipient": {"id": OA_ID}}
        return await self._happens(f"user_send_{kind}", at, **ends, message=made)

    async def _happens(self, name: str, at: float | None = None, **content: Any) -> dict[str, Any]:
        event = self.event(name, at, **content)
        await self.oa.deliver(event, self.tries)
        return event

    def _did(self, at: float | None = None) -> None:
        self.chat.last = max(self.chat.last or 0.0, self.oa.now() if at is None else at)
