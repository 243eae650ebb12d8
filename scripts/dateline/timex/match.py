"""What the finders of this package return."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

RelativeKind = Literal["yesterday", "today", "tomorrow", "weekday", "ago"]


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A calendar date as it stands in a text, with the weekday and the time that stand beside it."""

    start: int
    """Offset of the first character in the text, in code points."""
    end: int
    """Offset after the last character."""
    text: str
    """The matched words: always ``text[start:end]`` of the text searched."""
    date: dt.date | None
    """The day as written, in the place it was written; None where only a part is stated or two readings remain."""
    time: dt.datetime | None
    """The moment in UTC; None unless both a time and an unambiguous zone are stated."""
    edtf: str | None
    """What is stated, as EDTF: ``2014-11-26``, ``2014-11``, ``XXXX-11-26``, ``2014-11-26/2014-11-28``."""
    alternatives: tuple[dt.date, ...]
    """The readings that the text allows where the order of day and month (or the month's name) leaves several.

    ``date`` is None where nothing decides; where only the custom of the language decided, ``date`` is set and both
    readings are listed here, the chosen one first, so that better evidence (a URL) can overrule it.
    """
    rule: str
    """Short stable name of the rule that read it, such as ``date.iso``."""


@dataclass(frozen=True, slots=True)
class RelativeMatch:
    """A day named by its distance from the day of writing, or by its weekday."""

    start: int
    """Offset of the first character in the text, in code points."""
    end: int
    """Offset after the last character."""
    text: str
    """The matched words: always ``text[start:end]`` of the text searched."""
    kind: RelativeKind
    """``yesterday``, ``today`` or ``tomorrow`` with a stated day; a ``weekday``; a count of units ``ago``."""
    edtf: str | None
    """The day of *writing* that follows, as EDTF (``XXXX-11-27``); None with a ``reason`` where none follows."""
    date: dt.date | None
    """The day of writing, where the text also states the year."""
    weekday: int | None
    """0 for Monday to 6 for Sunday, for kind ``weekday``."""
    rule: str
    """Short stable name of the rule that read it, such as ``relative.yesterday``."""
    reason: str | None
    """Why ``edtf`` is None."""
