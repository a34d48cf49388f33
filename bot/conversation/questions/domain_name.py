"""Choosing a domain name: one step that stays open – read, repair, suggest – until a name is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from bot.conversation.effects import Option
from bot.conversation.questions.base import Again, Got, Reading, Sample
from bot.naming.label import problems, repair
from bot.naming.suggest import suggest

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail

LIMIT = 5


class DomainName:
    """{"label": …, "suffix": …}; options are bare labels, shown as whole names."""

    def options(self, step: Step, trail: Trail) -> tuple[Option, ...]:
        own = self._own(step, trail)
        labels = [own["wish"]] if "wish" in own else []
        return self._offer(
            [*labels, *self._suggestions(own.get("name") or own.get("wish", ""), trail)], trail
        )

    def press(self, step: Step, option_id: str, trail: Trail) -> Reading:
        if trail.book.names.judge(option_id).level == "block":
            return Again("blocked", miss=True)
        return Got({"label": option_id, "suffix": trail.offer().suffix})

    def read(self, step: Step, text: str, trail: Trail) -> Reading:
        wish, suffix = repair(text), trail.offer().suffix
        if wish is None:
            return None
        level = trail.book.names.judge(wish.label).level
        others = self._suggestions(text if wish.changed else wish.label, trail)
        if level == "block":
            return Again("blocked", options=self._offer(others, trail))
        offered = self._offer([wish.label, *others], trail)
        if level != "ok":
            return Again("doubtful", {"label": wish.label}, offered)
        if wish.suffix not in (None, suffix):
            return Again("other_suffix", {"label": wish.label, "typed_suffix": wish.suffix}, offered)
        if wish.changed:
            return Again("repaired", {"label": wish.label}, offered)
        return Got({"label": wish.label, "suffix": suffix})

    def fits(self, step: Step, value: Any, trail: Trail) -> bool:
        return (
            isinstance(value, dict)
            and not problems(str(value.get("label", "")))
            and trail.book.names.judge(value["label"]).level != "block"
            and value.get("suffix") == trail.offer().suffix
        )

    def tokens(self, step: Step, value: Any) -> frozenset[str]:
        return frozenset((value["suffix"],))

    def facts(self, step: Step, value: Any) -> Mapping[str, Any]:
        return {}

    def show(self, step: Step, value: Any, trail: Trail) -> Option:
        return Option("", text=f"{value['label']}.{value['suffix']}")

    def samples(self, step: Step, trail: Trail) -> Iterable[Sample]:
        options = self.options(step, trail)
        return [Sample(options[0].id)] if options else [Sample("hoa-sen-viet", typed=True)]

    def _own(self, step: Step, trail: Trail) -> dict[str, Any]:
        return next((dict(trail.values[s]) for s in step.uses if s in trail.values), {})

    def _suggestions(self, name: str, trail: Trail) -> list[str]:
        kind: Literal["person", "shop", "company"] = {"citizen": "person", "household": "shop"}.get(
            trail.who, "company"
        )  # type: ignore[assignment]
        return list(suggest(name, kind, trail.book.names, LIMIT).labels) if name else []

    def _offer(self, labels: list[str], trail: Trail) -> tuple[Option, ...]:
        suffix = trail.offer().suffix
        return tuple(Option(label, text=f"{label}.{suffix}") for label in list(dict.fromkeys(labels))[:LIMIT])
