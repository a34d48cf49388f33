"""An Official Account put together: a webhook, a sender, and tokens that stay fresh."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import ClientSession, web

from bot.channels.zalo_oa.api import App, ZaloApi
from bot.channels.zalo_oa.sender import ZaloOaSender
from bot.channels.zalo_oa.signature import Signing
from bot.channels.zalo_oa.tokens import Seed, Tokens
from bot.channels.zalo_oa.webhook import Webhook
from bot.settings import Settings
from bot.turns.house import House
from bot.turns.intake import Intake


def open_api(settings: Settings, session: ClientSession) -> ZaloApi:
    """Zalo as the settings say where it is."""
    app = App(settings.zalo_oa_app_id, settings.zalo_oa_app_secret)
    return ZaloApi(session, app, settings.zalo_oa_api, settings.zalo_oauth_api)


def seed_of(settings: Settings) -> Seed | None:
    """The pair of tokens in the settings, None without one."""
    if not settings.zalo_oa_access_token:
        return None
    return Seed(settings.zalo_oa_access_token, settings.zalo_oa_refresh_token)


class ZaloOaRoom:
    """One account: `sender` for the outbox, the route before the server starts, `keep_fresh` every minute."""

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

    def add_to(self, app: web.Application) -> None:
        """Put the webhook into the application."""
        self._webhook.add_to(app)

    async def keep_fresh(self) -> None:
        """Refresh the tokens where it is time."""
        await self.tokens.keep_fresh()
