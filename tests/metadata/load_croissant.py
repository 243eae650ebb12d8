"""Read the Croissant files of dataset folders with mlcroissant: every record of every record set, as JSON."""

import json
import sys
from typing import Any

import mlcroissant


def plain(value: Any) -> Any:
    """A value of a record as JSON has it: mlcroissant gives texts as bytes, days and moments as pandas.Timestamp."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def read(folder: str) -> dict[str, Any]:
    """Issues, and records by record set."""
    dataset = mlcroissant.Dataset(jsonld=f"{folder}/croissant.json", mapping={"repo": folder})
    metadata = dataset.metadata
    records = {}
    for record_set in metadata.record_sets:
        records[record_set.id] = [plain(record) for record in dataset.records(record_set.id)]
    return {
        "errors": sorted(metadata.ctx.issues.errors),
        "warnings": sorted(metadata.ctx.issues.warnings),
        "version": metadata.version,
        "creators": [creator.name for creator in metadata.creators],
        "published": plain(metadata.date_published),
        "limitations": metadata.data_limitations,
        "personal": metadata.personal_sensitive_information,
        "records": records,
    }


if __name__ == "__main__":
    json.dump({folder: read(folder) for folder in sys.argv[1:]}, sys.stdout, allow_nan=False)
