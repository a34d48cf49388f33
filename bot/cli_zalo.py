"""`hiendien zalo`: the tokens of the Official Account, brought once by an administrator and then kept fresh."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.settings import Settings, SetupError, read_settings

if TYPE_CHECKING:
    from bot.channels.zalo_oa.api import ZaloApi
    from bot.channels.zalo_oa.consent import Pasted
    from bot.turns.house import House
    from storage.zalo_tokens import Pair, Stored

app = typer.Typer(no_args_is_help=True, help="The Official Account on Zalo.")
_T = TypeVar("_T")
_VERIFIER_CHARS = 43


@app.command()
def login(
    verifier: Annotated[
        str, typer.Option(help="The PKCE verifier (43 characters) whose challenge the console already holds.")
    ] = "",
) -> None:
    """Keep a first pair of tokens: from an administrator's consent, or a pair from Zalo's API Explorer."""
    from bot.channels.zalo_oa.pkce import new_verifier

    settings = _settings()
    if verifier and len(verifier) != _VERIFIER_CHARS:
        raise SetupError(
            f"--verifier: it has {_VERIFIER_CHARS} characters, not {len(verifier)}; without it one is made"
        )
    verifier = verifier or new_verifier()
    _explain(settings, verifier)
    pasted = _pasted(settings)
    number = _with_api(settings, lambda house, api: _kept(house, api, settings, pasted, verifier))
    print(
        f"Kept as pair {number}. The server refreshes it from now on; `hiendien zalo status` shows how it goes."
    )


@app.command()
def status() -> None:
    """Say how old the tokens are, when the next refresh is due, and what became of the last; never the tokens.

    Exit code 1 where something must be done.
    """
    settings = _settings()
    lines, well = _with_api(settings, lambda house, _: _told(house, settings), made=True)
    for line in lines:
        print(line)
    if not well:
        sys.exit(1)


def _settings() -> Settings:
    settings = read_settings()
    if not settings.zalo_oa_id:
        raise SetupError("HIENDIEN_ZALO_OA_ID: not set, so there is no Official Account to look at")
    return settings


def _with_api(
    settings: Settings, work: Callable[[House, ZaloApi], Awaitable[_T]], *, made: bool = False
) -> _T:
    import aiohttp

    from bot.app import open_house
    from bot.channels.zalo_oa.room import open_api

    async def run() -> _T:
        async with open_house(settings, made=made) as house, aiohttp.ClientSession() as session:
            return await work(house, open_api(settings, session))

    return asyncio.run(run())


def _explain(settings: Settings, verifier: str) -> None:
    from bot.channels.zalo_oa.pkce import challenge_of
    from bot.channels.zalo_oa.webhook import PATH

    print("1. In the app's console save this callback address and this code challenge:")
    print(f"   {settings.url}{PATH}")
    print(f"   {challenge_of(verifier)}")
    print("2. Open the consent link the console shows, as an administrator of the account, and agree.")
    print("3. Paste the address the browser ends at (within ten minutes), or an access token instead.")


def _pasted(settings: Settings) -> Pasted:
    """The code or the pair of tokens that somebody pastes."""
    from bot.channels.zalo_oa.consent import Pasted, code_in

    text = typer.prompt("Address or access token", hide_input=True).strip()
    code = code_in(text, settings.zalo_oa_id)
    if code is None and typer.prompt("Is that a code or an access token? [code/token]").strip() == "code":
        code = text
    if code is not None:
        return Pasted(code=code)
    return Pasted(access=text, refresh=typer.prompt("Its refresh token", hide_input=True).strip())


async def _kept(house: House, api: ZaloApi, settings: Settings, pasted: Pasted, verifier: str) -> int:
    """The number the pair is kept under."""
    from bot.channels.zalo_oa.consent import pair_of
    from storage import zalo_tokens

    pair: Pair = await pair_of(api, pasted, settings.zalo_oa_id, verifier, house.now())
    async with house.engine.begin() as db:
        await zalo_tokens.put(db, house.keys, settings.zalo_oa_id, pair)
        stored = await zalo_tokens.load(db, house.keys, settings.zalo_oa_id)
    return stored.number if stored else 0


async def _told(house: House, settings: Settings) -> tuple[Sequence[str], bool]:
    """Lines for the operator, and whether all is well."""
    from bot.channels.zalo_oa.health import states
    from bot.channels.zalo_oa.pairs import seed_of
    from storage import zalo_tokens
    from storage.database import reading

    try:
        async with reading(house.engine).begin() as db:
            stored = await zalo_tokens.load(db, house.keys, settings.zalo_oa_id)
    except ValueError as fault:
        raise SetupError(f"the tokens are {fault}: bring it back, or run `hiendien zalo login`") from fault
    found = states(stored, seed_of(settings), house.now())
    lines = [f"{x.level}\t{x.what}" + (f" -> {x.do}" if x.do else "") for x in found]
    facts = _facts(stored, settings.zalo_oa_id, house) if stored else []
    return [*facts, *lines], all(x.level == "ok" for x in found)


def _facts(stored: Stored, oa_id: str, house: House) -> Sequence[str]:
    from bot.channels.zalo_oa.health import at, next_try

    pair, now = stored.pair, house.now()
    state = "valid" if now < pair.expires_at else "over"
    return [
        f"account\t{oa_id}",
        f"pair\t{stored.number}, since {at(pair.obtained_at)}",
        f"access token\t{state}, until {at(pair.expires_at)}",
        f"next refresh\t{next_try(stored, now)}",
        f"failures\t{stored.failures}" + (f", the last: {stored.failure}" if stored.failure else ""),
    ]
