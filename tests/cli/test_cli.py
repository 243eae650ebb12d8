"""The command line, run as a person runs it: as a process."""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import dateline
from dateline.swap import GENERATED
from dateline_schema.tables import TABLES

COMMANDS = (
    "build",
    "validate",
    "explain",
    "schema",
    "actors list",
    "actors show",
    "actors explain",
    "actors review",
    "actors judge",
    "stories list",
    "stories show",
    "reprints",
    "splits check",
    "bench list",
    "bench create",
    "bench score",
    "bench baseline",
    "bench export",
    "bench overlap",
    "diff",
    "release",
    "verify",
    "publish",
    "rehydrate",
)
HEAVY = (
    "pyarrow",
    "polars",
    "pandas",
    "pandera",
    "numpy",
    "datasets",
    "spacy",
    "babel",
    "rich.progress",
    "dateline.api",
)
HELP_SECONDS = 0.7

Result = subprocess.CompletedProcess[str]


def run(*words: str | Path, cwd: Path | None = None, **environment: str) -> Result:
    command = [sys.executable, "-m", "dateline", *map(str, words)]
    env = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", **environment}
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=env, encoding="utf-8", check=False)


def fails(code: int, *words: str | Path, cwd: Path | None = None) -> str:
    """What a command that ends with `code` says on standard error, without a traceback."""
    done = run(*words, cwd=cwd)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory, make_document: Callable[[int], str]) -> Path:
    """A dataset with its raw documents, built once; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("built") / "set"
    (folder / "raw").mkdir(parents=True)
    for number in range(6):
        (folder / "raw" / f"{number}.md").write_text(make_document(number), encoding="utf-8")
    (folder / "raw" / "empty.txt").write_text("")
    (folder / "dataset.toml").write_text('inputs = ["raw"]\n[dataset]\nname = "bridges"\n')
    done = run("build", "--out", folder, "--actors", "none")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def copy(dataset: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(dataset, tmp_path / "set"))


# --- light


def test_help_is_quick() -> None:
    used = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(used) < HELP_SECONDS


def test_the_command_line_imports_nothing_heavy() -> None:
    script = f"import sys, dateline.cli; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- documented


def registered() -> set[str]:
    from dateline.cli import app

    groups = [(f"{group.name} ", group.typer_instance) for group in app.registered_groups]
    return {
        f"{prefix}{command.name or command.callback.__name__}"
        for prefix, one in [("", app), *((name, typer) for name, typer in groups if typer)]
        for command in one.registered_commands
        if command.callback
    }


def test_every_command_is_known_here() -> None:
    assert registered() == set(COMMANDS)


def test_every_command_stands_in_the_readme() -> None:
    readme = Path(__file__).resolve().parents[2] / "README.md"
    if not readme.exists():
        pytest.skip("there is no README.md yet")
    text = readme.read_text(encoding="utf-8")
    assert [name for name in registered() if f"dateline {name}" not in text] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples_and_exit_codes(command: str) -> None:
    shown = " ".join(re.sub(r"[│╭╮╰╯─]", " ", run(*command.split(), "--help").stdout).split())
    assert f"Examples: dateline {command}" in shown
    assert "Exit codes: 0 all is well" in shown
    options = re.findall(r"--[a-z][a-z-]+", shown)
    assert {"--help"} < set(options)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_parameter_is_explained(command: str) -> None:
    import typer

    from dateline.cli import app

    found = typer.main.get_command(app)
    for name in command.split():
        found = found.commands[name]  # type: ignore[attr-defined]  # a group
    for parameter in found.params:
        assert getattr(parameter, "help", None), parameter.name


def test_version() -> None:
    assert run("--version").stdout == f"dateline {dateline.__version__}\n"


# --- build


def test_build_says_what_it_made(corpus: Path, tmp_path: Path) -> None:
    done = run("build", corpus, "-o", tmp_path / "out", "--actors", "none")
    assert done.returncode == 0
    assert "12 articles and 4 rejects of 16 documents" in done.stdout
    assert "rejected 1: read: read.unknown-kind" in done.stdout
    assert done.stderr.splitlines() == [
        "dateline: reading: 0 of 16",
        "dateline: reading: 16 of 16",
        "dateline: validating: 0 of 1",
        "dateline: validating: 1 of 1",
        "dateline: linking actors: 0 of 1",
        "dateline: linking actors: 1 of 1",
        "dateline: comparing articles: 0 of 1",
        "dateline: comparing articles: 1 of 1",
        "dateline: writing: 0 of 1",
        "dateline: writing: 1 of 1",
    ]


def test_build_as_json_gives_the_same_facts_and_bytes(corpus: Path, tmp_path: Path) -> None:
    done = run("build", corpus, "-o", "out", "--actors", "none", "--json", cwd=tmp_path)
    result = dateline.build(corpus, tmp_path / "lib", actors=False)
    assert json.loads(done.stdout) == {**result.to_json(), "folder": "out"}
    assert done.stderr == ""
    files = [path for path in (tmp_path / "lib").rglob("*") if path.is_file()]
    assert len(files) == len(TABLES) + len(GENERATED) - 1  # the part `data` is a file a table
    for path in files:
        assert path.read_bytes() == (tmp_path / "out" / path.relative_to(tmp_path / "lib")).read_bytes()


def test_build_without_words_takes_the_settings(copy: Path) -> None:
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    done = run("build", "--out", "set", "--actors", "none", cwd=copy.parent)
    assert done.returncode == 0
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("code", "words", "told"),
    [
        (3, ["build"], ["dataset", "no inputs", "dataset.toml", "Name files or folders"]),
        (3, ["build", "nothing-here"], ["nothing-here", "names no file", "Check the path"]),
        (3, ["build", "a.txt", "--settings", "no.toml"], ["no.toml", "cannot be read"]),
        (3, ["build", "a.txt", "--settings", "bad.toml"], ["bad.toml", "dataset.version", "'soon'", "as 1.2.3"]),
        (
            3,
            ["build", "a.txt", "--settings", "day.toml"],
            ["rulings[0].value", "2021-02-30", "Correct the ruling on ab"],
        ),
        (3, ["build", "a.txt", "-o", "."], ["is not empty", "a.txt", "Name another folder"]),
        (3, ["build", "a.txt", "-o", "a.txt"], ["a.txt", "is no folder"]),
        (2, ["build", "a.txt", "--workers", "0"], ["--workers", "equal to 1"]),
        (2, ["build", "a.txt", "--actors", "some"], ["--actors", "some", "none", "full"]),
        (2, ["nothing"], ["nothing"]),
        (2, [], []),
        (3, ["validate", "nothing-here"], ["nothing-here", "no such file or folder", "a dataset folder"]),
        (3, ["validate", "."], ["manifest.json", "no manifest", "Run dateline build"]),
        (3, ["validate", "bad.parquet"], ["bad.parquet", "cannot be read as Parquet"]),
        (3, ["explain", "nothing-here"], ["nothing-here", "no such document", "--dataset"]),
        (3, ["explain", "empty.txt"], ["empty.txt", "read.empty", "0 bytes"]),
        (3, ["explain", "picture.png"], ["picture.png", "read.unknown-kind", ".md"]),
        (2, ["explain", "a.txt", "--field", "colour"], ["--field", "colour", "title, subtitle"]),
        (2, ["schema", "--table", "colours"], ["--table", "colours", "articles, actors"]),
        (2, ["schema", "--format", "xml"], ["--format", "xml"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_errors_name_the_place_and_the_remedy(
    tmp_path: Path, code: int, words: Sequence[str], told: Sequence[str]
) -> None:
    (tmp_path / "a.txt").write_text("A headline\n\nA text of some words.\n")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 no")
    (tmp_path / "bad.toml").write_text('[dataset]\nversion = "soon"\n')
    (tmp_path / "day.toml").write_text(
        '[[rulings]]\ndocument = "ab"\nfield = "date"\nvalue = "2021-02-30"\nreason = "so"\n'
    )
    before = sorted(path.name for path in tmp_path.iterdir())
    said = " ".join(re.sub(r"[│╭╮╰╯─]", " ", fails(code, *words, cwd=tmp_path)).split())
    for part in told:
        assert part in said
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_an_error_as_json(tmp_path: Path) -> None:
    done = run("build", "nothing-here", "--json", cwd=tmp_path)
    assert done.returncode == 3
    said = json.loads(done.stdout)
    assert (said["error"], said["file"]) == ("InputError", "nothing-here")


def test_a_hostile_name_does_nothing_to_the_terminal() -> None:
    assert "\\x1b[2J" in fails(3, "build", "no\x1b[2Jthing")


def test_a_bug_ends_with_4_and_is_shown_whole() -> None:
    script = (
        "import dateline.api, dateline.cli, sys\n"
        "def broken(*words, **more): raise RuntimeError('of our own')\n"
        "dateline.api.build = broken\n"
        "sys.argv = ['dateline', 'build', 'x']\n"
        "dateline.cli.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert "RuntimeError: of our own" in done.stderr
    assert "this is a bug in Dateline" in done.stderr


# --- validate


def test_validate_a_sound_dataset(dataset: Path) -> None:
    done = run("validate", dataset)
    assert done.returncode == 0
    assert "6 articles" in done.stdout
    report = json.loads(run("validate", dataset, "--json").stdout)
    assert (report["ok"], report["failures"], report["rows"]["articles"]) == (True, [], 6)


def first_file(folder: Path, table: str = "articles") -> Path:
    return next((folder / "data" / table).iterdir())


def flip_a_byte(folder: Path) -> None:
    data = bytearray(first_file(folder).read_bytes())
    data[len(data) // 3] ^= 1
    first_file(folder).write_bytes(data)


def change_a_value(folder: Path) -> None:
    table = pq.read_table(first_file(folder))
    titles = pa.array(["Another title", *table["title"].to_pylist()[1:]])
    pq.write_table(table.set_column(1, table.schema.field(1), titles), first_file(folder))


def add_a_column(folder: Path) -> None:
    table = pq.read_table(first_file(folder))
    pq.write_table(table.append_column("more", pa.array([1] * table.num_rows)), first_file(folder))


def cut_short(folder: Path) -> None:
    first_file(folder).write_bytes(first_file(folder).read_bytes()[:200])


def add_a_file(folder: Path) -> None:
    shutil.copy(first_file(folder), first_file(folder).with_name("train-00007-of-00008.parquet"))


def change_a_document(folder: Path) -> None:
    (folder / "raw" / "1.md").write_text("another text")


def change_the_card(folder: Path) -> None:
    card = folder / "README.md"
    card.write_text(card.read_text(encoding="utf-8").replace("num_examples: 6", "num_examples: 7"), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        (flip_a_byte, "file-digest"),
        (change_a_value, "content-digest"),
        (change_a_value, "evidence-agrees"),
        (add_a_column, "arrow-schema"),
        (cut_short, "file-parquet"),
        (lambda folder: first_file(folder, "evidence").unlink(), "file-missing"),
        (add_a_file, "file-unlisted"),
        (change_a_document, "raw-digest"),
        (change_the_card, "card"),
    ],
)
def test_validate_names_what_is_wrong(copy: Path, damage: Callable[[Path], None], rule: str) -> None:
    from dateline.validate import validate

    damage(copy)
    report = validate(copy)
    assert not report.ok
    assert rule in report.counts


def test_validate_shows_what_is_wrong(copy: Path) -> None:
    change_a_value(copy)
    shown = run("validate", copy)
    assert shown.returncode == 1
    assert shown.stderr == ""
    for part in ("evidence-agrees", "Another title", "title", "invalid"):
        assert part in shown.stdout
    report = json.loads(run("validate", copy, "--json").stdout)
    assert not report["ok"]
    assert {failure["rule"] for failure in report["failures"]} == set(report["counts"]) >= {"evidence-agrees"}


def test_validate_one_file(copy: Path) -> None:
    assert run("validate", first_file(copy)).returncode == 0
    add_a_column(copy)
    assert run("validate", first_file(copy)).returncode == 1


# --- explain

HOSTILE = """[bold red]A headline[/] with [link=https://evil.example]markup[/link] in it

By [blink]Ada Berg[/blink]
12 May 2020

The \x1b[31mred\x1b[0m council \x07 met on [Monday] and \u202evoted\u202c for the bridge [/] that nobody wanted to pay.

Another paragraph of the text tells what happened then, at [/bold] length and without any end of it in sight.
"""


def test_explain_shows_fields_and_rules(dataset: Path) -> None:
    done = run("explain", dataset / "raw" / "1.md", "--dataset", dataset)
    assert done.returncode == 0
    for part in ("Eastholm opens bridge number 1", "2002-03-02", "Ada Lindqvist", "dropped", "navigation"):
        assert part in done.stdout


def test_explain_by_id_and_field(dataset: Path) -> None:
    row = pq.read_table(first_file(dataset)).to_pylist()[0]
    done = run("explain", row["id"], "-d", dataset, "--field", "date", "--json")
    said = json.loads(done.stdout)
    assert said["article"] == row["id"]
    assert {found["field"] for found in said["findings"]} == {"date"}
    assert str(row["date"]) in [found["value"] for found in said["findings"] if found["chosen"]]
    assert run("explain", row["raw_path"], "-d", dataset, "--json").returncode == 0
    assert "no such article" in fails(3, "explain", "0" * 16, "-d", dataset)


def test_explain_says_what_a_person_decided(copy: Path) -> None:
    row = pq.read_table(first_file(copy)).to_pylist()[0]
    with (copy / "dataset.toml").open("a") as file:
        file.write(
            f'[[rulings]]\ndocument = "{row["id"]}"\nfield = "date"\nvalue = "1999-12-31"\nreason = "as printed"\n'
        )
    said = json.loads(run("explain", row["id"], "-d", copy, "--field", "date", "--json").stdout)
    assert [found["value"] for found in said["findings"] if found["chosen"]] == ["1999-12-31"]
    assert str(row["date"]) in [found["value"] for found in said["findings"] if not found["chosen"]]


def test_explain_lets_no_text_act_on_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "[red]a[bold].txt"
    file.write_text(HOSTILE, encoding="utf-8")
    done = run("explain", file)
    assert done.returncode == 0, done.stderr
    assert not set("\x1b\x07\u202e\u202c") & set(done.stdout)
    for part in (
        "[bold red]A headline[/]",
        "[link=https://evil.example]markup[/link]",
        "\\x1b[31mred",
        "[red]a[bold].txt",
    ):
        assert part in done.stdout
    assert json.loads(run("explain", file, "--json").stdout)["raw_path"] == file.name


# --- schema and output


def test_schema() -> None:
    assert "duplicate_of" in run("schema").stdout
    assert "duplicate_of: string" in run("schema", "--format", "arrow", "--table", "articles").stdout
    assert json.loads(run("schema", "--format", "json-schema", "--table", "articles").stdout)["properties"]["title"]


def test_json_can_be_written_in_any_encoding(articles: Path) -> None:
    path = articles / "ru_most.txt"
    plain = run("explain", path, "--json")
    ascii_only = run("explain", path, "--json", PYTHONIOENCODING="ascii")
    assert ascii_only.returncode == 0, ascii_only.stderr
    assert json.loads(ascii_only.stdout) == json.loads(plain.stdout)
    assert "мост" in plain.stdout


def test_a_reader_that_stops_early_is_no_error(dataset: Path) -> None:
    command = (
        f"{sys.executable} -m dateline explain {dataset / 'raw' / '1.md'} --json | head -c 10; exit ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
