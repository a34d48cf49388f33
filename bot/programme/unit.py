"""One place as it was for some time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Unit:
    """One place as it was from `valid_from` to `valid_to` (both included); `id` outlives its changes.

    A commune's id is its official code.
    """

    id: str
    name: str
    kind: str
    title: str
    valid_from: date
    valid_to: date | None
    successor: str | None
    parent: str | None

    @property
    def full_name(self) -> str:
        """The name with what it is, such as a province or a city, as data writes it."""
        return f"{self.title} {self.name}"

    def holds(self, day: date) -> bool:
        """True where the unit exists in this form that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
