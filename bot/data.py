"""Reading flows/ and locales/: the shipped files, and over them those of the office's own folder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.conversation.book import Book
from bot.conversation.checks.removed import Removals
from bot.conversation.flow import Flow
from bot.messages.catalogue import Catalogue
from bot.naming.label import repair
from bot.naming.protected import NameRules
from bot.programme.faq import Faq
from bot.programme.links import Links
from bot.programme.policy import Policy
from bot.programme.registrars import Registrars
from bot.programme.units import Units
from bot.strict_yaml import parse_yaml, place_of
from bot.understanding.choice import Words
from bot.understanding.command_words import command_words
from bot.understanding.doubting import Doubts
from bot.understanding.entries import entry_words
from bot.understanding.intents import Intents
from bot.understanding.lexicon import Lexicon
from bot.understanding.reader import Reader

_HERE = Path(__file__).parent
SHIPPED = _HERE / "data" if (_HERE / "data" / "flows").is_dir() else _HERE.parent

_READ = {".yaml", ".txt"}  # long plain tables are text: no YAML reader is quick enough for them
# flows/*.yaml that are not conversations.
_TABLES = {"fees", "sources", "protected", "registrars", "links", "menu", "office", "faq", "removed"}


ModelT = TypeVar("ModelT", bound=BaseModel)


class DataError(ValueError):
    """A data file is missing or wrong; the message names the file and what to change."""


class FieldError(DataError):
    """One field of a file is wrong; `path` leads to it, `kind` is pydantic's name of the fault."""

    def __init__(self, file: str, path: tuple[str | int, ...], what: str, kind: str) -> None:
        super().__init__(f"{file}: {what}")
        self.file, self.path, self.what, self.kind = file, path, what, kind

    def placed(self, text: str) -> FieldError:
        """The same fault with the line and the names on the way to it."""
        place = f"{place_of(text, self.path)}: " if self.path else ""
        return FieldError(self.file, (), place + self.what, self.kind)


def read_texts(own: Path | None) -> dict[str, str]:
    """Every text by its path under the root ("flows/onboarding.yaml"); a file in `own` wins."""
    texts: dict[str, str] = {}
    for root in (SHIPPED, own):
        for folder in ("flows", "locales"):
            for path in sorted((root / folder).rglob("*.*")) if root else []:
                if path.suffix not in _READ:
                    continue
                texts[path.relative_to(root or SHIPPED).as_posix()] = _read(path)
    return texts


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise DataError(f"{path}: cannot be read as UTF-8 text: {fault}") from fault


def read_book(own: Path | None = None) -> Book:
    """The book of the shipped files and the office's own; DataError for what does not fit."""
    if own is not None and not own.is_dir():
        raise DataError(f"HIENDIEN_DATA: there is no folder {own}")
    return parse_book(read_texts(own))


def read_removals(own: Path | None = None) -> Removals:
    """What flows/removed.yaml declares; DataError for what does not fit."""
    name = "flows/removed.yaml"
    text = read_texts(own).get(name, "removed: []")
    try:
        return _read_as(Removals, parse_yaml(text, name), name)
    except FieldError as fault:
        raise fault.placed(text) from fault


def parse_book(texts: Mapping[str, str]) -> Book:
    """The book of these texts; pure, so that a linter can try others."""
    try:
        files = {n: parse_yaml(text, n) for n, text in texts.items() if n.endswith(".yaml")}
        return _book(files, texts, _revision(texts))
    except FieldError as fault:
        raise fault.placed(texts[fault.file]) from fault
    except KeyError as missing:
        raise DataError(f"{missing.args[0]} is missing") from missing
    except (ValueError, TypeError, AttributeError) as fault:  # pydantic's faults are ValueErrors
        raise DataError(str(fault)) from fault


def _book(files: Mapping[str, Any], texts: Mapping[str, str], revision: str) -> Book:
    flows = _in(files, "flows/")
    talks = {n: _read_as(Flow, f, f"flows/{n}.yaml") for n, f in flows.items() if n not in _TABLES}
    provinces = {n: f for n, f in _in(files, "flows/provinces/").items() if n != "units"}
    tables = (texts[f"flows/provinces/{table}.txt"] for table in ("communes", "former_communes"))
    units = Units.parse(files["flows/provinces/units.yaml"], *tables)
    programmes = _in(files, "flows/programmes/")
    commands = files["flows/understanding/commands.yaml"]
    edition = _revision({name: repr(tree) for name, tree in programmes.items()})
    policy = Policy.parse(programmes, flows["fees"], flows["sources"], units, provinces, edition)
    synonyms, hints = _synonyms(files["flows/understanding/choices.yaml"])
    messages, faq = Catalogue.parse(_in(files, "locales/vi/")), Faq.parse(flows["faq"])
    for name, talk in talks.items():
        if talk.flow != name:
            raise DataError(f"flows/{name}.yaml: `flow:` must be {name}, as the file is called")
    return Book(
        flows=talks,
        menu=tuple(flows["menu"]["menu"]),
        after_link=tuple(flows["menu"]["after_link"]),
        policy=policy,
        names=NameRules.parse(
            flows["protected"], files["flows/naming/people.yaml"], files["flows/naming/shops.yaml"]
        ),
        registrars=_read_as(Registrars, flows["registrars"], "flows/registrars.yaml"),
        faq=faq,
        links=_read_as(Links, flows["links"], "flows/links.yaml").links,
        messages=messages,
        commands=command_words(commands),
        synonyms=synonyms,
        hints=hints,
        reader=_reader(files, faq, units, _who(messages, synonyms, hints)),
        entries=entry_words(files["flows/understanding/entries.yaml"]),
        office=_office(flows["office"]),
        revision=revision,
    )


def _read_as(model: type[ModelT], written: Any, where: str) -> ModelT:
    try:
        return model.model_validate(written, strict=False)
    except ValidationError as fault:
        first = fault.errors()[0]
        what = first["msg"].removeprefix("Value error, ")
        raise FieldError(where, first["loc"], what, first["type"]) from fault


def _office(written: Mapping[str, Any]) -> str:
    name = written["name"]
    if not isinstance(name, str) or not name.strip():
        raise DataError("flows/office.yaml: name must be the office's name")
    return name


def _in(files: Mapping[str, Any], folder: str) -> dict[str, Any]:
    """The files directly in a folder, by name without ending."""
    return {
        name.removeprefix(folder).removesuffix(".yaml"): tree
        for name, tree in files.items()
        if name.startswith(folder) and "/" not in name.removeprefix(folder)
    }


def _synonyms(written: Mapping[str, Any]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Words, and words that only hint, by the key of the option's label; the menu has options and no steps."""
    words: dict[str, tuple[str, ...]] = {}
    hints: dict[str, tuple[str, ...]] = {}
    for flow, steps in written.items():
        for step, options in steps.items():
            prefix = f"{flow}.options" if step == "options" else f"{flow}.{step}.options"
            for option, told in options.items():
                both = told if isinstance(told, Mapping) else {"words": told}
                words[f"{prefix}.{option}"] = tuple(both["words"])
                hints[f"{prefix}.{option}"] = tuple(both.get("hints", ()))
    return words, hints


_WHO = "onboarding.who.options."


def _who(
    messages: Catalogue, synonyms: Mapping[str, Sequence[str]], hints: Mapping[str, Sequence[str]]
) -> tuple[Words, ...]:
    """For whom somebody may ask, in the words of the opening question."""
    keys = [key for key in synonyms if key.startswith(_WHO)]
    return tuple(
        Words(key.removeprefix(_WHO), messages.label(key), tuple(synonyms[key]), tuple(hints[key]))
        for key in keys
    )


def _reader(files: Mapping[str, Any], faq: Faq, units: Units, who: Sequence[Words]) -> Reader:
    understanding = _in(files, "flows/understanding/")
    lexicon = Lexicon.parse(
        understanding["teencode"], understanding["words"], files["flows/naming/people.yaml"]
    )
    asks = {entry.id: entry.asks for entry in faq.entries.values()}
    intents = Intents.parse(understanding["intents"], asks, lexicon)
    commands = command_words(understanding["commands"])
    doubts = Doubts.parse(understanding["doubt"])
    return Reader(lexicon, who, lambda today: units.gazetteer("", today), _label, commands, intents, doubts)


def _label(wish: str) -> str | None:
    repaired = repair(wish)
    return repaired.label if repaired else None


def _revision(texts: Mapping[str, str]) -> str:
    joined = "\0".join(f"{name}\0{texts[name]}" for name in sorted(texts))
    return hashlib.sha256(joined.encode()).hexdigest()[:12]
