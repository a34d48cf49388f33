"""What Telegram says of our bot and of where it brings updates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.doctor.asking import Answer, UnreachableError, ask
from bot.doctor.findings import Case, Finding

TOKEN, PUBLIC, API = "HIENDIEN_TELEGRAM_TOKEN", "HIENDIEN_PUBLIC_URL", "HIENDIEN_TELEGRAM_API"
PATH = "/channels/telegram"
_MANY = 100
_RECENT = timedelta(hours=24)


async def check(case: Case) -> Sequence[Finding]:
    """getMe and getWebhookInfo; the token is in no line."""
    if not case.settings.telegram_token:
        return [Finding("ok", "no bot is set up")]
    try:
        me = await _call(case, "getMe")
        if (refused := _refused(me)) is not None:
            return [refused]
        hook = await _call(case, "getWebhookInfo")
    except UnreachableError as fault:
        return [Finding("bad", f"Telegram cannot be reached: {fault}", API)]
    return [Finding("ok", f"the bot is @{_result(me).get('username', '?')}"), *_hook(case, _result(hook))]


async def _call(case: Case, method: str) -> Answer:
    settings = case.settings
    return await ask(case.session, "POST", f"{settings.telegram_api}/bot{settings.telegram_token}/{method}")


def _refused(answer: Answer) -> Finding | None:
    if answer.fields.get("ok") is True:
        return None
    if answer.status in (401, 404):
        return Finding("bad", "Telegram refuses the token", TOKEN)
    return Finding("bad", f"an answer of Telegram's that nobody can read ({answer.status})", API)


def _result(answer: Answer) -> Mapping[str, Any]:
    result = answer.fields.get("result")
    return result if isinstance(result, dict) else {}


def _hook(case: Case, info: Mapping[str, Any]) -> Iterator[Finding]:
    settings, there = case.settings, str(info.get("url") or "")
    hooked = settings.public_url.startswith("https://")
    if hooked and not there:
        yield Finding("warn", "no webhook is set; the server sets it when it starts")
    elif hooked and there != f"{settings.url}{PATH}":
        yield Finding(
            "bad", "the webhook leads to another server; the next start of this one takes it", PUBLIC
        )
    elif not hooked and there:
        yield Finding("bad", "a webhook is set, so polling gets nothing; the next start removes it", PUBLIC)
    else:
        yield Finding("ok", "updates are brought here" if hooked else "updates are fetched")
    yield from _troubles(case.now, info)


def _troubles(now: datetime, info: Mapping[str, Any]) -> Iterator[Finding]:
    pending, failed = info.get("pending_update_count"), info.get("last_error_date")
    if isinstance(pending, int) and pending > _MANY:
        yield Finding("warn", f"{pending} updates wait at Telegram: is the server running?")
    if isinstance(failed, int) and 0 <= failed < 2**33:
        at = datetime.fromtimestamp(failed, UTC)
        if now - at < _RECENT:
            why = str(info.get("last_error_message", ""))[:120]
            yield Finding("warn", f"bringing an update failed {_ago(now - at)} ago: {why}", PUBLIC)


def _ago(passed: timedelta) -> str:
    minutes = max(0, int(passed.total_seconds() // 60))
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h"
