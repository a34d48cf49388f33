"""Commands that work inside every question: they are answered, then the question is asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bot.conversation import on_web, overlays
from bot.conversation.effects import Begin, Say
from bot.conversation.reopening import again, go_back, leave, open_id

if TYPE_CHECKING:
    from bot.conversation.turn import Turn
    from bot.programme.verdict import Verdict


def my_data(turn: Turn) -> None:
    """What is kept of the person, to be taken along, withdrawn or erased."""
    offered: tuple[str, ...] = overlays.MY_DATA
    if not turn.conversation.thread.consents:
        offered = tuple(i for i in offered if i != "withdraw")
    overlays.open_overlay(turn, "my_data", offered, answers=overlays.answers_said(turn))


def _edit(turn: Turn) -> None:
    if overlays.changeable(turn):
        overlays.choose_answer(turn)
        return
    turn.say("common.nothing_to_edit")
    again(turn)


def _restart(turn: Turn) -> None:
    if not turn.conversation.ended and not turn.conversation.answers:  # nothing would be lost
        turn.ask()
        return
    overlays.open_overlay(turn, "restart", overlays.RESTART)


def _help(turn: Turn) -> None:
    turn.say("common.help")
    turn.record("aside", open_id(turn), about="help")
    again(turn)


def _human(turn: Turn) -> None:
    turn.record("aside", open_id(turn), about="human")
    turn.effects.append(Begin("human"))


def _why(turn: Turn) -> None:
    """The conditions and legal sources behind the verdict, or why the open question is asked."""
    turn.record("aside", open_id(turn), about="why")
    verdict = None if turn.conversation.ended else turn.path.trail.verdict
    if verdict and any(p.verdict and not p.step.silent for p in turn.path.passed):
        _say_grounds(turn, verdict)
    elif turn.conversation.ended:
        turn.say("why.at_rest")
    else:
        turn.say(f"{turn.flow.flow}.{turn.path.stop.id}.why")
    again(turn)


def _say_grounds(turn: Turn, verdict: Verdict) -> None:
    messages, sources = turn.book.messages, turn.book.policy.sources
    lines = [
        f"{messages.label(f'why.states.{c.state}')}: {messages.render(f'why.conditions.{c.name}', turn.params)}"
        for c in verdict.conditions
    ]
    grounds = list(dict.fromkeys(s for c in verdict.conditions for s in c.sources))
    links = tuple(o for s in grounds if (o := turn.book.source_link(s)))
    numbers = [sources[s].number for s in grounds]
    turn.effects.append(Say("why.verdict", {**turn.params, "lines": lines, "numbers": numbers}, links=links))


def _stop(turn: Turn) -> None:
    turn.say("common.stopped")
    turn.record("aside", open_id(turn), about="stop")


def _official(turn: Turn) -> None:
    """The way out of the talk: the page on which everything can be done without us."""
    turn.record("aside", open_id(turn), about="official")
    page = turn.book.link(turn.book.official_page(turn.conversation.thread.person))
    turn.effects.append(Say("common.official", turn.params, links=(page,)))
    again(turn)


def _menu(turn: Turn) -> None:
    """Out of a talk that followed by itself, or was only begun on the way."""
    if turn.flow.flow == turn.book.opening:
        again(turn)
    else:
        leave(turn)


COMMANDS: Mapping[str, Callable[[Turn], None]] = {
    "back": go_back,
    "edit": _edit,
    "restart": _restart,
    "help": _help,
    "human": _human,
    "my_data": my_data,
    "stop": _stop,
    "resume": again,
    "why": _why,
    "menu": _menu,
    "official": _official,
    "questions": overlays.choose_question,
    "on_web": on_web.offer,
}


def begin_again(turn: Turn) -> None:
    """The opening anew, as for somebody who was never here."""
    turn.effects.append(Begin(turn.book.opening, fresh=True))


AT_REST: Mapping[str, Callable[[Turn], None]] = {
    "restart": begin_again,
    "help": _help,
    "human": _human,
    "my_data": my_data,
    "stop": _stop,
    "why": _why,
    "official": _official,
    "questions": overlays.choose_question,
    "on_web": on_web.offer,
}
