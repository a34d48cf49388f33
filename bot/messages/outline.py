"""A sentence as whoever looks over the flow reads it: nothing is filled in, of two wordings the first stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import Environment, nodes

_GAP = "…"
_JINJA = Environment(autoescape=True)  # only parses: nothing is ever rendered here


def outline(source: str, known: Mapping[str, str]) -> str:
    """The sentence on one line; what only a talk can fill in is "…", names in `known` are written out.

    jinja2.TemplateError where the sentence is not well-formed.
    """
    return " ".join("".join(_words(_JINJA.parse(source).body, known)).split()).replace("….", _GAP)


def _words(body: list[nodes.Node], known: Mapping[str, str]) -> Iterator[str]:
    for node in body:
        if isinstance(node, nodes.Output):
            yield from (_value(part, known) for part in node.nodes)
        elif isinstance(node, nodes.If):
            yield from _words(node.body, known)


def _value(node: nodes.Expr, known: Mapping[str, str]) -> str:
    match node:
        case nodes.TemplateData():
            return node.data
        case nodes.Const():
            return str(node.value)
        case nodes.Name():
            return known.get(node.name, _GAP)
        case nodes.CondExpr():
            return _value(node.expr1, known)
        case nodes.Filter(name="sentence", node=inner) if inner is not None:
            text = _value(inner, known)
            return text[:1].upper() + text[1:]
        case _:
            return _GAP
