"""An earlier answer taken back in the middle of the talk: replaced where the new one is said, else asked again.

Somebody who typed a wrong date notices it a question later. What the verdict rests on must then be the right one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.conversation import overlays, told
from bot.conversation.answering import answered, take
from bot.conversation.conversation import Shown
from bot.conversation.questions import QUESTIONS, no_wish
from bot.conversation.questions.base import Again, Got, Reading
from bot.conversation.questions.domain_name import DomainName
from bot.conversation.questions.spans import from_stored
from bot.conversation.reopening import again, edit
from bot.conversation.replay import Passed
from bot.understanding.amending import amended, has_come, takes_back
from bot.understanding.fold import plain
from bot.understanding.outweigh import holds_domain
from bot.understanding.sentence import words
from bot.understanding.told import tells_birth
from bot.understanding.wishes import read_wish

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.turn import Turn
    from bot.understanding.lexicon import Lexicon

_DATES = frozenset(("birth", "issued"))
_NAMES = frozenset(("person_name", "shop_name", "domain_name"))
_OF_NAMES = {"date": _DATES, "name": frozenset(("domain_name",))}
_MISSING = ("no", "none")
# No registrar was read from it: what is taken instead is a name.
_TAKES = re.compile(
    r"(?:da |vay |the |thoi |thi |a )*(?:lay|chon) "
    r"(?!cai|so|noi|ben|trang|nao|dau|dai|dum|gium|giup|ho|cho|gi|luon|di|mot|1)\w+ \w+"
)
_DATED = frozenset(("ngay", "thang", "nam"))
# What answers other than dates and names are about.
_PAPERS = frozenset(("giay", "phep", "dkkd", "hkd"))
_OF_DOMAINS = frozenset(("mien", "domain", "id", "biz", "vn"))
_TOPICS = _PAPERS | _OF_DOMAINS
# What is written to a person may be about anything, and consent is given in its own words.
_NEVER = frozenset(("text", "consent"))


def hear(turn: Turn, text: str, reading: Reading) -> bool:
    """True where the text took an earlier answer back; `reading` is what it answers to the open question."""
    step = turn.path.stop
    if step.ask in _NEVER:
        return False
    if step.ask not in _DATES and _corrected_ahead(turn, text):
        return True
    if reading is not None and step.ask not in _NAMES:
        return False
    live = [(p.step, p.value) for p in turn.path.answered if p.value is not None]
    if not holds_domain(plain(text)):
        for earlier, value in reversed(live):
            said = _said_anew(turn, earlier, value, text)
            if said is not None:
                _replace(turn, earlier, said)
                return True
            if reading is None and _tells_another_date(turn, earlier, value, text):
                edit(turn, earlier.id)  # whoever a birth is of, the verdict may be another
                return True
            if earlier.fact == "who" and _claims_another(turn, earlier, value, text):
                edit(turn, earlier.id)
                return True
            if earlier.ask == "issued" and value in _MISSING and has_come(text, turn.book.lexicon):
                edit(turn, earlier.id)  # the paper is there now, its day was not said
                return True
    return _renamed(turn, live, text) or _reopened(turn, live, text)


def _claims_another(turn: Turn, step: Step, value: Any, text: str) -> bool:
    """True where somebody sets right for whom they ask: all that follows hangs on it, so it is asked again."""
    if not takes_back(text, turn.book.lexicon):
        return False
    read = QUESTIONS[str(step.ask)].read(step, text, turn.path.trail)
    return isinstance(read, Got) and read.value != value


def _tells_another_date(turn: Turn, step: Step, value: Any, text: str) -> bool:
    """True where a date is told once more, a paper's as a correction, and it is not the one that was answered."""
    lexicon = turn.book.lexicon
    said = lexicon.said(text)
    dated = step.ask == "issued" and takes_back(text, lexicon) and not _DATED.isdisjoint(words(said))
    if not dated and not (step.ask == "birth" and tells_birth(said)):
        return False
    read = QUESTIONS[str(step.ask)].read(step, text, turn.path.trail)
    return isinstance(read, Got) and not _agree(read.value, value)


def _agree(one: Any, other: Any) -> bool:
    """True where two stored spans may mean the same day."""
    spans = from_stored(one), from_stored(other)
    return (
        spans[0] is None
        or spans[1] is None
        or (spans[0].low <= spans[1].high and spans[1].low <= spans[0].high)
    )


def _corrected_ahead(turn: Turn, text: str) -> bool:
    """A date told before its question came up, told anew: "nhầm, 13/9/2002", or "14/3/2006" after "2006"."""
    answers, passed = turn.conversation.answers, {p.step.id for p in turn.path.answered}
    for step in turn.flow.steps:
        if step.ask in _DATES and step.id in answers and step.id not in passed:
            read = QUESTIONS[str(step.ask)].read(step, text, turn.path.trail)
            if not isinstance(read, Got) or read.value == answers[step.id]:
                continue
            lexicon, back = turn.book.lexicon, takes_back(text, turn.book.lexicon)
            if _is_clear(step, read, text, lexicon) if back else _narrows(read.value, answers[step.id]):
                told.put(turn, step, read.value)
                again(turn)
                return True
    return False


def _said_anew(turn: Turn, step: Step, value: Any, text: str) -> Got | None:
    """Another answer to an earlier question than the one it has, said in words that take that one back."""
    lexicon = turn.book.lexicon
    dated = step.ask in _DATES
    if not dated and (step.fact == "who" or step.ask not in ("choice", "yes_no")):
        return None
    tokens = words(lexicon.said(text))
    if not dated and turn.path.stop.ask in _NAMES and _TOPICS.isdisjoint(tokens):
        return None  # "A chứ không phải B" is about the name
    if step.ask == "yes_no" and not _OF_DOMAINS.isdisjoint(tokens) and _PAPERS.isdisjoint(tokens):
        return None
    missing = value in _MISSING
    if not takes_back(text, lexicon) and not (missing and has_come(text, lexicon)):
        return None
    read = QUESTIONS[str(step.ask)].read(step, text, turn.path.trail)
    if not isinstance(read, Got) or read.value == value:
        return None
    return read if not dated or missing or _is_clear(step, read, text, lexicon) else None


def _is_clear(step: Step, read: Got, text: str, lexicon: Lexicon) -> bool:
    """True for a whole date, or what is said to be a birth: a number alone may be anything that was slipped."""
    span = from_stored(read.value)
    return span is not None and (span.is_day or (step.ask == "birth" and tells_birth(lexicon.said(text))))


def _narrows(new: Any, old: Any) -> bool:
    """True for a whole date inside the span that was told before."""
    day, span = from_stored(new), from_stored(old)
    return day is not None and span is not None and day.is_day and span.low <= day.low <= span.high


def _replace(turn: Turn, step: Step, got: Got) -> None:
    """Take the new answer, said back in the step's own line or as its line of the summary."""
    turn.note(parked={**turn.conversation.parked, step.id: turn.conversation.answers[step.id]})
    turn.become(turn.conversation.without(*turn.flow.reopened_with(step.id)))
    if not turn.book.messages.has(f"{turn.flow.flow}.{step.id}.got"):
        turn.say("common.corrected", answer=overlays.line(turn, Passed(step, got.value)))
    answered(turn, got, typed=True)


def _renamed(turn: Turn, live: list[tuple[Step, Any]], text: str) -> bool:
    """Another domain for the one that was chosen: wished in so many words, or picked among those offered."""
    chosen = next(((s, value) for s, value in live if s.ask == "domain_name"), None)
    if chosen is None:
        return False
    step, value = chosen
    lexicon = turn.book.lexicon
    before, at = turn.conversation, turn.path.stop.ask
    turn.become(before.without(*turn.flow.reopened_with(step.id)))
    question, trail = DomainName(), turn.path.trail
    takes = at == "registrar" and _TAKES.match(lexicon.said(text)) is not None
    back = takes or takes_back(text, lexicon)
    picked = question.picked(step, text, trail) if back or "ten" in words(lexicon.said(text)) else ""
    wish = None if picked else read_wish(text, lexicon, asked=back)
    reading: Reading = question.press(step, picked, trail) if picked else None
    if wish:
        reading = question.read(step, text if takes else wish, trail)
    if reading is None or (isinstance(reading, Again) and reading.part in no_wish.PARTS):
        turn.become(before)
        return False
    usual = tuple(option.id for option in question.options(step, trail))
    turn.note(parked={**before.parked, step.id: value}, shown=Shown(step.id, usual))
    take(turn, reading, typed=True)
    return True


def _reopened(turn: Turn, live: list[tuple[Step, Any]], text: str) -> bool:
    """The question that is to be answered anew, or, where nobody said which, the list of all of them."""
    what = amended(text, turn.book.lexicon)
    if what == "any" and live and turn.book.reader.intent(text) is None:
        overlays.choose_answer(turn)
        return True
    kinds = _OF_NAMES.get(what or "", frozenset())
    step = next((s for s, _ in reversed(live) if s.ask in kinds), None)
    if step is not None:
        edit(turn, step.id)
        return True
    later = next((p.step for p in told.ahead(turn) if p.step.ask in kinds), None)
    if later is not None:
        told.ask_later(turn, later.id)
        again(turn)
    return later is not None
