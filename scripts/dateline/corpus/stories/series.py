"""Series: what one publisher brings out again and again under one headline, and each issue tells of other events.

"January 9: strikes in Syria" and "January 10: strikes in Syria" share nearly all their words, and are two days' news.
"""

import re
from functools import cache

from dateline.corpus.stories.terms import hashed
from dateline.timex.lexicon import base_language, calendar

WORD = re.compile(r"[^\W\d_]+|\d+")
ISSUE = re.compile(
    r"(?:#|№|\bno\.|\bday|\bweek|\bpart|\bissue|\bepisode|\bvol\.|\btag|\bfolge|\bnr\.)\s*\d", re.IGNORECASE
)


def series_of(publisher: str | None, title: str | None, language: str, day: int | None) -> tuple[int, int] | None:
    """The series that a headline belongs to and the stamp of its issue, as numbers; None where it cannot be one.

    A headline with a date in it, or the number of an issue, is a series by itself, its stamp what differs. Any other is
    one where it comes again on another day: its stamp is the day.
    """
    if not publisher or not title:
        return None
    dates = _date_words(base_language(language) or "en")
    words = [word.casefold() for word in WORD.findall(title)]
    mask = [word.isdigit() or word in dates for word in words]
    rest = " ".join("" if hidden else word for word, hidden in zip(words, mask, strict=True))
    if ISSUE.search(title) or any(word in dates for word in words):
        told = " ".join(word for word, hidden in zip(words, mask, strict=True) if hidden)
        return hashed(f"{publisher}\n{rest}"), hashed(told)
    return None if day is None else (hashed(f"{publisher}\n{' '.join(words)}"), day)


@cache
def _date_words(language: str) -> frozenset[str]:
    """Names of months and weekdays, in full: short ones are other words as well."""
    names = calendar()[language]
    return frozenset(name for lists in (names["months"], names["weekdays"]) for one in lists for name in one)
