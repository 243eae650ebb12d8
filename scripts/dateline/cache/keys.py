"""What the rows of one document depend on: what the readers gave of it, and the rulings on it."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from dateline.normalize import Row
from dateline.read.document import Reject
from dateline.read.records import Record
from dateline.settings import Ruling

FLEETING = ("extract.over-budget", "extract.error", "actors.over-budget", "actors.error")
"""Rules of rejects that the machine may have caused, and not the document: they are tried again."""


def document_key(item: Record | Reject) -> str:
    """SHA-256 of a document as it was read: its path, its bytes, and what came with it."""
    if isinstance(item, Reject):
        return _digest(["reject", asdict(item)])
    kind = type(item.data).__name__  # characters and the same ones in UTF-8 have one SHA-256
    return _digest([item.raw_path, item.media, item.sha256, kind, item.note, asdict(item.hints)])


def can_be_kept(rejects: Iterable[Row]) -> bool:
    """Whether a document's rows would be the same again."""
    return not any(row["rule"] in FLEETING for row in rejects)


def names_of(articles: Sequence[Row]) -> tuple[str, ...]:
    """What a ruling can call a document, given its article: as `normalize.ruled_names`; nothing where there is none."""
    return tuple(name for row in articles for name in (row["raw_sha256"], row["id"].partition("-")[0], row["id"]))


class Rulings:
    """The rulings of a maintainer, by what they call a document."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        self._by_name: dict[str, list[tuple[int, Ruling]]] = {}
        for number, ruling in enumerate(rulings):
            self._by_name.setdefault(ruling.document, []).append((number, ruling))

    def digest(self, names: Iterable[str]) -> str:
        """SHA-256 of the rulings on a document, in their order; empty where there are none."""
        found = sorted((pair for name in set(names) for pair in self._by_name.get(name, ())), key=lambda pair: pair[0])
        return _digest([asdict(ruling) for _, ruling in found]) if found else ""


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()
