"""A sender with the fake Telegram behind it, and nothing else."""

from __future__ import annotations

from aiohttp import ClientSession
from telegram import Bot
from telegram.error import TelegramError

from bot.channels.background import Background
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.sender import TelegramSender
from bot.messages.message import Button, LinkButton, Message
from tests.house import Clock
from tests.telegram.chats import Chat, Sent
from tests.telegram.fake_api import TOKEN, FakeTelegram

CHAT = 5001
ASK = Message(("Chào bạn.",), "Bắt đầu nhé?", (Button("Có", "c:1:s:0"), Button("Không", "c:1:s:1")))
OFFICIAL = LinkButton("Sang trang chính thức luôn", "https://dbi.gov.vn/")


class Post:
    """A sender with the fake Telegram behind it."""

    def __init__(self, telegram: FakeTelegram, base: str, session: ClientSession, clock: Clock) -> None:
        self.telegram, self.clock = telegram, clock
        request = AiohttpRequest(session, read=0.2)
        bot = Bot(TOKEN, base_url=f"{base}/bot", request=request, get_updates_request=request)
        self.background = Background(TelegramError)
        self.sender = TelegramSender(bot, "999", "Sao chép tên", self.background)
        telegram.chats[CHAT] = Chat(CHAT)

    async def send(self, message: Message = ASK, standing: str | None = None) -> str | None:
        """Send to the one chat; the keyboard before it is gone when this returns."""
        number = await self.sender.send(str(CHAT), message, standing)
        await self.background.idle()
        return number

    @property
    def sent(self) -> list[Sent]:
        """What stands in the chat."""
        return self.telegram.chats[CHAT].sent

    def rows(self) -> list[list[str]]:
        """The labels of the newest keyboard."""
        return [[button["text"] for button in row] for row in self.sent[-1].rows]
