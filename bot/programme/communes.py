"""The commune level: communes.txt holds the units of today by code, former_communes.txt the names before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from bot.programme.unit import Unit
from bot.programme.written import PolicyError

COMMUNES = "provinces/communes.txt"
FORMER = "provinces/former_communes.txt"

_PROVINCE = re.compile(r"\[([a-z-]+)\] from (\d{4}-\d\d-\d\d)")
_CODE = re.compile(r"\d{5}")
_CHANGE = re.compile(r" (from|to|into) (\S+) ?")
_DISTRICT = re.compile(r"\[([a-z-]+)\] (huyện|quận|thị xã|thành phố) (.+)")
_FORMER = re.compile(r"(?:(xã|phường|thị trấn) (.+?) )?(\d{5}(?: \d{5})*)")


class Former(NamedTuple):
    """A commune before 1/7/2025, nameless where its district had none, and the codes of what it is today."""

    title: str
    name: str
    district: str
    province: str
    codes: tuple[str, ...]


def parse_communes(text: str, kinds: Mapping[str, str]) -> Iterator[Unit]:
    """The units of communes.txt in its order; PolicyError naming the line that is wrong.

    `kinds` maps a kind to its title, as in units.yaml.
    """
    titles = {title: (kind, title) for kind, title in kinds.items()}
    # The first word is enough to know the kind, and thousands of lines are read at every start.
    titles |= {title.split()[0]: known for title, known in titles.items()}
    province, start = "", date.min
    for number, line in _lines(text):
        if section := _PROVINCE.fullmatch(line):
            province, start = section[1], _day(section[2], number)
            continue
        named, *changes = line.split("|")
        code, _, called = named.rstrip().partition(" ")
        kind, title = titles.get(called.partition(" ")[0], ("", ""))
        name = called[len(title) + 1 :]
        if not (province and name and kind and _CODE.fullmatch(code) and called == f"{title} {name}"):
            raise PolicyError(f"{COMMUNES}: line {number}: not a code, a kind and a name: {line}")
        begins, ends, into = _changed(changes, start, number) if changes else (start, None, None)
        yield Unit(code, name, kind, title, begins, ends, into, province)


def _changed(changes: list[str], start: date, number: int) -> tuple[date, date | None, str | None]:
    told: dict[str, str] = {}
    for change in changes:
        found = _CHANGE.fullmatch(change)
        if found is None:
            raise PolicyError(f"{COMMUNES}: line {number}: after | comes from, to or into: {change}")
        told[found[1]] = found[2]
    begins = _day(told["from"], number) if "from" in told else start
    return begins, _day(told["to"], number) if "to" in told else None, told.get("into")


def parse_former(text: str) -> Iterator[Former]:
    """The names of former_communes.txt; PolicyError naming the line that is wrong."""
    province = district = ""
    for number, line in _lines(text):
        if section := _DISTRICT.fullmatch(line):
            province, district = section[1], section[3]
            continue
        row = _FORMER.fullmatch(line)
        if row is None or not province:
            raise PolicyError(f"{FORMER}: line {number}: not a kind, a name and codes: {line}")
        yield Former(row[1] or "", row[2] or "", district, province, tuple(row[3].split()))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line.startswith("#"):
            yield number, line.rstrip()


def _day(written: str, number: int) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as fault:
        raise PolicyError(f"{COMMUNES}: line {number}: {written} is no date") from fault
