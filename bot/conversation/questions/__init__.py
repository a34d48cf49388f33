"""The question kinds by the name that flows use; a new kind is a new file and a line here."""

from collections.abc import Mapping

from bot.conversation.questions.base import Question
from bot.conversation.questions.birth import Birth
from bot.conversation.questions.choice import Choice
from bot.conversation.questions.commune import CommuneOf
from bot.conversation.questions.consent import Consent
from bot.conversation.questions.domain_name import DomainName
from bot.conversation.questions.issued import Issued
from bot.conversation.questions.own_name import PERSON, SHOP
from bot.conversation.questions.province import Province
from bot.conversation.questions.registrar import Registrar
from bot.conversation.questions.text import Text
from bot.conversation.questions.yes_no import YesNo

QUESTIONS: Mapping[str, Question] = {
    "birth": Birth(),
    "choice": Choice(),
    "commune": CommuneOf(),
    "consent": Consent(),
    "domain_name": DomainName(),
    "issued": Issued(),
    "person_name": PERSON,
    "province": Province(),
    "registrar": Registrar(),
    "shop_name": SHOP,
    "text": Text(),
    "yes_no": YesNo(),
}
