"""`hiendien doctor`: what is wrong with this installation, and which setting mends it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.doctor.findings import Finding
    from bot.settings import Settings


def doctor(
    offline: Annotated[bool, typer.Option("--offline", help="Ask nobody outside this machine.")] = False,
) -> None:
    """Look at settings, database, contents and every live end; nothing is changed. Exit 1 where something is bad."""
    from bot.doctor import doubts
    from bot.settings import SetupError, read_settings

    try:
        settings = read_settings()
    except SetupError as fault:
        for wrong in str(fault).split("; "):
            print(f"bad   settings        {wrong}")
        sys.exit(1)
    found = asyncio.run(_examined(settings, offline=offline))
    for name, finding in found:
        print(_line(name, finding))
    for doubt in doubts.of(settings):
        print(f"?     only live       {doubt.what}: {doubt.change}")
    if any(finding.level == "bad" for _, finding in found):
        sys.exit(1)


async def _examined(settings: Settings, *, offline: bool) -> Sequence[tuple[str, Finding]]:
    import aiohttp

    from bot import logs
    from bot.app import utc_now
    from bot.doctor.examination import AT_HOME, OUTSIDE, examine
    from bot.doctor.findings import Case

    logs.configure()
    checks = dict(AT_HOME) if offline else {**AT_HOME, **OUTSIDE}
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        return await examine(Case(settings, session, utc_now()), checks)


def _line(name: str, finding: Finding) -> str:
    change = f" -> {finding.setting}" if finding.setting and finding.level != "ok" else ""
    return f"{finding.level:5} {name:15} {finding.what}{change}"
