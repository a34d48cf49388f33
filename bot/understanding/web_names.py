"""Names of the web as people type and say them: spoken dots and hyphens, spelled letters, domains in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.understanding.fold import plain
from bot.understanding.regex import regex

_ID, _BIZ = (
    r"id|i ?d|i (?:đê|de|đi|di)|ai (?:đi|di)|y (?:đê|de)",
    r"biz|bizz|bít|bis|bi ?(?:i|ai|y)? ?(?:dét|zét|det|zet|dzét)|b i z",
)
_VN = r"v ?n|vê (?:en|nờ|n)(?: nờ)?|ve (?:en|no|n)(?: no)?|vi (?:en|ên)|vờ (?:en|nờ)|việt nam|viet nam"
_STOP = r"(?:\s*\b(?:chấm|cham|dot|chấn|chám)\b\s*|\s*\.\s*)"
# Before a suffix said alone: which of the two, not the name under it.
_NO_HOST = "".join(
    rf"(?<!\b{word})"
    for word in (
        "hay",
        "với",
        "voi",
        "và",
        "hoặc",
        "hoac",
        "đuôi",
        "duoi",
        "miền",
        "mien",
        "dùng",
        "có",
        "co",
        "xài",
        "xai",
        "được",
        "duoc",
        "tên",
        "ten",
    )
)
_SPACED_END = (regex(rf"(?<=\w){_NO_HOST}\s+(id|biz)\s?\.\s?vn\b", re.I), r".\1.vn")
_SAID_ENDS = (
    (regex(rf"(?<=\w){_STOP}(?:{_ID}){_STOP}(?:{_VN})\b", re.I), ".id.vn"),
    (regex(rf"(?<=\w){_STOP}(?:{_BIZ}){_STOP}(?:{_VN})\b", re.I), ".biz.vn"),
    (regex(r"(?<=\w)\s*\b(?:chấm|cham|dot)\b\s*(com|net|vn|org)\b", re.I), r".\1"),
    _SPACED_END,
)
# Without one of these there is no spoken stop, and no spoken hyphen.
_STOPS = ("chấm", "cham", "dot", "chấn", "chám")
_HYPHENS = ("gạch", "gach", "dấu trừ", "dau tru")
_HYPHEN = regex(
    r"\s*\b(?:(?:dấu |dau )?(?:gạch|gach) (?:ngang|nối|noi|giữa|giua)|dấu trừ|dau tru)\b\s*(?=(\w+))", re.I
)
_NO_HYPHEN = frozenset(
    (
        "giua",
        "nha",
        "nhe",
        "a",
        "o",
        "di",
        "thoi",
        "luon",
        "nua",
        "y",
        "do",
        "khong",
        "ko",
        "k",
        "duoc",
        "dc",
        "cho",
        "vay",
        "trong",
        "co",
    )
)
_HAS = regex(r"(?:co|them|bo|khong|ko|k|dung|voi|dau|xai|dung|can|cai|thi|la|1|mot)$")
_SPELLED = regex(r"(?<!\w)\w(?:[ .-]\w){3,}(?!\w)")

_GENERIC = "vn|shop|online|store|top|xyz|asia"
_SUFFIX = rf"(?:id|biz|com|net|org|edu|gov|io|info)(?:\.vn)?|(?:name|pro|health|int|ac|ai)\.vn|{_GENERIC}"
_DOMAIN = regex(rf"(?:https?:/+)?(?:www\.)?([^\s/@,;:!?()\"“”]+?)\.({_SUFFIX})\b(?!\.\w)", re.I)
_OURS = frozenset(("id.vn", "biz.vn"))
_MAIL = regex(r"\S@\S+\.\S|@(?:gmail|yahoo|outlook|icloud|email)\b")


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain in a text: `host` before its suffix, and where it stands; `ours` under id.vn or biz.vn."""

    host: str
    suffix: str
    start: int
    end: int

    @property
    def ours(self) -> bool:
        """True under the two suffixes of the programme."""
        return self.suffix.lower() in _OURS


def spoken_marks(text: str) -> str:
    """The cleaned text with spoken dots before a suffix and spoken hyphens as signs, and spelled letters joined."""
    lowered = text.lower()
    spoken = any(map(lowered.__contains__, _STOPS))
    if spoken or text.count(".") > 1:
        for said, written in _SAID_ENDS:
            text = said.sub(written, text)
    elif "." in text and " " in text:
        said, written = _SPACED_END
        text = said.sub(written, text)
    if any(map(lowered.__contains__, _HYPHENS)):
        text = _HYPHEN.sub(lambda match: _hyphen(match, text), text)
    return _SPELLED.sub(_joined, text)


def _hyphen(match: re.Match[str], text: str) -> str:
    before = plain(text[: match.start()]).split()
    spoken = plain(match[1]) in _NO_HYPHEN or not before or _HAS.match(before[-1])
    return match[0] if spoken else "-"


def _joined(match: re.Match[str]) -> str:
    letters = re.sub(r"[ .-]", "", match[0])
    return match[0] if letters.isdigit() else letters


def holds_mail(text: str) -> bool:
    """True where the text holds an address of e-mail."""
    return "@" in text and _MAIL.search(text) is not None


def domains(text: str) -> list[Domain]:
    """The domains of a text whose marks are written, in order."""
    return [Domain(m[1], m[2], m.start(), m.end()) for m in _DOMAIN.finditer(text)]
