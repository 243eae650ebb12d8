"""What a stage may ask of an engine, whichever it is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol, TypeAlias, TypeVar

from dateline.errors import DatelineError

Task = TypeVar("Task")
Result = TypeVar("Result")
Views: TypeAlias = Mapping[str, str | Sequence[str]]
"""Names in a query and the Parquet files that they stand for: a file, a folder of files, or several of either."""


class EngineFailed(DatelineError):
    """An engine that ran out of memory or disk, or lost its cluster; what it was asked to do was right."""


class Engine(Protocol):
    """Many workers, and one place where rows of equal keys meet."""

    @property
    def workers(self) -> int:
        """Tasks that run at once; 1 where all is done in this process."""

    def run(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        lost: Callable[[Task], Result] | None = None,
        *,
        pays: bool = True,
    ) -> Iterator[Result]:
        """`function` of every task, in the order of the tasks.

        A worker may die in a task, which is then done again, so a task must be able to be done twice: it writes files
        under names of its own, whole. A task whose workers die every time gets `lost(task)`.

        Args:
            function: of a module, so that a worker can import it.
            tasks: picklable; files that they name are on a file system that all workers see.
            lost: what stands in for the result of a task that kills its worker; called in this process.
            pays: False where the work is over before workers have started: it is done in this process.

        Raises:
            WorkerLost: a worker died every time and there is no `lost`, or none starts.
            Exception: whatever `function` raised.
        """

    def sql(self, query: str, out: str, views: Views) -> None:
        """Write the rows of a query as Parquet at `out`: a file, or a folder of files (read it with `pq.read_table`).

        Rows come in no order: sort them. The query is one that DuckDB and Spark both know and answer alike, which
        leaves out sums of floating numbers (their last digits depend on the order) and rows picked among equals.
        A SUM of whole numbers is cast: `CAST(SUM(n) AS BIGINT)`.

        Args:
            query: one SELECT; identifiers that need quotes are in double quotes.
            out: replaced where it exists, and only when all is written.
            views: names in the query, and their files.

        Raises:
            ValueError: a view without a file, or a column whose type only one of the engines has.
            EngineFailed: memory or disk did not suffice.
        """


def files_of(name: str, files: str | Sequence[str]) -> list[str]:
    """The files of a view as a list. Raises ValueError where there are none: their columns would be unknown."""
    listed = [files] if isinstance(files, str) else list(files)
    if not listed:
        raise ValueError(f"no files for the view {name}")
    return listed
