"""Lines by many hands: how many are read right, and how seldom a trap is taken for an answer."""

from __future__ import annotations

import pytest

from bot.understanding.facts import written
from bot.understanding.reader import QUESTIONS
from tests.lexicon import READER
from tests.understanding.lines import TODAY, every_line
from tests.understanding.score import score

LINES = every_line()


def test_there_are_lines_of_every_question_with_traps_among_them() -> None:
    assert len(LINES) >= 1000
    for question in QUESTIONS:
        of = [line for line in LINES if line.question == question]
        assert len(of) >= 100 and sum(line.trap for line in of) >= 0.15 * len(of), question


def test_lines_of_several_hands_are_held_back() -> None:
    held = sum(line.held for line in LINES)
    assert held >= 1800


@pytest.mark.parametrize(
    ("held", "least", "least_each", "most_guessed"),
    [(False, 0.97, 0.95, 0.02), (True, 0.94, 0.91, 0.05)],
    ids=["seen", "held"],
)
def test_lines_are_read_right_and_traps_are_not(
    held: bool, least: float, least_each: float, most_guessed: float
) -> None:
    found = score(READER, [line for line in LINES if line.held is held])
    assert found.share >= least
    for question, lines in found.lines.items():
        assert found.right[question] >= least_each * lines, question
    assert found.guessed <= most_guessed * found.traps


def test_the_same_text_is_read_the_same_twice() -> None:
    for line in LINES[::7]:
        first, second = (READER.read(line.question, line.text, TODAY) for _ in range(2))
        assert written(first.got) == written(second.got)
