"""What stands before a dear pattern or comparison lets through all that it takes."""

from __future__ import annotations

from re import Pattern

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import (
    anniversaries,
    birth,
    clauses,
    cuts,
    durations,
    helping,
    markup,
    name_tokens,
    other_dates,
    outweigh,
    person_leads,
    persons,
    scattered_dates,
    sentence,
    shop_leads,
    who,
    wishes,
    written_dates,
)
from bot.understanding.birth_forms import BIRTH_FORMS
from bot.understanding.dates import _FORMS as DATE_FORMS
from bot.understanding.ends import SHORTEST, ends_of, may_be_near
from bot.understanding.fold import clean, plain
from bot.understanding.nearness import nearness
from bot.understanding.phrases import by_key, stand
from bot.understanding.question_words import alike
from bot.understanding.questions import ALONE, ALONE_MARGIN
from bot.understanding.reader import QUESTIONS
from bot.understanding.sentence import words
from bot.understanding.written_dates import Form, prepared, shape_of
from tests.lexicon import LEXICON, READER
from tests.understanding.lines import every_line

TEXTS = sorted({line.text for line in every_line() if not line.held})
SAID = sorted(set(map(LEXICON.said, TEXTS)))
FORMS = list(dict.fromkeys((*BIRTH_FORMS, *DATE_FORMS)))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.pattern.pattern[:40])
def test_a_form_of_dates_stands_only_where_it_may(form: Form) -> None:
    for said in map(prepared, SAID):
        assert form.may_stand(shape_of(said)) or not form.pattern.search(said), said


WORDS = {
    "the name of a person": (person_leads.LEAD, person_leads.LEADS),
    "the name of a shop": (shop_leads.LEAD, shop_leads.LEADS),
    "the moon": (written_dates._LUNAR, written_dates._LUNAR_WORDS),
    "a day of the moon": (written_dates._LUNAR_DAY, written_dates._LUNAR_WORDS),
    "lengths of time": (durations._LENGTH, durations._LASTS),
    "clauses of whom": (who._CLAUSE, who._JOINS),
    "asking of whom": (who._ASKED, who._ASKING),
    "both of them": (who._BOTH, who._ALL),
    "one and the other": (who._TWO, {"vua", "nua"}),
    "gone": (who._GONE, {"dau", "gi"}),
    "over": (who._OVER, who._NOT_NOW),
    "past": (who._PAST, who._NOT_NOW),
    "to be": (who._FUTURE, who._NOT_NOW),
}
PIECES = {
    "born": (birth._CALLED, ("tuoi", "sinh")),
    "units of time": (durations._LENGTH, durations._UNITS),
    "about one": (anniversaries._ONE, anniversaries._HOW),
    "documents": (other_dates._DOCUMENT, ("/",)),
    "addressed": (persons._ADDRESS, persons._ADDRESSED),
    "together": (persons._TOGETHER, persons._WITH),
    "corrected": (name_tokens._CORRECTION, name_tokens._CORRECTING),
    "no name": (wishes._NAMELESS, ("dau",)),
    "called": (outweigh._CALLED, ("ten",)),
    "a contrast": (outweigh._CONTRAST, ("thi ",)),
}
SHAPES = {
    "money": (other_dates._AMOUNT, other_dates._AMOUNTS),
    "a year": (scattered_dates._YEAR, scattered_dates._YEAR_NEEDS),
    "a number of somebody's": (written_dates._ID_NUMBER, ("0",)),
}


@pytest.mark.parametrize("pattern, needed", WORDS.values(), ids=WORDS)
def test_a_pattern_stands_only_beside_a_word_it_needs(pattern: Pattern[str], needed: set[str]) -> None:
    for said in SAID:
        assert not pattern.search(said) or not needed.isdisjoint(words(said)), said


@pytest.mark.parametrize("pattern, needed", PIECES.values(), ids=PIECES)
def test_a_pattern_stands_only_beside_a_piece_it_needs(
    pattern: Pattern[str], needed: tuple[str, ...]
) -> None:
    for said in SAID:
        assert not pattern.search(said) or any(map(said.__contains__, needed)), said


@pytest.mark.parametrize("pattern, needed", SHAPES.values(), ids=SHAPES)
def test_a_pattern_stands_only_in_a_shape_it_needs(pattern: Pattern[str], needed: tuple[str, ...]) -> None:
    for said in SAID:
        assert not pattern.search(said) or any(map(shape_of(said).__contains__, needed)), said


def test_markup_and_helping_are_found_wherever_they_are() -> None:
    for text in TEXTS:
        ordered = markup._MARKUP.search(text) or markup._ORDERS.search(plain(text))
        assert markup.holds_markup(text) is (ordered is not None), text
    for said in SAID:
        tokens = words(said)
        likely = not helping._HELPING.isdisjoint(tokens) or not helping._PEOPLE.isdisjoint(tokens)
        assert likely or not helping._HELPS.search(said), said


def test_a_text_that_may_not_stop_is_cut_nowhere() -> None:
    for text in map(clean, TEXTS):
        assert name_tokens._may_stop(text) or name_tokens._STOP.split(text) == [text], text


def test_nothing_is_taken_back_in_a_way_that_was_ruled_out() -> None:
    every = (cuts._joked, cuts._handed_over, cuts._set_right, cuts._turned_to_self, cuts._withdrawn)
    for text in TEXTS:
        tidy = clean(text)
        likely = cuts.ways_back(tidy, words(LEXICON.said(text)), LEXICON)
        for question in QUESTIONS:
            whole = cuts.Text.of(tidy, question, LEXICON)
            ruled_out = [way for way in every if way not in likely]
            found = [way for way in ruled_out for clause in whole.clauses if any(way(clause, whole))]
            assert not found, (question, text)


def test_nothing_is_set_right_without_a_word_for_it() -> None:
    for said in SAID:
        held = any(map(said.__contains__, sentence._CORRECTING))
        assert held or not sentence._CORRECTED.search(said), said


def test_nobody_turns_or_is_called_without_a_word_for_it() -> None:
    for said in SAID:
        assert any(map(said.__contains__, clauses._TURNS)) or not clauses._TURN.search(said), said
        assert any(map(said.__contains__, clauses._CALLS)) or not clauses._CALLED.search(said), said


@given(
    st.text("abcd ", min_size=SHORTEST, max_size=16), st.integers(0, 16), st.sampled_from("abcd"), st.data()
)
def test_one_slip_leaves_the_beginning_or_the_end(
    meant: str, at: int, letter: str, data: st.DataObject
) -> None:
    at = min(at, len(meant) - 1)
    slips = {
        meant[:at] + letter + meant[at + 1 :],
        meant[:at] + letter + meant[at:],
        meant[:at] + meant[at + 1 :],
        meant[:at] + meant[at : at + 2][::-1] + meant[at + 2 :],
    }
    typed = data.draw(st.sampled_from(sorted(slips)))
    if len(typed) >= SHORTEST:
        assert may_be_near(typed, ends_of([meant]))


@given(st.lists(st.sampled_from(["ten", "khong", "phai", "lam", "gi", "dau", "nham"]), max_size=8))
def test_a_list_is_found_by_the_rarest_words_of_its_phrases(tokens: list[str]) -> None:
    phrases = frozenset(("khong phai", "lam gi", "ten", "nham", "khong lam gi dau"))
    said = f" {' '.join(tokens)} "
    assert stand(by_key(phrases), tokens) == any(f" {phrase} " in said for phrase in phrases)


def test_questions_left_out_are_not_near_enough() -> None:
    index = READER.intents.index
    for said in SAID[::7]:
        tokens = alike(said)
        every = nearness(tokens, index, 0.0, 1.0)
        near = nearness(tokens, index, ALONE, ALONE_MARGIN)
        best = max(every.values(), default=0.0)
        if best < ALONE:
            assert max(near.values(), default=0.0) < ALONE, said
            continue
        close = {one: value for one, value in every.items() if value >= max(ALONE, best - ALONE_MARGIN)}
        assert {one: near.get(one) for one in close} == pytest.approx(close), said
