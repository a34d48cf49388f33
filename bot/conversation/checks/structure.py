"""Structure: what must hold before a flow can be walked at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.conversation.checks.findings import Finding, Subject
from bot.conversation.flow import CONTEXT, OptionSpec, Step
from bot.conversation.questions import QUESTIONS
from bot.programme.conditions import TESTS
from bot.programme.verdict import TOKENS

_USES = {
    "commune": ("province",),
    "domain_name": ("person_name", "shop_name"),
    "registrar": ("domain_name",),
}
RESULTS = frozenset({"registered", "stuck", "gave_up"})
STARS = range(1, 6)
_LINK_USES = ("domain_name", "registrar")


def kinds(subject: Subject) -> Iterator[Finding]:
    """Every question is of a kind there is, and what it or an end builds on is of the kind it needs."""
    for name, step in _steps(subject):
        if step.ask is not None and step.ask not in QUESTIONS:
            yield Finding("kinds", f"{name}.{step.id}", f"ask: there are {sorted(QUESTIONS)}")
        used = [subject.book.flows[name].step(s) for s in step.uses]
        asked = tuple(str(s.ask) for s in used if s)
        wanted = _LINK_USES if step.end == "registrar_link" else _USES.get(step.ask or "")
        if wanted and (not asked or any(a not in wanted for a in asked)):
            yield Finding("kinds", f"{name}.{step.id}", f"uses: steps that ask {list(wanted)}")


def guards(subject: Subject) -> Iterator[Finding]:
    """A guard asks for tokens that the step before it can carry; a typo would close a road in silence."""
    for name, step in _steps(subject):
        for key, test in step.when.items():
            before = subject.book.flows[name].step(key)
            possible = _possible(before) if before else CONTEXT.get(key, frozenset())
            if unknown := test.tokens - possible:
                what = f"when: {key} is never {sorted(unknown)}; it can be {sorted(possible)}"
                yield Finding("guards", f"{name}.{step.id}", what)


def settles(subject: Subject) -> Iterator[Finding]:
    """A question stays open for a condition that some programme has."""
    for name, step in _steps(subject):
        if step.settle is not None and step.settle not in TESTS:
            yield Finding("settles", f"{name}.{step.id}", f"settle: there are {sorted(TESTS)}")


def links_listed(subject: Subject) -> Iterator[Finding]:
    """Every official page a flow names is in links.yaml."""
    for name, step in _steps(subject):
        for link in step.links:
            if link not in subject.book.links:
                yield Finding("links-listed", f"{name}.{step.id}", f"links.yaml has no {link}")


def menu_flows(subject: Subject) -> Iterator[Finding]:
    """The menu offers flows there are."""
    for name in subject.book.menu:
        if name not in subject.book.flows:
            yield Finding("menu-flows", "flows/menu.yaml", f"there is no flow {name}")


def logs_known(subject: Subject) -> Iterator[Finding]:
    """What an option writes into the event log is what the numbers count."""
    for name, step in _steps(subject):
        for option in step.options:
            if wrong := [f"{k}: {dict(d)}" for k, d in option.log.items() if not _counted(k, d)]:
                what = f"log: nothing counts {', '.join(wrong)}"
                yield Finding("logs-known", f"{name}.{step.id}.{option.id}", what)


def _counted(kind: str, data: Mapping[str, str | int]) -> bool:
    return data.get("result") in RESULTS if kind == "outcome" else data.get("stars") in STARS


def days_chosen(subject: Subject) -> Iterator[Finding]:
    """A reminder and a calendar entry go by one step whose options say how many days they mean."""
    for name, step in _steps(subject):
        if step.end in ("remind", "calendar"):
            used = [subject.book.flows[name].step(s) for s in step.uses]
            if len(used) != 1 or not all(
                o.days > 0 for s in used if s for o in s.options or [OptionSpec(id="x")]
            ):
                yield Finding("days-chosen", f"{name}.{step.id}", "uses: one step whose options have `days`")


def follow_ups(subject: Subject) -> Iterator[Finding]:
    """What follows an end by itself, or is offered after a link, is a flow there is."""
    book = subject.book
    for name, step in _steps(subject):
        if step.then is not None and step.then not in book.flows:
            yield Finding("follow-ups", f"{name}.{step.id}", f"then: there is no flow {step.then}")
    for name in book.after_link:
        if name not in book.flows:
            yield Finding("menu-flows", "flows/menu.yaml", f"after_link: there is no flow {name}")


def _possible(step: Step) -> frozenset[str]:
    if step.verdict:
        return TOKENS
    question = QUESTIONS.get(step.ask or "")
    return question.possible(step) if question else frozenset()


def _steps(subject: Subject) -> Iterator[tuple[str, Step]]:
    return ((name, step) for name, flow in subject.book.flows.items() for step in flow.steps)
