"""A build that is killed at any moment leaves the old dataset or the new one, whole."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.errors import TargetError
from dateline.swap import GENERATED, WORK, check_target, pending, recover, staging, swap

KILLED = """
import os, sys
from pathlib import Path
from dateline.swap import staging, swap
steps = 0
def die(name):
    global steps
    if steps == int(sys.argv[2]):
        os._exit(77)
    steps += 1
with staging(sys.argv[1]) as work:
    for name in ("README.md", "manifest.json"):
        (work / name).write_text('{"dateline": {"build": "new"}}')
    (work / "data" / "articles").mkdir(parents=True)
    (work / "data" / "articles" / "new.parquet").write_text("new")
    die("built")
    swap(sys.argv[1], work, die)
"""


def old_dataset(folder: Path) -> None:
    (folder / "raw").mkdir(parents=True)
    (folder / "raw" / "a.txt").write_text("raw")
    (folder / "dataset.toml").write_text("")
    (folder / "notes.md").write_text("mine")
    for name in ("README.md", "manifest.json", "croissant.json"):
        (folder / name).write_text('{"dateline": {"build": "old"}}')
    (folder / "data" / "mentions").mkdir(parents=True)
    (folder / "data" / "mentions" / "old.parquet").write_text("old")


def state(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


KEPT = {"raw/a.txt": "raw", "dataset.toml": "", "notes.md": "mine"}
BUILD = '{"dateline": {"build": "%s"}}'
OLD = {
    **KEPT,
    "README.md": BUILD % "old",
    "manifest.json": BUILD % "old",
    "croissant.json": BUILD % "old",
    "data/mentions/old.parquet": "old",
}
NEW = {**KEPT, "README.md": BUILD % "new", "manifest.json": BUILD % "new", "data/articles/new.parquet": "new"}


def build(folder: Path, kill_at: int) -> int:
    command = [sys.executable, "-c", KILLED, str(folder), str(kill_at)]
    return subprocess.run(command, check=False).returncode


def test_every_kill_leaves_one_whole_dataset(tmp_path: Path) -> None:
    outcomes = []
    for step in range(100):
        folder = tmp_path / str(step)
        old_dataset(folder)
        code = build(folder, step)
        interrupted = pending(folder)
        assert recover(folder) == interrupted
        assert not pending(folder)
        found = {name: text for name, text in state(folder).items() if not name.startswith(WORK)}
        assert found in (OLD, NEW), step
        assert [path.name for path in (folder / WORK).glob("*")] == []
        outcomes.append(found == NEW)
        if code == 0:
            break
    # it was killed in every phase: before the journal, in the middle, and after
    assert outcomes == sorted(outcomes)
    assert outcomes.count(False) >= 2
    assert outcomes.count(True) >= 8


def test_a_killed_recovery_can_be_recovered(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    old_dataset(folder)
    build(folder, 6)
    assert pending(folder)
    work = next((folder / WORK).glob("build-*"))
    # as if recovery had been cut short too, one part further
    name = next(name for name in GENERATED if (work / name).exists())
    (folder / WORK / f"old-{work.name}").mkdir(exist_ok=True)
    if (folder / name).exists():
        os.replace(folder / name, folder / WORK / f"old-{work.name}" / name)
    os.replace(work / name, folder / name)
    assert recover(folder)
    assert {n: t for n, t in state(folder).items() if not n.startswith(WORK)} == NEW


def test_the_next_build_finishes_what_was_cut_short(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    old_dataset(folder)
    build(folder, 5)
    with staging(folder):
        assert not pending(folder)
        assert (folder / "README.md").read_text() == BUILD % "new"


def half_a_build(folder: Path) -> None:
    with staging(folder) as work:
        (work / "README.md").write_text("half")
        raise RuntimeError


def test_a_failed_build_leaves_the_old_dataset_and_no_trace(tmp_path: Path) -> None:
    old_dataset(tmp_path / "set")
    with pytest.raises(RuntimeError):
        half_a_build(tmp_path / "set")
    assert state(tmp_path / "set") == OLD
    with pytest.raises(RuntimeError):
        half_a_build(tmp_path / "a" / "b")
    assert not (tmp_path / "a").exists()


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    with staging(tmp_path / "new" / "set") as work:
        (work / "README.md").write_text("card")
        swap(tmp_path / "new" / "set", work)
    assert state(tmp_path / "new" / "set") == {"README.md": "card"}
    assert [path.name for path in (tmp_path / "new" / "set").iterdir()] == ["README.md"]


def test_leftovers_of_dead_processes_go_and_those_of_live_ones_stay(tmp_path: Path) -> None:
    old_dataset(tmp_path)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    alive = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        for pid in (dead.pid, alive.pid):
            (tmp_path / WORK / f"build-{pid}-0" / "data").mkdir(parents=True)
        (tmp_path / WORK / "notes").mkdir()
        recover(tmp_path)
        assert sorted(path.name for path in (tmp_path / WORK).iterdir()) == [f"build-{alive.pid}-0", "notes"]
    finally:
        alive.communicate(b"\n")


def test_two_builds_do_not_swap_at_once(tmp_path: Path) -> None:
    old_dataset(tmp_path)
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        with staging(tmp_path) as work:
            (work / "README.md").write_text("new")
            journal = {"pid": other.pid, "work": "build-1-0", "place": [], "remove": []}
            (tmp_path / WORK / "journal.json").write_text(json.dumps(journal))
            with pytest.raises(TargetError, match="another build"):
                swap(tmp_path, work)
        with pytest.raises(TargetError, match="another build"), staging(tmp_path):
            pass
    finally:
        other.communicate(b"\n")


@pytest.mark.parametrize(
    "journal",
    [
        "",
        "[]",
        "{}",
        '{"pid": 1, "work": "../../x", "place": [], "remove": []}',
        '{"pid": 1, "work": "build-1-0", "place": ["../raw"], "remove": []}',
        '{"pid": 1, "work": "build-1-0", "place": [], "remove": ["raw"]}',
    ],
)
def test_a_journal_that_dateline_did_not_write_moves_nothing(tmp_path: Path, journal: str) -> None:
    old_dataset(tmp_path)
    (tmp_path / WORK).mkdir()
    (tmp_path / WORK / "journal.json").write_text(journal)
    with pytest.raises(TargetError, match="no journal of Dateline"):
        recover(tmp_path)
    assert {n: t for n, t in state(tmp_path).items() if not n.startswith(WORK)} == OLD


def test_targets_that_a_build_would_spoil_are_refused(tmp_path: Path) -> None:
    check_target(tmp_path / "new")
    check_target(tmp_path)
    (tmp_path / "thesis.tex").write_text("")
    with pytest.raises(TargetError, match="holds no Dateline dataset"):
        check_target(tmp_path)
    (tmp_path / "dataset.toml").write_text("")
    check_target(tmp_path)
    (tmp_path / "data").mkdir()
    with pytest.raises(TargetError, match="no manifest says"):
        check_target(tmp_path)
    (tmp_path / "manifest.json").write_text('{"name": "a web app"}')
    with pytest.raises(TargetError, match="of something else"):
        check_target(tmp_path)
    (tmp_path / "manifest.json").write_text('{"dateline": {}}')
    check_target(tmp_path)
    with pytest.raises(TargetError, match="is no folder"):
        check_target(tmp_path / "thesis.tex")
