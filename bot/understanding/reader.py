"""Reading a text against the question that was asked: its answer, what else it tells, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.understanding.birth import read_birth
from bot.understanding.commands import Commands
from bot.understanding.cues import asks
from bot.understanding.doubting import Doubts
from bot.understanding.facts import Fact, Heard
from bot.understanding.fold import clean, is_cut, plain
from bot.understanding.hearsay import vouched
from bot.understanding.intents import Intent, Intents, abuses, read_intent
from bot.understanding.markup import holds_markup
from bot.understanding.outweigh import (
    NAMES,
    holds_domain,
    is_certain,
    may_outweigh,
    may_steer,
    outweighs,
    steers,
)
from bot.understanding.place_names import unnamed
from bot.understanding.questions import is_asking
from bot.understanding.regex import regex
from bot.understanding.slots import QUESTIONS, Slots
from bot.understanding.standing import standing
from bot.understanding.told import (
    is_aside,
    is_idle,
    tells_certificate,
    tells_no_name,
)
from bot.understanding.unasked import LEAST_BESIDE, alone, others
from bot.understanding.who import HELPER
from bot.understanding.yes_no import may_doubt, read_yes_no

__all__ = ["QUESTIONS", "Reader"]

_DAYS = frozenset(("birth", "established"))
_DATED = regex(r"\W*(?:(?:dạ|da|em|ngày|ngay) )*[0-9]{1,2} ?[./-] ?[0-9]{1,2} ?[./-] ?[0-9]{2,4}", re.I)


@dataclass(frozen=True)
class Reader(Slots):
    """The readers of answers, and what else a text may do: steer, ask, take back, seem to answer."""

    commands: Commands
    intents: Intents
    doubt: Doubts

    def read(self, question: str, text: str, today: date) -> Heard:
        """What the text answers; `why` says "unsure" where nobody knows, or what keeps it from being read."""
        if not clean(text) or holds_markup(text):
            return Heard(None, (), "unread")
        kept = self.meant(question, text)
        if question == "any":
            told = "" if self.doubts(question, kept, today) else kept
            return self._anything(told, today, self.intent(text))
        got, why = self.slot(question, kept, today) if kept else (None, "unread")
        if got is not None and self.doubts(question, kept, today):
            got, why = None, "doubted"
        intent = self.instead(question, text, None if got is None else got.value)
        if intent is not None and intent.name and (got is not None or is_certain(intent)):
            return Heard(Fact("intent", intent.name), (), "asked")
        if got is None:
            return Heard(
                None, (), "unsure" if why in ("unread", "doubted") and self._is_unsure(text) else why
            )
        return Heard(got, self.others(question, kept, today), "answer")

    def meant(self, question: str, text: str) -> str:
        """What of a text its writer stands by: nothing taken back, supposed or said for others; "" for none of it.

        Nor for a text that is cut.
        """
        if is_cut(text):
            return ""
        return vouched(question, standing(question, text, self.lexicon), self.lexicon)

    def doubts(self, question: str, text: str, today: date) -> bool:
        """True where an answer that is read from the text had better be asked for again: such words seldom answer."""
        if question in _DAYS and _DATED.match(text):
            return False  # who begins with a whole date answers, whatever they tell after it
        return self.doubt.doubts(self.weighed(question, text, today))

    def weighed(self, question: str, text: str, today: date) -> str:
        """The plain text as it is weighed: which place it is speaks neither for an answer nor against it."""
        said = self.lexicon.said(text, question)
        return unnamed(said, self.gazetteer(today), self.lexicon) if question == "province" else said

    def _is_unsure(self, text: str) -> bool:
        return may_doubt(text, self.lexicon) and read_yes_no(text, self.lexicon) == "unsure"

    def intent(self, text: str, *, answered: bool = False, named: bool = False) -> Intent | None:
        """What the text does beside answering, None where it holds a domain or nothing known."""
        if holds_domain(plain(text)):
            return None
        return read_intent(text, self.commands, self.intents, self.lexicon, answered=answered, named=named)

    def others(self, question: str, text: str, today: date) -> tuple[Fact, ...]:
        """What the text tells beyond the question that was asked."""
        return tuple(others(self, question, text, today))

    def beside(self, text: str, today: date, *, citizen: bool) -> tuple[Fact, ...]:
        """What else an answer tells beyond doubt: that the paper is there, that there was no name yet.

        A `citizen`'s date beside is their birth: people have no other.
        """
        found = []
        birth = read_birth(text, today, self.lexicon) if citizen else None
        short = len(clean(text).split()) <= LEAST_BESIDE
        if birth and birth.span and (birth.span.is_day or short):
            found.append(Fact("birth", birth))
        if tells_certificate(text, self.lexicon):
            found.append(Fact("certificate", "yes"))
        if tells_no_name(text, self.lexicon):
            found.append(Fact("had", "first"))
        return tuple(found)

    def instead(self, question: str, text: str, value: object) -> Intent | None:
        """What the text does rather than answering; `value` is the answer read from it, None where none was.

        An answer is an answer, however it is wrapped; only a name could be any text. Steering in so many words,
        or a question of several, is more than the yes or the date that stands in it.
        """
        said = self.lexicon.said(text)
        beside = value is not None and question not in NAMES
        name = value if isinstance(value, str) and not beside else None
        answered = beside or (name is not None and not name[1:].islower())
        if beside:
            searched = may_steer(question, value) or is_asking(said)
        else:
            searched = may_outweigh(question, said, name) or asks(said)
        intent = (
            self.intent(text, answered=answered, named=name is not None) if searched else self._insult(text)
        )
        if intent is not None and intent.exact:
            return intent
        if beside and searched:
            insult = self._insult(text)
            wins = intent is not None and may_steer(question, value) and steers(question, said, intent)
            return insult or (intent if wins else None)
        return intent if intent is not None and (beside or outweighs(question, said, name, intent)) else None

    def _insult(self, text: str) -> Intent | None:
        insults = not holds_domain(plain(text)) and abuses(text, self.intents, self.lexicon)
        return Intent("abuse", sure=True) if insults else None

    def _anything(self, text: str, today: date, intent: Intent | None) -> Heard:
        """The intent, else the one fact the text states, in the order of QUESTIONS, with the others beside it."""
        facts = list(others(self, "any", text, today))
        kinds = {fact.kind for fact in facts}
        facts = sorted((*facts, *alone(self, text, today, kinds)), key=lambda fact: _ORDER.index(fact.kind))
        beside = tuple(fact for fact in facts if fact != Fact("choice", HELPER))
        # Whoever thanks for help helps nobody.
        if (
            intent is not None
            and intent.name
            and (intent.sure or not (beside if intent.name == "thanks" else facts))
        ):
            return Heard(Fact("intent", intent.name), beside, "asked")
        idle = is_idle if len(facts) == 1 else is_aside
        if all(idle(self.lexicon.said(text), fact, self.lexicon) for fact in facts):
            return Heard(None, (), "unread")
        return Heard(facts[0], tuple(facts[1:]), "answer")


_ORDER = ("choice", "birth", "established", "yes", "province", "name", "label")
