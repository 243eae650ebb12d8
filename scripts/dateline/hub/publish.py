"""`dateline publish`: a release to the Hub as one commit, guarded by the head that was seen, and a tag."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.hub import send
from dateline.hub.check import check_published
from dateline.hub.contents import Contents, contents
from dateline.hub.failures import check_name, need_token, speaking_to
from dateline.hub.plan import (
    CARD,
    DONE,
    FRESH,
    PUBLISH,
    Plan,
    check_order,
    check_visibility,
    compare,
    differing,
    drift,
    drifted,
    is_stub,
    managed,
    taken,
)
from dateline.hub.ready import Ready, check_ready, lacks_rights, statement_for
from dateline.hub.remote import (
    Remote,
    former_inputs,
    hub_api,
    read_files,
    read_remote,
    read_text,
    tag_of,
)
from dateline.progress import Progress, quiet

if TYPE_CHECKING:
    from huggingface_hub import HfApi

__all__ = ["Published", "lacks_rights", "publish"]

NOTHING, TAGGED, PUBLISHED = "nothing to do", "tagged", "published"


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did.

    Attributes:
        action: `published`, `tagged` (the commit was there already) or `nothing to do`.
        commit: that the tag stands on.
        url: of the release.
        checked: rows of each table that was loaded from the Hub and compared; none where there was nothing to do.
        plan: what was done.
    """

    action: str
    commit: str
    url: str
    checked: Mapping[str, int]
    plan: Plan

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        head = {"action": self.action, "commit": self.commit, "url": self.url, "checked": dict(self.checked)}
        return head | self.plan.to_json()


def publish(
    dataset: str | Path,
    repository: str,
    *,
    dry_run: bool = False,
    private: bool = False,
    rights: str | None = None,
    replace_head: bool = False,
    progress: Progress = quiet,
) -> Published | Plan:
    """Publish a release: validate, compare with the Hub, one atomic commit, a tag, and a look at what arrived.

    Args:
        dataset: folder of a dataset that `dateline release` has given its version.
        repository: `owner/name` on the Hub; made where it does not exist.
        dry_run: only say what would change; nothing is made or sent, and a public repository needs no token.
        private: make the repository private.
        rights: on what ground the texts are passed on, where `[rights]` of the settings does not say it.
        replace_head: overwrite what others changed on the Hub since the last release.
        progress: called with what is being done, how much is done and how much there is; bytes while uploading.

    Returns the plan of a dry run, else what was done; a second call does nothing. Raises ContractError for data that is
    invalid or arrived otherwise, InputError where it is no release, SettingsError for missing rights, and HubError,
    TargetError or UsageError where the Hub or its state does not allow it.
    """
    check_name(repository)
    ready = check_ready(Path(dataset), progress)
    here = contents(ready.folder, ready.manifest)
    progress("comparing with the Hub", 0, 1)
    with speaking_to(repository), _client() as api:
        plan = _plan(api, repository, ready, here, private=private, replace_head=replace_head)
        progress("comparing with the Hub", 1, 1)
        if dry_run:
            return plan
        if plan.state == DONE:
            return Published(NOTHING, str(plan.head), _url(api, plan), {}, plan)
        need_token(repository)
        commit = plan.head
        if plan.state == PUBLISH or commit is None:
            commit, plan = send.commit(api, plan, ready, here, statement_for(ready, rights), progress)
        send.set_tag(api, plan, here, commit)
        checked = check_published(repository, plan.tag, ready.manifest, progress)
        return Published(PUBLISHED if plan.differs else TAGGED, commit, _url(api, plan), checked, plan)


def _plan(api: "HfApi", repository: str, ready: Ready, here: Contents, *, private: bool, replace_head: bool) -> Plan:
    version = ready.manifest.version
    there = read_remote(api, repository)
    if (commit := there.tags.get(version)) is not None:
        return _published_before(api, repository, version, here, replace(there, head=commit))
    former = former_inputs(api, repository, there, here.folders)
    plan = compare(repository, version, here, there, former, private=private)
    check_visibility(repository, there, private)
    check_order(repository, version, there.newest)
    if not replace_head and plan.differs:
        _check_head(api, repository, here, there, former)
    return plan


def _published_before(api: "HfApi", repository: str, version: str, here: Contents, there: Remote) -> Plan:
    """The plan that has nothing to do. Raises HubError where the version's tag stands on other content."""
    there = replace(there, files=read_files(api, repository, str(there.head)))
    if other := differing(here, there.files):
        raise taken(repository, tag_of(version), other)
    return replace(compare(repository, version, here, there, frozenset(), private=there.private), state=DONE)


def _check_head(api: "HfApi", repository: str, here: Contents, there: Remote, former: frozenset[str]) -> None:
    """Raises HubError where the head has files of ours that are of no release: others' work would be lost."""
    if there.newest is not None:
        tagged = read_files(api, repository, there.tags[there.newest])
        if paths := drift(here, there, tagged, former):
            raise drifted(repository, paths, f"since {tag_of(there.newest)}")
        return
    if there.head is None or set(there.files) <= set(FRESH) - {CARD}:
        return
    found = [path for path in drift(here, there, {}, former) if managed(path, former) and path in there.files]
    if found == [CARD] and is_stub(read_text(api, repository, CARD, there.head)):
        return
    if found:
        raise drifted(repository, found, "and are of no release")


def _url(api: "HfApi", plan: Plan) -> str:
    return f"{api.endpoint}/datasets/{plan.repository}/tree/{plan.tag}"


@contextmanager
def _client() -> Iterator["HfApi"]:
    """The Hub's client, its own progress bars out of the way."""
    from huggingface_hub.utils.tqdm import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars

    before = are_progress_bars_disabled()
    if not before and "HF_HUB_DISABLE_PROGRESS_BARS" not in os.environ:  # the client warns where both speak
        disable_progress_bars()
    try:
        yield hub_api()
    finally:
        if not before and "HF_HUB_DISABLE_PROGRESS_BARS" not in os.environ:
            enable_progress_bars()
