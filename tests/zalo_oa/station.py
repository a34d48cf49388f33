"""An account under test, and the fake Zalo at the other end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from bot.app import channels_of
from bot.channels.zalo_oa.room import ZaloOaRoom
from bot.channels.zalo_oa.webhook import PATH
from bot.settings import Settings
from bot.turns.house import House
from tests.house import PUBLIC_URL, SECRET
from tests.station import Bench, bench
from tests.zalo_oa.fake_oa import ACCESS, APP_ID, APP_SECRET, HEADER, KEY, OA_ID, REFRESH, FakeOa, serving


class Station(Bench[FakeOa, ZaloOaRoom]):
    """All that a test may look at."""

    @property
    def oa(self) -> FakeOa:
        """The other end."""
        return self.fake

    async def deliver(self) -> None:
        """Look up what is to be looked up, send what is due, and hear the echoes of it."""
        for outcome in self.intake.outcomes:
            await self.intake.looked_up(outcome)
        await self.delivery.flush()
        while self.oa.echoes:
            assert await self.oa.deliver(self.oa.echoes.pop(0)) == 200

    async def post(self, raw: bytes, headers: Mapping[str, str]) -> int:  # type: ignore[override]
        """Bring bytes to the webhook; the status."""
        given = {"Content-Type": "application/json", **headers}
        async with self.client.post(PATH, data=raw, headers=given) as answer:
            return answer.status

    async def health(self) -> dict[str, int]:
        """The troubles that /healthz tells of."""
        async with self.client.get("/healthz") as answer:
            assert answer.status == 200
            return dict((await answer.json()).get("troubles", {}))


def settings_for(base: str, **more: Any) -> Settings:
    """What an operator sets for the fake account."""
    return Settings(
        **{
            "_env_file": None,
            "secret_key": [SECRET],
            "public_url": PUBLIC_URL,
            "zalo_oa_id": OA_ID,
            "zalo_oa_app_id": APP_ID,
            "zalo_oa_app_secret": APP_SECRET,
            "zalo_oa_webhook_key": KEY,
            "zalo_oa_access_token": ACCESS,
            "zalo_oa_refresh_token": REFRESH,
            "zalo_oa_api": base,
            "zalo_oauth_api": base,
            **more,
        }
    )


@asynccontextmanager
async def station(house: House, oa: FakeOa | None = None, **settings: Any) -> AsyncIterator[Station]:
    """An account with its webhook; ends with no call against the documentation. `oa` where two share one."""
    oa = oa or FakeOa(lambda: house.now().timestamp())
    async with serving(oa) as base:
        given = settings_for(base, **settings)
        house = replace(house, channels={**house.channels, **channels_of(given)})
        async with bench(Station, house, "zalo_oa", oa, given, ZaloOaRoom, HEADER) as made:
            yield made
    assert not oa.wrong
