"""What people take along: their data, and a calendar entry where we may not write first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from aiohttp import web

from bot.turns import export, hours
from bot.turns.house import House

_ADDRESS = "/c/{address:[A-Za-z0-9_-]{22}}"
_LONG, _FARTHEST = timedelta(minutes=15), timedelta(days=366)
_LINE_OCTETS = 73  # a calendar's lines are folded at 75, the line break counted


class Downloads:
    """The handlers of /d/<token> and of /lich.ics; `apps` are addresses that open a channel's chat, by channel."""

    def __init__(self, house: House, apps: Mapping[str, str] | None = None) -> None:
        self._house, self._apps = house, apps or {}

    def add_to(self, app: web.Application) -> None:
        """Put the routes into an aiohttp application."""
        app.router.add_get("/d/{token:[A-Za-z0-9_-]{32}}.{kind:txt|json}", self.data)
        app.router.add_get("/lich.ics", self.calendar)
        app.router.add_get(f"{_ADDRESS}/lich.ics", self.calendar)

    async def data(self, request: web.Request) -> web.Response:
        """Everything kept of the person the link was given to; 404 once its time is over."""
        held = await export.export(self._house, request.match_info["token"])
        if held is None:
            raise web.HTTPNotFound
        if request.match_info["kind"] == "txt":
            return web.Response(
                text=export.readable(self._house, held), content_type="text/plain", charset="utf-8"
            )
        text = json.dumps(export.for_programs(held), ensure_ascii=False, indent=2)
        headers = {"Content-Disposition": 'attachment; filename="du-lieu-cua-toi.json"'}
        return web.Response(text=text, content_type="application/json", headers=headers)

    async def calendar(self, request: web.Request) -> web.Response:
        """An entry for nine o'clock on the day asked for, with the way back to the talk; 400 for no such day."""
        try:
            day = date.fromisoformat(request.query.get("ngay", ""))
        except ValueError as fault:
            raise web.HTTPBadRequest from fault
        if not self._house.today() <= day <= self._house.today() + _FARTHEST:
            raise web.HTTPBadRequest
        address = request.match_info.get("address")
        ours = f"{self._house.public_url}/{f'c/{address}' if address else ''}"
        back = self._apps.get(request.query.get("kenh", ""), ours)
        headers = {"Content-Disposition": 'attachment; filename="nhac-dang-ky-ten-mien.ics"'}
        text = _entry(self._house, day, back)
        return web.Response(text=text, content_type="text/calendar", charset="utf-8", headers=headers)


def _entry(house: House, day: date, back: str) -> str:
    """The entry as RFC 5545 writes it: CRLF, folded, with an alarm."""
    label = house.book.messages.label
    begins = hours.morning_of(day)
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hien dien//VI", "BEGIN:VEVENT"),
        f"UID:{day:%Y%m%d}-{sha256(back.encode()).hexdigest()[:16]}@hiendien",
        f"DTSTAMP:{_utc(house.now())}",
        f"DTSTART:{_utc(begins)}",
        f"DTEND:{_utc(begins + _LONG)}",
        f"SUMMARY:{_escaped(label('web.calendar.title'))}",
        f"DESCRIPTION:{_escaped(label('web.calendar.text'))} {back}",
        f"URL:{back}",
        *(
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER:PT0S",
            f"DESCRIPTION:{_escaped(label('web.calendar.title'))}",
        ),
        *("END:VALARM", "END:VEVENT", "END:VCALENDAR"),
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, no letter cut in two."""
    pieces, octets = [""], 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > _LINE_OCTETS:
            pieces.append("")
            octets = 0
        pieces[-1] += letter
        octets += size
    return "\r\n ".join(pieces)
