"""The Bot API as data, and whether a call keeps to it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
_SIMPLE = {"Integer": int, "String": str, "Boolean": bool, "Float": float}


class SpecError(Exception):
    """A call that the specification does not know."""


@cache
def spec() -> Mapping[str, Any]:
    """Methods and types by name."""
    return json.loads((FOLDER / "bot_api_10.1_spec.min.json").read_text(encoding="utf-8"))


def fields_of(type_name: str) -> list[str]:
    """The names of a type's fields."""
    return [field["name"] for field in spec()["types"][type_name]["fields"]]


def read_call(method: str, form: Mapping[str, str]) -> dict[str, Any]:
    """The values of a call whose fields came as texts; SpecError for whatever does not belong there."""
    known = spec()["methods"].get(method)
    if known is None:
        raise SpecError(f"there is no method {method}")
    fields = {field["name"]: field for field in known.get("fields", ())}
    _right_names(method, form, fields)
    return {name: _from_text(text, fields[name]["types"], f"{method}.{name}") for name, text in form.items()}


def check_value(value: Any, type_name: str, where: str) -> None:
    """SpecError where a JSON value is not of that type."""
    if type_name.startswith("Array of "):
        if not isinstance(value, list):
            raise SpecError(f"{where}: {value!r} is no list")
        for number, item in enumerate(value):
            check_value(item, type_name.removeprefix("Array of "), f"{where}[{number}]")
    elif type_name in _SIMPLE:
        if type(value) is not _SIMPLE[type_name]:
            raise SpecError(f"{where}: {value!r} is no {type_name}")
    else:
        _check_object(value, type_name, where)


def _check_object(value: Any, type_name: str, where: str) -> None:
    known = spec()["types"][type_name]
    if subtypes := known.get("subtypes"):
        if not any(_fits(value, subtype, where) for subtype in subtypes):
            raise SpecError(f"{where}: {value!r} is no {type_name}")
        return
    if not isinstance(value, dict):
        raise SpecError(f"{where}: {value!r} is no {type_name}")
    fields = {field["name"]: field for field in known.get("fields", ())}
    _right_names(where, value, fields)
    for name, item in value.items():
        types = fields[name]["types"]
        if not any(_fits(item, each, f"{where}.{name}") for each in types):
            raise SpecError(f"{where}.{name}: {item!r} is none of {types}")


def _fits(value: Any, type_name: str, where: str) -> bool:
    try:
        check_value(value, type_name, where)
    except SpecError:
        return False
    return True


def _right_names(where: str, given: Mapping[str, Any], fields: Mapping[str, Mapping[str, Any]]) -> None:
    if unknown := set(given) - set(fields):
        raise SpecError(f"{where}: unknown {sorted(unknown)}")
    if missing := {name for name, field in fields.items() if field["required"]} - set(given):
        raise SpecError(f"{where}: {sorted(missing)} missing")


def _from_text(text: str, types: list[str], where: str) -> Any:
    """A value of a form: whole numbers and truth are written plainly, objects and lists as JSON."""
    if "Integer" in types and re.fullmatch(r"-?[0-9]+", text):
        return int(text)
    if "String" in types:
        return text
    try:
        value = json.loads(text)
    except ValueError as fault:
        raise SpecError(f"{where}: {text!r} is no JSON") from fault
    for each in types:
        if _fits(value, each, where):
            return value
    check_value(value, types[0], where)
    raise SpecError(f"{where}: {value!r} is none of {types}")
