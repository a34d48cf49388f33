"""The kinds of dated values a rule may have in flows/programmes/*.yaml."""

from __future__ import annotations

from datetime import date

from pydantic import Field, model_validator

from bot.programme.written import Ids, Line


class Plain(Line):
    """A rule without a number of its own: only since when and by which text it holds."""


class Age(Line):
    """Birthdays: met from `lower` to `upper`, unsure after that and before `over`."""

    lower: int = Field(gt=0)
    upper: int = Field(gt=0)
    over: int = Field(gt=0)

    @model_validator(mode="after")
    def _rising(self) -> Age:
        if not self.lower < self.upper < self.over:
            raise ValueError("must rise: lower < upper < over")
        return self


class Term(Line):
    """Calendar months counted from the first certificate; the day they are full is unsure."""

    months: int = Field(gt=0)


class Coverage(Line):
    """The provinces, by unit id, whose own plan covers the group."""

    provinces: Ids


class Period(Line):
    """What was known in these days of the offer: the last day to register, or that nothing is announced."""

    until: date | None = None
    unannounced: bool = False

    @model_validator(mode="after")
    def _one_of_two(self) -> Period:
        if (self.until is None) != self.unannounced:
            raise ValueError("needs either `until` or `unannounced: true`")
        if self.until is not None and (self.end is None or self.until < self.end):
            raise ValueError("`until` must not come before the line's own `to`")
        return self
