"""What this machine takes for what no build can do without: reading records, parsing pages, writing Parquet.

    python benchmarks/scale_limits.py FILE [--pages 1000] [--rows DATASET]

One core, processor seconds. Records are read as a build reads them, parts found first, and let go at once; `reader` is
the peak of that process, told after every tenth of FILE, so a leak or a file that is held shows as growth. Parsing is
the HTML parser alone, on the first pages of FILE; writing is the table of articles of DATASET, as a build writes it.
`scale.py` runs this beside each build.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Limits:
    """What one core does in a second of its time.

    Attributes:
        found: MB of the file in which the parts are found; 0 for a file that is one record.
        records, read: records, and MB that they are unpacked, that are read.
        reader: peak resident MB of the process when all is read.
        parsed: pages that the parser takes.
        articles, written: rows, and MB of them in memory, that are written; 0 without a dataset.
    """

    found: float
    records: float
    read: float
    reader: float
    parsed: float
    articles: float = 0.0
    written: float = 0.0

    @property
    def page(self) -> float:
        """Milliseconds for a page that is read, parsed and written, once each and with nothing else."""
        return 1000 * sum(1 / one for one in (self.records, self.parsed, self.articles) if one)


def limits(file: Path, pages: int = 1_000, dataset: Path | None = None, *, told: bool = False) -> Limits:
    """All limits for a file, or a folder, of pages; with `told` the reader's memory goes to stderr as it reads."""
    from dateline.read.files import find_sources
    from dateline.read.records import Part, find_parts

    begin = time.process_time()
    parts = [part for part in find_parts(find_sources([file])) if isinstance(part, Part)]
    indexed = time.process_time()
    count = size = 0
    step = max(1, len(parts) // 10)
    for number, part in enumerate(parts, 1):
        for record in _records(part):
            count, size = count + 1, size + len(record.data)
        if told and (number % step == 0 or number == len(parts)):
            print(f"{number:8,} of {len(parts):,} parts, {count:9,} records, peak {peak():5.0f} MB", file=sys.stderr)
    spent, reader = time.process_time() - indexed, peak()
    total = sum(one.stat().st_size for one in ([file] if file.is_file() else file.rglob("*")) if one.is_file())
    found = total / 1e6 / max(1e-9, indexed - begin)
    rows = writing(dataset) if dataset else (0.0, 0.0)
    parsed = parsing(islice(chain.from_iterable(map(_records, parts)), pages))
    return Limits(found, count / spent, size / 1e6 / spent, reader, parsed, *rows)


def _records(part: Any) -> Iterator[Any]:
    from dateline.read.records import Record, read_part

    return (one for one in read_part(part) if isinstance(one, Record))


def parsing(records: Iterable[Any]) -> float:
    """Pages that the parser takes in a second, decoded before."""
    from selectolax.lexbor import LexborHTMLParser

    from dateline.read.document import Reject
    from dateline.read.records import to_document

    documents = [document for document in map(to_document, records) if not isinstance(document, Reject)]
    begin = time.process_time()
    for document in documents:
        LexborHTMLParser(document.text)
    return len(documents) / max(1e-9, time.process_time() - begin)


def writing(dataset: Path) -> tuple[float, float]:
    """Articles, and MB of them in memory, that are written in a second: zstd-6, as `write_parquet` has it."""
    import pyarrow.parquet as pq

    from dateline.write import write_parquet
    from dateline_schema.tables import ARTICLES

    count = size = spent = 0.0
    for file in sorted((dataset / "data" / "articles").iterdir()):
        rows = pq.read_table(file)
        with tempfile.TemporaryDirectory() as folder:
            begin = time.process_time()
            write_parquet(rows, ARTICLES, folder, "rows.parquet")
            spent += time.process_time() - begin
        count, size = count + rows.num_rows, size + rows.nbytes / 1e6
    return count / spent, size / spent


def peak() -> float:
    """Most resident memory that this process has had, in MB; `getrusage` would count what had started it."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmHWM"))


def line(one: Limits) -> str:
    """The limits for a person to read."""
    written = f"writes {one.articles:,.0f} articles/s, {one.written:,.1f} MB/s; " if one.articles else ""
    return (
        f"a core finds parts at {one.found:,.0f} MB/s; reads {one.records:,.0f} records/s, {one.read:,.0f} MB/s, "
        f"peak {one.reader:.0f} MB; parses {one.parsed:,.0f} pages/s; {written}all of it for a page: {one.page:.2f} ms"
    )


def main() -> None:
    """Measure one file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--pages", type=int, default=1_000, help="that are parsed")
    parser.add_argument("--rows", type=Path, metavar="DATASET", help="write the articles of this dataset")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = limits(given.file, given.pages, given.rows, told=not given.json)
    print(json.dumps(asdict(found)) if given.json else line(found))


if __name__ == "__main__":
    main()
