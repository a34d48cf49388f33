"""What a place may be that nobody spelled right: names a slip away, and communes where nothing else is said."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.communes import find_communes
from bot.understanding.fold import lowered, plain
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.lexicon import Lexicon
from bot.understanding.marks import is_marked, spelled
from bot.understanding.place_names import alone, nearly
from bot.understanding.regex import regex
from bot.understanding.sentence import cut, word_set, words

_LONGEST_ADDRESS = 8  # words of a text that may be nothing but a commune
_LONG = 7  # letters of a word that is hardly a family name
_CLAUSE = regex(
    r"[,;.!\n()…]+|(?<=\w) (?:ma|nhung|(?<!\bba )(?<!ong )(?<!chi )(?<!anh )chu"
    r"|(?<!thang )(?<!dua )(?<!chong )con|gio|nay|bay gio|hien|hien gio|roi) (?=(?!\s*$))"
)
_AT = word_set("o tai que xa phuong tran ap thon xom khu")
CUE = word_set(
    "o tai tren duoi trong ngoai ben mien xu vung dan nguoi que len vao ve ra xuong qua sang den dat goc ngu"
)
"""Words of place before a name."""
UNIT = word_set("huyen quan tx tp pho xa phuong tan miet tinh dao")
"""Words for what kind of place it is."""


def split(said: str) -> list[str]:
    """The clauses of a plain text, in order."""
    return [part.strip() for part in _CLAUSE.split(said) if part.strip()]


def guessed(
    text: str, said: str, tokens: list[str], gazetteer: Gazetteer, lexicon: Lexicon, exact: bool
) -> list[str]:
    """What a name a slip away may mean, alone in a clause or after a word of place; a commune where there is none."""
    if lexicon.holds("no_slips", tokens):
        return []
    placed = not {"o", "tai", "que"}.isdisjoint(tokens)
    if exact and not placed:
        return []
    names = [name for clause in (said, *split(said)) for name in _begun(cut(clause, "_"))]
    cued = [
        " ".join(tokens[at : at + size])
        for size in (3, 2)
        for at in range(1, len(tokens) - size + 1)
        if tokens[at - 1] in CUE | UNIT
    ]
    for known in (gazetteer.provinces, gazetteer.districts):
        likely = [*names, *cued] if known is gazetteer.provinces else names
        near = nearly(likely, known, gazetteer, lexicon, list(alone(tokens)))
        if near:
            return near
    if len(text.split()) > _LONGEST_ADDRESS or (len(tokens) == 1 and len(tokens[0]) < _LONG):
        return []  # a story, or one syllable that is a family name sooner than a commune
    at = _AT if text.isascii() or "ở" in lowered(text) else _AT - {"o"}  # "ờ" agrees
    if not at.isdisjoint(tokens):
        whole = [commune.province for commune in find_communes(text, gazetteer)]
        return whole or [
            commune.province for commune in find_communes(split(said)[0].replace("_", " "), gazetteer)
        ]
    return _bare_commune(text, said, gazetteer, lexicon)


def _bare_commune(text: str, said: str, gazetteer: Gazetteer, lexicon: Lexicon) -> list[str]:
    """The provinces of the commune that a clause is and nothing else, by its marks where there are any."""
    answers = frozenset(phrase for kind in lexicon.answers.values() for phrase in kind.whole)
    written = words(lowered(text)) if is_marked(text) else ()
    for clause in (split(said)[0], said):
        for name in alone(words(clause.replace("_", " "))):
            size = name.count(" ") + 1
            if size == 1 or name in answers or name.replace(" ", "") not in gazetteer.communes:
                continue
            typed = [" ".join(written[at : at + size]) for at in range(len(written))]
            called = gazetteer.communes[name.replace(" ", "")]
            spoken = {spelled(one) for one in typed if plain(one) == name}
            if not spoken or not spoken.isdisjoint(spelled(one.name) for one in called):
                return [commune.province for one in called for commune in one.communes]
    return []


def _begun(tokens: Sequence[str]) -> list[str]:
    """What may be the bare name, and the words a clause begins with."""
    names = list(alone(tokens))
    first = len(tokens) - len(names[-2].split()) if len(names) > 1 else 0
    return [
        *names,
        *(
            " ".join(tokens[start : start + size])
            for start in (0, first)
            for size in (3, 2)
            if len(tokens) > size
        ),
    ]
