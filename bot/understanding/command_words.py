"""The words that steer the conversation, as commands.yaml writes them: checked when they are read from the file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter

from bot.understanding.commands import Commands
from bot.understanding.fold import lowered

Command = Literal[
    "restart",
    "back",
    "edit",
    "help",
    "human",
    "my_data",
    "stop",
    "resume",
    "why",
    "skip",
    "menu",
    "questions",
    "official",
    "on_web",
]

_Forms = Annotated[tuple[Annotated[str, Field(min_length=2)], ...], Field(min_length=1)]
_FILE: TypeAdapter[dict[Command, _Forms]] = TypeAdapter(dict[Command, _Forms], config=ConfigDict(strict=True))


def command_words(content: object) -> Commands:
    """The parsed commands.yaml as forms by command; ValueError where malformed or a form stands twice."""
    words = _FILE.validate_python(content, strict=False)
    owner: dict[str, str] = {}
    for command, forms in words.items():
        for form in forms:
            if form != lowered(form):
                raise ValueError(f"commands: {command}: {form!r} must be lower case, NFC and single-spaced")
            if owner.setdefault(form, command) != command or forms.count(form) > 1:
                raise ValueError(f"commands: {form!r} stands under {owner[form]} and {command}")
    return Commands((str(command), forms) for command, forms in words.items())
