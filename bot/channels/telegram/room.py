"""Telegram put together: a sender, a webhook or a polling loop, and what is set up at Telegram's."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import ClientSession, web
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.channels.background import Background
from bot.channels.signed_webhook import Door, SignedWebhook
from bot.channels.telegram.commands import introduce
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.receiver import Receiver
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.sender import TelegramSender
from bot.channels.telegram.updates import WANTED, Us
from bot.settings import Settings
from bot.turns.house import House
from bot.turns.intake import Intake

log = structlog.get_logger()

DOOR = Door(
    channel="telegram",
    path="/channels/telegram",
    header="X-Telegram-Bot-Api-Secret-Token",
    most_bytes=256 * 1024,
    setting="HIENDIEN_TELEGRAM_SECRET",
)
_LONGEST_PAUSE = 60.0


class TelegramRoom:
    """One bot: `sender` for the outbox, routes before the server starts, `start` after it, then `close`."""

    def __init__(
        self,
        house: House,
        intake: Intake,
        settings: Settings,
        session: ClientSession,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._house, self._settings, self._pause = house, settings, pause
        token = settings.telegram_token
        request = AiohttpRequest(session)
        base = f"{settings.telegram_api.rstrip('/')}/bot"
        self._bot = Bot(token, base_url=base, request=request, get_updates_request=request)
        self._us = Us(token.partition(":")[0])
        self.background = Background(TelegramError)
        copy_label = house.book.messages.label("telegram.copy")
        self.sender = TelegramSender(self._bot, self._us.account, copy_label, self.background)
        self._receiver = Receiver(house, intake, self._bot, self._us, self.background)
        self._secret = settings.telegram_secret or house.keys.token(f"telegram|{token}")
        self._polling = Polling(self._bot, request, self._receiver, pause)
        self._task: asyncio.Task[None] | None = None

    @property
    def hooked(self) -> bool:
        """True where Telegram brings updates to us; without a public https address we fetch them."""
        return self._settings.public_url.startswith("https://")

    @property
    def username(self) -> str:
        """The bot's name, empty until Telegram has told it."""
        return self._us.username

    def add_to(self, app: web.Application) -> None:
        """Put the webhook into the application, where there is one."""
        if self.hooked:
            SignedWebhook(DOOR, self._house, self._receiver, self._secret).add_to(app)

    def start(self) -> None:
        """Begin, once the server answers: set up at Telegram's, and fetch where nobody brings."""
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop fetching and let small calls end; the turns under way are the intake's."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.background.close()

    async def _run(self) -> None:
        if not await self._lasting("telegram_unknown", self._learn_name):
            return
        self.background.start("telegram_not_introduced", introduce(self._bot, self._house.book))
        if not self.hooked:
            await self._polling.run()
        elif await self._lasting("telegram_no_webhook", self._set_webhook):
            log.info("telegram_webhook_set")

    async def _lasting(self, trouble: str, call: Callable[[], Awaitable[object]]) -> bool:
        """Try until it is done; False where the token is refused."""
        pause = 1.0
        while True:
            try:
                await call()
            except InvalidToken:
                log.error("telegram_stopped", setting="HIENDIEN_TELEGRAM_TOKEN", why="Telegram refuses it")
                return False
            except (TelegramError, TypeError, ValueError, LookupError) as fault:
                log.warning(trouble, fault=type(fault).__name__, again_in=pause)
                await self._pause(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                return True

    async def _learn_name(self) -> None:
        self._us.username = (await self._bot.get_me()).username or ""

    async def _set_webhook(self) -> None:
        await self._bot.set_webhook(
            f"{self._settings.url}{DOOR.path}",
            secret_token=self._secret,
            allowed_updates=WANTED,
            drop_pending_updates=False,
        )
