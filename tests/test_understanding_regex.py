"""Regular expressions that are compiled when they are first used are well formed all the same."""

from __future__ import annotations

import gc
import pkgutil
import re
from importlib import import_module

import pytest

import bot.understanding
from bot.understanding.regex import _Lazy, regex


def test_every_regular_expression_of_the_readers_compiles() -> None:
    for module in pkgutil.iter_modules(bot.understanding.__path__, "bot.understanding."):
        import_module(module.name)
    lazy = [one for one in gc.get_objects() if type(one) is _Lazy]
    assert len(lazy) > 300
    for one in lazy:
        assert re.compile(one._written, one._flags).pattern == one._written


def test_it_is_as_good_as_the_pattern() -> None:
    word = regex(r"(\w)\w*", re.IGNORECASE)
    assert word.sub(r"\1", "Ba bốn") == "B b" and word.findall("Ba bốn") == ["B", "b"]
    assert word.pattern == r"(\w)\w*" and word.flags & re.IGNORECASE
    with pytest.raises(re.error):
        regex("(").search("")
