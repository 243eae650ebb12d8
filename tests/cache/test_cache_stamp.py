"""What all rows depend on is in the stamp: code that the stage reaches, libraries that it imports."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import dateline
import dateline_schema
from dateline.actors.authorities.supplement import Supplement
from dateline.actors.options import ActorOptions
from dateline.cache.stamp import APART, LIBRARIES, library_versions, stage_settings, stamp, tree_digest
from dateline.settings import Judgement, Publisher, Settings

HOMES = {"dateline": Path(dateline.__file__).parent, "dateline_schema": Path(dateline_schema.__file__).parent}
NOT_OF_ROWS = {"babel", "datasets", "faker", "huggingface_hub"}
"""Libraries of generators, and of what finds inputs in the Hub's own cache: the readers' keys hold what comes of it."""

NOT_GIVEN = ("dateline.corpus.splits",)
"""Modules whose types the settings name, and of which no document's stage is given a value."""


def file_of(module: str) -> Path | None:
    first, *rest = module.split(".")
    if first not in HOMES:
        return None
    place = HOMES[first].joinpath(*rest)
    return next((file for file in (place / "__init__.py", place.with_suffix(".py")) if file.is_file()), None)


class Imports(ast.NodeVisitor):
    """Every module that a source names in an import, wherever it stands, but for those of type checkers."""

    def __init__(self, file: Path) -> None:
        self.found: set[str] = set()
        self.visit(ast.parse(file.read_text(encoding="utf-8")))

    def visit_If(self, node: ast.If) -> None:
        if "TYPE_CHECKING" not in ast.dump(node.test):
            self.generic_visit(node)

    def visit_Import(self, node: ast.Import) -> None:
        self.found |= {name.name for name in node.names}

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        assert not node.level, "a relative import is not followed here"
        self.found |= {str(node.module), *(f"{node.module}.{name.name}" for name in node.names)}


@cache
def reached() -> tuple[frozenset[Path], frozenset[str]]:
    """Files that the stage's imports lead to, and the other packages that they name."""
    files: set[Path] = set()
    others: set[str] = set()
    waiting = ["dateline.spill", "dateline.stage", *lazy()]
    while waiting:
        module = waiting.pop()
        if module.startswith(NOT_GIVEN):
            continue
        if module.split(".")[0] not in HOMES:
            others.add(module.split(".")[0])
            continue
        file = file_of(module)
        if file is None or file in files:
            continue
        files.add(file)
        waiting += [module.rpartition(".")[0], *Imports(file).found] if "." in module else Imports(file).found
    return frozenset(files), frozenset(others)


def lazy() -> Iterator[str]:
    """Modules of packages that import their own by name."""
    for file in HOMES["dateline"].rglob("__init__.py"):
        if "import_module" in file.read_text(encoding="utf-8") and file.parent != HOMES["dateline"]:
            package = ".".join(("dateline", *file.parent.relative_to(HOMES["dateline"]).parts))
            yield from (f"{package}.{path.stem}" for path in file.parent.glob("*.py"))


def test_the_stage_reaches_nothing_that_stands_apart() -> None:
    files, _ = reached()
    assert HOMES["dateline"] / "stage.py" in files
    assert HOMES["dateline"] / "timex" / "__init__.py" in files
    apart = {path for name in APART for path in ((HOMES["dateline"] / name),)}
    assert [path for path in apart if not path.exists()] == []
    assert [str(file) for file in files if any(file.is_relative_to(path) for path in apart)] == []


def test_every_library_of_the_stage_counts() -> None:
    _, others = reached()
    foreign = others - set(sys.stdlib_module_names) - NOT_OF_ROWS
    assert {"selectolax", "numpy"} <= foreign
    homes = packages_distributions()
    counted = library_versions()
    for package in foreign:
        names = {name.lower().replace("_", "-").replace(".", "-") for name in homes.get(package, [])}
        assert names & counted.keys() or not names, package
    assert {"spacy", "thinc", "cymem"} <= counted.keys()  # what a library needs counts too
    assert "pytest" not in library_versions(("numpy", "w3lib"))
    assert len(set(LIBRARIES)) == len(LIBRARIES)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    top = tmp_path / "package"
    (top / "inner").mkdir(parents=True)
    (top / "apart").mkdir()
    (top / "inner" / "a.py").write_text("A = 1")
    (top / "inner" / "words.toml").write_text("")
    (top / "apart" / "b.py").write_text("B = 1")
    return top


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("inner/a.py", True),
        ("inner/words.toml", True),
        ("inner/new.py", True),
        ("inner/apart", True),
        ("apart/b.py", False),
        ("apart/new.py", False),
        ("inner/__pycache__/a.cpython-311.pyc", False),
        (".mypy_cache/x.json", False),
        ("inner/a.pyc", False),
    ],
)
def test_what_changes_the_digest_of_code(package: Path, file: str, counts: bool) -> None:
    before = tree_digest(package, ("apart",))
    (package / file).parent.mkdir(exist_ok=True)
    (package / file).write_text("C = 2")
    assert (tree_digest(package, ("apart",)) != before) == counts


def test_a_file_that_moves_changes_the_digest(package: Path) -> None:
    before = tree_digest(package)
    (package / "inner" / "a.py").rename(package / "a.py")
    assert tree_digest(package) != before


def test_the_stage_is_given_what_its_stamp_counts() -> None:
    other = Settings(
        publishers=(Publisher("P", "r"),), inputs=("texts",), judgements=(Judgement("a", "b", "same", "r"),)
    )
    given = stage_settings(other)
    changed = {item.name for item in fields(Settings) if getattr(given, item.name) != getattr(Settings(), item.name)}
    assert changed == {"publishers"}


def test_stamps() -> None:
    plain = stamp(Settings(), ActorOptions())
    assert stamp(Settings(), ActorOptions()) == plain
    assert stamp(Settings(judgements=(Judgement("a", "b", "same", "r"),)), ActorOptions()) == plain
    others = [
        stamp(Settings(), ActorOptions("none")),
        stamp(Settings(), ActorOptions("full", Supplement(("/x",), "digest"))),
        stamp(Settings(publishers=(Publisher("P", "r"),)), ActorOptions()),
    ]
    assert len({plain, *others}) == 4
    assert stamp(Settings(), ActorOptions("full", Supplement(("/y",), "digest"))) == others[1]
