"""How well the lines are read: accuracy by question, wrong guesses on traps, and how long it takes."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median, quantiles
from typing import Any

from bot.data import read_book
from bot.understanding.facts import written
from bot.understanding.reader import QUESTIONS, Reader
from tests.understanding.lines import TODAY, Line, every_line

_WEEK = 7


def agrees(got: Mapping[str, Any], want: Mapping[str, Any]) -> bool:
    """True where both say the same; the ends of vague spans may differ by as much as people would."""
    if got == want:
        return True
    kind = next(iter(want))
    return kind in got and kind.endswith("between") and _near(got[kind], want[kind])


def _near(got: Sequence[str | None], want: Sequence[str | None]) -> bool:
    low, high = _days(got)
    wanted_low, wanted_high = _days(want)
    if (low is None) != (wanted_low is None):
        return False
    width = (wanted_high - wanted_low).days if wanted_low else 2 * _WEEK * 4
    slack = 0 if width == 0 else max(_WEEK, width // 2, (TODAY - wanted_high).days // 5)
    beside = [abs((high - wanted_high).days)]
    if low and wanted_low:
        beside.append(abs((low - wanted_low).days))
    return max(beside) <= slack


def _days(span: Sequence[str | None]) -> tuple[date | None, date]:
    low, high = (date.fromisoformat(end) if end else None for end in span)
    return low, high or TODAY


@dataclass
class Score:
    """What was right, by question, and what was guessed wrongly on traps."""

    lines: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    traps: int = 0
    guessed: int = 0
    beside: int = 0
    beside_right: int = 0
    seconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[tuple[Line, Mapping[str, Any]]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of lines read right, 0 to 1."""
        return sum(self.right.values()) / max(1, sum(self.lines.values()))


def score(reader: Reader, lines: Iterable[Line]) -> Score:
    """The lines read one after the other."""
    found = Score()
    for line in lines:
        started = time.perf_counter()
        heard = reader.read(line.question, line.text, TODAY)
        found.seconds.setdefault(line.question, []).append(time.perf_counter() - started)
        got = written(heard.got)
        good = agrees(got, line.want)
        found.lines[line.question] += 1
        found.right[line.question] += good
        found.traps += line.trap
        found.guessed += line.trap and "none" not in got
        also = {key: value for fact in heard.also for key, value in written(fact).items()}
        found.beside += len(line.also)
        found.beside_right += sum(k in also and agrees({k: also[k]}, {k: v}) for k, v in line.also.items())
        if not good:
            found.wrong.append((line, got))
    return found


def report(name: str, found: Score) -> None:
    """Print one table."""
    print(f"\n{name}: {sum(found.lines.values())} lines, {found.share:.1%} right")
    for question in QUESTIONS:
        if found.lines[question]:
            spent = [1000 * s for s in found.seconds[question]]
            share = found.right[question] / found.lines[question]
            print(
                f"  {question:16} {share:6.1%} of {found.lines[question]:4}   median {median(spent):.2f} ms"
            )
    asked = [1000 * second for one, each in found.seconds.items() if one != "any" for second in each]
    if asked:
        print(f"  one question asked, whichever: median {median(asked):.2f} ms of {len(asked)} lines")
    spent = [1000 * second for each in found.seconds.values() for second in each]
    print(
        f"  wrong guesses on traps: {found.guessed} of {found.traps} ({found.guessed / max(1, found.traps):.1%})"
    )
    print(f"  facts beside the answer: {found.beside_right} of {found.beside}")
    print(f"  99 of 100 lines within {quantiles(spent, n=100)[98]:.2f} ms")


def main() -> None:
    """Score the lines everybody sees, then those nobody looks into."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--question", choices=QUESTIONS, help="only this question")
    asked.add_argument("--file", help="only lines of this file, such as traps")
    asked.add_argument("--show", action="store_true", help="print what was read wrongly; held lines never")
    wanted = asked.parse_args()
    reader = read_book().reader
    reader.read("province", "phường 1", TODAY)  # the tables of places are read at first use
    lines = [
        line
        for line in every_line()
        if wanted.question in (None, line.question) and wanted.file in (None, line.place.split(":")[0])
    ]
    seen, held = ([line for line in lines if line.held is held] for held in (False, True))
    for name, part in (("seen while the reader was written", seen), ("held back", held)):
        if part:
            found = score(reader, part)
            if wanted.show and part is seen:
                for line, got in found.wrong:
                    print(f"{line.place} {line.question} | {line.text} | want {line.want} got {got}")
            report(name, found)


if __name__ == "__main__":
    sys.exit(main())
