"""Where caches lie: a folder for each dataset, in one that the user names or the system keeps for such things."""

import hashlib
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

VARIABLE = "DATELINE_CACHE"
OFF = "off"
"""Value of the variable that asks for no cache."""

OWNER = "dataset"
"""File of a dataset's folder that says which dataset it is of."""

NAME = re.compile("[0-9a-f]{16}")
ENDING = ".shard"
DRAFT = ".draft-"

TAG = "CACHEDIR.TAG"
TAG_TEXT = "Signature: 8a477f597d28d172789f06886806bc55\n# What dateline builds take up again; safe to delete.\n"
"""As https://bford.info/cachedir/ has it: programs that back up files leave such folders out."""


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The cache of this user: `DATELINE_CACHE`, else `dateline` where the XDG rules put caches. None for no cache."""
    named = environment.get(VARIABLE, "")
    if named:
        return None if named == OFF else Path(named).expanduser()
    base = environment.get("XDG_CACHE_HOME", "")
    if os.path.isabs(base):  # the rules tell to overlook a relative one
        return Path(base) / "dateline"
    try:
        return Path.home() / ".cache" / "dateline"
    except RuntimeError:  # a process without a home
        return None


def dataset_place(cache: Path, dataset: Path) -> Path:
    """The folder of a dataset's entries."""
    return cache / hashlib.sha256(os.path.realpath(dataset).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def claim(cache: Path, folder: Path, dataset: Path) -> None:
    """Make the folder of a dataset, and clear those of datasets that are gone. A cache that cannot be written to
    is left as it is.
    """
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (cache / TAG).write_text(TAG_TEXT, encoding="utf-8")
        (folder / OWNER).write_bytes(os.fsencode(os.path.realpath(dataset)))
        for other in cache.iterdir():
            if other != folder and NAME.fullmatch(other.name) and _is_gone(other / OWNER):
                _remove(other)


def _is_gone(owner: Path) -> bool:
    try:
        return not os.path.lexists(os.fsdecode(owner.read_bytes()))
    except (OSError, ValueError):
        return False


def _remove(folder: Path) -> None:
    """Remove what a cache writes, and the folder if that was all: a person may have named a folder of other things."""
    with suppress(OSError):
        for path in folder.iterdir():
            if is_ours(path):
                path.unlink()
        (folder / OWNER).unlink()
        folder.rmdir()


def is_ours(path: Path) -> bool:
    """Whether a file is an entry, or a draft of one."""
    return path.suffix == ENDING or path.name.startswith(DRAFT)
