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
from bot.understanding.facts import Fact, Heard
from bot.understanding.fold import clean, plain
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.intents import Intent, Intents, abuses, read_intent
from bot.understanding.lexicon import Lexicon
from bot.understanding.person_names import read_person_name
from bot.understanding.places import read_province
from bot.understanding.questions import is_asking
from bot.understanding.sentence import PRONOUNS, word_set, words
from bot.understanding.shop_names import read_shop_name
from bot.understanding.who import HELPER, read_who
from bot.understanding.wishes import read_wish
from bot.understanding.yes_no import read_yes_no

QUESTIONS = (
    "who_are_you", "birth", "established", "has_certificate", "yes_no",
    "province", "person_name", "shop_name", "label", "any",
)  # fmt: skip
_NAMES = frozenset(("person_name", "shop_name", "label"))
_MARKUP = re.compile(
    r"[<>{}]|\$\{|--|'\s*(?:or|;)|\bselect\b.*\bfrom\b|\b(?:ignore|forget) (?:all|previous|every)|\bsystem:|\bassistant:",
    re.I,
)
_LEAST_BESIDE = 2  # words a text has beside the answer before it is searched for more


@dataclass(frozen=True)
class Reader:
    """The readers with the words they need; `to_label` makes the label of a wished name."""

    lexicon: Lexicon
    who: Sequence[Words]
    commands: Mapping[str, Sequence[str]]
    intents: Intents
    gazetteer: Callable[[date], Gazetteer]
    to_label: Callable[[str], str | None]

    def read(self, question: str, text: str, today: date) -> Heard:
        """What the text answers; `why` says "unsure" where the person does not know, or what keeps it from being read."""
        if not clean(text) or _MARKUP.search(text):
            return Heard(None, (), "unread")
        if question == "any":
            return self._anything(text, today, self.intent(text))
        got, why = self._slot(question, text, today)
        intent = self.instead(question, text, None if got is None else str(got.value))
        if intent is not None and intent.name and (got is not None or _certain(intent)):
            return Heard(Fact("intent", intent.name), (), "asked")
        if got is None:
            return Heard(None, (), why)
        return Heard(got, self.others(question, text, today), "answer")

    def intent(self, text: str) -> Intent | None:
        """What the text does beside answering, None where it holds a domain or nothing known."""
        if _DOMAIN.search(plain(text)):
            return None
        return read_intent(text, self.commands, self.intents, self.lexicon)

    def others(self, question: str, text: str, today: date) -> tuple[Fact, ...]:
        """What the text tells beyond the question that was asked."""
        return tuple(self._others(question, text, today))

    def instead(self, question: str, text: str, value: str | None) -> Intent | None:
        """What the text does rather than answering; `value` is the answer read from it, None where none was.

        An answer is an answer, however it is wrapped; only a name could be any text. Steering in so many words,
        or a question of several, is more than the yes or the date that stands in it.
        """
        if value is not None and question not in _NAMES:
            return self._steers(question, text, value)
        intent = self.intent(text)
        return intent if intent is not None and self._outweighs(question, text, value, intent) else None

    def _steers(self, question: str, text: str, value: str) -> Intent | None:
        """What the text does, by its own words, although an answer may be read from it."""
        if abuses(text, self.intents, self.lexicon):
            return Intent("abuse", sure=True)
        if question not in _MAY_ASK and value != HELPER:
            return None
        intent = self.intent(text)
        said = self.lexicon.said(text)
        if intent is None or not intent.sure or intent.name in _BESIDE or _ANSWERED.match(said):
            return None
        asks = is_asking(said) and len(said.split()) >= _SENTENCE and not _DENIED.search(said)
        return intent if intent.name in _STEERING or (question in _MAY_ASK and asks) else None

    def _outweighs(self, question: str, text: str, value: str | None, intent: Intent) -> bool:
        if intent.name == "abuse":
            return value is None or question == "person_name" or value.islower()
        if value is None:
            return bool(intent.question) or _certain(intent)
        if question == "label" and _DOMAIN.search(plain(text)):
            return False
        spoken = intent.sure or (intent.name in ("greeting", "thanks") and len(clean(text).split()) > 1)
        return (
            spoken and value[1:].islower() and (intent.name not in _BESIDE or self._only_beside(text, intent))
        )

    def _only_beside(self, text: str, intent: Intent) -> bool:
        """True where thanks or a greeting is all there is, or comes first and no wish after it."""
        return intent.sure or (intent.near >= _NEAR_BESIDE and not _WISHES.search(self.lexicon.said(text)))

    def _slot(self, question: str, text: str, today: date) -> tuple[Fact | None, str]:
        lexicon = self.lexicon
        match question:
            case "who_are_you":
                return _fact("choice", read_who(text, self.who, lexicon)), _unsure(read_yes_no(text, lexicon))
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

    def _label(self, text: str) -> str | None:
        wish = read_wish(text, self.lexicon)
        return self.to_label(wish) if wish else None

    def _others(self, question: str, text: str, today: date) -> Iterator[Fact]:
        """Facts of other questions that the text states beyond doubt, in the order of QUESTIONS."""
        if len(clean(text).split()) <= _LEAST_BESIDE:
            return
        lexicon, said = self.lexicon, self.lexicon.said(text)
        told = False
        if question in _TELL_WHO and (who := read_who(_without_named_shop(text, said), self.who, lexicon)):
            if question != "established" or who in _FORMS:
                told = True
                yield Fact("choice", who)
        if question != "birth" and (question != "established" or _BORN.search(said)):
            birth = read_birth(text, today, lexicon, asked=bool(_BORN_SHORT.search(said)))
            if birth and birth.span:
                told = True
                yield Fact("birth", birth)
        issued = (
            read_date(text, today, lexicon, asked=False)
            if question not in ("established", "birth") and _ISSUED.search(said)
            else None
        )
        if issued and issued.span:
            yield Fact("established", issued)
        if question not in ("province", "label"):
            places = read_province(
                text, self.gazetteer(today), lexicon, asked=False, bare=told and question == "any"
            )
            if len(places) == 1:
                yield Fact("province", places[0])
        if question not in _NAMES and (name := self._told_name(text)):
            yield Fact("name", name)
        if question != "label" and (label := self._told_label(text)):
            yield Fact("label", label)

    def _anything(self, text: str, today: date, intent: Intent | None) -> Heard:
        """The intent, else the one fact the text states, in the order of QUESTIONS, with the others beside it."""
        facts = list(self._others("any", text, today))
        kinds = {fact.kind for fact in facts}
        facts = [
            fact
            for kind in _ORDER
            for fact in (*facts, *self._alone(text, today, kinds))
            if fact.kind == kind
        ]
        if intent is not None and intent.name and (intent.sure or not facts):
            beside = tuple(fact for fact in facts if fact != Fact("choice", HELPER))
            return Heard(Fact("intent", intent.name), beside, "asked")
        if not facts or (len(facts) == 1 and self._idle(text, facts[0])):
            return Heard(None, (), "unread")
        return Heard(facts[0], tuple(facts[1:]), "answer")

    def _idle(self, text: str, fact: Fact) -> bool:
        """True for talk about something else that holds a word for a fact, or for a sentence of nobody in particular."""
        said = words(self.lexicon.said(text))
        if fact.kind in ("choice", "birth", "established", "province") and self.lexicon.holds(
            "off_topic", said
        ):
            return True
        return fact.kind == "choice" and len(said) > _LONG and _MINE.isdisjoint(said)

    def _alone(self, text: str, today: date, known: Collection[str]) -> list[Fact]:
        """What a text of a few words answers, whichever of the first questions it answers, beside what is `known`."""
        if len(clean(text).split()) > _SHORT or _DOMAIN.search(plain(text)):
            return []
        found = [self._slot(question, text, today)[0] for question in ("who_are_you", "birth")]
        places = read_province(text, self.gazetteer(today), self.lexicon, exact=True)
        found.append(_fact("province", places[0] if len(places) == 1 else None))
        return [fact for fact in found if fact is not None and fact.kind not in known]

    def _told_label(self, text: str) -> str | None:
        return (
            self._label(text)
            if _DOMAIN.search(plain(text)) or _WISHED.search(self.lexicon.said(text))
            else None
        )

    def _told_name(self, text: str) -> str | None:
        """The name that is announced as one: a shop's where a shop is named, else a person's."""
        named = [part for part in _PARTS.split(text) if _NAMED.search(self.lexicon.said(part))]
        if not named:
            return None
        shop = _SHOP_NAMED.search(self.lexicon.said(named[0]))
        return read_shop_name(named[0], self.lexicon) if shop else read_person_name(named[0], self.lexicon)


_SHORT = 4
_ORDER = ("choice", "birth", "established", "yes", "province", "name", "label")
_TELL_WHO = frozenset(("any", "birth", "province", "established"))
_FORMS = ("enterprise", "cooperative")
_BORN = re.compile(r"\b(?:sinh|tuoi|2k\d)\b|\b\d\dt\b")
_BORN_SHORT = re.compile(r"\b2k\d\d?\b")
_ISSUED = re.compile(
    r"\b(?:cap|thanh lap|ra doi|dang ky|giay (?:phep|chung nhan|dang ky)|lap|mo cong ty|cong ty|doanh nghiep"
    r"|hop tac xa)\b"
)
_PARTS = re.compile(r"[,;\n]+")
_SENTENCE, _LONG = 4, 7
_MAY_ASK = frozenset(("has_certificate", "yes_no", "established"))
_DENIED = re.compile(r"\bdau\b(?: \w+){0,2}(?:[,.;!]|$)")
_ANSWERED = re.compile(r"(?:(?:da|vang|u|o) )*(?:co|chua|roi|khong|dung|phai|da co|chua co|co roi)\s*[,.;]")
_MINE = PRONOUNS | word_set("nha ben cho cua dang hoi giup gium dum ho day moi muon can tim rieng")
_NEAR_BESIDE = 0.9
_STEERING = frozenset(("restart", "back", "human", "delete_data"))
_BESIDE = frozenset(("greeting", "thanks", "abuse"))
_NEAR = 0.7  # a way of asking must be so near where a question is open
_DOMAIN = re.compile(r"[a-z0-9-]{2,}\s?\.\s?(?:id|biz)\s?\.\s?vn\b")
_NAMED = re.compile(r"\bten\b(?! (?:mien|lua|dem|gi|nao|duong)\b)")
_WISHES = re.compile(r"\b(?:lay|chon|ten|xin|dat|muon|thich)\b")
_SHOP_NAMED = re.compile(
    r"\b(?:quan|tiem|shop|cong ty|cua hang|homestay|hop tac xa|co so|spa|xuong|garage|nha hang)(?: (?:cua )?(?:em"
    r"|toi|minh|chung toi|nha em))? (?:\w+ )?ten\b"
)
_SHOP_CALLED = re.compile(
    r"\b(?:quan|tiem|shop|cua hang|homestay|co so|spa|xuong|garage|nha hang)(?: (?:cua )?\w+){0,3} ten\b(?! mien)"
)
_WISHED = re.compile(r"\b(?:lay|muon|thich|xin|chon|dang ky) (?:\w+ )?ten mien(?: la)? \w+")


def _without_named_shop(text: str, said: str) -> str:
    """The text without the part that only says what a shop is called: the name tells nothing of whose it is."""
    if not _SHOP_CALLED.search(said):
        return text
    return ", ".join(part for part in _PARTS.split(text) if not _SHOP_CALLED.search(plain(part))) or "-"


def _certain(intent: Intent) -> bool:
    """True where the intent may be named; an answer of the FAQ, put before the question again, may be less sure."""
    return intent.sure or intent.near >= _NEAR


def _fact(kind: str, value: object) -> Fact | None:
    return None if value is None else Fact(kind, value)  # type: ignore[arg-type]


def _unsure(said: str | None) -> str:
    return "unsure" if said == "unsure" else "unread"
