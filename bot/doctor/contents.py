"""Flows, sentences and rules: what `flows check` finds."""

from __future__ import annotations

from collections.abc import Sequence

from bot.app import CHANNELS
from bot.conversation.checks import run_checks
from bot.data import DataError, read_book
from bot.doctor.findings import Case, Finding, Level
from bot.turns.house import day_of

_DATED = "review-overdue"
_MOST = 5


async def check(case: Case) -> Sequence[Finding]:
    """Contents that cannot be read are bad, a talk that would break off too; a date to look again is a warning."""
    book = case.book
    if book is None:
        return [_found(case, "bad", _fault(case))]
    can = {name: channel.can for name, channel in CHANNELS.items()}
    found = run_checks(book, can, day_of(case.now))
    lines = [_found(case, "warn" if f.rule == _DATED else "bad", str(f)) for f in found[:_MOST]]
    if len(found) > _MOST:
        lines.append(Finding("warn", f"{len(found) - _MOST} more: `hiendien flows check`"))
    return lines or [Finding("ok", f"{len(book.flows)} flows, revision {book.revision}, nothing to mend")]


def _found(case: Case, level: Level, what: str) -> Finding:
    if case.settings.data is not None:
        return Finding(level, what, "HIENDIEN_DATA")
    return Finding(level, f"the shipped contents are wrong, report it: {what}")


def _fault(case: Case) -> str:
    try:
        read_book(case.settings.data)
    except DataError as fault:
        return str(fault)
    return "the contents could not be read a moment ago"
