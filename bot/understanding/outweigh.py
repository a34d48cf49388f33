"""Which counts where a text both answers and does something else: the answer, or the intent."""

from __future__ import annotations

from bot.understanding.intents import Intent
from bot.understanding.questions import is_asking
from bot.understanding.regex import regex
from bot.understanding.who import HELPER

NAMES = frozenset(("person_name", "shop_name", "label"))
"""Questions that any text might answer."""
_DOMAIN = regex(r"[a-z0-9-]{2,}\s?\.\s?(?:id|biz)\s?\.\s?vn\b")

_NEAR = 0.7  # a way of asking must be so near where a question is open
_SENTENCE, _FULL = 4, 3  # words
_MAY_ASK = frozenset(("has_certificate", "yes_no", "established"))
_DENIED = regex(
    r"\bdau\b(?: \w+){0,2}(?:[,.;!]|$)|\b(?:khong|chua|chang)(?: \w+){1,4} (?:nao|gi)(?: (?:het|ca|nua|dau))?[ .!]*$"
)
_ANSWERED = regex(r"(?:(?:da|vang|u|o) )*(?:co|chua|roi|khong|dung|phai|da co|chua co|co roi)\s*[,.;]")
_CALLED = regex(r"\bten(?! mien)(?: \w+)? la\b(?! (?:gi|sao|chi|cai)\b)")
_NAMED = regex(r"(?:\w+ ){0,2}ten (?!mien\b)\w")
_CONTRAST = regex(
    r"^(?:da )?neu\b.*\bthi (?:moi )?(?:ok|lam|chiu|dong y|duoc|dang ky|u)\b(?! (?:co|phai) )|"
    r"\bthi (?:co|ok|duoc|dong y)\b.*\bthi (?:khong|thoi|chua)$"
)
_NEAR_BESIDE = 0.9
_STEERING = frozenset(("restart", "back", "human", "delete_data"))
_BESIDE = frozenset(("greeting", "thanks", "abuse"))
_WISHES = regex(r"\b(?:lay|chon|ten|xin|dat|muon|thich)\b")


def holds_domain(said: str) -> bool:
    """True where a name of the programme stands in the plain text."""
    return "vn" in said and _DOMAIN.search(said) is not None


def may_steer(question: str, value: object) -> bool:
    """True where an answer was read that a question or a wish to steer is as likely to hold."""
    return question in _MAY_ASK or question == "who_are_you" or value == HELPER


def steers(question: str, said: str, intent: Intent) -> bool:
    """True where the plain text steers or asks in so many words, although an answer stands in it."""
    if not intent.sure or intent.name in _BESIDE or _ANSWERED.match(said):
        return False
    asks = is_asking(said) and len(said.split()) >= _SENTENCE and not _DENIED.search(said)
    return intent.name in _STEERING or (question in _MAY_ASK and asks)


def outweighs(question: str, said: str, value: str | None, intent: Intent) -> bool:
    """True where the intent counts for more than the name that was read, or than nothing."""
    if intent.name == "abuse":
        return value is None or question == "person_name" or value.islower()
    if not may_outweigh(question, said, value):
        return False
    if value is None:
        return bool(intent.question) or is_certain(intent)
    # Thanks or a greeting is all there is, or comes first and no wish after it.
    beside = intent.near >= _NEAR_BESIDE and len(said.split()) > 1 and not _WISHES.search(said)
    return intent.sure or (intent.name in _BESIDE and beside)


def may_outweigh(question: str, said: str, value: str | None) -> bool:
    """False where no intent but an insult counts for more than the name, or than nothing."""
    if value is not None and ((question == "label" and holds_domain(said)) or not value[1:].islower()):
        return False
    if question == "person_name" and value and len(value.split()) >= _FULL and not is_asking(said):
        return False  # nobody asks with a full name
    if question in NAMES and "ten" in said and (_CALLED.search(said) or (value and _NAMED.match(said))):
        return False  # what is announced as a name is one, or none
    return "thi " not in said or _CONTRAST.search(said) is None  # no answer with a condition


def is_certain(intent: Intent) -> bool:
    """True where the intent may be named; an answer of the FAQ, put before the question again, may be less sure."""
    return intent.sure or intent.near >= _NEAR
