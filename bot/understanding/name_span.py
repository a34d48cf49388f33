"""Where a name begins among greetings and titles, and where it ends before a story."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.lexicon import Lexicon
from bot.understanding.name_evidence import is_proper, is_unfinished
from bot.understanding.name_tokens import Word, among, without_tails
from bot.understanding.name_words import is_family, is_given
from bot.understanding.regex import regex
from bot.understanding.sentence import word_set
from bot.understanding.syllables import SYLLABLES

_FULL = 3
_LONGEST_TITLE = 4
_GREETED = word_set(
    "dạ da vâng vang chào chao alo hello hi thưa ad shop bot là lak laf lac đây à uh ừ um ờ thì ok oke nè"
)
_PAIRS = regex(
    r"dan toc\b|giong rieng|nguoi (?:mong|tay|thai|dao|kinh|nung|khmer|cham|hoa)\b|nha minh|khong phai|moi dung"
    r"|nha o\b|o \w+|khong dau|viet \w+"
)


def bare_name(words: Sequence[Word], lexicon: Lexicon) -> tuple[Word, ...]:
    """The words without greetings and titles before and particles or a story behind."""
    kept = _untitled(list(words), lexicon)
    end = _end(kept, lexicon)
    short = without_tails(kept[:end], lexicon, followed=end < len(kept))
    kept = kept[:end]
    least = _FULL if is_unfinished(kept[: _FULL - 1], lexicon) else 1
    return short if len(short) >= least else tuple(kept[:least])


def _untitled(kept: list[Word], lexicon: Lexicon) -> list[Word]:
    changed = True
    while changed and len(kept) > 1:
        changed = False
        if kept[0].written.lower() in _GREETED and not (is_proper(kept[:2]) and is_family(kept[0], lexicon)):
            kept, changed = kept[1:], True
            continue
        longest = _LONGEST_TITLE if kept[0].said.lower() in lexicon.openings("titles") else 0
        size = next((n for n in range(longest, 0, -1) if n < len(kept) and _is_title(kept, n, lexicon)), 0)
        if size:
            kept, changed = kept[size:], True
    return kept


def _is_title(kept: Sequence[Word], size: int, lexicon: Lexicon) -> bool:
    """True where the first words say who somebody is, and a name may begin after them."""
    said = " ".join([word.said.lower() for word in kept[:size]])
    if said not in lexicon.lists["titles"] or is_unfinished(kept[:2], lexicon):
        return False
    if not all(word.lower for word in kept[1:size]) or (size == 1 and not _is_address(kept[0], lexicon)):
        return False
    follows = kept[size]
    begins = not follows.lower or is_family(follows, lexicon) or is_given(follows, lexicon)
    if size == 1 and kept[0].bare == "minh" and follows.lower and not is_family(follows, lexicon):
        return follows.said in ("la", "ten", "day") or (kept[0].marked and not kept[0].written.isascii())
    if size > 1:
        return begins
    if (
        not kept[0].lower
        and not is_given(kept[0], lexicon)
        and is_family(follows, lexicon)
        and len(kept) > _FULL
    ):
        return is_proper(kept[:2])
    if not follows.lower and (
        kept[0].bare not in SYLLABLES or (kept[0].marked and not is_given(kept[0], lexicon))
    ):
        return True
    return kept[0].lower and (begins or follows.said in ("la", "ten", "day"))


def _is_address(word: Word, lexicon: Lexicon) -> bool:
    """True for a title without marks, or with its own."""
    return word.written.isascii() or among(word, "titles", lexicon)


def _end(kept: Sequence[Word], lexicon: Lexicon) -> int:
    """How many of the words come before a story begins."""
    for at in range(1, len(kept)):
        word = kept[at]
        if is_unfinished(kept[:at], lexicon) or (
            at + 1 < len(kept) and is_unfinished(kept[: at + 1], lexicon)
        ):
            continue
        if any(map(str.isdigit, word.written)) or word.written == "&":
            return at - 1 if at > _FULL and kept[at - 1].said in ("nam", "sn") else at
        if (
            word.lower
            and at + 1 < len(kept)
            and f"{word.bare} {kept[at + 1].bare}" in lexicon.lists["titles"]
        ):
            return at
        if word.lower and (
            _ends_name(kept, at, lexicon) or _PAIRS.match(" ".join([w.said for w in kept[at : at + 2]]))
        ):
            return at
    return len(kept)


def _ends_name(kept: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """True where that word goes on to something else; the last word may be a name that folds like one."""
    word = kept[at]
    short_form = word.said != word.bare and word.said in lexicon.lists["name_ends"]
    if not short_form and not among(word, "name_ends", lexicon):
        return False
    if not is_given(word, lexicon):
        return True
    rest = kept[at + 1 :]
    closing = all(word.said in lexicon.lists["tails"] for word in rest)  # "Ngô Bảo Châu ạ" is called so
    return at > 1 and rest != [] and not closing and not is_given(rest[0], lexicon)
