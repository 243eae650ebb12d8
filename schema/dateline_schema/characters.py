"""Characters that may not stand in clean text (titles, names, bodies), and why."""

import re

CONTROL = "\u0000-\u0008\u000b-\u001f\u007f-\u009f"
"""C0 and C1 controls but tab and newline (a carriage return is one of them)."""

SPACES = "\u00a0\u2007\u202f"
"""No-break spaces: a search for words with a plain space between them would miss."""

INVISIBLE = "\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069"
"""Soft hyphen, zero-width space, word joiner, byte order mark, bidirectional overrides and isolates.

The zero-width joiner and non-joiner (U+200D, U+200C) and the direction marks (U+200E, U+200F) are spelling in Persian,
Hindi or Hebrew and stay.
"""

SEPARATORS = "\u2028\u2029"
"""Line and paragraph separators: another way to break a line, which most readers do not see."""

REPLACEMENT = "\ufffd"
"""What a decoder leaves where it failed."""

UNCLEAN = f"[{CONTROL}{SPACES}{INVISIBLE}{SEPARATORS}{REPLACEMENT}]"
"""Pattern of one character that clean text never holds. The same syntax serves Python, Rust and JSON Schema."""

UNCLEAN_LINE = f"[\t\n{CONTROL}{SPACES}{INVISIBLE}{SEPARATORS}{REPLACEMENT}]"
"""The same for text that stands on one line."""

_UNCLEAN = re.compile(UNCLEAN)


def first_unclean(text: str) -> int | None:
    """The offset of the first character that clean text never holds, or None."""
    found = _UNCLEAN.search(text)
    return found.start() if found else None
