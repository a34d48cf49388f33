"""What the Zalo Bot Platform says of our bot and of where it brings updates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.doctor.asking import Answer, UnreachableError, ask
from bot.doctor.findings import Case, Finding

TOKEN, PUBLIC, API = "HIENDIEN_ZALO_BOT_TOKEN", "HIENDIEN_PUBLIC_URL", "HIENDIEN_ZALO_BOT_API"
PATH = "/channels/zalo-bot"


async def check(case: Case) -> Sequence[Finding]:
    """getMe and getWebhookInfo; the token is in no line."""
    if not case.settings.zalo_bot_token:
        return [Finding("ok", "no bot is set up")]
    try:
        me = await _call(case, "getMe")
        if (refused := _refused(me)) is not None:
            return [refused]
        hook = await _call(case, "getWebhookInfo")
    except UnreachableError as fault:
        return [Finding("bad", f"Zalo cannot be reached: {fault}", API)]
    return [Finding("ok", f"the bot is {_result(me).get('account_name', '?')}"), _hook(case, _result(hook))]


async def _call(case: Case, method: str) -> Answer:
    settings = case.settings
    url = f"{settings.zalo_bot_api}/bot{settings.zalo_bot_token}/{method}"
    return await ask(case.session, "POST", url, json={})


def _refused(answer: Answer) -> Finding | None:
    if answer.fields.get("ok") is True:
        return None
    # The envelope tells, whatever the HTTP status is.
    code = answer.fields.get("error_code", answer.status)
    if code in (401, 403, 404):
        return Finding("bad", f"Zalo refuses the token ({code})", TOKEN)
    if code == 429:
        return Finding("warn", "the bot's quota is used up (429)")
    return Finding("bad", f"an answer of Zalo's that nobody can read ({code})", API)


def _result(answer: Answer) -> Mapping[str, Any]:
    result = answer.fields.get("result")
    return result if isinstance(result, dict) else {}


def _hook(case: Case, info: Mapping[str, Any]) -> Finding:
    settings, there = case.settings, str(info.get("url") or "")
    hooked = settings.public_url.startswith("https://")
    if hooked and not there:
        return Finding("warn", "no webhook is set; the server sets it when it starts")
    if hooked and there != f"{settings.url}{PATH}":
        return Finding(
            "bad", "the webhook leads to another server; the next start of this one takes it", PUBLIC
        )
    if not hooked and there:
        return Finding("bad", "a webhook is set, so polling gets nothing; the next start removes it", PUBLIC)
    return Finding("ok", "updates are brought here" if hooked else "updates are fetched")
