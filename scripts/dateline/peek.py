"""Show the first article of a dataset as a user of `datasets` gets it.

Run as ``python -m dateline.peek DIRECTORY``: a last look, through the same door that a reader takes,
after a build. It reads the directory afresh, since `load_dataset` keeps what it once read from a
directory and would show rows of an earlier build.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

CONFIG: Final = "articles"
WIDTH: Final = 100
"""Characters of a value that are shown."""

# `datasets` and `huggingface_hub` read these once, when they are imported.
QUIET_AND_OFFLINE: Final = {
    "HF_HUB_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "HF_DATASETS_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
}


def first_row(directory: Path) -> tuple[str, Mapping[str, object]]:
    """The split's name and the first row of the articles in ``directory``, read by `load_dataset`.

    Raises ``FileNotFoundError`` where ``directory`` is no directory, ``LookupError`` where it holds no article and
    ``ValueError`` where `load_dataset` can't read it.
    """
    if not directory.is_dir():
        raise FileNotFoundError(f"{directory}: expected the directory of a dataset, found none")
    with tempfile.TemporaryDirectory(prefix="dateline-peek-") as home:
        os.environ.update(QUIET_AND_OFFLINE, HF_HOME=home)
        from datasets import load_dataset
        from datasets.exceptions import DatasetsError

        try:
            splits = load_dataset(str(directory.resolve()), CONFIG, cache_dir=home)
        except DatasetsError as error:
            raise ValueError(f"{directory}: load_dataset can't read it: {error.__cause__ or error}") from error
        for split, rows in splits.items():
            if len(rows):
                return str(split), dict(rows[0])
    raise LookupError(f"{directory}: config '{CONFIG}' has no rows")


def printable(text: str) -> str:
    """``text`` with everything that could move the cursor, hide or reorder text on a terminal escaped."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def shortened(value: object, width: int = WIDTH) -> str:
    """One line for ``value``: at most ``width`` characters of it, then how many there are in all."""
    text = value if isinstance(value, str) else repr(value)
    if len(text) <= width:
        return printable(text)
    return f"{printable(text[:width])}… ({len(text):,} characters)"


def lines(row: Mapping[str, object]) -> Iterator[str]:
    """A line for each column of ``row``, names aligned; a missing value shows as ``null``."""
    margin = max(map(len, row), default=0)
    for name, value in row.items():
        yield f"  {name:<{margin}}  {'null' if value is None else shortened(value)}"


def main(arguments: list[str]) -> int:
    """Print the first row of the dataset that ``arguments`` names; the exit code: 0, 2 for wrong usage, 3 bad input."""
    if len(arguments) != 1:
        print("usage: python -m dateline.peek DIRECTORY", file=sys.stderr)
        return 2
    try:
        split, row = first_row(Path(arguments[0]))
    except (OSError, LookupError, ValueError) as error:
        print(f"error: {printable(str(error))}", file=sys.stderr)
        return 3
    print(f"{CONFIG}/{split}, first row:", *lines(row), sep="\n")
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a terminal may know only ASCII
    sys.exit(main(sys.argv[1:]))
