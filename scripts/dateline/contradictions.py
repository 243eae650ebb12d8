"""What a dataset says that something speaks against: offices that a person did not hold on the article's day, by an
authority, and days that the other articles of a story contradict.

These are findings for a person to look at, not failures: the press errs, and so do authorities. Nothing is corrected.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.corpus.story_dates.evidence import CONTRADICTION
from dateline.dataset_files import buckets
from dateline.manifest import Manifest
from dateline.settings import settings_of
from dateline.write import Written

if TYPE_CHECKING:
    from dateline.actors.authorities import Entry


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What speaks against something that an article says.

    Attributes:
        article: its id.
        actor: whom it is about; None where it is about the article's day.
        start, end: where the article says it: of a role in the body, of a day in the document; None where nowhere.
        message: what contradicts, for a person.
    """

    article: str
    actor: str | None
    start: int | None
    end: int | None
    message: str

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "article": self.article,
            "actor": self.actor,
            "start": self.start,
            "end": self.end,
            "message": self.message,
        }


def contradictions(folder: Path, manifest: Manifest) -> Iterator[Contradiction]:
    """Days that stories contradict, then roles that the offices of an authority do, each in order of the articles. The
    files are sound.
    """
    for file in manifest.tables["evidence"].files if "evidence" in manifest.tables else ():
        yield from _days_told_otherwise(folder / file.path)
    files = {name: manifest.tables[name].files for name in ("articles", "roles") if name in manifest.tables}
    if not any(file.rows for file in files.get("roles", ())):
        return
    known = _known(folder)
    for bucket in buckets(files):
        days = _days(folder, bucket.get("articles", ()))
        for file in bucket.get("roles", ()):
            yield from _of(pq.read_table(folder / file.path, partitioning=None), days, known)


def _days_told_otherwise(path: Path) -> Iterator[Contradiction]:
    rows = pq.read_table(
        path,
        columns=["article_id", "start", "end", "reason"],
        filters=[("rule", "=", CONTRADICTION)],
        partitioning=None,
    )
    for row in rows.to_pylist():
        yield Contradiction(row["article_id"], None, row["start"], row["end"], row["reason"])


def _known(folder: Path) -> "Mapping[str, Entry]":
    from dateline.actors.authority import entries
    from dateline.actors.options import actor_options, authority_files

    return entries(actor_options(files=authority_files(settings_of(folder), folder)).extra)


def _days(folder: Path, files: Iterable[Written]) -> dict[str, Any]:
    """The day of each article of a bucket."""
    found: dict[str, Any] = {}
    for file in files:
        table = pq.read_table(folder / file.path, columns=["id", "date"], partitioning=None)
        found.update(zip(table["id"].to_pylist(), table["date"].to_pylist(), strict=True))
    return found


def _of(rows: pa.Table, days: Mapping[str, Any], known: "Mapping[str, Entry]") -> Iterator[Contradiction]:
    from dateline.actors.offices import office_findings
    from dateline.actors.roles import Role

    for row in rows.to_pylist():
        article = row.pop("article_id")
        for found in office_findings([Role(**row)], known, days.get(article), article):
            yield Contradiction(article, found.actor_id, found.start, found.end, found.message)
