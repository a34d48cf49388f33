"""What people do beside answering: steer, ask, greet, thank, insult."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.understanding.commands import Commands, read_command
from bot.understanding.cues import Cue, Cues, Phrases, Said
from bot.understanding.fold import fold, lowered
from bot.understanding.lexicon import Lexicon
from bot.understanding.nearness import Questions
from bot.understanding.phrases import by_key, inside, phrases_in
from bot.understanding.questions import Found, find_question
from bot.understanding.regex import regex
from bot.understanding.sentence import POLITE, Tokens, core, word_set, words

# Exact commands and the intents they are; the other commands are none of these.
_COMMANDS = {
    "restart": "restart",
    "back": "back",
    "edit": "back",
    "help": "help",
    "human": "human",
    "my_data": "delete_data",
}
_BESIDE = POLITE | word_set(
    "bot b bn hang ban nhe ngay nhieu nhiu lam qua ca nha moi nguoi quy co quan chuong trinh rat tran trong kinh "
    "dep vui ve buoi sang chieu toi so can bo nghe nghen o co chu cac mng mn va gui thay do duoc roi hen e ui "
    "luon het that su lan nua truoc hi bua ngay moi chuc hong iu yeu sop shop thuong dang tinh bot ghe luon dau"
)
_NEAR = 0.9  # where words alone, without a cue, are as good as one
_EXACT = 0.97  # a known way of asking, hardly changed
_SHORT_WAY = 6
_STATED = 0.8  # thanks at the end of something else
_MUCH = regex(r"\b(cam on|cam mon|cam ta) bao nhieu\b")
_MOST_BESIDE = 4  # words beside a thanks that say something else


@dataclass(frozen=True, slots=True)
class Intent:
    """The intent, the question of the FAQ it asks if it asks one, and whether it may stand inside a free name.

    `exact` where the text asks a known question in its very words: whatever else might be read from it.
    """

    name: str
    question: str = ""
    sure: bool = False
    near: float = 1.0
    exact: bool = False


_STEERS = "!"
_OF_NAMES = frozenset(
    ("what_is_idvn", "is_it_free", "cost_after", "documents", "have_domain", "help", "human", "delete_data")
)


@dataclass(frozen=True)
class Intents:
    """Ways of steering and of asking, made ready."""

    index: Questions
    cues: Cues
    questions: Mapping[str, str]
    """FAQ entry → intent."""
    answers: Mapping[str, str]
    """Intent → the FAQ entry that answers it."""
    needs: Mapping[str, Sequence[Phrases]]
    """Intent → groups of words without which no way of asking is near enough."""
    elsewhere: Cue
    """What tells that the talk is of something else than names on the web, and what that it is of them after all."""
    said: Mapping[str, frozenset[str]]
    """greeting, thanks, not_beside → folded phrases."""
    beside: frozenset[str]
    """The words by which greetings and thanks are found."""
    insults: frozenset[str]
    insults_bare: frozenset[str]
    """Insults as they are written, and those of several words without marks."""

    @classmethod
    def parse(
        cls, written: Mapping[str, Any], asks: Mapping[str, Sequence[str]], lexicon: Lexicon
    ) -> Intents:
        """The intents of intents.yaml over the ways of asking of faq.yaml; ValueError for an unknown entry."""
        ways = {
            f"{_STEERS}{name}": [w for line in lines for w in line] for name, lines in written["ways"].items()
        }
        spoken = {owner: [lexicon.said(way) for way in told] for owner, told in {**asks, **ways}.items()}
        intents = {entry: intent for intent, entries in written["questions"].items() for entry in entries}
        if unknown := sorted(intents.keys() - asks.keys()):
            raise ValueError(f"intents.yaml: no such question in faq.yaml: {unknown}")
        said = {name: frozenset(map(fold, written[name])) for name in ("greeting", "thanks", "not_beside")}
        needs = {
            name: [Phrases.parse(group, lexicon) for group in line.split(" + ")]
            for name, line in written["needs"].items()
        }
        insults, bare = written["abuse"], written["abuse_without_marks"]
        cues = [Cue.parse(name, line, lexicon) for name, lines in written["cues"].items() for line in lines]
        return cls(
            Questions.weigh(spoken),
            Cues.index(cues),
            intents,
            {intent: entries[0] for intent, entries in written["questions"].items()},
            needs,
            Cue.parse("", written["elsewhere"], lexicon),
            said,
            frozenset((*by_key(said["greeting"]), *by_key(said["thanks"]))),
            frozenset(insults),
            frozenset(bare),
        )


def read_intent(
    text: str,
    commands: Commands,
    intents: Intents,
    lexicon: Lexicon,
    *,
    answered: bool = False,
    named: bool = False,
) -> Intent | None:
    """What the text does beside answering, None where it does nothing that is known.

    A text that is `answered` and asks nothing is compared with no way of asking: only its cues decide. One that
    reads as a name, `named`, asks only what it is sure to ask.
    """
    command = read_command(text, commands)
    if command is not None:
        name = _COMMANDS.get(command)
        return Intent(name, sure=True) if name else None
    said = lexicon.said(text)
    tokens = words(said if "bao nhieu" not in said else _MUCH.sub(r"\1 nhieu", said))
    if abuses(text, intents, lexicon):
        return Intent("abuse", sure=True)
    beside = _beside(tokens, intents)
    if beside is not None and beside.sure:
        return beside
    heard = Said.of(text, said, lexicon)
    held = intents.cues.holding(heard)
    if held and intents.elsewhere.holds(heard):
        held = {cue: holds and cue.intent not in _OF_NAMES for cue, holds in held.items()}
    cue = next((cue for cue, holds in held.items() if holds), None)
    least = _NEAR if named and cue is None and beside is None else 0.0
    asked = (
        find_question(said, intents.index, written=text, least=least) if not answered or heard.asks else None
    )
    if cue is not None:
        return _cued(cue, asked, heard, intents)
    if asked is None:
        return beside
    return _nearest(asked, beside, heard, {cue.intent for cue in held}, len(tokens), intents)


def _steers(asked: Found) -> bool:
    return asked.id.startswith(_STEERS)


def _cued(cue: Cue, asked: Found | None, heard: Said, intents: Intents) -> Intent:
    """What a cue says it is about, the nearest question what exactly."""
    answer = intents.answers.get(cue.intent, "")
    if asked is None or _steers(asked):
        return Intent(cue.intent, answer, sure=True)
    exactly = asked.id if answer or asked.near >= _NEAR else ""
    return Intent(cue.intent, exactly, sure=True, exact=asked.near >= _EXACT and heard.asks)


def _nearest(
    asked: Found, beside: Intent | None, heard: Said, ruled_out: set[str], length: int, intents: Intents
) -> Intent | None:
    """What the nearest way of asking, or of steering, means; `beside` where that is all there is to it."""
    steers = _steers(asked)
    name = asked.id[1:] if steers else intents.questions.get(asked.id, "")
    exact = asked.near >= _EXACT and (not steers or length <= _SHORT_WAY)
    if beside is not None and (not name or (steers and not exact and beside.name == "thanks")):
        return beside
    elsewhere = name in _OF_NAMES and intents.elsewhere.holds(heard) is True
    needed = all(group.stand_in(heard) for group in intents.needs.get(name, ()))
    meant = exact or (name not in ruled_out and not elsewhere and needed)
    if not meant and (steers or beside):
        return beside
    # Its answer can do no harm where the words are too few to say what the text does.
    sure = meant and asked.sure and asked.near >= _NEAR
    verbatim = not steers and asked.near >= _EXACT and heard.asks
    return Intent(name if meant else "", "" if steers else asked.id, sure, asked.near, verbatim)


def abuses(text: str, intents: Intents, lexicon: Lexicon) -> bool:
    """True where an insult stands in whole words; one typed with marks needs its marks."""
    written = words(lowered(text))
    if inside(intents.insults, written):
        return True
    return "".join(written).isascii() and inside(intents.insults_bare, words(lexicon.said(text)))


def _beside(tokens: Tokens, intents: Intents) -> Intent | None:
    """Thanks or a greeting; sure where there is nothing else, and near where it comes first."""
    if intents.beside.isdisjoint(tokens) or inside(intents.said["not_beside"], tokens):
        return None
    for name, most in (("thanks", _MOST_BESIDE + len(tokens) // 2), ("greeting", 0)):
        phrases = sorted(phrases_in(intents.said[name], tokens), key=len, reverse=True)
        if not phrases:
            continue
        rest = f" {' '.join(tokens)} "
        for phrase in phrases:
            rest = rest.replace(f" {phrase} ", "  ")
        left = [word for word in rest.split() if word not in _BESIDE and word not in intents.said[name]]
        if len(left) <= most and not any(word.isdigit() for word in left):
            first = any(f" {' '.join(core(tokens))} ".startswith(f" {phrase} ") for phrase in phrases)
            return Intent(name, sure=not left and len(tokens) > 1, near=1.0 if first or not left else _STATED)
    return None
