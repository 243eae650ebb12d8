"""Where the files of a version are: in a folder, or in the cache that the Hub's client keeps of each commit."""

from dataclasses import dataclass
from pathlib import Path

from dateline import __version__
from dateline.errors import InputError, UsageError
from dateline.hub.failures import HubError, check_name, speaking_to
from dateline.hub.remote import KIND, TAG, hub_api, order, read_tags, tag_of
from dateline.manifest import Manifest, read_manifest
from dateline.settings import REPOSITORY, SEMVER
from dateline.swap import MANIFEST


@dataclass(frozen=True, slots=True)
class Place:
    """A version of a dataset: the folder with its manifest, and where on the Hub it stands, if there.

    Attributes:
        repository, commit: on the Hub; None for a folder.
    """

    folder: Path
    manifest: Manifest
    repository: str | None = None
    commit: str | None = None


def plain_version(version: str) -> str:
    """`1.2.0` of `1.2.0` or `v1.2.0`. Raises UsageError for anything else."""
    number = version.removeprefix("v")
    if not SEMVER.fullmatch(number):
        raise UsageError("is no version", field="version", found=version, expected="a version as 1.2.0 or v1.2.0")
    return number


def open_folder(folder: Path, version: str | None) -> Place:
    """A dataset folder. Raises InputError where its version is another one."""
    manifest = read_manifest(folder)
    if version is not None and manifest.version != plain_version(version):
        raise InputError(
            "the folder holds another version",
            file=folder,
            found=manifest.version,
            expected=plain_version(version),
            remedy="A folder has one version; load others from the Hub, or from a git checkout of their tag",
        )
    return Place(folder, manifest)


def is_repository(name: str) -> bool:
    """Whether a name is `owner/name` rather than a path."""
    return bool(REPOSITORY.fullmatch(name)) and not Path(name).exists()


def open_repository(name: str, version: str | None, patterns: list[str], cache_dir: Path | None) -> Place:
    """The files of a version that match the patterns, and its manifest, from the Hub or from the cache when offline.

    Without a version it is the highest that has a tag, or the head where there is none. Raises UsageError, and HubError
    where there is no such version, with those that there are.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError, RevisionNotFoundError

    check_name(name)
    cache = hub_cache(cache_dir)
    number = plain_version(version) if version is not None else _newest(name, cache)
    revision = "main" if number is None else tag_of(number)
    with speaking_to(name):
        try:
            folder = Path(
                snapshot_download(
                    name,
                    repo_type=KIND,
                    revision=revision,
                    allow_patterns=[MANIFEST, *patterns],
                    cache_dir=cache,
                    library_name="dateline",
                    library_version=__version__,
                )
            )
        except RevisionNotFoundError:
            raise _no_version(name, revision, _tags(name), "on the Hub") from None
        except LocalEntryNotFoundError as error:
            if not offline():
                raise
            raise _not_cached(name, revision, cache, error) from None
    return Place(folder, read_manifest(folder), name, folder.name)


def hub_cache(cache_dir: Path | None) -> Path:
    """The cache of the Hub's client: its own, or one in `cache_dir`."""
    from huggingface_hub import constants

    return Path(constants.HF_HUB_CACHE) if cache_dir is None else cache_dir / "hub"


def offline() -> bool:
    """Whether the Hub must not be asked."""
    from huggingface_hub import constants

    return constants.is_offline_mode()


def _newest(name: str, cache: Path) -> str | None:
    found = cached_versions(name, cache) if offline() else _tags(name)
    return max(found, key=order, default=None)


def _tags(name: str) -> list[str]:
    with speaking_to(name):
        return sorted(read_tags(hub_api(), name), key=order)


def cached_versions(name: str, cache: Path) -> list[str]:
    """The versions that were loaded before: the client notes the commit of each tag that it was asked for."""
    from huggingface_hub.file_download import repo_folder_name

    refs = cache / repo_folder_name(repo_id=name, repo_type=KIND) / "refs"
    found = [match[1] for path in refs.glob("v*") if (match := TAG.fullmatch(path.name))]
    return sorted(found, key=order)


def _no_version(name: str, revision: str, there: list[str], where: str) -> HubError:
    listed = ", ".join(there) or "none"
    return HubError(f"no such version {where}", file=name, found=revision, expected=f"one of: {listed}")


def _not_cached(name: str, revision: str, cache: Path, error: Exception) -> HubError:
    there = cached_versions(name, cache)
    if tag_of(revision) in map(tag_of, there):
        remedy = "Load it once with the network on; only what was loaded before is there offline"
        return HubError(f"not all of {revision} is in the cache", file=name, remedy=remedy)
    return _no_version(name, revision, there, "in the cache, and the client is told to stay offline")
