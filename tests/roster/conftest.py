"""A small dataset, built once, in which people and states act."""

from pathlib import Path

import pytest

import dateline

TEXTS = {
    "talks.md": """# Ministers meet on the lake

By Ida Holm
Published: 3 May 2019

Norwegian Foreign Minister Marta Ekeland met her Chilean colleague on a boat on Tuesday, officials said.

"We will sign before the summer is over," Ekeland told reporters after two hours on the water.

Norway and Chile have talked about fishing rights since 2011, and neither side has given in on the size of nets.
""",
    "visit.md": """# Ekeland to visit Santiago

By Jon Moe
Published: 20 June 2019

Marta Ekeland will travel to Chile next week to sign the treaty on fishing, her ministry said on Thursday.

Norway expects the new rules to hold for ten years, and fishermen on both coasts have said that they can live with them.
""",
    "early.md": """# A minister before his time

By Jon Moe
Published: 11 May 1999

Russian Foreign Minister Sergei Lavrov opened the session of the council in the old town hall on Tuesday.

"Nobody here has slept," Lavrov said, and the delegates laughed for the first time since the talks had begun on Sunday.
""",
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the dataset."""
    folder = tmp_path_factory.mktemp("roster") / "set"
    (folder / "raw").mkdir(parents=True)
    (folder / "dataset.toml").write_text("", encoding="utf-8")
    for name, text in TEXTS.items():
        (folder / "raw" / name).write_text(text, encoding="utf-8")
    dateline.build([folder / "raw"], folder, workers=1)
    return folder
