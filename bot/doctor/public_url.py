"""Whether the server can be reached at the address that people are given."""

from __future__ import annotations

from collections.abc import Sequence

from bot.doctor.asking import UnreachableError, ask
from bot.doctor.findings import Case, Finding

SETTING = "HIENDIEN_PUBLIC_URL"


async def check(case: Case) -> Sequence[Finding]:
    """/healthz as the world sees it."""
    if not case.settings.public_url:
        return [Finding("warn", "not set: nobody but this machine reaches the server", SETTING)]
    where = case.settings.url
    try:
        answer = await ask(case.session, "GET", f"{where}/healthz")
    except UnreachableError as fault:
        return [Finding("bad", f"{where}: {fault} (is the server running, and the proxy?)", SETTING)]
    if answer.status in (301, 302, 307, 308):
        return [Finding("bad", f"{where} sends on to another address: give that one", SETTING)]
    if answer.status != 200 or "status" not in answer.fields:
        return [
            Finding("bad", f"{where}/healthz answers {answer.status}, and not as this server does", SETTING)
        ]
    if not where.startswith("https://"):
        return [Finding("warn", f"{where} answers, without encryption", SETTING)]
    return [Finding("ok", f"{where} answers")]
