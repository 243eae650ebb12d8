"""Capitals that stand for their governments: "Moscow says", not "in Moscow".

Grammar decides, from word lists in ``data/metonyms.txt``: what stands before the name (a locative, a relation, a verb
that has governments for objects), what follows it (a verb of decision, a possessive, a noun). Capitals that are joined
("Moscow and Tehran have offered") are decided together. What no rule decides is a place, and places are no actors.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dateline.actors.authorities.bundled import bundled
from dateline.actors.authorities.supplement import NOTHING, Supplement
from dateline.actors.authority import authority
from dateline.actors.matching import Matcher
from dateline.actors.metonym_rules import decided
from dateline.actors.metonym_setting import Setting
from dateline.actors.metonym_words import word_lists
from dateline.actors.records import Found
from dateline.actors.spans import Occupied, Span

JOINT = re.compile(
    r"(?:,|,? (?:and|or|nor)(?: (?:also|then|even))?|,? as well as|[ \u00a0]and its ally)[ \u00a0]|[-–/]"
)
"""What may stand between two capitals that are named together."""


@dataclass(frozen=True, slots=True)
class Capital:
    """A place where a capital is named."""

    start: int
    end: int
    state: str
    sure: bool


def metonyms(text: str, taken: Iterable[Span], language: str, extra: Supplement = NOTHING) -> list[Found]:
    """Capitals of `text` that stand for their governments, in order, with the state's id as key.

    Only English has rules; other languages get none. `taken` are the places that are part of other names ("The Moscow
    Times"): no capital is found inside them. A capital whose name is as often something else counts only where the
    article names the state.
    """
    if language != "en":
        return []
    occupied = Occupied()
    for span in taken:
        occupied.add(span)
    capitals = [c for c in found_capitals(text) if not occupied.overlapping((c.start, c.end))]
    if not all(capital.sure for capital in capitals):
        named = {found.key for found in authority("en", extra).find(text)[0]}
        capitals = [capital for capital in capitals if capital.sure or capital.state in named]
    lists = word_lists()
    found = []
    for group in joined(text, capitals):
        rule = decided(Setting(text, group[0].start, group[-1].end, len(group) > 1), lists)
        if rule:
            found += [Found(c.start, c.end, "state", c.state, "metonym", f"metonym:{rule}") for c in group]
    return found


@cache
def capitals() -> tuple[Matcher, dict[str, tuple[str, bool]]]:
    """The capitals' names, and the state and sureness of each."""
    names = {
        name.text: (entry.id, name.sure)
        for entry in bundled()
        for name in entry.names
        if name.form == "metonym" and name.lang in (None, "en")
    }
    return Matcher(names), names


def found_capitals(text: str) -> Iterator[Capital]:
    """Every capital that `text` names."""
    matcher, names = capitals()
    for start, end in matcher.spans(text):
        yield Capital(start, end, *names[text[start:end]])


def joined(text: str, capitals: list[Capital]) -> Iterator[list[Capital]]:
    """The capitals, those together that are named in one breath."""
    group: list[Capital] = []
    for capital in capitals:
        if group and not JOINT.fullmatch(text, group[-1].end, capital.start):
            yield group
            group = []
        group.append(capital)
    if group:
        yield group
