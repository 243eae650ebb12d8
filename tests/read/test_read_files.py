"""Which files are inputs, what each is called, and what is refused before a byte is read."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.printable import path_name, plain
from dateline.read.document import Reject
from dateline.read.files import Source, find_sources
from dateline.read.records import Record, Skipped, find_parts, read_part


def names(*inputs: str | Path, root: Path | None = None, out: Path | None = None) -> list[str]:
    return [source.raw_path for source in find_sources(inputs, root, out)]


def read_bytes(source: Source) -> bytes | str | Reject:
    """The one document of a file, or why there is none."""
    (part,) = find_parts([source])
    if isinstance(part, Reject):
        return part
    (found,) = read_part(part)
    assert not isinstance(found, Skipped)
    return found.data if isinstance(found, Record) else found


def rule(path: Path, within: Path | None = None) -> str:
    found = read_bytes(Source(str(path), path.name, str(within) if within else None))
    assert isinstance(found, Reject)
    assert found.message
    return found.rule


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("a/x.txt", "a/deep/y.md", "a/deep/z.png", "b/x.txt", ".git/config.txt", "a/.hidden.txt", "top.txt"):
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"text of {name}")
    return tmp_path / "tree"


def test_a_folder_is_walked_but_for_what_is_hidden(tree: Path) -> None:
    assert names(tree) == ["a/deep/y.md", "a/deep/z.png", "a/x.txt", "b/x.txt", "top.txt"]


def test_files_of_one_name_are_told_apart_in_any_order(tree: Path) -> None:
    found = find_sources([tree / "a", tree / "b"])
    assert [source.raw_path for source in found] == ["deep/y.md", "deep/z.png", "x.txt", "x.txt~2"]
    assert found == find_sources([tree / "b", tree / "a"])
    assert [Path(source.path).parent.name for source in found[2:]] == ["a", "b"]


def test_a_number_is_not_given_twice(tree: Path) -> None:
    (tree / "a" / "x.txt~2").write_text("a name that looks like a number was added")
    assert names(tree / "a", tree / "b")[2:] == ["x.txt", "x.txt~2", "x.txt~3"]


def test_a_file_given_twice_is_read_once(tree: Path) -> None:
    assert names(tree / "b", tree / "b" / "x.txt", tree / "a" / ".." / "b") == ["x.txt"]
    assert names(tree / "b", tree) == names(tree, tree / "b")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["top.txt"]),
        ("*/x.txt", ["a/x.txt", "b/x.txt"]),
        ("**/*.md", ["a/deep/y.md"]),
        ("a/*", ["deep/y.md", "deep/z.png", "x.txt"]),
        ("[ab]/*.txt", ["a/x.txt", "b/x.txt"]),
    ],
)
def test_globs(tree: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, expected: list[str]) -> None:
    assert names(f"{tree}/{pattern}") == expected
    monkeypatch.chdir(tree)
    assert names(pattern) == expected


def test_wildcards_in_the_place_of_the_settings_mean_nothing(tmp_path: Path) -> None:
    root = tmp_path / "set [1]*"
    (root / "raw").mkdir(parents=True)
    (root / "raw" / "a.txt").write_text("a")
    assert names("raw/*.txt", root=root) == names("raw", root=root) == ["raw/a.txt"]


def test_relative_inputs_with_dots(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree / "a" / "deep")
    assert names("..") == ["deep/y.md", "deep/z.png", "x.txt"]
    assert names("../../b/../b") == ["x.txt"]
    assert names("../x.txt") == ["x.txt"]
    assert names("../*.txt") == ["x.txt"]


def test_settings_may_name_what_lies_beside_their_folder(tree: Path) -> None:
    assert names("../b", "deep", root=tree / "a") == ["deep/y.md", "deep/z.png", "x.txt"]


@pytest.mark.parametrize("given", ["nothing", "*.nothing", ""])
def test_an_input_that_names_nothing_is_an_error(tmp_path: Path, given: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="names no file"):
        find_sources([tmp_path / "empty" / given])


def test_the_dataset_that_is_built_is_no_input(tree: Path) -> None:
    out = tree / "out"
    for name in ("raw/r.txt", "data/articles/a.parquet", "README.md", "manifest.json", "dataset.toml"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text("built")
    before = ["a/deep/y.md", "a/deep/z.png", "a/x.txt", "b/x.txt", "top.txt"]
    assert names(tree, out=out) == before
    assert names(f"{tree}/**/*", out=out) == before
    assert names(out, out=out) == ["raw/r.txt"]
    assert names("raw", root=out, out=out) == ["raw/r.txt"]


def test_links_that_lead_out_are_refused_and_others_read(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret of the machine")
    (tree / "out.txt").symlink_to(tmp_path / "secret.txt")
    (tree / "in.txt").symlink_to("a/x.txt")
    (tree / "loop").symlink_to(tree)
    found = {source.raw_path: read_bytes(source) for source in find_sources([tree])}
    refused = {name: data.rule for name, data in found.items() if isinstance(data, Reject)}
    assert refused == {"a/deep/z.png": "read.unknown-kind", "loop": "read.unknown-kind", "out.txt": "read.outside"}
    assert found["in.txt"] == b"text of a/x.txt"
    (named,) = find_sources([tree / "out.txt"])
    assert read_bytes(named) == b"a secret of the machine"


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "circle.txt").symlink_to(tmp_path / "circle.txt")
    (tmp_path / "folder.txt").mkdir()
    assert rule(tmp_path / "pipe.txt") == "read.no-file"
    assert rule(tmp_path / "folder.txt") == "read.no-file"
    assert rule(tmp_path / "gone.txt") == "read.unreadable"
    assert rule(tmp_path / "circle.txt") == "read.unreadable"
    assert names(tmp_path) == ["circle.txt", "gone.txt", "pipe.txt"]


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may have some hundred bytes only
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("s.txt")
        assert rule(tmp_path / "s.txt") == "read.no-file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "a.txt").chmod(0)
    assert rule(tmp_path / "a.txt") == "read.unreadable"


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.docx.gz", "a.TXTX", ".md.bak"])
def test_unknown_endings(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("<p>text</p>")
    assert rule(tmp_path / name) == "read.unknown-kind"


def test_a_huge_file_is_not_read_into_memory(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    script = (
        "import resource, sys\n"
        "from dateline.read.files import Source\n"
        "from dateline.read.records import find_parts, read_part\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "(part,) = find_parts([Source(sys.argv[1], 'huge.txt')])\n"
        "(found,) = read_part(part)\n"
        "print(found.rule, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "huge.txt")], capture_output=True, text=True, check=True
    )
    rule, grown = done.stdout.split()
    assert rule == "read.too-large"
    assert int(grown) < 10_000  # kB


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plain name.txt", "plain name.txt"),
        ("Größe-図.txt", "Größe-図.txt"),
        ("new\nline.txt", "new%0Aline.txt"),
        ("esc\x1b[31m.txt", "esc%1B[31m.txt"),
        (os.fsdecode(b"bad\xff.txt"), "bad%FF.txt"),
        ("zero\u200bwidth.txt", "zero%E2%80%8Bwidth.txt"),
        ("back\\slash.txt", "back%5Cslash.txt"),
        ("c:drive.txt", "c%3Adrive.txt"),
        ("ab:c.txt", "ab:c.txt"),
    ],
)
def test_names_that_cannot_be_shown_have_one_spelling(tmp_path: Path, name: str, shown: str) -> None:
    assert path_name(name) == shown
    (tmp_path / name).write_text("text")
    assert names(tmp_path) == [shown]


def test_names_that_are_spelled_alike_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a\n.txt").write_text("one")
    (tmp_path / "a%0A.txt").write_text("two")
    assert names(tmp_path) == ["a%0A.txt", "a%0A.txt~2"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\nc", "a\tb\nc"),
        ("\x1b[2J\x07", "\\x1b[2J\\x07"),
        ("\u202etxt.exe", "\\u202etxt.exe"),
        ("no\u00a0break, می\u200cخواهم", "no\u00a0break, می\u200cخواهم"),
        ("\x9b31m\ud800", "\\x9b31m\\ud800"),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert plain(text) == shown
