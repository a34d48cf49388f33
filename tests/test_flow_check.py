"""`flows check`: what an older edition had and is gone must be declared; every finding says what to do."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot import own_folder
from bot.conversation.book import Book
from bot.conversation.checks import run_checks
from bot.conversation.checks.changes import OldFlows, back_again, old_steps, undeclared
from bot.conversation.checks.removed import Removals
from bot.data import SHIPPED, DataError, parse_book, read_book, read_removals, read_texts
from bot.flow_advice import of_fault
from bot.older_flows import older_flows
from bot.strict_yaml import parse_yaml
from tests.changed_books import ONBOARDING, changed_book
from tests.house import make_house, noon
from tests.people import ConsolePerson

HIENDIEN = Path(sys.executable).with_name("hiendien")
TEXTS = read_texts(None)
NOTHING = Removals()


def shipped() -> OldFlows:
    names = ("onboarding", "human", "place")
    return {n: old_steps(parse_yaml(TEXTS[f"flows/{n}.yaml"], n)) for n in names}


def removals(**what: str) -> Removals:
    return Removals.model_validate({"removed": [{**what, "since": "2026-12-01", "why": "no longer asked"}]})


def found(now: Book, declared: Removals = NOTHING) -> list[tuple[str, str]]:
    return [(f.rule, f.place) for f in undeclared(shipped(), now.flows, declared)]


def changed(old: str, new: str) -> Book:
    return changed_book((ONBOARDING, old, new))


CERTIFICATE = "  - id: certificate\n    ask: yes_no\n    fact: has_certificate\n    when: {who: household}\n"
UNSURE = "      - {id: unsure, facts: {citizen_of_vn: true}}\n"
CONSENT = "{id: consent, ask: consent, purpose: advice}"


def test_nothing_changed_is_nothing_found(book: Book) -> None:
    assert found(book) == []


def test_a_step_that_is_gone() -> None:
    now = changed(CERTIFICATE, "")
    assert found(now) == [("changed-step", "onboarding.certificate")]
    assert found(now, removals(flow="onboarding", step="certificate")) == []
    assert found(now, removals(flow="human", step="certificate")) != []


def test_a_step_that_has_another_name() -> None:
    assert found(changed("- id: certificate\n", "- id: paper\n")) == [
        ("changed-step", "onboarding.certificate")
    ]
    assert found(changed("- id: certificate\n", "- id: paper\n    was: [certificate]\n")) == []


def test_an_option_that_is_gone() -> None:
    now = changed(UNSURE, "")
    assert found(now) == [("changed-option", "onboarding.id_names.unsure")]
    assert found(now, removals(flow="onboarding", step="id_names", option="unsure")) == []
    assert found(now, removals(flow="onboarding", step="id_names", option="first")) != []


def test_a_question_of_another_kind() -> None:
    now = changed("id: certificate\n    ask: yes_no", "id: certificate\n    ask: text")
    assert found(now) == [("changed-kind", "onboarding.certificate")]
    renamed = changed("id: certificate\n    ask: yes_no", "id: paper\n    was: [certificate]\n    ask: text")
    assert found(renamed) == []


def test_a_consent_is_never_taken_for_another_purpose() -> None:
    other = CONSENT.replace("advice", "statistics")
    assert found(changed(CONSENT, other)) == [("changed-purpose", "onboarding.consent")]
    was = other.replace("id: consent", "id: agreed, was: [consent]")
    text = TEXTS[ONBOARDING].replace(CONSENT, was).replace("{consent: ", "{agreed: ")
    now = parse_book({**TEXTS, ONBOARDING: text})
    assert found(now) == [("changed-purpose", "onboarding.agreed")]
    anew = parse_book({**TEXTS, ONBOARDING: text.replace(", was: [consent]", "")})
    assert found(anew, removals(flow="onboarding", step="consent")) == []


def test_a_flow_that_is_gone(book: Book) -> None:
    rest = parse_book({name: text for name, text in TEXTS.items() if name != "flows/place.yaml"})
    assert found(rest) == [("changed-flow", "place")]
    assert found(rest, removals(flow="place")) == []


@pytest.mark.parametrize(
    ("what", "there"),
    [
        ({"flow": "place"}, True),
        ({"flow": "place", "step": "province"}, True),
        ({"flow": "onboarding", "step": "who", "option": "helper"}, True),
        ({"flow": "onboarding", "step": "who", "option": "gone"}, False),
        ({"flow": "gone"}, False),
    ],
)
def test_an_id_that_is_declared_removed_is_not_used_again(
    book: Book, what: dict[str, Any], there: bool
) -> None:
    assert [f.rule for f in back_again(book.flows, removals(**what))] == ["removed-there"] * there


def test_the_shipped_declarations_hold(book: Book) -> None:
    assert not list(back_again(book.flows, read_removals()))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("organisation, helper]", "organisation, school, helper]", "facts-who"),
        ("fact: has_certificate", "fact: has_paper", "facts-known"),
        ("facts: {citizen_of_vn: false}", "facts: {citizen: false}", "facts-known"),
    ],
)
def test_what_the_programmes_do_not_know_is_found_before_anybody_meets_it(
    old: str, new: str, rule: str
) -> None:
    assert rule in {f.rule for f in run_checks(changed(old, new), {}, date(2026, 11, 20))}


def test_words_left_behind_by_a_renaming_are_found() -> None:
    now = changed_book(("flows/understanding/choices.yaml", "  certificate:\n", "  paper:\n"))
    left = [f.place for f in run_checks(now, {}, date(2026, 11, 20)) if f.rule == "words-unused"]
    assert left
    assert all("onboarding.paper.options." in place for place in left)


def test_a_kind_of_person_whose_talk_ends_at_once_needs_no_programme(book: Book) -> None:
    assert "facts-who" not in {f.rule for f in run_checks(book, {}, date(2026, 11, 20))}


def test_a_file_that_nobody_reads_is_found(tmp_path: Path) -> None:
    for name in ("flows/place.yaml", "onboarding.yaml", "locales/place.yaml", "locales/vi/place.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert own_folder.read_files(tmp_path) == ["flows/place.yaml"]
    assert len([f for f in own_folder.unread(tmp_path) if f.rule == "own-unread"]) == 3


async def half_way(url: str) -> None:
    async with make_house(url, lambda: noon(date(2026, 11, 20))) as house:
        person = ConsolePerson(house, "somebody")
        await person.begin()
        await person.press(0, 0)


def test_live_counts_in_the_database_of_the_settings(sqlite_url: str) -> None:
    asyncio.run(half_way(sqlite_url))
    done = hiendien("check", "--live", "--as-of", "2026-11-20", HIENDIEN_DATABASE_URL=sqlite_url)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^onboarding +1 +0 +0 +0$", done.stdout, re.MULTILINE)


def test_live_without_a_database_names_the_setting(sqlite_url: str) -> None:
    done = hiendien("check", "--live", "--as-of", "2026-11-20", HIENDIEN_DATABASE_URL=sqlite_url)
    assert (done.returncode, done.stderr.startswith("hiendien: HIENDIEN_DATABASE_URL")) == (1, True)
    assert not Path(sqlite_url.removeprefix("sqlite:///")).exists()


def git(folder: Path, *args: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *args], check=True, capture_output=True)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An office's folder under git, whose last commit had one step more than it has now."""
    flow = tmp_path / ONBOARDING
    flow.parent.mkdir(parents=True)
    flow.write_text(TEXTS[ONBOARDING])
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "before")
    flow.write_text(TEXTS[ONBOARDING].replace(CERTIFICATE, ""))
    return tmp_path


def hiendien(*args: str, cwd: Path = SHIPPED, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("HIENDIEN_")}
    environment = {**clean, "PYTHONPATH": str(SHIPPED), **env}
    return subprocess.run(
        [HIENDIEN, "flows", *args], capture_output=True, text=True, env=environment, cwd=cwd, timeout=120
    )


def test_against_a_revision_of_the_offices_own_folder(own: Path) -> None:
    before = older_flows("HEAD", own)
    assert [f.place for f in undeclared(before, read_book(own).flows, NOTHING)] == ["onboarding.certificate"]


def test_against_a_folder(own: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    kept = tmp_path_factory.mktemp("kept")
    (kept / "flows").mkdir()
    (kept / ONBOARDING).write_text(TEXTS[ONBOARDING])
    done = hiendien("check", "--data", str(own), "--against", str(kept), "--as-of", "2026-11-20")
    assert done.returncode == 1
    assert "onboarding.certificate: is there no more" in done.stdout
    assert "- {flow: onboarding, step: certificate, since: YYYY-MM-DD" in done.stdout
    assert "[changed-step] Bước đã mất" in done.stdout
    declared = "removed:\n  - {flow: onboarding, step: certificate, since: 2026-12-01, why: gộp câu}\n"
    (own / "flows/removed.yaml").write_text(declared)
    done = hiendien("check", "--data", str(own), "--against", str(kept), "--as-of", "2026-11-20")
    assert "changed-step" not in done.stdout


@pytest.mark.parametrize("against", ["no-such-revision", "--output=x", "tests"])
def test_what_cannot_be_compared_with_says_what_to_do(against: str) -> None:
    where = str(SHIPPED / against) if against == "tests" else against
    with pytest.raises(DataError, match=r"--against: .*(revision|flows/)"):
        older_flows(where, None)


def test_an_older_edition_may_be_written_otherwise() -> None:
    written = {
        "flow": "old",
        "steps": [{"id": "who", "ask": "pick", "options": [{"id": "a"}, "b"], "x": 1}, 5],
    }
    assert [(s.id, s.options) for s in old_steps(written)] == [("who", ("a", "b"))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("steps: [", "Tệp sai cách viết"),
        (TEXTS[ONBOARDING].replace("purpose: advice", "porpose: advice"), "gõ sai tên khoá"),
        (TEXTS[ONBOARDING].replace("{id: consent,", "{id: Đồng ý,"), "chữ thường không dấu"),
        (TEXTS[ONBOARDING].replace('{consent: "no"}', "{verdict: ok}"), "bước ở phía trên"),
    ],
)
def test_a_file_that_cannot_be_read_says_in_vietnamese_what_to_do(text: str, said: str) -> None:
    with pytest.raises(DataError) as fault:
        parse_book({**TEXTS, ONBOARDING: text})
    assert said in of_fault(fault.value)


def test_every_rule_of_the_linter_is_explained(book: Book) -> None:
    sources = (SHIPPED / "bot/conversation/checks").glob("*.py")
    rules = {r for s in sources for r in re.findall(r'Finding\(\s*"([a-z-]+)"', s.read_text("utf-8"))}
    rules |= {"own-unread"}
    rules |= set(
        re.findall(r'_gone\("([a-z-]+)"', (SHIPPED / "bot/conversation/checks/changes.py").read_text())
    )
    assert len(rules) > 20
    missing = [rule for rule in sorted(rules) if not book.messages.has(f"tools.rules.{rule}")]
    assert not missing, f"locales/vi/tools.yaml: explain {missing}"
