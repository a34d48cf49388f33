"""Waiting grows, and never breaks however long a trouble lasts."""

from __future__ import annotations

from bot.turns.back_off import back_off


def test_it_doubles_up_to_the_longest() -> None:
    assert [back_off(n, 30) for n in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]


def test_a_trouble_of_many_days_is_waited_out() -> None:
    assert back_off(100_000, 60) == 60
