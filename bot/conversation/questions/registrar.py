"""Which registrar to go to: every listed one in a random rotation, and the programme's own page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.conversation.effects import Option
from bot.conversation.questions.base import Again, Got, Reading, Sample
from bot.conversation.questions.words import wordings
from bot.understanding.choice import Words, mentions, read_choice
from bot.understanding.fold import lowered, plain
from bot.understanding.left_to_us import is_left_to_us
from bot.understanding.offer import make_offer
from bot.understanding.picking import picked
from bot.understanding.questions import is_asking
from bot.understanding.sentence import POLITE, after_correction, corrections, words

if TYPE_CHECKING:
    from bot.conversation.book import Book
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail


OFFICIAL = "official"
_TURNS = (("a", "thoi"), ("ma", "thoi"), ("y", "thoi"))  # what is taken instead may be another name
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
        if options and is_left_to_us(text, book.lexicon):
            return Got(options[0].id)  # whoever takes any takes the first: the order is by chance
        said = book.lexicon.said(text)
        if is_asking(said):  # whoever asks about one of them has not chosen it
            named = self._named(text, options, book) - {OFFICIAL}
            intent = None if _WHO.search(said) else book.reader.intent(text)
            if len(named) != 1 or (intent and intent.question):
                return None
            return Again("asked", {"registrar": book.registrars.name(named.pop())})
        tokens = words(said)
        turned = "doi" in tokens or tokens[:1] == ("thoi",) or tokens[:2] in _TURNS
        if "ten" in tokens or (turned and not self._named(text, options, book)):
            return None  # the second name, or the name before, is no registrar
        meant = text if len(corrections(plain(text))) == 1 else after_correction(plain(text))
        option_id = read_choice(meant, _spoken(options, book))
        if option_id is None and (at := picked(meant, [""] * len(options))) is not None:
            option_id = options[at].id
        return Got(option_id) if option_id else None

    def _named(self, text: str, options: Sequence[Option], book: Book) -> set[str]:
        offer = make_offer(tuple(wordings(options, book)))
        return mentions(book.lexicon.said(text), lowered(text), offer).affirmed

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


def registrar_named(text: str, suffix: str, trail: Trail) -> str | None:
    """The id of the registrar that a text names and nothing else, where another question is open; None for none."""
    lexicon, offered = trail.book.lexicon, trail.book.registrars.rotated(suffix, trail.conversation.rotation)
    options = _spoken([Option(r.id, text=r.name) for r in offered if r.id != OFFICIAL], trail.book)
    beside = POLITE | lexicon.lists["beside_any"]
    said = "".join(word for word in words(after_correction(lexicon.said(text))) if word not in beside)
    named = [
        one.id for one in options if said in {"".join(words(plain(w))) for w in (one.label, *one.synonyms)}
    ]
    return named[0] if named else None


def _spoken(options: Sequence[Option], book: Book) -> list[Words]:
    """Each registrar by its name, and by its name in one word ("matbao")."""
    return [replace(one, synonyms=(*one.synonyms, one.id)) for one in wordings(options, book)]
