"""A text as the clauses of its turns: where people correct themselves, what they said before does not count."""

from __future__ import annotations

from bot.understanding.lexicon import Lexicon
from bot.understanding.regex import regex
from bot.understanding.sentence import Tokens, word_set, words
from bot.understanding.slips import ASIDE, mended

Clause = Tokens
"""The plain words of a clause, in order; "?" closes one that asks."""

_KIN = "co|chu|bac|anh|chi|em|ban|ba|ong|di|cau|mo|con|chau|bo|me|ma|may|ad|admin|shop|bot|o"
_CALLED = regex(
    rf"\b(?:thua|chao) (?!co(?: (?:a|nha|nhe|roi))*$)(?:{_KIN})\b|\b(?:{_KIN}) (?:oi|ui|ei)\b|(?:(?<=nha)"
    rf"|(?<=nhe)|(?<=nhen)) (?:co|"
    rf"ba|ong|di|cau|o|me|bo|ma)(?= *$| *[,.!])"
)
_STOP = regex(r"([?,.;:!\n()…\"]+|(?<=\w) -+ )")
_WAIT = r"(?:(?:\b(?:ma|a|y|thoi) |(?<=[.,] )|^)khoan(?: da| hay)?\b|\bkhoan da\b)"
_TURN = regex(
    r"\b(?:a (?:ma|quen|nham|lon)|(?:y|ua) quen|(?<!khong )nham(?! lan)(?: roi\b)?|(?:a|noi|ghi|go|bam|viet|danh|"
    r"nhan|an|tra loi) lon(?: roi\b)?|lon roi|lon(?=,)|"
    r"(?<!dong )y (?:em |minh |toi |con |chau |chi |anh |co |chu |bac )?la|noi lai|sua lai|ma la|dung ra la|"
    r"(?<=[.,!…] )(?:o|ua|a|nhung|ma) (?:doc|xem|coi|nhin) lai(?: thi)?|"
    rf"a(?= thoi\b| chua\b| khong\b)|(?<=[.,] )a(?= co\b| da\b| roi\b))\b|{_WAIT}"
)
_WAITS = regex(_WAIT)
# Without one of these nobody is called, and nothing turns.
_CALLS = ("thua", "chao", " oi", " ui", " ei", "nha", "nhe")
_TURNS = (
    "doc lai", "xem lai", "coi lai", "nhin lai",
    "nham", "lon", "quen", "khoan", "y la", "y em", "y minh", "y toi", "y con", "y chau", "y chi", "y anh", "y co",
    "y chu", "y bac", "noi lai", "sua lai", "ma la", "a ma", "dung ra la", "a thoi", "a chua", "a khong", "a co",
    "a da", "a roi",
)  # fmt: skip
_NOT_JOINED = word_set("ba giay so vach qr sao gi dau ai chi nao the vay")
_CHILD = word_set("nho gai trai dau em be roi chau dang moi")
_OPENS = word_set("khong chua van cung hien gio thi chang da")
_MASTERS = word_set("ba ong lam nguoi la thua")
_PEOPLE_AFTER = word_set("nha quan tiem shop cu truoc no cho tro xe dat ho")


def turns(said: str, lexicon: Lexicon) -> list[list[Clause]]:
    """The clauses of each turn a plain text takes, the last turn last; an open one at the end is empty."""
    if any(map(said.__contains__, _CALLS)):
        said = _CALLED.sub(" ", said)
    if not any(map(said.__contains__, _TURNS)):
        return [clauses(said, lexicon)]
    parts = _TURN.split(said)
    found = [clauses(part, lexicon) for part in parts]
    waits = list(_WAITS.finditer(said))
    ends_waiting = bool(waits) and not clauses(said[waits[-1].end() :], lexicon)
    if len(parts) > 1 and not found[0] and not said.startswith("khoan"):
        found.insert(0, clauses(said, lexicon))  # a word of correction may be the answer itself
    kept = [part for part in found if part]
    return [*kept, []] if ends_waiting else kept or [clauses(said, lexicon)]


def clauses(said: str, lexicon: Lexicon) -> list[Clause]:
    """The words of each clause, in order; one ends at a stop, or before a word that joins another."""
    found: list[Clause] = []
    parts = _STOP.split(said)
    for part, asked in zip(parts[::2], [*parts[1::2], None], strict=True):
        found.extend(_joined([mended(word, lexicon) for word in words(part)], lexicon))
        if asked and "?" in asked and found:
            found[-1] = (*found[-1], "?")
    return [clause for clause in found if not ASIDE.issuperset(clause)]


def _joined(spoken: list[str], lexicon: Lexicon) -> list[Clause]:
    found: list[Clause] = []
    spoken = " ".join(spoken).split()
    clause: list[str] = []
    for word, after in zip(spoken, [*spoken, ""][1:], strict=True):
        if clause and _joins(word, clause[-1], after, lexicon):
            found.append(tuple(clause))
            clause = []
        clause.append(word)
    return [*found, tuple(clause)] if clause else found


def _joins(word: str, before: str, after: str, lexicon: Lexicon) -> bool:
    if word == "con" and (before in _OPENS or (before == "co" and after in _CHILD)):
        return False
    if word == "ma":
        return before not in _NOT_JOINED and after != "so"
    if word == "nen" and before in _OPENS | {"co"}:
        return False
    return word in lexicon.lists["joins"] and not (
        word == "chu" and (after in _PEOPLE_AFTER or before in _MASTERS)
    )
