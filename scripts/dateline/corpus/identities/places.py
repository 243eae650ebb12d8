"""Words of English that name a state, by which a name such as "Russian Foreign Ministry" tells whose it is."""

import json
from functools import cache
from pathlib import Path

import dateline.actors
from dateline.actors.folding import folded

STATES = Path(dateline.actors.__file__).with_name("data") / "states.jsonl"


@cache
def countries_by_word() -> dict[tuple[str, ...], str]:
    """Folded English names and demonyms of states, word by word, with their ISO 3166-1 alpha-2 codes."""
    found: dict[tuple[str, ...], str] = {}
    for line in STATES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for name in (*row["names"], *row["demonyms"]):
            words = tuple(folded(name.rstrip("?")).replace("-", " ").split())
            if words:
                found.setdefault(words, row["code"])
    return found


def leading_country(words: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The state that the first words name, and the words after it; None and all words where they name none."""
    for count in range(min(5, len(words) - 1), 0, -1):
        code = countries_by_word().get(words[:count])
        if code:
            return code, words[count:]
    return None, words


def trailing_country(words: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The same for the last words after "of" or "in"."""
    for place in range(len(words) - 1, 0, -1):
        if words[place - 1] in ("of", "in") or words[place - 1 : place] == ("the",):
            code = countries_by_word().get(words[place:])
            if code:
                rest = words[:place]
                while rest and rest[-1] in ("of", "in", "the"):
                    rest = rest[:-1]
                return code, rest
    return None, words
