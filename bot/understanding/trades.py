"""A shop told by its trade alone: "phở", "tiệm phở nhỏ thôi", "xe bánh mì"."""

from __future__ import annotations

from bot.understanding.fold import lowered
from bot.understanding.lexicon import Lexicon
from bot.understanding.regex import regex
from bot.understanding.sentence import NEGATORS, POLITE, Tokens, core, is_question, word_set, words

_HEADS = word_set("quan tiem shop sap quay xe ban hang lo xuong")
_LONGEST_TRADE, _MOST_WORDS = 4, 8
_PREMISES = word_set(
    "quan tiem shop sap quay nha phong trai vua dai cua co lo xuong kho hieu trung vuon spa salon gara"
)
_LEADS = POLITE | word_set("la thuoc cho chac chan ben dang lam mo co")
_MARKS = regex(r"[^\W_]+")
# Somebody eats there, works there, or has it no more.
_NOT_OURS = regex(r"\b(?:an|uong|mua|lam thue|lam cong|doi dien|gan|quen|nguoi ta|dong cua|dep)\b")


def names_trade(text: str, lexicon: Lexicon) -> bool:
    """True where the text is nothing but a trade, or a kind of shop with a trade right after it."""
    said = lexicon.said(text, "who_are_you")
    tokens = words(said)
    if not tokens or len(tokens) > _MOST_WORDS or is_question(said) or "?" in said:
        return False
    if lexicon.holds_any(("not_mine", "not_ours", "customers", "off_topic"), tokens):
        return False
    if not NEGATORS.isdisjoint(tokens) or _NOT_OURS.search(said):
        return False
    trades = lexicon.lists["trades"]
    if text.isascii():
        spelled = tokens
    else:  # what was typed with marks is no other word without them
        trades, spelled = lexicon.written["trades"], tuple(_MARKS.findall(lowered(text)))
        if len(spelled) != len(tokens):
            return False
    whole = _without(spelled, tokens)
    if " ".join(whole) in trades and (
        len(whole) > 1 or not text.isascii() or whole[0] in lexicon.lists["lone_trades"]
    ):
        return True
    if _is_premises(spelled, tokens, trades):
        return True
    return not _HEADS.isdisjoint(tokens) and any(
        head in _HEADS and " ".join(spelled[at + 1 : at + 1 + size]) in trades
        for at, head in enumerate(tokens)
        for size in range(1, _LONGEST_TRADE + 1)
    )


def _is_premises(spelled: Tokens, tokens: Tokens, trades: frozenset[str]) -> bool:
    """True for a place where things are made or sold, told with trades only: "mình là phòng khám nha khoa"."""
    start = next(
        (at for at, word in enumerate(tokens) if word not in _LEADS or word in _PREMISES), len(tokens)
    )
    end = len(tokens)
    while end > start and tokens[end - 1] in POLITE:
        end -= 1
    if start == end or tokens[start] not in _PREMISES:
        return False
    at = start
    while at < end:
        sizes = range(min(_LONGEST_TRADE, end - at), 0, -1)
        size = next((size for size in sizes if " ".join(spelled[at : at + size]) in trades), 0)
        if not size:
            return False
        at += size
    return end - start > 1


def _without(spelled: Tokens, tokens: Tokens) -> Tokens:
    """The words as they were typed, without the weightless ones at either end."""
    kernel = core(tokens, POLITE)
    at = next((n for n in range(len(tokens)) if tokens[n : n + len(kernel)] == kernel), 0)
    return spelled[at : at + len(kernel)]
