"""What is remembered of a message that broke off between its parts."""

from __future__ import annotations

from datetime import date

from bot.channels.half_way import HalfWay
from tests.house import Clock, noon

PARTS = ("một", "hai", "ba")


def _half_way() -> tuple[HalfWay, Clock]:
    clock = Clock(noon(date(2026, 11, 20)))
    return HalfWay(clock), clock


def test_the_same_message_goes_on_where_it_stopped_once() -> None:
    half_way, _ = _half_way()
    half_way.stopped("an", PARTS, 2)
    assert half_way.arrived("binh", PARTS) == 0
    assert half_way.arrived("an", PARTS) == 2
    assert half_way.arrived("an", PARTS) == 0


def test_another_message_begins_at_its_beginning() -> None:
    half_way, _ = _half_way()
    half_way.stopped("an", PARTS, 2)
    assert half_way.arrived("an", ("một", "hai", "bốn")) == 0
    assert half_way.arrived("an", PARTS) == 0


def test_a_day_later_nothing_is_left() -> None:
    half_way, clock = _half_way()
    half_way.stopped("an", PARTS, 1)
    clock.forward(days=1, seconds=1)
    half_way.arrived("binh", PARTS)
    assert not half_way._stopped


def test_the_newest_thousand_are_held_without_names_and_texts() -> None:
    half_way, _ = _half_way()
    for number in range(1001):
        half_way.stopped(f"person {number}", PARTS, 1)
    assert len(half_way._stopped) == 1000
    assert half_way.arrived("person 0", PARTS) == 0
    assert half_way.arrived("person 1000", PARTS) == 1
    assert "person" not in repr(half_way._stopped)
    assert "hai" not in repr(half_way._stopped)
