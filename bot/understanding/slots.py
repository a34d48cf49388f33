"""The answer to each question the reader knows, as one fact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.understanding.bare_person import bare_person
from bot.understanding.birth import read_birth
from bot.understanding.certificate import read_certificate
from bot.understanding.choice import Words
from bot.understanding.dates import read_date
from bot.understanding.facts import Fact
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.lexicon import Lexicon
from bot.understanding.offer import Offer, make_offer
from bot.understanding.person_names import read_person_name
from bot.understanding.places import read_province
from bot.understanding.shop_names import read_shop_name
from bot.understanding.trades import names_trade
from bot.understanding.who import CITIZEN, HELPER, HOUSEHOLD, claims_by_birth, read_who
from bot.understanding.wishes import read_wish
from bot.understanding.yes_no import read_yes_no

QUESTIONS = (
    "who_are_you", "birth", "established", "has_certificate", "yes_no",
    "province", "person_name", "shop_name", "label", "any",
)  # fmt: skip

FORMS = ("enterprise", "cooperative")


@dataclass(frozen=True)
class Slots:
    """The readers of answers with the words they need; `to_label` makes the label of a wished name."""

    lexicon: Lexicon
    who: Sequence[Words]
    gazetteer: Callable[[date], Gazetteer]
    to_label: Callable[[str], str | None]

    @cached_property
    def offer(self) -> Offer:
        """For whom one may ask, made ready."""
        return make_offer(tuple(self.who))

    @cached_property
    def forms(self) -> Offer:
        """Those of them that are founded on a day."""
        return make_offer(tuple(option for option in self.who if option.id in FORMS))

    def slot(self, question: str, text: str, today: date) -> tuple[Fact | None, str]:
        """The fact that answers the question, and what kept it from being read; ValueError for an unknown one."""
        lexicon = self.lexicon
        match question:
            case "who_are_you":
                return fact("choice", self.claims(text, self.who, today)), "unread"
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
                return fact(
                    "province", places[0] if len(places) == 1 else None
                ), "several" if places else "unread"
            case "person_name":
                return fact("name", read_person_name(text, lexicon)), "unread"
            case "shop_name":
                return fact("name", read_shop_name(text, lexicon)), "unread"
            case "label":
                return fact("label", self.label(text)), "unread"
        raise ValueError(f"unknown question {question!r}: one of {', '.join(QUESTIONS)}")

    def claims(self, text: str, options: Sequence[Words], today: date) -> str | None:
        """For whom somebody asks: one's own age alone is oneself, a trade alone a shop, a mother somebody else."""
        offer = make_offer(tuple(options))
        who = read_who(text, offer, self.lexicon)
        if who is None and claims_by_birth(text, offer, self.lexicon, today):
            return CITIZEN
        if (
            who is None
            and bare_person(text, self.lexicon) == "other"
            and any(o.id == HELPER for o in options)
        ):
            return HELPER
        return HOUSEHOLD if who is None and names_trade(text, self.lexicon) else who

    def label(self, text: str) -> str | None:
        """The label of the wished name, None where there is no wish, or none that can be made a label."""
        wish = read_wish(text, self.lexicon)
        return self.to_label(wish) if wish else None


def fact(kind: str, value: object) -> Fact | None:
    """The fact, None without a value."""
    return None if value is None else Fact(kind, value)  # type: ignore[arg-type]


def _unsure(said: str | None) -> str:
    return "unsure" if said == "unsure" else "unread"
