"""Passages that are asked about: how many words they have, and whether a text repeats what is hidden in them."""

import re
from collections.abc import Iterable

from dateline.actors.matching import UNSPACED
from dateline.bench.tasks.candidates import comparable

FEWEST_WORDS = 4
"""Words below which a passage is a turn of phrase rather than speech or a statement."""

CONTEXT = 16
"""Letters on each side of a hidden name that, found again in a text with the name, give it away: two to three words."""

LEAST_CONTEXT = 8
"""Letters of context below which finding them again says nothing."""

_CLOSE = "".join(f"{chr(low)}-{chr(high)}" for low, high in UNSPACED)
CLOSE = re.compile(f"[{_CLOSE}]")
SPACED = re.compile(rf"[^\W{_CLOSE}]+")


def word_count(text: str) -> int:
    """Words of a text; in scripts that part none with spaces, two characters count as one."""
    letters = [char for char in CLOSE.findall(text) if char.isalnum()]
    return len(letters) // 2 + len(SPACED.findall(text))


def repeats(text: str, passage: str, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a text holds one of the spans of a passage with the words around it there; case and signs aside."""
    plain = comparable(text)
    return any(around in plain for around in (_around(passage, *span) for span in spans) if around)


def _around(passage: str, start: int, end: int) -> str | None:
    """A span of a passage with the nearest letters, as `comparable` has them; None where there are hardly any."""
    before, behind = comparable(passage[:start])[-CONTEXT:], comparable(passage[end:])[:CONTEXT]
    if len(before) + len(behind) < LEAST_CONTEXT:
        return None
    return " ".join(filter(None, (before, comparable(passage[start:end]), behind)))
