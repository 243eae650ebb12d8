"""A dataset folder with settings, built of made-up documents."""

from collections.abc import Callable
from pathlib import Path

import pytest

import dateline

SETTINGS = """# Kept: what a person wrote.
inputs = ["raw"]

[dataset]
name = "bridges"
version = "0.1.0"  # the first
license = "cc0-1.0"
"""


@pytest.fixture
def bridges(tmp_path: Path, make_document: Callable[[int], str]) -> Path:
    """A dataset of four articles, never released."""
    folder = tmp_path / "bridges"
    (folder / "raw").mkdir(parents=True)
    for number in range(4):
        (folder / "raw" / f"{number}.md").write_text(make_document(number), encoding="utf-8")
    (folder / "dataset.toml").write_text(SETTINGS, encoding="utf-8")
    dateline.build(out=folder, actors=False)
    return folder
