"""A user's authority files as one small value: it tells by a digest whether they are still the same, and is cheap to
hand to other processes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.actors.authorities.entry import Entry
from dateline.actors.authorities.reading import read_authority, refuse


@dataclass(frozen=True, slots=True)
class Supplement:
    """Authority files that a user added, the later ones before the earlier, and all before Dateline's own."""

    files: tuple[str, ...] = ()
    digest: str = ""
    """SHA-256 over the files' own; two supplements with one digest give the same answers."""


NOTHING = Supplement()


def supplement(files: Iterable[str | Path]) -> Supplement:
    """The files, read once to see that each is valid. Raises InputError as `read_authority` does."""
    paths = tuple(str(path) for path in files)
    for path in paths:
        if not Path(path).is_file():
            read_authority(path)  # says what is wrong
    given = Supplement(paths, digest_of(paths)) if paths else NOTHING
    supplied(given)
    return given


def digest_of(paths: tuple[str, ...]) -> str:
    """SHA-256 over the SHA-256 of each file."""
    parts = [hashlib.sha256(Path(path).read_bytes()).hexdigest() for path in paths]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def supplied(given: Supplement) -> tuple[Entry, ...]:
    """The entries of a supplement, each id once; read once a process. Raises InputError where a file has changed since
    the supplement was made."""
    if given.files and digest_of(given.files) != given.digest:
        refuse(
            given.files[-1],
            None,
            "has changed while it was used",
            "other bytes",
            "the same authority files until the build is done",
            "Run the build again",
        )
    entries: dict[str, Entry] = {}
    for path in given.files:
        entries.update({entry.id: entry for entry in read_authority(path)})
    return tuple(entries.values())
