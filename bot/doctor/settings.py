"""Settings that are valid each, and do not go together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.doctor.findings import Case, Finding
from bot.settings import Settings

_CHANNELS = ("telegram", "zalo_oa", "zalo_bot", "web", "console")


async def check(case: Case) -> Sequence[Finding]:
    """What an operator probably did not mean."""
    found = list(_odd(case.settings))
    return found or [Finding("ok", f"people reach this server at {case.settings.url}")]


def _odd(settings: Settings) -> Iterator[Finding]:
    if not settings.public_url:
        yield Finding("warn", f"links given to people begin with {settings.url}", "HIENDIEN_PUBLIC_URL")
    elif not settings.public_url.startswith("https://"):
        yield Finding(
            "warn", "the public address is not https: channels bring nothing to it", "HIENDIEN_PUBLIC_URL"
        )
    if settings.zalo_oa_id and not settings.public_url.startswith("https://"):
        yield Finding(
            "bad", "an Official Account only works with a public https address", "HIENDIEN_PUBLIC_URL"
        )
    for person in settings.staff:
        if person.partition(":")[0] not in _CHANNELS:
            yield Finding("warn", f"there is no channel {person.partition(':')[0]!r}", "HIENDIEN_STAFF")
    if settings.zalo_oa_shared and not settings.zalo_oa_id:
        yield Finding("warn", "shared, but there is no Official Account", "HIENDIEN_ZALO_OA_ID")
    if settings.zalo_bot_token and not (settings.zalo_bot_link or settings.zalo_oa_id):
        yield Finding("warn", "pages of codes cannot lead to the Zalo bot", "HIENDIEN_ZALO_BOT_LINK")
