"""The texts of a dataset folder that are made from its settings and its data: card, manifest, metadata, checksums.

`TEXTS` lists them. They can be made again at any time from the folder alone, so a release gives data a number without
building it anew, and `verify` sees where a text and the data disagree.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from dateline.card import render_card
from dateline.checksums import SUMS, sums_text
from dateline.manifest import Manifest, manifest_text
from dateline.metadata.citation import render_citation
from dateline.metadata.croissant import render_croissant
from dateline.metadata.datapackage import render_datapackage
from dateline.release.ledger import Release
from dateline.settings import Settings
from dateline.swap import MANIFEST
from dateline.tally import Tally
from dateline.write import file_sha256, read_parquet
from dateline_schema.tables import edition

Render = Callable[[Settings, Tally, Manifest, Sequence[Release]], str]

TEXTS: tuple[tuple[str, Render], ...] = (
    ("README.md", render_card),
    (MANIFEST, lambda settings, tally, manifest, releases: manifest_text(manifest)),
    ("croissant.json", lambda settings, tally, manifest, releases: render_croissant(settings, tally, manifest)),
    ("datapackage.json", lambda settings, tally, manifest, releases: render_datapackage(settings, manifest)),
    ("CITATION.cff", lambda settings, tally, manifest, releases: render_citation(settings, manifest)),
)
"""Name and maker of each text."""


def render_texts(
    settings: Settings, tally: Tally, manifest: Manifest, releases: Sequence[Release] = ()
) -> dict[str, str]:
    """Every text by its name, but for the checksums."""
    return {name: render(settings, tally, manifest, releases) for name, render in TEXTS}


def write_texts(folder: Path, texts: dict[str, str], manifest: Manifest) -> None:
    """Write the texts, and the checksums of them and of the data files."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    sums = {name: file_sha256(folder / name) for name in texts} | {file.path: file.sha256 for file in manifest.files}
    (folder / SUMS).write_text(sums_text(sums.items()), encoding="utf-8", newline="\n")


def read_tally(folder: Path, manifest: Manifest) -> Tally:
    """The counts that the card gives, from the files of a dataset, one at a time. Raises InputError, ContractError."""
    tables = edition(manifest.options["text"])
    tally = Tally()
    for file in manifest.files:
        tally.add({file.table: read_parquet(folder / file.path, tables[file.table])})
    return tally
