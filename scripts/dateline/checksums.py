"""`SHA256SUMS`: a digest of every generated file, in the lines that `sha256sum -c SHA256SUMS` checks."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from dateline.errors import InputError

SUMS = "SHA256SUMS"

_LINE = re.compile(r"([0-9a-f]{64}) [ *]([^\r\n]+)")


def sums_text(entries: Iterable[tuple[str, str]]) -> str:
    """The text of `SHA256SUMS` for (path, SHA-256) of each file, in order of the paths.

    Raises ValueError for a path that leads out of the folder, or that a line cannot hold.
    """
    listed = sorted(entries)
    for path, _ in listed:
        if not is_inside(path) or "\\" in path or "\n" in path:  # sha256sum would write these with escapes
            raise ValueError(f"no path of a file of a dataset: {path!r}")
    return "".join(f"{digest}  {path}\n" for path, digest in listed)


def read_sums(folder: str | Path) -> dict[str, str]:
    """SHA-256 by path, as `SHA256SUMS` of a dataset folder says.

    Raises InputError where there is none, or where a line of it is no digest and path inside of the folder.
    """
    path = Path(folder) / SUMS
    try:
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        found = getattr(error, "strerror", None) or str(error)
        raise InputError("cannot be read", file=path, found=found, remedy="Run dateline build") from error
    sums: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if match is None or not is_inside(match[2]) or match[2] in sums:
            expected = "a SHA-256, two spaces and the path of a file in the folder, each file once"
            raise InputError(
                "is no list of sums", file=path, field=f"line {number}", found=line[:120], expected=expected
            )
        sums[match[2]] = match[1]
    return sums


def is_inside(path: str) -> bool:
    """Whether a path of forward slashes is relative, stays below its start and is written in one way only."""
    parts = path.split("/")
    return not PurePosixPath(path).is_absolute() and not {"", ".", ".."} & set(parts) and ":" not in parts[0]
