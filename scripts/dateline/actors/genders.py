"""Whether an article speaks of a person as a man or a woman: by honorifics and words for relatives before the name."""

import re
from collections.abc import Iterable

MAN = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Sheikh|Imam|Herr|husband|brother|son|father|dad|uncle|nephew|boyfriend)"
    r"(?:-in-law)?\.?,? $"
)
WOMAN = re.compile(
    r"\b(?:Mrs|Ms|Miss|Mme|Lady|Dame|Queen|Princess|Sheikha|Frau|wife|sister|daughter|mother|mom|mum|aunt|niece|girlfriend)"
    r"(?:-in-law)?\.?,? $"
)


def gender(text: str, start: int) -> str:
    """``m`` or ``f`` by the word right before a name, else empty."""
    before = text[max(0, start - 20) : start]
    return "m" if MAN.search(before) else "f" if WOMAN.search(before) else ""


def genders(text: str, starts: Iterable[int]) -> set[str]:
    """What the words before a person's names say."""
    return {gender(text, start) for start in starts} - {""}
