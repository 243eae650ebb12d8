"""What changes the Hub: the files of a release, the one commit that names them, and its tag."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.hub.contents import Contents, LocalFile
from dateline.hub.failures import AGAIN, HubError
from dateline.hub.plan import FRESH, Plan, check_visibility, compare, differing, named, taken
from dateline.hub.ready import Ready
from dateline.hub.remote import KIND, read_files, read_remote, read_tags
from dateline.progress import Progress
from dateline.release.ledger import PARTS, Release

if TYPE_CHECKING:
    from huggingface_hub import CommitOperationAdd, HfApi

AT_ONCE = 5
"""Large files that travel side by side."""
BATCH_FILES, BATCH_BYTES = 100, 200_000_000
"""Files, and bytes of them, between two reports of progress."""


def commit(
    api: "HfApi", plan: Plan, ready: Ready, here: Contents, statement: str | None, progress: Progress
) -> tuple[str, Plan]:
    """The commit that holds the release. Raises HubError where the head has moved or the Hub took not all of it."""
    from huggingface_hub import CommitOperationDelete

    if plan.head is None:
        # where it is not asked for, the owner's own default decides whether it is private
        api.create_repo(plan.repository, repo_type=KIND, private=plan.private or None, exist_ok=True)
        made = read_remote(api, plan.repository)
        check_visibility(plan.repository, made, plan.private)
        if set(made.files) - set(FRESH):
            raise HubError("was made by someone else just now", file=plan.repository, remedy=AGAIN)
        plan = compare(plan.repository, plan.version, here, made, frozenset(), private=plan.private)
    additions = _upload(api, plan, progress)
    done = api.create_commit(
        plan.repository,
        [*additions, *(CommitOperationDelete(file.path, is_folder=False) for file in plan.removed)],
        commit_message=f"Release {plan.tag}",
        commit_description=description(ready.release, statement),
        repo_type=KIND,
        parent_commit=plan.head,
    )
    return str(done.oid), plan


def _upload(api: "HfApi", plan: Plan, progress: Progress) -> list["CommitOperationAdd"]:
    """Send the large files ahead of the commit, some at once; those that the Hub has already are not sent again."""
    from huggingface_hub import CommitOperationAdd

    files = [*plan.added, *plan.changed]
    total, sent = sum(file.size for file in files), 0
    operations = []
    progress("uploading", 0, total)
    # the client sends files of one content side by side as often as there are: once is enough for the Hub
    first = list({file.sha256: file for file in reversed(files)}.values())
    alone = {file.path for file in first}
    repeated = [file for file in files if file.path not in alone]
    for part in [*_batches(first), *_batches(repeated)]:
        added = [CommitOperationAdd(file.path, str(file.file.resolve())) for file in part]
        api.preupload_lfs_files(plan.repository, added, repo_type=KIND, free_memory=False, num_threads=AT_ONCE)
        operations += added
        sent += sum(file.size for file in part)
        progress("uploading", sent, total)
    return operations


def _batches(files: Sequence[LocalFile]) -> Iterator[list[LocalFile]]:
    batch: list[LocalFile] = []
    for file in files:
        if batch and (len(batch) == BATCH_FILES or sum(one.size for one in batch) + file.size > BATCH_BYTES):
            yield batch
            batch = []
        batch.append(file)
    if batch:
        yield batch


def set_tag(api: "HfApi", plan: Plan, here: Contents, commit: str) -> None:
    """Tag a commit that holds the whole release. Raises HubError where it does not, or the tag stands elsewhere."""
    from huggingface_hub.errors import HfHubHTTPError

    if other := differing(here, read_files(api, plan.repository, commit)):
        remedy = "Look at .gitignore on the Hub, which may leave files out; then run the same command again"
        raise HubError("the Hub has not taken every file", file=plan.repository, found=named(other), remedy=remedy)
    try:
        api.create_tag(
            plan.repository, tag=plan.tag, tag_message=f"Release {plan.tag}", revision=commit, repo_type=KIND
        )
    except HfHubHTTPError as error:
        stands = read_tags(api, plan.repository).get(plan.version)
        if error.response.status_code != 409 or stands is None:
            raise
        if other := differing(here, read_files(api, plan.repository, stands)):
            raise taken(plan.repository, plan.tag, other) from None


def description(release: Release, statement: str | None) -> str:
    """What the commit says: the lines of the changelog by part, and the ground on which the texts are passed on."""
    parts = [_section(part.capitalize(), release.changes.get(part, ())) for part in PARTS]
    parts += [f"Rights: {statement}\n"] if statement else []
    return "\n".join(part for part in parts if part)


def _section(title: str, lines: Sequence[str]) -> str:
    return "".join([f"{title}:\n", *(f"- {line}\n" for line in lines)]) if lines else ""
