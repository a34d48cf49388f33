"""Reading a text against the question that was asked: its answer, what else it tells, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.understanding.birth import read_birth
from bot.understanding.certificate import read_certificate
from bot.understanding.choice import Words
from bot.understanding.dates import read_date
from bot.understanding.doubting import Doubts
from bot.understanding.facts import Fact, Heard
from bot.understanding.fold import clean, plain
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.hearsay import vouched
from bot.understanding.intents import Intent, Intents, abuses, read_intent
from bot.understanding.lexicon import Lexicon
from bot.understanding.markup import holds_markup
from bot.understanding.outweigh import NAMES, holds_domain, is_certain, may_steer, outweighs, steers
from bot.understanding.own_birth import tells_birth_year
from bot.understanding.person_names import read_person_name
from bot.understanding.place_names import unnamed
from bot.understanding.places import read_province
from bot.understanding.questions import is_asking
from bot.understanding.shop_names import read_shop_name
from bot.understanding.standing import standing
from bot.understanding.told import (
    is_aside,
    is_idle,
    tells_birth,
    tells_certificate,
    tells_issue,
    tells_no_name,
    told_name,
    without_named_shop,
)
from bot.understanding.trades import names_trade
from bot.understanding.who import CITIZEN, HELPER, HOUSEHOLD, claims_by_birth, may_claim, read_who
from bot.understanding.wishes import read_wish
from bot.understanding.yes_no import may_doubt, read_yes_no

QUESTIONS = (
    "who_are_you", "birth", "established", "has_certificate", "yes_no",
    "province", "person_name", "shop_name", "label", "any",
)  # fmt: skip
_LEAST_BESIDE = 2  # words a text has beside the answer before it is searched for more


@dataclass(frozen=True)
class Reader:
    """The readers with the words they need; `to_label` makes the label of a wished name."""

    lexicon: Lexicon
    who: Sequence[Words]
    commands: Mapping[str, Sequence[str]]
    intents: Intents
    doubt: Doubts
    gazetteer: Callable[[date], Gazetteer]
    to_label: Callable[[str], str | None]

    def read(self, question: str, text: str, today: date) -> Heard:
        """What the text answers; `why` says "unsure" where nobody knows, or what keeps it from being read."""
        if not clean(text) or holds_markup(text):
            return Heard(None, (), "unread")
        kept = self.meant(question, text)
        if question == "any":
            told = "" if self.doubts(question, kept, today) else kept
            return self._anything(told, today, self.intent(text))
        got, why = self._slot(question, kept, today) if kept else (None, "unread")
        if got is not None and self.doubts(question, kept, today):
            got, why = None, "doubted"
        intent = self.instead(question, text, None if got is None else str(got.value))
        if intent is not None and intent.name and (got is not None or is_certain(intent)):
            return Heard(Fact("intent", intent.name), (), "asked")
        if got is None:
            return Heard(
                None, (), "unsure" if why in ("unread", "doubted") and self._is_unsure(text) else why
            )
        return Heard(got, self.others(question, kept, today), "answer")

    def meant(self, question: str, text: str) -> str:
        """What of a text its writer stands by: nothing taken back, supposed or said for others; "" for none of it."""
        return vouched(question, standing(question, text, self.lexicon), self.lexicon)

    def doubts(self, question: str, text: str, today: date) -> bool:
        """True where an answer that is read from the text had better be asked for again: such words seldom answer."""
        return self.doubt.doubts(self.weighed(question, text, today))

    def weighed(self, question: str, text: str, today: date) -> str:
        """The plain text as it is weighed: which place it is speaks neither for an answer nor against it."""
        said = self.lexicon.said(text, question)
        return unnamed(said, self.gazetteer(today), self.lexicon) if question == "province" else said

    def _is_unsure(self, text: str) -> bool:
        return may_doubt(text, self.lexicon) and read_yes_no(text, self.lexicon) == "unsure"

    def intent(self, text: str, *, answered: bool = False) -> Intent | None:
        """What the text does beside answering, None where it holds a domain or nothing known."""
        if holds_domain(plain(text)):
            return None
        return read_intent(text, self.commands, self.intents, self.lexicon, answered=answered)

    def others(self, question: str, text: str, today: date) -> tuple[Fact, ...]:
        """What the text tells beyond the question that was asked."""
        return tuple(self._others(question, text, today))

    def beside(self, text: str, today: date, *, citizen: bool) -> tuple[Fact, ...]:
        """What else an answer tells beyond doubt: that the paper is there, that there was no name yet.

        A `citizen`'s date beside is their birth: people have no other.
        """
        found = []
        birth = read_birth(text, today, self.lexicon) if citizen else None
        short = len(clean(text).split()) <= _LEAST_BESIDE
        if birth and birth.span and (birth.span.is_day or short):
            found.append(Fact("birth", birth))
        if tells_certificate(text, self.lexicon):
            found.append(Fact("certificate", "yes"))
        if tells_no_name(text, self.lexicon):
            found.append(Fact("had", "first"))
        return tuple(found)

    def instead(self, question: str, text: str, value: str | None) -> Intent | None:
        """What the text does rather than answering; `value` is the answer read from it, None where none was.

        An answer is an answer, however it is wrapped; only a name could be any text. Steering in so many words,
        or a question of several, is more than the yes or the date that stands in it.
        """
        said = self.lexicon.said(text)
        beside = value is not None and question not in NAMES
        searched = not beside or may_steer(question, str(value)) or is_asking(said)
        answered = beside or (value is not None and not value[1:].islower())
        intent = self.intent(text, answered=answered) if searched else None
        if intent is not None and intent.exact:
            return intent
        if beside:
            if abuses(text, self.intents, self.lexicon):
                return Intent("abuse", sure=True)
            wins = intent is not None and may_steer(question, str(value)) and steers(question, said, intent)
            return intent if wins else None
        return intent if intent is not None and outweighs(question, said, value, intent) else None

    def _slot(self, question: str, text: str, today: date) -> tuple[Fact | None, str]:
        lexicon = self.lexicon
        match question:
            case "who_are_you":
                return _fact("choice", self.claims(text, self.who, today)), "unread"
            case "birth":
                birth = read_birth(text, today, lexicon)
                return (
                    (Fact("birth", birth), "")
                    if birth and birth.span
                    else (None, (birth and birth.problem) or "unread")
                )
            case "established":
                issued = read_date(text, today, lexicon)
                return (
                    (Fact("established", issued), "")
                    if issued and issued.span
                    else (None, (issued and issued.problem) or "unread")
                )
            case "has_certificate" | "yes_no":
                said = (read_certificate if question == "has_certificate" else read_yes_no)(text, lexicon)
                return (Fact("yes", said == "yes"), "") if said in ("yes", "no") else (None, _unsure(said))
            case "province":
                places = read_province(text, self.gazetteer(today), lexicon)
                return _fact(
                    "province", places[0] if len(places) == 1 else None
                ), "several" if places else "unread"
            case "person_name":
                return _fact("name", read_person_name(text, lexicon)), "unread"
            case "shop_name":
                return _fact("name", read_shop_name(text, lexicon)), "unread"
            case "label":
                return _fact("label", self._label(text)), "unread"
        raise ValueError(f"unknown question {question!r}: one of {', '.join(QUESTIONS)}")

    def claims(self, text: str, options: Sequence[Words], today: date) -> str | None:
        """For whom somebody asks, of the options: one's own age alone is oneself, a trade alone a shop."""
        who = read_who(text, options, self.lexicon)
        if who is None and claims_by_birth(text, options, self.lexicon, today):
            return CITIZEN
        return HOUSEHOLD if who is None and names_trade(text, self.lexicon) else who

    def _label(self, text: str) -> str | None:
        wish = read_wish(text, self.lexicon)
        return self.to_label(wish) if wish else None

    def _others(self, question: str, text: str, today: date) -> Iterator[Fact]:
        """Facts of other questions that the text states beyond doubt, in the order of QUESTIONS."""
        if len(clean(text).split()) <= _LEAST_BESIDE:
            return
        lexicon, said = self.lexicon, self.lexicon.said(text)
        told = False
        claims = self.who if question != "established" else [o for o in self.who if o.id in _FORMS]
        if question == "any" or (
            question in _TELL_WHO and may_claim(lexicon.said(text, "who_are_you"), claims)
        ):
            who = read_who(without_named_shop(text, said), self.who, lexicon)
            if who and (question != "established" or who in _FORMS):
                told = True
                yield Fact("choice", who)
        if question != "birth" and (question != "established" or tells_birth(said)):
            birth = read_birth(text, today, lexicon, asked=tells_birth_year(said))
            if birth and birth.span:
                told = True
                yield Fact("birth", birth)
        if question not in ("established", "birth") and tells_issue(said):
            issued = read_date(text, today, lexicon, asked=False)
            if issued and issued.span:
                yield Fact("established", issued)
        if question not in ("province", "label"):
            places = read_province(
                text, self.gazetteer(today), lexicon, asked=False, bare=told and question == "any"
            )
            if len(places) == 1:
                yield Fact("province", places[0])
        if question not in NAMES and (name := told_name(text, lexicon)):
            yield Fact("name", name)
        if question != "label" and (label := self._told_label(text)):
            yield Fact("label", label)

    def _anything(self, text: str, today: date, intent: Intent | None) -> Heard:
        """The intent, else the one fact the text states, in the order of QUESTIONS, with the others beside it."""
        facts = list(self._others("any", text, today))
        kinds = {fact.kind for fact in facts}
        facts = sorted((*facts, *self._alone(text, today, kinds)), key=lambda fact: _ORDER.index(fact.kind))
        if intent is not None and intent.name and (intent.sure or not facts):
            beside = tuple(fact for fact in facts if fact != Fact("choice", HELPER))
            return Heard(Fact("intent", intent.name), beside, "asked")
        idle = is_idle if len(facts) == 1 else is_aside
        if all(idle(self.lexicon.said(text), fact, self.lexicon) for fact in facts):
            return Heard(None, (), "unread")
        return Heard(facts[0], tuple(facts[1:]), "answer")

    def _alone(self, text: str, today: date, known: Collection[str]) -> list[Fact]:
        """What a text of a few words answers, whichever of the first questions it answers, beside what is `known`."""
        if len(clean(text).split()) > _SHORT or holds_domain(plain(text)):
            return []
        found = [_fact("choice", read_who(text, self.who, self.lexicon)), self._slot("birth", text, today)[0]]
        places = read_province(text, self.gazetteer(today), self.lexicon, exact=True)
        found.append(_fact("province", places[0] if len(places) == 1 else None))
        return [fact for fact in found if fact is not None and fact.kind not in known]

    def _told_label(self, text: str) -> str | None:
        said = self.lexicon.said(text)
        told = holds_domain(plain(text)) or ("ten mien" in said and _WISHED.search(said))
        return self._label(text) if told else None


_SHORT = 4
_ORDER = ("choice", "birth", "established", "yes", "province", "name", "label")
_TELL_WHO = frozenset(("birth", "province", "established"))
_FORMS = ("enterprise", "cooperative")
_WISHED = re.compile(r"\b(?:lay|muon|thich|xin|chon|dang ky) (?:\w+ )?ten mien(?: la)? \w+")


def _fact(kind: str, value: object) -> Fact | None:
    return None if value is None else Fact(kind, value)  # type: ignore[arg-type]


def _unsure(said: str | None) -> str:
    return "unsure" if said == "unsure" else "unread"
