"""The words of the shipped files, for tests of single readers."""

from __future__ import annotations

from bot.data import read_book

READER = read_book().reader
LEXICON = READER.lexicon
