"""Words that call the assistant in an account which is not its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter

from bot.understanding.fold import plain

_FILE: TypeAdapter[tuple[str, ...]] = TypeAdapter(
    Annotated[tuple[Annotated[str, Field(min_length=3)], ...], Field(min_length=1)],
    config=ConfigDict(strict=True),
)
_CLOSING = (" a", " oi", " nha", " nhe", " di")


def entry_words(content: object) -> tuple[str, ...]:
    """The parsed entries.yaml; ValueError where malformed or two words read alike."""
    words = _FILE.validate_python(content, strict=False)
    read = [plain(word) for word in words]
    if twice := {word for word in read if read.count(word) > 1}:
        raise ValueError(f"entries: {sorted(twice)} stand there twice, marks or not")
    return words


def is_entry(text: str, words: Sequence[str]) -> bool:
    """True where the whole message calls the assistant, with marks or without."""
    said = plain(text).strip(" .!?…")
    spoken = {said, *(said.removesuffix(ending) for ending in _CLOSING)}
    return not spoken.isdisjoint(map(plain, words))
