"""Paths: every one ends, and in a verdict or a clear end; none takes more taps or shows more than promised."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation import menu
from bot.conversation.checks.findings import Finding, Subject
from bot.conversation.checks.rules_data import MAX_SHOWN
from bot.conversation.walk import STUCK, Walked

PROMISED = ("citizen", "household", "enterprise")
TAPS_TO_VERDICT, TAPS_TO_LINK, TYPED = 4, 9, 2


def paths_end(subject: Subject) -> Iterator[Finding]:
    """An answer that a question offers must be one it takes."""
    for walked in subject.walked:
        if walked.end == STUCK:
            step, value = walked.answers[-1]
            yield Finding("paths-end", step, f"does not take its own answer {value!r}")


def verdict_or_end(subject: Subject) -> Iterator[Finding]:
    """A link is only given after a verdict was told."""
    for walked in subject.walked:
        if walked.to_link is not None and walked.to_verdict is None:
            yield Finding("verdict-or-end", walked.end, f"reached without a verdict by {_way(walked)}")


def options_fit(subject: Subject) -> Iterator[Finding]:
    """No question offers more than a person reads at once, and a channel without buttons numbers on one screen."""
    asked = {(say.key, len(say.options), say.step) for walked in subject.walked for say in walked.says}
    for key, offered, step in asked:
        if offered > MAX_SHOWN and step != menu.STEP:  # the menu has a rule of its own
            yield Finding("options-fit", key, f"{offered} options, at most {MAX_SHOWN}")


def few_taps(subject: Subject) -> Iterator[Finding]:
    """At most 4 taps to the verdict, 9 to the link, 2 typed inputs for those the programme is for."""
    for walked in subject.walked:
        if walked.answer("who") not in PROMISED:
            continue
        for name, taken, limit in (
            ("taps to the verdict", walked.to_verdict or 0, TAPS_TO_VERDICT),
            ("taps to the link", walked.to_link or 0, TAPS_TO_LINK),
            ("typed inputs", walked.typed, TYPED),
        ):
            if taken > limit:
                yield Finding("few-taps", walked.end, f"{taken} {name}, at most {limit}: {_way(walked)}")


def _way(walked: Walked) -> str:
    return " → ".join(f"{step}={value}" for step, value in walked.answers)
