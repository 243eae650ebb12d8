"""The entries of one dataset: read, kept and cleared by any number of builds at once.

An entry is written beside its place and moved there whole; a build that dies leaves whole entries and a draft or two. A
cache that cannot be read or written costs time, never a build.
"""

import hashlib
import os
import tempfile
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dateline.actors.options import ActorOptions
from dateline.cache.entry import Broken, Entry, pack, unpack
from dateline.cache.place import DRAFT, ENDING, claim, dataset_place, is_ours
from dateline.cache.stamp import stamp
from dateline.settings import Settings


@dataclass(frozen=True, slots=True)
class Used:
    """What the cache did for a shard, or for a build.

    Attributes:
        entries: names of the entries that hold its rows now.
        reused: documents whose rows were taken from the cache.
        broken: entries that were damaged, and made anew.
        unkept: shards that could not be kept, for want of room or of the right to write.
    """

    entries: frozenset[str] = frozenset()
    reused: int = 0
    broken: int = 0
    unkept: int = 0


NOT_USED = Used()
"""Of a build without a cache."""


def total(parts: Iterable[Used]) -> Used:
    """What the cache did in all."""
    found = list(parts)
    entries = frozenset(name for one in found for name in one.entries)
    counts = ((one.reused, one.broken, one.unkept) for one in found)
    return Used(entries, *map(sum, zip(*counts, strict=True)))


@dataclass(frozen=True, slots=True)
class Shelf:
    """The place of a dataset's entries, and the stamp of this build: entries of other stamps are never looked at."""

    folder: str
    stamp: str

    def name(self, *place: object) -> str:
        """The name of the entry of a shard, by where it begins."""
        return hashlib.sha256(repr((self.stamp, *place)).encode()).hexdigest()[:32]

    def read(self, name: str) -> Entry | None:
        """An entry, None where there is none. Raises Broken where it is damaged or cannot be read."""
        try:
            return unpack(name, self._path(name).read_bytes())
        except FileNotFoundError:
            return None
        except Broken:
            raise
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Broken(str(error)) from error

    def keep(self, name: str, entry: Entry) -> bool:
        """Write an entry; returns whether it could be written."""
        draft = None
        try:
            handle, draft = tempfile.mkstemp(prefix=DRAFT, dir=self.folder)
            with os.fdopen(handle, "wb") as file:
                file.write(pack(name, entry))
            os.replace(draft, self._path(name))
        except OSError:
            if draft is not None:
                with suppress(OSError):
                    os.unlink(draft)
            return False
        return True

    def clear(self, used: Collection[str]) -> None:
        """Remove all entries but those of these names, and drafts; a build that is writing one loses it, no more."""
        wanted = {f"{name}{ENDING}" for name in used}
        with suppress(OSError):
            for path in Path(self.folder).iterdir():
                if path.name not in wanted and is_ours(path):
                    with suppress(OSError):
                        path.unlink()

    def _path(self, name: str) -> Path:
        return Path(self.folder) / f"{name}{ENDING}"


def open_shelf(cache: Path, dataset: Path, settings: Settings, actors: ActorOptions) -> Shelf:
    """The shelf of a dataset in a cache folder, for a build with these settings."""
    folder = dataset_place(cache, dataset)
    claim(cache, folder, dataset)
    return Shelf(str(folder), stamp(settings, actors))


def close_shelf(shelf: Shelf, used: Used, settings: Settings, actors: ActorOptions) -> None:
    """Keep what a build that went well has used, and nothing else of its dataset.

    Where the code changed while it ran, nobody can tell by which of the two a row was made, so that nothing is kept.
    """
    same = stamp(settings, actors) == shelf.stamp
    shelf.clear(used.entries if same else ())
