"""The name a person wishes for out of a sentence: "lấy giùm em phobahang nha" is a wish for phobahang."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.fold import clean, plain
from bot.understanding.lexicon import Lexicon, inside
from bot.understanding.name_tokens import Segment, Word, corrected, segments, without_tails
from bot.understanding.sentence import word_set

MOST_WORDS = 6

_DOT = re.compile(r"\s*(?:\bchấm\b|\bcham\b)\s*|\s+\.\s*(?=(?:id|biz|com|vn)\b)|(?<=\w)\.\s+(?=(?:id|biz|vn)\b)|(?<=\w)\s+(?=\.(?:id|biz))", re.I)
_SUFFIX = r"(?:id|biz|com|net|org)(?:\.vn)?|vn|shop|online|store|info"
_DOMAIN = re.compile(rf"(?:https?://)?(?:www\.)?([^\s/@,;:!?()\"“”]+?)\.({_SUFFIX})\b(?!\.\w)", re.I)
_SPACED = re.compile(rf"^(.*?)\.(?:{_SUFFIX})\b", re.I)
_MAIL = re.compile(r"\S+@\S+\.\S+")
_NOT = re.compile(r"\b(?:khong|dung|chu|thay vi|bo|khoi|het thich|khong phai|khong lay|dung lay|dung chon)(?: \w+){0,2} ?$")
_EITHER = re.compile(r"\b(?:hoac|hay|or)\b")
_TAKEN = re.compile(r"(?:mat|roi|r|bi lay|co nguoi)\b")
_LEADS = (
    r"\b(?:lay|chon|dat|doi|thich|thik|muon|xin|ghi|xai|dung|dang ky|chot|quyet|ten|chu|cho em|cho toi|cho con)"
    r"(?: (?:lai|luon|ten|chu|cho|em|toi|minh|con|chau|bac|anh|chi|ten mien|mien|la|thanh|thu|gium|giup|dum|cai|tui|duoc|dang ky|de nghi|dat|lay|co|qua|web|website|do la))*(?= |$)"
)
_FIRST_LEAD, _LEAD = re.compile(rf".*?{_LEADS}"), re.compile(rf".*{_LEADS}")
_DENIED = re.compile(r"^(?:da )?(?:khong|dung|chang|hong)(?: (?:thich|thik|khoi|lay|chon|muon|phai|chiu|la|co))")
_ASKS = re.compile(r"\b(?:sao|gi|nao|khong|may|bao nhieu|chua|duoc khong|ha)$|^(?:sao|tai sao|co|cho hoi)\b")
_LABEL = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TALK = word_set(
    "khong duoc gi nao sao roi ma thi nhung dang se chua nghi hoi lam biet muon thich cho can phai nua hay hoac cung di o co voi la"
)
_INTO_WORDS = frozenset(("viet", "lien"))


def read_wish(text: str, lexicon: Lexicon) -> str | None:
    """The wished name as it was typed, with its suffix if one was; None for a question, a description, two names, or none.

    Marks and spaces stay: what a label may hold is for whoever makes one of it.
    """
    typed = _DOT.sub(".", clean(text))
    if _MAIL.search(typed) or "<" in typed:
        return None
    domains = _domains(typed)
    if domains:
        return domains[0] if len(domains) == 1 else None
    if "?" in typed:
        return None
    spoken = _clauses(corrected(segments(typed, lexicon)))
    led = (_led(part, spoken[at + 1 : at + 2], lexicon) for at, part in enumerate(spoken))
    bare = (_bare(part, lexicon, alone=len(spoken) == 1) for part in spoken)
    return next(filter(None, led), None) or next(filter(None, bare), None)


def _clauses(spoken: Sequence[Segment]) -> list[Segment]:
    """The segments, cut before "then give me"."""
    found: list[Segment] = []
    for part in spoken:
        turn = _TURN.search(part.said)
        at = len(part.said[: turn.start()].split()) if turn else 0
        found += [Segment(words) for words in (part.words[:at], part.words[at:]) if words]
    return found


def _domains(typed: str) -> list[str]:
    """The different names before a suffix that the text does not turn down."""
    found: dict[str, None] = {}
    for match in _DOMAIN.finditer(typed):
        before = plain(typed[: match.start()])
        if _NOT.search(before) or _TAKEN.match(plain(typed[match.end() :]).strip()) or plain(match[1]) in _NO_HOSTS:
            continue
        host = match[1].rpartition(".")[2] if "." in match[1] else match[1]
        spaced = _spaced_host(typed[: match.end()]) if len(host) <= _SHORT_HOST and " " in typed[: match.start()].strip() else None
        found[f"{spaced or host}.{match[2]}"] = None
    if len(found) > 1 and not _EITHER.search(plain(typed)):
        return list(found)[-1:]  # what was said last corrects what was said before
    return list(found)


_SHORT_HOST = 8
_NO_HOSTS = frozenset(("id", "biz", "com", "www", "duoi"))


def _spaced_host(said: str) -> str | None:
    """The words before a suffix that belong to the name: "hà trang chấm id chấm vn"."""
    spaced = _SPACED.match(re.split(r"[:;,]", said)[-1])
    words = spaced[1].split() if spaced else []
    lead = _LEAD.match(" ".join(map(plain, words)))
    rest = words[len(lead[0].split()) :] if lead else words
    return " ".join(rest) if 1 < len(rest) <= MOST_WORDS and _TALK.isdisjoint(map(plain, rest)) else None


def _led(part: Segment, after: Sequence[Segment], lexicon: Lexicon) -> str | None:
    """What follows "take", "choose", "I like"; the next segment where nothing does."""
    said = part.said
    if _turned_down(said):
        return None
    for lead in (_FIRST_LEAD.match(said), _LEAD.match(said)):
        if lead is None:
            continue
        rest = _trimmed(part.after(lead.end()), lexicon)
        if (not rest or _SELF.issuperset(word.said for word in rest)) and after:
            rest = _trimmed(after[0].words, lexicon)
        found = _accepted(rest, lexicon, led=True, alone=False)
        if found:
            return found
    return None


def _bare(part: Segment, lexicon: Lexicon, *, alone: bool) -> str | None:
    if _turned_down(part.said) or _LEAD.match(part.said):
        return None
    return _accepted(_trimmed(part.words, lexicon), lexicon, led=False, alone=alone)


def _turned_down(said: str) -> bool:
    return bool(_DENIED.match(said) or _GONE.search(said) or _EITHER.search(said))


_SELF = word_set("em toi minh con chau t anh chi bac nay do")
_TURN = re.compile(r"\bthi (?:cho|lay|chon|dat) ")
_GONE = re.compile(r"\blay (?:\w+ ){0,2}(?:roi|mat)\b|\bkhong lay nua\b")
_LABEL_PAIRS = frozenset(("viet lien", "khong dau", "bo dau", "lien nhau", "viet khong"))


def _trimmed(words: Sequence[Word], lexicon: Lexicon) -> tuple[Word, ...]:
    kept = list(words)
    while len(kept) > 1 and kept[0].said in _BEFORE:
        kept = kept[1:]
    ends = (at for at in range(1, len(kept)) if kept[at].said in _AFTER or " ".join(w.said for w in kept[at : at + 2]) in _LABEL_PAIRS)
    cut = next(ends, len(kept))
    return without_tails(kept[:cut], lexicon)


_BEFORE = word_set("da vang em toi minh luon la chac thoi cho con chot ten a ok oke")
_AFTER = word_set("lam cho nhe nha nghen thoi luon ne ay day thang nen")


def _accepted(words: Sequence[Word], lexicon: Lexicon, *, led: bool, alone: bool) -> str | None:
    folded = [plain(word.written) for word in words]
    said = " ".join(folded)
    if not 1 <= len(words) <= MOST_WORDS or inside(lexicon.lists["no_wish"], [word.said for word in words]):
        return None
    name = " ".join(word.written for word in words)
    if (said in lexicon.lists["no_names"] and not led) or not any(map(str.isalpha, said)):
        return None
    if len(words) == 1:
        label = bool(_LABEL.fullmatch(folded[0])) and len(folded[0]) > 1
        return name if label and (led or alone or len(folded[0]) > _LONGEST_SYLLABLE) and folded[0] not in _TALK else None
    titled = all(word.written[:1].isupper() or word.written[:1].isdigit() for word in words)
    talk = _TALK.intersection(folded) or _SELF.intersection(word.said for word in words if word.written.islower()) or lexicon.lists["shop_talk"].intersection(folded)
    if titled:
        return name
    return name if (led or alone) and not talk and not _ASKS.search(said) else None


_LONGEST_SYLLABLE = 7
