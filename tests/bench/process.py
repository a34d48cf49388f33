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
# What importing the readers takes, and what they hold once the book is read and every question was asked.
_READERS = """
import resource
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
import bot.understanding.reader
imported = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
import tracemalloc
from bot.data import read_book
tracemalloc.start()
reader = read_book().reader
from tests.understanding.lines import TODAY, every_line
for line in every_line():
    reader.read(line.question, line.text, TODAY)
theirs = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(True, "*/bot/understanding/*")])
print(imported + sum(one.size for one in theirs.statistics("filename")))
"""


def lines() -> Iterator[Line]:
    """Seconds and megabytes."""
    bare = _seconds("pass")
    yield Line("import bot.cli", _seconds("import bot.cli") - bare, "s")
    yield Line("import the readers", 1000 * (_seconds("import bot.understanding.reader") - bare), "ms", 150)
    held = subprocess.run([sys.executable, "-c", _READERS], capture_output=True, check=True, text=True)
    yield Line("memory of the readers, all words looked up", int(held.stdout) / 1024**2, "MB", 40)
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
