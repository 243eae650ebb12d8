"""What a release gave its articles stays: built again the dataset is the same, and grown it keeps sides and stories."""

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import dateline
from dateline.manifest import read_manifest
from dateline.release.history import HISTORY_FILE, history_of, read_history, write_history

SETTINGS = '[dataset]\nname = "towns"\nlicense = "cc0-1.0"\n\n[splits]\ngroups = 3\nvalidation = 0.2\ntest = 0.2\n'
WORDS = (
    "harbour council ferry winter budget bridge school teacher library market garden engine station railway mayor "
    "voter doctor clinic nurse river flood tower museum painter singer theatre ticket baker flour oven forest "
    "timber sawmill carpenter roof church bell sailor lighthouse storm island fisherman net herring price auction "
    "farmer barley tractor field drought well pump village road lorry driver accident court judge verdict lawyer "
    "prison"
).split()
LOCK = (
    "Mayor Ruth Okafor opened the new lock at Westhaven on Tuesday, the largest on the Silver Canal, which barges "
    "from Eastholm have waited for since the flood of 1998. Engineer Tomas Vrba, who drew it, said that it lifts "
    "two thousand tonnes in nine minutes. The canal board paid eleven million crowns for the gates."
)
AGAIN = (
    "After twenty years of waiting, barges from Eastholm can pass Westhaven again: Ruth Okafor, the mayor, cut the "
    "ribbon at the Silver Canal's largest lock on Tuesday. Its engineer, Tomas Vrba, told guests that two thousand "
    "tonnes rise in nine minutes. The gates alone cost the canal board eleven million crowns."
)
ONCE_MORE = (
    "Schoolchildren threw paper boats into the chamber when the Silver Canal's new lock at Westhaven filled for the"
    " first time on Tuesday. Tomas Vrba, who designed it, stood beside Mayor Ruth Okafor as the first of the barges"
    " from Eastholm, two thousand tonnes of gravel, rose in nine minutes between gates worth eleven million crowns."
)


def page(title: str, publisher: str, day: str, body: str) -> str:
    return f"# {title}\n\n{day}\n\nSource: {publisher}\n\n{body}\n"


def town(number: int) -> str:
    """An article that shares no run of words with another."""
    chance = random.Random(number)  # noqa: S311 - made-up texts
    lines = [f"The {' '.join(chance.sample(WORDS, 9))} of {chance.choice(WORDS)} came to nothing." for _ in range(7)]
    day = dt.date(2001, 1, 1) + dt.timedelta(days=31 * number)
    return page(
        f"{chance.choice(WORDS)} and {chance.choice(WORDS)} {number}".capitalize(),
        "The Gazette",
        f"{day:%B} {day.day}, {day.year}",
        " ".join(lines),
    )


def build(folder: Path) -> Path:
    dateline.build(folder / "raw", folder, workers=1, actors="none")
    return folder


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return [row for file in sorted((folder / "data" / table).iterdir()) for row in pq.read_table(file).to_pylist()]


def sides(folder: Path) -> dict[str, Any]:
    return {row["article_id"]: row["split"] for row in rows(folder, "splits")}


def digests(folder: Path) -> str:
    return (folder / "SHA256SUMS").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("history") / "towns"
    (folder / "raw").mkdir(parents=True)
    (folder / "dataset.toml").write_text(SETTINGS, encoding="utf-8")
    for number in range(0, 80, 2):
        (folder / "raw" / f"{number:03d}.md").write_text(town(number), encoding="utf-8")
    first = page("New lock opens at Westhaven", "Westhaven Post", "May 14, 2002", LOCK)
    second = page("Barges pass Westhaven again", "Canal Courier", "May 15, 2002", AGAIN)
    (folder / "raw" / "lock-1.md").write_text(first, encoding="utf-8")
    (folder / "raw" / "lock-2.md").write_text(second, encoding="utf-8")
    build(folder)
    write_history(history_of(folder, read_manifest(folder)), folder)
    return folder


def test_every_side_has_articles(released: Path) -> None:
    assert set(sides(released).values()) == {"train", "validation", "test"}


def test_built_again_it_is_the_same(released: Path) -> None:
    before = digests(released)
    assert digests(build(released)) == before


def test_grown_it_keeps_sides_and_stories(released: Path) -> None:
    before, story = sides(released), {row["id"]: row["story_id"] for row in rows(released, "articles")}
    for number in range(1, 80, 7):
        (released / "raw" / f"new-{number:03d}.md").write_text(town(number), encoding="utf-8")
    third = page("Paper boats for the new lock", "Island Weekly", "May 14, 2002", ONCE_MORE)
    (released / "raw" / "lock-3.md").write_text(third, encoding="utf-8")
    build(released)
    after, stories = sides(released), {row["id"]: row["story_id"] for row in rows(released, "articles")}
    assert len(after) > len(before)
    assert {one: after[one] for one in before} == before
    assert {one: stories[one] for one in story if story[one]} == {one: known for one, known in story.items() if known}
    (name,) = {known for known in stories.values() if known}
    assert sum(known == name for known in stories.values()) == 3


def test_a_release_that_cannot_be_read_is_an_error(released: Path, tmp_path: Path) -> None:
    (tmp_path / HISTORY_FILE).write_bytes(b"PAR1 and nothing more")
    with pytest.raises(dateline.errors.InputError, match=HISTORY_FILE):
        read_history(tmp_path)
    assert read_history(tmp_path / "none").num_rows == 0
    assert read_history(released).num_rows > 0
