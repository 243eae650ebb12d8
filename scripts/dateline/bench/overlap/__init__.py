"""Contamination: which items of a benchmark's test stand in somebody's training texts.

- `words`    texts cut into words
- `probes`   the runs of words that are looked for, in memory; `items`, the test side that they are of
- `finding`, `reading`  the training texts, which stream by
- `stream`   one held against the other
- `result`, `show`  what is said of it
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dateline.bench.folder import Benchmark, open_benchmark
from dateline.bench.overlap.finding import find_files
from dateline.bench.overlap.items import Side, canary_words, overlap_of, sides_of, texts_of
from dateline.bench.overlap.probes import probes_of
from dateline.bench.overlap.reading import Source, Tally
from dateline.bench.overlap.result import FileRead, Found, Overlap, TaskOverlap
from dateline.bench.overlap.stream import Scan
from dateline.errors import UsageError
from dateline.progress import Progress, quiet

__all__ = ["FileRead", "Found", "Overlap", "Side", "TaskOverlap", "overlap", "overlap_with"]

WORDS = 13
"""Words of a run, as in the check of the GPT-3 paper (`result.SOURCE`)."""

CANARIES = 10
"""Places of the canary that are named of a file."""


def overlap(
    benchmark: str | Path | Benchmark,
    files: Iterable[str | Path],
    n: int = WORDS,
    *,
    field: str | None = None,
    keys: str | Path | None = None,
    progress: Progress = quiet,
) -> Overlap:
    """Look for the test of a benchmark in training texts.

    The texts of its items and their answers are held in memory, the training texts never: they stream by.

    Args:
        benchmark: its folder.
        files: files, folders and globs of plain text, JSON lines and Parquet (`reading.READERS`).
        n: words of a run; twice as many characters where a script writes no spaces.
        field: of JSON lines and Parquet, the key or column to look in (`messages.content`); by default every text.
        keys: folder of the answers, where the benchmark keeps them apart; without it only what is asked is looked for.

    A file that cannot be read is named in the result. Raises InputError where the benchmark cannot be read, UsageError
    where `n` is less than 2.
    """
    bench = benchmark if isinstance(benchmark, Benchmark) else open_benchmark(benchmark)
    return overlap_with(list(sides_of(bench, keys)), bench.canary, files, n, field=field, progress=progress)


def overlap_with(
    sides: Sequence[Side],
    canary: str,
    files: Iterable[str | Path],
    n: int = WORDS,
    *,
    field: str | None = None,
    progress: Progress = quiet,
) -> Overlap:
    """The same for items that are at hand."""
    if n < 2:
        raise UsageError("too few words for a run", field="n", found=n, expected="2 or more")
    place: dict[str, int] = {}
    for text in (text for side in sides for row in side.rows for text in texts_of(row).values()):
        place.setdefault(text, len(place))
    probes = probes_of(list(place), n)
    sources, wrong = find_files(files)
    begin = time.process_time()
    read = tuple(_scanned(Scan(probes, canary_words(canary)), sources, field, progress))
    seconds = time.process_time() - begin
    names = [str(source.path) for source in sources]
    tasks = tuple(overlap_of(side, place, probes, names) for side in sides)
    unread = tuple(FileRead(name, unread=why) for name, why in wrong.items())
    return Overlap(n, tasks, (*read, *unread), seconds)


def _scanned(scan: Scan, sources: Sequence[Source], field: str | None, progress: Progress) -> Iterator[FileRead]:
    for number, source in enumerate(sources):
        progress("reading training texts", number, len(sources))
        tally = Tally()
        words, canaries = scan.file(number, source.pieces(tally, field), source.mark)
        yield FileRead(
            str(source.path),
            tally.bytes,
            tally.values,
            words,
            tally.broken,
            tally.undecodable,
            tuple(dict.fromkeys(canaries))[:CANARIES],
            len(canaries),
            tally.unread,
        )
    progress("reading training texts", len(sources), len(sources))
