"""A dataset folder as its users open it: card, manifest, loading, validation of the whole."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from dateline.card import features, render_card
from dateline.errors import InputError
from dateline.manifest import LISTED_INPUTS, inputs_digest, make_manifest, manifest_text, read_manifest
from dateline.metadata.vocabulary import size_category
from dateline.settings import Dataset, Settings, Source
from dateline.tally import Tally, ranked, shares
from dateline.validate import KEPT, validate
from dateline.write import write_parquet
from dateline_schema.examples import good
from dateline_schema.tables import BY_NAME, EVIDENCE, TABLES

Make = Callable[[int], dict[str, pa.Table]]
Write = Callable[..., Any]
SETTINGS = Settings(Dataset(name="ferry", pretty_name="Ferry", version="1.2.3", license="cc-by-4.0"))


@pytest.fixture
def folder(make: Make, write: Write, tmp_path: Path) -> Path:
    write(tmp_path / "ferry", make(40), SETTINGS, 3)
    return tmp_path / "ferry"


def rules(target: Path) -> set[str]:
    return set(validate(target).counts)


def test_features_are_those_of_datasets() -> None:
    from datasets import Features

    for table in TABLES:
        assert features(table.columns) == Features.from_arrow_schema(table.schema)._to_yaml_list()


def test_every_config_loads(folder: Path, make: Make, tmp_path: Path) -> None:
    from datasets import Features, get_dataset_config_names, load_dataset

    tables = make(40)
    filled = [name for name, table in tables.items() if table.num_rows]
    assert sorted(get_dataset_config_names(str(folder))) == sorted(filled)
    for name in filled:
        for streaming in (False, True):
            loaded = load_dataset(
                str(folder), name, split="train", streaming=streaming, cache_dir=str(tmp_path / f"{name}{streaming}")
            )
            assert loaded.features == Features.from_arrow_schema(BY_NAME[name].schema)
            assert str(loaded.info.version) == "1.2.3"
            assert list(loaded) == tables[name].to_pylist()
            if not streaming:
                assert loaded.info.dataset_size == sum(
                    file.num_bytes for file in read_manifest(folder).tables[name].files
                )
    default = load_dataset(str(folder), cache_dir=str(tmp_path / "default"))
    assert default["train"].num_rows == 40


def test_a_whole_dataset_is_valid(folder: Path) -> None:
    report = validate(folder)
    assert report.failures == ()
    assert report.ok
    assert report.rows["articles"] == 40
    assert json.loads(json.dumps(report.to_json()))["ok"] is True


def test_each_file_is_valid_alone(folder: Path) -> None:
    files = sorted((folder / "data").rglob("*.parquet"))
    assert len(files) == 3 * 3 + 3
    for file in files:
        assert validate(file).failures == ()


def rewrite(folder: Path, change: Callable[[pa.Table], pa.Table], name: str = "articles", shard: str = "00000") -> None:
    file = next((folder / "data" / name).glob(f"train-{shard}-*"))
    pq.write_table(change(pq.read_table(file, partitioning=None)), file)


def test_a_changed_file_is_found(folder: Path) -> None:
    rewrite(folder, lambda table: table.slice(1))
    assert {"file-digest", "file-rows", "content-digest", "reference"} <= rules(folder)


def test_a_column_of_another_type_is_named(folder: Path) -> None:
    rewrite(folder, lambda table: table.set_column(3, "date", table["date"].cast(pa.string())))
    failures = [failure for failure in validate(folder).failures if failure.rule == "arrow-schema"]
    assert [(failure.column, failure.found, failure.expected) for failure in failures] == [
        ("date", "string", "date32[day]")
    ]


def test_a_missing_and_an_unlisted_file_are_found(folder: Path) -> None:
    file = next((folder / "data" / "mentions").glob("train-00001-*"))
    file.rename(file.with_name("extra.parquet"))
    assert {"file-missing", "file-unlisted"} <= rules(folder)


def test_a_file_that_is_no_parquet_is_found(folder: Path) -> None:
    next((folder / "data" / "actors").glob("*")).write_bytes(b"PAR1 nonsense PAR1")
    assert {"file-digest", "file-parquet"} <= rules(folder)


def test_a_path_that_leads_out_is_refused(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text().replace("data/actors/train", "data/../../secret"))
    assert "file-path" in rules(folder)


def test_a_card_that_says_another_thing_is_found(folder: Path) -> None:
    path = folder / "README.md"
    text = path.read_text()
    path.write_text(text.replace("num_examples: 40", "num_examples: 41"))
    report = validate(folder)
    assert [(f.rule, f.column, f.found, f.expected) for f in report.failures] == [
        ("card", "dataset_info[0].splits[0].num_examples", "41", "40")
    ]
    path.write_text(text.replace("default: true", "default: false"))
    assert rules(folder) == {"card"}
    path.write_text("no YAML")
    assert rules(folder) == {"card"}


def test_an_id_in_two_buckets_is_found(make: Make, write: Write, tmp_path: Path) -> None:
    tables = make(10)
    write(tmp_path, {"articles": tables["articles"]}, SETTINGS, 2)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    first, second = manifest["tables"]["articles"]["files"]
    both = pa.concat_tables(
        [
            tables["articles"].slice(0, 1),
            pq.read_table(tmp_path / second["path"], partitioning=None).cast(tables["articles"].schema),
        ]
    )
    write_parquet(both, BY_NAME["articles"], tmp_path, second["path"])
    assert first["rows"]
    assert {"unique", "ordered"} <= rules(tmp_path)


def repeat(article: str, of: str) -> dict[str, object]:
    return {
        **{"article_id": article, "field": "duplicate_of", "value": of, "raw": None, "start": None, "end": None},
        **{"rule": "test", "reason": None, "chosen": True, "articles": []},
    }


def test_references_between_buckets_are_judged(make: Make, write: Write, tmp_path: Path) -> None:
    tables = make(30)
    ids = tables["articles"]["id"].to_pylist()
    repeats = pa.array([ids[-2], *[None] * 28, "f" * 16], pa.string())
    index = tables["articles"].schema.get_field_index("duplicate_of")
    told = [repeat(ids[0], ids[-2]), repeat(ids[-1], "f" * 16)]
    rows = sorted([*tables["evidence"].to_pylist(), *told], key=lambda row: str(row["article_id"]))
    tables["evidence"] = pa.Table.from_pylist(rows, schema=EVIDENCE.schema)
    tables["articles"] = tables["articles"].set_column(index, tables["articles"].schema.field(index), repeats)
    write(tmp_path, tables, SETTINGS, 4)
    failures = validate(tmp_path).failures
    assert [(failure.rule, failure.article, failure.found) for failure in failures] == [
        ("reference", ids[-1], "f" * 16)
    ]


def test_evidence_is_held_against_the_raw_documents(write: Write, tmp_path: Path) -> None:
    tables = dict(good()[0].tables)
    row = tables["articles"].to_pylist()[0]
    lines = tables["evidence"].to_pylist()
    text = "".join(line["raw"].ljust(1 + len(line["raw"])) for line in lines if line["raw"])
    data = "\ufeff".encode() + text.replace("“", "»").encode()
    for line in lines:
        line["raw"] = line["raw"] and line["raw"].replace("“", "»")
        line["value"] = "utf-8-sig" if line["field"] == "encoding" else line["value"]
    place = 0
    for line in lines:
        if line["raw"]:
            line["start"], line["end"] = place, place + len(line["raw"])
            place = line["end"] + 1
    row["raw_sha256"] = hashlib.sha256(data).hexdigest()
    tables["articles"] = pa.Table.from_pylist([row], schema=tables["articles"].schema)
    tables["evidence"] = pa.Table.from_pylist(lines, schema=EVIDENCE.schema)
    (tmp_path / "raw").mkdir()
    document = tmp_path / row["raw_path"]
    document.write_bytes(data)
    write(tmp_path, tables, SETTINGS)
    assert validate(tmp_path).failures == ()
    document.write_bytes(data + b" ")
    assert rules(tmp_path) == {"raw-digest"}
    document.unlink()
    assert rules(tmp_path) == set()
    document.write_bytes(data)
    for line in lines:
        if line["field"] == "title":
            line["start"], line["end"] = line["start"] + 1, line["end"] + 1
    tables["evidence"] = pa.Table.from_pylist(lines, schema=EVIDENCE.schema)
    write(tmp_path, tables, SETTINGS)
    assert rules(tmp_path) == {"raw-span"}


def test_a_report_keeps_so_many_failures_and_counts_all(make: Make, write: Write, tmp_path: Path) -> None:
    tables = make(KEPT + 100)
    index = tables["articles"].schema.get_field_index("source_domain")
    wrong = pa.array(["other.example"] * tables["articles"].num_rows)
    tables["articles"] = tables["articles"].set_column(index, tables["articles"].schema.field(index), wrong)
    write(tmp_path, {"articles": tables["articles"]}, SETTINGS)
    report = validate(tmp_path)
    assert not report.ok
    assert len(report.failures) == KEPT
    assert report.total == report.counts["url-domain"] == KEPT + 100


def test_targets_that_cannot_be_validated_are_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="no manifest"):
        validate(tmp_path)
    with pytest.raises(InputError, match="no such file or folder"):
        validate(tmp_path / "no-such")
    (tmp_path / "manifest.json").write_text('{"dateline": {}}')
    with pytest.raises(InputError, match="is no Dateline manifest"):
        validate(tmp_path)
    (tmp_path / "a.parquet").write_text("")
    with pytest.raises(InputError, match="cannot be read as Parquet"):
        validate(tmp_path / "a.parquet")
    pq.write_table(pa.table({"x": [1]}), tmp_path / "b.parquet")
    with pytest.raises(InputError, match="is no table of the contract"):
        validate(tmp_path / "b.parquet")


def test_a_hub_that_cannot_be_reached_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(InputError, match="cannot be fetched from the Hub"):
        validate("nordland/ferry@v1.0.0")


def test_a_dataset_on_the_hub_is_fetched_at_its_revision(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, object, object]] = []

    def fetched(name: str, *, repo_type: str, revision: str | None, allow_patterns: list[str]) -> str:
        asked.append((name, repo_type, revision))
        return str(folder)

    monkeypatch.setattr("huggingface_hub.snapshot_download", fetched)
    monkeypatch.chdir(folder)
    assert validate("nordland/ferry@v1.2.3").ok
    assert validate("nordland/ferry").target == "nordland/ferry"
    assert asked == [("nordland/ferry", "dataset", "v1.2.3"), ("nordland/ferry", "dataset", None)]


def test_a_build_that_was_cut_short_is_finished_before_it_is_validated(folder: Path) -> None:
    work = folder / ".dateline" / "build-999999999-0"
    work.mkdir(parents=True)
    (folder / "README.md").rename(work / "README.md")
    journal = {"pid": 999999999, "work": work.name, "place": ["README.md"], "remove": []}
    (folder / ".dateline" / "journal.json").write_text(json.dumps(journal))
    assert validate(folder).ok


def test_the_manifest_survives_its_text(folder: Path, write: Write, make: Make, tmp_path: Path) -> None:
    manifest = write(tmp_path / "again", make(40), SETTINGS, 3)
    assert read_manifest(folder) == manifest
    assert (folder / "manifest.json").read_bytes() == (tmp_path / "again" / "manifest.json").read_bytes()
    assert (folder / "README.md").read_bytes() == (tmp_path / "again" / "README.md").read_bytes()


def test_many_inputs_are_summed_up() -> None:
    inputs = [(f"raw/{number}.txt", f"{number:064x}") for number in range(LISTED_INPUTS + 1)]
    few, many = (make_manifest(Settings(), part, [], {}) for part in (inputs[:-1], inputs))
    assert (few.inputs, len(few.input_files)) == (LISTED_INPUTS, LISTED_INPUTS)
    assert (many.inputs, many.input_files) == (LISTED_INPUTS + 1, ())
    assert inputs_digest(inputs) == inputs_digest(reversed(inputs)) == many.inputs_sha256 != few.inputs_sha256
    told = {"count": many.inputs, "documents": many.inputs, "sha256": many.inputs_sha256}
    assert json.loads(manifest_text(many))["inputs"] == told


def test_the_digest_of_inputs_is_that_of_sha256sum() -> None:
    line = b"ab" * 32 + b"  raw/a.txt\n"
    assert inputs_digest([("raw/a.txt", "ab" * 32)]) == hashlib.sha256(line).hexdigest()


def test_the_card_shows_untrusted_text_as_text(make: Make, write: Write, tmp_path: Path) -> None:
    tables = {"articles": make(3)["articles"]}
    evil = "[Post](http://evil.example) | <script>alert(1)</script> `x` **b**"
    index = tables["articles"].schema.get_field_index("source")
    field = tables["articles"].schema.field(index)
    tables["articles"] = tables["articles"].set_column(index, field, pa.array([evil] * 3))
    settings = Settings(SETTINGS.dataset, sources=(Source(evil, "all theirs"),))
    write(tmp_path, tables, settings)
    text = (tmp_path / "README.md").read_text()
    assert "<script" not in text.replace("\\<", "")
    assert "[Post](" not in text
    row = next(line for line in text.splitlines() if line.startswith("| \\[Post"))
    assert row.replace("\\|", "").count("|") == 4


def test_the_card_tells_gaps_labels_rejects_and_rights(write: Write, tmp_path: Path) -> None:
    bare = dict(good()[1].tables)
    settings = Settings(SETTINGS.dataset, sources=(Source("Island Weekly", "Theirs."),))
    write(tmp_path, bare, settings)
    text = (tmp_path / "README.md").read_text()
    matter = yaml.safe_load(text.split("---\n")[1])
    assert matter["license"] == "cc-by-4.0"
    assert matter["language"] == ["ru"]
    assert matter["size_categories"] == ["n<1K"]
    assert [config["config_name"] for config in matter["configs"]] == ["articles", "evidence", "rejects"]
    for expected in (
        "| `date` | date32 | 100.0% |",
        "| nothing known | 1 | 100.0% |",
        "| read | empty | 1 |",
        "2 documents did not become an article",
        "- Island Weekly: Theirs.",
        "| unknown | 1 | 100.0% |",
        "Version 1.2.3 (unreleased): 1 article from 1 document.",
    ):
        assert expected in text


def test_the_card_of_no_articles_can_be_written() -> None:
    text = render_card(Settings(), Tally(), make_manifest(Settings(), [], [], {}))
    assert yaml.safe_load(text.split("---\n")[1])["configs"] == []


@pytest.mark.parametrize(
    ("rows", "name"),
    [(0, "n<1K"), (999, "n<1K"), (1000, "1K<n<10K"), (10**5, "100K<n<1M"), (10**7, "10M<n<100M"), (10**12, "n>1T")],
)
def test_size_categories(rows: int, name: str) -> None:
    assert size_category(rows) == name


def test_ranking_and_shares() -> None:
    assert ranked({"b": 2, "a": 2, "c": 5, "d": 1}, 2) == [("c", 5), ("a", 2), ("others", 3)]
    assert shares([1, 2], 3) == ["33.3%", "66.7%"]
    assert shares([0], 0) == ["–"]
