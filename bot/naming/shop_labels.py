"""Labels for a shop (trade and name before the name alone) or a company (its proper name first)."""

from __future__ import annotations

from collections.abc import Iterator

from bot.naming.shop import Line, Shop, ShopWords
from bot.naming.spelling import compact, joined

LONG_NAME = 18
"""Letters from which a proper name is also tried in parts."""


def shop_labels(shop: Shop, words: ShopWords, place: str) -> Iterator[str]:
    """Labels from best to last; not yet judged, not yet distinct. `place` is compact, "" where unknown."""
    line = shop.line or (shop.lines[-1] if shop.lines else None)
    if line is None and shop.head is None:
        yield from _bare_name(shop, words, place)
        return
    for name in name_parts(shop, words):
        before = line.forms[0] if line else _head_form(shop)
        best = name + before if shop.trailing else before + name
        yield best
        if place or shop.place:
            yield best + (place or shop.place)
        if line:
            yield from _with_head(shop, line, best)
        if called := _called(shop, words):
            yield before + called
        if line:
            yield from _other_forms(shop, line, name)
        if len(name) > 3 and not name.isdigit():
            yield name
        yield f"{name}-{before}" if shop.trailing else f"{before}-{name}"
        yield from (pattern.format(best) for pattern in words.fillers)


def company_labels(shop: Shop, words: ShopWords) -> Iterator[str]:
    """Labels from best to last for a company: proper name, then with what it does."""
    line = shop.line
    for name in name_parts(shop, words):
        if shop.trailing:
            yield name + shop.lines[0].typed
        yield name
        if line:
            yield from (form + name for form in line.forms)
            yield from (name + compact(word) for word in line.trade.after)
        yield from _with_broad_lines(shop, name)
        fillers = [pattern.format(name) for pattern in words.company_fillers]
        yield from (*fillers[:1], *_hyphenated(shop), *fillers[1:])


def trade_labels(shop: Shop, words: ShopWords, place: str) -> Iterator[str]:
    """Labels for a trade without a name of its own: only the place can tell it from the next one."""
    if place and shop.line:
        trade = shop.line.forms[0]
        yield trade + place
        yield from _with_head(shop, shop.line, trade + place)
        yield f"{trade}-{place}"
        yield from (pattern.format(trade + place) for pattern in words.fillers)


def name_parts(shop: Shop, words: ShopWords) -> list[str]:
    """The proper name as one label; a long one also as its first and its last two words, or as "Bà Xuân"."""
    whole = joined(shop.name)
    for index, word in enumerate(shop.name[1:-1], start=1):
        if word.marked and word in words.titles:
            owner = joined(shop.name[index:])
            return [owner, whole] if shop.line or len(whole) > LONG_NAME else [whole, owner]
    if len(whole) <= LONG_NAME or len(shop.name) < 4:
        return [whole] if whole else []
    return [joined(shop.name[:2]), joined(shop.name[-2:]), whole]


def _head_form(shop: Shop) -> str:
    return shop.head.short if shop.head and shop.head.short else shop.head_typed


def _with_head(shop: Shop, line: Line, best: str) -> Iterator[str]:
    """The place of sale in front: as typed, else the word people use for this trade."""
    if shop.trailing:
        return
    head = shop.head_typed if shop.head and not shop.head.drop else compact(line.trade.head)
    if head and not best.startswith(head):
        yield head + best


def _called(shop: Shop, words: ShopWords) -> str:
    """The owner's name without "Bà" or "Cô", where it is long enough to be one."""
    if len(shop.name) == 2 and shop.name[0] in words.titles and len(shop.name[1].plain) > 2:
        return shop.name[1].plain
    return ""


def _other_forms(shop: Shop, line: Line, name: str) -> Iterator[str]:
    if line.trade.loan:
        yield line.typed + name if shop.trailing else name + line.typed
    yield from (form + name for form in line.forms)
    yield from (name + compact(word) for word in line.trade.after)


def _bare_name(shop: Shop, words: ShopWords, place: str) -> Iterator[str]:
    for name in name_parts(shop, words):
        yield name
        if place or shop.place:
            yield name + (place or shop.place)
        yield from (pattern.format(name) for pattern in words.shop_fillers)
        yield from _hyphenated(shop)
        yield from (pattern.format(name) for pattern in words.fillers)


def _hyphenated(shop: Shop) -> Iterator[str]:
    if 1 < len(shop.name) <= 3:
        yield "-".join(word.plain for word in shop.name)


def _with_broad_lines(shop: Shop, name: str) -> Iterator[str]:
    """Of "Thương mại và Dịch vụ Minh Phát": tmdvminhphat, dichvuminhphat."""
    broad = [line for line in shop.lines if line.trade.broad and not shop.trailing]
    if len(broad) > 1:
        yield "".join(line.trade.abbr for line in broad) + name
    yield from (line.typed + name for line in reversed(broad))
