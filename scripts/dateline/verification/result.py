"""What a check of `dateline verify` answers, and what it looks at."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from dateline.errors import INTERNAL, DatelineError, sentence
from dateline.manifest import Manifest
from dateline.settings import Settings
from dateline_schema.failures import Failure

State = Literal["passed", "failed", "not done"]

KEPT = 100
"""Problems of a check that a report keeps; of the rest it has the number."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is verified: a dataset folder, its manifest, the settings that its parts were made with.

    `settings` is None where nothing tells them; `in_cache` says that the files are links into a cache of the Hub's
    client.
    """

    folder: Path
    manifest: Manifest
    settings: Settings | None
    in_cache: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be: which file, what is wrong with it, and what to do."""

    file: str
    problem: str
    found: str | None = None
    expected: str | None = None
    remedy: str | None = None

    @property
    def message(self) -> str:
        """All of it in one line."""
        seen = [f"found {self.found}"] if self.found else []
        wanted = [f"expected {self.expected}"] if self.expected else []
        what = ": ".join(part for part in (self.file, self.problem, ", ".join(seen + wanted)) if part)
        return " ".join(sentence(part) for part in (what, self.remedy) if part)


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Attributes:
        name: short and stable.
        state: `passed`, `failed`, or `not done`, which `note` gives the reason of.
        note: what was looked at, in a few words.
        problems: the first `KEPT`.
        total: how many there are.
    """

    name: str
    state: State
    note: str
    problems: tuple[Problem, ...] = ()
    total: int = 0

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        problems = [asdict(problem) for problem in self.problems]
        return {"name": self.name, "state": self.state, "note": self.note, "problems": problems, "total": self.total}


def judged(name: str, note: str, problems: Iterable[Problem]) -> Check:
    """A check that passed where there is no problem."""
    found = tuple(problems)
    return Check(name, "failed" if found else "passed", note, found[:KEPT], len(found))


def not_done(name: str, reason: str) -> Check:
    """A check that could not be made."""
    return Check(name, "not done", reason)


def guarded(name: str, check: Callable[[], Check]) -> Check:
    """The check; where it raises an error that a person can act on, one that failed with it."""
    try:
        return check()
    except DatelineError as error:
        if error.exit_code == INTERNAL:  # the machine fails, which says nothing of the dataset
            raise
        return judged(name, "stopped by an error", [of_error(error)])


def of_error(error: DatelineError) -> Problem:
    """An error as a problem."""
    problem = f"{error.field}: {error.problem}" if error.field else error.problem
    return Problem(error.file or "", problem, error.found, error.expected, error.remedy)


def of_failure(failure: Failure, remedy: str) -> Problem:
    """A broken rule as a problem."""
    place = [part for part in (failure.article, failure.column) if part]
    return Problem(failure.table, ": ".join([*place, failure.rule]), failure.found, failure.expected, remedy)
