"""What speaks for words being a person's name, and what against it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.lexicon import Lexicon
from bot.understanding.marks import spelled, spellings
from bot.understanding.name_tokens import Word, among
from bot.understanding.name_words import is_everyday, is_family, is_given, is_run_together
from bot.understanding.regex import regex
from bot.understanding.sentence import NEGATORS, word_set
from bot.understanding.syllables import SYLLABLES

MOST_WORDS = 6
_FULL = 3  # words of a name that a middle name alone vouches for
_MOST_BARE, _MOST_TOLD = 3, 5
_WORD = regex(r"[a-z]+(?:['’-][a-z]+)*['’]?")
# The names of years, which are told where an age is meant.
_STEMS = word_set("giap at binh dinh mau ky canh tan nham quy")
_BRANCHES = word_set("ty ti suu dan mao meo thin ngo mui tuat hoi")
_VOWEL = regex(r"[aeiouy]")
_MIDDLES = ("thi", "van")
_HMONG = word_set("sung giang ly thao vang hang mua lau cu vu trang ho lu ma chang chao phang hau lo")
_GIVEN_MARKS = ("y", "h", "k", "a", "ka")


def is_unfinished(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """True for a family name with a middle name that calls for one more word."""
    return len(words) == 2 and _has_middle(words) and is_family(words[0], lexicon)


def _has_middle(words: Sequence[Word]) -> bool:
    """True for a middle name that calls for more; "a" is one after a family name of the Hmong only."""
    return words[1].bare in _MIDDLES or (words[1].written.lower() == "a" and words[0].bare in _HMONG)


def is_proper(words: Sequence[Word]) -> bool:
    """True where every word begins with a capital and not all of them are shouted."""
    return all(word.written[:1].isupper() for word in words) and any(
        len(word.written) == 1 or not word.written.isupper() for word in words
    )


def is_name(words: Sequence[Word], lexicon: Lexicon, *, told: bool) -> bool:
    """True where the words can be a person's name; less is needed after "my name is"."""
    if not _is_written_so(words) or _is_family_alone(words, lexicon) or is_unfinished(words, lexicon):
        return False
    if is_known_otherwise(words, lexicon, told=told) or any(
        _is_role(words[:n], lexicon) for n in range(2, len(words))
    ):
        return False
    if not told and len(words) == 2 and words[0].bare in _STEMS and words[1].bare in _BRANCHES:
        return False
    if words[0].lower and words[0].said in NEGATORS:
        return False
    if not told and _is_trade(words[0], lexicon):
        return False
    if len(words) == 1:
        return _is_single(words[0], lexicon, told)
    return (is_proper(words) and not _starts_talk(words, lexicon)) or _is_several(words, lexicon, told)


def _is_trade(word: Word, lexicon: Lexicon) -> bool:
    """True for what a shop sells or is, unless people are called so too."""
    return among(word, "trades", lexicon) and not is_given(word, lexicon) and not is_family(word, lexicon)


def is_full_name(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """True for a family name and what follows it, beyond doubt even amid a story."""
    if len(words) < 2 or not is_family(words[0], lexicon) or not is_name(words, lexicon, told=False):
        return False
    vouched = len(words) >= _FULL and sum(is_given(word, lexicon) for word in words[1:]) >= len(words) - 2
    return vouched or is_proper(words)


def _is_written_so(words: Sequence[Word]) -> bool:
    folded = [word.bare for word in words]
    return (
        1 <= len(words) <= MOST_WORDS
        and all(map(_WORD.fullmatch, folded))
        and any(map(_VOWEL.search, folded))
    )


def _is_family_alone(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """True for "họ Nguyễn"."""
    first = words[0].written.lower()
    return first == "họ" or (first == "ho" and len(words) == 2 and is_family(words[1], lexicon))


def is_known_otherwise(words: Sequence[Word], lexicon: Lexicon, *, told: bool) -> bool:
    """True for a refusal, a role, a place; a name with marks is none of them that only folds alike."""
    said = " ".join([word.bare for word in words])
    for name in ("no_names", "places_not_people"):
        if said not in lexicon.lists[name] or (told and is_proper(words)):
            continue
        written = " ".join([word.written for word in words])
        if (written.isascii() and not words[0].marked) or spelled(written) in spellings(
            lexicon.written[name]
        ):
            return True
    return False


def _is_role(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """True for two words or more that say what somebody is, or that refuse."""
    if not all(word.lower for word in words[1:]):
        return False
    said = " ".join([word.bare for word in words])
    if said not in lexicon.lists["no_names"]:
        return False
    written = " ".join([word.written for word in words])
    return written.isascii() or spelled(written) in spellings(lexicon.written["no_names"])


def _is_single(word: Word, lexicon: Lexicon, told: bool) -> bool:
    given = is_given(word, lexicon)
    if word.lower and word.said != word.bare and word.said in lexicon.lists["everyday"]:
        return False
    if (
        not told
        and is_family(word, lexicon)
        and (word.written.isascii() or not given)
        and word.bare not in lexicon.given
    ):
        return False
    if not told and not word.lower and _answers_nothing_else(word, lexicon):
        return True
    if given and not (word.lower and word.said in lexicon.lists["refusals"]):
        return True
    if is_everyday(word, lexicon) or (not told and among(word, "everyday", lexicon)):
        return told and not word.lower
    if is_run_together(word, lexicon):
        return True
    syllable = word.bare in SYLLABLES or "'" in word.bare or "-" in word.bare
    return len(word.bare) > 1 and syllable and (told or not word.lower or not word.bare.isalpha())


def _answers_nothing_else(word: Word, lexicon: Lexicon) -> bool:
    """True for a given name that is an everyday word without its marks, but no answer: "Thang", not "Duoc"."""
    return (
        word.written.isascii()
        and word.bare in lexicon.lists["given_names"]
        and word.bare not in lexicon.answer_words
        and word.said not in lexicon.lists["refusals"]
    )


def _starts_talk(words: Sequence[Word], lexicon: Lexicon) -> bool:
    return sum(among(word, "everyday", lexicon) and not is_given(word, lexicon) for word in words) * 2 > len(
        words
    )


def _is_several(words: Sequence[Word], lexicon: Lexicon, told: bool) -> bool:
    everyday = [is_everyday(word, lexicon) for word in words]
    given = [is_given(word, lexicon) for word in words]
    if is_family(words[0], lexicon) or words[0].bare in _GIVEN_MARKS or "'" in words[0].bare:
        return _follows_family(words, everyday[1:], given[1:], told, lexicon)
    surely = all(g or is_family(word, lexicon) for g, word in zip(given, words, strict=True))
    if told:
        return len(words) <= _MOST_TOLD and (surely or not any(everyday)) and not all(everyday)
    return len(words) <= _MOST_BARE and surely and sum(everyday) * 2 <= len(words)


def _follows_family(
    words: Sequence[Word], everyday: list[bool], given: list[bool], told: bool, lexicon: Lexicon
) -> bool:
    """Whether what follows a family name can be the rest of the name."""
    talk = sum(everyday)
    plainly = sum(e and not g for e, g in zip(everyday, given, strict=True))
    if len(words) >= _FULL and _has_middle(words):
        return plainly <= 1 and talk <= 1 + sum(given)
    if len(words) >= _FULL:
        return plainly == 0 and (told or talk * 2 <= len(everyday) + 1 or not is_everyday(words[0], lexicon))
    if not told and not given[0] and "'" not in words[1].bare and is_everyday(words[0], lexicon):
        return False
    first_too = words[0].lower and not words[0].marked and not told and talk
    return plainly == 0 and not (first_too and words[0].bare in _TALK_FAMILIES)


_TALK_FAMILIES = word_set(
    "dang an la ban cho da lam hay thoi ma vi ha ho va cu tu mua ai lai ca ong ba chu cai cam chao"
)
