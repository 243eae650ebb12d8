"""Where editions are: folders, git revisions, the Hub's client and its cache."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.compare import Edition, compare, open_edition
from dateline.compare.source import PARTS
from dateline.errors import InputError

Rows = dict[str, list[dict[str, Any]]]
Make = Callable[[int], Rows]
Write = Callable[..., Edition]
GIT = ("git", "-c", "user.name=A Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *words: str) -> str:
    done = subprocess.run([*GIT, "-C", str(folder), *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(make: Make, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose dataset has had two versions, the first tagged v0.1.0."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    top = tmp_path / "repository"
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    write(top / "dataset", make(3), version="0.1.0")
    (top / "dataset" / "raw").mkdir()
    (top / "dataset" / "raw" / "1.txt").write_text("a source document")
    commit(top, "first")
    git(top, "tag", "v0.1.0")
    write(top / "dataset", make(5), version="0.2.0")
    commit(top, "second")
    return top


@pytest.mark.parametrize("spec", ["HEAD~1", "v0.1.0", "git:v0.1.0", "git:v0.1.0:dataset", "main~1:dataset/", "HEAD^"])
def test_a_revision_of_the_other_operands_folder(repository: Path, spec: str) -> None:
    folder = repository / "dataset"
    with open_edition(spec, folder) as old, open_edition(folder, spec) as new:
        assert (old.label, old.manifest.version) == (spec, "0.1.0")
        assert sorted(path.name for path in old.folder.iterdir()) == ["data", "manifest.json"]
        found = compare(old, new)
        place = old.folder
    assert found.tables[0].added.count == 2
    assert not place.exists()


def test_two_revisions_of_the_dataset_here(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    with open_edition("HEAD~1", "HEAD") as old, open_edition("HEAD", "HEAD~1") as new:
        assert (old.manifest.version, new.manifest.version) == ("0.1.0", "0.2.0")


def test_a_folder_that_is_gone_by_now(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(repository / "dataset")
    monkeypatch.chdir(repository)
    with open_edition("HEAD") as edition:
        assert edition.manifest.version == "0.2.0"


def test_from_within_a_folder_of_the_repository(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "dataset" / "raw")
    with open_edition("v0.1.0", "..") as edition:
        assert edition.manifest.version == "0.1.0"


def test_a_dataset_at_the_top_of_its_repository(
    make: Make, write: Write, tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = tmp_path / "alone"
    write(top, make(2))
    git(top, "init", "-q")
    commit(top, "first")
    with open_edition("HEAD", top) as edition:
        assert edition.manifest.tables["articles"].rows == 2
    monkeypatch.chdir(tmp_path / "alone")
    with open_edition("HEAD:", ".") as edition:
        assert edition.manifest.tables["articles"].rows == 2


def test_a_folder_goes_before_a_revision(
    repository: Path, make: Make, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    write(repository / "v0.1.0", make(1), version="7.7.7")
    with open_edition("v0.1.0") as edition:
        assert edition.manifest.version == "7.7.7"
    with open_edition("git:v0.1.0") as edition:
        assert edition.manifest.version == "0.1.0"


@pytest.mark.parametrize(
    ("spec", "problem"),
    [
        ("v9.9.9", "no such edition"),
        ("--output=stolen", "is no revision"),
        ("git:--upload-pack=touch stolen", "is no revision"),
        ("git:-h:dataset", "is no revision"),
        ("git:", "is no revision"),
        ("HEAD:nowhere", "no such folder in this revision"),
        ("HEAD:dataset/manifest.json", "is no folder in this revision"),
        ("HEAD:../elsewhere", "leads out of the repository"),
        ("HEAD:dataset/data", "no manifest.json in this revision"),
        ("git:HEAD:", "no manifest.json in this revision"),
    ],
)
def test_what_is_no_edition_is_told(repository: Path, spec: str, problem: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    with pytest.raises(InputError) as caught, open_edition(spec, repository / "dataset"):
        pass
    assert caught.value.problem == problem
    assert caught.value.file == spec.removeprefix("git:")
    assert not (repository / "stolen").exists()


def test_without_a_repository(make: Make, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "set", make(1))
    with pytest.raises(InputError, match="no git repository"), open_edition("HEAD~1", tmp_path / "set"):
        pass


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError, match="no git repository"), open_edition("HEAD~1", repository / "dataset"):
        pass


def test_a_link_that_leads_out_is_not_followed(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.parquet").write_text("secret")
    file = next((repository / "dataset" / "data" / "articles").iterdir())
    file.unlink()
    file.symlink_to(tmp_path / "secret.parquet")
    commit(repository, "a link")
    with pytest.raises(InputError, match="cannot be taken out of git"), open_edition("HEAD", repository / "dataset"):
        pass


def test_pointers_of_git_lfs_are_told(repository: Path) -> None:
    file = next((repository / "dataset" / "data" / "articles").iterdir())
    good = file.read_bytes()
    file.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:" + "a" * 64 + "\nsize 123\n")
    commit(repository, "pointers")
    file.write_bytes(good)
    folder = repository / "dataset"
    with open_edition("HEAD", folder) as old, open_edition(folder) as new, pytest.raises(InputError) as caught:
        compare(old, new)
    assert caught.value.problem == "is a pointer of Git LFS"
    assert caught.value.file == f"HEAD: data/articles/{file.name}"


def test_a_manifest_that_cannot_be_read_is_named_by_its_revision(repository: Path) -> None:
    (repository / "dataset" / "manifest.json").write_text("{")
    commit(repository, "broken")
    with pytest.raises(InputError) as caught, open_edition("HEAD", repository / "dataset"):
        pass
    assert caught.value.file == "HEAD/manifest.json"


def test_a_folder_without_a_manifest_and_a_file_are_no_editions(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no dataset: expected a manifest\.json"), open_edition(tmp_path):
        pass
    (tmp_path / "articles.parquet").write_bytes(b"")
    with pytest.raises(InputError, match="is a file"), open_edition(tmp_path / "articles.parquet"):
        pass


def test_a_build_that_was_cut_short_is_not_compared(make: Make, write: Write, tmp_path: Path) -> None:
    write(tmp_path / "set", make(1))
    (tmp_path / "set" / ".dateline").mkdir()
    journal = {"pid": 1, "work": "build-1-0", "place": [], "remove": []}
    (tmp_path / "set" / ".dateline" / "journal.json").write_text(json.dumps(journal))
    with pytest.raises(InputError, match="a build was cut short"), open_edition(tmp_path / "set"):
        pass


@pytest.fixture
def cache(make: Make, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The Hub's client without a network, and a cache of its making that holds two revisions of town/ferry."""
    from huggingface_hub import constants

    place = tmp_path / "hub" / "datasets--town--ferry"
    for revision, count, name in (("1" * 40, 2, "v1.0.0"), ("2" * 40, 3, "main")):
        write(place / "snapshots" / revision, make(count), version=f"{revision[0]}.0.0")
        (place / "refs").mkdir(exist_ok=True)
        (place / "refs" / name).write_text(revision)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    return "town/ferry"


@pytest.mark.parametrize(
    ("spec", "version"),
    [
        ("town/ferry", "2.0.0"),
        ("hub:town/ferry", "2.0.0"),
        ("town/ferry@v1.0.0", "1.0.0"),
        ("town/ferry@" + "1" * 40, "1.0.0"),
    ],
)
def test_a_revision_on_the_hub(cache: str, spec: str, version: str) -> None:
    with open_edition(spec) as edition:
        assert edition.manifest.version == version


def test_what_the_hub_does_not_have_is_one_clear_error(cache: str) -> None:
    with pytest.raises(InputError) as caught, open_edition("town/boats@v1.0.0"):
        pass
    assert caught.value.problem == "is no folder here, and cannot be fetched from the Hub"
    assert caught.value.file == "town/boats@v1.0.0"
    with pytest.raises(InputError, match="is no name on the Hub"), open_edition("hub:../ferry"):
        pass


def test_no_raw_documents_are_fetched(
    monkeypatch: pytest.MonkeyPatch, make: Make, write: Write, tmp_path: Path
) -> None:
    import huggingface_hub

    asked: dict[str, Any] = {}

    def snapshot(name: str, **options: Any) -> str:
        asked.update(options, name=name)
        return str(write(tmp_path / "copy", make(1)).folder)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", snapshot)
    with open_edition("town/ferry@v1.0.0") as edition:
        assert edition.label == "town/ferry@v1.0.0"
    assert asked["name"] == "town/ferry"
    assert asked["revision"] == "v1.0.0"
    assert asked["repo_type"] == "dataset"
    assert asked["allow_patterns"] == ["README.md", "manifest.json", "releases.json", "croissant.json", "data/**"]
    assert "raw" not in PARTS
