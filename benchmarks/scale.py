"""Builds of many pages: throughput by workers, processor time by stage, peak memory by process, disk.

    python benchmarks/scale.py FOLDER [--pages 2000 10000 40000 100000] [--workers 1 2] [--form warc] [--json]

FOLDER holds sample pages (.html, .html.gz, .html.zst). For each number of pages one input is made of them: every copy
of a page has an address, a headline and a first paragraph of its own, so that no article repeats another. Each build
runs without actors, in processes of their own, which are watched while they run. Memory is flat where the columns
`driver` and `worker` do not grow from one line to the next. `disk` is the most that the dataset folder takes while it
is built, `tried` what `dateline validate` takes of a processor for it; the folder can be kept with `--keep`. Below each
build stands what one core of this machine takes in the same run to read, to parse and to write the same pages
(`scale_limits.py`), and what share that is of the processor time that the build took.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import cycle, islice, pairwise
from pathlib import Path
from typing import Any

from scale_limits import Limits
from scale_limits import line as line_of_limits

MARKS = {"title": " (copy {})", "body": " copy {} ", "url": "?copy={}"}
"""What is put behind the words at which a field was found."""

STAGES = ("index", "read", "settle", "compare", "finish")
ENDS = ("reading", "validating", "linking actors", "writing")
"""Stages of a build, and what it tells of where one ends and the next begins."""

LIMITS = Path(__file__).with_name("scale_limits.py")
WATCHED = 0.2  # seconds between two looks at the processes
BATCH = 64  # rows of a row group of Parquet


@dataclass(frozen=True, slots=True)
class Template:
    """A page cut at the places where copies differ; `marks` stand between the pieces."""

    pieces: tuple[str, ...]
    marks: tuple[str, ...]

    def copy(self, number: int) -> str:
        """The page with a number of its own."""
        text = [self.pieces[0]]
        for mark, piece in zip(self.marks, self.pieces[1:], strict=True):
            text += [mark.format(number), piece]
        return "".join(text)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one build took.

    Attributes:
        pages, workers: asked for.
        articles, rejects, repeats: rows of the dataset; articles that repeat another.
        input, output, disk: MB of the input, of the dataset, and of its folder at most.
        wall: seconds. `index`, `read`, `settle`, `compare`, `finish`: processor milliseconds a page by stage, of all
            processes; `compare` is what is found by looking at all articles together.
        driver, worker: peak resident MB of the process that builds and of the largest of its workers.
        tried: processor milliseconds a page of `dateline validate`; `trying`: its peak in MB.
    """

    pages: int
    workers: int
    articles: int
    rejects: int
    repeats: int
    input: float
    output: float
    disk: float
    wall: float
    index: float
    read: float
    settle: float
    compare: float
    finish: float
    driver: float
    worker: float
    tried: float = 0.0
    trying: float = 0.0

    @property
    def cost(self) -> float:
        """Processor milliseconds a page, all stages."""
        return self.index + self.read + self.settle + self.compare + self.finish


# --- pages


def templates(folder: Path) -> list[Template]:
    """The sample pages of a folder, cut where their headline, their first paragraph and their address stand."""
    from dateline.read.files import find_sources
    from dateline.read.records import Part, Record, find_parts, read_part
    from dateline.settings import Settings

    settings = Settings()
    pages = [part for part in find_parts(find_sources([folder])) if isinstance(part, Part) and part.form == "html"]
    records = (result for part in pages for result in read_part(part) if isinstance(result, Record))
    return [_template(record, settings) for record in records]


def _template(record: Any, settings: Any) -> Template:
    from dateline.read import Reject
    from dateline.read.records import to_document
    from dateline.stage import read_one

    document, found = to_document(record), read_one(record, settings)
    if isinstance(document, Reject):
        return Template((bytes(record.data).decode("utf-8", "replace"),), ())
    rows = [] if isinstance(found, Reject) else found.evidence
    places = dict(sorted(_places(document.text, rows)))
    ends = [0, *places, len(document.text)]
    pieces = tuple(document.text[start:end] for start, end in pairwise(ends))
    return Template(pieces, tuple(places.values()))


def _places(text: str, evidence: Iterable[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Offsets behind which a copy gets its number: the headline's places, one of the text, the address's."""
    seen: set[str] = set()
    for row in evidence:
        field, raw = row["field"], row["raw"]
        if field not in MARKS or not raw or not row["chosen"] or field in seen:
            continue
        seen.add(field)
        if field == "body":
            yield row["start"] + len(raw.split(maxsplit=1)[0]), MARKS[field]
            continue
        at = text.find(raw)
        while at >= 0:
            yield at + len(raw), MARKS[field]
            at = text.find(raw, at + len(raw))


def copies(pages: list[Template], count: int) -> Iterator[tuple[str, str]]:
    """So many pages with their addresses."""
    for number, page in enumerate(islice(cycle(pages), count)):
        yield f"https://www.example.com/{number}/page.html", page.copy(number)


# --- inputs


def write_warc(path: Path, pages: Iterable[tuple[str, str]]) -> None:
    """Records of a crawl, each a member of its own."""
    with path.open("wb") as file:
        for number, (url, page) in enumerate(pages):
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + _bytes(page)
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{uuid.UUID(int=number)}>\r\n"
                f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(block)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + block + b"\r\n\r\n", compresslevel=1, mtime=0))


def write_jsonl(path: Path, pages: Iterable[tuple[str, str]]) -> None:
    """Lines of objects in one stream of Zstandard."""
    import pyarrow as pa

    with pa.CompressedOutputStream(str(path), "zstd") as file:
        for number, (url, page) in enumerate(pages):
            file.write(json.dumps({"id": f"p{number}", "url": url, "html": page}).encode() + b"\n")


def write_parquet(path: Path, pages: Iterable[tuple[str, str]]) -> None:
    """Rows of pages as bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema({"id": pa.string(), "url": pa.string(), "html": pa.binary()})
    entries = ({"id": f"p{n}", "url": url, "html": _bytes(page)} for n, (url, page) in enumerate(pages))
    with pq.ParquetWriter(path, schema, compression="zstd", use_dictionary=False) as writer:
        while rows := list(islice(entries, BATCH)):
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def write_files(path: Path, pages: Iterable[tuple[str, str]]) -> None:
    """A folder of plain pages."""
    path.mkdir()
    for number, (_, page) in enumerate(pages):
        folder = path / f"{number // 1000:04d}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number:07d}.html").write_bytes(_bytes(page))


def _bytes(page: str) -> bytes:
    return page.encode("utf-8", "replace")


FORMS: dict[str, tuple[str, Callable[[Path, Iterable[tuple[str, str]]], None]]] = {
    "warc": ("crawl.warc.gz", write_warc),
    "jsonl": ("pages.jsonl.zst", write_jsonl),
    "parquet": ("pages.parquet", write_parquet),
    "files": ("pages", write_files),
}


# --- one build, in a process of its own


def build_one(source: str, out: str, workers: int) -> dict[str, Any]:
    """Build in this process and tell what it took."""
    import dateline

    marks: dict[str, float] = {}
    told: dict[str, int] = {}

    def mark(what: str, done: int, total: int) -> None:
        marks.setdefault(what, cpu_of_all())
        if total and 20 * done // total != 20 * told.get(what, -1) // total:
            told[what] = done
            print(f"{time.monotonic() - wall:8.0f} s  {what}: {done} of {total}", file=sys.stderr, flush=True)

    start, wall = cpu_of_all(), time.monotonic()
    result = dateline.build([source], out, workers=workers, actors=False, progress=mark)
    seconds, end = time.monotonic() - wall, cpu_of_all()
    times = [start, *(marks[what] for what in ENDS), end]
    counts = {"articles": result.rows["articles"], "rejects": result.rows["rejects"], "repeats": _repeats(Path(out))}
    spent = {name: after - before for name, (before, after) in zip(STAGES, pairwise(times), strict=True)}
    return {**counts, "wall": seconds, **{name: 1000 * value / result.inputs for name, value in spent.items()}}


def _repeats(out: Path) -> int:
    import pyarrow.parquet as pq

    files = sorted((out / "data" / "articles").iterdir())
    columns = (pq.read_table(file, columns=["duplicate_of"])["duplicate_of"] for file in files)
    return sum(len(column) - column.null_count for column in columns)


def validate_one(out: str) -> dict[str, Any]:
    """Validate in this process and tell what it took."""
    import dateline

    start = cpu_of_all()
    report = dateline.validate(out)
    if not report.ok:
        raise SystemExit(f"the dataset breaks the contract: {report.to_json()['counts']}")
    return {"tried": cpu_of_all() - start}


def cpu_of_all() -> float:
    """Processor seconds of this process, of the workers that it has, and of those that have ended."""
    user, system, of_ended, system_of_ended, _ = os.times()
    return user + system + of_ended + system_of_ended + sum(map(_cpu, children(os.getpid())))


def _cpu(pid: int) -> float:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


# --- watching


def children(pid: int) -> list[int]:
    """Processes that a process has started, and those that these have."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        own = [int(child) for task in tasks for child in (task / "children").read_text(encoding="utf-8").split()]
    except OSError:  # it has ended
        return []
    return own + [child for one in own for child in children(one)]


def peak(pid: int) -> float:
    """Most resident memory that a process has had, in MB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmHWM")), 0.0)


def size_of(path: Path) -> float:
    """MB of the files below a folder, or of a file."""
    files = [path] if path.is_file() else list(path.rglob("*"))
    sizes = []
    for file in files:
        try:
            sizes.append(file.stat().st_size)
        except OSError:  # gone meanwhile
            continue
    return sum(sizes) / 1e6


def watched(command: list[str], folder: Path) -> tuple[dict[str, Any], dict[str, float]]:
    """What a command of this file prints, and peaks: of its own process, of its largest child, of a folder's size."""
    peaks = {"driver": 0.0, "worker": 0.0, "disk": 0.0}
    looked = 0.0
    with subprocess.Popen([sys.executable, __file__, *command], stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - this file itself
        while process.poll() is None:
            peaks["driver"] = max(peaks["driver"], peak(process.pid))
            peaks["worker"] = max([peaks["worker"], *map(peak, children(process.pid))])
            if time.monotonic() > looked + 10 * WATCHED:
                peaks["disk"], looked = max(peaks["disk"], size_of(folder)), time.monotonic()
            time.sleep(WATCHED)
        told = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return json.loads(told.splitlines()[-1]), peaks


def measure(source: Path, out: Path, pages: int, workers: int, *, validate: bool) -> tuple[Figures, Limits]:
    """One build of an input, the validation of what it made, and what the machine takes for the least of it."""
    told, peaks = watched(["--one", str(source), str(out), str(workers)], out)
    found: dict[str, Any] = {"input": size_of(source), "output": size_of(out), **told, **peaks}
    if validate:
        told, peaks = watched(["--validate", str(out)], out)
        found |= {"tried": 1000 * told["tried"] / pages, "trying": peaks["driver"]}
    command = [sys.executable, str(LIMITS), str(source), "--rows", str(out), "--json"]
    told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)  # noqa: S603 - ours
    return Figures(pages=pages, workers=workers, **found), Limits(**told)


# --- the table

COLUMNS = (
    ("pages", "{0.pages:7d}"),
    ("workers", "{0.workers:7d}"),
    ("articles", "{0.articles:8d}"),
    ("rejects", "{0.rejects:7d}"),
    ("repeats", "{0.repeats:7d}"),
    ("pages/s", "{1:7.1f}"),
    ("wall s", "{0.wall:7.1f}"),
    ("index ms", "{0.index:8.2f}"),
    ("read ms", "{0.read:7.2f}"),
    ("settle ms", "{0.settle:9.2f}"),
    ("compare ms", "{0.compare:10.2f}"),
    ("finish ms", "{0.finish:9.2f}"),
    ("driver MB", "{0.driver:9.0f}"),
    ("worker MB", "{0.worker:9.0f}"),
    ("input MB", "{0.input:8.0f}"),
    ("output MB", "{0.output:9.1f}"),
    ("disk MB", "{0.disk:7.0f}"),
    ("tried ms", "{0.tried:8.2f}"),
    ("trying MB", "{0.trying:9.0f}"),
)


def line(figures: Figures) -> str:
    """A line of the table."""
    return "  ".join(shape.format(figures, figures.pages / figures.wall) for _, shape in COLUMNS)


def below(figures: Figures, limits: Limits) -> str:
    """What stands below the line of a build."""
    share = f"{limits.page / figures.cost:.0%} of {figures.cost:.2f} ms of the build, all processes"
    return f"    {line_of_limits(limits)}, {share}"


def heading() -> str:
    """The names of the columns, each as wide as its figures."""
    nothing = Figures(*[0] * len(Figures.__slots__[:5]), *[0.0] * len(Figures.__slots__[5:]))
    return "  ".join(name.rjust(len(shape.format(nothing, 0.0))) for name, shape in COLUMNS)


def run(given: argparse.Namespace, place: Path) -> Iterator[tuple[Figures, Limits]]:
    """Every build that was asked for, one after another."""
    pages = templates(given.folder)
    name, write = FORMS[given.form]
    for count in given.pages:
        source = place / f"{count}-{name}"
        write(source, copies(pages, count))
        for workers in given.workers:
            with tempfile.TemporaryDirectory(dir=place) as out:
                yield measure(source, given.keep or Path(out) / "out", count, workers, validate=given.validate)
        subprocess.run(["rm", "-rf", str(source)], check=True)  # noqa: S603, S607 - a file or a folder of this run


def main() -> None:
    """Parse arguments, measure, print a table."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(build_one(sys.argv[2], sys.argv[3], int(sys.argv[4]))))
        return
    if sys.argv[1:2] == ["--validate"]:
        print(json.dumps(validate_one(sys.argv[2])))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="sample pages")
    parser.add_argument("--pages", type=int, nargs="+", default=[2_000, 10_000, 40_000, 100_000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--form", choices=tuple(FORMS), default="warc")
    parser.add_argument("--temporary", type=Path, help="a folder with room for inputs and datasets")
    parser.add_argument("--keep", type=Path, help="keep the dataset of the last build here")
    parser.add_argument("--no-validate", dest="validate", action="store_false", help="do not validate what was built")
    parser.add_argument("--json", action="store_true", help="a line of JSON for each build in place of a table")
    given = parser.parse_args()
    if not given.json:
        print(heading(), flush=True)
    with tempfile.TemporaryDirectory(dir=given.temporary) as place:
        for figures, limits in run(given, Path(place)):
            told = {**asdict(figures), "limits": asdict(limits)}
            print(json.dumps(told) if given.json else f"{line(figures)}\n{below(figures, limits)}", flush=True)


if __name__ == "__main__":
    main()
