"""Picking one of several names that were offered: by its number or place, or as the shortest or the longest."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.fold import lowered, plain
from bot.understanding.regex import regex
from bot.understanding.sentence import POLITE, Tokens, after_correction, core, word_set, words
from bot.understanding.written_dates import NUMBER_WORDS

_BESIDE = POLITE | word_set(
    "duoc dc di thoi chot cho lay chon bam muon thich ung xin doi lai sang qua la roi giup dum gium",
    "hon cung con dep ma ay kia do nay",
)
_HEAD = r"(?:(?:ten mien|ten|cai|so|cau|muc|dong|y|phuong an|lua chon|option) )"
_NUMBER = regex(rf"{_HEAD}*(?:thu )?([1-9][0-9]?)|(?:{_HEAD}+|thu )(?:thu )?({'|'.join(NUMBER_WORDS)})")
_FIRST = regex(rf"{_HEAD}*(?:thu nhat|dau tien|tren cung)|{_HEAD}+dau")
_LAST = regex(rf"{_HEAD}*(?:cuoi cung|sau cung|duoi cung)|{_HEAD}+(?:cuoi|chot)")
_SHORTEST = regex(rf"{_HEAD}*(?:nao )?(?:ngan|gon|ngan gon) nhat")
_LONGEST = regex(rf"{_HEAD}*(?:nao )?dai nhat")
_AMONG = regex(r" (?:tu tren xuong|trong (?:danh sach|may|so)\b[^,.;!]*)")
_CLAUSE = regex(r"[,;:.!\n]")


def picked(text: str, offered: Sequence[str]) -> int | None:
    """Where the offered name stands that a clause of the text picks and says nothing else; None for no such.

    "Thu Nhật" is a name: marks count where they are typed.
    """
    if not offered or "?" in text or "nhật" in lowered(text):
        return None
    said = _AMONG.sub("", after_correction(plain(text))).replace("thu nhi", "thu hai")
    parts = _CLAUSE.split(said)
    found = {at for part in parts if (at := _place(words(part), offered)) is not None}
    return found.pop() if len(found) == 1 else None


def _place(tokens: Tokens, offered: Sequence[str]) -> int | None:
    # A number word is a form of address as well ("số ba", "ba ơi"): it is kept first.
    for beside in (_BESIDE - NUMBER_WORDS.keys(), _BESIDE):
        said = " ".join(core(tokens, beside))
        if _FIRST.fullmatch(said):
            return 0
        if _LAST.fullmatch(said):
            return len(offered) - 1
        if _SHORTEST.fullmatch(said) or _LONGEST.fullmatch(said):
            lengths = [len(name) for name in offered]
            most = min(lengths) if _SHORTEST.fullmatch(said) else max(lengths)
            return lengths.index(most) if lengths.count(most) == 1 else None
        if number := _NUMBER.fullmatch(said):
            at = int(number[1]) if number[1] else NUMBER_WORDS[number[2]]
            return at - 1 if at <= len(offered) else None
    return None
