"""`iob2`: tokens with tags, one token a line, as CoNLL-2003 and its kin, with the places of the tokens in the text."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.bench.exports.contents import answered
from dateline.bench.exports.lines import tab_line, write_text
from dateline.bench.exports.tokens import Tagged, Token, covered, tokenizer_name, tokens
from dateline.bench.folder import Benchmark
from dateline.bench.rows import Row
from dateline.bench.task import Task

COLUMNS = ("token", "tag", "start", "end")

SIDECAR = "tokenizer.json"


Lines = Callable[[Iterable[Row], str, Counter[str]], Iterator[str]]
"""From items, the canary and the counts of how spans fit to the lines of a file."""


def write(task: Task, benchmark: Benchmark, folder: Path) -> None:
    """`<split>.iob2` of each side, and `tokenizer.json`: how texts were cut, and how many spans fit the tokens."""
    write_tokens(task, benchmark, folder, "iob2", "iob2", _lines)


def write_tokens(task: Task, benchmark: Benchmark, folder: Path, form: str, suffix: str, lines: Lines) -> None:
    """A file of tokens of each side, and the sidecar of all of them."""
    sides = answered(task, benchmark, form)
    fit: Counter[str] = Counter()
    for split, rows in sides.items():
        write_text(folder / f"{split}.{suffix}", "".join(lines(rows, benchmark.canary, fit)))
    languages = {row["language"] for rows in sides.values() for row in rows}
    write_text(folder / SIDECAR, sidecar(benchmark.canary, languages, fit))


def sidecar(canary: str, languages: Iterable[str | None], fit: Mapping[str, int]) -> str:
    """What stands beside tagged tokens, as JSON."""
    facts = {
        "tokenizers": {name or "und": tokenizer_name(name) for name in sorted(languages, key=str)},
        "spacy": _spacy_version(),
        "spans": fit.get("spans", 0),
        "widened_to_tokens": fit.get("widened", 0),
        "left_out_as_overlapping": fit.get("left_out", 0),
        "canary": canary,
    }
    return json.dumps(facts, indent=2, ensure_ascii=False) + "\n"


def head(canary: str, columns: Sequence[str]) -> Iterator[str]:
    """The lines that a file of tokens begins with; comments have no tab, so that no token is taken for one."""
    yield f"# canary = {canary}\n"
    yield f"# columns = {' '.join(columns)}\n"


def counted(places: Sequence[Tagged | None], fit: Counter[str]) -> None:
    """Count how spans fit: all, those widened to the ends of tokens, those left out as another has their tokens."""
    fit["spans"] += len(places)
    fit["widened"] += sum(place is not None and not place.exact for place in places)
    fit["left_out"] += sum(place is None for place in places)


def paragraphs(text: str, cut: Sequence[Token], tags: Sequence[str]) -> Iterator[list[int]]:
    """Places of the tokens of each paragraph: what stands between blank lines, none of which parts a span."""
    own: list[int] = []
    for place, token in enumerate(cut):
        if own and text.count("\n", cut[place - 1].end, token.start) > 1 and not tags[place].startswith("I-"):
            yield own
            own = []
        own.append(place)
    if own:
        yield own


def _lines(rows: Iterable[Row], canary: str, fit: Counter[str]) -> Iterator[str]:
    yield from head(canary, COLUMNS)
    for row in rows:
        yield f"\n# id = {row['id']}\n# language = {row['language']}\n# tokenizer = {tokenizer_name(row['language'])}\n"
        cut = tokens(row["text"], row["language"])
        tags = _tags(cut, row["spans"], fit)
        for number, own in enumerate(paragraphs(row["text"], cut, tags)):
            yield "\n" if number else ""
            yield from (tab_line(cut[at].text, tags[at], cut[at].start, cut[at].end) for at in own)


def _tags(cut: Sequence[Token], spans: Sequence[Mapping[str, Any]], fit: Counter[str]) -> list[str]:
    places = covered(cut, [(span["start"], span["end"]) for span in spans])
    counted(places, fit)
    tags = ["O"] * len(cut)
    for span, place in zip(spans, places, strict=True):
        if place is not None:
            inner = range(place.first + 1, place.last + 1)
            tags[place.first] = f"B-{span['kind']}"
            for at in inner:
                tags[at] = f"I-{span['kind']}"
    return tags


def _spacy_version() -> str:
    from importlib.metadata import version

    return version("spacy")
