"""The schemas that editors use take what the loader takes, and refuse what it refuses."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import jsonschema
import pytest

from bot.conversation.book import Book
from bot.data import SHIPPED, DataError, parse_book, read_texts
from bot.schema import MODELS, schemas, undescribed
from bot.strict_yaml import parse_yaml

TEXTS = read_texts(None)
SCHEMA_LINE = re.compile(r"# yaml-language-server: \$schema=((?:\.\./)+)docs/schema/([a-z]+)\.json\n")
SHOWN = {name: found for name, text in TEXTS.items() if (found := SCHEMA_LINE.match(text))}
PEOPLE_WRITE = re.compile(r"flows/(?!fees|sources|protected|menu|office)[a-z_]+\.yaml|flows/programmes/.*")


def valid(schema: str, tree: Any) -> bool:
    described = json.loads((SHIPPED / "docs" / "schema" / f"{schema}.json").read_text(encoding="utf-8"))
    return jsonschema.Draft7Validator(described).is_valid(_plain(tree))


def _plain(tree: Any) -> Any:
    """Editors read a day as text; our loader as a day."""
    return json.loads(json.dumps(tree, default=lambda day: day.isoformat() if isinstance(day, date) else day))


def test_the_schemas_in_docs_are_of_the_present_models(book: Book) -> None:
    written = dict(schemas(book.messages))
    kept = {p.name: p.read_text(encoding="utf-8") for p in (SHIPPED / "docs" / "schema").iterdir()}
    assert kept == written, "run `hiendien flows schema`"
    for text in written.values():
        jsonschema.Draft7Validator.check_schema(json.loads(text))


def test_every_field_is_explained(book: Book) -> None:
    assert not list(undescribed(book.messages)), "write them into locales/vi/schema.yaml, by model and field"


def test_the_files_that_people_write_name_their_schema() -> None:
    for name in filter(PEOPLE_WRITE.fullmatch, TEXTS):
        assert name in SHOWN, f"{name}: the first line names no schema"
    for name, line in SHOWN.items():
        assert len(line[1]) == len("../") * name.count("/"), (
            f"{name}: the way to docs/schema is not {line[1]}"
        )
        assert line[2] in MODELS


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_what_is_shipped_is_valid(name: str) -> None:
    assert valid(SHOWN[name][2], parse_yaml(TEXTS[name], name))


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("flows/place.yaml", "purpose: statistics", "porpose: statistics"),
        ("flows/place.yaml", "{id: thanks, end: said}", "{id: thanks, end: nowhere}"),
        ("flows/place.yaml", "{id: thanks, end: said}", "{id: thanks, end: said, tell: true}"),
        ("flows/place.yaml", "{id: thanks, end: said}", "{id: Thanks, end: said}"),
        ("flows/place.yaml", '{consent: "yes"}', '{consent: {nor: "yes"}}'),
        ("flows/place.yaml", '{consent: "yes"}', "{consent: true}"),
        ("flows/onboarding.yaml", "options: [sure, {id: wrong, edit: issued}]", "options: sure"),
        ("flows/onboarding.yaml", "{id: wrong, edit: issued}", "{edit: issued}"),
        ("flows/links.yaml", "hosts: [", "host: ["),
        ("flows/registrars.yaml", "    name: iNET\n", ""),
        ("flows/programmes/id_vn.yaml", "warn_days: 14", "warn_days: 0"),
        ("flows/programmes/id_vn.yaml", "  first_name:\n", "  last_name:\n"),
        ("flows/provinces/default.yaml", "  phone: null\n", ""),
        ("flows/provinces/default.yaml", "  confidence: M\n", "  confidence: sure\n"),
    ],
)
def test_both_refuse(name: str, right: str, wrong: str) -> None:
    assert right in TEXTS[name]
    text = TEXTS[name].replace(right, wrong, 1)
    assert not valid(SHOWN[name][2], parse_yaml(text, name))
    with pytest.raises(DataError, match=name.removeprefix("flows/")):
        parse_book({**TEXTS, name: text})


@pytest.mark.parametrize(
    "guard", ['"yes"', '["yes"]', '["yes", "no"]', '{not: "yes"}', '{not: ["yes", "no"]}']
)
def test_both_take_every_way_to_write_a_guard(guard: str) -> None:
    text = TEXTS["flows/place.yaml"].replace('{consent: "yes"}', f"{{consent: {guard}}}")
    assert valid("flow", parse_yaml(text, "place"))
    parse_book({**TEXTS, "flows/place.yaml": text})


def test_a_fault_is_told_with_its_line() -> None:
    text = TEXTS["flows/place.yaml"].replace("purpose:", "porpose:")
    line = next(n for n, said in enumerate(text.splitlines(), 1) if "porpose" in said)
    with pytest.raises(DataError, match=rf"^flows/place\.yaml: line {line}: steps\.consent\.porpose: "):
        parse_book({**TEXTS, "flows/place.yaml": text})


def test_a_malformed_file_is_told_with_its_line() -> None:
    text = TEXTS["flows/place.yaml"] + "\n  - [\n"
    with pytest.raises(DataError, match=r"^flows/place\.yaml: line \d+: "):
        parse_book({**TEXTS, "flows/place.yaml": text})
