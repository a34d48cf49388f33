"""Facts: what answers state is what the programmes' rules know; anything else would stop the talk there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from bot.conversation.checks.findings import Finding, Subject
from bot.conversation.flow import Flow, Step
from bot.programme.facts import WHO, Facts

KNOWN = frozenset(f.name for f in fields(Facts)) - {"states", "invalid"}


def facts_known(subject: Subject) -> Iterator[Finding]:
    """Every fact has a name that the rules know."""
    for name, flow in subject.book.flows.items():
        for step in flow.steps:
            stated = {key for option in step.options for key in option.facts} | ({step.fact} - {None})
            if unknown := stated - KNOWN:
                what = f"facts: {sorted(map(str, unknown))} mean nothing; there are {sorted(KNOWN)}"
                yield Finding("facts-known", f"{name}.{step.id}", what)


def people_known(subject: Subject) -> Iterator[Finding]:
    """Each kind of person has a programme that says something about them, or the talk ends for them at once."""
    for name, flow in subject.book.flows.items():
        for step in flow.steps:
            for option in step.options if step.fact == "who" else ():
                if option.id not in WHO and not _ends(flow, step, option.id):
                    what = f"no programme knows {option.id}, only {list(WHO)}; put behind this step: "
                    end = f"- {{id: …, end: said, when: {{{step.id}: {option.id}}}}}"
                    yield Finding("facts-who", f"{name}.{step.id}.{option.id}", what + end)


def _ends(flow: Flow, step: Step, option: str) -> bool:
    """True where nothing but this answer leads to some end."""
    alone = (s.when[step.id] for s in flow.steps if s.end and set(s.when) == {step.id})
    return any(option in test.tokens and not test.negated for test in alone)
