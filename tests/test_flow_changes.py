"""The flow changes under a half-done conversation: answers that fit stay, the others are asked, none is guessed."""

from __future__ import annotations

from datetime import date

import pytest

from bot.conversation.book import Book
from bot.conversation.events import Said
from tests.changed_books import ONBOARDING, SENTENCES, changed_book
from tests.conversation_runner import Engine, Heard

TODAY = date(2026, 11, 20)
NEW_QUESTION = """
size:
  label: Quy mô
  ask: Mình hỏi thêm một câu.
  ask_again: Mình hỏi thêm một câu.
  bad: Mình chưa rõ.
  why: Mình hỏi thêm một câu.
  options:
    small: Nhỏ
    large: Lớn
"""


@pytest.fixture
def engine(book: Book) -> Engine:
    return Engine(book, TODAY)


def press(engine: Engine, heard: Heard, option: str) -> Heard:
    return engine.press(heard.message.buttons[heard.options.index(option)].data)


def pressed(engine: Engine, *options: str) -> Heard:
    heard = engine.begin()
    for option in options:
        heard = press(engine, heard, option)
    return heard


def kinds(heard: Heard) -> list[str]:
    return [kind for kind, *_ in heard.lines]


def renamed() -> Book:
    return changed_book(
        (ONBOARDING, "- id: certificate\n", "- id: paper\n    was: [certificate]\n"),
        (SENTENCES, "\ncertificate:\n", "\npaper:\n"),
    )


def test_a_renamed_step_keeps_its_answer(engine: Engine) -> None:
    heard = pressed(engine, "yes", "household", "yes")
    engine.book = renamed()
    heard = press(engine, heard, "first")
    assert heard.keys == ["onboarding.verdict.biz_vn.ok", "onboarding.shop.ask"]


def test_a_renamed_step_that_is_open_is_asked_under_its_new_name(engine: Engine) -> None:
    heard = pressed(engine, "yes", "household")
    engine.book = renamed()
    heard = press(engine, heard, "yes")
    assert heard.keys == ["common.changed", "onboarding.paper.ask"]
    assert press(engine, heard, "yes").keys == ["onboarding.biz_names.ask"]


def test_an_inserted_step_is_asked_and_later_answers_stay(engine: Engine) -> None:
    heard = pressed(engine, "yes", "household", "yes")
    step = "- {id: size, ask: choice, when: {who: household}, options: [small, large]}\n  "
    certificate = "- id: certificate\n"
    engine.book = changed_book((ONBOARDING, certificate, step + certificate), (SENTENCES, "", NEW_QUESTION))
    heard = press(engine, heard, "first")
    assert heard.keys == ["common.changed", "onboarding.size.ask"]
    assert press(engine, heard, "small").keys == ["onboarding.biz_names.ask"]
    assert engine.load().answers["certificate"] == "yes"


def test_a_removed_step_is_parked(engine: Engine) -> None:
    heard = pressed(engine, "yes", "household", "yes")
    removed = "- id: certificate\n    ask: yes_no\n    fact: has_certificate\n    when: {who: household}\n"
    engine.book = changed_book((ONBOARDING, removed, ""))
    heard = press(engine, heard, "first")
    assert heard.keys == ["onboarding.verdict.biz_vn.fact_missing", "onboarding.shop.ask"]
    assert engine.load().answers["certificate"] == "yes"
    heard = engine.happen(Said("sửa"))
    assert "certificate" not in heard.options


def without_unsure() -> Book:
    return changed_book((ONBOARDING, "      - {id: unsure, facts: {citizen_of_vn: true}}\n", ""))


def test_an_answer_that_is_offered_no_more_is_asked_again(engine: Engine) -> None:
    pressed(engine, "yes", "citizen", "unsure")
    engine.book = without_unsure()
    heard = engine.happen(Said("15/3/2005"))
    assert heard.keys == ["common.changed", "onboarding.id_names.ask"]
    assert "unsure" not in heard.options
    assert "birth" not in engine.load().answers


def test_a_button_that_is_offered_no_more_answers_nothing(engine: Engine) -> None:
    heard = pressed(engine, "yes", "citizen")
    engine.book = without_unsure()
    heard = press(engine, heard, "unsure")
    assert heard.keys[-1].startswith("onboarding.id_names.")
    assert heard.options == ["first", "had_free", "had_paid", "foreign"]
    assert "id_names" not in engine.load().answers
    assert "answered" not in kinds(heard)


def test_the_number_of_an_option_that_is_offered_no_more_answers_nothing(engine: Engine) -> None:
    pressed(engine, "yes", "citizen")
    engine.book = without_unsure()
    heard = engine.happen(Said("4"))
    assert heard.options == ["first", "had_free", "had_paid", "foreign"]
    assert "id_names" not in engine.load().answers


def test_a_question_repeated_after_a_change_offers_only_what_is_left(engine: Engine) -> None:
    pressed(engine, "yes", "citizen")
    without_sentence = changed_book(
        (ONBOARDING, "      - {id: unsure, facts: {citizen_of_vn: true}}\n", ""),
        (
            SENTENCES,
            "    had_paid: Đã có tên, tự trả tiền\n    unsure: Không nhớ\n    foreign",
            "    had_paid: A\n    foreign",
        ),
    )
    engine.book = without_sentence
    heard = engine.happen(Said("trợ giúp"))
    assert heard.options == ["first", "had_free", "had_paid", "foreign"]


def test_a_registrar_taken_off_meanwhile_is_not_gone_to(engine: Engine) -> None:
    heard = pressed(engine, "yes", "household", "yes", "first", "skip")
    heard = engine.happen(Said("tiembanhcoba"))
    engine.book = changed_book(("flows/registrars.yaml", "  - id: matbao\n", "  - id: other\n"))
    heard = press(engine, heard, "matbao")
    assert engine.load().ended is None
    assert heard.keys == ["common.changed", "onboarding.registrar.ask"]
    assert "matbao" not in heard.options


def test_a_rule_that_changed_gives_another_verdict(engine: Engine) -> None:
    heard = pressed(engine, "yes", "citizen", "first")
    engine.happen(Said("15/3/2005"))
    rules = "flows/programmes/id_vn.yaml"
    engine.book = changed_book(
        (
            rules,
            "to: 2026-12-31, lower: 18, upper: 23, over: 24",
            "to: 2026-12-31, lower: 22, upper: 23, over: 24",
        )
    )
    heard = engine.happen(Said("Trần Minh Khuê"))
    assert "onboarding.verdict.id_vn.age_below_18" in heard.keys


def test_what_has_ended_is_never_replayed(engine: Engine) -> None:
    heard = pressed(engine, "yes", "household", "yes", "first", "skip")
    engine.happen(Said("tiembanhcoba"))
    engine.happen(Said("1"))
    engine.happen(Said("menu"))
    before = engine.load()
    step = "- {id: size, ask: choice, when: {who: household}, options: [small, large]}\n  "
    certificate = "- id: certificate\n"
    engine.book = changed_book((ONBOARDING, certificate, step + certificate), (SENTENCES, "", NEW_QUESTION))
    heard = engine.happen(Said("chào"))
    assert heard.keys == ["common.greeting", "menu.ask"]
    assert engine.load().answers == before.answers
