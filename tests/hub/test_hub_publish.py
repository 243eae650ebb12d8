"""Publishing against the stand-in Hub: what is sent, what is refused, what a second run does."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.manifest import read_manifest
from dateline.write import file_sha256

TOKEN = "hf_canaryTokenOfTheOwner0123456789"  # noqa: S105 - of the stand-in
READS = {"info", "refs", "tree", "resolve", "paths", "other"}
MOVED = {3: dt.date(2022, 5, 6)}


@pytest.fixture
def made(release: Callable[..., Any], tmp_path: Path) -> Any:
    return release(tmp_path / "eastholm")


def paths(plan: dict[str, Any], group: str) -> set[str]:
    return {file["path"] for file in plan[group]}


def folder_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


class TestAWholeStory:
    """Create, publish, publish the next version, with everything checked as a user would see it."""

    def test_two_releases(self, hub: Any, client: Any, release: Callable[..., Any], tmp_path: Path) -> None:
        made = release(tmp_path / "eastholm", changes={"data": ("12 articles on a lighthouse.",), "code": ("First.",)})
        (made.folder / ".secret").write_text("not for others")
        (made.folder / "notes.txt").write_text("not generated")
        expected = folder_files(made.folder) - {".secret", "notes.txt"}

        plan = client.publish(made.folder, "hilbert/story", token=None, dry_run=True)
        assert (plan["state"], plan["head"]) == ("publish", None)
        assert paths(plan, "added") == expected
        assert plan["bytes"] == sum((made.folder / path).stat().st_size for path in expected)
        assert hub.repos.get("hilbert/story") is None
        assert set(hub.count()) <= READS

        done = client.publish(made.folder, "hilbert/story")
        repo = hub.repos["hilbert/story"]
        assert done["action"] == "published"
        assert done["checked"] == {name: entry.rows for name, entry in read_manifest(made.folder).tables.items()}
        assert repo.tags == {"v0.1.0": done["commit"]}
        assert repo.head.oid == done["commit"]
        assert repo.head.parent is not None
        assert len(repo.commits) == 2
        assert hub.count()["commit"] == hub.count()["tag"] == 1
        assert set(repo.head.tree) == expected | {".gitattributes"}
        assert {path: hub.read("hilbert/story", path) for path in expected} == {
            path: (made.folder / path).read_bytes() for path in expected
        }
        assert repo.head.title == "Release v0.1.0"
        assert repo.head.description == (
            "Data:\n- 12 articles on a lighthouse.\n\nCode:\n- First.\n\nRights: Made up for tests; free to use.\n"
        )

        hub.heal()
        again = client.publish(made.folder, "hilbert/story")
        assert (again["action"], again["commit"]) == ("nothing to do", done["commit"])
        assert set(hub.count()) <= READS
        assert len(repo.commits) == 2

        hub.add("hilbert/story", {"OTHERS.md": b"a file of someone else"})
        release(made.folder, "0.2.0", count=13, shards=2, days=MOVED)
        hub.heal()
        later = client.publish(made.folder, "hilbert/story")
        gone = {path for path in expected if path.startswith("data/")} - folder_files(made.folder)
        assert paths(later, "removed") == gone
        assert gone
        assert set(repo.head.tree) == folder_files(made.folder) - {".secret", "notes.txt"} | {
            ".gitattributes",
            "OTHERS.md",
        }
        assert later["checked"]["articles"] == 13
        assert set(repo.tags) == {"v0.1.0", "v0.2.0"}
        assert repo.find("v0.1.0").tree.keys() == expected | {".gitattributes"}


def test_what_stays_the_same_does_not_travel(hub: Any, publisher: Any, made: Any, release: Callable[..., Any]) -> None:
    publisher.publish(made.folder, "hilbert/same")
    before = {path: file_sha256(made.folder / path) for path in folder_files(made.folder)}
    release(made.folder, "0.1.1", days=MOVED)
    changed = {path for path, digest in before.items() if file_sha256(made.folder / path) != digest}
    hub.heal()
    plan = publisher.publish(made.folder, "hilbert/same")
    assert paths(plan, "changed") == changed
    large = {path for path in changed if path.endswith(".parquet")}
    assert {"data/articles/train-00000-of-00001.parquet", "data/evidence/train-00000-of-00001.parquet"} == large
    assert hub.received("put") == sum((made.folder / path).stat().st_size for path in large)
    assert plan["bytes"] == sum((made.folder / path).stat().st_size for path in changed)


class TestWhatIsNoRelease:
    """Nothing is asked of the Hub."""

    def test_invalid_data(self, hub: Any, publisher: Any, made: Any, failed: type[Exception]) -> None:
        file = made.folder / "data/articles/train-00000-of-00001.parquet"
        file.write_bytes(file.read_bytes()[:-1])
        with pytest.raises(failed, match="fails validation") as error:
            publisher.publish(made.folder, "hilbert/none")
        assert (error.value.kind, error.value.exit_code) == ("ContractError", 1)
        assert not hub.requests

    def test_data_without_a_version(
        self, hub: Any, publisher: Any, release: Callable[..., Any], tmp_path: Path, failed: type[Exception]
    ) -> None:
        made = release(tmp_path / "eastholm", released=False)
        with pytest.raises(failed, match=r"the data is no release.*dateline release"):
            publisher.publish(made.folder, "hilbert/none", dry_run=True)
        assert not hub.requests

    def test_data_changed_since_its_version(
        self, hub: Any, publisher: Any, release: Callable[..., Any], made: Any, failed: type[Exception]
    ) -> None:
        release(made.folder, "0.1.0", days=MOVED, released=False)
        with pytest.raises(failed, match="the data is no release"):
            publisher.publish(made.folder, "hilbert/none")
        assert not hub.requests

    def test_a_name_without_owner(self, publisher: Any, made: Any, failed: type[Exception]) -> None:
        with pytest.raises(failed, match="owner/name") as error:
            publisher.publish(made.folder, "eastholm")
        assert error.value.exit_code == 2

    def test_a_raw_document_that_changed(self, hub: Any, publisher: Any, made: Any, failed: type[Exception]) -> None:
        raw = made.folder / "raw/0002.txt"
        raw.write_text(raw.read_text() + "One more line.\n")
        with pytest.raises(failed, match="raw-digest"):
            publisher.publish(made.folder, "hilbert/none")
        assert not hub.requests

    def test_a_card_that_is_a_link_out_of_the_folder(
        self, hub: Any, publisher: Any, made: Any, tmp_path: Path, failed: type[Exception]
    ) -> None:
        card = made.folder / "README.md"
        card.rename(tmp_path / "elsewhere.md")
        card.symlink_to(tmp_path / "elsewhere.md")
        with pytest.raises(failed, match="a link out of the folder"):
            publisher.publish(made.folder, "hilbert/none")
        assert not hub.requests


class TestRights:
    def test_texts_need_a_statement(
        self, hub: Any, publisher: Any, release: Callable[..., Any], tmp_path: Path, failed: type[Exception]
    ) -> None:
        made = release(tmp_path / "eastholm", rights="")
        assert publisher.call("dateline.hub.publish", "lacks_rights", str(made.folder)) is True
        assert publisher.publish(made.folder, "hilbert/rights", dry_run=True)["state"] == "publish"
        with pytest.raises(failed, match=r"rights\.statement.*--rights") as error:
            publisher.publish(made.folder, "hilbert/rights")
        assert error.value.exit_code == 3
        assert "hilbert/rights" not in hub.repos
        publisher.publish(made.folder, "hilbert/rights", rights="The town's council gave leave.")
        assert hub.repos["hilbert/rights"].head.description.endswith("Rights: The town's council gave leave.\n")

    def test_the_settings_say_it(self, publisher: Any, made: Any) -> None:
        assert publisher.call("dateline.hub.publish", "lacks_rights", str(made.folder)) is False


def test_only_inputs_inside_of_the_folder_travel(hub: Any, publisher: Any, made: Any, tmp_path: Path) -> None:
    (made.folder / "raw" / "stray.txt").write_text("no input")
    outside = tmp_path / "outside.txt"
    (made.folder / "raw/0001.txt").rename(outside)
    (made.folder / "raw/0001.txt").symlink_to(outside)
    (made.folder / "raw/0004.txt").unlink()
    plan = publisher.publish(made.folder, "hilbert/inputs", dry_run=True)
    sent = {path for path in paths(plan, "added") if path.startswith("raw/")}
    assert sent == {f"raw/{number:04d}.txt" for number in range(12) if number not in (1, 4)}
    assert plan["left_out"] == [
        {"path": "raw/0001.txt", "reason": "a link out of the folder"},
        {"path": "raw/0004.txt", "reason": "not in the folder"},
    ]


def test_a_document_that_is_no_input_any_more_goes(
    hub: Any, publisher: Any, release: Callable[..., Any], made: Any
) -> None:
    publisher.publish(made.folder, "hilbert/withdrawn")
    release(made.folder, "1.0.0", count=11)
    (made.folder / "raw/0003.txt").unlink()  # an input still, only not at hand: it stays
    plan = publisher.publish(made.folder, "hilbert/withdrawn")
    assert paths(plan, "removed") == {"raw/0011.txt"}
    assert "raw/0003.txt" in hub.repos["hilbert/withdrawn"].head.tree


class TestTheHead:
    def test_a_card_stub_is_replaced(self, hub: Any, publisher: Any, made: Any) -> None:
        hub.create("hilbert/stub")
        hub.add("hilbert/stub", {"README.md": b"---\nlicense: mit\n---\n# stub\n"})
        assert publisher.publish(made.folder, "hilbert/stub")["action"] == "published"

    @pytest.mark.parametrize(
        ("path", "text"),
        [
            ("README.md", b"---\nlicense: mit\n---\nA card that someone wrote.\n"),
            ("data/other.csv", b"a,b\n"),
        ],
    )
    def test_other_work_is_not_overwritten(
        self, hub: Any, publisher: Any, made: Any, failed: type[Exception], path: str, text: bytes
    ) -> None:
        name = f"hilbert/others-{path.replace('/', '-')}"
        hub.create(name)
        head = hub.add(name, {path: text})
        with pytest.raises(failed, match=f"{path}.*--replace-head"):
            publisher.publish(made.folder, name)
        assert hub.repos[name].head.oid == head
        publisher.publish(made.folder, name, replace_head=True)
        assert hub.repos[name].head.tree.keys() >= {"manifest.json", "README.md"}

    def test_changes_since_the_last_release_are_named(
        self, hub: Any, publisher: Any, release: Callable[..., Any], made: Any, failed: type[Exception]
    ) -> None:
        publisher.publish(made.folder, "hilbert/edited")
        article_file = "data/articles/train-00000-of-00001.parquet"
        hub.add("hilbert/edited", {"README.md": b"edited on the site", article_file: None, "more.md": b"fine"})
        release(made.folder, "0.1.1", days=MOVED)
        for dry in (True, False):
            with pytest.raises(failed, match=rf"since v0\.1\.0: found README\.md, {article_file}"):
                publisher.publish(made.folder, "hilbert/edited", dry_run=dry)
        publisher.publish(made.folder, "hilbert/edited", replace_head=True)
        repo = hub.repos["hilbert/edited"]
        assert hub.read("hilbert/edited", "README.md") == (made.folder / "README.md").read_bytes()
        assert "more.md" in repo.head.tree

    def test_one_that_moves_between_plan_and_commit_is_an_error(
        self, hub: Any, publisher: Any, made: Any, failed: type[Exception]
    ) -> None:
        hub.create("hilbert/moving")
        hub.before("commit", lambda: hub.add("hilbert/moving", {"others.md": b"just now"}))
        with pytest.raises(failed, match=r"head of the repository moved.*run the same command again") as error:
            publisher.publish(made.folder, "hilbert/moving")
        assert error.value.exit_code == 3
        repo = hub.repos["hilbert/moving"]
        assert (repo.head.title, repo.tags) == ("Someone else's work", {})
        assert publisher.publish(made.folder, "hilbert/moving")["action"] == "published"
        assert "others.md" in repo.head.tree

    def test_one_made_by_another_meanwhile_is_an_error(
        self, hub: Any, publisher: Any, made: Any, failed: type[Exception]
    ) -> None:
        def make() -> None:
            hub.create("hilbert/twice")
            hub.add("hilbert/twice", {"data/x.parquet": b"PAR1"})

        hub.before("create", make)
        with pytest.raises(failed, match="made by someone else just now"):
            publisher.publish(made.folder, "hilbert/twice")
        assert len(hub.repos["hilbert/twice"].commits) == 2

    def test_an_older_release_does_not_go_on_top(
        self, hub: Any, publisher: Any, made: Any, release: Callable[..., Any], tmp_path: Path, failed: type[Exception]
    ) -> None:
        newer = release(tmp_path / "newer", "0.2.0", count=13)
        publisher.publish(newer.folder, "hilbert/order")
        with pytest.raises(failed, match=r"a later release: found v0\.2\.0"):
            publisher.publish(made.folder, "hilbert/order")


class TestTheTag:
    def test_one_that_stands_on_other_content_is_refused(
        self, hub: Any, publisher: Any, made: Any, failed: type[Exception]
    ) -> None:
        repo = hub.create("hilbert/tagged")
        repo.tags["v0.1.0"] = hub.add("hilbert/tagged", {"data/x.parquet": b"PAR1"})
        for more in ({}, {"replace_head": True}, {"dry_run": True}):
            with pytest.raises(failed, match=r"the tag v0\.1\.0 stands on other content"):
                publisher.publish(made.folder, "hilbert/tagged", **more)
        assert len(repo.commits) == 2

    def test_one_set_meanwhile_is_looked_at(self, hub: Any, publisher: Any, made: Any, failed: type[Exception]) -> None:
        repo = hub.create("hilbert/raced")
        first = repo.head.oid
        hub.before("tag", lambda: repo.tags.setdefault("v0.1.0", first))
        with pytest.raises(failed, match=r"the tag v0\.1\.0 stands on other content"):
            publisher.publish(made.folder, "hilbert/raced")

    def test_a_tag_on_an_older_commit_with_the_same_content_is_fine(self, hub: Any, publisher: Any, made: Any) -> None:
        publisher.publish(made.folder, "hilbert/moved-on")
        hub.add("hilbert/moved-on", {"README.md": b"edited later"})
        assert publisher.publish(made.folder, "hilbert/moved-on")["action"] == "nothing to do"


class TestACutConnection:
    def test_nothing_is_sent_twice(
        self, hub: Any, start: Callable[..., Any], publisher: Any, release: Callable[..., Any], tmp_path: Path
    ) -> None:
        """The process dies while its second large file travels; another one goes on."""
        made = release(tmp_path / "eastholm", count=60, shards=4)
        dying = start(HF_HUB_DISABLE_TELEMETRY="1")
        done = []
        for _ in range(3):
            hub.before("put", lambda: done.append(1))
        hub.before("put", lambda: hub.cut_put(100, further=True))
        dying.send("dateline.hub.publish", "publish", str(made.folder), "hilbert/cut", env={"HF_TOKEN": TOKEN})
        wait_for(lambda: any(request.kind == "put" and request.status == 0 for request in hub.requests))
        dying.end()
        whole = {r.path for r in hub.requests if r.kind == "put" and r.status == 200}
        sent = sum(r.received for r in hub.requests if r.kind == "put" and r.status == 200)
        assert whole
        assert hub.repos["hilbert/cut"].head.title == "initial commit"
        hub.heal()
        publisher.publish(made.folder, "hilbert/cut")
        later = {r.path for r in hub.requests if r.kind == "put"}
        sizes = {file.sha256: file.size for file in read_manifest(made.folder).files}
        assert not whole & later
        assert sent + hub.received("put") == sum(sizes.values())

    def test_a_moment_without_network_is_bridged_by_the_client(self, hub: Any, publisher: Any, made: Any) -> None:
        hub.cut_put(100)
        assert publisher.publish(made.folder, "hilbert/hiccup")["action"] == "published"
        cut = [request for request in hub.requests if request.kind == "put" and request.status == 0]
        assert len(cut) == 1

    def test_before_the_commit(
        self, hub: Any, loopback: Any, publisher: Any, made: Any, failed: type[Exception]
    ) -> None:
        hub.before("commit", raising(loopback.Cut()))
        with pytest.raises(failed, match=r"the connection to the Hub failed.*Run the same command again") as error:
            publisher.publish(made.folder, "hilbert/early")
        assert error.value.exit_code == 3
        hub.heal()
        assert publisher.publish(made.folder, "hilbert/early")["action"] == "published"
        assert hub.received("put") == 0

    def test_after_the_commit_only_the_tag_is_missing(
        self, hub: Any, publisher: Any, made: Any, failed: type[Exception]
    ) -> None:
        hub.lose_answer("commit")
        with pytest.raises(failed, match="the connection to the Hub failed"):
            publisher.publish(made.folder, "hilbert/late")
        repo = hub.repos["hilbert/late"]
        assert (repo.head.title, repo.tags) == ("Release v0.1.0", {})
        hub.heal()
        assert publisher.publish(made.folder, "hilbert/late", dry_run=True)["state"] == "tag"
        assert publisher.publish(made.folder, "hilbert/late")["action"] == "tagged"
        assert repo.tags == {"v0.1.0": repo.head.oid}
        assert hub.count()["commit"] == hub.count()["put"] == 0

    def test_a_large_file_in_parts(self, hub: Any, publisher: Any, made: Any) -> None:
        hub.part_size = 4_000
        try:
            publisher.publish(made.folder, "hilbert/parts")
        finally:
            hub.part_size = None
        assert hub.count()["complete"] == 2
        path = "data/articles/train-00000-of-00001.parquet"
        assert hub.read("hilbert/parts", path) == (made.folder / path).read_bytes()


def test_a_listing_of_many_pages_is_read_whole(hub: Any, publisher: Any, made: Any) -> None:
    publisher.publish(made.folder, "hilbert/pages")
    hub.page = 3
    try:
        assert publisher.publish(made.folder, "hilbert/pages")["action"] == "nothing to do"
    finally:
        hub.page = 1000


def test_files_that_the_hub_leaves_out_are_no_release(
    hub: Any, publisher: Any, made: Any, failed: type[Exception]
) -> None:
    hub.create("hilbert/ignored")
    hub.add("hilbert/ignored", {".gitignore": b"raw/0005.txt\n"})
    with pytest.raises(failed, match=r"has not taken every file: found raw/0005\.txt"):
        publisher.publish(made.folder, "hilbert/ignored")
    assert hub.repos["hilbert/ignored"].tags == {}


def test_a_card_that_the_hub_refuses_stops_it_before_the_commit(
    hub: Any, loopback: Any, publisher: Any, made: Any, failed: type[Exception]
) -> None:
    hub.before("yaml", raising(loopback.Answer(400, "license must be known")))
    with pytest.raises(failed, match=r"Invalid metadata in README\.md"):
        publisher.publish(made.folder, "hilbert/card")
    assert hub.count()["commit"] == 0


def raising(error: Exception) -> Callable[[], None]:
    def action() -> None:
        raise error

    return action


def wait_for(true: Callable[[], bool], seconds: float = 30) -> None:
    import time

    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_progress_is_told_in_order(hub: Any, publisher: Any, made: Any) -> None:
    told = publisher.call("__main__", "published", str(made.folder), "hilbert/told", env={"HF_TOKEN": TOKEN})
    steps = list(dict.fromkeys(what for what, _, _ in told))
    assert steps == ["validating", "comparing with the Hub", "uploading"]
    sent = [done for what, done, _ in told if what == "uploading"]
    assert sent == sorted(sent)
    assert sent[-1] == told[-1][2] == sum(path.stat().st_size for path in made.folder.rglob("*") if path.is_file())


class TestTheLookAfterwards:
    """Another release than the one that stands under the tag."""

    def test_other_rows(
        self, hub: Any, publisher: Any, made: Any, release: Callable[..., Any], failed: type[Exception]
    ) -> None:
        publisher.publish(made.folder, "hilbert/looked-at")
        assert publisher.call("__main__", "checked", "hilbert/looked-at", "v0.1.0", str(made.folder))["articles"] == 12
        release(made.folder, "0.1.0", days=MOVED, released=False)
        with pytest.raises(
            failed, match=r"ContractError.*what was published is not what loads: found articles: content"
        ) as e:
            publisher.call("__main__", "checked", "hilbert/looked-at", "v0.1.0", str(made.folder))
        assert e.value.exit_code == 1

    def test_one_that_does_not_load(self, hub: Any, publisher: Any, made: Any, failed: type[Exception]) -> None:
        hub.create("hilbert/unread")
        with pytest.raises(failed, match=r"HubError.*cannot be loaded"):
            publisher.call("__main__", "checked", "hilbert/unread", "v0.1.0", str(made.folder))


def test_a_plan_is_json(publisher: Any, made: Any) -> None:
    plan = publisher.publish(made.folder, "hilbert/json", dry_run=True)
    assert json.loads(json.dumps(plan)) == plan
    assert plan["tag"] == "v0.1.0"


def test_files_of_one_content_are_sent_once(
    hub: Any, publisher: Any, release: Callable[..., Any], tmp_path: Path
) -> None:
    made = release(tmp_path / "eastholm", shards=3)
    files = read_manifest(made.folder).files
    sizes = {file.sha256: file.size for file in files}
    assert len(sizes) < len(files)  # the shards of a table without rows are alike
    publisher.publish(made.folder, "hilbert/alike")
    assert hub.received("put") == sum(sizes.values())
