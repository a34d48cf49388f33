"""YAML without its traps: no duplicate keys, no yes/no/on/off booleans, no octal or sexagesimal numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

MOST_ALIASES = 20


class YamlError(ValueError):
    """The text is not the YAML we accept; the message names the place."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader with YAML 1.2's plain scalars."""


_RESOLVERS = {
    "tag:yaml.org,2002:bool": (re.compile(r"true|false"), "tf"),
    "tag:yaml.org,2002:null": (re.compile(r"~|null|"), ["~", "n", ""]),
    "tag:yaml.org,2002:int": (re.compile(r"-?(?:0|[1-9][0-9]*)"), "-0123456789"),
    "tag:yaml.org,2002:float": (re.compile(r"-?[0-9]+\.[0-9]+"), "-0123456789"),
    "tag:yaml.org,2002:timestamp": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "0123456789"),
}
_Loader.yaml_implicit_resolvers = {}
for _tag, (_pattern, _first) in _RESOLVERS.items():
    _Loader.add_implicit_resolver(_tag, re.compile(f"^(?:{_pattern.pattern})$"), list(_first))


def _mapping(loader: _Loader, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise YamlError(f"line {key_node.start_mark.line + 1}: the key {key!r} stands twice")
        if not isinstance(key, str):
            raise YamlError(f"line {key_node.start_mark.line + 1}: put the key {key!r} in quotes")
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _aliases(text: str) -> int:
    return sum(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, _Loader))


def parse_yaml(text: str, where: str) -> Any:
    """The parsed text; YamlError naming file and line for what is malformed or a trap."""
    try:
        # A few aliases save writing; many, nested in each other, are a bomb.
        if text.count("*") > MOST_ALIASES and _aliases(text) > MOST_ALIASES:
            raise YamlError(f"more than {MOST_ALIASES} *aliases: write it out")
        return yaml.load(text, _Loader)  # noqa: S506 – a subclass of SafeLoader
    except (yaml.YAMLError, YamlError) as fault:
        raise YamlError(f"{where}: {_told(fault)}") from fault


def _told(fault: Exception) -> str:
    mark = fault.problem_mark if isinstance(fault, yaml.MarkedYAMLError) else None
    return f"line {mark.line + 1}: {fault.problem}" if mark else str(fault)  # type: ignore[attr-defined]


def place_of(text: str, path: Sequence[str | int]) -> str:
    """Where the value at that path stands: "line 12: steps.certificate.when"; an item is named by its id."""
    node, names = yaml.compose(text, _Loader), []
    for part in path:
        below = _below(node)
        if part in below:
            node = below[part]
        own = _below(node).get("id") if isinstance(part, int) else None
        names.append(own.value if isinstance(own, yaml.ScalarNode) else str(part))
    return f"line {node.start_mark.line + 1 if node else 1}: {'.'.join(names)}"


def _below(node: yaml.Node | None) -> dict[str | int, yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return {key.value: value for key, value in node.value}
    return dict(enumerate(node.value)) if isinstance(node, yaml.SequenceNode) else {}
