"""What changed under people who are half-way: ids that are gone, questions that ask something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.conversation.checks.findings import Finding
from bot.conversation.checks.removed import Removals
from bot.conversation.flow import Flow, Step


@dataclass(frozen=True, slots=True)
class OldStep:
    """What an older edition said of a step, as far as stored answers depend on it."""

    id: str
    ask: str | None
    purpose: str | None
    options: tuple[str, ...]


OldFlows = Mapping[str, Sequence[OldStep]]


def old_steps(written: Mapping[str, Any]) -> list[OldStep]:
    """The steps of a flow as it was written then; read leniently: it may be older than today's rules."""
    return [
        OldStep(str(s.get("id")), s.get("ask"), s.get("purpose"), tuple(_options(s.get("options") or ())))
        for s in written.get("steps") or ()
        if isinstance(s, Mapping)
    ]


def _options(written: Sequence[Any]) -> Iterator[str]:
    for option in written:
        yield str(option["id"]) if isinstance(option, Mapping) else str(option)


def undeclared(before: OldFlows, now: Mapping[str, Flow], removals: Removals) -> Iterator[Finding]:
    """Every change by which stored answers would be lost or misread without anybody having said so."""
    for name, steps in before.items():
        if name not in now:
            if (name,) not in removals:
                yield _gone("changed-flow", name)
            continue
        for step in steps:
            after = _successor(now[name], step.id)
            if after is None:
                if (name, step.id) not in removals:
                    yield _gone("changed-step", name, step.id)
            else:
                yield from _asks_otherwise(name, step, after)
                yield from _options_gone(name, step, after, removals)


def back_again(now: Mapping[str, Flow], removals: Removals) -> Iterator[Finding]:
    """What is declared removed is not there: an old answer would count for the new question of that id."""
    for removal in removals.removed:
        flow = now.get(removal.flow)
        step = flow.step(removal.step) if flow and removal.step else None
        there = step and step.option(removal.option) if removal.option else step if removal.step else flow
        if there is not None:
            what = "declared in flows/removed.yaml but there: give it another id, or drop the declaration"
            yield Finding("removed-there", ".".join(removal.what), what)


def _successor(flow: Flow, step_id: str) -> Step | None:
    return flow.step(step_id) or next((s for s in flow.steps if step_id in s.was), None)


def _gone(rule: str, *what: str) -> Finding:
    named = ", ".join(f"{k}: {v}" for k, v in zip(("flow", "step", "option"), what, strict=False))
    line = f"add to flows/removed.yaml: - {{{named}, since: YYYY-MM-DD, why: …}}"
    renamed = f"was it renamed? put `was: [{what[1]}]` on the new step; else " if len(what) == 2 else ""
    return Finding(rule, ".".join(what), f"is there no more; {renamed}{line}")


def _asks_otherwise(name: str, before: OldStep, after: Step) -> Iterator[Finding]:
    place = f"{name}.{after.id}"
    if before.purpose != after.purpose and before.purpose:
        what = (
            f"consent was for {before.purpose}, now for {after.purpose}; nobody agreed to that: give the step"
        )
        yield Finding(
            "changed-purpose", place, f"{what} a new id without `was` and declare {before.id} removed"
        )
    elif before.ask != after.ask and before.id == after.id:
        what = f"was `ask: {before.ask}`, now `ask: {after.ask}`: give the step a new id, and either put"
        yield Finding(
            "changed-kind", place, f"{what} `was: [{before.id}]` on it or declare {before.id} removed"
        )


def _options_gone(name: str, before: OldStep, after: Step, removals: Removals) -> Iterator[Finding]:
    if before.ask != after.ask:
        return
    for option in before.options:
        declared = (name, before.id, option) in removals or (name, after.id, option) in removals
        if after.option(option) is None and not declared:
            yield _gone("changed-option", name, after.id, option)
