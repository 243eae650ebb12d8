"""What publishing would do: a comparison of a release here with what stands on the Hub."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from dateline.errors import DatelineError, TargetError, UsageError
from dateline.hub.contents import DATA, TEXTS, Contents, LocalFile
from dateline.hub.failures import HubError
from dateline.hub.remote import Remote, RemoteFile, order, tag_of

PUBLISH, TAG_ONLY, DONE = "publish", "tag", "done"
SHOWN = 5
"""Files that an error names."""
CARD = "README.md"
FRESH = (CARD, ".gitattributes", ".gitignore")
"""What may stand in a repository that is still to be filled."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would change on the Hub.

    Attributes:
        repository: `owner/name`.
        version: of the release; its tag is `v` + version.
        state: `publish`: a commit and a tag; `tag`: the commit is there, the tag is not; `done`: nothing to do.
        head: commit that was seen; None where the repository is still to be made.
        private: whether the repository is private, or will be.
        added, changed, unchanged: files of the release.
        removed: files of an earlier release that are gone.
        travel: bytes that travel at most; less where the Hub finds parts of a file that it has.
        left_out: input documents that are not published, with the reason.
    """

    repository: str
    version: str
    state: str
    head: str | None
    private: bool
    added: tuple[LocalFile, ...]
    changed: tuple[LocalFile, ...]
    unchanged: tuple[LocalFile, ...]
    removed: tuple[RemoteFile, ...]
    travel: int
    left_out: tuple[tuple[str, str], ...]

    @property
    def tag(self) -> str:
        """The release's tag."""
        return tag_of(self.version)

    @property
    def differs(self) -> bool:
        """Whether the head has to change."""
        return bool(self.added or self.changed or self.removed)

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        groups: dict[str, Iterable[LocalFile | RemoteFile]] = {
            "added": self.added,
            "changed": self.changed,
            "removed": self.removed,
            "unchanged": self.unchanged,
        }
        return {
            "repository": self.repository,
            "version": self.version,
            "tag": self.tag,
            "state": self.state,
            "head": self.head,
            "private": self.private,
            "bytes": self.travel,
            **{name: [{"path": file.path, "size": file.size} for file in group] for name, group in groups.items()},
            "left_out": [{"path": path, "reason": reason} for path, reason in self.left_out],
        }


def compare(repository: str, version: str, here: Contents, there: Remote, former: Set[str], *, private: bool) -> Plan:
    """The plan that makes the head of `there` hold the release `here`, and nothing else of an earlier release.

    Args:
        former: raw documents that the release at the head has.
    """
    known = {file.path: there.files.get(file.path) for file in here.files}
    same = {file.path for file in here.files if (found := known[file.path]) is not None and found.holds(file)}
    added = tuple(file for file in here.files if known[file.path] is None)
    changed = tuple(file for file in here.files if known[file.path] is not None and file.path not in same)
    removed = tuple(there.files[path] for path in gone(here, there.files, former))
    stored = {file.sha256 for file in there.files.values()}
    return Plan(
        repository,
        version,
        PUBLISH if added or changed or removed else TAG_ONLY,
        there.head,
        there.private if there.head else private,
        added,
        changed,
        tuple(file for file in here.files if file.path in same),
        removed,
        sum({file.sha256: file.size for file in added + changed if file.sha256 not in stored}.values()),
        here.left_out,
    )


def gone(here: Contents, there: Iterable[str], former: Set[str]) -> list[str]:
    """The files on the Hub that an earlier release had and this one has no more."""
    kept = {file.path for file in here.files} | here.inputs
    return sorted(path for path in there if managed(path, former) and path not in kept)


def managed(path: str, inputs: Set[str]) -> bool:
    """Whether a path is one that Dateline publishes to. All other files of a repository are left alone."""
    return path in TEXTS or PurePosixPath(path).parts[0] == DATA or path in inputs


def differing(here: Contents, there: Mapping[str, RemoteFile], former: Set[str] = frozenset()) -> list[str]:
    """Paths at which a revision on the Hub holds other content than the release."""
    missing = [file.path for file in here.files if (found := there.get(file.path)) is None or not found.holds(file)]
    return sorted(missing + gone(here, there, former))


def drift(here: Contents, head: Remote, tagged: Mapping[str, RemoteFile], former: Set[str]) -> list[str]:
    """Files of ours that differ between the head and the last release and are not what we are about to publish."""
    local = {file.path: file for file in here.files}
    ours_too = former | here.inputs
    found = []
    for path in sorted({*head.files, *tagged}):
        now, then = head.files.get(path), tagged.get(path)
        if not managed(path, ours_too) or (now is not None and now.equals(then)):
            continue
        ours = local.get(path)
        expected = now is None if ours is None else now is not None and now.holds(ours)
        if not expected:
            found.append(path)
    return found


def check_order(repository: str, version: str, newest: str | None) -> None:
    """Raises UsageError where the Hub has a later release: the head would go back."""
    if newest is not None and order(newest) > order(version):
        raise UsageError(
            "the Hub has a later release",
            file=repository,
            found=tag_of(newest),
            expected=f"{tag_of(version)} or lower",
            remedy="Publish the newest release; a correction is a release with a number of its own",
        )


def check_visibility(repository: str, remote: Remote, private: bool) -> None:
    """Raises TargetError where a private repository is asked for and a public one is there."""
    if private and remote.head is not None and not remote.private:
        remedy = "Make it private in its settings on the Hub, or publish without --private"
        raise TargetError("is public, and a private one was asked for", file=repository, remedy=remedy)


def taken(repository: str, tag: str, paths: list[str]) -> DatelineError:
    """The error for a tag that stands on other content."""
    return HubError(
        f"the tag {tag} stands on other content",
        file=repository,
        found=named(paths),
        remedy="A version is published once: give the changes a number of their own with dateline release",
    )


def drifted(repository: str, paths: list[str], since: str) -> DatelineError:
    """The error for a head whose files others have changed."""
    return HubError(
        f"files that Dateline publishes were changed on the Hub {since}",
        file=repository,
        found=named(paths),
        remedy="Take the changes over into the dataset or its settings, or overwrite them with --replace-head",
    )


def named(paths: list[str]) -> str:
    """The first paths, and how many more there are."""
    more = f" and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
    return ", ".join(paths[:SHOWN]) + more


def is_stub(card: str) -> bool:
    """Whether a card says nothing yet: front matter and at most a heading, as the Hub's own form makes it."""
    body = card.split("---", 2)[2] if card.startswith("---") and card.count("---") > 1 else card
    return all(line.startswith("#") for line in body.split("\n") if line.strip())
