"""A Hugging Face dataset by name: the files of it that are on this machine. Nothing is asked of the network."""

import os
import re
from pathlib import Path

from dateline.errors import InputError
from dateline.read.files import Source
from dateline.read.records.forms import form_of

SCHEME = "hf://datasets/"
NAME = re.compile(r"(?P<owner>[\w.-]+)/(?P<name>[\w.-]+)(?:@(?P<revision>(?!.*\.\.)[\w./-]+))?")


def is_hub_name(given: str) -> bool:
    """Whether an input names a dataset of the Hub: `hf://datasets/owner/name`."""
    return given.startswith(SCHEME)


def cached_sources(given: str) -> list[Source]:
    """The data files of `hf://datasets/owner/name[@revision]` in the local caches, sorted; known as `owner/name/...`.

    Looked at are the cache of the Hub (`HF_HUB_CACHE`: files as they were downloaded) and then that of `datasets`
    (`HF_DATASETS_CACHE`: tables as `load_dataset` made them). Raises InputError where neither has it.
    """
    match = NAME.fullmatch(given.removeprefix(SCHEME))
    if match is None:
        raise InputError("no dataset of the Hub", file=given, expected=f"{SCHEME}owner/name or {SCHEME}owner/name@v1.0")
    owner, name, revision = match["owner"], match["name"], match["revision"]
    snapshot = _snapshot(owner, name, revision)
    found = _files(snapshot, f"{owner}/{name}") if snapshot else []
    if not found and revision is None:
        found = _prepared(owner, name)
    if not found:
        raise InputError(
            "is not on this machine",
            file=given,
            expected="a dataset that was downloaded before; a build asks nothing of the network",
            remedy=f"Run: hf download --repo-type dataset {owner}/{name}",
        )
    return found


def _snapshot(owner: str, name: str, revision: str | None) -> Path | None:
    """The folder of a revision in the Hub's cache: a branch, a tag or a commit."""
    from huggingface_hub.constants import HF_HUB_CACHE

    base = Path(HF_HUB_CACHE) / f"datasets--{owner}--{name}"
    ref = base / "refs" / (revision or "main")
    commit = ref.read_text(encoding="utf-8").strip() if ref.is_file() else revision
    folder = base / "snapshots" / commit if commit else None
    return folder if folder and folder.is_dir() else None


def _prepared(owner: str, name: str) -> list[Source]:
    """Tables of `load_dataset`: `owner___name/config/version/hash/name-train.arrow`.

    Where several were made, of one config in several versions, the newest of each config counts.
    """
    from datasets import config

    base = Path(config.HF_DATASETS_CACHE) / f"{owner}___{name}".lower()
    newest: dict[str, Path] = {}
    for note in sorted(base.glob("*/*/*/dataset_info.json")):
        folder = note.parent
        before = newest.setdefault(folder.parts[-3], folder)
        newest[folder.parts[-3]] = max(before, folder, key=lambda one: (os.stat(one).st_mtime_ns, one.name))
    return [
        source for key in sorted(newest) for source in _files(newest[key], f"{owner}/{name}/{key}", cache_files=False)
    ]


def _files(folder: Path, known_as: str, *, cache_files: bool = True) -> list[Source]:
    """The files of a folder that hold records: in the Hub's cache links, whose names alone tell what they are."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and _holds_records(path, cache_files))
    return [Source(str(path), f"{known_as}/{path.relative_to(folder).as_posix()}") for path in paths]


def _holds_records(path: Path, cache_files: bool) -> bool:
    """Whether a file is data; `cache-*.arrow` are results of `map` and `filter`, not the dataset's own."""
    form = form_of(path.name)
    return form is not None and form.many and (cache_files or not path.name.startswith("cache-"))
