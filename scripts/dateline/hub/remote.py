"""What stands on the Hub: the head of a dataset repository, its files and its release tags."""

import json
import re
import tempfile
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline import __version__
from dateline.hub.contents import LocalFile
from dateline.settings import SEMVER
from dateline.swap import MANIFEST

if TYPE_CHECKING:
    from huggingface_hub import HfApi

KIND = "dataset"
TAG = re.compile(rf"v({SEMVER.pattern})")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file on the Hub: size in bytes, git's name of its content, and the SHA-256 where it is kept as a large file."""

    path: str
    size: int
    blob: str
    sha256: str | None

    def holds(self, local: LocalFile) -> bool:
        """Whether it is the same content as a file here."""
        if self.sha256 is not None:
            return self.sha256 == local.sha256
        return self.size == local.size and self.blob == local.blob_id()

    def equals(self, other: "RemoteFile | None") -> bool:
        """Whether it is the same content as another one there, kept in the same way or not."""
        return other is not None and (self.blob, self.sha256) == (other.blob, other.sha256)


@dataclass(frozen=True, slots=True)
class Remote:
    """A repository as it was seen. `head` is None where there is none, or none that this token may see."""

    head: str | None = None
    private: bool = False
    files: Mapping[str, RemoteFile] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    """Commit of each release tag, by version."""

    @property
    def newest(self) -> str | None:
        """The highest version that a tag stands for."""
        return max(self.tags, key=order, default=None)


def order(version: str) -> tuple[int, ...]:
    """What versions are sorted by."""
    return tuple(map(int, version.split(".")))


def tag_of(version: str) -> str:
    """The tag of a version, which may be written with or without its `v`."""
    return version if version.startswith("v") else f"v{version}"


def hub_api() -> "HfApi":
    """The Hub's client, under our name."""
    from huggingface_hub import HfApi

    return HfApi(library_name="dateline", library_version=__version__)


def read_remote(api: "HfApi", repository: str) -> Remote:
    """The repository as it is now; an empty `Remote` where there is none."""
    from huggingface_hub.errors import RepositoryNotFoundError

    try:
        info = api.dataset_info(repository)
    except RepositoryNotFoundError:
        return Remote()
    if info.sha is None:  # a repository without any commit
        return Remote()
    return Remote(info.sha, bool(info.private), read_files(api, repository, info.sha), read_tags(api, repository))


def read_tags(api: "HfApi", repository: str) -> dict[str, str]:
    """The commit of each release tag, by version."""
    refs = api.list_repo_refs(repository, repo_type=KIND)
    return {match[1]: tag.target_commit for tag in refs.tags if (match := TAG.fullmatch(tag.name))}


def read_files(api: "HfApi", repository: str, revision: str) -> dict[str, RemoteFile]:
    """The files of a revision, by path."""
    from huggingface_hub.hf_api import RepoFile

    entries = api.list_repo_tree(repository, recursive=True, revision=revision, repo_type=KIND)
    return {entry.path: _remote_file(entry) for entry in entries if isinstance(entry, RepoFile)}


def read_text(api: "HfApi", repository: str, path: str, revision: str) -> str:
    """A small text file of a revision."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as cache:
        file = api.hf_hub_download(repository, path, repo_type=KIND, revision=revision, cache_dir=cache)
        return Path(file).read_text(encoding="utf-8", errors="replace")


def former_inputs(api: "HfApi", repository: str, remote: Remote, folders: Set[str]) -> frozenset[str]:
    """The raw documents that the release at the head was built from.

    A manifest lists no more than some; of a longer list, all files in `folders` count, where documents lie.
    """
    if remote.head is None or MANIFEST not in remote.files:
        return frozenset()
    try:
        manifest: Any = json.loads(read_text(api, repository, MANIFEST, remote.head))
        inputs = manifest["inputs"] if "dateline" in manifest else {}
        if inputs.get("count") and "files" not in inputs:
            return frozenset(path for path in remote.files if path.split("/")[0] in folders - {"data"})
        return frozenset(str(entry["path"]) for entry in inputs.get("files", ()))
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ):  # a manifest of another program
        return frozenset()


def _remote_file(entry: Any) -> RemoteFile:
    return RemoteFile(entry.path, entry.size, entry.blob_id, entry.lfs.sha256 if entry.lfs else None)
