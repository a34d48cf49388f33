"""What a fresh process costs: imports, reading the book, memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from statistics import median
from time import perf_counter

from tests.bench.table import Line

_MEMORY = """
import resource
from bot.app import make_app
from bot.data import read_book
book = read_book()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def lines() -> Iterator[Line]:
    """Seconds and megabytes."""
    bare = _seconds("pass")
    yield Line("import bot.cli", _seconds("import bot.cli") - bare, "s")
    yield Line("import the server (bot.app)", _seconds("import bot.app") - bare, "s")
    yield Line(
        "read flows and sentences",
        _seconds("from bot.data import read_book; read_book()") - _seconds("import bot.data"),
        "s",
    )
    memory = subprocess.run([sys.executable, "-c", _MEMORY], capture_output=True, check=True, text=True)
    yield Line("memory of the server before its first turn", int(memory.stdout) / 1024, "MB")


def _seconds(code: str) -> float:
    spans = []
    for _ in range(5):
        began = perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        spans.append(perf_counter() - began)
    return median(spans)
