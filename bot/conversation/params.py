"""What every sentence of a flow may mention; a name that is missing here is a fault the linter finds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.conversation.book import Book
from bot.conversation.conversation import NEW_THREAD, Thread
from bot.conversation.replay import Path
from bot.conversation.trail import MOST_REMINDERS
from bot.programme.contacts import contact
from bot.programme.offer import terms

EXPORT_MINUTES = 30  # how long a link to one's own data opens
JOIN_MINUTES = 15  # how long a link opens a talk on the web


def base_params(book: Book, today: date, who: str = "", thread: Thread = NEW_THREAD) -> dict[str, Any]:
    """What can be said without a conversation: the office, the day, the offer's terms, how somebody is addressed."""
    return {
        **terms(book.policy, today)._asdict(),
        "office": book.office,
        "today": today,
        "who": who,
        "you": book.messages.address(who or thread.person),
        "offered": 0,
        "export_minutes": EXPORT_MINUTES,
        "join_minutes": JOIN_MINUTES,
        "registrar": book.registrars.name(thread.registrar) if thread.registrar else None,
        "reminded": thread.reminders > 0,
        "spent": thread.reminders >= MOST_REMINDERS,
    }


def talk_params(path: Path) -> Mapping[str, Any]:
    """The parameters at this point of the talk; what is not known yet is None."""
    trail = path.trail
    offer = trail.offer if trail.verdict else None
    name = next((v for v in trail.values.values() if isinstance(v, dict) and "label" in v), None)
    registrar = next((trail.values[p.step.id] for p in path.answered if p.step.ask == "registrar"), None)
    certificate = trail.facts.certificate_issued
    messages = trail.book.messages
    needs = trail.verdict.needs if trail.verdict else ()
    base = base_params(trail.book, trail.today, trail.who, trail.conversation.thread)
    return {
        **base,
        "announced": offer.announced if offer else base["announced"],
        "announced_until": offer.announced_until if offer else base["announced_until"],
        "verdict": trail.verdict and trail.verdict.verdict,
        "reason": trail.verdict and trail.verdict.reason,
        "suffix": offer and offer.suffix,
        "free": offer and offer.free,
        "deadline": offer and offer.deadline,
        "deadline_open": offer and offer.deadline_open,
        "days_left": offer and offer.days_left,
        "closing_soon": offer and offer.closing_soon,
        "fee_register": offer and offer.fee_register,
        "fee_year": offer and offer.fee_year,
        "fee_first_year": offer and offer.fee_first_year,
        "eighteenth": offer and offer.eighteenth,
        "eighteenth_year": offer and offer.eighteenth_year,
        "alternatives": [a.suffix for a in offer.alternatives] if offer else [],
        "services": [messages.label(f"services.{s}") for s in offer.services] if offer else [],
        "missing_words": list(dict.fromkeys(messages.label(f"facts.{n}") for n in needs)),
        "named": any(isinstance(v, dict) and ("name" in v or "wish" in v) for v in trail.values.values()),
        "province": trail.facts.province,
        "certificate": certificate,
        "fqdn": name and f"{name['label']}.{name['suffix']}",
        "registrar": trail.book.registrars.name(registrar) if registrar else base["registrar"],
        "contact": contact(trail.book.policy, trail.facts.province),
    }
