"""Whether names can be looked up: a name nobody has must come back free from servers that know the suffix."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence

from bot.doctor.findings import Case, Finding
from bot.turns.availability import open_name_check

SETTING = "HIENDIEN_DNS_RESOLVER"


async def check(case: Case) -> Sequence[Finding]:
    """One line for each suffix that is looked up."""
    if case.book is None:
        return [Finding("warn", "not looked at: the contents cannot be read")]
    settings, probes = case.settings, case.book.registrars.probe
    names = open_name_check(
        settings.dns_resolver, settings.name_check_url, probes, case.session, time.monotonic
    )
    if names is None:
        return [Finding("warn", "names are not looked up; people are told nothing of it", SETTING)]
    nobodys = {suffix: f"{secrets.token_hex(12)}.{suffix}" for suffix in probes}
    return [_told(suffix, await names.look(name)) for suffix, name in nobodys.items()]


def _told(suffix: str, result: str) -> Finding:
    if result == "free":
        return Finding("ok", f"the name servers know {suffix}, and deny a name that nobody has")
    if result == "taken":
        return Finding("bad", f"a name under {suffix} that nobody has is said to be taken", SETTING)
    return Finding(
        "bad", f"no honest name server answers for {suffix} (closed network, sign-in page?)", SETTING
    )
