"""Replacing the generated parts of a dataset folder at once: after a kill at any moment, all are old or all are new.

A build works in a staging folder `.dateline/build-<pid>-<n>` inside of the dataset folder, hence on the same file
system. `swap` writes a journal first and moves the parts then. A command that finds a journal whose process is dead
rolls forward: the staging folder was whole when the journal was written. Without a journal nothing had been touched,
and leftovers are swept. A build never moves what Dateline did not generate (`raw/`, `dataset.toml`, any other file).
"""

import errno
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError, TargetError
from dateline.settings import FILE_NAME

GENERATED: tuple[str, ...] = (
    "data",
    "README.md",
    "manifest.json",
    "croissant.json",
    "datapackage.json",
    "CITATION.cff",
    "SHA256SUMS",
)
"""The parts of a dataset folder that a build replaces."""

RELEASED: tuple[str, ...] = (
    *(part for part in GENERATED if part != "data"),
    *(FILE_NAME, "releases.json", "history.parquet"),
)
"""The parts that a release replaces: all but the data, which it only gives a number."""

MANIFEST = "manifest.json"
DATASET = "dateline"
"""Key of the manifest of a dataset."""
WORK = ".dateline"
JOURNAL = "journal.json"
_BUILD = re.compile(r"build-[0-9]+-[0-9]+")

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

Step = Callable[[str], None]
"""Called after each step of a swap with its name; tests let it end the process."""


def _no_step(name: str) -> None:
    return None


class NoRoom(DatelineError):
    """A disk, a quota or a limit on the size of files that is too small for a build; the old dataset is as it was."""


@contextmanager
def staging(folder: str | Path, mark: str = DATASET) -> Iterator[Path]:
    """A fresh folder to build the generated parts of the dataset `folder` in; call `swap` at its end.

    Args:
        folder: of the dataset, or of what else is made in this way.
        mark: key of the `manifest.json` that tells that such a thing stands there already.

    Finishes or sweeps what a killed build left, and leaves nothing behind where the build fails. Raises TargetError
    where `folder` is not one to write to, NoRoom where the disk is full.
    """
    folder = Path(folder)
    check_target(folder, mark)
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        (folder / WORK).mkdir(parents=True, exist_ok=True)
        recover(folder)
        work = _fresh(folder)
    except OSError as error:
        raise TargetError("cannot be written to", file=folder, found=error.strerror or str(error)) from error
    try:
        yield work
    except OSError as error:
        if error.errno in FULL:
            raise _no_room(folder, error.errno) from error
        raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
        _remove_empty(folder / WORK, *made)


def _no_room(folder: Path, number: int) -> NoRoom:
    return NoRoom(
        "no room for the build beside what is there; the old dataset is as it was",
        file=folder,
        found=os.strerror(number),
        remedy="Make room, or build in a folder on another disk: until its end a build holds its rows twice",
    )


def check_target(folder: str | Path, mark: str = DATASET) -> None:
    """Raises TargetError where `folder` holds things that a build would replace and Dateline did not write."""
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise TargetError("is no folder", file=folder, remedy="Name another folder")
    if not folder.exists() or _is_marked(folder, mark) or (folder / WORK / JOURNAL).exists():
        return
    if (folder / MANIFEST).exists():
        raise TargetError("holds a manifest.json of something else", file=folder, remedy="Name another folder")
    present = sorted(path.name for path in folder.iterdir() if path.name != WORK)
    if not present:
        return
    if FILE_NAME not in present:
        raise TargetError(
            "is not empty and holds no Dateline dataset",
            file=folder,
            found=", ".join(present[:5]),
            expected="an empty folder, or one with a Dateline manifest.json or a dataset.toml",
            remedy="Name another folder",
        )
    taken = [name for name in GENERATED if name in present]
    if taken:
        raise TargetError(
            "holds files that a build would replace and no manifest says that Dateline wrote them",
            file=folder,
            found=", ".join(taken),
            remedy="Move them away, or name another folder",
        )


def swap(folder: str | Path, work: str | Path, step: Step = _no_step, *, parts: tuple[str, ...] = GENERATED) -> None:
    """Put the parts in `work`, a folder of `staging`, in the place of those in `folder`.

    A part that `work` lacks goes. Raises TargetError where another build is at work on the folder.
    """
    folder, work = Path(folder), Path(work)
    _sync(work)
    step("synced")
    _write_journal(folder, work, parts)
    step("journal")
    _roll_forward(folder, step)


def recover(folder: str | Path) -> bool:
    """Finish a swap that was cut short, and sweep what dead builds left. Returns whether a swap was finished.

    Raises TargetError where a build that is alive is swapping just now.
    """
    folder = Path(folder)
    journal = _journal(folder)
    if journal is not None and journal["pid"] != os.getpid() and _alive(journal["pid"]):
        raise _busy(folder, journal["pid"])
    if journal is not None:
        _roll_forward(folder, _no_step)
    _sweep(folder)
    return journal is not None


def pending(folder: str | Path) -> bool:
    """Whether a swap was cut short, or is going on, so that old and new parts stand beside each other."""
    return _journal(Path(folder)) is not None


def _is_marked(folder: Path, mark: str) -> bool:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and mark in manifest


def _fresh(folder: Path) -> Path:
    for number in range(1000):
        work = folder / WORK / f"build-{os.getpid()}-{number}"
        with suppress(FileExistsError):
            work.mkdir()
            return work
    raise TargetError("holds too many unfinished builds of this process", file=folder / WORK)


def _write_journal(folder: Path, work: Path, parts: tuple[str, ...]) -> None:
    """The moment from which a swap will be finished, by this process or a later one."""
    path = folder / WORK / JOURNAL
    draft = work.with_suffix(".journal")
    journal = {
        "pid": os.getpid(),
        "work": work.name,
        "place": [name for name in parts if (work / name).exists()],
        "remove": [name for name in parts if not (work / name).exists()],
    }
    draft.write_text(json.dumps(journal), encoding="utf-8")
    _sync(draft)
    try:
        os.link(draft, path)  # unlike a rename, a link fails where another build's journal stands
        draft.unlink()
    except FileExistsError:
        draft.unlink()
        raise _busy(folder, "another process") from None
    except OSError:  # a file system without hard links
        os.rename(draft, path)


def _journal(folder: Path) -> dict[str, Any] | None:
    """The journal of a swap that is not done. Raises TargetError where it is none of ours: it says what to move."""
    path = folder / WORK / JOURNAL
    try:
        journal: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        ours = {*journal["place"], *journal["remove"]} <= {*GENERATED, *RELEASED}
        sound = ours and isinstance(journal["pid"], int) and _BUILD.fullmatch(journal["work"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        journal, sound = {}, None
    if not sound:
        raise TargetError("is no journal of Dateline", file=path, remedy="Look at it, and remove it")
    return journal


def _roll_forward(folder: Path, step: Step) -> None:
    """Do what the journal says, as far as it is not done; every step can be cut short and done again."""
    journal = _journal(folder)
    assert journal is not None  # noqa: S101 - the caller has just seen it
    work, old = folder / WORK / journal["work"], folder / WORK / f"old-{journal['work']}"
    old.mkdir(exist_ok=True)
    for name in journal["remove"]:
        _move(folder / name, old / name)
        step(f"removed {name}")
    for name in journal["place"]:
        if (work / name).exists():
            _move(folder / name, old / name)
            step(f"took {name}")
            os.replace(work / name, folder / name)
            step(f"placed {name}")
    _sync_folder(folder)
    (folder / WORK / JOURNAL).unlink()
    step("done")
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(work, ignore_errors=True)


def _move(source: Path, target: Path) -> None:
    if source.exists():
        os.replace(source, target)


def _sweep(folder: Path) -> None:
    """Remove what builds left whose process is dead."""
    for path in (folder / WORK).glob("*build-*"):
        pid = path.name.partition("build-")[2].partition("-")[0]
        if not pid.isdigit() or int(pid) == os.getpid() or _alive(int(pid)):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # there, but not ours
        return True
    return True


def _busy(folder: Path, pid: object) -> TargetError:
    return TargetError(
        "is being replaced by another build", file=folder, found=f"process {pid}", remedy="Wait until it has ended"
    )


def _remove_empty(*folders: Path) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _sync(path: Path) -> None:
    """Make sure that a file, or every file below a folder, is on the disk."""
    for file in path.rglob("*") if path.is_dir() else [path]:
        if file.is_file():
            with file.open("rb+") as stream:
                os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    # names are on the disk once their folder is; not every system lets a folder be opened
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
