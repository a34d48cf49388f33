"""Whether Zalo lets us speak for the Official Account: its own record is asked for, nothing is sent to anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.zalo_oa.advice import advice
from bot.channels.zalo_oa.api import ACCOUNT
from bot.channels.zalo_oa.errors import remedy
from bot.channels.zalo_oa.health import LOGIN
from bot.doctor.asking import UnreachableError, ask
from bot.doctor.findings import Case, Finding, Level
from bot.doctor.zalo_tokens import NoTokensError, kept

ID, API = "HIENDIEN_ZALO_OA_ID", "HIENDIEN_ZALO_OA_API"


async def check(case: Case) -> Sequence[Finding]:
    """One harmless call with the token that is kept."""
    settings = case.settings
    if not settings.zalo_oa_id:
        return [Finding("ok", "no Official Account is set up")]
    try:
        stored = await kept(case)
        token = stored.pair.access if stored else settings.zalo_oa_access_token
        if not token:
            return [Finding("warn", "not asked: there is no token", LOGIN)]
        headers = {"access_token": token}
        answer = await ask(case.session, "GET", f"{settings.zalo_oa_api}{ACCOUNT}", headers=headers)
    except NoTokensError as fault:
        return [Finding("warn", str(fault))]
    except UnreachableError as fault:
        return [Finding("bad", f"Zalo cannot be reached: {fault}", API)]
    return [_told(settings.zalo_oa_id, answer.fields)]


def _told(oa_id: str, fields: Mapping[str, Any]) -> Finding:
    code, data = fields.get("error"), fields.get("data")
    if code == 0 and isinstance(data, dict):
        theirs = str(data.get("oa_id", oa_id))
        if theirs != oa_id:
            return Finding("bad", f"the token is of another account ({theirs})", ID)
        return Finding("ok", "Zalo answers for the account")
    if not isinstance(code, int):
        return Finding("bad", "Zalo gives an answer that nobody can read: ask again later")
    if remedy(code) == "refresh":
        return Finding("bad", f"Zalo refuses the access token ({code}): {advice(code)}")
    level: Level = "warn" if remedy(code) == "slower" else "bad"
    return Finding(level, f"Zalo says error {code}: {advice(code)}")
