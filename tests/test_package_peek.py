"""`python -m dateline.peek`: the row that `make dataset` ends with."""

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.peek import lines, main, printable, shortened

CARD = """---
configs:
- config_name: articles
  default: true
  data_files:
  - split: train
    path: data/articles/train-*.parquet
---
"""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Grüße, 世界", "Grüße, 世界"),
        ("two\nlines", r"two\nlines"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\u202eb", r"a\u202eb"),  # right-to-left override would turn the rest of the line round
        ("a\u200bb\x00", r"a\u200bb\x00"),
        ("", ""),
    ],
)
def test_nothing_reaches_the_terminal_that_could_steer_it(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("short", "short"),
        ("x" * 10, "x" * 10),
        ("x" * 11, "x" * 10 + "… (11 characters)"),
        ("y" * 1234, "y" * 10 + "… (1,234 characters)"),
        ([], "[]"),
        (["a\nb"], r"['a\nb']"),
        (7, "7"),
    ],
)
def test_a_long_value_says_how_long_it_is(value: object, shown: str) -> None:
    assert shortened(value, width=10) == shown


def test_names_are_aligned_and_a_missing_value_is_null_not_the_word_none() -> None:
    assert list(lines({"id": "a", "title": None, "url": "None"})) == ["  id     a", "  title  null", "  url    None"]


def test_no_columns_give_no_lines() -> None:
    assert list(lines({})) == []


def test_wrong_usage_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err


def test_a_directory_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none")]) == 3
    assert "none" in capsys.readouterr().err


def peek(directory: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dateline.peek", str(directory)]
    environment = {**os.environ, **variables}
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def dataset(directory: Path, *titles: str) -> Path:
    (directory / "data" / "articles").mkdir(parents=True, exist_ok=True)
    (directory / "README.md").write_text(CARD, encoding="utf-8")
    ids = [str(number) for number in range(len(titles))]
    table = pa.table({"id": pa.array(ids, pa.string()), "title": pa.array(titles, pa.string())})
    pq.write_table(table, directory / "data" / "articles" / "train-00000-of-00001.parquet")
    return directory


def test_the_first_row_is_shown_and_a_rewritten_file_is_read_again(tmp_path: Path) -> None:
    for title in ("Glück auf", "Second thoughts"):
        done = peek(dataset(tmp_path / "a set", title, "another"))
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines() == ["articles/train, first row:", "  id     0", f"  title  {title}"]


def test_a_terminal_that_knows_only_ascii_gets_escapes(tmp_path: Path) -> None:
    done = peek(dataset(tmp_path, "Glück"), PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert r"Gl\xfcck" in done.stdout


def test_no_article_at_all_fails(tmp_path: Path) -> None:
    done = peek(dataset(tmp_path))
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith("error: ")
