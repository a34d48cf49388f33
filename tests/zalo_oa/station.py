"""An account under test: the real application, its intake and room, and the fake Zalo at the other end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import func, select

from bot.app import channels_of, make_app
from bot.channels.zalo_oa.room import ZaloOaRoom
from bot.channels.zalo_oa.webhook import PATH
from bot.settings import Settings
from bot.turns.delivery import Delivery
from bot.turns.house import House
from storage.tables import metadata
from tests.house import PUBLIC_URL, SECRET
from tests.telegram.station import Heard
from tests.zalo_oa.fake_oa import ACCESS, APP_ID, APP_SECRET, KEY, OA_ID, REFRESH, FakeOa, serving

__all__ = ["Station", "settings_for", "station"]


@dataclass
class Station:
    """All that a test may look at."""

    house: House
    oa: FakeOa
    intake: Heard
    room: ZaloOaRoom
    client: TestClient[Any, Any]
    delivery: Delivery
    pauses: list[float]

    async def deliver(self) -> None:
        """Look up what is to be looked up, send what is due, and hear the echoes of it."""
        for outcome in self.intake.outcomes:
            await self.intake.looked_up(outcome)
        await self.delivery.flush()
        while self.oa.echoes:
            assert await self.oa.deliver(self.oa.echoes.pop(0)) == 200

    async def post(self, raw: bytes, headers: Mapping[str, str]) -> int:
        """Bring bytes to the webhook; the status."""
        given = {"Content-Type": "application/json", **headers}
        async with self.client.post(PATH, data=raw, headers=given) as answer:
            return answer.status

    async def health(self) -> dict[str, int]:
        """The troubles that /healthz tells of."""
        async with self.client.get("/healthz") as answer:
            assert answer.status == 200
            return dict((await answer.json()).get("troubles", {}))

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        async with self.house.engine.begin() as db:
            found = select(func.count()).select_from(metadata.tables[table])
            return int((await db.execute(found)).scalar_one())


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
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    async with serving(oa) as base, ClientSession() as session:
        given = settings_for(base, **settings)
        house = replace(house, channels={**house.channels, **channels_of(given)})
        intake = Heard(house)
        room = ZaloOaRoom(house, intake, given, session, pause)
        app = make_app(house, intake, given)
        room.add_to(app)
        async with TestClient(TestServer(app)) as client:
            # A clock on which a minute has passed whenever it is looked at: nobody waits for the pace.
            clock = count(step=60).__next__
            delivery = Delivery(house, house.channels["zalo_oa"], room.sender, clock)
            made = Station(house, oa, intake, room, client, delivery, pauses)
            oa.post = made.post
            yield made
            await intake.close()
    assert not oa.wrong
