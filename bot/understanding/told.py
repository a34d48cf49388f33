"""What a text tells unasked: what shows that a fact of another question is meant, and what only looks so."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.certificate import read_certificate
from bot.understanding.facts import Fact
from bot.understanding.fold import plain
from bot.understanding.had_names import DOMAINS, read_had
from bot.understanding.lexicon import Lexicon
from bot.understanding.name_evidence import is_full_name, is_proper
from bot.understanding.name_tokens import segments
from bot.understanding.papers import about
from bot.understanding.person_names import read_person_name
from bot.understanding.persons import is_others, is_self
from bot.understanding.questions import is_asking
from bot.understanding.regex import regex
from bot.understanding.sentence import POLITE, PRONOUNS, is_question, word_set, words
from bot.understanding.shop_names import read_shop_name
from bot.understanding.who import HELPER

_BORN = regex(r"\b(?:sinh|tuoi|2k\d)\b|\b\d\dt\b")
_BORN_ALONE = regex(r"(?:^|[,.;:!] )sinh (?:ngay |nam )?[0-9]")
_LIVES = regex(r"(?:\w+ ){0,3}(?:toi|em|minh|con|chau|bac|nha (?:toi|em|minh))(?: \w+)? (?:song )?o \w")
_ISSUED = regex(
    r"\b(?:cap|thanh lap|ra doi|dang ky|giay (?:phep|chung nhan|dang ky)|lap|mo cong ty|cong ty|doanh nghiep"
    r"|hop tac xa)\b"
)
_ISSUES = word_set("cap lap doi ky phep nhan ty nghiep tac")  # one of these is in each
_PARTS = regex(r"[,;\n]+")
_NAMED = regex(r"(?<!dung )\bten\b(?! (?:mien|lua|dem|gi|nao|duong)\b)")
_I_AM = regex(r"^(?:\w+ ){0,2}(?:em|toi|minh|con|chau) la\b")
_SHOP_NAMED = regex(
    r"\b(?:quan|tiem|shop|cong ty|cua hang|homestay|hop tac xa|co so|spa|xuong|garage|nha hang)(?: (?:cua )?(?:em"
    r"|toi|minh|chung toi|nha em))? (?:\w+ )?ten\b"
)
_SHOP_CALLED = regex(
    r"\b(?:quan|tiem|shop|cua hang|homestay|co so|spa|xuong|garage|nha hang)(?: (?:cua )?\w+){0,3} ten\b(?! mien)"
)
_MINE = PRONOUNS | word_set("nha ben cho cua dang hoi giup gium dum ho day moi muon can tim rieng")
_CLAUSE = regex(r"[,.;!?\n]+(?=\s)")
_LONG = 5  # words
_CHILD, _ADULT = 10, 99
# What is said around the place where one lives; a name has up to three words, and one more may slip in.
_AT_HOME = POLITE | word_set(
    "o tai song dang hien nay gio que nguoi dan tinh huyen xa quan tp thanh pho phuong thi tran xin chao hello hi "
    "alo",
    "ben duoi tren ngoai trong lam viec hoc tro goc thuoc la cu hien tai cu tru hai vo chong gia dinh nha tinh "
    "luon qua goi",
    "cac mn moi va thoi du lun nghe hen va nhe dat xu mien ve roi bay",
)
_LONGEST_PLACE = 4
# Somebody with a title and a name, or people at large.
_THIRD = regex(
    r"^(?:ong|ba|co|chu|anh|chi|thang|con|be|cu|bac) (?!(?:em|toi|minh|la|nam|sinh|tuoi|nay|da|moi|cung|thi|dang|con"
    r"|gan|hon|duoc|o|ten|day|bay|ben|que|va|muon|ban|hoi)\b)[a-z]+ (?:(?:nam nay|da|moi|cung|thi|duoc|gan|hon) )*"
    r"(?:[0-9]{1,3} tuoi|sinh)|\b(?:nguoi ta|thien ha)\b"
    r"|^(?:nho|ban hoc)\b|\btuoi [0-9]+ (?:dep|nhu|la|cua|ma|thanh)\b"
    r"|\b(?:quan|tiem|nha hang|khach san|homestay|shop|dua|nguoi) (?:\w+ ){0,3}nao\b|^(?:co )?ai\b|\bai\b.*\bkhong$"
)
# Somebody who is not the writer, or somebody made up, whatever is said of them.
_STRANGER = regex(
    r"^(?:thang|dua) (?!em|con nao)\w|^(?:chi chu quan|ben kia|khach)\b"
    r"|^(?:\w+ )?(?:neu|gia su|vi du|thi du|gia vo|tung)\b|\b(?:toi|em|minh) ma la\b"
    r"|^(?:cong ty|quan|tiem|shop|hop tac xa|ho kinh doanh) (?:em|anh|chi|con|chau) (?:ho|re|dau|gai|trai|ruot)\b"
)
_TALKS = regex(r"\bhay\b|\b(?:phai|nen|moi) (?:co|biet|song|lam|duoc)\b")
_HAS = regex(r"\b(?:co|du|duoc cap|da)\b")
_THE_NAME = regex(rf"{DOMAINS.pattern}|\bten mien\b")
_NEVER = regex(r"\bchua (?:\w+ ){0,2}(?:dang ky|co|mua|lay|nhan)\b")
_PET = regex(r"\bcon (?:meo|cho|heo|ga|trai|gai|be|dau|re)\b")


def tells_birth(said: str) -> bool:
    """True where a word of the plain text shows that a date is somebody's birth."""
    return _BORN.search(said) is not None


def tells_issue(said: str) -> bool:
    """True where a date may be that of a certificate."""
    return not _ISSUES.isdisjoint(words(said)) and _ISSUED.search(said) is not None


def tells_certificate(text: str, lexicon: Lexicon) -> bool:
    """True where a clause names the household's own paper and says that it is there."""
    return any(
        about(words(said := lexicon.said(part, "has_certificate")), lexicon) == "own"
        and _HAS.search(said) is not None
        and read_certificate(part, lexicon) == "yes"
        for part in _PARTS.split(text)
    )


def tells_no_name(text: str, lexicon: Lexicon) -> bool:
    """True where a clause says that no name of the programme was registered before."""
    return any(
        _THE_NAME.search(said := lexicon.said(part, "yes_no")) is not None
        and _NEVER.search(said) is not None
        and read_had(part, lexicon) == "first"
        for part in _PARTS.split(text)
    )


def told_name(text: str, lexicon: Lexicon) -> str | None:
    """The name that is announced as one: a shop's where a shop is named, else a person's."""
    said = lexicon.said(text)
    if _I_AM.search(said) and _is_capital(text.split()):
        name = read_person_name(text, lexicon)
        full = segments(name, lexicon)[0].words if name else ()
        if full and is_proper(full) and is_full_name(full, lexicon):
            return name
    if "ten" not in said or not _NAMED.search(said):
        return None
    named = next(
        (
            part
            for part in _PARTS.split(text)
            if _NAMED.search(clause := lexicon.said(part))
            and not _PET.search(clause)
            and not is_question(clause)
        ),
        None,
    )
    if named is None:
        return None
    return (read_shop_name if _SHOP_NAMED.search(lexicon.said(named)) else read_person_name)(named, lexicon)


def _is_capital(written: Sequence[str]) -> bool:
    """True where two words with capitals follow "là": who looks for a name there looks for nothing else."""
    triples = zip(written, written[1:], written[2:], strict=False)
    return any(
        la.lower() in ("là", "la") and one[0].isupper() and two[0].isupper() for la, one, two in triples
    )


def is_aside(said: str, fact: Fact, lexicon: Lexicon) -> bool:
    """True for talk about something or somebody else that holds a word for a fact."""
    tokens = words(said)
    if fact.kind in ("name", "label"):
        return False
    if lexicon.holds("off_topic", tokens) or (fact.kind == "birth" and (fact.value.age or _ADULT) < _CHILD):
        return True
    if fact.value != HELPER and (_STRANGER.search(said) or _tells_of_others(said)):
        return True
    if fact.kind in ("birth", "province") and _THIRD.search(said):
        return True
    talks = fact.kind == "choice" and (is_asking(said) or _TALKS.search(said) is not None)
    return talks and _MINE.isdisjoint(tokens)


def _tells_of_others(said: str) -> bool:
    """True where a text begins with somebody else, and no later clause of it comes to its writer."""
    first, *later = _CLAUSE.split(said)
    return is_others(first) and not any(map(is_self, later))


def is_idle(said: str, fact: Fact, lexicon: Lexicon) -> bool:
    """True for an aside, or a sentence of nobody in particular."""
    if fact.kind in ("name", "label"):
        return False
    if is_aside(said, fact, lexicon):
        return True
    tokens = words(said)
    if fact.kind == "birth" and _BORN_ALONE.search(said):
        return False
    if fact.kind == "province" and _LIVES.match(said):
        return False
    if fact.kind == "province":
        return len([word for word in tokens if word not in _AT_HOME]) > _LONGEST_PLACE
    most = _LONG + 2 if fact.value == "cooperative" else _LONG  # three words of it are its name
    return len(tokens) > most and _MINE.isdisjoint(tokens)


def without_named_shop(text: str, said: str) -> str:
    """The text without the part that only says what a shop is called: the name tells nothing of whose it is."""
    if not _SHOP_CALLED.search(said):
        return text
    return ", ".join(part for part in _PARTS.split(text) if not _SHOP_CALLED.search(plain(part))) or "-"
