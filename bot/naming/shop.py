"""The name of a shop or a company as people type it, taken apart into trade, proper name and place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.naming.spelling import Phrases, Word, compact, joined, read_words
from bot.naming.written import Head, NamingError, Shops, Trade

Words = tuple[Word, ...]

LONGEST_NUMBER = 6
"""A longer number in a shop's name is a telephone or a card number and never gets into a label."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of business as it was typed."""

    trade: Trade
    typed: str

    @property
    def forms(self) -> tuple[str, ...]:
        """What may stand before the proper name, best first; a long form yields to a shorter one."""
        forms = dict.fromkeys((self.typed, *map(compact, self.trade.also)))
        return tuple(sorted(forms, key=len)) if len(self.typed) > 10 else tuple(forms)


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop's name in its parts; `said` is all but its legal form, `trailing` true for "Lily Spa"."""

    said: Words
    head: Head | None
    head_typed: str
    lines: tuple[Line, ...]
    name: Words
    place: str
    trailing: bool

    @property
    def line(self) -> Line | None:
        """The line of business that says most: the last that is not a broad one."""
        telling = [line for line in self.lines if not line.trade.broad]
        return telling[-1] if telling else None


@dataclass(frozen=True, slots=True)
class ShopWords:
    """flows/naming/shops.yaml made ready for reading."""

    legal_forms: Phrases[bool]
    legal_endings: Phrases[bool]
    lead_ins: Phrases[bool]
    address_marks: Phrases[bool]
    titles: Phrases[bool]
    instead: Phrases[str]
    heads: Phrases[Head]
    trades: Phrases[Trade]
    marked_trades: Phrases[Trade]
    """The trades for a name typed with marks: there "An" is not "ăn"."""
    trailing: Phrases[Trade]
    joiners: Phrases[bool]
    country: Phrases[bool]
    places: Phrases[bool]
    fillers: tuple[str, ...]
    company_fillers: tuple[str, ...]
    shop_fillers: tuple[str, ...]
    generic: frozenset[str]
    """Labels that name a trade and nobody: "banhmi", "quanpho", "shop"."""

    @classmethod
    def of(cls, shops: Shops, provinces: Iterable[str]) -> ShopWords:
        """The words of the file, and places a name may end with; NamingError on a trade named twice."""
        trades = _trades(shops.trades)
        heads = {word: head for head in shops.heads for word in head.words}
        after = {word: trade for trade in shops.trades for word in trade.after}
        loans = {word: trade for trade in shops.trades if trade.loan for word in trade.words}
        alone = [compact(word) for word in (*trades, *after, *heads)]
        return cls(
            legal_forms=_table(shops.legal_forms),
            legal_endings=_table(shops.legal_endings),
            lead_ins=_table(shops.lead_ins),
            address_marks=_table(shops.address_marks, strict=True),
            titles=_table(shops.titles),
            instead=Phrases.of(shops.instead, strict=True),
            heads=Phrases.of(heads),
            trades=Phrases.of(trades),
            marked_trades=Phrases.of(trades, strict=True),
            trailing=Phrases.of({**after, **loans}),
            joiners=_table([word for word in shops.joiners if read_words(word)]),
            country=_table(shops.country),
            places=_table([word for word in provinces if len(read_words(word)) > 1], strict=True),
            fillers=shops.fillers,
            company_fillers=shops.company_fillers,
            shop_fillers=shops.shop_fillers,
            generic=frozenset((*alone, *(head + trade for head in map(compact, heads) for trade in alone))),
        )

    def opens_with_trade(self, words: Words) -> bool:
        """True where the words surely begin a shop's name: a place of sale with its marks, or two words."""
        trade, head = self.trades.first(words), self.heads.first(words)
        return bool((trade and trade[0] > 1) or (head and (words[0].marked or head[0] > 1)))

    def taken_apart(self, segment: str) -> Shop:
        """The parts of what was typed; `name` is () where nothing in it tells this shop from another."""
        said = self._kept(segment)
        head, head_typed, lines, words = self._opening(said)
        trailing = False
        if not lines and len(words) > 1 and (found := self.trailing.last(words)):
            lines, trailing = (Line(found[1], joined(words[-found[0] :])),), True
            words = words[: -found[0]]
        words = self._before_address(words)
        place = self.places.last(words)
        if place and place[0] < len(words):
            return Shop(
                said, head, head_typed, lines, words[: -place[0]], joined(words[-place[0] :]), trailing
            )
        return Shop(said, head, head_typed, lines, words, "", trailing)

    def _kept(self, segment: str) -> Words:
        """The words without lead-in, legal form, country and long numbers."""
        words = tuple(word for word in read_words(segment) if not _is_long_number(word))
        words = _without_leading(_without_leading(words, self.lead_ins), self.legal_forms)
        for table in (self.legal_endings, self.legal_forms, self.country, self.legal_forms):
            while (found := table.last(words)) and found[0] < len(words):
                words = words[: -found[0]]
        return tuple(self._instead(word) for word in words)

    def _instead(self, word: Word) -> Word:
        found = self.instead.first((word,))
        return read_words(found[1])[0] if found else word

    def _opening(self, words: Words) -> tuple[Head | None, str, tuple[Line, ...], Words]:
        """Head and lines of business at the front, and the words after them."""
        head, head_typed, lines = None, "", list[Line]()
        trades = self.marked_trades if any(word.marked for word in words) else self.trades
        before = words
        while words:
            trade, place = trades.first(words), self.heads.first(words)
            joiner = self.joiners.first(words) or self.legal_forms.first(words)
            if place and not lines and head is None and (trade is None or place[0] >= trade[0]):
                head, head_typed, words = place[1], joined(words[: place[0]]), words[place[0] :]
            elif trade and _goes_on(lines, trade[0], trade[1]):
                lines.append(Line(trade[1], joined(words[: trade[0]])))
                before, words = words, words[trade[0] :]
            elif joiner and (lines or head):
                words = words[joiner[0] :]
            else:
                break
        if (
            not words and len(lines) > 1 and not lines[-1].trade.broad
        ):  # "Coffee House": the last trade is the name
            return head, head_typed, tuple(lines[:-1]), before
        return head, head_typed, tuple(lines), words

    def _before_address(self, words: Words) -> Words:
        """The name without a street or a further trade after it; "10 Lý Quốc Sư" as the whole name stays."""
        for index in range(1, len(words)):
            trade = self.trades.first(words[index:])
            if self.address_marks.first(words[index:]) or (trade and trade[0] > 1):
                return words[:index]
            if words[index].plain.isdigit() and index + 1 < len(words):
                return words[:index]
        return words


def _without_leading(words: Words, table: Phrases[bool]) -> Words:
    while (found := table.first(words)) and found[0] < len(words):
        words = words[found[0] :]
    return words


def _goes_on(lines: Sequence[Line], size: int, trade: Trade) -> bool:
    """True where a further trade is meant: after "Nhà hàng" the "Hoa" of "Hoa Sen" belongs to the name."""
    return size > 1 or trade.broad or all(line.trade.broad for line in lines)


def _is_long_number(word: Word) -> bool:
    return sum(map(str.isdigit, word.plain)) > LONGEST_NUMBER


def _trades(trades: Sequence[Trade]) -> dict[str, Trade]:
    found: dict[str, Trade] = {}
    for trade in trades:
        for word in trade.words:
            if word in found:
                raise NamingError(f"naming/shops.yaml: trades: {word!r} stands in two trades")
            found[word] = trade
    return found


def _table(phrases: Sequence[str], strict: bool = False) -> Phrases[bool]:
    return Phrases.of(dict.fromkeys(phrases, True), strict)
