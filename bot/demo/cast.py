"""Who plays in made-up weeks, as people.yaml says it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field

from bot.strict_yaml import parse_yaml

UNITS = "flows/provinces/units.yaml"

Weight = Annotated[int, Field(ge=0)]
Answers = Mapping[str, Mapping[str, Weight]]
Range = Annotated[list[int], Field(min_length=2, max_length=2)]


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Place(_Written):
    """A province that does not exist; `say` is how its people type it."""

    id: str
    name: str
    say: str
    weight: Weight


class Names(_Written):
    """Syllables that people's names are put together from."""

    family: list[str]
    middle: list[str]
    given: list[str]


class Shops(_Written):
    """Words that shops' names are put together from."""

    kind: list[str]
    own: list[str]


class Thinking(_Written):
    """Seconds before a press, a typed answer, and before telling what came of a link."""

    press: Range
    type: Range
    outcome: Range


class Persona(_Written):
    """A kind of person: how often they come, and how they answer."""

    id: str
    weight: Weight
    ages: Range
    issued_days: Range = Field(default_factory=lambda: [10, 700])
    answers: Answers


class Cast(_Written):
    """The whole of people.yaml."""

    hours: Annotated[list[Weight], Field(min_length=24, max_length=24)]
    weekdays: Annotated[list[Weight], Field(min_length=7, max_length=7)]
    channels: Mapping[str, Weight]
    provinces: list[Place]
    names: Names
    shops: Shops
    thinking: Thinking
    returning: Annotated[int, Field(ge=0, le=100)]
    after_days: Range
    comes_back: list[str]
    clicking: Annotated[int, Field(ge=0, le=100)]
    everybody: Answers
    personas: list[Persona]

    def with_places(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts of flows/ and locales/ with the made-up provinces among the real ones."""
        tree = parse_yaml(texts[UNITS], UNITS)
        tree["units"].extend(_unit(place) for place in self.provinces)
        return {**texts, UNITS: yaml.safe_dump(tree, allow_unicode=True)}


def read_cast() -> Cast:
    """The cast that travels with the code."""
    path = Path(__file__).with_name("people.yaml")
    return Cast.model_validate(parse_yaml(path.read_text(encoding="utf-8"), path.name))


def _unit(place: Place) -> dict[str, object]:
    row = {"id": place.id, "name": place.name, "kind": "province", "from": date(2025, 7, 1)}
    return {**row, "source": "demo", "aliases": [place.say]}
