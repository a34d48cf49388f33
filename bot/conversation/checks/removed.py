"""What an office or a release has removed on purpose: flows/removed.yaml."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from bot.conversation.flow import Id

Said = Annotated[str, StringConstraints(min_length=1)]


class Removal(BaseModel):
    """A whole flow, a step of it, or an option of the step, that is there no more; its id is never used again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    flow: Id
    step: Id | None = None
    option: Id | None = None
    since: date
    why: Said

    @property
    def what(self) -> tuple[str, ...]:
        """Flow, step and option, as far as they are named."""
        return tuple(part for part in (self.flow, self.step, self.option) if part)


class Removals(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    removed: tuple[Removal, ...] = ()

    def __contains__(self, what: tuple[str, ...]) -> bool:
        return any(removal.what == what[: len(removal.what)] for removal in self.removed)
