"""Everything that a dataset can be tampered with, and the check that finds it: file, what is wrong, what to do."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.validate import validate
from dateline.verify import Verification, show_verification, verify

ARTICLES = "data/articles/train-00000-of-00003.parquet"
SECOND = "data/articles/train-00001-of-00003.parquet"
Tamper = Callable[[Path], object]
NONE = "0" * 64


def flip(path: str) -> Tamper:
    def change(folder: Path) -> None:
        data = bytearray((folder / path).read_bytes())
        data[len(data) // 3] ^= 0xFF
        (folder / path).write_bytes(data)

    return change


def truncate(path: str) -> Tamper:
    return lambda folder: (folder / path).write_bytes((folder / path).read_bytes()[:-200])


def remove(path: str) -> Tamper:
    return lambda folder: (folder / path).unlink()


def to_folder(path: str) -> Tamper:
    def change(folder: Path) -> None:
        (folder / path).unlink()
        (folder / path).mkdir()

    return change


def add(path: str, data: bytes) -> Tamper:
    return lambda folder: (folder / path).write_bytes(data)


def copy(path: str, to: str) -> Tamper:
    return lambda folder: shutil.copyfile(folder / path, folder / to)


def edit(path: str, old: str, new: str) -> Tamper:
    def change(folder: Path) -> None:
        text = (folder / path).read_text()
        assert old in text, f"{old} is not in {path}"
        (folder / path).write_text(text.replace(old, new, 1))

    return change


def manifest(*place: str | int, value: object) -> Tamper:
    """Put a value in the manifest."""

    def change(folder: Path) -> None:
        whole = json.loads((folder / "manifest.json").read_text())
        part = whole
        for step in place[:-1]:
            part = part[step]
        assert part[place[-1]] != value
        part[place[-1]] = value
        (folder / "manifest.json").write_text(json.dumps(whole, indent=2) + "\n")

    return change


def ledger(change: Callable[[list[dict[str, Any]]], object]) -> Tamper:
    def tamper(folder: Path) -> None:
        whole = json.loads((folder / "releases.json").read_text())
        change(whole["releases"])
        (folder / "releases.json").write_text(json.dumps(whole))

    return tamper


def exchange(folder: Path) -> None:
    (folder / ARTICLES).rename(folder / "x")
    (folder / SECOND).rename(folder / ARTICLES)
    (folder / "x").rename(folder / SECOND)


def linked(path: str) -> Tamper:
    """The file as a link to the very same bytes, outside of the folder."""

    def change(folder: Path) -> None:
        outside = folder.parent / "outside.md"
        (folder / path).rename(outside)
        (folder / path).symlink_to(outside)

    return change


def drop_sum(path: str) -> Tamper:
    def change(folder: Path) -> None:
        lines = (folder / "SHA256SUMS").read_text().splitlines(keepends=True)
        left = [line for line in lines if not line.endswith(f"  {path}\n")]
        assert len(left) == len(lines) - 1
        (folder / "SHA256SUMS").write_text("".join(left))

    return change


# what was done, the checks that must find it, a part of a message that must tell it, whether `validate` finds it too
TAMPERING: tuple[tuple[str, Tamper, str, str, bool], ...] = (
    ("a byte flipped", flip(ARTICLES), "checksums files", ARTICLES, True),
    ("a byte flipped in a text", flip("croissant.json"), "checksums texts", "croissant.json", False),
    ("a shard truncated", truncate(SECOND), "checksums files", "file-parquet", True),
    ("a shard emptied", add(SECOND, b""), "checksums files", "file-parquet", True),
    ("a shard missing", remove(SECOND), "checksums files", f"{SECOND}: is missing", True),
    (
        "a shard that is a folder",
        to_folder(SECOND),
        "checksums files",
        SECOND,
        True,
    ),
    ("a shard more", copy(ARTICLES, "data/articles/extra.parquet"), "checksums files", "extra.parquet", True),
    ("a file of another kind", add("data/x.bin", b"x"), "checksums files", "data/x.bin: is not in SHA256SUMS", True),
    ("two shards exchanged", exchange, "checksums files contract", SECOND, True),
    ("a table under another's name", copy("data/stories/train-00000-of-00001.parquet", SECOND), "files", SECOND, True),
    ("a shard that is a link", linked(ARTICLES), "links", "is a link that leads out of the dataset", False),
    ("a raw document that is a link", linked("raw/03.md"), "links inputs", "raw/03.md: is a link", False),
    (
        "a card with another number",
        edit("README.md", "num_examples: 12", "num_examples: 13"),
        "contract texts",
        "13",
        True,
    ),
    ("a card with another word", edit("README.md", "Bridges", "Ferries"), "checksums texts", "README.md: line", False),
    ("no card", remove("README.md"), "checksums contract texts", "README.md", True),
    ("another licence in the citation", edit("CITATION.cff", "Bridges", "Ferries"), "texts", "CITATION.cff", False),
    ("no metadata", remove("datapackage.json"), "checksums texts", "datapackage.json: cannot be read", False),
    (
        "rows in the manifest",
        manifest("tables", "articles", "rows", value=99),
        "files checksums",
        "99 rows",
        True,
    ),
    (
        "a hash in the manifest",
        manifest("tables", "articles", "files", 0, "sha256", value="0" * 64),
        "files checksums",
        "sha256 0000",
        True,
    ),
    (
        "a content digest in the manifest",
        manifest("tables", "evidence", "content_sha256", value="0" * 64),
        "contract release",
        "content_sha256 0000",
        True,
    ),
    ("the version in the manifest", manifest("dataset", "version", value="1.3.0"), "texts release", "1.3.0", True),
    ("a release in the manifest", manifest("dataset", "released", value="2020-03-02"), "release", "2020-03-02", False),
    ("no release in the manifest", manifest("dataset", "released", value=None), "release", "2020-03-01", False),
    ("another edition in the manifest", manifest("options", "text", value="withheld"), "contract", "body_length", True),
    ("no edition in the manifest", manifest("options", "text", value="half"), "files", "full or withheld", True),
    (
        "an input in the manifest",
        manifest("inputs", "files", 0, "sha256", value="0" * 64),
        "inputs",
        "raw/00.md",
        False,
    ),
    ("the number of inputs", manifest("inputs", "count", value=99), "inputs", "inputs: its list", False),
    ("the number of documents", manifest("inputs", "documents", value=99), "texts", "README.md", False),
    ("a path out of the manifest", edit("manifest.json", ARTICLES, "data/../../x"), "files", "file-path", True),
    ("a manifest that is none", add("manifest.json", b'{"dateline"'), "manifest", "is no Dateline manifest", False),
    ("a ledger that is none", add("releases.json", b"["), "release", "is no ledger of releases", False),
    ("an entry less", ledger(lambda entries: entries.pop(0)), "release", "no release says so", False),
    (
        "a digest in the ledger",
        ledger(lambda entries: entries[0]["tables"]["articles"].update(content_sha256="0" * 64)),
        "release",
        "is not what was released",
        False,
    ),
    ("another day", ledger(lambda e: e[0].update(released="2020-04-01")), "release", "2020-04-01", False),
    ("an entry twice", ledger(lambda entries: entries.append(entries[0])), "release", "is not in order", False),
    ("a version that is none", ledger(lambda e: e[1].update(version="one")), "release", "MAJOR.MINOR.PATCH", False),
    ("no ledger", remove("releases.json"), "release", "releases.json", False),
    ("a line of the sums less", drop_sum("README.md"), "checksums", "README.md: is not in SHA256SUMS", False),
    ("no sums", remove("SHA256SUMS"), "checksums", "SHA256SUMS: cannot be read", False),
    ("sums of other files", edit("SHA256SUMS", "  README.md", "  ../README.md"), "checksums", "line", False),
    (
        "sums of the machine",
        edit("SHA256SUMS", "  README.md", "  /etc/hosts"),
        "checksums",
        "/etc/hosts",
        False,
    ),
    ("sums that are none", add("SHA256SUMS", b"\xff\xfe"), "checksums", "SHA256SUMS", False),
    (
        "a raw document edited",
        edit("raw/05.md", "bridge", "ferry"),
        "inputs contract",
        "raw/05.md: the raw document",
        True,
    ),
    ("a raw document missing", remove("raw/05.md"), "inputs", "raw/05.md: the raw document is missing", False),
    ("a raw document more", copy("raw/05.md", "raw/99.md"), "inputs", "raw/99.md", False),
    ("another version in the settings", edit("dataset.toml", "1.2.0", "1.2.1"), "texts", "1.2.1", False),
    ("another name in the settings", edit("dataset.toml", '"Bridges"', '"Ferries"'), "texts", "README.md", False),
    ("settings that are none", add("dataset.toml", b"["), "manifest", "is not TOML", False),
    (
        "another agency in the settings",
        lambda f: (f / "dataset.toml").open("a").write('\n[[agencies]]\nname = "NPA"\nreason = "so"\n'),
        "texts",
        "were changed after the build",
        False,
    ),
)


def failed(verification: Verification) -> dict[str, str]:
    """Messages by the name of the check that failed."""
    return {
        check.name: "\n".join(problem.message for problem in check.problems)
        for check in verification.checks
        if check.state == "failed"
    }


def test_the_untouched_dataset_is_verified(dataset: Path) -> None:
    verification = verify(dataset)
    assert verification.ok, failed(verification)
    assert {check.name: check.state for check in verification.checks} == dict.fromkeys(
        ("checksums", "links", "files", "contract", "inputs", "release", "texts", "rebuild"), "passed"
    )
    notes = {check.name: check.note for check in verification.checks}
    assert notes["release"] == "version 1.2.0, released on 2020-03-01"
    assert notes["inputs"] == "14 files"
    assert "bit for bit" in notes["rebuild"]
    assert json.loads(json.dumps(verification.to_json()))["ok"] is True


@pytest.mark.parametrize(
    ("tamper", "checks", "says", "validated"),
    [pytest.param(*case[1:], id=case[0]) for case in TAMPERING],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # a case leaves a file open
def test_tampering_is_found(dataset: Path, tamper: Tamper, checks: str, says: str, validated: bool) -> None:
    tamper(dataset)
    verification = verify(dataset, rebuild=False)
    found = failed(verification)
    assert not verification.ok
    assert set(checks.split()) <= found.keys()
    assert says in "\n".join(found.values())
    assert json.loads(json.dumps(verification.to_json()))["ok"] is False
    if validated:
        assert not validate(dataset).ok


def column(rows: pa.Table, name: str, change: Callable[[dict[str, Any]], object]) -> pa.Table:
    index = rows.schema.get_field_index(name)
    field = rows.schema.field(index)
    return rows.set_column(index, field, pa.array([change(row) for row in rows.to_pylist()], field.type))


@pytest.mark.parametrize(
    ("table", "name", "change", "rule"),
    [
        ("articles", "title", lambda row: row["title"].replace("opens", "shuts"), "evidence-agrees"),
        ("articles", "body", lambda row: row["body"] + "\n\nRead more: https://bridge.example", "boilerplate"),
        ("articles", "source_domain", lambda row: "The Gazette", "domain"),
        ("articles", "raw_path", lambda row: "../" + row["raw_path"], "relative-path"),
        ("evidence", "raw", lambda row: row["raw"] and row["raw"][::-1], "raw-span"),
        ("evidence", "chosen", lambda row: False, "evidence-proves"),
        ("rejects", "stage", lambda row: "guess", "one-of"),
    ],
)
def test_a_row_that_breaks_a_rule_is_found_under_forged_hashes(
    dataset: Path, forge: Callable[..., None], table: str, name: str, change: Any, rule: str
) -> None:
    forge(dataset, table, lambda rows: column(rows, name, change))
    assert rule in validate(dataset).counts
    found = failed(verify(dataset, rebuild=False))
    assert found.keys() == {"contract"}  # hashes, sums and card were forged with the rows
    assert rule in found["contract"]


def test_a_lie_that_breaks_no_rule_is_found_by_ledger_and_rebuild(dataset: Path, forge: Callable[..., None]) -> None:
    """Title and evidence changed alike, and everything that hashes them: the data itself is without a fault."""
    forge(dataset, "articles", lambda rows: column(rows, "title", lambda row: row["title"].replace("opens", "shuts")))
    forge(dataset, "evidence", lambda rows: column(rows, "value", lied))
    assert validate(dataset).ok
    assert failed(verify(dataset, rebuild=False)) == {}  # it does not claim to be the release any more, and says so
    verification = verify(dataset)
    assert {check.note for check in verification.checks if check.name == "release"} == {
        "not released: the data has changes since version 1.2.0 was"
    }
    found = failed(verification)
    assert found.keys() == {"rebuild"}
    assert f"{ARTICLES}: a rebuild makes other bytes" in found["rebuild"]
    edit("manifest.json", '"released": null', '"released": "2020-03-01"')(dataset)
    assert {"release", "rebuild"} <= failed(verify(dataset)).keys()


def lied(row: dict[str, Any]) -> str | None:
    value: str | None = row["value"]
    return value.replace("opens", "shuts") if value and row["field"] == "title" else value


def test_rows_of_another_pyarrow_are_compared_and_not_its_bytes(dataset: Path) -> None:
    whole = json.loads((dataset / "manifest.json").read_text())
    whole["dateline"]["pyarrow"] = "1.0.0"
    (dataset / "manifest.json").write_text(json.dumps(whole, indent=2) + "\n")
    rebuild = verify(dataset).checks[-1]
    assert rebuild.state == "passed"
    assert "rows alone, not bytes: made with pyarrow 1.0.0, here" in rebuild.note
    whole["tables"]["articles"]["content_sha256"] = "0" * 64
    (dataset / "manifest.json").write_text(json.dumps(whole, indent=2) + "\n")
    assert "table articles: a rebuild makes other rows" in failed(verify(dataset))["rebuild"]


def test_what_no_rebuild_makes_is_named(dataset: Path) -> None:
    """An extra file that sums and manifest were taught to name."""
    extra = "data/articles/train-00003-of-00003.parquet"
    shutil.copyfile(dataset / ARTICLES, dataset / extra)
    remove("SHA256SUMS")(dataset)
    found = failed(verify(dataset))["rebuild"]
    assert f"{extra}: no rebuild makes it" in found
    assert "SHA256SUMS: is missing: a rebuild makes it" in found


def test_problems_are_shown_as_text(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (dataset / "raw" / "[red]x.md").write_text("evil")
    for number in range(30):
        (dataset / "data" / f"{number}.bin").write_bytes(b"")
    show_verification(verify(dataset))
    shown = capsys.readouterr().out
    assert "raw/[red]x.md: a raw document that the dataset was not made from." in shown
    assert "… and 20 more" in shown
    assert "not done rebuild" in shown
    assert "not as it should be" in shown


@pytest.mark.parametrize(("arguments", "code"), [((), 0), (("raw/01.md",), 1)])
def test_the_command_ends_with_1_where_a_check_fails(dataset: Path, arguments: tuple[str, ...], code: int) -> None:
    from typer.testing import CliRunner

    from dateline.cli import app

    for path in arguments:
        os.unlink(dataset / path)
    result = CliRunner().invoke(app, ["verify", str(dataset), "--json", "--no-rebuild"])
    assert result.exit_code == code
    assert json.loads(result.stdout)["ok"] is (code == 0)
    assert pq.read_table(dataset / ARTICLES).num_rows > 0
