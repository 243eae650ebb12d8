"""What the ledger of releases says against what the manifest says."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.manifest import Manifest
from dateline.release.ledger import LEDGER, Release, read_ledger, released_as
from dateline.settings import SEMVER
from dateline.verification.result import Check, Problem, Subject, judged

NAME = "release"
REMEDY = "Run dateline release, or take manifest.json and releases.json from the release again"


def check_release(subject: Subject) -> Check:
    """Whether the data is what was released under its version. Raises InputError where the ledger cannot be read."""
    releases = read_ledger(subject.folder)
    manifest = subject.manifest
    return judged(NAME, _note(manifest, releases), [*_order(releases), *_claim(manifest, releases)])


def _note(manifest: Manifest, releases: Sequence[Release]) -> str:
    if manifest.released:
        return f"version {manifest.version}, released on {manifest.released}"
    if any(release.version == manifest.version for release in releases):
        return f"not released: the data has changes since version {manifest.version} was"
    return f"not released: no release has version {manifest.version}"


def _claim(manifest: Manifest, releases: Sequence[Release]) -> Iterator[Problem]:
    release = released_as(releases, manifest)
    if release is None and manifest.released:
        same = any(entry.version == manifest.version for entry in releases)
        problem = "the data is not what was released" if same else "says that it was released, and no release says so"
        expected = f"an entry of {LEDGER} with this version and these digests"
        found = f"version {manifest.version} of {manifest.released}"
        yield Problem("manifest.json", problem, found, expected, REMEDY)
    if release is not None and release.released != manifest.released:
        found = str(manifest.released or "not released")
        yield Problem("manifest.json", "the day of its release", found, release.released, REMEDY)


def _order(releases: Sequence[Release]) -> Iterator[Problem]:
    """Versions that are none, and versions and days that do not fall from entry to entry."""
    for release in releases:
        if not SEMVER.fullmatch(release.version):
            yield Problem(LEDGER, "a version that is none", release.version, "MAJOR.MINOR.PATCH", REMEDY)
            return
    for newer, older in pairwise(releases):
        if _number(newer) <= _number(older) or newer.released < older.released:
            found = f"{newer.version} of {newer.released} above {older.version} of {older.released}"
            yield Problem(LEDGER, "is not in order", found, "the newest release first, each version once", REMEDY)


def _number(release: Release) -> tuple[int, ...]:
    return tuple(map(int, release.version.split(".")))
