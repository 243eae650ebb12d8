"""Loading what was published, and folders: by version, with the rows of that version and of no other."""

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.manifest import manifest_text, read_manifest
from dateline.write import file_sha256
from dateline_schema.tables import ARTICLES, STORIES, edition, stored

TOKEN = "hf_canaryTokenOfTheOwner0123456789"  # noqa: S105 - of the stand-in
NAME = "hilbert/loading"
FILE = "data/articles/train-00000-of-00001.parquet"
MOVED = {3: dt.date(2022, 5, 6)}


@pytest.fixture(scope="module")
def folders(release: Callable[..., Any], publisher: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The folders of two versions that are published, by version."""
    top = tmp_path_factory.mktemp("versions")
    first = release(top / "first")
    shutil.copytree(first.folder, top / "second")
    second = release(top / "second", "0.2.0", count=13, shards=2, days=MOVED)
    for made in (first, second):
        publisher.publish(made.folder, NAME)
    return {made.version: made.folder for made in (first, second)}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the client that `user` is."""
    return tmp_path_factory.mktemp("user")


@pytest.fixture(scope="module")
def user(start: Callable[..., Any], home: Path, folders: Any) -> Any:
    """A client of a person without a token."""
    return start(home)


@pytest.fixture
def copy(folders: dict[str, Path], tmp_path: Path) -> Path:
    """A folder of the first version to do things to."""
    return Path(shutil.copytree(folders["0.1.0"], tmp_path / "eastholm"))


def dates(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {row["id"]: row["date"] for row in rows}


def written(folder: Path, table: str = "articles") -> dict[str, str]:
    """Date by id, as the Parquet files of a folder have it."""
    files = sorted((folder / "data" / table).glob("*.parquet"))
    rows = pa.concat_tables(pq.read_table(file, columns=["id", "date"], partitioning=None) for file in files)
    return {row["id"]: str(row["date"]) for row in rows.to_pylist()}


def safe(client: Any, name: object, *args: Any, **more: Any) -> Any:
    return client.call("__main__", "safe", str(name), *args, **more)


def plain(client: Any, name: object, *args: Any, **more: Any) -> Any:
    return client.call("__main__", "plain", str(name), *args, **more)


def types(schema: pa.Schema) -> dict[str, str]:
    """Columns and their types as `datasets` has them: it knows no values that must not be null."""
    return {column.name: str(column.type).replace(" not null", "") for column in schema}


def types_of(found: dict[str, Any]) -> dict[str, str]:
    return {name: kind.replace("item:", "element:") for name, kind in found["types"].items()}


def write_into(folder: Path, path: str, table: pa.Table) -> None:
    """Put other rows in a file, and into the manifest that they are right."""
    pq.write_table(table, folder / path)
    text = (folder / "manifest.json").read_text()
    old = next(file for file in read_manifest(folder).files if file.path == path)
    text = text.replace(old.sha256, file_sha256(folder / path)).replace(
        f'"size": {old.size},', f'"size": {(folder / path).stat().st_size},'
    )
    (folder / "manifest.json").write_text(text)


class TestByTag:
    """What the card promises to those who have only `datasets`."""

    @pytest.mark.parametrize("version", ["0.1.0", "0.2.0"])
    def test_plain(self, hub: Any, user: Any, folders: dict[str, Path], version: str) -> None:
        found = plain(user, NAME, "articles", revision=f"v{version}")
        assert list(found) == ["train"]
        assert dates(found["train"]["rows"]) == written(folders[version])
        assert types_of(found["train"]) == types(ARTICLES.schema)

    def test_plain_streaming_with_columns_and_filters(self, hub: Any, user: Any, folders: dict[str, Path]) -> None:
        more = {
            "columns": ["id", "date"],
            "filters": [["title", "==", "Lighthouse of Eastholm stays lit, vote 3 decides"]],
        }
        found = plain(user, NAME, "articles", revision="v0.2.0", streaming=True, split="train", **more)
        assert [row["date"] for row in found["train"]["rows"]] == ["2022-05-06"]
        assert set(found["train"]["rows"][0]) == {"id", "date"}

    def test_plain_from_a_snapshot_offline(
        self, hub: Any, user: Any, start: Callable[..., Any], home: Path, folders: dict[str, Path]
    ) -> None:
        folder = user.call("__main__", "snapshot", NAME, "v0.1.0")
        assert (Path(folder) / "raw/0000.txt").is_file()
        hub.requests.clear()
        offline = start(home, HF_HUB_OFFLINE="1")
        assert offline.call("__main__", "snapshot", NAME, "v0.1.0") == folder
        found = plain(offline, folder, "articles", split="train")
        assert dates(found["train"]["rows"]) == written(folders["0.1.0"])
        assert not hub.requests

    def test_no_other_machine_is_asked(self, hub: Any, user: Any) -> None:
        """Without a revision, `datasets` asks the dataset viewer: that fails at once."""
        assert dates(plain(user, NAME, "articles")["train"]["rows"])
        refused = [line for line in user.said().splitlines() if line.startswith("refused to look up")]
        assert {line.split()[-1] for line in refused} <= {"datasets-server.127.0.0.1"}


class TestFromTheHub:
    @pytest.mark.parametrize("version", ["0.1.0", "v0.1.0", "0.2.0", None])
    def test_the_version_that_was_asked_for(
        self, hub: Any, user: Any, folders: dict[str, Path], version: str | None
    ) -> None:
        found = safe(user, NAME, version=version)
        assert dates(found["train"]["rows"]) == written(folders[(version or "0.2.0").removeprefix("v")])
        assert found["train"]["class"] == "Dataset"
        assert types_of(found["train"]) == types(ARTICLES.schema)
        assert found["train"]["features"]["published_at"] == "Value('timestamp[s, tz=UTC]')"

    def test_only_the_files_of_its_table_travel(self, hub: Any, start: Callable[..., Any], folders: Any) -> None:
        client = start()
        safe(client, NAME, "evidence", version="0.1.0", split="train")
        asked = {request.path.partition("/resolve/")[2].partition("/")[2] for request in hub.requests}
        assert asked == {"", "manifest.json", "data/evidence/train-00000-of-00001.parquet"}

    def test_columns_and_filters(self, hub: Any, user: Any, folders: dict[str, Path]) -> None:
        more = {"columns": ["date", "id"], "filters": [["date", ">", "2021-03-10"]], "version": "0.1.0"}
        found = safe(user, NAME, **more)
        expected = {i: day for i, day in written(folders["0.1.0"]).items() if day > "2021-03-10"}
        assert dates(found["train"]["rows"]) == expected
        assert expected
        assert list(found["train"]["features"]) == ["id", "date"]

    @pytest.mark.parametrize("version", ["0.1.0", "0.2.0"])
    def test_streaming_keeps_no_files(
        self, hub: Any, start: Callable[..., Any], tmp_path: Path, folders: dict[str, Path], version: str
    ) -> None:
        client = start(tmp_path)
        found = safe(client, NAME, version=version, split="train", streaming=True, columns=["id", "date"])
        assert found["train"]["class"] == "IterableDataset"
        assert dates(found["train"]["rows"]) == written(folders[version])
        assert not list((tmp_path / "hub").rglob("*.parquet"))

    def test_a_version_that_is_not_there(self, hub: Any, user: Any, failed: type[Exception]) -> None:
        with pytest.raises(
            failed, match=r"no such version on the Hub: found v3\.0\.0, expected one of: 0\.1\.0, 0\.2\.0"
        ):
            safe(user, NAME, version="3.0.0")
        with pytest.raises(failed, match="a version as"):
            safe(user, NAME, version="latest")

    def test_a_repository_that_is_not_there(self, hub: Any, user: Any, failed: type[Exception]) -> None:
        for version in (None, "0.1.0"):
            with pytest.raises(failed, match="HubError: hilbert/nothing") as error:
                safe(user, "hilbert/nothing", version=version)
            assert error.value.exit_code == 3

    def test_a_moved_tag_gives_what_it_stands_on(self, hub: Any, user: Any, folders: dict[str, Path]) -> None:
        """`datasets` and the client keep no answer of a tag: it is asked for each time."""
        repo = hub.repos[NAME]
        repo.tags["v0.0.9"] = repo.tags["v0.1.0"]
        assert len(safe(user, NAME, version="0.0.9")["train"]["rows"]) == 12
        repo.tags["v0.0.9"] = repo.tags["v0.2.0"]
        assert len(safe(user, NAME, version="0.0.9")["train"]["rows"]) == 13
        del repo.tags["v0.0.9"]

    def test_a_cache_of_ones_own(self, hub: Any, user: Any, tmp_path: Path, folders: dict[str, Path]) -> None:
        found = safe(user, NAME, version="0.1.0", cache_dir=str(tmp_path))
        assert dates(found["train"]["rows"]) == written(folders["0.1.0"])
        assert list((tmp_path / "hub").rglob("*.parquet"))
        assert list((tmp_path / "dateline").rglob("*.arrow"))


class TestOffline:
    def test_what_was_loaded_before(
        self, hub: Any, start: Callable[..., Any], tmp_path: Path, folders: dict[str, Path], failed: type[Exception]
    ) -> None:
        before = start(tmp_path)
        for version in ("0.1.0", "0.2.0"):
            safe(before, NAME, version=version)
        hub.requests.clear()
        client = start(tmp_path, HF_HUB_OFFLINE="1")
        for version in ("0.1.0", "0.2.0", None):
            for streaming in (False, True):
                found = safe(client, NAME, version=version, streaming=streaming)
                assert dates(found["train"]["rows"]) == written(folders[version or "0.2.0"])
        with pytest.raises(failed, match=r"found v0\.3\.0, expected one of: 0\.1\.0, 0\.2\.0"):
            safe(client, NAME, version="0.3.0")
        with pytest.raises(failed, match=r"not all of v0\.1\.0 is in the cache"):
            safe(client, NAME, "evidence", version="0.1.0")
        assert not hub.requests


class TestATamperedFile:
    def test_in_the_cache_is_refused(
        self, hub: Any, start: Callable[..., Any], tmp_path: Path, folders: dict[str, Path], failed: type[Exception]
    ) -> None:
        client = start(tmp_path)
        safe(client, NAME, version="0.1.0")
        cached = next((tmp_path / "hub").rglob(f"snapshots/*/{FILE}")).resolve()
        table = pq.read_table(cached)
        pq.write_table(table.slice(0, 11), cached)
        with pytest.raises(
            failed, match=f"ContractError: {NAME}@0.1.0: {FILE}: is another file.*Remove .* load it again"
        ):
            safe(client, NAME, version="0.1.0")
        assert len(safe(client, NAME, version="0.1.0", verify=False)["train"]["rows"]) == 11

    def test_on_the_hub_is_refused_while_streaming_too(
        self, hub: Any, user: Any, folders: dict[str, Path], failed: type[Exception]
    ) -> None:
        repo = hub.repos[NAME]
        head = repo.head.oid
        other = (folders["0.2.0"] / "data/articles/train-00000-of-00002.parquet").read_bytes()
        repo.tags["v0.0.8"] = hub.add(NAME, {"data/articles/train-00001-of-00002.parquet": other})
        repo.branches["main"] = head
        for streaming in (True, False):
            with pytest.raises(failed, match="is another file than the manifest says") as error:
                safe(user, NAME, version="0.0.8", streaming=streaming)
            assert error.value.exit_code == 1
        del repo.tags["v0.0.8"]

    def test_in_a_folder_is_refused(self, user: Any, copy: Path, failed: type[Exception]) -> None:
        file = copy / FILE
        file.write_bytes(file.read_bytes() + b"\0")
        with pytest.raises(failed, match="is another file than the manifest says"):
            safe(user, copy)
        file.unlink()
        with pytest.raises(failed, match="is missing"):
            safe(user, copy)


class TestAFolder:
    def test_its_rows(self, user: Any, copy: Path) -> None:
        assert dates(safe(user, copy)["train"]["rows"]) == written(copy)
        assert len(safe(user, copy, version="v0.1.0", split="train")["train"]["rows"]) == 12

    def test_another_version_than_its_own(self, user: Any, copy: Path, failed: type[Exception]) -> None:
        with pytest.raises(failed, match=r"another version: found 0\.1\.0, expected 0\.2\.0"):
            safe(user, copy, version="0.2.0")

    def test_rewritten_rows_are_the_ones_that_come(self, user: Any, copy: Path, release: Callable[..., Any]) -> None:
        """The trap: `load_dataset` knows a folder by its name and card, and answers with the rows that it had."""
        card = (copy / "README.md").read_bytes()
        old = written(copy)
        assert dates(plain(user, copy, "articles")["train"]["rows"]) == old
        assert dates(safe(user, copy)["train"]["rows"]) == old
        release(copy, "0.1.0", days=MOVED, released=False)
        (copy / "README.md").write_bytes(card)
        new = written(copy)
        assert new != old
        assert dates(plain(user, copy, "articles")["train"]["rows"]) == old
        assert dates(safe(user, copy)["train"]["rows"]) == new

    def test_a_column_that_is_missing(self, user: Any, copy: Path, tmp_path: Path, failed: type[Exception]) -> None:
        """The trap: `load_dataset` fills it with nulls."""
        write_into(copy, FILE, pq.read_table(copy / FILE, partitioning=None).drop_columns(["url"]))
        assert {row["url"] for row in plain(user, copy, "articles", cache_dir=str(tmp_path))["train"]["rows"]} == {None}
        with pytest.raises(failed, match=r"ContractError.*other columns than the contract: found without: url"):
            safe(user, copy)

    def test_one_of_an_older_contract_keeps_its_columns(self, user: Any, copy: Path) -> None:
        write_into(copy, FILE, pq.read_table(copy / FILE, partitioning=None).drop_columns(["url"]))
        text = (copy / "manifest.json").read_text()
        manifest = read_manifest(copy)
        assert manifest_text(manifest) == text
        raw = json.loads(text)
        raw["dateline"]["schema"] = "0.0.1"
        (copy / "manifest.json").write_text(json.dumps(raw))
        assert "url" not in safe(user, copy)["train"]["features"]

    def test_several_splits(self, user: Any, copy: Path) -> None:
        """Only `train` is built today; splits are read from the names of the files."""
        test = FILE.replace("train", "test")
        (copy / FILE).rename(copy / test)
        text = (copy / "manifest.json").read_text()
        (copy / "manifest.json").write_text(text.replace(FILE, test))
        found = safe(user, copy)
        assert list(found) == ["test"]
        assert dates(found["test"]["rows"]) == written(copy)


class TestATableWithoutRows:
    def test_is_empty_with_its_columns(self, user: Any, copy: Path, failed: type[Exception]) -> None:
        for name in (copy, NAME):
            found = safe(user, name, "stories", version="0.1.0")
            assert found["train"]["rows"] == []
            assert types_of(found["train"]) == types(STORIES.schema)
            assert safe(user, name, "stories", streaming=True)["train"]["rows"] == []
            only = safe(user, name, "stories", split="train", columns=["id"])["train"]
            assert (only["class"], list(only["features"]), only["rows"]) == ("Dataset", ["id"], [])

    def test_is_an_error_of_plain_load_dataset(self, user: Any, copy: Path, failed: type[Exception]) -> None:
        with pytest.raises(failed, match="stories"):
            plain(user, copy, "stories")


class TestWhatIsUnknown:
    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({"config": "quotations"}, "no such table: found quotations, expected one of: articles"),
            ({"split": "validation"}, "no such split: found validation, expected one of: train"),
            ({"columns": ["headline"]}, "no such column: found headline, expected one of: id"),
            ({"columns": "title"}, "a list of names"),
        ],
    )
    def test_is_a_usage_error(
        self, user: Any, copy: Path, failed: type[Exception], more: dict[str, Any], said: str
    ) -> None:
        with pytest.raises(failed, match=said) as error:
            safe(user, copy, **more)
        assert (error.value.kind, error.value.exit_code) == ("UsageError", 2)

    def test_a_filter(self, user: Any, copy: Path, failed: type[Exception]) -> None:
        with pytest.raises(failed, match=r"InputError.*cannot be loaded.*headline"):
            safe(user, copy, filters=[["headline", "==", "x"]])

    def test_a_folder(self, user: Any, tmp_path: Path, failed: type[Exception]) -> None:
        with pytest.raises(failed, match="no such dataset"):
            safe(user, tmp_path / "nothing")
        with pytest.raises(failed, match="no manifest"):
            safe(user, tmp_path)


class TestTheWithheldEdition:
    def test_is_published_without_documents_and_without_a_statement_and_loads(
        self, hub: Any, client: Any, user: Any, release: Callable[..., Any], tmp_path: Path
    ) -> None:
        made = release(tmp_path / "eastholm", rights="", text="withheld")
        assert not client.call("dateline.hub.publish", "lacks_rights", str(made.folder))
        done = client.publish(made.folder, "hilbert/withheld")
        tree = hub.repos["hilbert/withheld"].head.tree
        assert not [path for path in tree if path.startswith("raw/")]
        assert done["checked"]["articles"] == 12
        found = safe(user, "hilbert/withheld", version="0.1.0")["train"]
        assert types_of(found) == types(edition("withheld")["articles"].schema)
        assert "body" not in found["features"]

    def test_takes_the_place_of_the_full_one_with_its_documents(
        self, hub: Any, publisher: Any, release: Callable[..., Any], tmp_path: Path
    ) -> None:
        made = release(tmp_path / "eastholm")
        publisher.publish(made.folder, "hilbert/took")
        release(made.folder, "1.0.0", text="withheld")
        publisher.publish(made.folder, "hilbert/took")
        assert not [path for path in hub.repos["hilbert/took"].head.tree if path.startswith("raw/")]


def test_stored_schema_is_what_files_have(folders: dict[str, Path]) -> None:
    assert pq.read_schema(folders["0.1.0"] / FILE).equals(stored(ARTICLES.schema))
