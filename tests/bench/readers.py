"""How long reading what people write takes."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from bot.conversation.book import Book
from tests.bench.table import Line, microseconds
from tests.test_understanding_totality import LONG, READERS

SPOKEN = [
    "dạ em sinh ngày 15 tháng 3 năm 2005 ạ",
    "20 tuổi",
    "được 8 tháng rồi",
    "giữa tháng 6 năm ngoái",
    "hộ kinh doanh",
    "không phải công ty, hộ cá thể thôi",
    "ho kinh doah",
    "dạ chưa có ạ",
    "em ở hải phog",
    "Ninh Bình",
    "em tên là Nguyễn Thị Hồng Nhung",
    "quán em tên là Phở Bà Hằng ạ",
    "cho em hỏi có mất tiền không?",
]


def lines(book: Book) -> Iterator[Line]:
    """The readers one by one, the questions, and the worst of all for a text of a hundred kilobytes."""
    for name, read in READERS.items():
        took = median(microseconds(lambda read=read, text=text: read(text), 5) for text in SPOKEN)
        yield Line(f"read {name}, median", took, "µs", 200)
    took = median(microseconds(lambda text=text: book.reader.intent(text), 5) for text in SPOKEN)
    yield Line("find a question, median", took, "µs", 1000)
    texts = [(piece * 100_000)[:100_000] for piece in LONG]
    worst = max(
        microseconds(lambda read=read, text=text: read(text), 3)
        for read in READERS.values()
        for text in texts
    )
    yield Line("the slowest reader over 100 kB", worst / 1000, "ms", 100)
