"""State fees for .vn names, in đồng; a registrar's service fee comes on top."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.programme.written import Dated, Line, Written, read

Suffix = Annotated[str, StringConstraints(pattern=r"^([a-z]+\.)?vn$")]


class Fee(Written):
    """What the state asks for one name: once at registration, and for every year."""

    register_once: int = Field(alias="register", ge=0)
    yearly: int = Field(ge=0)

    @property
    def first_year(self) -> int:
        """Registration and the first year together, in đồng."""
        return self.register_once + self.yearly


class _FeeTable(Line):
    table: dict[Suffix, Fee] = Field(min_length=1)


class _FeesFile(Written):
    fees: list[_FeeTable]


class Fees:
    """The fee tables over time (TT 20/2023/TT-BTC, TT 10/2025/TT-BTC)."""

    def __init__(self, tables: Dated[_FeeTable]) -> None:
        self.tables = tables

    @classmethod
    def parse(cls, raw: object) -> Fees:
        """The tables of fees.yaml; PolicyError on a fault, a gap or an end without successor."""
        tables = read(_FeesFile, raw, "fees.yaml").fees
        return cls(Dated.joined(tables, "fees.yaml: fees", begins=tables[0].start if tables else None))

    def on(self, day: date) -> Mapping[str, Fee]:
        """The fees by suffix that day, of the first table for the days before it."""
        return self.tables.at(day).table

    def of(self, suffix: str, on: date) -> Fee | None:
        """The fee for a name under that suffix on that day, None where no table says it."""
        table = self.tables.on(on)
        return table.table.get(suffix) if table else None
