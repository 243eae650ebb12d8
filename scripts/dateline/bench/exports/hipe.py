"""`hipe`: mentions with their identities, in the tab-separated columns of HIPE-2022.

A document is a text with all its mentions. `NEL-LIT` has the actor's id in the benchmark's own knowledge base, or NIL;
`MISC` has each token's place in the text, `NoSpaceAfter`, and, at the first token of a mention, its item.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dateline.bench.exports.iob2 import counted, write_tokens
from dateline.bench.exports.lines import tab_line
from dateline.bench.exports.tokens import Token, covered, tokens
from dateline.bench.folder import Benchmark
from dateline.bench.rows import Row
from dateline.bench.task import Task

COLUMNS = (
    "TOKEN",
    "NE-COARSE-LIT",
    "NE-COARSE-METO",
    "NE-FINE-LIT",
    "NE-FINE-METO",
    "NE-FINE-COMP",
    "NE-NESTED",
    "NEL-LIT",
    "NEL-METO",
    "MISC",
)
"""Columns of HIPE-2022; those that a task has no answers for have "_"."""

KIND = "actor"
"""The one type of entity: identities are asked for, not kinds."""


def write(task: Task, benchmark: Benchmark, folder: Path) -> None:
    """`<split>.tsv` of each side, and `tokenizer.json`: how texts were cut, and how many mentions fit the tokens."""
    write_tokens(task, benchmark, folder, "hipe", "tsv", _lines)


def documents(rows: Iterable[Row]) -> list[list[Row]]:
    """Items of the same text of the same article together; a paragraph that an article has twice stays two."""
    found: dict[tuple[str, str, int], list[Row]] = {}
    seen: Counter[tuple[str, str, int, int]] = Counter()
    for row in rows:
        place = (row["article_id"], row["text"], row["start"], row["end"])
        found.setdefault((row["article_id"], row["text"], seen[place]), []).append(row)
        seen[place] += 1
    return list(found.values())


def _lines(rows: Iterable[Row], canary: str, fit: Counter[str]) -> Iterator[str]:
    yield tab_line(*COLUMNS)
    yield f"# canary = {canary}\n"
    for number, mentions in enumerate(documents(rows)):
        first = mentions[0]
        yield f"\n# hipe2022:document_id = {first['article_id']}-{number}\n"
        yield f"# hipe2022:language = {first['language']}\n# hipe2022:document_type = newspaper\n"
        yield from _document(first["text"], first["language"], mentions, fit)


def _document(text: str, language: str, mentions: Sequence[Row], fit: Counter[str]) -> Iterator[str]:
    cut = tokens(text, language)
    places = covered(cut, [(row["start"], row["end"]) for row in mentions])
    counted(places, fit)
    tags: dict[int, tuple[str, str]] = {}
    items: dict[int, str] = {}
    for row, place in zip(mentions, places, strict=True):
        if place is not None:
            items[place.first] = row["id"]
            for at in range(place.first, place.last + 1):
                tags[at] = (f"{'B' if at == place.first else 'I'}-{KIND}", row["actor_id"])
    for at, token in enumerate(cut):
        tag, actor = tags.get(at, ("O", "_"))
        yield tab_line(token.text, tag, "_", "_", "_", "_", "_", actor, "_", _misc(cut, at, text, items.get(at)))


def _misc(cut: Sequence[Token], at: int, text: str, item: str | None) -> str:
    token = cut[at]
    marks = [f"Start={token.start}", f"End={token.end}"]
    if token.end < len(text) and not text[token.end].isspace():
        marks.append("NoSpaceAfter")
    return "|".join([*marks, f"Item={item}"] if item else marks)
