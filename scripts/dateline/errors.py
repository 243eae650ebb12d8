"""The one family of exceptions that Dateline raises for a person to read, and the exit codes of the command line.

A message names the file, the field, what was found, what was expected and the remedy, as far as each is known.
"""

from typing import ClassVar

OK = 0
"""All went well."""
INVALID = 1
"""The data fails validation."""
USAGE = 2
"""The command line is wrong."""
BAD_INPUT = 3
"""An input or a setting is bad."""
INTERNAL = 4
"""A bug, or a machine that fails."""
INTERRUPTED = 130
"""Stopped by the user (128 + SIGINT)."""


def sentence(text: str) -> str:
    """The text with a full stop at its end, where it has no end mark."""
    return text if text.endswith((".", "!", "?", ":")) else text + "."


class DatelineError(Exception):
    """Something a person can act on.

    Args:
        problem: what is wrong, in a few words.
        file: path or name of the file it is in.
        field: key, column or option.
        found: what stands there.
        expected: what should stand there.
        remedy: what to do.
    """

    exit_code: ClassVar[int] = INTERNAL

    def __init__(
        self,
        problem: str,
        *,
        file: object = None,
        field: str | None = None,
        found: object = None,
        expected: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.problem = problem
        self.file = None if file is None else str(file)
        self.field = field
        self.found = None if found is None else str(found)
        self.expected = expected
        self.remedy = remedy
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The parts in one line: `file: field: problem: found X, expected Y. Remedy.`"""
        place = [part for part in (self.file, self.field) if part]
        seen = [f"found {self.found}"] if self.found is not None else []
        wanted = [f"expected {self.expected}"] if self.expected is not None else []
        details = ", ".join(seen + wanted)
        what = ": ".join([*place, self.problem, *([details] if details else [])])
        return " ".join(sentence(part) for part in (what, self.remedy) if part)

    def to_json(self) -> dict[str, str | None]:
        """The parts by name, for `--json`."""
        names = ("problem", "file", "field", "found", "expected", "remedy")
        return {"error": type(self).__name__, **{name: getattr(self, name) for name in names}}


class UsageError(DatelineError):
    """Arguments that do not go together."""

    exit_code = USAGE


class InputError(DatelineError):
    """A document, a dataset or a repository that cannot be read."""

    exit_code = BAD_INPUT


class SettingsError(DatelineError):
    """A setting in `dataset.toml` that is unknown, missing or of the wrong type."""

    exit_code = BAD_INPUT


class TargetError(DatelineError):
    """A folder that must not be written to."""

    exit_code = BAD_INPUT


class ContractError(DatelineError):
    """Data that breaks the contract; `failures` are the `dateline.validate.Failure`s, as many as were kept."""

    exit_code = INVALID

    def __init__(self, problem: str, *, failures: tuple[object, ...] = (), **parts: str | None) -> None:
        self.failures = failures
        super().__init__(problem, **parts)
