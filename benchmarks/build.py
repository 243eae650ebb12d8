"""What a build costs: processor time a text and peak memory, by the number of texts.

    python benchmarks/build.py FOLDER [--times 1 2 4 8] [--actors none] [--workers 1]

FOLDER holds .txt or .md documents. For each factor a folder of that many copies of each is built in a process of its
own; each copy ends with a sentence that no other has. Reading and finishing (validate, write) are told apart. Memory is
flat where the last column stops to grow: a build holds one bucket of articles (`pipeline.ROWS`) at a time.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ENDINGS = (".txt", ".md")


def copies(folder: Path, target: Path, times: int) -> int:
    """Write so many copies of each document; returns their number."""
    documents = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS)
    for number in range(times):
        for path in documents:
            ending = f"\n\nThis text was written down as number {number} of {times} so that builds can be measured.\n"
            (target / f"{number:04d}-{path.name}").write_bytes(path.read_bytes() + ending.encode())
    return len(documents) * times


def build_one(source: str, out: str, actors: bool, workers: int) -> dict[str, float]:
    """Build in this process and tell what it took."""
    import dateline

    marks: dict[str, float] = {}

    def mark(what: str, done: int, total: int) -> None:
        marks.setdefault(what, cpu_seconds())

    start, wall = cpu_seconds(), time.monotonic()
    result = dateline.build([source], out, workers=workers, actors=actors, progress=mark)
    end, split = cpu_seconds(), marks["validating and writing"]
    return {
        "inputs": result.inputs,
        "articles": result.rows["articles"],
        "read": split - start,
        "finish": end - split,
        "wall": time.monotonic() - wall,
        "driver": peak(resource.RUSAGE_SELF),
        "worker": peak(resource.RUSAGE_CHILDREN),
    }


def cpu_seconds() -> float:
    """Of this process and of its workers that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak(who: int) -> float:
    """Peak resident memory in MB; Linux counts kB, macOS bytes."""
    return resource.getrusage(who).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def measure(folder: Path, times: int, actors: str, workers: int) -> dict[str, float]:
    """One build in a fresh process, so that its peak is its own."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "texts"
        source.mkdir()
        copies(folder, source, times)
        command = [sys.executable, __file__, "--one", str(source), str(Path(place) / "out"), actors, str(workers)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this file itself
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def main() -> None:
    """Parse arguments, measure, print a table."""
    if sys.argv[1:2] == ["--one"]:
        source, out, actors, workers = sys.argv[2:]
        print(json.dumps(build_one(source, out, actors == "full", int(workers))))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 2, 4, 8])
    parser.add_argument("--actors", choices=("none", "full"), default="none")
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    print("  texts  articles  read ms/text  finish ms/text  wall s  peak MB driver  worker")
    for times in given.times:
        m = measure(given.folder, times, given.actors, given.workers)
        read, finish = (1000 * m[stage] / m["inputs"] for stage in ("read", "finish"))
        counts = f"{m['inputs']:7.0f}  {m['articles']:8.0f}"
        print(f"{counts}  {read:12.2f}  {finish:14.2f}  {m['wall']:6.1f}  {m['driver']:14.0f}  {m['worker']:6.0f}")


if __name__ == "__main__":
    main()
