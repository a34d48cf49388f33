"""What the words of an address are: commune, district, province, and what nobody explains."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from bot.understanding.gazetteer import Gazetteer
from bot.understanding.regex import regex
from bot.understanding.sentence import POLITE, Tokens, word_set, words

_COMMUNE = {"xa": "xã", "x": "xã", "phuong": "phường", "p": "phường", "f": "phường", "dac khu": "đặc khu"}
_COMMUNE |= {"dk": "đặc khu", "thi tran": "thị trấn", "tt": "thị trấn"}
_DISTRICT = word_set("huyen h quan q tx") | {"thi xa", "huyen dao"}
_CITY = frozenset(("thanh pho", "tp"))
_FILLERS = POLITE | word_set(
    "o tai que nha minh song dang thuoc ben cho dia chi la thi cu moi nay vung tinh dao"
)
# A number or one of these before a marked commune begins an address: streets and hamlets are of no account.
_ADDRESS = word_set(
    "so duong pho ngo ngach hem kiet thon xom ap ban buon lang to doi khu khom kp kdc bon phum soc"
)
_MOST_WORDS = 6
_JOINED = regex(r"([pqxf])(\d{1,2})")


@dataclass(slots=True)
class Said:
    """What the words of a text are: spans of names, the district and province, and what nobody explains."""

    communes: list[tuple[int, int, str]] = field(default_factory=list)  # from, to, title ("" where unmarked)
    district: str = ""
    provinces: set[str] = field(default_factory=set)
    unknown: list[int] = field(default_factory=list)


def address_words(text: str) -> Tokens:
    """The words of a lower-case text, a number that sticks to its marker ("p5", "q1") apart."""
    return words(_JOINED.sub(r"\1 \2", text))


def read_address(tokens: Sequence[str], gazetteer: Gazetteer) -> Said:
    """Take the words from the left: what a marker announces, else the longest name, else a filler."""
    read, at = Said(), 0
    while at < len(tokens):
        size = _marked(tokens, at, read, gazetteer) or _unmarked(tokens, at, read, gazetteer)
        if not size and tokens[at] not in _FILLERS:
            read.unknown.append(at)
        at += size or 1
    return read


def _marked(tokens: Sequence[str], at: int, read: Said, gazetteer: Gazetteer) -> int:
    """How many words a marker and its name take here, 0 where no marker with its name begins."""
    for size in (2, 1):
        marker, start = " ".join(tokens[at : at + size]), at + size
        if marker in _COMMUNE and (end := _longest(tokens, start, gazetteer.communes)):
            read.communes.append((start, end, _COMMUNE[marker]))
            return end - at
        if marker in _DISTRICT | _CITY and (end := _longest(tokens, start, gazetteer.districts)):
            read.district = "".join(tokens[start:end])
            return end - at
        if (marker == "tinh" or marker in _CITY) and (end := _longest(tokens, start, gazetteer.provinces)):
            read.provinces.add(gazetteer.provinces["".join(tokens[start:end])])
            return end - at
    return 0


def _unmarked(tokens: Sequence[str], at: int, read: Said, gazetteer: Gazetteer) -> int:
    """The same for a bare name: the commune comes first, then its district, then the province."""
    ends = [
        _longest(tokens, at, names)
        for names in (gazetteer.communes, gazetteer.districts, gazetteer.provinces)
    ]
    end = max(ends)
    name = "".join(tokens[at:end])
    if not end or name.isdigit():
        return 0
    if ends[0] == end and not read.communes:
        read.communes.append((at, end, ""))
    elif ends[2] == end:
        read.provinces.add(gazetteer.provinces[name])
    elif ends[1] == end and not read.district:
        read.district = name
    else:
        return 0
    return end - at


def _longest(tokens: Sequence[str], start: int, names: Container[str]) -> int:
    """Where the longest name starting here ends; 0 where none does."""
    for end in range(min(start + _MOST_WORDS, len(tokens)), start, -1):
        if "".join(tokens[start:end]) in names:
            return end
    return 0


def after_marker(tokens: Sequence[str], start: int) -> int:
    """Where the name begins if a commune is announced here, else `start`."""
    sizes = (size for size in (2, 1) if " ".join(tokens[start : start + size]) in _COMMUNE)
    return start + next(sizes, 0)


def is_street(tokens: Sequence[str], read: Said) -> bool:
    """True where all that is unexplained is the street or hamlet before a marked commune."""
    first, marked = read.unknown[0], [start for start, _, title in read.communes if title]
    begins = tokens[first] in _ADDRESS or tokens[first][0].isdigit()
    return begins and bool(marked) and read.unknown[-1] < marked[0]
