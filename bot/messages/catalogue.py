"""Every Vietnamese sentence by its key, rendered by sandboxed Jinja2 with nothing undefined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined, Template, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.messages.wording import FILTERS, span_words
from bot.understanding.span import Span


class WordingError(ValueError):
    """A sentence is missing, or is not a text; the message names its key."""


class Catalogue:
    """The sentences of one edition; keys are dotted paths through the YAML files."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._templates: dict[str, Template] = {}
        self._jinja = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._jinja.filters = dict(FILTERS)

    @classmethod
    def parse(cls, files: Mapping[str, Any]) -> Catalogue:
        """The catalogue of parsed YAML files, each under its own name; WordingError names what is no text."""
        return cls(dict(line for name, tree in files.items() for line in _flat(name, tree)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def has(self, key: str) -> bool:
        """True where the catalogue has a sentence of that key."""
        return key in self._texts

    def source(self, key: str) -> str:
        """The sentence as written, for the linter; WordingError where there is none."""
        try:
            return self._texts[key]
        except KeyError:
            raise WordingError(f"locales/vi has no sentence {key}") from None

    def label(self, key: str) -> str:
        """A sentence without parameters: a button, a short name."""
        return self.source(key)

    def render(self, key: str, params: Mapping[str, Any]) -> str:
        """The sentence with its parameters; paragraphs stay apart, other line breaks stay as written."""
        template = self._templates.get(key)
        if template is None:
            template = self._templates[key] = self._jinja.from_string(self.source(key))
        return template.render(params).strip()

    def variables(self, key: str) -> frozenset[str]:
        """The parameters a sentence mentions."""
        return frozenset(meta.find_undeclared_variables(self._jinja.parse(self.source(key))))

    def address(self, who: str) -> str:
        """How a kind of person is addressed ("bạn", "anh/chị"); the general form before that is known."""
        return self.label(f"address.{who}") if self.has(f"address.{who}") else self.label("address.anybody")

    def span(self, span: Span | None) -> str:
        """A stretch of days in words: a day, a month, a year, or from–to."""
        return span_words(span) if span else ""


def _flat(prefix: str, tree: Any) -> Iterator[tuple[str, str]]:
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from _flat(f"{prefix}.{key}", value)
    elif isinstance(tree, str):
        yield prefix, tree
    else:
        raise WordingError(f"locales/vi: {prefix} is {tree!r}, but a sentence is text: put it in quotes")
