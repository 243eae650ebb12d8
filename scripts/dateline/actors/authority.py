"""What is known before the article is read: states, international bodies, armed groups, and their names in text.

The data lies in ``data/``. A name with a final ``?`` there is unsure: it counts only where the article says more
(`settled`).
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.actors.matching import Matcher
from dateline.actors.records import Form, Found, Kind

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor that the authority knows."""

    id: str
    name: str
    kind: Kind
    country: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an entry; an alias without entry hides the names inside it ("New Mexico")."""

    text: str
    entry: Entry | None
    form: Form
    sure: bool = True
    support: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the authority at a place in the text; `aliases` has several where the name is shared."""

    start: int
    end: int
    aliases: tuple[Alias, ...]


def form_of(name: str) -> Form:
    """``acronym`` for "UN", "U.N.", "G20", else ``full``."""
    letters = name.replace(".", "")
    return "acronym" if len(letters) <= 7 and letters.isalnum() and letters.isupper() else "full"


def aliases_of(
    entry: Entry, names: Iterable[str], support: Iterable[str] = (), form: Form | None = None
) -> Iterator[Alias]:
    """The names as aliases, each also with the curly apostrophe of printed text."""
    for name in names:
        text = name.rstrip("?")
        for spelling in {text, text.replace("'", "’")}:
            yield Alias(spelling, entry, form or form_of(text), not name.endswith("?"), tuple(support))


def read_lines(name: str) -> list[dict[str, Any]]:
    """The rows of a JSONL file in ``data/``."""
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def state_aliases(row: dict[str, Any], language: str) -> Iterator[Alias]:
    """A state's names in `language`: English has demonyms and acronyms too, other languages the name and long
    acronyms."""
    entry = Entry(f"state-{row['code'].lower()}", row["name"], "state", row["code"], row["wikidata"])
    if language == "en":
        yield from aliases_of(entry, row["names"], row["support"])
        yield from aliases_of(entry, row["demonyms"], row["support"], "demonym")
        return
    acronyms = {name for name in row["names"] if name.isalpha() and name.isupper() and len(name) > 2}
    names = {row["languages"][language]} if language in row["languages"] else set()
    unsure = {name for name in row["names"] if name.endswith("?")}
    yield from aliases_of(
        entry, sorted(acronyms | {n + "?" if n + "?" in unsure else n for n in names}), row["support"]
    )


def organization_aliases(row: dict[str, Any]) -> Iterator[Alias]:
    """Names of a body or armed group; their acronyms are used in many languages, so they serve all."""
    entry = Entry(row["id"], row["name"], row["kind"], row["country"], row["wikidata"])
    yield from aliases_of(entry, [row["name"], *row["aliases"]], row.get("support", ()))


def all_aliases(language: str) -> Iterator[Alias]:
    """Every alias that may stand in a text of `language` (primary subtag)."""
    for row in read_lines("states.jsonl"):
        yield from state_aliases(row, language)
    for row in read_lines("organizations.jsonl"):
        yield from organization_aliases(row)
    if language == "en":
        for line in (DATA / "not_states.txt").read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                yield Alias(line, None, "full")


class Authority:
    """The names of one language, ready to be found in a text."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        by_text: dict[str, list[Alias]] = {}
        for alias in aliases:
            known = by_text.setdefault(alias.text, [])
            if alias not in known:
                known.append(alias)
        self.by_text = {text: tuple(known) for text, known in by_text.items()}
        self.matcher = Matcher(self.by_text)

    def hits(self, text: str) -> list[Hit]:
        """Names that stand as words, not overlapping, unsure ones and hiding ones included."""
        return [Hit(start, end, self.by_text[text[start:end]]) for start, end in self.matcher.spans(text)]

    def find(self, text: str) -> tuple[list[Found], list[tuple[int, int]]]:
        """Names with the one entry that each means, and the spans that hide a state's name or stay unsure."""
        hits = self.hits(text)
        named = {
            alias.entry.id
            for hit in hits
            for alias in hit.aliases
            if alias.entry and alias.sure and len(hit.aliases) == 1
        }
        meant, hidden = [], []
        for hit in hits:
            alias = settled(hit.aliases, named, text)
            if alias is None:
                hidden.append((hit.start, hit.end))
            else:
                meant.append(Found(hit.start, hit.end, alias[1].kind, alias[1].id, alias[0].form, rule(alias[0])))
        return meant, hidden


def rule(alias: Alias) -> str:
    """The rule's name: the form, and whether the article had to support it."""
    return f"authority:{alias.form}" if alias.sure else f"authority:{alias.form}:supported"


def settled(aliases: tuple[Alias, ...], named: set[str], text: str) -> tuple[Alias, Entry] | None:
    """The alias that is meant, with its entry: the only sure one, or the only unsure one that the article supports."""
    meant = [alias for alias in aliases if alias.sure] or [alias for alias in aliases if backed(alias, named, text)]
    found = {alias.entry: alias for alias in reversed(meant)}
    if len(found) != 1:
        return None
    entry, alias = next(iter(found.items()))
    return (alias, entry) if entry else None


def backed(alias: Alias, named: set[str], text: str) -> bool:
    """Whether another name of the alias's entry, or one of its support words, stands in the article."""
    return alias.entry is not None and (alias.entry.id in named or any(word in text for word in alias.support))


@cache
def authority(language: str) -> Authority:
    """The authority for a primary language subtag ("en"); read once a process."""
    return Authority(all_aliases(language))


@cache
def entries() -> dict[str, Entry]:
    """Every entry by id."""
    return {alias.entry.id: alias.entry for alias in all_aliases("en") if alias.entry}
