"""What an administrator brings: the code of a consent, or a pair of tokens that Zalo has answered to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from bot.channels.zalo_oa.advice import advice
from bot.channels.zalo_oa.api import RefusedError, ZaloApi
from bot.channels.zalo_oa.errors import remedy
from bot.channels.zalo_oa.pairs import made_of, of_unknown_age
from bot.settings import SetupError
from bot.turns.sending import TransientError, UnknownError
from storage.zalo_tokens import Pair


@dataclass(frozen=True, slots=True)
class Pasted:
    """A code, or a pair of tokens."""

    code: str = field(default="", repr=False)
    access: str = field(default="", repr=False)
    refresh: str = field(default="", repr=False)


def code_in(pasted: str, oa_id: str) -> str | None:
    """The code in a pasted callback address, None where it is no address; SetupError for another account's."""
    if "://" not in pasted and "code=" not in pasted:
        return None
    query = parse_qs(urlsplit(pasted).query or pasted.rpartition("?")[2])
    if query.get("oa_id", [oa_id]) != [oa_id]:
        raise SetupError("HIENDIEN_ZALO_OA_ID: the consent was given for another account")
    if "code" not in query:
        raise SetupError("the address holds no code: paste the whole address the browser ended at")
    return query["code"][0]


async def pair_of(api: ZaloApi, pasted: Pasted, oa_id: str, verifier: str, now: datetime) -> Pair:
    """The pair to keep; SetupError where Zalo gives none, or refuses the one that was brought."""
    try:
        if pasted.code:
            return made_of(await api.exchange(pasted.code, verifier), now)
        code, account = await api.account(pasted.access)
    except RefusedError as fault:
        raise SetupError(
            f"Zalo gave no tokens: {fault}; a code counts once and for ten minutes, with its own challenge"
        ) from fault
    except (TransientError, UnknownError) as fault:
        raise SetupError(
            f"HIENDIEN_ZALO_OA_API, HIENDIEN_ZALO_OAUTH_API: Zalo did not answer ({fault}); try again"
        ) from fault
    if code and remedy(code) == "refresh":
        raise SetupError(f"Zalo refuses this access token ({code}): take a new pair from the API Explorer")
    if code:
        raise SetupError(f"Zalo says error {code} to this access token: {advice(code)}")
    if account not in ("", oa_id):
        raise SetupError(f"HIENDIEN_ZALO_OA_ID: the token is of another account ({account})")
    return of_unknown_age(pasted.access, pasted.refresh, now)
