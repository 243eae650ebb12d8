"""What articles tell together, as a maintainer looks at it: a small dataset with a story, reprints and folds."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

import dateline
from dateline.cli import app
from dateline.errors import InputError
from dateline.events import check_sides, list_reprints, list_stories, tell_story

LEDE = (
    "The harbour council of Westhaven voted nine to four on Tuesday to keep the night ferry to Osterby, after Mayor "
    "Ingrid Solberg said that two hundred nurses depend on it. Councillor Per Dahl called the subsidy a mistake."
)
MORE = (
    "The line loses three million crowns a year. A private operator, Nordlys Ferries, had asked to take it over with "
    "smaller boats. The council's engineers found that these could not sail in a northerly gale."
)
OTHER = (
    "Nurses cheered in the gallery when the vote on the night ferry to Osterby was read out in Westhaven on Tuesday. "
    "Mayor Ingrid Solberg, who had threatened to resign, won with nine votes against four. Nordlys Ferries, which "
    "wanted the line, said that it would look at the decision. Per Dahl spoke of a mistake that taxpayers will regret."
)
APART = (
    "A bakery in the old town of Lindholm won the national prize for rye bread for the third time. Its owner, Marta "
    "Quist, bakes with grain from her brother's farm and sells out by nine in the morning on most days of the week."
)


def page(title: str, publisher: str, day: str, *paragraphs: str) -> str:
    body = "\n\n".join(paragraphs)
    return f"# {title}\n\n{day}\n\nSource: {publisher}\n\n{body}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("events")
    raw = place / "raw"
    raw.mkdir()
    pages = {
        "one.md": page("Council keeps the night ferry", "Westhaven Post", "March 3, 2021", LEDE, MORE),
        "two.md": page("Night ferry stays", "Osterby Courier", "March 4, 2021", LEDE, MORE),
        "three.md": page("Nurses cheer as ferry is saved", "Island Weekly", "March 4, 2021", OTHER),
        "four.md": page("Third prize for rye bread", "Lindholm Daily", "June 9, 2022", APART),
    }
    for name, text in pages.items():
        (raw / name).write_text(text, encoding="utf-8")
    dateline.build(raw, place / "dataset", workers=1, actors="authority")
    return place / "dataset"


def run(*words: str) -> tuple[int, dict[str, Any]]:
    result = CliRunner().invoke(app, [*words, "--json"])
    return result.exit_code, json.loads(result.stdout)


def test_one_story_of_three_publishers(folder: Path) -> None:
    found = list_stories(folder)
    assert [(row["articles"], row["sources"]) for row in found.stories] == [(3, 3)]
    story = tell_story(folder, found.stories[0]["id"])
    assert [row["source"] for row in story.articles if row["duplicate_of"] is None] == [
        "Westhaven Post",
        "Island Weekly",
    ]
    assert all(row["reason"] for row in story.articles)
    assert tell_story(folder, story.articles[0]["id"]) == story


@pytest.mark.parametrize(("letters", "count"), [("NURSES", 1), ("bread", 0)])
def test_stories_by_the_letters_of_a_headline(folder: Path, letters: str, count: int) -> None:
    assert list_stories(folder, holding=letters).total == count


def test_a_story_that_is_none(folder: Path) -> None:
    with pytest.raises(InputError, match="no such story"):
        tell_story(folder, "story-none")


def test_the_copy_names_the_earlier_one(folder: Path) -> None:
    found = list_reprints(folder)
    assert [(row["source"], row["of_source"], row["rule"]) for row in found.reprints] == [
        ("Osterby Courier", "Westhaven Post", "duplicate.exact")
    ]


def test_commands_tell_scripts(folder: Path) -> None:
    code, stories = run("stories", "list", "-d", str(folder))
    assert (code, stories["total"]) == (0, 1)
    code, story = run("stories", "show", stories["stories"][0]["id"], "-d", str(folder))
    assert (code, len(story["articles"])) == (0, 3)
    code, reprints = run("reprints", "-d", str(folder))
    assert (code, reprints["total"]) == (0, 1)
    code, report = run("splits", "check", "-d", str(folder))
    assert (code, report["ok"]) == (0, True)


@pytest.mark.parametrize("words", [("stories", "list"), ("reprints",), ("splits", "check")])
def test_commands_tell_people(folder: Path, words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, [*words, "-d", str(folder)])
    assert result.exit_code == 0
    assert result.stdout.strip()


def moved(folder: Path, place: Path, move: Callable[[dict[str, Any]], None]) -> Path:
    """A copy of the dataset with rows of `splits` changed by hand."""
    import shutil

    shutil.copytree(folder, place)
    (file,) = (place / "data" / "splits").iterdir()
    table = pq.read_table(file)
    rows = table.to_pylist()
    for row in rows:
        move(row)
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), file)
    return place


def test_a_reprint_moved_across_is_found(folder: Path, tmp_path: Path) -> None:
    copy = list_reprints(folder).reprints[0]["id"]

    def move(row: dict[str, Any]) -> None:
        if row["article_id"] == copy:
            row["fold"] = 1 - row["fold"]

    report = check_sides(moved(folder, tmp_path / "dataset", move))
    assert not report.ok
    assert {"exact text", "reprint", "story"} <= {kind.name for kind in report.kinds if kind.found}
    result = CliRunner().invoke(app, ["splits", "check", "-d", str(tmp_path / "dataset")])
    assert result.exit_code == 1
