"""How close what was read of an article comes to what a person would say of it.

A fact counts only where the text states it; the samples' `gold.jsonl` says so for each (`title_in_text`,
`date_in_text`, `authors_in_text`). A body is scored by ROUGE-L: twice the longest common subsequence of words over
the words of both sides.
"""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import LCSseq

Gold = Mapping[str, Any]

INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF])
UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Thai, kana and ideographs: scripts in which a character counts as a word."""
WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
BY = ("by ", "von ", "par ", "por ", "di ", "de ", "av ", "door ", "od ")
ORGANISATION = re.compile(
    r"\b(?:news|desk|staff|team|redak\w*|redac\w*|rédaction|agenc\w+|agentur|press|presse|media|tv|radio|online|editor\w*|newsroom|correspondents?|reporters?"
    r"|times|post|zeitung|tagblatt|kurier|guardian|telegraph|reuters|afp|dpa|ap|apa|efe|ansa|pti|ians|ani|xinhua|tass)\b|\.\w{2,4}$|\d",
    re.IGNORECASE,
)
CLOSE = 0.95
"""ROUGE-L from which a body is as good as right."""


@dataclass(frozen=True, slots=True)
class Score:
    """Scores of one text; None where the gold has nothing to compare with. Shares are in 0 to 1."""

    title: bool | None
    date: bool | None
    date_wrong: bool | None
    authors: bool | None
    people: bool | None
    """`authors`, where all whom the gold credits are people."""
    body: float | None
    bag: float | None
    """F1 of the bags of words: blind to order, as a check of the one above."""


MEASURES = ("title", "date", "date_wrong", "authors", "people", "body", "close", "bag")


def score(gold: Gold, title: str | None, date: str | None, authors: Iterable[str], body: str) -> Score:
    """Compare one article with its gold; `date` is an ISO day."""
    right = _date(gold, date)
    same = _authors(gold, authors)
    own, told = body_words(_without_headline(body, gold.get("title"))), body_words(gold.get("body") or "")
    return Score(
        title=letters(gold["title"]) == letters(title or "")
        if gold.get("title") and gold.get("title_in_text", True)
        else None,
        date=right,
        date_wrong=None if right is None else bool(date) and not right,
        authors=same,
        people=same if all(is_person(name, gold.get("publisher")) for name in gold.get("authors") or ()) else None,
        body=rouge_l(told, own) if told else None,
        bag=bag_f1(told, own) if told else None,
    )


def letters(text: str) -> str:
    """A line for comparison: case folded, one space for all that is neither letter nor digit."""
    plain = unicodedata.normalize("NFKC", html.unescape(text).translate(INVISIBLE)).casefold()
    return " ".join(re.findall(r"[^\W_]+", plain))


def body_words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFKC", text.translate(INVISIBLE)).lower())


def name_set(names: Iterable[str]) -> set[str]:
    """Names for comparison, without a word for "by" that was read as their first."""
    found = set()
    for name in map(letters, names):
        by = next((word for word in BY if name.startswith(word) and name.count(" ") > 1), "")
        found.add(name.removeprefix(by))
    return found - {""}


def is_person(name: str, publisher: str | None) -> bool:
    """Whether a credited name looks like a person's: two words or an unspaced script, no organisation's word."""
    spaced = " " in name.strip() or bool(re.search(rf"[{UNSPACED}\uac00-\ud7a3]", name))
    return spaced and not ORGANISATION.search(name) and letters(name) != letters(publisher or "")


def rouge_l(gold: Sequence[str], own: Sequence[str]) -> float:
    if not gold or not own:
        return 0.0
    numbers: dict[str, int] = {}
    sides = [[numbers.setdefault(word, len(numbers)) for word in side] for side in (gold, own)]
    return float(2 * LCSseq.similarity(*sides) / (len(gold) + len(own)))


def bag_f1(gold: Sequence[str], own: Sequence[str]) -> float:
    if not gold or not own:
        return 0.0
    return 2 * (Counter(gold) & Counter(own)).total() / (len(gold) + len(own))


def summary(scores: Sequence[Score]) -> dict[str, float]:
    """Per cent of each measure over the texts that have it; `close` is the share of bodies from `CLOSE` on."""
    result = {}
    for measure in MEASURES:
        if values := [value for one in scores if (value := _value(one, measure)) is not None]:
            result[measure] = 100 * sum(values) / len(values)
    return result


def _value(one: Score, measure: str) -> float | None:
    if measure == "close":
        return None if one.body is None else float(one.body >= CLOSE)
    value: float | None = getattr(one, measure)
    return value


def _date(gold: Gold, date: str | None) -> bool | None:
    days = gold.get("date_days")
    if not days or gold.get("date_in_text") is False or gold.get("date_suspect"):
        return None
    return date is not None and date[:10] in days


def _authors(gold: Gold, authors: Iterable[str]) -> bool | None:
    told = gold.get("authors")
    if not told or gold.get("authors_in_text", len(told)) < len(told):
        return None
    return name_set(told) == name_set(authors)


def _without_headline(body: str, title: str | None) -> str:
    """A first line that says the headline again is no fault of the body."""
    first, _, rest = body.lstrip().partition("\n")
    return rest if title and letters(first) == letters(title) else body
