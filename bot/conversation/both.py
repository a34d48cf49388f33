"""An answer with a question after it: the question is answered, and the answer counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.conversation import faq
from bot.conversation.questions import QUESTIONS
from bot.conversation.questions.base import Got
from bot.understanding.fold import plain
from bot.understanding.had_names import read_had
from bot.understanding.questions import is_asking

if TYPE_CHECKING:
    from bot.conversation.turn import Turn

# Where the answer ends: at a stop, or before a word that turns to something else.
_END = re.compile(
    r"[,.;!\n]+\s+|\s+(?=(?:mà|ma|nhưng|nhung|còn|con) (?:cho )?(?:\S+ )?(?:hỏi|hoi|cái|cai|nó|no)\b)"
)
_LEADS = re.compile(
    r"^(?:(?:mà|ma|nhưng|nhung|còn|con|cho|xin|muốn|muon|em|tui|tôi|toi|mình|minh|hỏi|hoi|ké|ke|thêm|them|chút|chut)[\s:,]+)+",
    re.IGNORECASE,
)
_NOT_HERE = frozenset({"text", "person_name", "shop_name", "domain_name"})


def read(turn: Turn, text: str) -> tuple[Got, str] | None:
    """The answer in the first clause, and the entry of the FAQ that the rest asks for; None where it is not both."""
    step = turn.path.stop
    if step.ask in _NOT_HERE or not (end := _END.search(text)):
        return None
    head, tail = text[: end.start()], text[end.end() :]
    if is_asking_more(head) or not is_asking(plain(tail)):
        return None
    if read_had(tail, turn.book.lexicon):
        return None  # "chưa có tên miền nào" asks nothing
    got = QUESTIONS[str(step.ask)].read(step, head, turn.path.trail)
    if not isinstance(got, Got):
        return None
    intent = faq.asked(turn, _LEADS.sub("", tail)) or faq.asked(turn, text)
    return (got, intent.question) if intent else None


def is_asking_more(head: str) -> bool:
    """True where the first clause asks itself: what it holds is no answer."""
    return "?" in head
