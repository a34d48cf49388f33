"""A flow: ordered, guarded steps, as people write them in flows/*.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

# What guards may ask of beside earlier steps: whether we may write first, and who the last talk was for.
CHANNEL, PERSON = "channel", "person"
CONTEXT: Mapping[str, frozenset[str]] = {
    CHANNEL: frozenset({"push", "window", "none", "spent"}),
    PERSON: frozenset({"citizen", "household", "enterprise", "cooperative", "organisation", "helper"}),
}

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,23}$")]


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class NotOneOf(_Written):
    """A guard as it is written for what an earlier step must not have become."""

    tokens: str | list[str] = Field(alias="not")


class Test(_Written):
    """One guard: the earlier step must (or, with `negated`, must not) carry one of the tokens."""

    tokens: frozenset[str]
    negated: bool = False


def _test(written: object) -> dict[str, object]:
    negated = isinstance(written, Mapping)
    if isinstance(written, Mapping):
        if set(written) != {"not"}:
            raise ValueError("a guard is a token, a list of tokens, or {not: …}")
        written = written["not"]
    tokens = [written] if isinstance(written, str) else written
    if not isinstance(tokens, list) or not all(isinstance(t, str) for t in tokens):
        raise ValueError(f"a guard names tokens as strings, not {tokens!r}")
    return {"tokens": frozenset(tokens), "negated": negated}


class OptionSpec(_Written):
    """One option of a choice: its id, the facts it states, or the step it reopens instead of answering.

    `days` is the time it means, `log` a line it writes into the event log: its kind and what belongs to it.
    """

    id: Id
    facts: Mapping[str, Any] = Field(default_factory=dict)
    edit: Id | None = None
    days: int = 0
    log: Mapping[Literal["outcome", "rated"], Mapping[str, str | int]] = Field(default_factory=dict)

    @field_validator("facts", mode="before")
    @classmethod
    def _read_facts(cls, written: object) -> object:
        if not isinstance(written, Mapping):
            raise ValueError("`facts` maps names to values")
        return {name: frozenset(said) if isinstance(said, list) else said for name, said in written.items()}


class Step(_Written):
    """One step: exactly one of ask, verdict, tell or end."""

    id: Id
    ask: str | None = None
    verdict: bool = False
    silent: bool = False
    tell: bool = False
    end: Literal["said", "menu", "registrar_link", "wish", "remind", "calendar", "erase"] | None = None
    then: Id | None = None
    links: tuple[Id, ...] = ()
    when: Mapping[str, Test] = Field(default_factory=dict)
    fact: str | None = None
    options: tuple[OptionSpec, ...] = ()
    settle: str | None = None
    uses: tuple[Id, ...] = ()
    confirms: tuple[Id, ...] = ()
    purpose: str | None = None
    note: str | None = None
    sensitive: bool = False
    was: tuple[Id, ...] = ()

    @field_validator("when", mode="before", json_schema_input_type=Mapping[Id, str | list[str] | NotOneOf])
    @classmethod
    def _read_when(cls, written: object) -> object:
        if not isinstance(written, Mapping):
            raise ValueError("`when` maps earlier steps to tokens")
        return {key: _test(value) for key, value in written.items()}

    @field_validator("options", mode="before", json_schema_input_type=list[Id | OptionSpec])
    @classmethod
    def _read_options(cls, written: object) -> object:
        if not isinstance(written, list):
            raise ValueError("`options` is a list")
        return tuple({"id": o} if isinstance(o, str) else o for o in written)

    @field_validator("was", "uses", "confirms", "links", mode="before")
    @classmethod
    def _read_ids(cls, written: object) -> object:
        return tuple(written) if isinstance(written, list) else written

    @model_validator(mode="after")
    def _one_kind(self) -> Step:
        if sum((self.ask is not None, self.verdict, self.tell, self.end is not None)) != 1:
            raise ValueError(f"step {self.id}: exactly one of ask, verdict, tell, end")
        return self

    def option(self, option_id: str) -> OptionSpec | None:
        """The declared option of that id, None where there is none."""
        return self._by_id.get(option_id)

    @cached_property
    def _by_id(self) -> Mapping[str, OptionSpec]:
        return {option.id: option for option in self.options}


class Flow(_Written):
    """A whole flow; `steps` in the order they are asked."""

    flow: Id
    steps: tuple[Step, ...]

    @field_validator("steps", mode="before")
    @classmethod
    def _read_steps(cls, written: object) -> object:
        return tuple(written) if isinstance(written, list) else written

    @model_validator(mode="after")
    def _guards_look_back(self) -> Flow:
        earlier: set[str] = set()
        for step in self.steps:
            if forward := {*step.when, *step.uses, *step.confirms} - earlier - set(CONTEXT):
                raise ValueError(f"step {step.id}: refers to {sorted(forward)}, not asked before it")
            if step.id in earlier:
                raise ValueError(f"step {step.id}: the id is used twice")
            earlier.add(step.id)
        if not self.steps or self.steps[-1].end is None or self.steps[-1].when:
            raise ValueError("the last step must be an unguarded end")
        return self

    @cached_property
    def purposes(self) -> frozenset[str]:
        """What the flow asks consent for."""
        return frozenset(step.purpose for step in self.steps if step.purpose)

    @cached_property
    def used(self) -> frozenset[str]:
        """The steps whose values later steps build on: what remains of an erased answer is not enough there."""
        return frozenset(used for step in self.steps for used in step.uses)

    def reopened_with(self, step_id: str) -> tuple[str, ...]:
        """The step and those that confirmed its answer: asked again together."""
        return (step_id, *(s.id for s in self.steps if step_id in s.confirms))

    def step(self, step_id: str) -> Step | None:
        """The step of that id, None where the flow has none (any more)."""
        return next((s for s in self.steps if s.id == step_id), None)


_NOTHING: frozenset[str] = frozenset()


def holds(when: Mapping[str, Test], tokens: Mapping[str, frozenset[str]]) -> bool:
    """True where every guard is met by the tokens of the steps passed so far.

    A step that was not passed carries no token: it fails a plain guard and meets a negated one.
    """
    # A loop, not all(): these are the most called lines of a turn.
    for key, test in when.items():  # noqa: SIM110
        if test.negated != test.tokens.isdisjoint(tokens.get(key, _NOTHING)):
            return False
    return True
