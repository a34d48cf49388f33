"""What every sentence of a flow may mention; a name that is missing here is a fault the linter finds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.conversation.book import Book
from bot.conversation.replay import Path
from bot.programme.contacts import contact


def base_params(book: Book, today: date, who: str = "") -> dict[str, Any]:
    """What can be said without a conversation: the office, the day, how somebody is addressed."""
    return {
        "office": book.office,
        "today": today,
        "who": who,
        "you": book.messages.address(who),
        "offered": 0,
    }


def talk_params(path: Path) -> Mapping[str, Any]:
    """The parameters at this point of the talk; what is not known yet is None."""
    trail = path.trail
    offer = trail.offer() if trail.verdict else None
    name = next((v for v in trail.values.values() if isinstance(v, dict) and "label" in v), None)
    registrar = next((trail.values[p.step.id] for p in path.answered if p.step.ask == "registrar"), None)
    certificate = trail.facts().certificate_issued
    messages = trail.book.messages
    return {
        **base_params(trail.book, trail.today, trail.who),
        "verdict": trail.verdict and trail.verdict.verdict,
        "suffix": offer and offer.suffix,
        "free": offer and offer.free,
        "deadline": offer and offer.deadline,
        "days_left": offer and offer.days_left,
        "closing_soon": offer and offer.closing_soon,
        "announced": offer and offer.announced,
        "announced_until": offer and offer.announced_until,
        "fee_register": offer and offer.fee_register,
        "fee_year": offer and offer.fee_year,
        "fee_first_year": offer and offer.fee_first_year,
        "eighteenth": offer and offer.eighteenth,
        "alternatives": [a.suffix for a in offer.alternatives] if offer else [],
        "services": [messages.label(f"services.{s}") for s in offer.services] if offer else [],
        "missing_words": [messages.label(f"facts.{n}") for n in trail.verdict.needs] if trail.verdict else [],
        "certificate": certificate,
        "fqdn": name and f"{name['label']}.{name['suffix']}",
        "registrar": registrar and trail.book.registrars.name(registrar),
        "contact": contact(trail.book.policy, trail.facts().province),
    }
