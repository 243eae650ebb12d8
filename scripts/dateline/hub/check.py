"""Whether a published release is what was published: loaded afresh by `datasets`, digests compared with the manifest.

The loading happens in a process of its own with empty caches (`python -m dateline.hub.check`, a request as JSON on
standard input): the client reads where its caches are when it is imported, and a file that was fetched before would
prove nothing.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dateline
import dateline_schema
from dateline.errors import ContractError
from dateline.hub.failures import HubError, scrubbed
from dateline.manifest import Manifest
from dateline.progress import Progress

CACHES = (("HF_HUB_CACHE", "hub"), ("HF_DATASETS_CACHE", "datasets"), ("HF_XET_CACHE", "xet"))
QUIET = ("HF_HUB_DISABLE_PROGRESS_BARS", "HF_DATASETS_DISABLE_PROGRESS_BARS", "HF_HUB_DISABLE_TELEMETRY")
BATCH = 1_000
"""Rows that are held at once."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a table was found to be: rows and content digest, or the digests of its files where it has no rows."""

    rows: int
    content_sha256: str | None
    files: Mapping[str, str]


def check_published(repository: str, tag: str, manifest: Manifest, progress: Progress) -> dict[str, int]:
    """Rows of every table of a published release, each compared with the manifest.

    Raises ContractError where a table is another one, HubError where the release cannot be loaded.
    """
    progress("checking what was published", 0, len(manifest.tables))
    seen = _seen(repository, tag, manifest)
    wrong = [text for name in manifest.tables for text in _faults(name, seen.get(name), manifest)]
    if wrong:
        raise ContractError(
            "what was published is not what loads",
            file=f"{repository}@{tag}",
            found="; ".join(wrong[:3]),
            remedy="Do not announce the release; compare it with `dateline diff`, and publish a corrected one",
        )
    progress("checking what was published", len(manifest.tables), len(manifest.tables))
    return {name: table.rows for name, table in seen.items()}


def _faults(name: str, seen: Seen | None, manifest: Manifest) -> Iterator[str]:
    entry = manifest.tables[name]
    if seen is None:
        yield f"{name}: not loaded"
    elif seen.rows != entry.rows:
        yield f"{name}: {seen.rows} rows, not {entry.rows}"
    elif entry.rows and seen.content_sha256 != entry.content_sha256:
        yield f"{name}: content {str(seen.content_sha256)[:16]}…, not {entry.content_sha256[:16]}…"
    elif not entry.rows:
        yield from (f"{file.path}: other bytes" for file in entry.files if seen.files.get(file.path) != file.sha256)


def _seen(repository: str, tag: str, manifest: Manifest) -> dict[str, Seen]:
    """What a process with empty caches finds."""
    request = {
        "repository": repository,
        "revision": tag,
        "text": manifest.options["text"],
        "configs": [name for name, entry in manifest.tables.items() if entry.rows],
        "files": {
            name: [file.path for file in entry.files] for name, entry in manifest.tables.items() if not entry.rows
        },
    }
    with tempfile.TemporaryDirectory(prefix="dateline-check-") as home:
        ended = subprocess.run(
            [sys.executable, "-P", "-m", "dateline.hub.check"],
            input=json.dumps(request),
            env=_environment(home),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    try:
        answer: dict[str, dict[str, Any]] = json.loads(ended.stdout)
        return {name: Seen(**table) for name, table in answer.items()}
    except (ValueError, TypeError):
        said = scrubbed((ended.stderr.strip().splitlines() or [f"exit code {ended.returncode}"])[-1][:300])
        remedy = "The release is there and tagged; load it in a while, as datasets does"
        raise HubError("the published release cannot be loaded", file=repository, found=said, remedy=remedy) from None


def _environment(home: str) -> dict[str, str]:
    """This process's environment, with empty caches and this very package on the path."""
    places = [str(Path(str(package.__file__)).parent.parent) for package in (dateline, dateline_schema)]
    path = os.pathsep.join(dict.fromkeys([*places, *filter(None, [os.environ.get("PYTHONPATH")])]))
    caches = {name: str(Path(home) / folder) for name, folder in CACHES}
    quiet = dict.fromkeys(QUIET, "1")
    own = {"HF_UPDATE_DOWNLOAD_COUNTS": "0", "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    return {**os.environ, **caches, **quiet, **own}


def _look(request: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The tables that a request names, as a user of `datasets` gets them."""
    found = {name: _loaded(request, name) for name in request["configs"]}
    return found | {name: _fetched(request, files) for name, files in request["files"].items()}


def _loaded(request: Mapping[str, Any], name: str) -> dict[str, Any]:
    from datasets import load_dataset

    from dateline.write import ContentDigest
    from dateline_schema.tables import edition

    contract = edition(request["text"])[name]
    digest, rows = ContentDigest(contract), 0
    splits = load_dataset(request["repository"], name, revision=request["revision"])
    for split in sorted(splits):  # the order of the files' names, which is that of the manifest
        for batch in splits[split].with_format("arrow").iter(batch_size=BATCH):
            digest.update(batch.cast(contract.schema))
            rows += batch.num_rows
    return {"rows": rows, "content_sha256": digest.hexdigest(), "files": {}}


def _fetched(request: Mapping[str, Any], files: list[str]) -> dict[str, Any]:
    from huggingface_hub import hf_hub_download

    from dateline.write import file_sha256

    place = {"repo_type": "dataset", "revision": request["revision"]}
    digests = {path: file_sha256(hf_hub_download(request["repository"], path, **place)) for path in files}
    return {"rows": 0, "content_sha256": None, "files": digests}


if __name__ == "__main__":
    print(json.dumps(_look(json.load(sys.stdin))))
