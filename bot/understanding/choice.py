"""Which of the options offered a person means: by number, label, synonym or a near miss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.ends import may_be_near
from bot.understanding.fold import fold, lowered, plain
from bot.understanding.offer import LONGEST_INSIDE, SHORTEST_INSIDE, Offer, Words, make_offer
from bot.understanding.phrases import phrases_in
from bot.understanding.regex import regex
from bot.understanding.sentence import NEGATORS, POLITE, Tokens, core, is_question, word_set, words
from bot.understanding.written_dates import NUMBER_WORDS


@dataclass(frozen=True, slots=True)
class Mentions:
    """The options a clause affirms, denies and hints at; `first` is where the first of them begins."""

    affirmed: set[str]
    denied: set[str]
    hinted: set[str]
    first: int


__all__ = ["Mentions", "Words", "collisions", "mentions", "read_choice"]

LONGEST_SENTENCE = 20
"""A longer message is a story: a synonym inside it proves nothing."""

_FILLERS = POLITE | word_set("b la thi chon bam lay muon dang ky lam thuoc loai ben dien theo")
_JOINS = word_set("hay hoac va voi cung lan")
_NUMBER = regex(
    rf"(?:(?:chon|bam|lay|phuong an|lua chon|option) )?"
    rf"(?:(?:cau|so|cai|muc|y|o|dong|ten)(?: so| thu)? )?([1-9][0-9]?|{'|'.join(NUMBER_WORDS)})"
)
_LONGEST_NUMBER = 8  # words
_FIRST = regex(r"(?:chon )?(?:cau|so|cai|muc|y|dong) (?:dau tien|dau|tren cung)\b")
_LAST = regex(r"(?:chon )?(?:cau|so|cai|muc|y|dong) (?:cuoi cung|cuoi|chot)")
_CLAUSE = regex(r"[,.;:!\n]| ma | nhung | chi ")
_TWO_TYPOS_INSIDE = 10
_MOST_TYPED = 4  # words of a phrase that is known with a slip
# A typing slip in a short word makes another word.
_SHORTEST_TYPO, _TWO_TYPOS, _LONGEST_TYPO, _MOST_SLIPS = 5, 12, 60, 2
_DENIALS = frozenset((("dau", "phai"), ("dau", "co"), ("dau", "la")))
_DENYING = regex(r" (?:khong|chua|chang|dau)(?: (?:phai|co|mo|la|lam|di|con|he)){1,2} $")


def read_choice(text: str, options: Sequence[Words], *, whole: bool = False) -> str | None:
    """The id of the one option the text means; None where it means none, two, or asks.

    With `whole` only where the text is nothing else: a number, a label, a synonym, or one a slip away.
    """
    return choose(text, make_offer(tuple(options)), whole=whole)


def choose(text: str, offer: Offer, *, whole: bool = False) -> str | None:
    """As `read_choice`, of options made ready."""
    said = plain(text)
    tokens = words(said)
    named, numbered = _named(tokens, offer), _numbered(core(tokens), offer.options)
    if named or numbered:
        return None if named and numbered and named != numbered else named or numbered
    if whole:
        return None if is_question(said) else _nearly(core(tokens, _FILLERS), offer)
    if is_question(said) or len(tokens) > LONGEST_SENTENCE:
        return None
    affirmed, denied = _mentioned(said, offer, lowered(text))
    if affirmed or denied:
        return affirmed.pop() if len(affirmed) == 1 and not affirmed & denied else None
    return _nearly(core(tokens, _FILLERS), offer)


def mentions(clause: str, written: str, offer: Offer) -> Mentions:
    """The options that a plain clause mentions; `written` is the lower-case text it comes from, marks kept."""
    tokens = words(clause)
    affirmed, denied = _mentioned(clause, offer, written)
    near = _near_mentions(tokens, offer) if not affirmed and not denied else set()
    hints = phrases_in(offer.hinting, tokens)
    hinted = _hinted(hints, tokens, f" {' '.join(words(written))} ", offer) if hints else set()
    known = {one for one in affirmed if one} | near
    spoken = phrases_in(offer.spoken, tokens) if known or hinted else ()
    spots = [clause.find(phrase) for phrase in spoken if phrase in clause]
    return Mentions(known, {one for one in denied if one}, hinted, min(spots, default=len(clause)))


def _hinted(hints: Sequence[str], tokens: Tokens, marked: str, offer: Offer) -> set[str]:
    """The options that some of the hints mean, those denied or spelled otherwise left out."""
    joined = f" {' '.join(tokens)} "
    return {
        offer.hints[phrase][0]
        for phrase in hints
        if _is_spelled(phrase, offer.hints[phrase][1], marked)
        and not any(_DENYING.search(f"{before} ") for before in joined.split(f" {phrase} ")[:-1])
    }


def _is_spelled(phrase: str, written: str, marked: str) -> bool:
    """True where a hint of one word has its marks, if there are any in the text or in it."""
    return " " in phrase or marked.isascii() or written.isascii() or f" {written} " in marked


def _near_mentions(tokens: Tokens, offer: Offer) -> set[str]:
    """Options whose longer phrases stand in the tokens with one slip, or with the spaces elsewhere."""
    found: set[str] = set()
    if not NEGATORS.isdisjoint(tokens):
        return found
    for start in range(len(tokens)):
        typed = ""
        for token in tokens[start : start + _MOST_TYPED]:
            typed += token
            if SHORTEST_INSIDE <= len(typed) <= LONGEST_INSIDE and may_be_near(typed, offer.ends):
                most = 2 if len(typed) >= _TWO_TYPOS_INSIDE else 1
                hit = process.extractOne(
                    typed, offer.joined_of(len(typed), most), scorer=OSA.distance, score_cutoff=most
                )
                if hit and (hit[1] < most or most == 1 or typed[:3] + typed[-1] == hit[0][:3] + hit[0][-1]):
                    found.add(offer.joined[hit[0]])
    return found


def collisions(options: Sequence[Words]) -> tuple[tuple[str, str], ...]:
    """Pairs of option ids of which a label or synonym folds alike."""
    folded = {one.id: {fold(phrase) for phrase in (one.label, *one.synonyms)} for one in options}
    return tuple((a, b) for a, b in combinations(folded, 2) if folded[a] & folded[b])


def _named(tokens: Tokens, offer: Offer) -> str | None:
    forms = (tokens, core(tokens), core(tokens, _FILLERS))
    return next((option for form in forms if (option := offer.whole.get(" ".join(form)))), None)


def _numbered(tokens: Tokens, options: Sequence[Words]) -> str | None:
    if len(tokens) > _LONGEST_NUMBER:
        return None
    joined = " ".join(tokens)
    if _LAST.fullmatch(joined):
        return options[-1].id
    match = _NUMBER.fullmatch(
        _FIRST.sub("cau 1", joined) if " dau" in joined or " tren" in joined else joined
    )
    if match is None:
        return None
    told = match[1]
    if not told.isdigit() and match[0] == told:
        return None  # a number word alone is as often another word
    number = int(told) if told.isdigit() else NUMBER_WORDS[told]
    return options[number - 1].id if number <= len(options) else None


def _mentioned(said: str, offer: Offer, written: str) -> tuple[set[str | None], set[str | None]]:
    """Options the plain text affirms and options it denies; `written` is what it comes from, marks kept."""
    affirmed: set[str | None] = set()
    denied: set[str | None] = set()
    if offer.longest.keys().isdisjoint(words(said)):
        return affirmed, denied
    lone = {offer.spelled[word] for word in words(written) if word in offer.spelled}
    for clause in _CLAUSE.split(said):
        tokens = words(clause)
        end, negated = 0, False
        for start, size in _phrases_in(tokens, offer, lone):
            between = tokens[end:start]
            end = start + size
            shared = negated and bool(between) and _JOINS.issuperset(between)
            negated = shared or _denied_before(between) or _denied_after(tokens[end : end + 2])
            (denied if negated else affirmed).add(offer.inside[tokens[start:end]])
    return affirmed, denied


def _phrases_in(tokens: Tokens, offer: Offer, lone: set[str]) -> Iterator[tuple[int, int]]:
    """Start and length of the phrases in the text, the longest first, none inside another."""
    at = 0
    while at < len(tokens):
        size = min(offer.longest.get(tokens[at], 0), len(tokens) - at)
        while size and tokens[at : at + size] not in offer.inside:
            size -= 1
        if size > 1 or (size and tokens[at] in lone):
            yield at, size
        at += size or 1


def _denied_before(between: Tokens) -> bool:
    """True for a negator; folded, "where" is also beans, oil and head, and denies only with a verb."""
    if not (NEGATORS - {"dau"}).isdisjoint(between):
        return True
    return any(pair in _DENIALS for pair in pairwise(between))


def _denied_after(after: Tokens) -> bool:
    if after in (("ma", "dau"), ("dau", "phai"), ("ma", "khong")):
        return True
    if after[:1] in (("thi",), ("cung",)):
        return not NEGATORS.isdisjoint(after[1:])
    return after != () and after[0] in NEGATORS and after[1:] in ((), ("co",), ("mo",), ("lam",))


def _nearly(tokens: Tokens, offer: Offer) -> str | None:
    """The option one slip away (two in a long phrase), where every other option is farther."""
    typed = " ".join(tokens)
    if not _SHORTEST_TYPO <= len(typed) <= _LONGEST_TYPO or not NEGATORS.isdisjoint(tokens):
        return None
    near: dict[str | None, int] = {}
    alike = offer.whole_of(len(typed), _MOST_SLIPS)
    hits = process.extract(typed, alike, scorer=OSA.distance, score_cutoff=_MOST_SLIPS, limit=9)
    for phrase, distance, _ in hits:
        if len(phrase) >= (_SHORTEST_TYPO if distance <= 1 else _TWO_TYPOS):
            near.setdefault(offer.whole[phrase], int(distance))
    best = [option for option, distance in near.items() if distance == min(near.values())]
    return best[0] if len(best) == 1 else None
