"""JSON Schema of the files that people write, for editors; made of the models that the loader reads with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, create_model

from bot.conversation.checks.removed import Removals
from bot.conversation.flow import Flow
from bot.conversation.questions import QUESTIONS
from bot.messages.catalogue import Catalogue
from bot.programme.conditions import TESTS
from bot.programme.faq import FaqFile
from bot.programme.links import Links
from bot.programme.programme import ProgrammeFile
from bot.programme.provinces import Province
from bot.programme.registrars import Registrars
from bot.programme.written import Written

_DIALECT = "http://json-schema.org/draft-07/schema#"  # what editors know best
_KINDS: Mapping[str, Mapping[str, Any]] = {
    "ask": {"type": "string"},
    "verdict": {"const": True},
    "tell": {"const": True},
    "end": {"type": "string"},
}

# The loader reads each rule of a programme with the model of its condition.
_RULES: dict[str, Any] = {name: (list[test.model], []) for name, test in TESTS.items()}  # type: ignore[name-defined]
_Programme = create_model(
    "Programme", __base__=ProgrammeFile, rules=(create_model("Rules", __base__=Written, **_RULES), ...)
)

MODELS: Mapping[str, type[BaseModel]] = {
    "faq": FaqFile,
    "flow": Flow,
    "links": Links,
    "programme": _Programme,
    "province": Province,
    "registrars": Registrars,
    "removed": Removals,
}


def schemas(messages: Catalogue) -> Iterator[tuple[str, str]]:
    """Each schema's file name and text; the same book gives the same bytes."""
    for name, model in MODELS.items():
        schema = {"$schema": _DIALECT, **model.model_json_schema()}
        objects = _objects(schema)
        if "Step" in objects:
            _narrow(objects["Step"])
        for title, described in objects.items():
            _describe(title, described, messages)
        yield f"{name}.json", json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def undescribed(messages: Catalogue) -> Iterator[str]:
    """The fields, as Model.field, that nobody has put into words for the schemas."""
    for model in MODELS.values():
        for title, described in _objects(model.model_json_schema()).items():
            fields = described.get("properties", {})
            yield from (f"{title}.{field}" for field in fields if not _words(title, field, messages))


def _objects(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {schema["title"]: schema, **schema.get("$defs", {})}


def _narrow(step: dict[str, Any]) -> None:
    """Say what only the linter knows: the kinds of questions, and that a step is of exactly one kind."""
    _string(step["properties"]["ask"])["enum"] = sorted(QUESTIONS)
    _string(step["properties"]["settle"])["enum"] = sorted(TESTS)
    step["oneOf"] = [{"required": [kind], "properties": {kind: rule}} for kind, rule in _KINDS.items()]


def _string(field: Mapping[str, Any]) -> dict[str, Any]:
    ways: list[dict[str, Any]] = field["anyOf"]
    return next(way for way in ways if way.get("type") == "string")


def _describe(title: str, described: dict[str, Any], messages: Catalogue) -> None:
    """Put the office's words beside every field, in place of what is meant for programmers."""
    described.pop("description", None)
    for name, field in described.get("properties", {}).items():
        field.pop("title", None)
        if words := _words(title, name, messages):
            field["description"] = words


def _words(title: str, field: str, messages: Catalogue) -> str:
    """What the field is for; several models mean the same by some of their fields."""
    keys = (f"schema.{title.lower()}.{field}", f"schema.any.{field}")
    return next((messages.label(key) for key in keys if messages.has(key)), "")
