"""Commands for other programs: JSON lines in, JSON lines out, one answer a line, in order."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot.conversation.book import Book

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
Answer = Callable[[Book, Mapping[str, Any]], dict[str, Any]]


class LineError(ValueError):
    """The line cannot be answered; the message says what is wrong with it."""


def decide() -> None:
    """Read {"id","date","facts"} lines; write {"id","programme","verdict","reason","needs","sources"}."""
    _answer_lines(_decide)


def suggest() -> None:
    """Read {"id","name","kind","suffix"} lines; write {"id","labels","warnings"}."""
    _answer_lines(_suggest)


def understand(
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Read as on that day.")] = None,
) -> None:
    """Read {"id","question","text"} lines; write {"id","got","also","why"}."""
    from bot.understanding.facts import written
    from bot.understanding.reader import QUESTIONS

    day = today.date() if today else datetime.now(_VIETNAM).date()

    def answer(book: Book, asked: Mapping[str, Any]) -> dict[str, Any]:
        question, text = asked.get("question"), asked.get("text")
        if question not in QUESTIONS:
            raise LineError(f'"question" must be one of {", ".join(QUESTIONS)}')
        if not isinstance(text, str):
            raise LineError('"text" must be a text')
        heard = book.reader.read(question, text, day)
        also = {key: value for fact in heard.also for key, value in written(fact).items()}
        return {"got": written(heard.got), "also": also, "why": heard.why}

    _answer_lines(answer)


def _answer_lines(answer: Answer) -> None:
    from bot.data import read_book
    from bot.settings import read_settings

    book = read_book(read_settings().data)
    for line in sys.stdin.buffer:
        if line.strip():
            answered = json.dumps(_answered(line, answer, book), ensure_ascii=False)
            # A lone half of a surrogate pair may stand in what was asked; it is no UTF-8.
            sys.stdout.buffer.write(answered.encode("utf-8", "replace") + b"\n")
            sys.stdout.buffer.flush()


def _answered(line: bytes, answer: Answer, book: Book) -> dict[str, Any]:
    asked: Any = None
    try:
        asked = json.loads(line, parse_constant=_no_number)
        if not isinstance(asked, dict):
            raise LineError("a line is one JSON object")
        return {"id": asked.get("id"), **answer(book, asked)}
    except (ValueError, RecursionError) as fault:  # malformed JSON and UTF-8 are ValueErrors too
        return {"id": asked.get("id") if isinstance(asked, dict) else None, "error": str(fault)[:200]}


def _no_number(written: str) -> None:
    raise LineError(f"{written} is not JSON")


def _decide(book: Book, asked: Mapping[str, Any]) -> dict[str, Any]:
    from bot.programme.facts import Facts
    from bot.programme.verdict import decide as decide_facts

    try:
        day = date.fromisoformat(asked["date"])
    except (KeyError, TypeError, ValueError):
        raise LineError('"date" must be a day such as "2026-11-20"') from None
    facts = asked.get("facts", {})
    if not isinstance(facts, dict):
        raise LineError('"facts" must be an object')
    verdict = decide_facts(book.policy, Facts.parse(facts, book.policy.units, day), day)
    return {
        "programme": verdict.programme,
        "verdict": verdict.verdict,
        "reason": verdict.reason,
        "needs": list(verdict.needs),
        "sources": list(verdict.sources),
    }


def _suggest(book: Book, asked: Mapping[str, Any]) -> dict[str, Any]:
    from bot.naming.suggest import suggest as suggest_labels

    name, kind, suffix = (asked.get(key) for key in ("name", "kind", "suffix"))
    if not isinstance(name, str):
        raise LineError('"name" must be a text')
    if kind not in ("person", "shop", "company"):
        raise LineError('"kind" must be person, shop or company')
    if suffix not in ("id.vn", "biz.vn"):
        raise LineError('"suffix" must be id.vn or biz.vn')
    found = suggest_labels(name, kind, book.names)
    return {"labels": list(found.labels), "warnings": list(found.warnings)}
