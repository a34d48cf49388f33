"""Every check by its name, and how they are made: all at once, none in the way of another."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import structlog

from bot.doctor import (
    contents,
    database,
    database_files,
    names,
    official_pages,
    public_url,
    secret_key,
    settings,
    telegram,
    troubles,
    zalo_bot,
    zalo_oa,
    zalo_tokens,
)
from bot.doctor.findings import Case, Check, Finding

log = structlog.get_logger()

AT_HOME: Mapping[str, Check] = {
    "settings": settings.check,
    "secret key": secret_key.check,
    "database": database.check,
    "database files": database_files.check,
    "contents": contents.check,
    "zalo tokens": zalo_tokens.check,
}
OUTSIDE: Mapping[str, Check] = {
    "public address": public_url.check,
    "troubles": troubles.check,
    "names": names.check,
    "pages": official_pages.check,
    "telegram": telegram.check,
    "zalo oa": zalo_oa.check,
    "zalo bot": zalo_bot.check,
}


async def examine(case: Case, checks: Mapping[str, Check]) -> Sequence[tuple[str, Finding]]:
    """All findings with the names of their checks, in their order; a check that breaks is a finding too."""
    found = await asyncio.gather(*(_made(check, case) for check in checks.values()))
    return [(name, finding) for name, findings in zip(checks, found, strict=True) for finding in findings]


async def _made(check: Check, case: Case) -> Sequence[Finding]:
    try:
        return await check(case)
    except Exception as fault:
        log.error("check_broken", fault=type(fault).__name__, exc_info=True)
        return [Finding("bad", f"the check itself broke ({type(fault).__name__}); see the log above")]
