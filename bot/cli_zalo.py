"""`hiendien zalo`: the tokens of the Official Account, brought once by an administrator and then kept fresh."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, TypeVar
from urllib.parse import parse_qs, urlsplit

import typer

from bot.settings import Settings, SetupError, read_settings

if TYPE_CHECKING:
    from bot.channels.zalo_oa.api import ZaloApi
    from bot.turns.house import House

app = typer.Typer(no_args_is_help=True, help="The Official Account on Zalo.")
_T = TypeVar("_T")


@app.command()
def login(
    verifier: Annotated[
        str, typer.Option(help="The PKCE verifier whose challenge the console already holds.")
    ] = "",
) -> None:
    """Keep a first pair of tokens: from an administrator's consent, or a pair from Zalo's API Explorer."""
    from bot.channels.zalo_oa.pkce import challenge_of, new_verifier

    settings = _settings()
    verifier = verifier or new_verifier()
    print("1. In the app's console save this code challenge and your callback address:")
    print(f"   {challenge_of(verifier)}")
    print("2. Open the consent link the console shows, as an administrator of the account, and agree.")
    print("3. Paste the address the browser ends at (within ten minutes), or an access token instead.")
    pasted = typer.prompt("Address or access token", hide_input=True).strip()
    code = _code(pasted, settings.zalo_oa_id)
    refresh = "" if code else typer.prompt("Its refresh token", hide_input=True).strip()
    number = _with_api(
        settings, lambda house, api: _kept(house, api, settings, code or pasted, refresh, verifier)
    )
    print(
        f"Kept as pair {number}. The server refreshes it from now on; `hiendien zalo status` shows how it goes."
    )


@app.command()
def status() -> None:
    """Say how old the tokens are, when the next refresh is due, and what became of the last; never the tokens."""
    settings = _settings()
    for line in _with_api(settings, lambda house, _: _told(house, settings.zalo_oa_id)):
        print(line)


def _settings() -> Settings:
    settings = read_settings()
    if not settings.zalo_oa_id:
        raise SetupError("HIENDIEN_ZALO_OA_ID: not set, so there is no Official Account to look at")
    return settings


def _with_api(settings: Settings, work: Callable[[House, ZaloApi], Awaitable[_T]]) -> _T:
    import aiohttp

    from bot.app import open_house
    from bot.channels.zalo_oa.room import open_api

    async def run() -> _T:
        async with open_house(settings) as house, aiohttp.ClientSession() as session:
            return await work(house, open_api(settings, session))

    return asyncio.run(run())


def _code(pasted: str, oa_id: str) -> str:
    """The code in a pasted callback address, empty for a token; SetupError for another account's."""
    if "://" not in pasted:
        return ""
    query = parse_qs(urlsplit(pasted).query)
    if query.get("oa_id", [oa_id]) != [oa_id]:
        raise SetupError("HIENDIEN_ZALO_OA_ID: the consent was given for another account")
    if "code" not in query:
        raise SetupError("the address holds no code: paste the whole address the browser ended at")
    return query["code"][0]


async def _kept(
    house: House, api: ZaloApi, settings: Settings, given: str, refresh: str, verifier: str
) -> int:
    """Exchange a code, or take a pair as it is; the number the pair is kept under."""
    from bot.channels.zalo_oa.api import Granted, RefusedError
    from bot.channels.zalo_oa.pairs import made_of, of_unknown_age
    from bot.turns.sending import TransientError, UnknownError
    from storage import zalo_tokens

    now = house.now()
    if refresh:
        pair = of_unknown_age(given, refresh, now)
    else:
        try:
            granted: Granted = await api.exchange(given, verifier)
        except (RefusedError, TransientError, UnknownError) as fault:
            raise SetupError(f"Zalo gave no tokens: {fault}") from fault
        pair = made_of(granted, now)
    async with house.engine.begin() as db:
        await zalo_tokens.put(db, house.keys, settings.zalo_oa_id, pair)
        stored = await zalo_tokens.load(db, house.keys, settings.zalo_oa_id)
    return stored.number if stored else 0


async def _told(house: House, oa_id: str) -> list[str]:
    from storage import zalo_tokens
    from storage.database import reading

    try:
        async with reading(house.engine).begin() as db:
            stored = await zalo_tokens.load(db, house.keys, oa_id)
    except ValueError as fault:
        raise SetupError(f"the tokens are {fault}: bring it back, or run `hiendien zalo login`") from fault
    if stored is None:
        return ["no tokens: run `hiendien zalo login`"]
    pair, now = stored.pair, house.now()
    state = "valid" if now < pair.expires_at else "over"
    return [
        f"account\t{oa_id}",
        f"pair\t{stored.number}, since {_at(pair.obtained_at)}",
        f"access token\t{state}, until {_at(pair.expires_at)}",
        f"next refresh\t{_at(max(pair.refresh_at, stored.not_before or pair.refresh_at))}",
        f"failures\t{stored.failures}" + (f", the last: {stored.failure}" if stored.failure else ""),
    ]


def _at(moment: datetime) -> str:
    from bot.turns.house import VIETNAM

    return f"{moment.astimezone(VIETNAM):%Y-%m-%d %H:%M}"
