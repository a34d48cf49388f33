"""No text, however strange or long, makes a reader raise, stall or answer with what it was not offered."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.birth import read_birth
from bot.understanding.choice import read_choice
from bot.understanding.commands import read_command
from bot.understanding.dates import read_date
from bot.understanding.person_names import MOST_WORDS, read_person_name
from bot.understanding.places import read_province
from bot.understanding.reader import QUESTIONS
from bot.understanding.shop_names import MOST_CHARS, read_shop_name
from bot.understanding.yes_no import read_yes_no
from tests.lexicon import LEXICON, READER
from tests.test_understanding_choice import WHO
from tests.test_understanding_commands import WORDS
from tests.test_understanding_places import GAZETTEER
from tests.understanding.lines import every_line

TODAY = date(2026, 11, 20)
READERS: dict[str, Callable[[str], object]] = {
    "choice": lambda text: read_choice(text, WHO),
    "command": lambda text: read_command(text, WORDS),
    **{question: partial(READER.read, question, today=TODAY) for question in QUESTIONS},
}
TOKENS = [
    "ngày",
    "tháng",
    "năm",
    "tuổi",
    "sinh",
    "quý",
    "đầu",
    "hơn",
    "gần",
    "hai",
    "nay",
    "trước",
    "không",
    "có",
    "phải",
    "công ty",
    "hà",
    "nội",
    "tên",
    "là",
    "em",
    "2005",
    "15",
    "3",
    "/",
    "-",
    ",",
    ".",
    "?",
    "\u200b",
    "2k5",
    "99",
    "00",
    "ạ",
    "à nhầm",
    "t",
    "rưỡi",
    "|",
    "_",
    "\ud800",
    "\x00",
    "\u202e",
    "🙂",
    "'",
    "&",
]
anything = st.text(st.characters(categories=None), max_size=300)

LINES = [line.text for line in every_line() if not line.held]
SLIPS = [*" .,/-?!()'\"&+\n", *"0123456789", *"kKtd"]
mistyped = st.builds(
    lambda text, slips: "".join(slips.get(at, "") + letter for at, letter in enumerate(text)),
    st.sampled_from(LINES),
    st.dictionaries(st.integers(0, 60), st.sampled_from(SLIPS), max_size=6),
)
spaced = st.sampled_from(LINES).map(lambda text: re.sub(r"([,.;:!?()/-])", r" \1 ", text))
near_grammar = st.lists(st.sampled_from(TOKENS), max_size=25).map(" ".join) | st.lists(
    st.sampled_from(TOKENS), max_size=25
).map("".join)


@given(anything | near_grammar, st.dates(date(2023, 6, 1), date(2040, 12, 31)))
def test_any_text_on_any_day(text: str, today: date) -> None:
    birth, issued = read_birth(text, today, LEXICON), read_date(text, today, LEXICON)
    for read in (birth, issued):
        if read is not None:
            assert (read.span is None) != (read.problem is None)
            assert read.span is None or read.span.high <= today
    assert read_choice(text, WHO) in {None, *(option.id for option in WHO)}
    assert read_yes_no(text, LEXICON) in {None, "yes", "no", "unsure"}
    provinces = read_province(text, GAZETTEER, LEXICON)
    assert len(provinces) <= 5 and set(provinces) <= set(GAZETTEER.provinces.values())
    assert read_command(text, WORDS) in {None, *WORDS}
    person, shop = read_person_name(text, LEXICON), read_shop_name(text, LEXICON)
    assert person is None or 1 <= len(person.split()) <= MOST_WORDS
    assert shop is None or 2 <= len(shop) <= MOST_CHARS


@settings(max_examples=500)
@given(mistyped | spaced, st.sampled_from(QUESTIONS))
def test_what_people_write_with_slips_of_the_keyboard(text: str, question: str) -> None:
    heard = READER.read(question, text, TODAY)
    assert (heard.got is not None) == (heard.why in ("answer", "asked"))


LONG = [
    "a",
    "1",
    "1 ",
    "01/",
    "tháng ",
    "năm ",
    "có ",
    "em tên ",
    "15/3/2005 ",
    "hai năm ",
    "công ty không ",
    "\ufdfa",
    "\u0301",
    "hà ",
    "da anh chi ",
    ", ",
    "nam 2 thang ",
]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("piece", LONG)
def test_a_hundred_kilobytes_are_read_like_their_beginning(reader: str, piece: str) -> None:
    """Texts are cut before they are read; how long that takes is in the bench."""
    text = (piece * 100_000)[:100_000]
    assert READERS[reader](text) == READERS[reader](text[:2_000])
