"""Made-up documents for the tests of reading, building and the command line."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ARTICLES = Path(__file__).resolve().parent / "data" / "articles"
PLACES = ("Westhaven", "Eastholm", "Northby", "Southerly", "Midmoor", "Farholt", "Nearwick")
MONTHS = ("January", "March", "May", "July", "September", "November")


def document(number: int) -> str:
    """An article of its own: no two numbers make the same."""
    place, other = PLACES[number % 7], PLACES[(number + 3) % 7]
    return f"""[Home](/) | [News](/news)

# {place} opens bridge number {number} to walkers and riders

By Ada Lindqvist
Published: {1 + number % 28} {MONTHS[number % 6]} {2001 + number % 20}

The town of {place} opened its bridge number {number} over the river on Monday, after two years of work by the builders
from {other}, who had promised to be done before the {number}th day of the works.

“Nobody has to go round by {other} any more,” said Mayor Ruth Okafor, who crossed as the first of some {100 + number}
guests and thanked the engineers for their patience.

The council said that the next bridge would be built in the spring, if the state pays its share of {number} crowns.

Copyright The {place} Gazette. All rights reserved.
"""


@pytest.fixture(autouse=True, scope="session")
def _no_cache() -> Iterator[None]:
    """No test reads or writes the cache of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_CACHE", "off")
        yield


@pytest.fixture(scope="session")
def make_document() -> Callable[[int], str]:
    """`make_document(number)`: the text of an English article."""
    return document


@pytest.fixture(scope="session")
def articles() -> Path:
    """A folder of articles in several languages and layouts."""
    return ARTICLES


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder of twelve articles and four files that hold none."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02d}.md").write_text(document(number), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "menu.md").write_text("[Home](/) | [News](/news)\n", encoding="utf-8")
    return folder
