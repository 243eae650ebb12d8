"""A file of the cache: the rows of one shard, what each document of it depended on, and a digest of it all.

<SHA-256 of the rest, in hex>\\n
<what it is of and what is in it, as one line of JSON>\\n
<the Arrow files of the shard, one after the other>
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FORMAT = 1
"""Version of this layout."""


class Broken(ValueError):
    """A file that is no entry, or not the one that it should be."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One document of a shard.

    Attributes:
        key: SHA-256 of what the readers gave of it (`keys.document_key`); empty where its rows cannot be used again.
        names: what rulings can call it.
        ruled: digest of the rulings on it that its rows follow.
        rows: how many it has in each table, in the order of the entry's files.
    """

    key: str
    names: tuple[str, ...]
    ruled: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Documents in the order of their rows, the Arrow file of each table by its name, and the weight of the rows."""

    documents: tuple[Kept, ...]
    weight: int
    files: Mapping[str, bytes]


def pack(name: str, entry: Entry) -> bytes:
    """The bytes of an entry; `name` is what it is asked for by."""
    head = {
        "format": FORMAT,
        "name": name,
        "weight": entry.weight,
        "documents": [[one.key, one.names, one.ruled, one.rows] for one in entry.documents],
        "files": [[table, len(data)] for table, data in entry.files.items()],
    }
    rest = b"".join([json.dumps(head).encode(), b"\n", *entry.files.values()])
    return hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest


def unpack(name: str, data: bytes) -> Entry:
    """The entry that the bytes are. Raises Broken where a byte of it is not as it was written."""
    digest, _, rest = data.partition(b"\n")
    if hashlib.sha256(rest).hexdigest().encode() != digest:
        raise Broken("the digest does not fit")
    line, _, files = rest.partition(b"\n")
    head = json.loads(line)
    if (head.get("format"), head.get("name")) != (FORMAT, name):
        raise Broken("this is another entry")
    documents = tuple(Kept(key, tuple(names), ruled, tuple(rows)) for key, names, ruled, rows in head["documents"])
    return Entry(documents, head["weight"], _cut(files, head["files"]))


def _cut(data: bytes, sizes: list[list[Any]]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    at = 0
    for name, size in sizes:
        files[name] = data[at : at + size]
        at += size
    return files
