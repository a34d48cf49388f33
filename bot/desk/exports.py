"""The week as a file: CSV for a spreadsheet, JSON for another program."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from bot.desk import rows
from bot.desk.weekly import Compared
from bot.messages.catalogue import Catalogue

# A cell that begins so is a formula to a spreadsheet, whatever stands in quotes around it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(compared: Compared, messages: Catalogue) -> str:
    """One row a number: id, label, this week, the week before, change; begins with a mark that says UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["id", "label", str(compared.now.week), str(compared.before.week), "change"])
    for row in rows.every(compared, messages):
        writer.writerow([_safe(row.id), _safe(row.label), row.now, row.before, row.change])
    return "\ufeff" + written.getvalue()


def as_json(compared: Compared, messages: Catalogue) -> str:
    """The same rows with the week's days; null is a mean or median of nothing."""
    week = compared.now.week
    tree: dict[str, Any] = {
        "week": str(week),
        "from": week.first_day.isoformat(),
        "to": week.last_day.isoformat(),
        "before": str(compared.before.week),
        "province": compared.province,
        "numbers": [
            {"id": r.id, "label": r.label, "week": r.now, "before": r.before, "change": r.change}
            for r in rows.every(compared, messages)
        ],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
