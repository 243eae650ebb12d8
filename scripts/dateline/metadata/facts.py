"""What card, Croissant and data package are made from: settings, counts, manifest, releases, and the contract."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from dateline.manifest import Manifest, TableEntry
from dateline.release.ledger import Release
from dateline.settings import Settings
from dateline.tally import Tally
from dateline.write import Written
from dateline_schema.tables import Table, edition
from dateline_schema.vocabulary import SPLITS, WITHHELD

HUB = "https://huggingface.co/datasets"
"""Where the Hub shows datasets."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a text about a dataset can be made from."""

    settings: Settings
    tally: Tally
    manifest: Manifest
    releases: Sequence[Release] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the dataset, as its edition declares them."""
        return tables_of(self.manifest)

    @property
    def withheld(self) -> bool:
        """Whether the bodies are left out."""
        return self.manifest.options["text"] == WITHHELD

    @property
    def has_actors(self) -> bool:
        """Whether actors were looked for."""
        return self.manifest.options["actors"] != "none"


def tables_of(manifest: Manifest) -> tuple[Table, ...]:
    """The tables of a dataset, as its edition declares them."""
    contract = contract_of(manifest)
    return tuple(contract[name] for name in contract if name in manifest.tables)


def contract_of(manifest: Manifest) -> Mapping[str, Table]:
    """The contract of the edition that a manifest describes."""
    return edition(manifest.options["text"])


def filled(manifest: Manifest) -> dict[str, TableEntry]:
    """The tables that have rows, which are the configs on the Hub."""
    known = contract_of(manifest)
    return {name: entry for name, entry in manifest.tables.items() if entry.rows and name in known}


def split_of(path: str) -> str:
    """The split that a data file belongs to: `data/articles/train-00000-of-00001.parquet` is of `train`."""
    return PurePosixPath(path).name.partition("-")[0]


def splits(entry: TableEntry) -> dict[str, tuple[Written, ...]]:
    """The files of a table by split. A split without rows is left out, as `load_dataset` cannot load one."""
    names = in_order({split_of(file.path) for file in entry.files})
    files = {name: tuple(file for file in entry.files if split_of(file.path) == name) for name in names}
    return {name: own for name, own in files.items() if any(file.rows for file in own)}


def in_order(names: Iterable[str]) -> list[str]:
    """Splits as they are listed: the contract's in its order, others by name."""
    return sorted(names, key=lambda name: (SPLITS.index(name) if name in SPLITS else len(SPLITS), name))


def hub_address(settings: Settings) -> str | None:
    """The page of the dataset on the Hub, where it has one."""
    repository = settings.dataset.repository
    return f"{HUB}/{repository}" if repository else None


def tag(version: str) -> str:
    """The tag of a release on the Hub."""
    return f"v{version}"
