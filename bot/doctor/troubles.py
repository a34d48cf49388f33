"""What the running server has counted since it started, and the setting that each counter is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.channels.zalo_oa.advice import advice
from bot.channels.zalo_oa.health import LOGIN
from bot.doctor.asking import UnreachableError, ask
from bot.doctor.findings import Case, Finding

# The counter, what it counts, and what changes it.
COUNTERS: Mapping[str, tuple[str, str]] = {
    "zalo_oa_signature_wrong": ("signatures that did not match", "HIENDIEN_ZALO_OA_WEBHOOK_KEY"),
    "zalo_oa_elsewhere": ("events of another account", "HIENDIEN_ZALO_OA_ID"),
    "zalo_oa_template": ("events of paid templates, which are left alone", ""),
    "zalo_oa_anonymous": ("visitors without an account, who are not answered", ""),
    "zalo_oa_unknown": ("events that nobody can read", ""),
    "zalo_oa_malformed": ("bodies that are no events", ""),
    "zalo_oa_oversized": ("bodies that are too large", ""),
    "zalo_oa_compressed": ("bodies that came compressed, which Zalo never sends", ""),
    "zalo_oa_old": ("events more than a day old, which are not answered", "the server's clock"),
    "zalo_oa_repeated": ("events that came again", ""),
    "zalo_oa_overtaken": ("texts that came late", ""),
    "zalo_oa_too_slow": ("events the database did not take in time", "HIENDIEN_DATABASE_URL"),
    "zalo_oa_no_tokens": ("looks for tokens where there are none", LOGIN),
    "zalo_oa_refresh_failed": ("refreshes that failed", "hiendien zalo status"),
    "zalo_oa_tokens_uncommitted": ("tries to keep new tokens that failed", "HIENDIEN_DATABASE_URL"),
    "zalo_oa_buttons_refused": ("refused buttons", "HIENDIEN_ZALO_OA_BUTTONS=off"),
    "telegram_secret_wrong": ("forged updates, or two servers with one bot", "HIENDIEN_TELEGRAM_SECRET"),
    "zalo_bot_secret_wrong": ("forged updates, or two servers with one bot", "HIENDIEN_ZALO_BOT_SECRET"),
    "zalo_bot_token_refused": ("refusals of the token", "HIENDIEN_ZALO_BOT_TOKEN"),
    "zalo_bot_webhook_taken": ("times another server took the webhook away", "HIENDIEN_ZALO_BOT_TOKEN"),
    "zalo_bot_broken": ("updates that are no JSON", ""),
    "zalo_bot_unknown": ("updates that nobody can read", ""),
}
_ERROR = "zalo_oa_error_"


async def check(case: Case) -> Sequence[Finding]:
    """Every counter of /healthz that is not zero."""
    try:
        answer = await ask(case.session, "GET", f"{case.settings.url}/healthz")
    except UnreachableError as fault:
        return [Finding("ok", f"not asked, no server at {case.settings.url}: {fault}")]
    counted = answer.fields.get("troubles")
    if not isinstance(counted, dict) or not counted:
        return [Finding("ok", "the server has counted none")]
    return [_told(name, number) for name, number in sorted(counted.items())]


def _told(name: str, number: object) -> Finding:
    code = name.removeprefix(_ERROR)
    if code != name and code.isdecimal():
        return Finding("warn", f"{name}: {number}, {advice(-int(code))}")
    what, setting = COUNTERS.get(name, ("see the log", ""))
    return Finding("warn", f"{name}: {number}, {what}", setting)
