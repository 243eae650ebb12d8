"""Where an edition of a dataset is: a folder, a revision on the Hub, a revision in a git repository."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.compare.revision import checked_out
from dateline.errors import InputError
from dateline.manifest import Manifest, read_manifest
from dateline.swap import MANIFEST, pending
from dateline.validate import downloaded as fetch

PARTS: Final = ("README.md", "manifest.json", "releases.json", "croissant.json", "data")
"""What an edition consists of, without its raw documents."""

DEFAULT: Final = "dataset"

# the Hub's names begin with a letter or digit, so ./here and ../there are paths
_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*(@\w[\w./-]*)?")


@dataclass(frozen=True, slots=True)
class Edition:
    """A dataset as it stood at one time.

    Attributes:
        label: how it was named; error messages begin with it.
        folder: where its files are, maybe for a while only.
        manifest: what it says of itself.
    """

    label: str
    folder: Path
    manifest: Manifest


@contextmanager
def open_edition(spec: str | Path, base: str | Path | None = None) -> Iterator[Edition]:
    """An edition to read, as long as the context lasts.

    Args:
        spec: a folder; `owner/name` or `owner/name@revision` on the Hub; a git revision such as `HEAD~1` or `v0.1.0`,
            or `REV:path` with the dataset's path from the top of the repository. A folder goes before a name on the
            Hub, and that before a revision; the prefixes `hub:` and `git:` say which is meant.
        base: the other edition. Where it is a folder in a repository, a revision is looked up for that folder, else for
            `./dataset`.

    Raises InputError where there is no such edition.
    """
    label = str(spec)
    with _place(label, base) as folder:
        yield Edition(label, folder, _manifest(folder, label))


def _place(spec: str, base: str | Path | None) -> AbstractContextManager[Path]:
    kind, colon, rest = spec.partition(":")
    if colon and kind == "hub":
        return nullcontext(downloaded(rest))
    if colon and kind == "git":
        return checked_out(rest, _base(base), PARTS)
    if Path(spec).is_dir():
        return nullcontext(Path(spec))
    if Path(spec).is_file():
        raise InputError("is a file", file=spec, expected="the folder of a dataset, with its manifest.json")
    if _REPOSITORY.fullmatch(spec):
        return nullcontext(downloaded(spec))
    return checked_out(spec, _base(base), PARTS)


def _base(base: str | Path | None) -> Path:
    if base is None or not Path(base).is_dir():
        return Path(DEFAULT)
    top = Path(base).resolve()
    return Path(base) if any((folder / ".git").exists() for folder in (top, *top.parents)) else Path(DEFAULT)


def downloaded(repository: str) -> Path:
    """The client's copy of `owner/name[@revision]`, without raw documents. Raises InputError."""
    if not _REPOSITORY.fullmatch(repository):
        raise InputError("is no name on the Hub", file=repository, expected="owner/name or owner/name@revision")
    patterns = [f"{part}/**" if part == "data" else part for part in PARTS]
    remedy = "Check the name, the network and your access to it; a git revision of such a name is git:REV"
    return fetch(repository, patterns, problem="is no folder here, and cannot be fetched from the Hub", remedy=remedy)


def _manifest(folder: Path, label: str) -> Manifest:
    if pending(folder):
        remedy = f"Run dateline validate {label}, which finishes it"
        raise InputError("a build was cut short while it put its files in place", file=label, remedy=remedy)
    if not (folder / MANIFEST).is_file():
        remedy = "Name the folder, repository or revision of a dataset that dateline build wrote"
        raise InputError("holds no dataset", file=label, expected=f"a {MANIFEST}", remedy=remedy)
    try:
        return read_manifest(folder)
    except InputError as error:  # said of the place that the user named, not of a copy of it
        raise InputError(error.problem, file=f"{label}/{MANIFEST}", found=error.found, remedy=error.remedy) from error
