"""Zalo Bot put together: a sender, a webhook or a polling loop, and what is set up at Zalo's."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog
from aiohttp import ClientSession, web

from bot.channels.background import Background
from bot.channels.signed_webhook import Door, SignedWebhook
from bot.channels.zalo_bot.api import ApiError, BotApi, RefusedError
from bot.channels.zalo_bot.failures import API_SETTING, DOUBTFUL, TOKEN_SETTING
from bot.channels.zalo_bot.polling import Polling
from bot.channels.zalo_bot.receiver import Receiver
from bot.channels.zalo_bot.sender import ZaloBotSender
from bot.settings import Settings
from bot.turns.house import House
from bot.turns.intake import Intake

log = structlog.get_logger()

DOOR = Door(
    channel="zalo_bot",
    path="/channels/zalo-bot",
    header="X-Bot-Api-Secret-Token",
    most_bytes=1024 * 1024,
    setting="HIENDIEN_ZALO_BOT_SECRET",
)
_LONGEST_PAUSE, _REFUSED_PAUSE = 60.0, 300.0
_LAST_COMMIT_SECONDS = 5.0
WATCH_SECONDS = 180.0
_TAKEN = "another server uses the same bot; give trials a bot of their own"


class ZaloBotRoom:
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
        token = settings.zalo_bot_token
        account = token.partition(":")[0]
        self._api = BotApi(session, settings.zalo_bot_api, token)
        self.background = Background(ApiError)
        self.sender = ZaloBotSender(house, self._api, account)
        self._receiver = Receiver(house, intake, self._api, account, self.background)
        self._secret = settings.zalo_bot_secret or house.keys.token(f"zalo_bot|{token}")
        self._polling = Polling(self._api, self._receiver, pause)
        self._task: asyncio.Task[None] | None = None

    @property
    def hooked(self) -> bool:
        """True where Zalo brings updates to us; without a public https address we fetch them."""
        return self._settings.public_url.startswith("https://")

    def add_to(self, app: web.Application) -> None:
        """Put the webhook into the application, where there is one."""
        if self.hooked:
            SignedWebhook(DOOR, self._house, self._receiver, self._secret).add_to(app)

    def start(self) -> None:
        """Begin, once the server answers: set up at Zalo's, or fetch where nobody brings."""
        self._task = asyncio.create_task(self._stay_set_up() if self.hooked else self._polling.run())

    async def close(self) -> None:
        """Stop fetching, commit what is in hand and let small calls end; the turns under way are the intake's."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._polling.finish(_LAST_COMMIT_SECONDS)
        await self.background.close()

    @property
    def _url(self) -> str:
        return f"{self._settings.url}{DOOR.path}"

    async def _stay_set_up(self) -> None:
        """Set up, and again where another server with the same token has taken the webhook away."""
        await self._set_up()
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            try:
                info = await self._api.call("getWebhookInfo")
            except ApiError as fault:
                log.warning("zalo_bot_webhook_unseen", fault=type(fault).__name__)
                continue
            there = info.get("url") if isinstance(info, Mapping) else None
            if there != self._url:
                self._house.troubles["zalo_bot_webhook_taken"] += 1
                log.warning("zalo_bot_webhook_taken", setting=TOKEN_SETTING, why=_TAKEN)
                await self._set_up()

    async def _set_up(self) -> None:
        pause = 1.0
        while True:
            try:
                await self._api.call("setWebhook", url=self._url, secret_token=self._secret)
            except RefusedError as fault:
                if fault.code in DOUBTFUL:
                    pause = _REFUSED_PAUSE
                    log.error("zalo_bot_refused", setting=TOKEN_SETTING, see=API_SETTING, code=fault.code)
                else:
                    log.warning("zalo_bot_no_webhook", code=fault.code, again_in=pause)
            except ApiError as fault:
                log.warning("zalo_bot_no_webhook", fault=type(fault).__name__, again_in=pause)
            else:
                log.info("zalo_bot_webhook_set")
                return
            await self._pause(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
