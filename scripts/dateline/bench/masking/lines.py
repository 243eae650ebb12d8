"""Where a text names its agency, the place and day it was written from, and addresses.

"BEIRUT, Oct. 23 (AFP) -", "БЕЙРУТ, 23 октября. /ТАСС/.", "新华社贝鲁特10月23日电", "(베이루트=연합뉴스)".
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dateline.bench.masking.spans import Span
from dateline.fields.names import spell
from dateline.settings import builtin_agencies
from dateline.timex import find_dates
from dateline.timex.lexicon import month, weekday

HEAD, TAIL = 200, 200
"""Code points at the two ends of a text in which agencies are credited."""

_LONGEST = 120
"""Code points that a dateline has at most."""

_URL = re.compile(
    r"""(?:https?://|www\.)[^\s<>"'“”«»()（）\[\]]+(?<![.,;:!?…。，])|"""
    r"(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,10}/[^\s<>()\[\]]+(?<![.,;:!?])",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:--|[\u2012-\u2015]|(?<=\s)-|-(?=\s)|[:：])\s*")
_NAMED = re.compile(r"[(/（\[]\s*(?P<names>[^()/\[\]（）]{2,60}?)\s*[)/）\]]")
_NAME_JOINT = re.compile(r"\s*[/,;&+·、–—-]\s*")
_PLACE_WORD = re.compile(r"[^\W\d_][\w'’.]*")
_PARTICLES = frozenset("al el la le los las de del di da do dos of sur am an der den u und and".split())
_PLACE_WORDS = 6
_UNSPACED = (
    re.compile(
        r"[（(【\[]?[^，。；！？\n]{0,30}?[日号號](?:\s*综合)?[电電讯訊](?:[（(][^）)\n]{1,40}[）)])?[）)】\]]?[:：]?\s*"
    ),
    re.compile(r"【[^】\n]{1,40}】\s*"),
    re.compile(r"[（(][^（）()\n]{0,20}\d{1,2}日[^（）()\n]{0,15}[）)]\s*"),
    re.compile(r"[(\[][^()\[\]\n=]{1,20}=[^()\[\]\n]{1,20}[)\]]\s*(?:[^=\n]{1,20}=\s*)?"),
)
"""Datelines of Chinese, of Japanese in brackets, with the day, and of Korean."""


def addresses(text: str) -> list[Span]:
    """Addresses on the web."""
    return [found.span() for found in _URL.finditer(text)] if "/" in text or "." in text else []


def dateline(text: str, language: str | None) -> Span | None:
    """The dateline that a text opens with, the dash behind it included; None where it opens with none."""
    head = text[:_LONGEST].split("\n")[0]
    for pattern in _UNSPACED:
        if found := pattern.match(head):
            return found.span()
    for number, separator in enumerate(_SEPARATOR.finditer(head)):
        if number > 2:
            break
        end = _dateline_end(head, separator, language)
        if end:
            return 0, end
    for named in _NAMED.finditer(head):  # "BEIRUT (AFP) Lebanon", "БЕЙРУТ. /ТАСС/."
        if _is_agency(named["names"]) and _is_place(head[: named.start()], language):
            return 0, named.end() + len(head[named.end() :]) - len(head[named.end() :].lstrip(" ."))
    return None


def credits_of(text: str, agencies: Iterable[str]) -> list[Span]:
    """Where the head or the end of a text names one of the agencies, by any name it goes by."""
    found = []
    for agency in agencies:
        for start, end in (match.span() for match in _spellings(agency).finditer(text)):
            if end <= HEAD or start >= len(text) - TAIL:
                found.append((start, end))
    return found


def _dateline_end(head: str, separator: re.Match[str], language: str | None) -> int:
    """Where a dateline ends whose place, day and agency a dash or colon closes; 0 where it closes none."""
    left, right = head[: separator.start()], head[separator.end() :]
    agency = _any_agency().match(right)
    closed = re.compile(r"\s*[.:\u2010-\u2015-]\s*").match(right, agency.end()) if agency else None
    if closed and _is_place(left, language):
        return separator.end() + closed.end()
    if any(_is_agency(named["names"]) for named in _NAMED.finditer(left)) or _is_agency(left):
        return separator.end()
    if right[:1].islower() or not _is_place(left, language):
        return 0
    return separator.end() if _is_dated(left, language) or _is_loud(left) else 0


def _is_place(text: str, language: str | None) -> bool:
    """Whether a text is names, dates and brackets alone: no word of it is a sentence's."""
    words = list(_words(text, language))
    return len(words) <= _PLACE_WORDS and all(word[0] != word[0].lower() or not _is_cased(word) for word in words)


def _words(text: str, language: str | None) -> Iterator[str]:
    """The words of a text that are no date, weekday, particle or name in brackets."""
    bare = _NAMED.sub(" ", text)
    for match in reversed(find_dates(bare, language=language)):
        bare = bare[: match.start] + " " + bare[match.end :]
    for word in _PLACE_WORD.findall(bare):
        calendar = month(word, None) or weekday(word, None)
        if word.lower() not in _PARTICLES and not (calendar and calendar.trusted):
            yield word


def _is_dated(text: str, language: str | None) -> bool:
    return bool(find_dates(text, language=language))


def _is_loud(text: str) -> bool:
    """Whether the first word is in capitals, as the place of a dateline is."""
    words = _PLACE_WORD.findall(text)
    return bool(words) and len(words[0]) > 2 and words[0].isupper() and not any(map(str.isdecimal, text))


def _is_cased(word: str) -> bool:
    return word.lower() != word.upper()


def _is_agency(names: str) -> bool:
    """Whether all of the names are agencies': "dpa", "AFP/Reuters"."""
    return all(spell(name) in _agencies() for name in (names, *_NAME_JOINT.split(names))[:1]) or all(
        spell(name) in _agencies() for name in _NAME_JOINT.split(names)
    )


@cache
def _agencies() -> frozenset[str]:
    return frozenset(spell(name) for agency in builtin_agencies() for name in (agency.name, *agency.aliases))


@cache
def _any_agency() -> re.Pattern[str]:
    names = {name for agency in builtin_agencies() for name in (agency.name, *agency.aliases)}
    return re.compile(_alternatives(names))


@cache
def _spellings(agency: str) -> re.Pattern[str]:
    aliases = next((one.aliases for one in builtin_agencies() if one.name == agency), ())
    return re.compile(_alternatives({agency, *aliases}))


def _alternatives(names: Iterable[str]) -> str:
    """The longest name first; between letters only in scripts that write no spaces."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" if _is_spaced(name) else re.escape(name) for name in ordered)


def _is_spaced(name: str) -> bool:
    return not re.search("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]", name)
