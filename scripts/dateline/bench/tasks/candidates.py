"""The actors of an article as answers to choose from: the column, and how a language model chooses among them."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import pyarrow as pa

from dateline.bench.corpus import Article
from dateline.bench.rows import Row
from dateline.bench.task import Asking
from dateline_schema.fields import ACTOR_ID, ACTOR_NAME, Field

CANDIDATES = Field(
    "candidates",
    "the actors of the article in order of their first mention, one of whom is the answer",
    items=Field("element", "", members=(Field("id", "id of the actor", pa.string(), checks=(ACTOR_ID,)), ACTOR_NAME)),
)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

SMALL = ("of", "the", "and")
"""Words that make no difference between two names."""

LISTED = (
    f'{{% set letters = "{LETTERS}" %}}{{% for one in candidates %}}'
    "{{ letters[loop.index0 // 26 - 1] if loop.index0 >= 26 else '' }}{{ letters[loop.index0 % 26] }}) {{ one.name }}\n"
    "{% endfor %}"
)
"""Jinja: a line a candidate, lettered as the columns of a sheet are: A to Z, AA, AB."""

LETTERED = re.compile(r"^[\W_]*([A-Z]{1,2})(?:[).:\]*]|[\W_]*$)")
"""A letter that begins an answer: `B`, `B.`, `(B) Name`, `**B**`. That of `I think` is none."""

SAID = re.compile(r"(?i:\banswer(?: is|:))[\W_]*([A-Z]{1,2})(?![^\W_])(?! [a-z])")
"""A letter behind the word answer: `The answer is B`."""


def candidates_of(article: Article) -> list[dict[str, str]]:
    """The actors of an article, `id` and `name`, in order of their first mention."""
    first = {actor["id"]: actor["mentions"][0]["start"] for actor in article.actors}
    ordered = sorted(article.actors, key=lambda actor: (first[actor["id"]], actor["id"]))
    return [{"id": actor["id"], "name": actor["name"]} for actor in ordered]


def unclear(candidates: list[dict[str, str]], fewest: int) -> str | None:
    """Why nobody could choose among the candidates: too few of them, or two with one name."""
    if len(candidates) < fewest:
        return f"is of an article that names fewer than {fewest} actors"
    if len({comparable(one["name"]) for one in candidates}) < len(candidates):
        return "is of an article with two actors of the same name"
    return None


def doubled(article: Article, actor_id: str) -> str | None:
    """Why a right answer might not be the only one: another actor of its kind has all the words of its name, or it has
    all of that one's (Orioles, Baltimore Orioles). Two actors of the authority are two, whatever they are called."""
    kinds = {actor["id"]: actor["kind"] for actor in article.actors}
    words = {actor["id"]: _words(actor["name"]) for actor in article.actors}
    for other, own in words.items():
        apart = kinds[other] != kinds[actor_id] or ("." not in other and "." not in actor_id)
        if other != actor_id and not apart and (own <= words[actor_id] or own >= words[actor_id]):
            return "has an answer that may be the same as another candidate, by their names"
    return None


@lru_cache(maxsize=65536)
def _words(name: str) -> frozenset[str]:
    words = comparable(name).split()
    return frozenset(word for word in words if word not in SMALL) or frozenset(words)


def comparable(text: str) -> str:
    """A text to compare by: letters and digits of any case and width, single spaces between them."""
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).split())


def letter(place: int) -> str:
    """The letters of a candidate, counted from 0."""
    return (LETTERS[place // 26 - 1] if place >= 26 else "") + LETTERS[place % 26]


def names(row: Row) -> list[str]:
    """The names of the candidates."""
    return [one["name"] for one in row["candidates"]]


def chosen(completion: str, row: Row) -> str | None:
    """The id of the candidate that a completion chooses, by its name, its letter or its id; None where it is unclear.

    The answer is looked for in the first line that is not blank, and where none is there, in the whole completion.
    """
    lines = [line for line in completion.splitlines() if line.strip()]
    places = (place for text in (*lines[:1], completion) if (place := _place(text, row)) is not None)
    first = next(places, None)
    return None if first is None else str(row["candidates"][first]["id"])


def _place(text: str, row: Row) -> int | None:
    candidates = row["candidates"]
    said = comparable(text)
    for place, one in enumerate(candidates):
        if text.strip() == one["id"] or said == comparable(one["name"]):
            return place
    lettered = {letter(place): place for place in range(len(candidates))}
    given = [match[1] for match in (LETTERED.match(text.strip()), *SAID.finditer(text)) if match]
    for found in reversed(given):
        if found in lettered:
            return lettered[found]
    return _named(said, [comparable(name) for name in names(row)])


def _named(said: str, known: list[str]) -> int | None:
    """The only candidate that a text names, a name inside a longer one that stands there aside."""
    rest = said
    found = []
    for name in sorted(filter(None, known), key=len, reverse=True):
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)" if name.isascii() else re.escape(name))
        if pattern.search(rest):
            found.append(known.index(name))
            rest = pattern.sub("\n", rest)
    return found[0] if len(found) == 1 else None


def choosing(template: str, key: Callable[[Row], str | None]) -> Asking:
    """How a language model is asked for one of the candidates; they are listed behind the template's text."""

    def right(row: Row) -> str:
        return next(f" {one['name']}" for one in row["candidates"] if one["id"] == key(row))

    return Asking(f"{template}\n\n{LISTED}\nAnswer with one of these names.\nAnswer:", chosen, right, names)
