"""Which registrar to go to: every listed one in a random rotation, and the programme's own page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bot.conversation.effects import Option
from bot.conversation.questions.base import Again, Got, Reading, Sample
from bot.conversation.questions.words import read_among, wordings
from bot.understanding.choice import mentions
from bot.understanding.fold import clean
from bot.understanding.offer import make_offer
from bot.understanding.picking import picked
from bot.understanding.questions import is_asking
from bot.understanding.sentence import words

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail


OFFICIAL = "official"
_WHO = re.compile(r"\bla (?:ai|gi|cai gi|(?:cong ty|don vi|ben|cho) (?:gi|nao))\b|\bcua ai\b")


class Registrar:
    """The id of a registrar that takes the suffix today."""

    parts = ("asked",)

    def words(self, step: Step) -> tuple[str, ...]:
        return ()

    def possible(self, step: Step) -> frozenset[str]:
        return frozenset()  # nothing may hang on which registrar somebody takes

    def options(self, step: Step, trail: Trail) -> tuple[Option, ...]:
        rotation = trail.conversation.rotation
        offered = trail.book.registrars.rotated(self._suffix(step, trail), rotation)
        return tuple(Option(r.id, text=r.name) for r in offered)

    def option(self, step: Step, option_id: str, trail: Trail) -> Option | None:
        return (
            Option(option_id, text=trail.book.registrars.name(option_id))
            if self.fits(step, option_id, trail)
            else None
        )

    def press(self, step: Step, option_id: str, trail: Trail) -> Reading:
        return Got(option_id) if self.fits(step, option_id, trail) else None

    def read(self, step: Step, text: str, trail: Trail) -> Reading:
        options, book = self.options(step, trail), trail.book
        said = book.lexicon.said(text)
        if is_asking(said):  # whoever asks about one of them has not chosen it
            offer = make_offer(tuple(wordings(options, book)))
            named = mentions(said, clean(text).lower(), offer).affirmed - {OFFICIAL}
            intent = None if _WHO.search(said) else book.reader.intent(text)
            if len(named) != 1 or (intent and intent.question):
                return None
            return Again("asked", {"registrar": book.registrars.name(named.pop())})
        if "ten" in words(said):
            return None  # the second name is no registrar
        option_id = read_among(text, options, book)
        if option_id is None and (at := picked(text, [""] * len(options))) is not None:
            option_id = options[at].id
        return Got(option_id) if option_id else None

    def fits(self, step: Step, value: Any, trail: Trail) -> bool:
        return trail.book.registrars.takes(str(value), self._suffix(step, trail))

    def tokens(self, step: Step, value: Any) -> frozenset[str]:
        return frozenset((value,))

    def facts(self, step: Step, value: Any) -> Mapping[str, Any]:
        return {}

    def show(self, step: Step, value: Any, trail: Trail) -> Option:
        return Option("", text=trail.book.registrars.name(value))

    def samples(self, step: Step, trail: Trail) -> Iterable[Sample]:
        return [Sample(option.id) for option in self.options(step, trail)[:1]]

    def _suffix(self, step: Step, trail: Trail) -> str:
        return str(trail.values[step.uses[0]]["suffix"])
