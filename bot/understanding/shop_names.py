"""The name of a shop or a company out of a sentence, in the spelling it was typed in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from bot.understanding.fold import plain
from bot.understanding.lexicon import Lexicon
from bot.understanding.name_tokens import Segment, Word, among, mended, segments, without_tails
from bot.understanding.name_words import is_given
from bot.understanding.persons import is_theirs
from bot.understanding.regex import regex
from bot.understanding.sentence import word_set
from bot.understanding.set_right import before_slip, with_its_beginning
from bot.understanding.shop_evidence import asks, is_headed, is_shop, is_titled, talks, trade_words
from bot.understanding.shop_leads import AGAIN, DENIED, LEAD, LEADS, REVERSED, REVERSED_INSIDE, SAYS, TURN
from bot.understanding.written_dates import holds_id_number

MOST_WORDS, MOST_CHARS = 16, 80

_STRESSED = regex(r"(?<=\s)[\"“]([^\s\"“”]+)[\"”](?=\s\w)")  # one word amid others is not the whole name
_ALLOWED = regex(r"[\w &'’.,()+/!-]+")
_ADDRESS = regex(r"https?\b|//|www\.|\.(?:vn|com|net|org|info|shop|store)\b")
_LETTER = regex(r"[^\W\d_]")
_GREETED = frozenset(
    ["dạ", "da", "vâng", "thưa", "là", "la", "lak", "laf", "nó", "no", "ạ", "à", "ad", "thì"]
)
_TURNED_DOWN = regex(
    r"\b(?:ma|nhung) (?:\w+ )?(?:khong|chua|chang) (?:chiu|thich|lay|dat|ung|duyet|dong y|dung)\b"
)
_PERSON = regex(r"^(?:da |thua |vang )*(?:em|toi|con|chau) ten(?: la)?$")
_MAY_IT = regex(r"\bduoc (?:khong|hong|hok|hem|ha|chua)$")
_OTHER = regex(r" (?:(?:chu|cho) (?:khong|dau|chang)(?: co)? phai|moi dung)\b")
_BOARD_DIFFERS = regex(r"\b(?:bien|bang|bang hieu|giay)(?: thi)?(?: ghi| de)? khac\b")
_OATH = word_set("the thiet that luon do day")
_NAMED_BY = regex(
    r"\b(?:sep|vo|chong|me|ba|bo|ma|con (?:gai|trai)|(?:may |ca )?(?:chi|anh) em|ca nha|ho hang)(?: \w+){0,4} "
    r"(?=(?:thong nhat|chot|quyet|dat|chon)\b)"
)
_KIN_END = regex(r"\b(?:chong|vo|con (?:trai|gai)|ba xa|ong xa)(?: (?:toi|em|minh))? ?$")  # who is called so
_ELDERS = regex(
    r"\b(quan|tiem|shop|cua hang|cong ty) cua (?:chi|anh|co|chu|bac|ong|ba) (?=(?:lay|dat|thi)\b)"
)
_PRICE = regex(r"\b[0-9]+ ?(?:k|ngan|nghin|d|dong|tr|trieu)\b(?! \w)")
_DISTRICT = regex(r"(?:phuong|quan|xa|huyen|tp|thanh pho|duong|khu pho|to) \w")
_WHERE = frozenset(("o", "tai", "ngay", "gan"))  # after a name in capitals, where it is
_SHORT = 8
_LONGEST_CUT = 3


def read_shop_name(text: str, lexicon: Lexicon) -> str | None:
    """The shop's name as typed, of at most MOST_CHARS characters; None for a refusal or a sentence."""
    if _ADDRESS.search(plain(text)):
        return None
    if _BOARD_DIFFERS.search(plain(text)):
        return None
    text, asked, rest = text.rpartition("?") if "?" in text else (text, "", "")
    if asked:  # asked back, and answered all the same
        answered = [part for part in segments(rest, lexicon) if _is_named_after(part.words, lexicon)]
        return _accepted(answered[0].words, lexicon, _NONE) if len(answered) == 1 else None
    quotes = '"' in text or "“" in text
    spoken = segments(_STRESSED.sub(r"\1", text) if quotes else text, lexicon)
    if any(_PRICE.search(part.said) and not _in_title(part, lexicon) for part in spoken):
        return None
    if len(spoken) > 1 and spoken[0].words[0].written[0].isdigit() and _DISTRICT.match(spoken[1].said):
        return None  # an address
    parts = mended(spoken)
    name, before = _named(parts, lexicon), before_slip(spoken, parts)
    old = _named([before], lexicon) if name and before else None
    return with_its_beginning(name, old, lexicon) if name and old else name


def _in_title(part: Segment, lexicon: Lexicon) -> bool:
    """True for a price in capitals that a name ends with: "Ốc Đêm 2K"."""
    return part.words[-1].written[-1] == "K" and is_titled(part.words, lexicon)


def _named(parts: Sequence[Segment], lexicon: Lexicon) -> str | None:
    told = sorted(_announced(parts, lexicon), key=lambda one: one[0])
    if told and told[-1][0]:
        return told[-1][1]
    undecided = [at for at, part in enumerate(parts) if lexicon.holds("undecided", part.said.split())]
    if undecided:
        return _after_all(parts[undecided[-1] + 1 :], lexicon)
    return told[-1][1] if told else _unannounced(parts, lexicon)


def _announced(spoken: Sequence[Segment], lexicon: Lexicon) -> Iterator[tuple[bool, str]]:
    """Whether it is said to be the name in so many words, and what follows, or what stands before "is the name"."""
    for at, part in enumerate(spoken):
        ahead = spoken[at + 1].words if at + 1 < len(spoken) else ()
        before = (_accepted(words, lexicon, _STRONG) for words in _before(spoken, at, lexicon))
        yield from ((True, name) for name in before if name)
        none = (
            LEADS.isdisjoint(part.said.split()) or DENIED.match(part.said) or _TURNED_DOWN.search(part.said)
        )
        for lead in () if none else LEAD.finditer(part.said):
            if not _is_own(part.until(lead.end()), lexicon) or (
                lead[0].startswith("ten") and _KIN_END.search(part.until(lead.start()))
            ):
                continue
            trust = _STRONG if SAYS.search(lead[0]) else _WEAK
            rest = part.after(_end_of(part, lead))
            if _PERSON.match(part.until(lead.end())) and rest and is_given(rest[0], lexicon):
                continue
            if lead["loose"] and not (rest and rest[0].written[:1].isupper()):
                continue
            name = _accepted(rest, lexicon, trust) if rest else None
            if name is None and ahead and (not rest or is_titled(ahead, lexicon)):
                name = _accepted(ahead, lexicon, _STRONG if is_titled(ahead, lexicon) else _WEAK)
            if name is not None:
                yield trust == _STRONG, name


def _end_of(part: Segment, lead: re.Match[str]) -> int:
    """Where the lead ends: before a kind of shop that is named again, and before "lá", which is not "là"."""
    again = None if SAYS.search(lead[0]) else AGAIN.search(part.said)
    if again and lead.start() < again.end() < lead.end():
        return again.end()
    last = part.words[len(part.said[: lead.end()].split()) - 1]
    leaf = last.said == "la" and last.marked and last.written.lower() not in ("là", "la")
    return lead.end() - len(last.said) - 1 if leaf else lead.end()


_NONE, _WEAK, _STRONG = range(3)
"""How far what stands around a name vouches for it."""


def _before(spoken: Sequence[Segment], at: int, lexicon: Lexicon) -> Iterator[Sequence[Word]]:
    """What stands before "is the name of the shop"."""
    part = spoken[at]
    turned = REVERSED_INSIDE.search(part.said)
    if turned and _is_own(part.said, lexicon):
        before = part.words[: len(part.said[: turned.start()].split())]
        if not _OATH.issuperset([word.said for word in before]):
            yield before
    if at and REVERSED.match(part.said) and len(part.words) <= _SHORT and _is_own(part.said, lexicon):
        yield spoken[at - 1].words


def _is_own(through: str, lexicon: Lexicon) -> bool:
    """True where the words up to the name speak of the writer's shop as it is now, whoever gave it the name."""
    through = _ELDERS.sub(r"\1 toi ", _NAMED_BY.sub("", through))
    tokens = through.split()
    if is_theirs(through):
        return False
    if lexicon.holds_any(("not_my_shop", "not_ours"), tokens):
        return False
    since = TURN.split(through)[-1]
    return not lexicon.holds("once", since.split()) and not lexicon.holds("once", tokens[-2:])


def _unannounced(spoken: Sequence[Segment], lexicon: Lexicon) -> str | None:
    """The first segment as a name; amid a story only what is plainly one."""
    first = True
    for part in spoken:
        tokens = part.said.split()
        if (
            DENIED.match(part.said)
            or _is_over(part)
            or all(among(word, "fillers", lexicon) for word in part.words)
        ):
            continue
        if is_theirs(part.said) or lexicon.holds_any(("not_my_shop", "not_ours", "once"), tokens):
            first = False
            continue
        plainly = len(part.words) > 1 and is_titled(part.words, lexicon)
        if (first or plainly or _is_named_after(part.words, lexicon)) and (
            name := _accepted(_not_the_other(part), lexicon, _NONE)
        ):
            return name
        first = False
    return None


def _not_the_other(part: Segment) -> Sequence[Word]:
    """What stands before "and not …"."""
    other = _OTHER.search(part.said)
    return part.words[: len(part.said[: other.start()].split())] if other else part.words


def _is_over(part: Segment) -> bool:
    """True for lower-case words that close with "already": they tell what happened."""
    lower = not any(word.written[:1].isupper() for word in part.words[1:])
    return len(part.words) > 2 and lower and part.words[-1].said == "roi"


def _after_all(spoken: Sequence[Segment], lexicon: Lexicon) -> str | None:
    """A kind of shop with a capitalised name, said after it was said that there is none."""
    names = (_accepted(part.words, lexicon, _NONE) for part in spoken if _is_named_after(part.words, lexicon))
    return next((name for name in names if name), None)


def _is_named_after(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """True for a kind of shop with a capitalised name, amid a story."""
    return is_headed(words, lexicon) and any(word.written[:1].isupper() for word in words[1:])


def _accepted(words: Sequence[Word], lexicon: Lexicon, trust: int) -> str | None:
    kept = list(words)
    if not kept:
        return None
    while len(kept) > 1 and kept[0].written.lower() in _GREETED and kept[0].written not in ("La", "No"):
        kept = kept[1:]
    if (trust < _STRONG and asks(kept, lexicon)) or _may_it(kept):
        return None
    end = _end(kept, lexicon, told=trust > _NONE)
    kept = list(without_tails(kept[:end], lexicon, followed=end < len(kept)))
    if len(kept) > 1 and kept[-1].lower and kept[-1].said in _UNFINISHED:
        return None
    name = " ".join([word.written.strip('“”"') for word in kept]).strip(" .,!-&").replace("’", "'")
    said = " ".join([word.bare for word in kept])
    if not 2 <= len(name) <= MOST_CHARS or len(kept) > MOST_WORDS or not _LETTER.search(name):
        return None
    if not _ALLOWED.fullmatch(name) or holds_id_number(said):
        return None
    return name if is_shop(kept, lexicon, trust) else None


_UNFINISHED = word_set("la thi cua voi va cho o tai")


def _may_it(kept: Sequence[Word]) -> bool:
    """True for "... được không" in lower case: what is asked about is no name yet."""
    return (
        len(kept) > 1
        and all(word.lower for word in kept)
        and _MAY_IT.search(" ".join([w.said for w in kept])) is not None
    )


def _end(kept: Sequence[Word], lexicon: Lexicon, *, told: bool) -> int:
    """How many words come before the talk goes on; an unannounced name in lower case is the whole segment."""
    if not told and not any(word.written[:1].isupper() for word in kept[1:]):
        return len(kept)
    kinds = takewhile(bool, trade_words(kept, lexicon))
    for at in range(max(1, sum(kinds)), len(kept)):
        if kept[at].lower and _goes_on(kept[at : at + _LONGEST_CUT], lexicon):
            return at
        if kept[at].written in _WHERE and not kept[at - 1].lower and kept[at + 1 : at + 2]:
            return at
    return len(kept)


def _goes_on(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """True where the talk goes on; a single word without marks shows it only before more talk."""
    said = [word.said for word in words]
    if any(" ".join(said[:n]) in lexicon.lists["shop_ends"] for n in range(2, len(said) + 1)):
        return True
    if not among(words[0], "shop_ends", lexicon):
        return False
    return words[0].marked or len(words) == 1 or (talks(words[1], lexicon) and words[1].bare != "co")
