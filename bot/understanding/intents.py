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
from bot.understanding.sentence import POLITE, core, word_set, words

# Exact commands and the intents they are; the other commands are none of these.
_COMMANDS = {"restart": "restart", "back": "back", "edit": "back", "help": "help", "human": "human", "my_data": "delete_data"}
_BESIDE = POLITE | word_set(
    "bot b bn hang ban nhe ngay nhieu nhiu lam qua ca nha moi nguoi quy co quan chuong trinh rat tran trong kinh dep vui ve buoi sang chieu toi so can bo nghe nghen o co chu cac mng mn va gui thay do duoc roi hen e ui luon het that su lan nua truoc hi bua ngay moi chuc hong iu yeu sop shop thuong dang tinh bot ghe luon dau"
)
_WRITTEN = re.compile(r"[^\W_]+")
_NEAR = 0.9  # where words alone, without a cue, are as good as one
_EXACT = 0.97  # a known way of asking, hardly changed
_SHORT_WAY = 6
_STATED = 0.8  # thanks at the end of something else
_MUCH = re.compile(r"\b(cam on|cam mon|cam ta) bao nhieu\b")
_ANY = re.compile(r"\b(?:gi|nao|ai|dau|sao|bao nhieu) cung\b")
_STOP = re.compile(r"[,;!?()\n]+|\.(?!\w)")
_CLAUSE = re.compile(r"[,.;:!\n]+")
_ASKED = re.compile(r"\b(?:co|can|phai|mat|duoc|dung|nen) (?:\w+ )*(?:khong|chua)(?: (?:a|vay|the|ad|em|chi|anh|co|chu|shop|ban|ha|nhi|ta|luon|b))*\s*$")
_MOST_BESIDE = 4  # words beside a thanks that say something else


@dataclass(frozen=True, slots=True)
class Intent:
    """The intent, the question of the FAQ it asks if it asks one, and whether it may stand inside a free name."""

    name: str
    question: str = ""
    sure: bool = False
    near: float = 1.0


_ASKS, _STEERS = "asks", "!"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases to look for: without marks in a text that has none, single words with theirs in one that has."""

    bare: re.Pattern[str]
    several: re.Pattern[str]
    marked: re.Pattern[str]
    asks: bool

    @classmethod
    def parse(cls, written: str, lexicon: Lexicon) -> Phrases:
        """The phrases that "a / b / asks" lists."""
        parts = [part.strip() for part in written.split(" / ") if part.strip() and part.strip() != _ASKS]
        several = [fold(lexicon.said(part)) for part in parts if " " in part]
        single = [part for part in parts if " " not in part]
        return cls(_any_of([*several, *map(fold, single)]), _any_of(several), _any_of(single), _ASKS in written.split(" / "))

    def stand_in(self, said: Said) -> bool:
        """True where one of them stands in the text, or asking is enough and it asks."""
        if self.asks and said.asks:
            return True
        if not said.marked:
            return self.bare.search(said.plain) is not None
        return self.several.search(said.plain) is not None or self.marked.search(said.marked) is not None


@dataclass(frozen=True, slots=True)
class Said:
    """A text for cues: its words without marks, with them where it has any, and whether it asks."""

    plain: str
    marked: str
    asks: bool


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """Words that decide wherever they stand: one of each group, none of the last."""

    intent: str
    groups: tuple[Phrases, ...]
    without: Phrases

    @classmethod
    def parse(cls, intent: str, line: str, lexicon: Lexicon) -> Cue:
        """The cue that "a / b + c - d" writes."""
        wanted, _, without = line.partition(" - ")
        groups = tuple(Phrases.parse(group, lexicon) for group in wanted.split(" + "))
        return cls(intent, groups, Phrases.parse(without, lexicon))

    def holds(self, said: Said) -> bool | None:
        """True where the words stand in the text, None where what rules them out stands beside them."""
        if not all(group.stand_in(said) for group in self.groups):
            return False
        return None if self.without.stand_in(said) else True


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """Finds one of the phrases as whole words; nothing where there are none."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, phrases))})(?!\S)" if phrases else r"(?!)")


@dataclass(frozen=True)
class Intents:
    """Ways of steering and of asking, made ready."""

    index: Questions
    cues: Sequence[Cue]
    questions: Mapping[str, str]
    """FAQ entry → intent."""
    answers: Mapping[str, str]
    """Intent → the FAQ entry that answers it."""
    needs: Mapping[str, Sequence[Phrases]]
    """Intent → groups of words without which no way of asking is near enough."""
    said: Mapping[str, frozenset[str]]
    """greeting, thanks, not_beside → folded phrases."""
    insults: re.Pattern[str]
    insults_bare: re.Pattern[str]
    """Insults as they are written, and those of several words without marks."""

    @classmethod
    def parse(cls, written: Mapping[str, Any], asks: Mapping[str, Sequence[str]], lexicon: Lexicon) -> Intents:
        """The intents of intents.yaml over the ways of asking of faq.yaml; ValueError for an unknown entry."""
        ways = {f"{_STEERS}{name}": [w for line in lines for w in line] for name, lines in written["ways"].items()}
        spoken = {owner: [lexicon.said(way) for way in told] for owner, told in {**asks, **ways}.items()}
        intents = {entry: intent for intent, entries in written["questions"].items() for entry in entries}
        if unknown := sorted(intents.keys() - asks.keys()):
            raise ValueError(f"intents.yaml: no such question in faq.yaml: {unknown}")
        said = {name: frozenset(map(fold, written[name])) for name in ("greeting", "thanks", "not_beside")}
        needs = {name: [Phrases.parse(group, lexicon) for group in line.split(" + ")] for name, line in written["needs"].items()}
        insults, bare = written["abuse"], written["abuse_without_marks"]
        cues = [Cue.parse(name, line, lexicon) for name, lines in written["cues"].items() for line in lines]
        return cls(Questions.weigh(spoken), cues, intents, {intent: entries[0] for intent, entries in written["questions"].items()}, needs, said, _any_of(insults), _any_of(bare))


def read_intent(text: str, commands: Mapping[str, Sequence[str]], intents: Intents, lexicon: Lexicon) -> Intent | None:
    """What the text does beside answering, None where it does nothing that is known."""
    command = read_command(text, commands)
    if command is not None:
        name = _COMMANDS.get(command)
        return Intent(name, sure=True) if name else None
    said = lexicon.said(text)
    tokens = words(_MUCH.sub(r"\1 nhieu", said))
    if abuses(text, intents, lexicon):
        return Intent("abuse", sure=True)
    beside = _beside(tokens, intents)
    if beside is not None and beside.sure:
        return beside
    heard = Said(_apart(said), _marked(text, lexicon), _asks(said))
    held = {cue: holds for cue in intents.cues if (holds := cue.holds(heard)) is not False}
    cue = next((cue for cue, holds in held.items() if holds), None)
    asked = find_question(said, intents.index, written=text)
    steers = asked is not None and asked.id.startswith(_STEERS)
    if cue is not None:
        answer = intents.answers.get(cue.intent, "")
        if asked is not None and not steers and (answer or asked.near >= _NEAR):
            answer = asked.id  # the cue says what it is about, the nearest question what exactly
        return Intent(cue.intent, answer, sure=True)
    name = "" if asked is None else asked.id[1:] if steers else intents.questions.get(asked.id, "")
    exact = asked is not None and asked.near >= _EXACT and (not steers or len(tokens) <= _SHORT_WAY)
    ruled_out = name in {cue.intent for cue in held}
    if beside is not None and not name:
        return beside
    if asked is not None and (exact or not ruled_out) and (exact or all(group.stand_in(heard) for group in intents.needs.get(name, ()))):
        return Intent(name, "" if steers else asked.id, asked.sure and asked.near >= _NEAR, asked.near)
    return beside


def abuses(text: str, intents: Intents, lexicon: Lexicon) -> bool:
    """True where an insult stands in whole words; one typed with marks needs its marks."""
    written = " ".join(_WRITTEN.findall(clean(text).lower()))
    if intents.insults.search(written):
        return True
    return written.isascii() and intents.insults_bare.search(" ".join(words(lexicon.said(text)))) is not None


def _apart(said: str) -> str:
    """The words of each clause, a comma between two: no phrase stands across it."""
    return " , ".join(" ".join(words(clause)) for clause in _STOP.split(said))


def _marked(text: str, lexicon: Lexicon) -> str:
    """The words as they were written, short forms written out; nothing where there are no marks."""
    if text.isascii():
        return ""
    clauses = [_WRITTEN.findall(clause) for clause in _STOP.split(clean(text).lower())]
    if all(word.isascii() for clause in clauses for word in clause):
        return ""
    return " , ".join(" ".join(map(lexicon.written_out, clause)) for clause in clauses)


def _asks(said: str) -> bool:
    """True where a clause of the plain text asks; "any at all" asks nothing."""
    if is_asking(_ANY.sub(" ", said)):
        return True
    return any(_ASKED.search(clause) for clause in _CLAUSE.split(said))


def _beside(tokens: list[str], intents: Intents) -> Intent | None:
    """Thanks or a greeting; sure where there is nothing else, and near where it comes first."""
    joined = f" {' '.join(tokens)} "
    if any(f" {phrase} " in joined for phrase in intents.said["not_beside"]):
        return None
    for name, most in (("thanks", _MOST_BESIDE + len(tokens) // 2), ("greeting", 0)):
        phrases = sorted((p for p in intents.said[name] if f" {p} " in joined), key=len, reverse=True)
        if phrases:
            rest = joined
            for phrase in phrases:
                rest = rest.replace(f" {phrase} ", "  ")
            left = [word for word in rest.split() if word not in _BESIDE and word not in intents.said[name]]
            if len(left) <= most and not any(word.isdigit() for word in left):
                first = any(f" {' '.join(core(tokens))} ".startswith(f" {phrase} ") for phrase in phrases)
                return Intent(name, sure=not left and len(tokens) > 1, near=1.0 if first or not left else _STATED)
    return None
