"""Labelled made-up reports, and a corpus of them to look for stories in."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.corpus.stories import DAYS, HISTORY, find_stories, profile
from dateline.corpus.summary import SUMMARY
from dateline.engine import LocalEngine

CASES = Path(__file__).with_name("cases.jsonl")
COPIES = pa.schema([("article_id", pa.string()), ("duplicate_of", pa.string())])

Report = dict[str, Any]


def summary_row(report: Report) -> Report:
    """A row of the summary; an actor is mentioned as often as the last word of its id stands in the body."""
    names = [actor.rpartition("-")[2].capitalize() for actor in report["actors"]]
    return {
        **dict.fromkeys(SUMMARY.names),
        **{name: report[name] for name in ("id", "title", "source", "language", "actors")},
        "date": exact(report["day"]),
        "agencies": [],
        "authors": [],
        "characters": len(report["body"]),
        "duplicate_of": report.get("duplicate_of"),
        "mentions": [max(1, report["body"].count(name)) for name in names],
    }


def days_row(report: Report) -> Report:
    """What a report knows of its day: all, day and month, or nothing."""
    told, day = report["day"] or "", exact(report["day"])
    month = told.startswith("XXXX-")
    return {
        "article_id": report["id"],
        "first": day,
        "last": day,
        "month": int(told[5:7]) if month else None,
        "day": int(told[8:10]) if month else None,
    }


def exact(told: str | None) -> date | None:
    return date.fromisoformat(told) if told and not told.startswith("X") else None


@dataclass(frozen=True)
class Corpus:
    """Reports, and what the stages before have found of them."""

    reports: Sequence[Report]
    folder: Path
    copies: Sequence[tuple[str, str]] = ()
    history: Sequence[tuple[str, str]] = ()
    files: int = 1

    def but(self, **changes: Any) -> "Corpus":
        return replace(self, **changes)

    @property
    def summary(self) -> pa.Table:
        return pa.Table.from_pylist([summary_row(one) for one in self.reports], schema=SUMMARY).sort_by("id")

    @property
    def profiles(self) -> list[str]:
        paths = []
        for number in range(self.files):
            rows = [{name: one[name] for name in ("id", "title", "body", "language")} for one in self.reports]
            path = self.folder / f"profile-{number}.parquet"
            pq.write_table(profile(pa.Table.from_pylist(rows[number :: self.files])), path)
            paths.append(str(path))
        return paths

    def members(self) -> pa.Table:
        """Rows of `MEMBERS`."""
        copies = pa.table(list(zip(*self.copies, strict=True)) or [[], []], schema=COPIES)
        history = pa.table(list(zip(*self.history, strict=True)) or [[], []], schema=HISTORY)
        days = pa.Table.from_pylist([days_row(one) for one in self.reports], schema=DAYS)
        engine = LocalEngine(1, scratch=self.folder)
        return find_stories(self.profiles, self.summary, copies, days, history, engine, str(self.folder))

    def stories(self) -> dict[str, str]:
        """The story of each article that has one."""
        members = self.members()
        return dict(zip(members["article_id"].to_pylist(), members["story_id"].to_pylist(), strict=True))


@pytest.fixture(scope="session")
def cases() -> list[Report]:
    """The labelled reports; `story` is the event, shared by the reports on it."""
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[[Sequence[Report]], Corpus]:
    """Makes a corpus of reports."""
    return lambda reports: Corpus(reports, tmp_path)


@pytest.fixture(scope="session")
def found(cases: list[Report], tmp_path_factory: pytest.TempPathFactory) -> pa.Table:
    """The members of stories among the labelled reports."""
    return Corpus(cases, tmp_path_factory.mktemp("cases")).members()
