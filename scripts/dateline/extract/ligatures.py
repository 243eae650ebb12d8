"""Letters lost with a ligature: `confrmed` for `confirmed`, where a PDF's or a font's "fi" left only its "f".

Only a word that no dictionary knows is touched, only in lower case, and only where one single repair makes a known
word.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker

LANGUAGES = (
    "en",
    "es",
    "fr",
    "it",
    "pt",
)  # those with a word list in pyspellchecker in which an f before a consonant is rare
# An f before a consonant that seldom follows it in these languages; the word around it is read only then.
SUSPECT = re.compile(r"f(?:[bcdghjkmnpqvwxz]|[rlts][bcdfghjkmnpqrtvwxz])")
LOST = ("i", "l", "f", "fi", "fl")


@cache
def _dictionary(language: str) -> "SpellChecker":
    from spellchecker import SpellChecker  # half a second: only where a text has a suspect

    return SpellChecker(language=language)


def find_lost(text: str, language: str | None) -> list[tuple[int, int, str]]:
    """Half-open spans of damaged words in `text`, and what they read as."""
    if language not in LANGUAGES:
        return []
    words = dict.fromkeys(_word_at(text, suspect.start()) for suspect in SUSPECT.finditer(text))
    found = [(start, end, _repair(text[start:end], language)) for start, end in words if end > start]
    return [(start, end, fixed) for start, end, fixed in found if fixed]


def _word_at(text: str, at: int) -> tuple[int, int]:
    """Span of the lower-case word around an offset; empty where the word has other letters too."""
    start = at
    while start and text[start - 1].islower():
        start -= 1
    end = at
    while end < len(text) and text[end].islower():
        end += 1
    whole = not (start and (text[start - 1].isalnum() or text[start - 1] in "'’-")) and not (
        end < len(text) and (text[end].isalnum() or text[end] in "'’-")
    )
    return (start, end) if whole else (start, start)


@lru_cache(maxsize=10_000)
def _repair(word: str, language: str) -> str:
    """The one known word that a lost letter after an f makes of it; empty where there is none, or more than one."""
    known = _dictionary(language)
    if word in known:
        return ""
    repairs = {word[:at] + lost + word[at:] for at in (m.end() for m in re.finditer("f", word)) for lost in LOST}
    fitting = {repair for repair in repairs if repair in known}
    return fitting.pop() if len(fitting) == 1 else ""
