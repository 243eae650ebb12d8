"""The engine of one machine: a process pool for tasks, DuckDB for queries."""

import glob
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dateline.engine.crew import run
from dateline.engine.protocol import EngineFailed, Views, files_of
from dateline.errors import UsageError

if TYPE_CHECKING:
    import duckdb

Task = TypeVar("Task")
Result = TypeVar("Result")

MEMORY = 2_000_000_000  # bytes that a query may hold; what is more waits on the disk
THREAD = 250_000_000  # bytes of memory for each thread of a query: with less they are in each other's way
SHARED = frozenset("BOOLEAN TINYINT SMALLINT INTEGER BIGINT FLOAT DOUBLE VARCHAR DATE TIMESTAMP BLOB".split())
"""Types that both engines have and write to Parquet alike; a HUGEINT would become a DOUBLE, and lose digits."""


class LocalEngine:
    """Tasks on `workers` processes; queries in this process, on as many threads as `memory` is enough for.

    Args:
        workers: 1 does tasks in this process.
        memory: bytes that a query may hold.
        scratch: folder for what a query cannot hold; without one the system's temporary folder.
    """

    def __init__(self, workers: int = 1, memory: int = MEMORY, scratch: Path | None = None) -> None:
        self.workers, self.memory, self.scratch = workers, memory, scratch

    def run(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        lost: Callable[[Task], Result] | None = None,
        *,
        pays: bool = True,
    ) -> Iterator[Result]:
        """See `Engine.run`."""
        return run(function, tasks, self.workers if pays else 1, lost)

    def sql(self, query: str, out: str, views: Views) -> None:
        """See `Engine.sql`; `out` becomes one file. URIs (`s3://...`) are read and written through fsspec."""
        import duckdb

        folder = tempfile.mkdtemp(prefix="sql-", dir=self.scratch)
        unfinished = out if is_remote(out) else f"{out}.{os.getpid()}.part"  # an object is there whole or not at all
        try:
            with duckdb.connect(config=self._config(folder)) as connection:
                _write(connection, query, unfinished, views)
            if unfinished != out:
                _put(unfinished, out)
        except duckdb.OutOfMemoryException as error:
            raise EngineFailed("a query ran out of memory", found=_first(error), remedy=_ROOM) from error
        except duckdb.IOException as error:
            raise EngineFailed("a query could not read or write", found=_first(error), remedy=_ROOM) from error
        finally:
            if unfinished != out:
                Path(unfinished).unlink(missing_ok=True)
            shutil.rmtree(folder, ignore_errors=True)

    def _config(self, folder: str) -> dict[str, str | bool | int | float | list[str]]:
        return {
            "threads": max(1, min(self.workers, self.memory // THREAD)),
            "memory_limit": f"{self.memory // 1_000_000}MB",
            "temp_directory": folder,
            "preserve_insertion_order": False,  # rows come in no order as it is, and keeping it takes memory
            "autoinstall_known_extensions": False,  # nothing is fetched behind the user's back
        }


_ROOM = "See that its files are there and that the disk has room: a query may need some times the size of its files"


def _first(error: Exception) -> str:
    """What DuckDB says; hints on its settings follow, which are not the user's to set."""
    return str(error).partition("\n")[0]


def _write(connection: "duckdb.DuckDBPyConnection", query: str, out: str, views: Views) -> None:
    for uri in (out, *(file for name, files in views.items() for file in files_of(name, files))):
        _reach(connection, uri)
    for name, files in views.items():
        view = f"CREATE VIEW {quoted(name)} AS SELECT * FROM read_parquet({_listed(name, files)})"  # noqa: S608 - quoted
        connection.execute(view)
    for column, kind, *_ in connection.execute(f"DESCRIBE {query}").fetchall():
        if kind.removesuffix("[]") not in SHARED:
            raise ValueError(f"column {column} is a {kind}, which Spark does not have: cast it")
    connection.execute(f"COPY ({query}) TO {_literal(out)} (FORMAT parquet, COMPRESSION zstd)")


def is_remote(path: str) -> bool:
    """Whether a path is a URI."""
    return "://" in path


def _reach(connection: "duckdb.DuckDBPyConnection", uri: str) -> None:
    """Let a connection read where a URI points. Raises UsageError where the package for that is missing."""
    import fsspec

    protocol = uri.partition("://")[0]
    if not is_remote(uri) or connection.filesystem_is_registered(protocol):
        return
    try:
        connection.register_filesystem(fsspec.filesystem(protocol))
    except (ImportError, ValueError) as error:  # of a package that is not installed, of a protocol that is unknown
        raise UsageError("cannot be reached", file=uri, found=error) from error


def quoted(name: str) -> str:
    """An identifier as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def _listed(name: str, files: str | Sequence[str]) -> str:
    return "[" + ", ".join(_literal(_pattern(file)) for file in files_of(name, files)) + "]"


def _pattern(file: str) -> str:
    """The file, or those of the folder, as a pattern: brackets and stars in a path stand for themselves."""
    folder = not file.endswith(".parquet") if is_remote(file) else os.path.isdir(file)
    return f"{glob.escape(file)}/*.parquet" if folder else glob.escape(file)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _put(unfinished: str, out: str) -> None:
    if os.path.isdir(out):
        shutil.rmtree(out)
    os.replace(unfinished, out)
