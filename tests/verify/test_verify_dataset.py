"""What verification can and cannot say of datasets that are whole."""

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import dateline
from dateline.checksums import is_inside, read_sums, sums_text
from dateline.errors import INTERNAL, DatelineError, InputError
from dateline.verification.result import Check, guarded
from dateline.verify import verify


def states(folder: Path | str, rebuild: bool = True) -> dict[str, str]:
    return {check.name: check.state for check in verify(folder, rebuild=rebuild).checks}


def test_a_published_dataset_without_its_documents_is_not_rebuilt(dataset: Path) -> None:
    shutil.rmtree(dataset / "raw")
    checks = {check.name: check for check in verify(dataset).checks}
    assert verify(dataset).ok
    assert {name for name, check in checks.items() if check.state == "not done"} == {"inputs", "rebuild"}
    assert "raw documents are not in the folder" in checks["rebuild"].note
    assert "raw documents are not in the folder" in checks["inputs"].note


def test_changed_documents_are_not_built(dataset: Path) -> None:
    (dataset / "raw" / "00.md").unlink()
    checks = {check.name: check for check in verify(dataset).checks}
    assert (checks["inputs"].state, checks["rebuild"].state) == ("failed", "not done")


def test_without_settings_texts_and_documents_cannot_be_judged(dataset: Path) -> None:
    (dataset / "dataset.toml").unlink()
    assert {name for name, state in states(dataset).items() if state == "not done"} == {"inputs", "texts", "rebuild"}


def test_a_dataset_of_loose_documents_has_the_default_settings(corpus: Path, tmp_path: Path) -> None:
    dateline.build(corpus, tmp_path / "out", actors=False)
    found = states(tmp_path / "out")
    assert found["texts"] == "passed"
    assert {name for name, state in found.items() if state != "passed"} == {"inputs", "rebuild"}
    assert found["inputs"] == found["rebuild"] == "not done"


def test_an_edition_without_texts_is_verified_and_rebuilt(dataset: Path) -> None:
    dateline.build(out=dataset, actors=False, text="withheld")
    verification = verify(dataset)
    assert verification.ok
    assert {check.state for check in verification.checks} == {"passed"}
    assert next(c.note for c in verification.checks if c.name == "release").startswith("not released: the data has")


def test_unreleased_data_is_told_and_no_failure(dataset: Path) -> None:
    (dataset / "releases.json").unlink()
    dateline.build(out=dataset, actors=False)
    verification = verify(dataset, rebuild=False)
    assert verification.ok
    assert (
        next(c.note for c in verification.checks if c.name == "release") == "not released: no release has version 1.2.0"
    )


def test_a_rebuild_that_was_not_asked_for_is_told(dataset: Path) -> None:
    rebuild = verify(dataset, rebuild=False).checks[-1]
    assert (rebuild.state, rebuild.note) == ("not done", "it was not asked for")


def test_a_rebuild_leaves_the_folder_as_it_was(dataset: Path) -> None:
    before = {path: path.read_bytes() for path in dataset.rglob("*") if path.is_file()}
    assert verify(dataset).ok
    assert {path: path.read_bytes() for path in dataset.rglob("*") if path.is_file()} == before


def test_a_snapshot_of_the_hub_is_links_to_its_blobs(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the client keeps it: `snapshots/<commit>/<path>` is a link to `blobs/<digest>`."""
    cache = tmp_path / "cache" / "datasets--town--bridges"
    snapshot = cache / "snapshots" / "abc"
    (cache / "blobs").mkdir(parents=True)
    for path in (path for path in dataset.rglob("*") if path.is_file()):
        blob = cache / "blobs" / hashlib.sha256(path.read_bytes()).hexdigest()
        shutil.copyfile(path, blob)
        link = snapshot / path.relative_to(dataset)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(blob)
    asked: list[object] = []

    def fetched(name: str, *, repo_type: str, revision: str | None, allow_patterns: list[str]) -> str:
        asked.append((name, repo_type, revision, allow_patterns))
        return str(snapshot)

    monkeypatch.setattr("huggingface_hub.snapshot_download", fetched)
    for target in ("town/bridges@v1.2.0", snapshot):
        assert set(states(str(target)).values()) == {"passed"}
    (snapshot / "raw" / "00.md").unlink()
    (snapshot / "raw" / "00.md").symlink_to(dataset / "raw" / "00.md")
    assert states(snapshot, rebuild=False)["links"] == "failed"
    assert asked == [("town/bridges", "dataset", "v1.2.0", ["*"])]


def test_what_is_no_dataset_is_explained(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no manifest"):
        verify(tmp_path)
    with pytest.raises(InputError, match="is no dataset"):
        verify(tmp_path / "none" / "at" / "all")


def test_a_machine_that_fails_is_no_fault_of_the_dataset() -> None:
    class Worker(DatelineError):
        exit_code = INTERNAL

    def broken(error: DatelineError) -> Callable[[], Check]:
        def check() -> Check:
            raise error

        return check

    with pytest.raises(Worker):
        guarded("rebuild", broken(Worker("no worker starts")))
    assert guarded("rebuild", broken(InputError("is bad", file="x", remedy="Mend it"))).problems[0].message == (
        "x: is bad. Mend it."
    )


def test_sums_are_those_of_sha256sum(dataset: Path) -> None:
    assert read_sums(dataset).keys() >= {"README.md", "manifest.json"}
    if shutil.which("sha256sum"):
        done = subprocess.run(
            ["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=dataset, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_sums_survive_their_text(tmp_path: Path) -> None:
    entries = {"b/ü x.txt": "1" * 64, "a": "2" * 64, "b.txt": "3" * 64}
    (tmp_path / "SHA256SUMS").write_text(sums_text(entries.items()), encoding="utf-8")
    assert read_sums(tmp_path) == entries
    assert (tmp_path / "SHA256SUMS").read_text().splitlines()[0].endswith("  a")


@pytest.mark.parametrize("path", ["", "/a", "../a", "a/../b", "a//b", "./a", "a/.", "c:/a", "a\nb", "a\\b"])
def test_paths_that_no_list_of_sums_holds(path: str) -> None:
    with pytest.raises(ValueError, match="no path of a file of a dataset"):
        sums_text([(path, "0" * 64)])
    assert is_inside("data/a..b/c.txt")


@pytest.mark.parametrize("line", ["", "x  a", f"{'0' * 64} a", f"{'0' * 64}  ../a", f"{'0' * 64}  b\n{'0' * 64}  b"])
def test_lines_that_are_no_sum_are_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "SHA256SUMS").write_text(line + "\n")
    with pytest.raises(InputError, match=r"line \d: is no list of sums"):
        read_sums(tmp_path)
