"""The longest values a sentence can be given, by the names sentences may use; no other name is given to any."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.programme.contacts import Contact
from bot.programme.fees import Fee
from bot.understanding.span import Span

_DAY = date(2026, 12, 31)
_LABEL = "x" * 63
_WORDS = "w" * 80
_SUFFIXES = ("id.vn", "biz.vn", "com.vn", "name.vn", "io.vn", "net.vn", "info.vn", "vn")

WORST: Mapping[str, Any] = {
    "age_lower": 18,
    "age_upper": 23,
    "alternatives": ["name.vn", "com.vn", "info.vn"],
    "announced": True,
    "announced_until": _DAY,
    "answer": _WORDS,
    "answers": [_WORDS] * 8,
    "asked": 1_000_000,
    "at": "23:59",
    "before": "9" * 9,
    "certificate": Span(date(2025, 11, 20), _DAY),
    "closing_soon": True,
    "contact": Contact(_WORDS, "0" * 20, _WORDS, _WORDS, _WORDS, national=True),
    "days_left": 1000,
    "deadline": _DAY,
    "deadline_open": False,
    "dropped": 1_000_000,
    "due": _DAY,
    "eighteenth": _DAY,
    "eighteenth_year": 9999,
    "export_minutes": 30,
    "fees": {suffix: Fee(register=99_999_999, yearly=99_999_999) for suffix in _SUFFIXES},
    "fee_first_year": 99_999_999,
    "fee_register": 99_999_999,
    "fee_year": 99_999_999,
    "first": _DAY,
    "fqdn": f"{_LABEL}.name.vn",
    "free": True,
    "flows": {},
    "purposes": {},
    "held": {
        "office": _WORDS,
        "made_at": _WORDS,
        "contact": {"created_at": _WORDS, "seen_at": _WORDS, "province": _WORDS, "commune": "00001"},
        **{
            kind: []
            for kind in ("addresses", "consents", "conversations", "links", "notes", "reminders", "events")
        },
    },
    "join_minutes": 15,
    "label": _LABEL,
    "last": _DAY,
    "lines": [_WORDS] * 6,
    "logged": 1_000_000,
    "missing_words": [_WORDS] * 3,
    "named": True,
    "now": "9" * 9,
    "numbers": [_WORDS] * 6,
    "offered": 7,
    "office": _WORDS,
    "place": "Thành phố Hồ Chí Minh",
    "province": "Thành phố Hồ Chí Minh",
    "reason": "no_certificate",
    "registrar": "r" * 40,
    "reminded": True,
    "reserve": f"{_LABEL}.name.vn",
    "running": True,
    "services": ["website", "email", "CV/blog", "hosting"],
    "spent": True,
    "span": Span(date(2025, 11, 20), _DAY),
    "stop": _WORDS,
    "suffix": "name.vn",
    "term_months": 12,
    "today": _DAY,
    "typed_suffix": "x" * 10,
    "number": 99,
    "verdict": "eligible",
    "week": "2026-W47",
    "what": _WORDS,
    "who": "enterprise",
    "you": "anh/chị",
}
