"""A text with a mark in place of each date, cut into clauses: the words around a date tell what it is of."""

from __future__ import annotations

import re
from datetime import date

from bot.understanding.calendar_math import Found
from bot.understanding.regex import regex
from bot.understanding.written_dates import Forms, Handler, shape_of


def marked(said: str, forms: Forms, today: date) -> tuple[str, dict[str, Found]]:
    """The text with a mark of its own (one private character) in place of each date, and what each mark means."""
    found: dict[str, Found] = {}

    def take(match: re.Match[str], handler: Handler) -> str:
        one = handler(match, today)
        if one is None or len(found) >= _MOST_MARKS:
            return match[0]
        mark = chr(_FIRST_MARK + len(found))
        found[mark] = one
        return f" {mark} "

    for form in forms.likely(shape_of(said)):
        if not found or form.may_stand(shape_of(said)):
            said = form.pattern.sub(lambda match, read=form.handler: take(match, read), said)  # type: ignore[misc]
    return said, found


_FIRST_MARK, _MOST_MARKS = 0xE000, 64
_NOT_THAT = regex(r"([\ue000-\uf8ff])(?: chu)? khong phai(?: la| nam| ngay)* [\ue000-\uf8ff]")
_SELVES = r"(?:em|toi|minh|con|chau|rieng|giay|lan|cai)\b"
_CLAUSE = regex(
    r"(?=[ ,;:!?\n()….–])(?:(?<=[\ue000-\uf8ff]) (?:con |thi |chu )?(?=(?:em|toi|minh|con|chau|vo|chong|chi"
    r"|anh|me|bo|"
    r"ba)\b(?: \w+){0,3} [\ue000-\uf8ff])|"
    r"(?:(?<=[\ue000-\uf8ff])|(?<=/[0-9])|(?<=/[0-9][0-9])) (?:(?:con|ma|toi|den|thi|moi|duoc) )*"
    r"(?=(?:cap|giay|co giay|lay giay|ra giay)\b"
    r"(?: \w+){0,4} [\ue000-\uf8ff])|(?<=[0-9]) (?:toi|den) (?=[\ue000-\uf8ff] (?:thi|moi|la)\b)|"
    r"[,;!?\n()…–]+|\.(?![0-9])| (?:chu|nhung|(?<!\bba )ma|tai|vi) (?="
    + _SELVES
    + r")|(?<=[\ue000-\uf8ff])(?: \w+)* con (?="
    + _SELVES
    + r")|(?<=[\ue000-\uf8ff]) roi (?=(?:con|co|thi|gio|lieu)\b)|:(?= (?:sinh|em|toi|minh|con|chau)\b)"
    + r"| (?:(?<!\bba )ma|nhung|nen) (?=(?:cho|den|toi|mai|bua|hom|thang|ngay|moi|gio|nay)\b)| (?=(?:chu|nhung|"
    r"ma|rieng) (?:thi|khong|phai|ba|bo|me|ong|chi|anh|vo|chong|ban|em|toi|minh)\b))"
)


def clauses(said: str) -> list[str]:
    """The clauses of a plain text whose dates are marked already."""
    parts = [part.strip() for part in _CLAUSE.split(" ".join(said.split())) if part.strip()]
    return [_NOT_THAT.sub(r"\1", part) if "khong phai" in part else part for part in parts]


def near(clause: str) -> str:
    """The words of a clause that stand close to its dates: what is farther off tells of something else."""
    tokens = clause.split()
    at = [place for place, word in enumerate(tokens) if not word.isascii() and _MARK.search(word)]
    return " ".join(tokens[max(0, at[0] - _WORDS_BEFORE) : at[-1] + _WORDS_AFTER]) if at else clause


_MARK = regex(r"[\ue000-\uf8ff]")
_WORDS_BEFORE, _WORDS_AFTER = 12, 10
