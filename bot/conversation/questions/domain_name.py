"""Choosing a domain name: one step that stays open – read, repair, suggest – until a name is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.conversation.effects import Option
from bot.conversation.numbers import number_typed
from bot.conversation.questions import no_wish
from bot.conversation.questions.base import Again, Check, Reading, Sample
from bot.naming.label import Wish, problems, repair
from bot.naming.protected import NameRules
from bot.naming.spelling import read_words
from bot.naming.suggest import Kind, suggest
from bot.understanding.fold import lowered
from bot.understanding.picking import picked
from bot.understanding.shop_names import read_shop_name
from bot.understanding.wishes import read_wish

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail

LIMIT = 5
_LINE = re.compile(r"([1-9])[.)] ?(\S+)")
_KINDS: Mapping[str, Kind] = {"citizen": "person", "household": "shop"}


@lru_cache(maxsize=1024)
def _may_stand(rules: NameRules, label: str) -> bool:
    return not problems(label) and rules.judge(label).level != "block"


def _check(label: str, suffix: str) -> Check:
    return Check({"label": label, "suffix": suffix}, f"{label}.{suffix}")


def _picked(text: str, offered: Sequence[str], suffix: str) -> str:
    """The offered label that a text picks: by its place, its length, or as its whole line "2. tên.id.vn"."""
    line = _LINE.fullmatch(lowered(text))
    if line and int(line[1]) <= len(offered) and line[2] == f"{offered[int(line[1]) - 1]}.{suffix}":
        return offered[int(line[1]) - 1]
    at = picked(text, offered)
    return "" if at is None else offered[at]


class DomainName:
    """{"label": …, "suffix": …}; options are bare labels, shown as whole names."""

    parts = ("repaired", "doubtful", "other_suffix", "blocked", "free", "taken", "unchecked", *no_wish.PARTS)

    def words(self, step: Step) -> tuple[str, ...]:
        return ()

    def possible(self, step: Step) -> frozenset[str]:
        return frozenset()  # a suffix: no guard may ask for one

    def options(self, step: Step, trail: Trail) -> tuple[Option, ...]:
        own = self._own(step, trail)
        wish = own.get("wish", "")
        suggested = self._suggestions(own.get("name", wish), trail)
        # A doubtful wish is not put forward: whoever types it again hears the doubt with it.
        sound = bool(wish) and trail.book.names.judge(wish).level == "ok"
        return self._offer([wish, *suggested] if sound else suggested, trail)

    def option(self, step: Step, option_id: str, trail: Trail) -> Option | None:
        return Option(option_id, text=f"{option_id}.{trail.offer.suffix}")

    def press(self, step: Step, option_id: str, trail: Trail) -> Reading:
        if not _may_stand(trail.book.names, option_id):
            return Again("blocked", miss=True)
        return _check(option_id, trail.offer.suffix)

    def read(self, step: Step, text: str, trail: Trail) -> Reading:
        said, suffix = read_wish(text, trail.book.lexicon), trail.offer.suffix
        shown = trail.conversation.shown
        offered = shown.options if shown is not None and shown.step == step.id else ()
        if chosen := _picked(text, offered, suffix):
            return self.press(step, chosen, trail)
        if number_typed(text) is not None and offered:
            return None  # the number of a button that there is not
        wish = said and repair(said)
        surely = wish and (wish.suffix or wish.label in offered)
        if not surely and (named := no_wish.registrar_instead(text, suffix, trail)):
            return named
        if not wish and (again := self._others(step, text, offered, trail) or no_wish.undecided(text, trail)):
            return again
        if trail.who != "citizen" and (proposed := self._of_a_shop(text, wish or None, trail)):
            return Again("ask", options=proposed)
        return self._wished(step, said or text, wish, offered, trail) if wish else None

    def _wished(self, step: Step, said: str, wish: Wish, offered: Sequence[str], trail: Trail) -> Reading:
        """The wish where it may stand as it was `said`, else what had to be told of it."""
        suffix, level = trail.offer.suffix, trail.book.names.judge(wish.label).level
        if level == "block":
            return Again("blocked", options=self.options(step, trail))
        # Where nothing can be pressed, an offered wish is chosen by typing it: its doubt was told with the offer.
        if level != "ok" and wish.label not in offered:
            usual = [option.id for option in self.options(step, trail)]
            return Again("doubtful", {"label": wish.label}, self._offer([wish.label, *usual], trail))
        others = self._suggestions(wish.label if wish.suffix else said, trail)
        anew = self._offer([wish.label, *others], trail)
        if wish.suffix not in (None, suffix):
            return Again("other_suffix", {"label": wish.label, "typed_suffix": wish.suffix}, anew)
        if wish.changed:
            return Again("repaired", {"label": wish.label}, anew)
        return _check(wish.label, suffix)

    def picked(self, step: Step, text: str, trail: Trail) -> str:
        """The label that a text picks among those usually offered, long after they were shown."""
        usual = [option.id for option in self.options(step, trail)]
        return _picked(text, usual, trail.offer.suffix)

    def fits(self, step: Step, value: Any, trail: Trail) -> bool:
        if not isinstance(value, dict) or value.get("suffix") != trail.offer.suffix:
            return False
        return _may_stand(trail.book.names, str(value.get("label", "")))

    def tokens(self, step: Step, value: Any) -> frozenset[str]:
        return frozenset((value["suffix"],))

    def facts(self, step: Step, value: Any) -> Mapping[str, Any]:
        return {}

    def show(self, step: Step, value: Any, trail: Trail) -> Option:
        return Option("", text=f"{value['label']}.{value['suffix']}")

    def samples(self, step: Step, trail: Trail) -> Iterable[Sample]:
        options = self.options(step, trail)
        return [Sample(options[0].id)] if options else [Sample("hoa-sen-viet", typed=True)]

    def _others(self, step: Step, text: str, offered: Sequence[str], trail: Trail) -> Again | None:
        own = self._own(step, trail)
        name = own.get("name") or own.get("wish") or next(iter(offered), "")
        kind = _KINDS.get(trail.who, "company")
        found = no_wish.others(text, name, kind, offered, LIMIT, trail)
        return found and Again(found[0], options=self._offer(found[1], trail), asked=True)

    def _own(self, step: Step, trail: Trail) -> dict[str, Any]:
        return next((dict(trail.values[s]) for s in step.uses if s in trail.values), {})

    def _suggestions(self, name: str, trail: Trail) -> list[str]:
        kind = _KINDS.get(trail.who, "company")
        return list(suggest(name, kind, trail.book.names, LIMIT).labels) if name else []

    def _of_a_shop(self, text: str, wish: Wish | None, trail: Trail) -> tuple[Option, ...]:
        """Names for a shop or company that was typed as it is called, where that is no label itself.

        What is longer than any domain, or begins with its legal form, nobody wishes for in full.
        """
        name = read_shop_name(text, trail.book.lexicon)
        rules = trail.book.names
        if name is None or (wish and (wish.suffix or not rules.shops.legal_forms.first(read_words(name)))):
            return ()
        return self._offer(self._suggestions(name, trail), trail)

    def _offer(self, labels: list[str], trail: Trail) -> tuple[Option, ...]:
        suffix = trail.offer.suffix
        return tuple(Option(label, text=f"{label}.{suffix}") for label in list(dict.fromkeys(labels))[:LIMIT])
