"""Articles for the cases, and the reprints that are found among them."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from dateline.corpus.reprints import find_reprints, sketch
from dateline.corpus.summary import SUMMARY
from dateline.cut import write_rows
from dateline.engine import Engine, LocalEngine


@dataclass(frozen=True, slots=True)
class Given:
    """An article of a case."""

    id: str
    body: str
    day: int | None = 1
    site: str = ""
    agencies: tuple[str, ...] = ()
    title: str | None = None
    scrape_of: str | None = None

    def row(self) -> dict[str, Any]:
        """Its row of the summary."""
        site = self.site or f"{self.id}.example"
        return {
            "id": self.id,
            "title": self.title or f"Title of {self.id}",
            "date": None if self.day is None else date(2020, 5, self.day),
            "source": site,
            "source_domain": site,
            "agencies": list(self.agencies),
            "authors": [],
            "characters": len(self.body),
            "duplicate_of": self.scrape_of,
            "actors": [],
            "mentions": [],
        }


Find = Callable[..., pa.Table]


@pytest.fixture(scope="session")
def given() -> type[Given]:
    return Given


@pytest.fixture(scope="session")
def reports() -> dict[str, Any]:
    """The texts of `reports.toml`; the fills of templates are under `fills`."""
    found = tomllib.loads((Path(__file__).parent / "reports.toml").read_text(encoding="utf-8"))
    return {name: text.strip() if isinstance(text, str) else text for name, text in found.items()}


@pytest.fixture
def find(tmp_path: Path) -> Find:
    """The reprints among articles, whose sketches are spread over a number of files."""

    def found(articles: Sequence[Given], files: int = 1, engine: Engine | None = None) -> pa.Table:
        paths = []
        for number in range(files):
            share = articles[number::files]
            paths.append(str(tmp_path / f"sketch-{number}.arrow"))
            columns = {"id": [one.id for one in share], "body": [one.body for one in share]}
            table = pa.table(columns, schema=pa.schema([("id", pa.string()), ("body", pa.string())]))
            write_rows(paths[-1], sketch(table))
        summary = pa.Table.from_pylist([one.row() for one in articles], schema=SUMMARY).sort_by("id")
        before = sorted(tmp_path.iterdir())
        table = find_reprints(paths, summary, engine or LocalEngine(1, scratch=tmp_path), str(tmp_path))
        assert sorted(tmp_path.iterdir()) == before, "files of the moment were left behind"
        return table

    return found
