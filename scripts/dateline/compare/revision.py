"""A dataset folder as it stood in a revision of a git repository, taken out into a temporary folder."""

import os
import posixpath
import subprocess
import tarfile
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.errors import InputError
from dateline.swap import MANIFEST
from dateline.write import first_line


@contextmanager
def checked_out(spec: str, base: Path, parts: Collection[str]) -> Iterator[Path]:
    """The parts of a dataset in a git revision, in a folder that lasts as long as the context.

    Args:
        spec: `REV`, or `REV:path` with a path from the top of the repository.
        base: folder whose repository is meant, and whose path where `spec` has none; it need not exist any more.
        parts: names below the dataset's folder.

    Raises InputError where there is no git, repository, revision, or no manifest at that path.
    """
    revision, colon, path = spec.partition(":")
    top, prefix = _within(base)
    commit = _commit(top, revision, spec)
    tree, where = _tree(top, commit, path if colon else prefix, spec)
    names = git(top, "ls-tree", "--name-only", "-z", tree).decode("utf-8", "replace").split("\0")
    if MANIFEST not in names:
        remedy = "Name the path of the dataset as REV:path, from the top of the repository"
        raise InputError(f"no {MANIFEST} in this revision", file=spec, found=f"folder {where or '.'}", remedy=remedy)
    with tempfile.TemporaryDirectory(prefix="dateline-") as place:
        _extract(top, tree, [name for name in names if name in parts], Path(place), spec)
        yield Path(place)


def _within(base: Path) -> tuple[Path, str]:
    """The top of the repository around `base`, and the path of `base` from there; the folder may be gone by now."""
    base = Path(os.path.abspath(base))
    there = next(folder for folder in (base, *base.parents) if folder.is_dir())
    try:
        top, prefix = (
            os.fsdecode(git(there, "rev-parse", word)).rstrip("\n") for word in ("--show-toplevel", "--show-prefix")
        )
    except InputError as error:
        remedy = "Name a folder or owner/name on the Hub, or run this inside of the repository"
        raise InputError("no git repository", file=base, found=error.found, remedy=remedy) from error
    return Path(top), posixpath.join(prefix, base.relative_to(there).as_posix())


def _commit(top: Path, revision: str, spec: str) -> str:
    """The commit's id: what follows is never a name that git could take for an option."""
    expected = "a folder, owner/name on the Hub, or a git revision"
    if not revision or revision.startswith("-"):
        raise InputError("is no revision", file=spec, found=revision or "nothing", expected=expected)
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    try:
        return git(top, *words).decode("ascii").strip()
    except InputError as error:
        remedy = "Check the name; a revision that was not fetched yet needs git fetch --tags"
        raise InputError("no such edition", file=spec, expected=expected, remedy=remedy) from error


def _tree(top: Path, commit: str, path: str, spec: str) -> tuple[str, str]:
    """The id of the folder at a path of the commit, and the path as git knows it."""
    clean = posixpath.normpath(path).strip("/")
    clean = "" if clean == "." else clean
    expected = "a path from the top of the repository"
    if clean.split("/")[0] == "..":
        raise InputError("leads out of the repository", file=spec, found=path, expected=expected)
    try:
        tree = git(top, "rev-parse", "--verify", "--quiet", f"{commit}:{clean}").decode("ascii").strip()
        kind = git(top, "cat-file", "-t", tree).decode("ascii").strip()
    except InputError as error:
        raise InputError("no such folder in this revision", file=spec, found=clean, expected=expected) from error
    if kind != "tree":
        raise InputError("is no folder in this revision", file=spec, found=clean, expected=expected)
    return tree, clean


def _extract(top: Path, tree: str, names: list[str], place: Path, spec: str) -> None:
    """Write the files; the filter refuses members that lead out of the folder, devices, and links to elsewhere."""
    with tempfile.TemporaryFile() as archive:
        git(top, "archive", "--format=tar", tree, "--", *names, out=archive.fileno())
        archive.seek(0)
        try:
            with tarfile.open(fileobj=archive, mode="r:") as tar:
                tar.extractall(place, filter="data")
        except tarfile.TarError as error:
            raise InputError("cannot be taken out of git", file=spec, found=first_line(error)) from error


def git(top: Path, *words: str, out: int = subprocess.PIPE) -> bytes:
    """What git prints. Raises InputError with its first line where it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - our own words, ids of objects, and a revision that follows --end-of-options
            ["git", "-C", str(top), *words],  # noqa: S607 - git is found on PATH, as a person would
            stdout=out,
            stderr=subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"},
            check=False,
        )
    except FileNotFoundError as error:
        raise InputError("git is not installed", file=top, found="no git on PATH") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
        raise InputError("git failed", file=top, found=said.splitlines()[0][:200])
    return done.stdout or b""
