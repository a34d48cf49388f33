"""Whether the pages people are sent to open from here; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from bot.doctor.findings import Case, Finding
from bot.turns.page_check import visit_all

_SECONDS = 8.0
_FINE = ("ok", "refused")  # what refuses a program lets people in


async def check(case: Case) -> Sequence[Finding]:
    """One line for each page that does not open; the server's own daily check decides what people are shown."""
    if case.book is None:
        return [Finding("warn", "not looked at: the contents cannot be read")]
    visits = await visit_all(case.book, case.settings.url, case.session, _SECONDS)
    if all(visit.state == "unreachable" for visit in visits):
        return [Finding("bad", f"none of {len(visits)} pages can be reached: this machine has no way out")]
    wrong = [visit for visit in visits if visit.state not in _FINE]
    lines = [
        Finding(
            "warn", f"{v.address}: {v.state}{f' ({v.status})' if v.status else ''}", "flows/registrars.yaml"
        )
        for v in wrong
    ]
    return lines or [Finding("ok", f"all {len(visits)} pages open")]
