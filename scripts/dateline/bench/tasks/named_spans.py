"""Named spans as a language model writes them: a JSON list of names in reading order, found again in the text."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.actors.matching import bounded
from dateline.bench.rows import Row
from dateline_schema.vocabulary import KINDS

EMPTY = "[]"
"""The answer that nobody is named."""

KIND_WORDS = {"organisation": "organization", "country": "state", "armed group": "armed_group"}
"""Words that models write for kinds, besides the kinds themselves."""


def written(text: str, spans: Sequence[Row]) -> str:
    """Spans in order, as `read_spans` reads them back: text and kind, and, where that name stands elsewhere before and
    means nobody there, `in`: the words that it begins; where no words tell it either, its `start`."""
    entries = []
    cursor = 0
    for span in sorted(spans, key=lambda span: int(span["start"])):
        name = text[span["start"] : span["end"]]
        told: dict[str, Any] = {}
        if _found(text, name, name, cursor) != span["start"]:
            passage = _passage(text, span["start"], span["end"], cursor)
            told = {"start": span["start"]} if passage is None else {"in": passage}
        entries.append({"text": name, "kind": span["kind"], **told})
        cursor = span["end"]
    return json.dumps(entries, ensure_ascii=False)


def read_spans(completion: str, text: str) -> list[dict[str, Any]] | None:
    """The spans that a completion lists, by offset; None where it holds no list.

    Objects are read wherever they stand, so that a fence, a preface or a cut end does no harm. A name that does not
    stand behind the one before is looked for from the start; one that stands nowhere, or of no known kind, is dropped.
    """
    listed = list(_objects(completion))
    if not listed:
        return [] if EMPTY in "".join(completion.split()) else None
    spans: dict[int, dict[str, Any]] = {}
    cursor = 0
    for entry in listed:
        name, kind = entry["text"].strip(), kind_of(entry["kind"])
        start = _place(text, name, entry, cursor, spans)
        if start is None or kind is None:
            continue
        spans[start] = {"start": start, "end": start + len(name), "kind": kind}
        cursor = max(cursor, start + len(name))
    return [spans[start] for start in sorted(spans)]


def kind_of(word: str) -> str | None:
    """The kind that a word means; None where it means none."""
    plain = " ".join(word.casefold().replace("_", " ").replace("-", " ").split())
    known = {kind.replace("_", " "): kind for kind in KINDS} | KIND_WORDS
    return known.get(plain)


def _objects(completion: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of a completion that have a text and a kind, in order."""
    decoder = json.JSONDecoder()
    at = completion.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(completion, at)
        except ValueError:  # no JSON starts here
            value, end = None, at + 1
        except RecursionError:  # nested beyond reason: no list of names
            return
        if isinstance(value, dict) and _entry(value):
            yield value
            at = completion.find("{", end)
        else:
            at = completion.find("{", at + 1)  # a list may stand inside


def _entry(value: dict[str, Any]) -> bool:
    named = isinstance(value.get("text"), str) and isinstance(value.get("kind"), str)
    return named and bool(value["text"].strip())


def _place(text: str, name: str, entry: dict[str, Any], cursor: int, taken: dict[int, dict[str, Any]]) -> int | None:
    """Where a name is meant: where the entry says that it starts, if it stands there; else the next place behind the
    cursor; else the first one that is not taken. Whole words come before parts of words."""
    said, passage = entry.get("start"), entry.get("in")
    if type(said) is int and said >= 0 and text.startswith(name, said):
        return said
    passage = passage if isinstance(passage, str) and name in passage else name
    start = _found(text, passage, name, cursor)
    if start is not None:
        return start
    at = 0
    while (start := _found(text, passage, name, at)) is not None and start in taken:
        at = start + 1
    return start


def _found(text: str, passage: str, name: str, cursor: int) -> int | None:
    """The first place at or behind the cursor of a name inside a passage, as a whole word where it is one anywhere."""
    offset = passage.find(name)
    first = None
    at = text.find(passage, max(0, cursor - offset))
    while at >= 0:
        start = at + offset
        if start >= cursor:
            if bounded(text, start, start + len(name)):
                return start
            first = start if first is None else first
        at = text.find(passage, at + 1)
    return first


def _passage(text: str, start: int, end: int, cursor: int) -> str | None:
    """The shortest run of whole words from `start` on that finds its place again; None where none does."""
    stop = end
    while stop < len(text):
        stop = _next_word(text, stop)
        if _found(text, text[start:stop], text[start:end], cursor) == start:
            return text[start:stop]
    return None


def _next_word(text: str, at: int) -> int:
    """The end of the word behind `at`."""
    stop = at + 1
    while stop < len(text) and (text[stop].isalnum() or not any(map(str.isalnum, text[at:stop]))):
        stop += 1
    return stop
