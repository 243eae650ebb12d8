"""Publishing and loading over Xet: `hf_xet` takes a folder of this machine for its store (`local://`).

So chunks are cut, compared and kept by the very code that speaks to the real store, and the bytes that are new in the
folder are the bytes that would travel.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.manifest import read_manifest

COUNT = 3_000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cas")


@pytest.fixture(scope="module")
def xet_hub(loopback: Any, store: Path) -> Iterator[Any]:
    hub = loopback.Hub(store)
    hub.users["hf_canaryTokenOfTheOwner0123456789"] = loopback.User("hilbert")
    yield hub
    hub.close()


def stored(store: Path) -> int:
    """Bytes of the blocks of chunks, and of the shards that say which chunks a file consists of."""
    return sum(path.stat().st_size for end in ("xorbs/default.*", "shards/*.mdb") for path in store.rglob(end))


@pytest.mark.slow
def test_one_date_changed_sends_few_bytes(
    xet_hub: Any,
    store: Path,
    start: Callable[..., Any],
    release: Callable[..., Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    client = start(url=xet_hub.url, HF_HUB_DISABLE_XET="0")
    made = release(tmp_path / "eastholm", count=COUNT, varied=True, raw_files=False)
    whole = sum(file.size for file in read_manifest(made.folder).files)
    done = client.publish(made.folder, "hilbert/xet")
    assert done["checked"]["articles"] == COUNT
    assert xet_hub.count()["put"] == xet_hub.count()["batch"] == 0
    before = stored(store)
    assert before > 0.5 * whole  # the first time most of it travels: some chunks are alike

    release(made.folder, "0.1.1", count=COUNT, varied=True, raw_files=False, days={7: dt.date(2022, 5, 6)})
    old = {file["path"] for file in done["added"]}
    again = client.publish(made.folder, "hilbert/xet")
    changed = {file["path"] for file in again["changed"] if file["path"].endswith(".parquet")}
    assert changed == {f"data/{table}/train-00000-of-00001.parquet" for table in ("articles", "evidence")}
    assert changed <= old
    sent = stored(store) - before
    size = sum(file.size for file in read_manifest(made.folder).files if file.path in changed)
    with capsys.disabled():
        print(f"\none date of {COUNT:,} articles: {sent:,} of {size:,} bytes of the changed files ({sent / size:.1%})")
    assert 0 < sent < 0.5 * size
    path = "data/articles/train-00000-of-00001.parquet"
    assert xet_hub.read("hilbert/xet", path) == (made.folder / path).read_bytes()

    user = start(url=xet_hub.url, HF_HUB_DISABLE_XET="0")
    one, two = (day_of_seven(user, version) for version in ("0.1.0", "0.1.1"))
    assert (one, two) == (["2021-03-08"], ["2022-05-06"])
    assert xet_hub.count()["xet_token"] >= 2


def day_of_seven(user: Any, version: str) -> list[str]:
    found = user.call("__main__", "safe", "hilbert/xet", version=version, split="train", columns=["title", "date"])
    return [row["date"] for row in found["train"]["rows"] if "vote 7 " in row["title"]]
