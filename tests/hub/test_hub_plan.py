"""The comparison of a release with the Hub, and the words of errors, without any Hub."""

import subprocess
import sys
from pathlib import Path

import httpx2
import pytest
from huggingface_hub.errors import HfHubHTTPError
from rich.console import Console

from dateline.hub import plan as plans
from dateline.hub import show
from dateline.hub.contents import Contents, LocalFile
from dateline.hub.failures import explained
from dateline.hub.plan import compare, differing, drift, gone, is_stub
from dateline.hub.remote import Remote, RemoteFile, order
from dateline.write import file_sha256


def local(folder: Path, path: str, text: str) -> LocalFile:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return LocalFile(path, file, len(text), file_sha256(file))


def small(file: LocalFile) -> RemoteFile:
    return RemoteFile(file.path, file.size, file.blob_id(), None)


def large(file: LocalFile) -> RemoteFile:
    return RemoteFile(file.path, file.size, "0" * 40, file.sha256)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, LocalFile]:
    texts = {"README.md": "card", "data/articles/train-0.parquet": "rows", "raw/1.txt": "one"}
    return {path: local(tmp_path, path, text) for path, text in texts.items()}


def here(*files: LocalFile, inputs: frozenset[str] = frozenset({"raw/1.txt"})) -> Contents:
    return Contents(files, (), inputs, frozenset({"raw"}))


def test_the_name_of_a_blob_is_gits(files: dict[str, LocalFile]) -> None:
    made = subprocess.run(["git", "hash-object", files["README.md"].file], capture_output=True, text=True, check=True)
    assert files["README.md"].blob_id() == made.stdout.strip()


def test_a_file_is_compared_as_the_hub_keeps_it(files: dict[str, LocalFile]) -> None:
    release = here(*files.values())
    for kept in (small, large):
        there = {path: kept(file) for path, file in files.items()}
        assert differing(release, there) == []
        assert compare("a/b", "1.0.0", release, Remote("c", False, there), set(), private=False).state == plans.TAG_ONLY
        changed = there | {"README.md": RemoteFile("README.md", 4, "1" * 40, None)}
        plan = compare("a/b", "1.0.0", release, Remote("c", False, changed), set(), private=False)
        assert [file.path for file in plan.changed] == ["README.md"]
        assert plan.travel == 4


def test_a_renamed_large_file_does_not_travel(files: dict[str, LocalFile]) -> None:
    rows = files["data/articles/train-0.parquet"]
    old = "data/articles/old.parquet"
    there = {old: RemoteFile(old, rows.size, "0" * 40, rows.sha256)}
    plan = compare("a/b", "1.0.0", here(rows), Remote("c", False, there), set(), private=False)
    assert [file.path for file in plan.added] == [rows.path]
    assert [file.path for file in plan.removed] == [old]
    assert plan.travel == 0


def test_what_goes_is_ours_alone(files: dict[str, LocalFile]) -> None:
    there = [
        "data/x.parquet",
        "croissant.json",
        "raw/1.txt",
        "raw/2.txt",
        "raw/notes.txt",
        "database/x",
        ".gitattributes",
    ]
    former = {"raw/1.txt", "raw/2.txt"}
    assert gone(here(files["README.md"]), there, former) == ["croissant.json", "data/x.parquet", "raw/2.txt"]


@pytest.mark.parametrize(
    ("head", "tagged", "found"),
    [
        ("then", "then", []),
        ("ours", "then", []),  # our commit, whose tag is missing
        ("else", "then", ["README.md"]),
        (None, "then", ["README.md"]),
        ("else", None, ["README.md"]),
        ("ours", None, []),
    ],
)
def test_drift(files: dict[str, LocalFile], head: str | None, tagged: str | None, found: list[str]) -> None:
    card = files["README.md"]
    kinds = {
        "ours": small(card),
        "then": RemoteFile(card.path, 3, "3" * 40, None),
        "else": RemoteFile(card.path, 5, "5" * 40, None),
    }
    there = {card.path: kinds[head]} if head else {}
    before = {card.path: kinds[tagged]} if tagged else {}
    assert drift(here(card), Remote("c", False, there), before, set()) == found


def test_a_file_that_we_remove_too_is_no_drift(files: dict[str, LocalFile]) -> None:
    before = {"croissant.json": RemoteFile("croissant.json", 3, "3" * 40, None)}
    assert drift(here(files["README.md"]), Remote("c", False, {}), before, set()) == []


@pytest.mark.parametrize(
    ("card", "stub"),
    [
        ("", True),
        ("---\nlicense: mit\n---\n", True),
        ("---\nlicense: mit\n---\n# Name\n\n", True),
        ("---\nlicense: mit\n---\n# Name\nSome words.", False),
        ("Some words.", False),
    ],
)
def test_a_stub_says_nothing(card: str, stub: bool) -> None:
    assert is_stub(card) is stub


def test_versions_are_sorted_as_numbers() -> None:
    assert max(["0.9.0", "0.10.0", "0.2.11"], key=order) == "0.10.0"


@pytest.mark.parametrize("status", [401, 403, 404, 412, 418, 429, 500])
def test_every_status_has_a_remedy(status: int) -> None:
    response = httpx2.Response(status, request=httpx2.Request("GET", "http://127.0.0.1/"))
    error = explained(HfHubHTTPError("said so", response=response), "a/b")
    assert error.remedy
    assert f"HTTP {status}" in str(error)


def test_a_token_is_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_canary0123456789")
    for error in (ValueError("got hf_canary0123456789"), RuntimeError("Bearer hf_canary0123456789 refused")):
        assert "canary" not in str(explained(error, "a/b"))


def test_names_of_files_are_shown_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(show, "Console", lambda: Console(width=200))
    file = LocalFile("raw/[red]a\x1b[31m.txt", tmp_path, 3, "0" * 64)
    plan = compare("a/b", "1.0.0", here(file), Remote(), set(), private=True)
    show.show_publish(plan)
    said = capsys.readouterr().out
    assert "raw/[red]a\\x1b[31m.txt" in said
    assert "\x1b" not in said
    assert "new repository, private" in said
    assert "dry run: nothing was sent" in said


def test_the_module_is_light() -> None:
    """`dateline publish --help` loads neither the client nor `datasets`."""
    code = "import sys, dateline.hub.load, dateline.hub.publish; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "dateline.hub.load" in ended.stdout.split()
    assert not {"datasets", "huggingface_hub"} & set(ended.stdout.split())
