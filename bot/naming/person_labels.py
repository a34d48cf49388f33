"""Labels from a person's name, the given name first, short before long."""

from __future__ import annotations

from collections.abc import Iterator

from bot.naming.person import Person, PersonWords


def person_labels(person: Person, words: PersonWords) -> Iterator[str]:
    """Labels from best to last; not yet judged, not yet distinct."""
    if not person.given:
        yield from (pattern.format(person.family) for pattern in words.with_family if person.family)
        return
    yield from _two_syllables(person) if len(person.given) > 1 else _one_syllable(person)
    last = person.given[-1]
    bases = ["".join(person.given)] if len(person.given) > 1 else []
    yield from (
        pattern.format(base) for base in (*bases, last + person.family, last) for pattern in words.with_given
    )


def _two_syllables(person: Person) -> Iterator[str]:
    family, given, last = person.family, "".join(person.given), person.given[-1]
    if family and len(person.given[0]) == 1:  # H'Hen Niê is known as hhennie; "hhen" alone says little
        yield from (given + family, last + family, f"{given}-{family}")
    yield given
    if family:
        yield from (last + family, given + family, family + given)
    yield "-".join(person.given)
    if family:
        yield from (family + last, family + person.middle + given, f"{last}-{family}", f"{given}-{family}")


def _one_syllable(person: Person) -> Iterator[str]:
    family, given = person.family, person.given[0]
    if not family:
        yield from (given, person.spoken_middle + given)
        return
    turned = [(family, given), (given, family)] if person.in_order else [(given, family), (family, given)]
    yield from ("".join(pair) for pair in turned)
    if person.spoken_middle:
        yield person.spoken_middle + given
    if person.plain_middle:
        yield family + person.plain_middle + given
    yield from ("-".join(pair) for pair in turned)
