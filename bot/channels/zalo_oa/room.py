"""An Official Account put together: a webhook, a sender, and tokens that stay fresh."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from aiohttp import ClientSession, web

from bot.channels.zalo_oa.api import App, ZaloApi
from bot.channels.zalo_oa.pairs import seed_of
from bot.channels.zalo_oa.sender import ZaloOaSender
from bot.channels.zalo_oa.signature import Signing
from bot.channels.zalo_oa.tokens import Tokens
from bot.channels.zalo_oa.webhook import Webhook
from bot.settings import Settings
from bot.turns.house import House
from bot.turns.intake import Intake

log = structlog.get_logger()

LOOK_SECONDS = 60.0


def open_api(settings: Settings, session: ClientSession) -> ZaloApi:
    """Zalo as the settings say where it is."""
    app = App(settings.zalo_oa_app_id, settings.zalo_oa_app_secret)
    return ZaloApi(session, app, settings.zalo_oa_api, settings.zalo_oauth_api)


class ZaloOaRoom:
    """One account: `sender` for the outbox, the route before the server starts, `start` after it, then `close`."""

    def __init__(
        self,
        house: House,
        intake: Intake,
        settings: Settings,
        session: ClientSession,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        api, oa_id = open_api(settings, session), settings.zalo_oa_id
        self.tokens = Tokens(house, oa_id, api, seed_of(settings), pause)
        self.sender = ZaloOaSender(house, oa_id, api, self.tokens, settings.zalo_oa_buttons, pause)
        signing = Signing(
            settings.zalo_oa_app_id,
            oa_id,
            settings.zalo_oa_webhook_key,
            settings.zalo_oa_app_secret,
            settings.zalo_oa_signature_first,
        )
        self._webhook = Webhook(house, intake, signing)
        self._public = settings.public_url
        self._over = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def add_to(self, app: web.Application) -> None:
        """Put the webhook into the application."""
        self._webhook.add_to(app)

    def start(self) -> None:
        """Begin to keep the tokens fresh, once the server answers."""
        if not self._public.startswith("https://"):
            why = "Zalo brings events to a public https address only: nobody will be heard"
            log.warning("zalo_oa_not_reachable", setting="HIENDIEN_PUBLIC_URL", why=why)
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop; a refresh under way is finished, since a pair that came must not be lost."""
        self._over.set()
        if self._task is not None:
            await self._task
        await self.tokens.close()

    async def keep_fresh(self) -> None:
        """Refresh the tokens where it is time."""
        await self.tokens.keep_fresh()

    async def _run(self) -> None:
        while not self._over.is_set():
            try:
                await self.keep_fresh()
            except Exception as fault:  # the database, for a while: the next round tries again
                log.error("zalo_oa_tokens_failed", fault=type(fault).__name__, exc_info=True)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), LOOK_SECONDS)
