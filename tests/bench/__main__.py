"""Print the whole table; the figures hold for the machine named above them."""

from __future__ import annotations

import logging
import os
import platform
from pathlib import Path

import structlog

from bot.data import read_book
from tests.bench import engine, pages, process, readers, throughput, webhook
from tests.bench.table import show


def _machine() -> str:
    info = Path("/proc/cpuinfo")
    names = [x.partition(":")[2].strip() for x in info.read_text().splitlines() if x.startswith("model name")]
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    cpu = names[0] if names else platform.processor()
    return f"{cpu}, {os.cpu_count()} cores; Python {platform.python_version()}; load {load}"


def main() -> None:
    """Measure and print; about a minute."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    print(_machine())
    book = read_book()
    show(engine.lines(book))
    show(readers.lines(book))
    show(throughput.lines(book))
    show(webhook.lines(book))
    show(pages.lines(book))
    show(process.lines())


main()
