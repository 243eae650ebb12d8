"""Releases from end to end: the number that the changes allow, the ledger, the changelog, and what is refused."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import dateline
from dateline.errors import ContractError, InputError, UsageError
from dateline.manifest import read_manifest
from dateline.release.ledger import read_ledger, released_as
from dateline.release.make import release

DAY, LATER = "2026-03-04", "2026-04-05"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def first_id(folder: Path) -> str:
    return str(pq.read_table(folder / "data" / "articles")["id"][0])


def redate(folder: Path, day: str = "2031-02-03") -> None:
    """Rule on the date of one article, and build again."""
    ruling = f'\n[[rulings]]\ndocument = "{first_id(folder)}"\nfield = "date"\nvalue = "{day}"\nreason = "as printed"\n'
    with (folder / "dataset.toml").open("a", encoding="utf-8") as file:
        file.write(ruling)
    dateline.build(out=folder, actors=False)


def add(folder: Path, make_document: Callable[[int], str], number: int = 9) -> None:
    (folder / "raw" / f"{number}.md").write_text(make_document(number), encoding="utf-8")
    dateline.build(out=folder, actors=False)


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@bridges.example")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def released(bridges: Path) -> Path:
    release(bridges, DAY)
    return bridges


@pytest.fixture
def old(released: Path, tmp_path: Path) -> Path:
    """A copy of the first release."""
    return Path(shutil.copytree(released, tmp_path / "old"))


# --- the first


def test_the_first_release_takes_the_number_of_the_settings(bridges: Path) -> None:
    before = contents(bridges)
    result = release(bridges, DAY)
    assert (result.previous, result.release.version, result.release.change, result.made) == (
        None,
        "0.1.0",
        "first",
        True,
    )
    manifest = read_manifest(bridges)
    assert (manifest.version, manifest.released) == ("0.1.0", DAY)
    assert released_as(read_ledger(bridges), manifest) == result.release
    after = contents(bridges)
    assert {name for name in before if name.startswith(("data/", "raw/"))} == {
        name for name in before if before[name] == after[name] and name.startswith(("data/", "raw/"))
    }
    assert after["CHANGELOG.md"].decode().count("## 0.1.0 - 2026-03-04 (first release)") == 1
    assert dateline.validate(bridges).ok


def test_a_build_of_what_was_released_changes_nothing(released: Path) -> None:
    before = contents(released)
    dateline.build(out=released, actors=False)
    assert contents(released) == before


def test_a_release_of_nothing_new_does_nothing(released: Path) -> None:
    before = contents(released)
    result = release(released, LATER)
    assert (result.made, result.release.version) == (False, "0.1.0")
    assert contents(released) == before


def test_a_dry_run_writes_nothing(bridges: Path) -> None:
    before = contents(bridges)
    result = release(bridges, DAY, dry_run=True)
    assert (result.made, result.dry_run, result.release.version) == (False, True, "0.1.0")
    assert contents(bridges) == before


def test_a_first_release_may_have_another_number(bridges: Path) -> None:
    release(bridges, DAY, version="1.0.0")
    assert read_manifest(bridges).version == "1.0.0"
    text = (bridges / "dataset.toml").read_text(encoding="utf-8")
    assert text.startswith("# Kept: what a person wrote.\n")
    assert 'version = "1.0.0"  # the first' in text


# --- the next


def test_data_that_was_changed_is_not_released(released: Path) -> None:
    redate(released)
    manifest = read_manifest(released)
    assert (manifest.version, manifest.released) == ("0.1.0", None)


@pytest.mark.parametrize(
    ("change", "version", "level"),
    [
        (lambda folder, make: redate(folder), "0.1.1", "patch"),
        (lambda folder, make: add(folder, make), "0.2.0", "minor"),
        (
            lambda folder, make: ((folder / "raw" / "0.md").unlink(), dateline.build(out=folder, actors=False)),
            "1.0.0",
            "major",
        ),
    ],
    ids=["a date", "an article more", "an article less"],
)
def test_the_number_follows_from_the_change(
    released: Path,
    old: Path,
    make_document: Callable[[int], str],
    change: Callable[..., object],
    version: str,
    level: str,
) -> None:
    change(released, make_document)
    result = release(released, LATER, against=str(old))
    assert (result.previous, result.release.version, result.release.change) == ("0.1.0", version, level)
    assert read_manifest(released).released == LATER
    assert [entry.version for entry in read_ledger(released)] == [version, "0.1.0"]
    changelog = (released / "CHANGELOG.md").read_text(encoding="utf-8")
    assert changelog.index(f"## {version} - {LATER} ({level})") < changelog.index("## 0.1.0 - ")
    croissant = json.loads((released / "croissant.json").read_text(encoding="utf-8"))
    assert (croissant["version"], croissant["datePublished"]) == (version, LATER)
    assert f"version: {version}" in (released / "README.md").read_text(encoding="utf-8")
    assert dateline.validate(released).ok


def test_the_git_history_has_the_last_release(released: Path, make_document: Callable[[int], str]) -> None:
    git(released, "init", "-q")
    git(released, "add", "-A")
    git(released, "commit", "-qm", "first")
    redate(released)
    git(released, "commit", "-qam", "not released")
    add(released, make_document)
    assert release(released, LATER).release.version == "0.2.0"


def test_a_higher_number_may_be_asked_for(released: Path, old: Path) -> None:
    redate(released)
    assert release(released, LATER, version="v2.0.0", against=str(old)).release.version == "2.0.0"


def test_a_higher_number_in_the_settings_holds(released: Path, old: Path) -> None:
    settings = released / "dataset.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"0.1.0"', '"0.5.0"'), encoding="utf-8")
    redate(released)
    assert release(released, LATER, against=str(old)).release.version == "0.5.0"


def test_what_people_wrote_goes_into_the_entry(released: Path, old: Path) -> None:
    path = released / "CHANGELOG.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("## Unreleased\n", "## Unreleased\n\n### Data\n- The day of a bridge.\n"), encoding="utf-8"
    )
    redate(released)
    entry = release(released, LATER, against=str(old)).release
    assert entry.changes["data"][0] == "The day of a bridge."
    assert len(entry.changes["data"]) > 1
    after = path.read_text(encoding="utf-8")
    assert after.index("## 0.1.1") < after.index("- The day of a bridge.") < after.index("## 0.1.0")


def test_a_changelog_that_was_not_written_is_written_the_next_time(released: Path) -> None:
    path = released / "CHANGELOG.md"
    whole = path.read_text(encoding="utf-8")
    path.unlink()
    assert not release(released, LATER).made
    assert path.read_text(encoding="utf-8") == whole


# --- refused


def test_a_number_below_the_change_is_refused(released: Path, old: Path, make_document: Callable[[int], str]) -> None:
    add(released, make_document)
    before = contents(released)
    with pytest.raises(UsageError, match=r"too low: found 0\.1\.1, expected 0\.2\.0 or higher.*minor"):
        release(released, LATER, version="0.1.1", against=str(old))
    assert contents(released) == before


def test_a_number_that_exists_is_refused(released: Path, old: Path) -> None:
    redate(released)
    with pytest.raises(UsageError, match="exists already"):
        release(released, LATER, version="0.1.0", against=str(old))


def test_data_that_breaks_the_contract_is_refused(bridges: Path) -> None:
    file = next((bridges / "data" / "articles").iterdir())
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(ContractError, match="file-digest"):
        release(bridges, DAY)
    assert not (bridges / "releases.json").exists()


def test_without_the_last_release_nothing_can_be_said(released: Path) -> None:
    redate(released)
    with pytest.raises(InputError, match="--against"):
        release(released, LATER)


def test_other_data_is_not_the_last_release(released: Path, old: Path, make_document: Callable[[int], str]) -> None:
    add(old, make_document, 7)
    redate(released)
    with pytest.raises(InputError, match=r"is not release 0\.1\.0"):
        release(released, LATER, against=str(old))


def test_settings_that_changed_after_the_build_are_refused(bridges: Path) -> None:
    with (bridges / "dataset.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[publishers]]\nname = "The Gazette"\nreason = "its masthead"\n')
    with pytest.raises(InputError, match="changed after the build"):
        release(bridges, DAY)


def test_a_changelog_elsewhere_has_to_be_there(bridges: Path) -> None:
    settings = bridges / "dataset.toml"
    text = settings.read_text(encoding="utf-8").replace("license =", 'changelog = "../CHANGES.md"\nlicense =')
    settings.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"dataset\.changelog"):
        release(bridges, DAY)
    (bridges.parent / "CHANGES.md").write_text("# Changes\n\n## Unreleased\n", encoding="utf-8")
    release(bridges, DAY)
    assert "## 0.1.0 - " in (bridges.parent / "CHANGES.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "[]", '{"releases": [{}]}', '{"releases": [{"version": 1}]}', "{"])
def test_a_broken_ledger_is_named(bridges: Path, text: str) -> None:
    (bridges / "releases.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"releases\.json"):
        release(bridges, DAY)
