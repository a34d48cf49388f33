"""Write what the engine says today into the transcripts: `python -m tests.refresh_conversations [name …]`.

For a change that was meant: what people do stays as it is, what is expected is written anew, and every line
that git then shows as changed is to be read before it is believed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from bot.conversation.book import Book
from bot.conversation.replay import replay
from bot.data import read_book
from tests.conversation_runner import ACTIONS, FOLDER, Engine, Heard, Transcript, play, read_transcripts

_KEPT = tuple(f"{key}:" for key in sorted(ACTIONS | {"today", "lookup"}))


def refreshed(book: Book, transcript: Transcript, text: str) -> str:
    """The file's text with the expectations of today; AssertionError for a button that is no more."""
    head, *blocks = re.split(r"(?m)^  - ", text)
    engine = Engine(book, transcript.today, transcript.reach)
    playing = play(book, transcript, engine, skip_check=True)
    next(playing)  # the opening
    turns = zip(blocks, transcript.talk, playing, strict=False)
    return head + "".join(
        "  - " + "\n    ".join((*_said(block), *_expected(turn, played.heard, engine))) + "\n"
        for block, turn, played in turns
    )


def _said(block: str) -> list[str]:
    lines = [line.strip() for line in block.splitlines()]
    return [line for line in lines if line.startswith(_KEPT)]


def _expected(turn: Mapping[str, Any], heard: Heard, engine: Engine) -> Iterator[str]:
    if heard.effects:
        yield f"effects: [{', '.join(type(e).__name__.lower() for e in heard.effects)}]"
    yield f"bot: [{', '.join(heard.keys)}]"
    for kind, _, step, _, data in heard.lines:
        if kind == "verdict":
            yield "verdict: {{programme: {programme}, verdict: {verdict}, reason: {reason}}}".format(**data)
        if kind == "ended":
            yield f"ended: {step}"
    if "options" in turn:
        yield f"options: [{', '.join(_quoted(option) for option in heard.options)}]"
    now = engine.load() if engine.stored else None
    if "open" in turn and now and not now.ended:
        yield f"open: {replay(engine.book, engine.book.flows[now.flow], now, engine.today).stop.id}"
    if "misses" in turn and now:
        yield f"misses: {now.misses}"


def _quoted(option: str) -> str:
    return f'"{option}"' if option in ("yes", "no") else option


def main(names: list[str]) -> None:
    """Refresh the named transcripts, all without a name."""
    book = read_book()
    for transcript in read_transcripts():
        path = FOLDER / f"{transcript.name}.yaml"
        if not names or transcript.name in names:
            try:
                path.write_text(refreshed(book, transcript, path.read_text("utf-8")), "utf-8")
            except AssertionError as fault:
                print(f"left as it is: {str(fault).splitlines()[0]}")


if __name__ == "__main__":
    main(sys.argv[1:])
