"""Names of several words: quoted, or a message that is nothing else; and where such a name ends."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.fold import plain
from bot.understanding.lexicon import Lexicon
from bot.understanding.name_evidence import is_full_name
from bot.understanding.name_tokens import Segment, Word, segments
from bot.understanding.phrases import inside
from bot.understanding.regex import regex
from bot.understanding.sentence import word_set
from bot.understanding.shop_evidence import is_headed, is_shop, trade_words
from bot.understanding.wish_words import holds, is_slip, is_talk, phrase_at, phrase_holds

MOST_WORDS = 6

_BEFORE = word_set("da vang em toi mình con chau u uh luon la chac thoi ok oke a vay the gio thi")
_ASKED = regex(r"\b(?:khong|chua|gi|nao|sao|bao nhieu|ha)$|^(?:sao|tai sao|vi sao|cho hoi|co ai|lam sao)\b")
_QUOTED = regex(r"[\"“”«]([^\"“”«»]{2,50})[\"“”»]")
_DONE_YET = regex(r"\b(?:xong|het) (?:chua|khong|ha)$")
_WHERE = frozenset(("ở", "tại", "từ"))
_SHORTEST, _SHORT_SHOP = 2, 3
_LEAST = 2  # words mostly said in sentences that make one of a whole message
_LEAD = 40  # characters before a quotation that say what it is


def phrase_fits(words: Sequence[Word], lexicon: Lexicon, least: int) -> bool:
    """True for words that may be a name; `least` words that mostly stand in sentences make one."""
    if words and words[0].written in _WHERE:
        return False
    return _is_told_name(words, lexicon) or _may_be_name(words, lexicon, least)


def _may_be_name(words: Sequence[Word], lexicon: Lexicon, least: int) -> bool:
    said = [word.said.lower() for word in words]
    if not 1 <= len(words) <= MOST_WORDS or inside(lexicon.lists["no_wish"], said):
        return False
    joined = " ".join(plain(word.written) for word in words)
    if not lexicon.lists["famous_sites"].isdisjoint(said):
        return False
    if "." in joined or (
        len(words) == 1 and (is_talk(words, lexicon, least=1) or said[0] in lexicon.lists["tails"])
    ):
        return False
    least += len(words) > 2 and (said[0] in lexicon.surnames or said[0] in lexicon.lists["shop_heads"])
    return (
        any(map(str.isalpha, joined))
        and not is_talk(words, lexicon, least)
        and not _ASKED.search(" ".join(said))
    )


def _is_told_name(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """True for what a person or a shop is called beyond doubt."""
    if not 2 < len(words) <= MOST_WORDS:
        return False
    shop = is_headed(words, lexicon) and is_shop(words, lexicon, trust=0)
    if shop and _talk(words, lexicon) <= (len(words) > _SHORT_SHOP):
        return True
    return not is_talk(words, lexicon, least=MOST_WORDS) and (shop or is_full_name(words, lexicon))


def _talk(words: Sequence[Word], lexicon: Lexicon) -> int:
    """How many of the words are said in sentences only, those aside that say what is sold."""
    trades = trade_words(words, lexicon)
    return sum(
        holds("wish_talk", word, lexicon) for word, trade in zip(words, trades, strict=True) if not trade
    )


def quoted(typed: str, lexicon: Lexicon) -> list[str]:
    """The names in quotation marks, where nothing before them turns them down."""
    found = []
    for match in _QUOTED.finditer(typed):
        before, inner = (
            segments(typed[max(0, match.start() - _LEAD) : match.start()], lexicon),
            segments(match[1], lexicon),
        )
        words = before[-1].words if before else ()
        refused = any(phrase_at(words, at, lexicon)[1] == "refused" for at in range(len(words)))
        if len(inner) == 1 and not refused and phrase_fits(inner[0].words, lexicon, least=3):
            found.append(match[1].strip(" .,!"))
    return found


_WHO = word_set("em toi con chau tao")


def lone_phrase(spoken: Sequence[Segment], lexicon: Lexicon) -> str | None:
    """The name that a message is, whatever notes on its spelling stand beside it."""
    if spoken and _DONE_YET.search(spoken[-1].said):
        return None
    kept = [rest for part in spoken if (rest := _own(part, lexicon))]
    titled = [rest for rest in kept if len(rest) > 1 and all(word.written[:1].isupper() for word in rest)]
    shops = [rest for rest in titled if is_headed(rest, lexicon)]
    if len(kept) != 1 and not (titled and titled[0] is kept[0]) and len(shops) != 1:
        return None
    words = kept[0] if len(kept) == 1 or (titled and titled[0] is kept[0]) else shops[0]
    whole = spoken[0].words if len(spoken) == 1 else words
    forms = (words,) if words == whole else (words, whole)
    if told := next((one for one in forms if _is_told_name(one, lexicon)), None):
        return " ".join([word.written for word in told])
    said = " ".join([word.said.lower() for word in words])
    if any(phrase_at(words, at, lexicon)[0] for at in range(len(words)) if words[at].written.islower()):
        return None
    if len(said) < _SHORTEST or said in lexicon.lists["no_names"] or words[0].written in _WHERE:
        return None
    if not _may_be_name(words, lexicon, _LEAST):
        return None
    if len(words) == 1 and words[0].written.islower() and is_slip(words[0]):
        return None
    # As it is written: "đúng" answers something, "Dũng" and "dung" do not.
    if any(" ".join([w.written for w in one]).lower() in lexicon.written["answers"] for one in forms):
        return None
    return " ".join([word.written for word in words])


def _own(part: Segment, lexicon: Lexicon) -> tuple[Word, ...]:
    """The words of a clause without what ends a name; () for a note on its spelling, and for mere politeness."""
    said = part.said
    if said in lexicon.lists["wish_ends"]:
        return ()
    if part.words[0].said in lexicon.openings("wish_notes") and any(
        said.startswith(f"{note} ") for note in lexicon.lists["wish_notes"]
    ):
        return ()
    rest = trimmed(part.words, lexicon)
    told = (
        part.words
        and rest
        and part.words[0].said in _WHO
        and part.words[0] is not rest[0]
        and rest[0].written.islower()
    )
    return () if told and len(rest) == 1 else part.words if told else rest


def trimmed(words: Sequence[Word], lexicon: Lexicon) -> tuple[Word, ...]:
    """The words without what leads up to a name, and without what closes it."""
    kept = list(words)
    while kept and leads_up(kept[0]):
        kept = kept[1:]
    cut = next((at for at in range(len(kept)) if _ends(kept, at, lexicon)), len(kept))
    while cut > 1 and _is_tail(kept, cut - 1, lexicon):
        cut -= 1
    return tuple(kept[:cut])


def _is_tail(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """True for a closing particle, and for whom it speaks to."""
    word, before = words[at], words[at - 1]
    if not word.written.islower():
        return False
    return holds("tails", word, lexicon) or (
        holds("called", word, lexicon) and holds("tails", before, lexicon)
    )


def leads_up(word: Word) -> bool:
    """True for a particle or a pronoun before a name."""
    # Without its mark the pronoun is a given name as often.
    return word.written.islower() and (word.said in _BEFORE or word.written in _BEFORE)


def _ends(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    return words[at].said in lexicon.openings("wish_ends") and any(
        phrase_holds("wish_ends", words[at : at + size], lexicon) for size in (1, 2, 3)
    )
