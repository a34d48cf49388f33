"""What speaks for words being the name of a shop, and what for their being a trade or a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.understanding.fold import TEXTS, WORDS
from bot.understanding.lexicon import Lexicon
from bot.understanding.name_evidence import is_full_name, is_known_otherwise, is_proper
from bot.understanding.name_tokens import Word, among
from bot.understanding.name_words import is_given
from bot.understanding.regex import regex
from bot.understanding.syllables import SYLLABLES

_LONGEST_TRADE = 4
_ME = "em|toi|minh|chung toi|con|chau|bac|chi|anh|nha minh|nha em|nha toi|ben em|ben minh"
_DOING = "ban|mo|lam|kinh doanh|dang|dinh|chua|can|hoi|co|la|chi|o|nho|moi|thi|muon|khong|nam|gan|nuoi|trong|buon|xai"
_COUNTED = "chi nhanh|cai|nhan vien|tang|phong|ban|nguoi|mon|nam"
_STARTS = regex(
    rf"^(?:(?:{_ME}|nha|tui em|vo chong em|quan|tiem|shop|(?:quan|tiem|shop) (?:cua )?(?:em|minh|toi)) (?:{_DOING})"
    r"|chi ban|chuyen ban|chuyen|nam|dia chi|o|gan|ngay|co(?! so)|mo|ban|dat|de|thich|so|hom nay|nuoi|trong|buon"
    r"|ship|sap|kho noi|moi (?:mo|thue|lam)|xay|day them|cho(?! thue)|xin|hoi|ghi|doi|chac|cung|dang|nhu|y nhu"
    r"|khong|chua|mst|ma so|ten|.* cua (?:\w+ )?(?:em|toi|minh|con)$|bang hieu|bien hieu|bang"
    rf"|\d+ (?:{_COUNTED})|(?:\d+|mot|hai|ba|bon|nam|may) (?:to|ly|dia|phan|chai|lon|hop|ky|ki|suat|tach))\b"
)


def trade_words(words: Sequence[Word], lexicon: Lexicon) -> Sequence[bool]:
    """Which of the words only say what kind of shop it is."""
    return _trade_words(tuple(words), lexicon)


# Half a dozen rules look at the same words.
@lru_cache(TEXTS)
def _trade_words(words: tuple[Word, ...], lexicon: Lexicon) -> Sequence[bool]:
    found: list[bool] = []
    folded = [word.bare for word in words]
    phrases, openings = lexicon.lists["trades"], lexicon.openings("trades")
    while len(found) < len(words):
        at = len(found)
        longest = min(_LONGEST_TRADE, len(words) - at) if folded[at] in openings else 0
        size = next((n for n in range(longest, 1, -1) if " ".join(folded[at : at + n]) in phrases), 0)
        size = size or int(among(words[at], "trades", lexicon))
        found += [True] * size or [False]
    return found


def says_only_what(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """True where the words tell of a trade, of how a shop looks and where it stands, and name nothing."""
    trades = trade_words(words, lexicon)
    return all(
        trade or (word.lower and among(word, "plain_words", lexicon))
        for trade, word in zip(trades, words, strict=True)
    )


def is_headed(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """True where the words begin with what kind of shop it is, or end with a foreign word for it."""
    if trade_words(words[:_LONGEST_TRADE], lexicon)[0]:
        return True
    return words[-1].bare not in SYLLABLES and words[-1].bare in lexicon.lists["trades"]


def talk_words(words: Sequence[Word], lexicon: Lexicon) -> int:
    """How many of the words are talk, those aside that say what kind of shop it is."""
    trades = trade_words(words, lexicon)
    return sum(talks(word, lexicon) for word, trade in zip(words, trades, strict=True) if not trade)


def is_titled(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """True where the words beyond the kind of shop begin with capitals, and lower-case ones are no talk."""
    capital = [word.written[:1].isupper() for word in words]
    if len(words) == 1:
        return capital[0]
    if not any(capital[1:]):
        return False
    return talk_words(words, lexicon) == 0


@lru_cache(WORDS)
def talks(word: Word, lexicon: Lexicon) -> bool:
    """True for a lower-case word of talk that seldom stands in the name of a shop."""
    if not word.lower or not any(map(str.isalpha, word.written)):
        return False
    if word.written.isascii() and word.said != word.bare and word.said in lexicon.lists["everyday"]:
        return word.marked or not is_given(word, lexicon)
    listed = among(word, "everyday", lexicon) or among(word, "shop_talk", lexicon)
    return listed and not among(word, "shop_words", lexicon) and not is_given(word, lexicon)


def is_shop(words: Sequence[Word], lexicon: Lexicon, trust: int) -> bool:
    """True where the words name a shop; less is needed after "its name" (1), still less after "it is called" (2)."""
    titled = is_titled(words, lexicon)
    if is_known_otherwise(words, lexicon, told=trust > 0 and titled):
        return False
    if trust < _STRONG and (_is_address(words, lexicon) or asks(words, lexicon)):
        return False
    if (
        (trust == _WEAK or (trust and len(words) == 1))
        and words[0].lower
        and among(words[0], "about_names", lexicon)
    ):
        return False
    if words[0].lower and words[0].written in _LIKENS:
        return False
    if trust and titled:
        return True
    if (
        len(words) > 2
        and words[1].lower
        and words[1].said == "cua"
        and words[2].lower
        and words[2].said in _KEEPERS
    ):
        return False
    if trust < _STRONG and says_only_what(words, lexicon):
        return False
    if titled:
        return len(words) > 1 or _is_single(words[0], lexicon)
    if trust == _STRONG:
        return _is_told(words, lexicon) or not _is_sentence(words, lexicon)
    if not is_headed(words, lexicon) and all(
        word.lower and among(word, "everyday", lexicon) for word in words
    ):
        return False
    if trust == _WEAK:
        return talk_words(words, lexicon) == 0 or (not words[0].marked and _is_told(words, lexicon))
    return not _STARTS.match(" ".join([word.said.lower() for word in words])) and _is_bare(words, lexicon)


_LIKENS = frozenset(("ten", "tên", "như", "giống", "kiểu"))
_KEEPERS = frozenset(("ba", "ong", "co", "chu", "bac", "anh", "chi", "vo chong"))
_WEAK, _STRONG = 1, 2


def _is_address(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """True for "đường Lê Lợi" and "123 Nguyễn Trãi"."""
    if len(words) == 1 or trade_words(words, lexicon)[0]:
        return False
    first, rest = words[0], words[1:]
    if among(first, "addresses", lexicon):
        sure = first.lower and (first.marked or first.bare not in ("quan", "so", "to", "lo"))
        return sure or (is_proper(rest) and is_full_name(rest, lexicon))
    return first.written[:1].isdigit() and is_full_name(rest, lexicon)


def asks(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """True for "... không" at the end, in lower case."""
    last = words[-1]
    return (
        len(words) > 1 and last.lower and last.said in ("khong", "ha", "chua") and not is_given(last, lexicon)
    )


def _is_told(words: Sequence[Word], lexicon: Lexicon) -> bool:
    talk = talk_words(words, lexicon)
    return (
        talk == 0 or (is_headed(words, lexicon) and talk * 3 <= len(words)) or (len(words) > 2 and talk == 1)
    )


def _is_sentence(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """True where a word stands that tells or asks; without marks, one that no name of a shop is spelled like."""
    names = lexicon.lists["shop_words"]
    return any(
        among(w, "sentence_words", lexicon) and (w.marked or w.bare not in names) for w in words if w.lower
    )


def _is_bare(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether lower-case words that nobody announced are a name."""
    talk = talk_words(words, lexicon)
    if len(words) == 1:
        return _is_single(words[0], lexicon)
    if is_headed(words, lexicon):
        return talk == 0 or (len(words) > _SHORTEST_TALK and not _is_sentence(words[1:], lexicon))
    return talk == 0 and len(words) <= _LONGEST_BARE


_SHORTEST_TALK, _LONGEST_BARE = 2, 6


def _is_single(word: Word, lexicon: Lexicon) -> bool:
    if word.bare not in SYLLABLES or is_given(word, lexicon) or not among(word, "everyday", lexicon):
        return True
    return not word.written.isascii() and among(word, "shop_words", lexicon)
