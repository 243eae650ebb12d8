"""Whether data keeps the contract: tables in memory, a file, a dataset folder, or a dataset on the Hub."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.contradictions import Contradiction, contradictions
from dateline.dataset_files import UNREADABLE, card_failures, dataset_failures, file_failures, option_failures
from dateline.errors import InputError
from dateline.manifest import read_manifest
from dateline.swap import pending, recover
from dateline.write import PARQUET_ERRORS, first_line
from dateline_schema.conformance import schema_failures
from dateline_schema.corpus import corpus_failures
from dateline_schema.failures import Failure
from dateline_schema.frames import Frames
from dateline_schema.levels import field_failures
from dateline_schema.rules import Scope
from dateline_schema.tables import BY_NAME, TABLES, Table, edition, edition_of, stored

__all__ = ["Failure", "Report", "validate", "validate_tables"]

KEPT = 1000
"""Failures that a report shows; of the rest it has the numbers by rule."""

PARTS = ("README.md", "manifest.json", "data/**")
"""What of a dataset on the Hub is looked at: not its raw documents."""

REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+(@[\w./-]+)?")


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found.

    Attributes:
        target: what was validated.
        rows: rows by table.
        failures: the first `KEPT`, in order of the tables.
        counts: number of failures by rule.
        findings: what a person should look at though no rule is broken; the first `KEPT`.
    """

    target: str
    rows: Mapping[str, int]
    failures: tuple[Failure, ...]
    counts: Mapping[str, int]
    findings: tuple[Contradiction, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every rule holds."""
        return not self.counts

    @property
    def total(self) -> int:
        """Number of failures, those included that are not shown."""
        return sum(self.counts.values())

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "target": self.target,
            "ok": self.ok,
            "rows": dict(self.rows),
            "failures": [failure.to_json() for failure in self.failures],
            "counts": dict(sorted(self.counts.items())),
            "findings": [finding.to_json() for finding in self.findings],
        }


def validate(target: str | Path) -> Report:
    """Check a dataset folder, one Parquet file of a dataset, or a dataset on the Hub as `owner/name[@revision]`.

    Raises InputError where there is nothing that could be checked; data that breaks a rule is in the report.
    """
    path = Path(target)
    if path.is_dir():
        return _validate_folder(path, str(target))
    if path.is_file():
        return _validate_file(path)
    if REPOSITORY.fullmatch(str(target)):
        return _validate_folder(downloaded(str(target), PARTS), str(target))
    expected = "a dataset folder, a .parquet file, or owner/name on the Hub"
    raise InputError("no such file or folder", file=target, expected=expected)


def validate_tables(
    tables: Mapping[str, pa.Table], *, whole: bool = False, contract: Mapping[str, Table] | None = None
) -> list[Failure]:
    """Every failure of the tables of one bucket: Arrow schemas, fields, rules across rows and tables.

    Failures are capped for each rule, column and article, never for a table: each article that fails is named.

    Args:
        tables: by name; some may be missing.
        whole: the tables are the whole dataset, so that references between buckets are judged too.
        contract: the tables of the edition; by default of the one that the columns of each table are of.
    """
    scopes: tuple[Scope, ...] = ("bucket", "both", "dataset") if whole else ("bucket", "both")
    return table_failures(tables, scopes, contract or _contracts(tables))


def _contracts(tables: Mapping[str, pa.Table]) -> dict[str, Table]:
    return {name: edition(edition_of(table.schema))[name] for name, table in tables.items() if name in BY_NAME}


def table_failures(
    tables: Mapping[str, pa.Table], scopes: tuple[Scope, ...], contract: Mapping[str, Table]
) -> list[Failure]:
    """The failures of tables by the rules of these scopes; `validate_tables` says what scopes are for."""
    failures = [
        failure
        for name, table in tables.items()
        for failure in schema_failures(name, table.schema, contract[name].schema if name in contract else None)
    ]
    wrong = {failure.table for failure in failures}
    sound = {name: table for name, table in tables.items() if name not in wrong}
    frames = Frames(sound)
    for name in sound:
        failures += field_failures(contract[name], frames[name])
    return failures + corpus_failures(frames, *scopes)


def _report(target: str, rows: Mapping[str, int], failures: Iterable[Failure]) -> Report:
    kept: list[Failure] = []
    counts: Counter[str] = Counter()
    for failure in failures:
        counts[failure.rule] += 1
        if len(kept) < KEPT:
            kept.append(failure)
    return Report(target, rows, tuple(kept), counts)


def _validate_folder(folder: Path, target: str) -> Report:
    finish_build(folder)
    manifest = read_manifest(folder)
    if unknown := option_failures(manifest):
        return _report(target, {}, unknown)
    broken = file_failures(folder, manifest)
    unread = {failure.table for failure in broken if failure.rule in UNREADABLE}

    def all_failures() -> Iterable[Failure]:
        yield from broken
        yield from card_failures(folder, manifest)
        yield from dataset_failures(folder, manifest, unread, table_failures)

    rows = {name: entry.rows for name, entry in manifest.tables.items()}
    report = _report(target, rows, all_failures())
    return replace(report, findings=tuple(islice(contradictions(folder, manifest), KEPT))) if report.ok else report


def finish_build(folder: Path) -> None:
    """Finish a build that was killed while it put its files in place. Raises InputError where that cannot be."""
    if not pending(folder):
        return
    try:
        recover(folder)
    except OSError as error:
        remedy = "Run dateline build on it, or validate it where it can be written to"
        found = error.strerror or str(error)
        raise InputError(
            "a build was cut short and cannot be finished", file=folder, found=found, remedy=remedy
        ) from error


def _validate_file(path: Path) -> Report:
    try:
        table = pq.read_table(path, partitioning=None)
    except PARQUET_ERRORS as error:
        raise InputError("cannot be read as Parquet", file=path, found=first_line(error)) from error
    name = recognized(table.schema)
    if name is None:
        names = ", ".join(BY_NAME)
        raise InputError("is no table of the contract", file=path, found=", ".join(table.schema.names), expected=names)
    contract = edition(edition_of(table.schema))[name].schema
    if table.schema.equals(stored(contract)):
        try:
            table = table.cast(contract)
        except (pa.ArrowException, ValueError) as error:
            found = first_line(error)
            failures = [Failure(name, "arrow-schema", "", "", found, "values that fit their columns")]
            return _report(str(path), {name: table.num_rows}, failures)
    return _report(str(path), {name: table.num_rows}, validate_tables({name: table}))


def recognized(schema: pa.Schema) -> str | None:
    """The name of the table that a schema is of, or, where none is, of the one that it shares most columns with."""
    stated = str((schema.metadata or {}).get(b"dateline.table", b""), "utf-8", "replace")
    if stated in BY_NAME:
        return stated
    shared = {table.name: len(set(schema.names) & set(table.schema.names)) / len(table.columns) for table in TABLES}
    best = max(shared, key=lambda name: shared[name])
    return best if shared[best] >= 0.5 else None


def downloaded(
    repository: str,
    parts: Sequence[str],
    *,
    problem: str = "cannot be fetched from the Hub",
    remedy: str = "Check the name, the network and your access to it, or name a folder or a file",
) -> Path:
    """A local copy of these parts (patterns) of a dataset on the Hub, `owner/name[@revision]`.

    Raises InputError, in the words of `problem` and `remedy`.
    """
    from huggingface_hub import snapshot_download

    name, _, revision = repository.partition("@")
    try:
        folder = snapshot_download(
            name,
            repo_type="dataset",
            revision=revision or None,
            allow_patterns=list(parts),
        )
    except Exception as error:  # the client raises errors of several libraries, none of which a user should see
        raise InputError(
            problem,
            file=repository,
            found=f"{type(error).__name__}: {first_line(error)}",
            remedy=remedy,
        ) from error
    return Path(folder)
