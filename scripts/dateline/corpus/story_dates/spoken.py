"""The days that the first paragraphs of an article speak of: "on Wednesday", "yesterday (November 26)", "yesterday"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.timex import edtf, find_dates, find_relative
from dateline.timex.lexicon import WORD, base_language, weekday
from dateline.timex.match import RelativeMatch
from dateline.timex.relative_words import DAY_WORDS

LEAD = 3
"""Paragraphs that tell what an article is about; the reader of dates looks as far (`fields.dates`)."""

LEAD_LENGTH = 3000
"""Code points of the body in which they are looked for: a text without paragraphs is not searched to its end."""

OFFSETS = {"yesterday": -1, "today": 0, "tomorrow": 1}
"""Days from publication to the day spoken of."""

_FORM = re.compile(r"(?:[0-9]{4}|XXXX)-([0-9]{2})-([0-9]{2})")
_WORD = re.compile(WORD)
_QUOTED = re.compile(r"[“\"«„「『][^”\"»“」』]*(?:[”\"»“」』]|\Z)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A day spoken of: what `columns.ANCHOR` has, and `form`, the day of publication that follows, as EDTF."""

    kind: str
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset: int | None = None
    form: str | None = None

    @property
    def row(self) -> dict[str, str | int | None]:
        """As it stands in the column `anchor`."""
        return {name: getattr(self, name) for name in ("kind", "month", "day", "weekday", "offset")}


def lead_days(body: str, language: str | None) -> list[Spoken]:
    """The days that the first paragraphs of a body speak of, in reading order."""
    paragraphs = body[:LEAD_LENGTH].split("\n\n")[:LEAD]
    found = [one for paragraph in paragraphs for one in spoken(paragraph, language)]
    # a word without a day beside it counts in the first paragraph alone, where it is the day of what is told
    return [*found, *([Spoken("yesterday", offset=-1)] if _says_yesterday(paragraphs[0], language) else [])]


def spoken(text: str, language: str | None) -> Iterator[Spoken]:
    """The days that a text speaks of by a weekday, or by a word with a stated day beside it."""
    for match in find_relative(text, language=language):
        if match.kind == "weekday":
            yield Spoken(match.rule.removeprefix("relative."), weekday=match.weekday)
        elif match.kind in OFFSETS:
            yield _stated(match, language)


def _stated(match: RelativeMatch, language: str | None) -> Spoken:
    """``yesterday (November 26)``: the 26th is spoken of, the 27th follows."""
    offset = OFFSETS[match.kind]
    beside = next(iter(find_dates(match.text, language=language)), None)
    form = beside.edtf if beside else edtf.shift(match.edtf, offset) if match.edtf else None
    parts = _FORM.fullmatch(form or "")
    month, day = map(int, parts.groups()) if parts else (None, None)
    return Spoken(match.kind, month, day, _weekday_beside(match.text, language), offset, match.edtf)


def _weekday_beside(text: str, language: str | None) -> int | None:
    """``yesterday (Wednesday, November 26)``: the weekday of the day spoken of, where one word names one."""
    names = [name for word in _WORD.findall(text) if (name := weekday(word, base_language(language)))]
    return names[0].values[0] if len(names) == 1 and names[0].trusted and len(names[0].values) == 1 else None


def _says_yesterday(text: str, language: str | None) -> bool:
    """Whether the word stands in a text outside of quotations."""
    pattern = _yesterday(base_language(language))
    return bool(pattern and pattern.search(text) and pattern.search(_QUOTED.sub(" ", text)))


@cache
def _yesterday(base: str | None) -> re.Pattern[str] | None:
    """The words for it of one language; in scripts without spaces they may stand anywhere."""
    words = DAY_WORDS.get(base or "", ((), (), ()))[0]
    alternatives = [re.escape(word) for word in words] + [re.escape(word[0].upper() + word[1:]) for word in words]
    edge = "" if base in ("zh", "ja", "th") else r"\b"
    return re.compile(f"{edge}(?:{'|'.join(dict.fromkeys(alternatives))}){edge}") if words else None
