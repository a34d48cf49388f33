"""What people write in flows/protected.yaml and flows/naming/*.yaml, as strict models."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from bot.naming.spelling import compact

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Texts = Annotated[tuple[Text, ...], Field(strict=False)]
Pattern = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]*\{\}[a-z0-9]*$")]
Patterns = Annotated[tuple[Pattern, ...], Field(strict=False)]
Level = Literal["ok", "ask", "warn", "block"]
Match = Literal["equals", "starts", "ends", "word", "clear", "contains"]


class NamingError(ValueError):
    """A naming file that cannot be used; the text names the file and the path in it."""


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Group(_Written):
    """Words of one kind: how they are matched, how strongly they are judged, and on which legal ground."""

    id: Text
    level: Literal["ask", "warn", "block"]
    code: Text
    match: Match
    source: Text
    checked: date
    words: Texts

    @model_validator(mode="after")
    def _foldable(self) -> Group:
        shortest = 1 if self.match == "equals" else 3
        empty = [word for word in self.words if len(compact(word)) < shortest]
        if empty:
            raise ValueError(f"without marks too short for {self.match}: {empty}")
        return self


class Protected(_Written):
    """flows/protected.yaml."""

    fixed_words: Texts
    groups: Annotated[tuple[Group, ...], Field(strict=False, min_length=1)]


class People(_Written):
    """flows/naming/people.yaml."""

    lead_ins: Texts
    titles: Texts
    tails: Texts
    not_names: Texts
    keyboard_runs: Texts
    surnames: Texts
    surnames_also_given: Texts
    compound_surnames: Texts
    plain_middles: Texts
    spoken_middles: Texts
    given_marks: Texts
    awkward: Texts
    with_given: Patterns
    with_family: Patterns


class Head(_Written):
    """A word for the place of sale; `drop` where it says nothing beside a trade."""

    words: Texts
    short: str = ""
    drop: bool = False


class Trade(_Written):
    """A line of business: how it is written, what else may stand before or after the proper name."""

    words: Texts
    head: str = ""
    also: Texts = ()
    after: Texts = ()
    abbr: str = ""
    loan: bool = False
    broad: bool = False


class Shops(_Written):
    """flows/naming/shops.yaml."""

    legal_forms: Texts
    legal_endings: Texts
    lead_ins: Texts
    address_marks: Texts
    titles: Texts
    instead: dict[str, str]
    heads: Annotated[tuple[Head, ...], Field(strict=False)]
    trades: Annotated[tuple[Trade, ...], Field(strict=False)]
    joiners: Texts
    country: Texts
    fillers: Patterns
    company_fillers: Patterns
    shop_fillers: Patterns


ModelT = TypeVar("ModelT", bound=_Written)


def parsed(model: type[ModelT], raw: Mapping[str, object], file: str) -> ModelT:
    """The file's content as its model; NamingError naming the file, the path and what is wrong there."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        found = [f"{file}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise NamingError("\n".join(found)) from error
