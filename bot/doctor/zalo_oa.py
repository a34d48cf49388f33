"""Whether Zalo lets us speak for the Official Account: its own record is asked for, nothing is sent to anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.doctor.asking import UnreachableError, ask
from bot.doctor.findings import Case, Finding
from bot.doctor.zalo_tokens import LOGIN, NoTokensError, kept

ID, API = "HIENDIEN_ZALO_OA_ID", "HIENDIEN_ZALO_OA_API"
ACCOUNT = "/v2.0/oa/getoa"
# What an administrator must do in Zalo's consoles, by the error that says so.
_SET_UP: Mapping[int, str] = {
    -209: "the app is not activated: switch it to active in the developers' console",
    -212: "the app has no Official Account API: register it in the developers' console",
    -221: "the account is not verified: send its papers in the account's console",
    -223: "the account has not granted the app its rights: link them anew",
    -224: "the account's package has no API: buy one that has",
}


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
    if code in (-216, -220):
        return Finding("bad", f"Zalo refuses the access token ({code})", LOGIN)
    if code == -32:
        return Finding("warn", "too many calls a minute; ask again later")
    if isinstance(code, int) and code in _SET_UP:
        return Finding("bad", f"{_SET_UP[code]} ({code})")
    what = f"error {code}" if isinstance(code, int) else "an answer that nobody can read"
    return Finding("bad", f"Zalo says {what}", API)
