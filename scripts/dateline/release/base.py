"""Where the data of the last release is, which the coming one is compared with."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dateline.compare import Edition, open_edition
from dateline.compare.revision import git
from dateline.errors import InputError
from dateline.release.ledger import Release, table_facts
from dateline.swap import MANIFEST


@contextmanager
def last_release(folder: Path, releases: Sequence[Release], against: str | None) -> Iterator[Edition | None]:
    """The data of the newest release; None where there is no release yet.

    Args:
        folder: of the dataset.
        releases: its ledger.
        against: where the data is: a folder, `owner/name@v1.0.0`, a git revision. None: the commit of the repository
            around the folder that holds it, found by the digests in the ledger.

    Raises InputError where it cannot be found, or is other data than what was released.
    """
    spec = against or (_commit(folder, releases[0]) if releases else None)
    if spec is None:
        if not releases:
            yield None
            return
        raise InputError(
            f"the data of release {releases[0].version} is in no commit here",
            file=folder,
            remedy=f"Name a folder, git revision or owner/name@v{releases[0].version} that holds it with --against",
        )
    with open_edition(spec, folder) as edition:
        if releases and table_facts(edition.manifest) != releases[0].tables:
            raise InputError(
                f"is not release {releases[0].version}",
                file=edition.label,
                found=f"version {edition.manifest.version}, other digests",
                expected="the data that releases.json gives the digests of",
                remedy="Name the place of that release with --against",
            )
        yield edition


def _commit(folder: Path, release: Release) -> str | None:
    """The newest commit whose dataset has just the digests of this release, as `git:<commit>:<path>`."""
    from dateline.manifest import parse_manifest

    top = _git(folder, "rev-parse", "--show-toplevel")
    if top is None:
        return None
    path = folder.resolve().relative_to(Path(top.strip()).resolve()).as_posix()
    log = _git(folder, "log", "--format=%H", "--", MANIFEST)
    for commit in (log or "").split():
        text = _git(folder, "show", f"{commit}:./{MANIFEST}")
        try:
            if text and table_facts(parse_manifest(text)) == release.tables:
                return f"git:{commit}:{path}"
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # a manifest of another layout, which is no release of the ledger's
    return None


def _git(folder: Path, *words: str) -> str | None:
    """What git prints; None where there is no git, no repository, or nothing of that name."""
    try:
        return git(folder, *words).decode("utf-8", "replace")
    except InputError:
        return None
