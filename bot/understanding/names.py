"""The name of a person or a shop out of "my name is …", in the spelling it was typed in."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.understanding.fold import clean, plain
from bot.understanding.sentence import phrase_set, word_set, words
from bot.understanding.written_dates import holds_id_number

MOST_PERSON_WORDS = 6
MOST_SHOP_WORDS = 12
MOST_SHOP_CHARS = 80

_GREETING = r"(?:(?:da|vang|u|uh|ok|oke|a|xin chao|chao|hello|hi|alo|ad|shop|bot|ban|anh|chi) ){0,4}"
_SELF = r"(?:em|e|minh|mk|toi|tui|to|chau|con|anh|chi|co|chu|bac|ong|ba|ban)"
_SHOP = (
    r"(?:quan|shop|tiem|hieu|cua hang|nha hang|spa|xuong|sap|co so|cong ty|cty|doanh nghiep|dn|"
    r"ho kinh doanh|hkd|hop tac xa|htx|to chuc|don vi)"
)
_POLITE_START = r"(?:(?:da|xin chao|hello|alo) )?"
_PERSON_LEADS = (
    rf"{_GREETING}(?:{_SELF} )?(?:ho (?:va )?)?ten (?:(?:cua )?{_SELF} )?(?:day du |that |goi )?(?:la )?",
    rf"{_GREETING}{_SELF} la ",
    rf"{_GREETING}(?:cu )?goi {_SELF} (?:la )?",
    rf"{_POLITE_START}(?:(?:em|e|toi|tui) )?",
)
_OWN_SHOP = rf"(?:{_SELF} (?:dang )?(?:mo |co |lam )?)?(?:{_SHOP} )?(?:cua |nha )?(?:{_SELF} )?"
_SHOP_LEADS = (
    rf"{_GREETING}{_OWN_SHOP}(?:lay |dat )?ten (?:(?:cua |cho )?{_SHOP} )?(?:(?:cua )?{_SELF} )?"
    r"(?:goi )?(?:la )?",
    rf"{_GREETING}{_SHOP} (?:cua |nha )?(?:{_SELF} )?la ",
    _POLITE_START,
)
_PERSON_LEAD = re.compile(rf"(?:{'|'.join(_PERSON_LEADS)})(?=\S)")
_SHOP_LEAD = re.compile(rf"(?:{'|'.join(_SHOP_LEADS)})(?=\S)")
_IS = ("la", "l\N{LATIN SMALL LETTER A WITH GRAVE}")
_CLOSING = word_set("a ah ak nhe nhen day do ne")
_CLOSING_WHEN_LED = _CLOSING | word_set("nha em shop ban thoi luon")

_REFUSALS = phrase_set(
    "khong, ko, k, hok, thoi, khong co, khong ten, khong co ten, khong noi, khong biet",
    "chua, chua co, chua co ten, chua dat, chua nghi ra, chua biet, de sau, tinh sau, gi cung duoc",
    "bi mat, an danh, giau ten, khach, ten, la, ai, giup",
    "ok, oke, co, yes, no, da, vang, u, uh, roi, dung roi, hi, hello, alo, chao, xin chao, cam on, sao, test",
    "menu, quay lai, lam lai, tro giup, gap nguoi, tiep tuc, vi sao, tai sao, bo qua, sua lai",
    "start, stop, help, quan, shop, tiem, cua hang, nha hang, cong ty, cty, doanh nghiep, ho kinh doanh",
    "hop tac xa",
)
_ROLES = phrase_set(
    "sinh vien, hoc sinh, giao vien, cong nhan, nhan vien, nong dan, nguoi dan, nguoi viet, cong dan",
    "ca nhan, chu quan, chu shop, chu tiem, tai xe, bac si, noi tro, doanh nghiep, cong ty, ho kinh doanh",
    "hop tac xa, to chuc",
)
# Words and pairs of words that make a sentence, chosen so that no usual name folds to them.
_TALK = word_set(
    "khong ko hok biet muon duoc dc roi gi cua voi xem vay o bot robot admin web website domain scam"
)
_SHOP_TALK = word_set("khong ko hok biet muon duoc dc roi gi website domain")
_SHOP_TALK_PAIRS = phrase_set(
    "ten mien, mien phi, dang ky, cam on, xin loi, ten gi, lam gi, dat ten, chua co, chua nghi, ban la",
    "giup em, giup toi, giup minh, bao nhieu, the nao, bo qua, so lua, bi lua, nghi lua, giong lua",
)
_TALK_PAIRS = _SHOP_TALK_PAIRS | phrase_set(
    "la ai, cho em, cho toi, can giup, tu van, hay cho, sinh nam, lam sao, com vn, id vn, biz vn, lua dao"
)
_TALE = re.compile(
    r"(?:em|e|minh|toi|tui|chau|con|anh|chi) (?:ban|mo|lam|kinh doanh|dang|dinh|chua|can|hoi)\b"
    r"|(?:em|e|toi|tui) (?:co|la)\b"
)
_PERSON_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*['’]?")
_VOWEL = re.compile(r"[aeiouy]")
_LETTER = re.compile(r"[^\W\d_]")
_SHOP_ALLOWED = re.compile(r"[\w &'’.,()+/!-]+")
_ADDRESS = re.compile(r"https?\b|//|www\.|\.(?:vn|com|net|org|info|shop|store)\b")


def read_person_name(text: str) -> str | None:
    """The person's name as typed, without "my name is" and particles; None for anything else."""
    tokens = _name_tokens(text, _PERSON_LEAD)
    folded = [plain(token) for token in tokens]
    if not 1 <= len(tokens) <= MOST_PERSON_WORDS or len("".join(folded)) < 2:
        return None
    if not all(map(_PERSON_WORD.fullmatch, folded)) or not _VOWEL.search("".join(folded)):
        return None
    if " ".join(folded) in _ROLES or _is_talk(tokens, folded, _TALK, _TALK_PAIRS):
        return None
    return " ".join(tokens).replace("’", "'")


def read_shop_name(text: str) -> str | None:
    """The shop's name as typed, of at most MOST_SHOP_CHARS characters; None for a refusal or a sentence."""
    tokens = [part for part in _name_tokens(text, _SHOP_LEAD) if words(part) or part.isascii()]
    folded = [plain(token) for token in tokens]
    name, said = " ".join(tokens).strip(" .,!-"), " ".join(folded)
    if not 2 <= len(name) <= MOST_SHOP_CHARS or len(tokens) > MOST_SHOP_WORDS or not _LETTER.search(name):
        return None
    if not _SHOP_ALLOWED.fullmatch(name) or _ADDRESS.search(said) or holds_id_number(said):
        return None
    if _TALE.match(said) or _is_talk(tokens, folded, _SHOP_TALK, _SHOP_TALK_PAIRS):
        return None
    return name.replace("’", "'")


def _name_tokens(text: str, lead: re.Pattern[str]) -> list[str]:
    """The text's tokens without the words that announce the name and the particles that close it."""
    tokens = [token.strip('"“”.,;!') or token for token in clean(text).replace(":", " ").split()]
    match = lead.match(" ".join(plain(token) or "_" for token in tokens))
    announced = match[0].split() if match else []
    start = len(announced)
    if announced[-1:] == ["la"] and not _is_verb(tokens[start - 1]):
        start = start - 1 if "ten" in announced else 0
    closing = _CLOSING_WHEN_LED if {"ten", "la"} & set(announced[:start]) else _CLOSING
    end = len(tokens)
    while end > start + 1 and tokens[end - 1].islower() and plain(tokens[end - 1]) in closing:
        end -= 1
    return tokens[start:end]


def _is_verb(word: str) -> bool:
    """True for "is", False for the family name and the leaf that fold alike."""
    return word.lower() in _IS and word != "La"


def _is_talk(tokens: list[str], folded: list[str], talk: frozenset[str], pairs: frozenset[str]) -> bool:
    if " ".join(folded) in _REFUSALS or any("?" in token for token in folded):
        return True
    if len(tokens) > 1 and all(token[:1].isupper() and token[1:].islower() for token in tokens):
        return False  # in title case even such words are part of a name
    return not talk.isdisjoint(folded) or not pairs.isdisjoint(map(" ".join, pairwise(folded)))
