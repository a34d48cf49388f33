"""Vietnamese words beside what the linter and the loader find: what it means, how it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.conversation.checks import Finding
from bot.data import SHIPPED, DataError, FieldError
from bot.messages.catalogue import Catalogue
from bot.strict_yaml import YamlError, parse_yaml


def of_findings(messages: Catalogue, findings: Iterable[Finding]) -> Iterator[str]:
    """One line for every rule that found something."""
    for rule in dict.fromkeys(finding.rule for finding in findings):
        if messages.has(f"tools.rules.{rule}"):
            yield f"[{rule}] {messages.label(f'tools.rules.{rule}')}"


def of_fault(fault: DataError) -> str:
    """What to do about files that cannot be read; the office's own words may be among them, so the shipped."""
    text = (SHIPPED / "locales/vi/tools.yaml").read_text(encoding="utf-8")
    messages = Catalogue.parse({"tools": parse_yaml(text, "locales/vi/tools.yaml")})
    return messages.label(f"tools.faults.{_kind(fault, messages)}")


def _kind(fault: DataError, messages: Catalogue) -> str:
    if isinstance(fault.__cause__, YamlError):
        return "yaml"
    kind = fault.kind if isinstance(fault, FieldError) else ""
    return kind if messages.has(f"tools.faults.{kind}") else "other"
