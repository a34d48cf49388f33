"""What people do beside answering: steer, ask, greet, thank, insult."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.understanding.commands import read_command
from bot.understanding.fold import clean, fold, plain
from bot.understanding.lexicon import Lexicon
from bot.understanding.questions import Questions, find_question, is_asking
from bot.understanding.sentence import POLITE, word_set, words

# Exact commands and the intents they are; the other commands are none of these.
_COMMANDS = {"restart": "restart", "back": "back", "edit": "back", "help": "help", "human": "human", "my_data": "delete_data"}
_BESIDE = POLITE | word_set(
    "bot b bn hang ban nhe ngay nhieu nhiu lam qua ca nha moi nguoi quy co quan chuong trinh rat tran trong kinh dep vui ve buoi sang chieu toi so can bo nghe nghen o co chu cac mng mn va gui thay do duoc roi hen e ui luon het that su lan nua truoc hi bua ngay moi chuc hong"
)
_WRITTEN = re.compile(r"[^\W_]+")
_MOST_BESIDE = 4  # words beside a thanks that say something else


@dataclass(frozen=True, slots=True)
class Intent:
    """The intent, the question of the FAQ it asks if it asks one, and whether it may stand inside a free name."""

    name: str
    question: str = ""
    sure: bool = False


_ASKS = "asks"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that decide wherever they stand: one of each group, none of the last."""

    intent: str
    groups: tuple[frozenset[str], ...]
    without: frozenset[str]

    @classmethod
    def parse(cls, intent: str, line: str, lexicon: Lexicon) -> Cue:
        """The cue that "a / b + c - d" writes."""
        wanted, _, without = line.partition(" - ")
        groups = tuple(_phrases(group, lexicon) for group in wanted.split(" + "))
        return cls(intent, groups, _phrases(without, lexicon))

    def holds(self, said: Heard) -> bool:
        """True where the words stand in the text."""
        if said.has(self.without):
            return False
        return all((said.asks and _ASKS in group) or said.has(group) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Heard:
    """A text for cues: without marks, with them where it has any, and whether it asks."""

    plain: str
    written: str
    asks: bool

    def has(self, phrases: frozenset[str]) -> bool:
        """True where one of the phrases stands in the text; a single word needs its marks where marks were typed."""
        return any(
            f" {phrase} " in (self.plain if phrase.isascii() else self.written or self.plain) or (
                not phrase.isascii() and not self.written and f" {plain(phrase)} " in self.plain
            )
            for phrase in phrases
        )


def _phrases(written: str, lexicon: Lexicon) -> frozenset[str]:
    """Phrases of several words without marks, single words with them."""
    parts = [part.strip() for part in written.split(" / ") if part.strip()]
    return frozenset(fold(lexicon.said(part)) if " " in part else part for part in parts)


@dataclass(frozen=True)
class Intents:
    """Ways of steering and of asking, made ready."""

    index: Questions
    cues: Sequence[Cue]
    questions: Mapping[str, str]
    """FAQ entry → intent."""
    answers: Mapping[str, str]
    """Intent → the FAQ entry that answers it."""
    said: Mapping[str, frozenset[str]]
    """greeting, thanks, abuse → folded phrases."""
    abuse_written: frozenset[str]

    @classmethod
    def parse(cls, written: Mapping[str, Any], asks: Mapping[str, Sequence[str]], lexicon: Lexicon) -> Intents:
        """The intents of intents.yaml over the ways of asking of faq.yaml; KeyError for an unknown entry."""
        ways = {f"!{name}": [w for line in lines for w in line] for name, lines in written["ways"].items()}
        spoken = {owner: [lexicon.said(way) for way in told] for owner, told in {**asks, **ways}.items()}
        intents = {entry: intent for intent, entries in written["questions"].items() for entry in entries}
        if unknown := sorted(intents.keys() - asks.keys()):
            raise KeyError(f"intents.yaml: no such question in faq.yaml: {unknown}")
        said = {name: frozenset(map(fold, written[name])) for name in ("greeting", "thanks", "abuse")}
        cues = [Cue.parse(name, line, lexicon) for name, lines in written["cues"].items() for line in lines]
        return cls(Questions.weigh(spoken), cues, intents, {intent: entries[0] for intent, entries in written["questions"].items()}, said, frozenset(written["abuse"]))


def read_intent(text: str, commands: Mapping[str, Sequence[str]], intents: Intents, lexicon: Lexicon) -> Intent | None:
    """What the text does beside answering, None where it does nothing that is known."""
    command = read_command(text, commands)
    if command is not None:
        name = _COMMANDS.get(command)
        return Intent(name, sure=True) if name else None
    said = lexicon.said(text)
    tokens = words(said)
    if _abuses(text, said, intents):
        return Intent("abuse", sure=True)
    marked = " ".join(_WRITTEN.findall(clean(text).lower())) if not text.isascii() else ""
    heard = Heard(f" {' '.join(tokens)} ", f" {marked} " if marked and not marked.isascii() else "", is_asking(said))
    cue = next((cue for cue in intents.cues if cue.holds(heard)), None)
    if cue is not None:
        return Intent(cue.intent, intents.answers.get(cue.intent, ""), sure=True)
    asked = find_question(said, intents.index, written=text)
    if asked is not None:
        steers = asked.id.startswith("!")
        name = asked.id[1:] if steers else intents.questions.get(asked.id, "")
        return Intent(name, "" if steers else asked.id, asked.sure)
    return _beside(tokens, said, intents)


def _abuses(text: str, said: str, intents: Intents) -> bool:
    """True where an insult stands in whole words; one typed with marks needs its marks."""
    written = f" {' '.join(_WRITTEN.findall(clean(text).lower()))} "
    if any(f" {insult} " in written for insult in intents.abuse_written):
        return True
    return written.isascii() and any(f" {insult} " in f" {said} " for insult in intents.said["abuse"] if " " in insult)


def _beside(tokens: list[str], said: str, intents: Intents) -> Intent | None:
    """Thanks or a greeting and nothing else."""
    joined = f" {' '.join(tokens)} "
    for name, most in (("thanks", _MOST_BESIDE + len(tokens) // 2), ("greeting", 0)):
        phrases = sorted((p for p in intents.said[name] if f" {p} " in joined), key=len, reverse=True)
        if phrases:
            rest = joined
            for phrase in phrases:
                rest = rest.replace(f" {phrase} ", "  ")
            left = [word for word in rest.split() if word not in _BESIDE and word not in intents.said[name]]
            if len(left) <= most and not any(word.isdigit() for word in left):
                return Intent(name)
    return None
