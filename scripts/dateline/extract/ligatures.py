"""Letters lost with a ligature: `confrmed` for `confirmed`, where a PDF's or a font's "fi" left only its "f".

Only a word that no dictionary knows is touched, only in lower case, and only where one single repair makes a known word.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker

LANGUAGES = ("en", "es", "fr", "it", "pt")  # those with a word list in pyspellchecker in which an f before a consonant is rare
# An f before a consonant that seldom follows it in these languages.
SUSPECT = re.compile(r"(?<![^\W\d_'’-])[a-zà-ÿ]*(?:f(?=[bcdghjkmnpqvwxz])|f(?=[rlts][bcdfghjkmnpqrtvwxz]))[a-zà-ÿ]+(?![^\W\d_'’-])")
LOST = ("i", "l", "f", "fi", "fl")


@cache
def _dictionary(language: str) -> "SpellChecker":
    from spellchecker import SpellChecker  # half a second: only where a text has a suspect

    return SpellChecker(language=language)


def find_lost(text: str, language: str | None) -> list[tuple[int, int, str]]:
    """Half-open spans of damaged words in `text`, and what they read as."""
    if language not in LANGUAGES:
        return []
    found = [(*word.span(), _repair(word.group(), language)) for word in SUSPECT.finditer(text)]
    return [(start, end, fixed) for start, end, fixed in found if fixed]


@cache
def _repair(word: str, language: str) -> str:
    """The one known word that a lost letter after an f makes of it; empty where there is none, or more than one."""
    known = _dictionary(language)
    if word in known:
        return ""
    repairs = {word[:at] + lost + word[at:] for at in (m.end() for m in re.finditer("f", word)) for lost in LOST}
    fitting = {repair for repair in repairs if repair in known}
    return fitting.pop() if len(fitting) == 1 else ""
