"""The name of a person out of a sentence, in the spelling it was typed in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understanding.fold import clean, plain
from bot.understanding.lexicon import Lexicon
from bot.understanding.name_evidence import MOST_WORDS, is_everyday, is_family, is_full_name, is_given, is_known_otherwise, is_name, is_proper, is_unfinished
from bot.understanding.name_tokens import Segment, Word, among, mended, segments, without_tails
from bot.understanding.persons import is_others
from bot.understanding.syllables import SYLLABLES

__all__ = ["MOST_WORDS", "read_person_name"]

_ME = "em|toi|minh|con|chau|bac|anh|chi|co|chu|t|tao|m|ba|ong|cu|o|me|di|cau"
_LA = "la[kcfh]?"
_PAPER = "(?:khai sinh|giay to|giay|c?cc?d|can cuoc|cmnd|so ho khau|ho khau|bang lai)"
_LEAD = re.compile(
    rf"\b(?P<real>(?:(?:ho va |ho )?ten )?(?:day du|that|khai sinh)(?: (?:ghi|de|thi|cua|{_ME}))*(?: (?:ten|{_LA}))*"
    rf"|ten (?:tren |trong )?{_PAPER}(?: (?:ghi|de|thi|cua|{_ME}|{_LA}))*|{_PAPER}(?: (?:ghi|de|thi|ten|tren|cua|{_ME}|{_LA}))+)(?= |$)"
    rf"|\b(?:(?:ho va |ho )?(?:ten|tn)(?: (?:goi|cua|o nha|{_ME}|thi|ne|ay ha|ha|day|do|a|di hoc|o truong))*(?: (?:nhu sau|{_LA}|ghi))*"
    rf"|dat (?:cho )?(?:{_ME})? ?(?:ten )?{_LA}"
    rf"|(?:goi|keu|xung|kiu)(?: (?:{_ME}))? (?:{_LA}|bang|ten)|(?:viet|ghi) (?:{_LA}|thanh)|(?:{_ME})(?: day| thi| chinh| von| cung| xin phep)? {_LA}(?! (?:nguoi|sinh|hoc)\b)"
    rf"|(?P<loose>(?:goi|keu|kiu|ghi|viet|dien)(?: (?:{_ME}|ten|la))*)"
    rf"|nguoi dung (?:ten|ho so) la (?:toi|em|minh)|(?:gioi thieu|xin phep)(?: (?:{_ME}|{_LA}))+|my name is|my name's|name is|i am|i'm)(?= |$)"
)
_GLUED = re.compile(r"\b(mình|minh|em|tôi|toi|tui|con|cháu)(tên|ten)(?=\s)|\b(tên|ten)(là|la)(?=\s)", re.I)
_DENIED = re.compile(r"^(?:da )?(?:khong phai|dung (?:keu|goi)|khong la|chu khong phai|khong co)\b")
_NOT_SO = re.compile(r"\b(?:khong phai|dung (?:keu|goi)|nham (?:thanh|voi|la)|nham|tuong|doc|ghi thanh|khong)(?: \w+){0,2}$")
_TURN = re.compile(r"(?<!ngoai )(?<!noi )(?<!me )(?<!bo )(?<!ba )(?<!ma )(?<!chi )(?<!anh )(?<!cua )(?<!cha )\b(?:con|chu|ma|nhung) (?=(?:em|toi|minh|con|chau|ten)\b)")
_SHORT_QUESTION = 8
_CALLED, _TOLD, _REAL = range(3)
"""What people are called, what they say their name is, and what stands on their papers."""


def read_person_name(text: str, lexicon: Lexicon) -> str | None:
    """The person's name as typed, without "my name is" and particles; None for anything else."""
    tidy = _GLUED.sub(lambda glued: " ".join(filter(None, glued.groups())), clean(text))
    if "?" in tidy and len(tidy) > _SHORT_QUESTION and not _LEAD.search(plain(tidy)):
        return None
    spoken = segments(tidy, lexicon)
    for parts in dict.fromkeys((tuple(mended(spoken)), tuple(spoken))):
        told = sorted(_announced(parts, lexicon), key=lambda one: one[0])
        if told:
            return _written(told[-1][1])
        if (bare := _unannounced(parts, lexicon)) is not None:
            return _written(bare)
    return None


def _announced(spoken: Sequence[Segment], lexicon: Lexicon) -> Iterator[tuple[int, tuple[Word, ...]]]:
    """How far it is vouched for, and the name, for every "my name is" in order."""
    for at, part in enumerate(spoken):
        ahead = spoken[at + 1].words if at + 1 < len(spoken) else ()
        for lead in _LEAD.finditer(part.said):
            before, through = part.said[: lead.start()], part.said[: lead.end()]
            if _OTHER.match(part.said, lead.start()) or not _is_own(before, through, lexicon, real=bool(lead["real"])):
                continue
            rest = _bare(part.after(lead.end()), lexicon)
            if lead["loose"]:
                calls = part.after(lead.start() + 1)[0] if lead.start() else part.words[0]
                spoken_of = calls.lower or not is_given(calls, lexicon)
                if spoken_of and rest and rest[0].written[:1].isupper() and is_name(rest, lexicon, told=True):
                    yield _CALLED, rest
                continue
            if not rest or not is_name(rest, lexicon, told=True):
                name = _bare(ahead, lexicon)
                if not rest or is_proper(ahead[:1]) or (name and is_full_name(name, lexicon)):
                    rest = name
            if rest and is_name(rest, lexicon, told=True):
                yield _REAL if lead["real"] else _CALLED if " o nha" in lead[0] else _TOLD, rest


_NEAR = 24  # characters: what a paper says is told of its owner however the story began


def _is_own(before: str, through: str, lexicon: Lexicon, *, real: bool) -> bool:
    """True where the words up to the name speak of the writer's own name."""
    clause = _TURN.split(through)[-1]
    if real:
        clause = clause[-_NEAR:]
    if is_others(clause) or _NOT_SO.search(before) or _DENIED.match(before):
        return False
    if _SHOP.search(clause) or through.endswith("ten") and _NO_LEAD.search(before):
        return False
    return not any(lexicon.holds(name, clause.split()) for name in ("other_names", "not_me"))


_SHOP = re.compile(r"\b(?:quan|tiem|shop|cty|cua hang|cong ty|spa|homestay|nha hang)(?: (?:cua|em|toi|minh|nha|ben))* ten\b")
_OTHER = re.compile(r"ten (?:tren |o |trong )?(?:lot|dem|thanh|fb|facebook|nick|zalo|game|mien|gia|cu)\b(?! (?:nguyen|tran|le|pham)\b)")
_NO_LEAD = re.compile(r"\b(?:hoi|noi|neu|ghi|giau|doi|de|trung|giong|cai|viet|khai|biet|nho|dat)(?: \w+)? $")


def _unannounced(spoken: Sequence[Segment], lexicon: Lexicon) -> tuple[Word, ...] | None:
    """The first segment as a name; amid a story only a full name."""
    first, others = True, False
    for part in spoken:
        if _DENIED.match(part.said) or _greets(part, lexicon):
            continue
        if is_known_otherwise(without_tails(part.words, lexicon), lexicon, told=False):
            return None
        bare = _bare(part.words, lexicon)
        if bare and _stands_alone(part, bare, lexicon):
            if is_full_name(bare, lexicon) or (first and is_name(bare, lexicon, told=False)):
                return bare
            if not others and is_proper(bare) and _is_all(part, bare, lexicon):
                return bare
        first = False
        others = others or is_others(part.said) or lexicon.holds("not_me", part.said.split())
    return None


def _is_all(part: Segment, bare: Sequence[Word], lexicon: Lexicon) -> bool:
    """True where the segment is nothing but a known name and particles."""
    if not all(is_given(word, lexicon) or is_family(word, lexicon) for word in bare):
        return False
    around = [word for word in part.words if word not in bare]
    return is_name(bare, lexicon, told=False) and all(among(word, "fillers", lexicon) or word.said in lexicon.lists["tails"] for word in around)


def _stands_alone(part: Segment, bare: Sequence[Word], lexicon: Lexicon) -> bool:
    """True where nothing about the name says that it is another's, one of two, or no name."""
    at = part.words.index(bare[0])
    before, after = part.words[:at], part.words[at + len(bare) :]
    said = " ".join(word.said for word in (*before, *after))
    if said.startswith("la ten ") and not is_others(said):
        return True
    if is_others(said) or any(lexicon.holds(name, part.said.split()) for name in ("other_names", "not_me")):
        return False
    if after and after[0].said in ("hay", "hoac"):
        return False
    if not bare[0].lower or is_full_name(bare, lexicon):
        return True
    particles = lexicon.lists["tails"] | lexicon.lists["called"]
    if any(word.said not in particles for word in after) and (len(bare) == 1 or any(is_everyday(w, lexicon) for w in bare)):
        return False
    if len(bare) == 1 and any(among(word, "pushing", lexicon) for word in after):
        return False
    return len(before) < 2


_HELLO = 3


def _greets(part: Segment, lexicon: Lexicon) -> bool:
    if len(part.words) == 1 and not part.words[0].lower and is_given(part.words[0], lexicon):
        return False
    return len(part.words) <= _HELLO and all(among(word, "fillers", lexicon) for word in part.words)


def _bare(words: Sequence[Word], lexicon: Lexicon) -> tuple[Word, ...]:
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
        size = next((n for n in (4, 3, 2, 1) if n < len(kept) and _is_title(kept, n, lexicon)), 0)
        if size:
            kept, changed = kept[size:], True
    return kept


def _is_title(kept: Sequence[Word], size: int, lexicon: Lexicon) -> bool:
    """True where the first words say who somebody is, and a name may begin after them."""
    if is_unfinished(kept[:2], lexicon) or any(not word.lower for word in kept[1:size]) or " ".join(word.said.lower() for word in kept[:size]) not in lexicon.lists["titles"]:
        return False
    follows = kept[size]
    begins = not follows.lower or is_family(follows, lexicon) or is_given(follows, lexicon)
    if size > 1:
        return begins
    if not kept[0].lower and not is_given(kept[0], lexicon) and is_family(follows, lexicon) and len(kept) > _FULL:
        return is_proper(kept[:2])
    if kept[0].bare not in SYLLABLES and not follows.lower:
        return True
    return kept[0].lower and (begins or follows.said in ("la", "ten", "day"))


_GREETED = frozenset("dạ da vâng vang chào chao alo hello hi thưa ad shop bot là lak laf lac đây à uh ừ um ờ thì ok oke nè".split())


def _end(kept: Sequence[Word], lexicon: Lexicon) -> int:
    """How many of the words come before a story begins."""
    for at in range(1, len(kept)):
        word = kept[at]
        if is_unfinished(kept[:at], lexicon) or (at + 1 < len(kept) and is_unfinished(kept[: at + 1], lexicon)):
            continue
        if any(map(str.isdigit, word.written)) or word.written == "&":
            return at - 1 if at > _FULL and kept[at - 1].said in ("nam", "sn") else at
        if word.lower and at + 1 < len(kept) and f"{word.bare} {kept[at + 1].bare}" in lexicon.lists["titles"]:
            return at
        if word.lower and (_ends_name(kept, at, lexicon) or _PAIRS.match(" ".join(w.said for w in kept[at : at + 2]))):
            return at
    return len(kept)


_FULL = 3
_PAIRS = re.compile(r"dan toc\b|giong rieng|nguoi (?:mong|tay|thai|dao|kinh|nung|khmer|cham|hoa)\b|nha minh|khong phai|moi dung|nha o\b|o \w+|khong dau|viet \w+")


def _ends_name(kept: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """True where that word goes on to something else; the last word may be a name that folds like one."""
    word = kept[at]
    if not among(word, "name_ends", lexicon) and not (word.said != word.bare and word.said in lexicon.lists["name_ends"]):
        return False
    if not is_given(word, lexicon):
        return True
    return at > 1 and at + 1 < len(kept) and not is_given(kept[at + 1], lexicon)


def _written(words: Sequence[Word]) -> str:
    return " ".join(word.written.strip(".,;!\"“”") for word in words).replace("’", "'")
