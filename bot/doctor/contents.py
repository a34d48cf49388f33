"""Flows, sentences and rules: what `flows check` finds."""

from __future__ import annotations

from collections.abc import Sequence

from bot.app import CHANNELS
from bot.conversation.checks import run_checks
from bot.data import DataError, read_book
from bot.doctor.findings import Case, Finding
from bot.turns.house import day_of

_DATED = "review-overdue"
_MOST = 5


async def check(case: Case) -> Sequence[Finding]:
    """Contents that cannot be read are bad, a talk that would break off too; a date to look again is a warning."""
    book = case.book
    if book is None:
        return [Finding("bad", _fault(case), "HIENDIEN_DATA")]
    can = {name: channel.can for name, channel in CHANNELS.items()}
    found = run_checks(book, can, day_of(case.now))
    lines = [Finding("warn" if f.rule == _DATED else "bad", str(f), "HIENDIEN_DATA") for f in found[:_MOST]]
    if len(found) > _MOST:
        lines.append(Finding("warn", f"{len(found) - _MOST} more: `hiendien flows check`"))
    return lines or [Finding("ok", f"{len(book.flows)} flows, revision {book.revision}, nothing to mend")]


def _fault(case: Case) -> str:
    try:
        read_book(case.settings.data)
    except DataError as fault:
        return str(fault)
    return "the contents could not be read a moment ago"
