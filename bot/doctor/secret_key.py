"""The key that finds and seals addresses."""

from __future__ import annotations

from collections.abc import Sequence

from bot.doctor.findings import Case, Finding
from storage.keys import Keys

SETTING = "HIENDIEN_SECRET_KEY"


async def check(case: Case) -> Sequence[Finding]:
    """Whether there is one, long enough, and whether an older one is still in use."""
    try:
        Keys(case.settings.secret_key)
    except ValueError as fault:
        return [Finding("bad", str(fault).removeprefix(f"{SETTING}: "), SETTING)]
    keys = len(case.settings.secret_key)
    if len(set(case.settings.secret_key)) < keys:
        return [Finding("warn", "the same key stands there twice", SETTING)]
    if keys > 1:
        return [Finding("ok", f"{keys} keys: the first is current, the others open what they sealed")]
    return [Finding("ok", "one key")]
