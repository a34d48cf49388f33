"""Weighs anew what speaks against an answer, from the lines everybody sees: writes flows/understanding/doubt.yaml.

A logistic regression that keeps few words (an L1 penalty), by coordinate descent: no library, a few seconds.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import exp
from pathlib import Path

from bot.data import read_book
from bot.understanding.doubting import Feature, features
from tests.understanding.lines import TODAY, Line, every_line

FILE = Path(__file__).parents[2] / "flows/understanding/doubt.yaml"
ENOUGH = 1.6  # log-odds: five to one
_COST, _SWEEPS, _LEAST = 0.5, 60, 0.005
_FEWEST_LINES, _FEWEST_HANDS = 4, 3  # what fewer wrote is one person's habit
_HEAD = """\
# How much words speak against a text's being an answer (above zero) or for it (below), in log-odds: a text that has
# `enough` of it is asked again. Written by `make weigh` from tests/understanding/*.jsonl: add lines there.
"""

Sample = tuple[set[Feature], bool]
"""What is weighed of a line, and whether it answers nothing."""


def samples(lines: Sequence[Line]) -> list[Sample]:
    """The lines that answer or should be asked again; what steers or asks is not weighed."""
    reader = read_book().reader
    return [
        (features(reader.weighed(line.question, line.text, TODAY)), "none" in line.want)
        for line in lines
        if "intent" not in line.want
    ]


def common(lines: Sequence[Line], weighed: Sequence[Sample]) -> list[Feature]:
    """The words and pairs that enough lines by enough hands have."""
    files = [line.place.split(":")[0] for line in lines if "intent" not in line.want]
    count: Counter[Feature] = Counter()
    hands: dict[Feature, set[str]] = defaultdict(set)
    for (found, _), file in zip(weighed, files, strict=True):
        count.update(found)
        for feature in found:
            hands[feature].add(file)
    return sorted(f for f, n in count.items() if n >= _FEWEST_LINES and len(hands[f]) >= _FEWEST_HANDS)


def weigh(weighed: Sequence[Sample], words: Sequence[Feature]) -> tuple[float, Mapping[Feature, float]]:
    """Where every text starts, and the points of the words that are kept."""
    rows = [[at for at, (found, _) in enumerate(weighed) if word in found] for word in words]
    signs = [1.0 if nothing else -1.0 for _, nothing in weighed]
    margins = [0.0] * len(signs)
    points = [0.0] * len(words)
    start = 0.0
    for _ in range(_SWEEPS):
        step = _step(range(len(signs)), signs, margins, 0.0, penalty=0.0)
        start += step
        margins = [margin + step for margin in margins]
        for at, row in enumerate(rows):
            step = _step(row, signs, margins, points[at], penalty=1.0)
            if step:
                points[at] += step
                for line in row:
                    margins[line] += step
    return start, {word: weight for word, weight in zip(words, points, strict=True) if abs(weight) >= _LEAST}


def _step(
    row: Sequence[int], signs: Sequence[float], margins: Sequence[float], weight: float, *, penalty: float
) -> float:
    """How far the weight of one word goes towards the least loss, the others left where they are."""
    slope = curve = 0.0
    for at in row:
        wrong = 1.0 / (1.0 + exp(signs[at] * margins[at]))
        slope -= _COST * signs[at] * wrong
        curve += _COST * wrong * (1.0 - wrong)
    wanted = weight - slope / max(curve, 1e-6)
    least = penalty / max(curve, 1e-6)
    wanted = 0.0 if abs(wanted) <= least else wanted - least if wanted > 0 else wanted + least
    return max(-1.0, min(1.0, wanted - weight))


def main() -> None:
    """Write the file anew."""
    lines = [line for line in every_line() if not line.held]
    weighed = samples(lines)
    start, points = weigh(weighed, common(lines, weighed))
    ranked = sorted(
        ((" ".join(words), weight) for words, weight in points.items()), key=lambda one: (-one[1], one[0])
    )
    body = "".join(f'  "{words}": {weight:.2f}\n' for words, weight in ranked)
    FILE.write_text(f"{_HEAD}enough: {ENOUGH}\nstart: {start:.2f}\npoints:\n{body}", encoding="utf-8")
    print(f"{len(points)} of the words and pairs in {len(weighed)} lines kept")


if __name__ == "__main__":
    sys.exit(main())
