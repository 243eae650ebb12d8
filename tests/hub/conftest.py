"""A stand-in Hub, a client of it in a process of its own, and made-up releases for the tests of the Hub."""

import contextlib
import datetime as dt
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest

from dateline.editions.withhold import withhold
from dateline.manifest import make_manifest
from dateline.release.ledger import Release, ledger_text, read_ledger, released_as, table_facts
from dateline.settings import load_settings
from dateline.tally import Tally
from dateline.texts import render_texts, write_texts
from dateline.write import ContentDigest, shard_path, write_parquet
from dateline_schema.tables import edition

PLACE = Path(__file__).resolve().parent
LINES = (
    "The council of Eastholm voted on Monday to keep the old lighthouse lit through the winter months.",
    "Mayor Ruth Okafor told the harbour board that the keepers would be paid from the town's reserve.",
    "Fishermen had asked for a second lamp on the northern pier after two boats ran aground in the fog.",
    "The engineers will begin their work in spring, when the ice has left the bay and the roads are dry.",
)
TOKEN = "hf_canaryTokenOfTheOwner0123456789"  # noqa: S105 - of the stand-in
READER = "hf_canaryTokenOfAReader0123456789"
OWNER = "hilbert"


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"hub_{name}", PLACE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def loopback() -> ModuleType:
    """The module `loopback`."""
    return _module("loopback")


@pytest.fixture(scope="session")
def server(loopback: ModuleType) -> Iterator[Any]:
    """One stand-in Hub for all tests, which use repositories of different names."""
    hub = loopback.Hub()
    hub.users |= {TOKEN: loopback.User(OWNER), READER: loopback.User(OWNER, writes=False)}
    yield hub
    hub.close()


@pytest.fixture
def hub(server: Any) -> Iterator[Any]:
    """The stand-in Hub, with nothing that goes wrong and nothing counted yet."""
    server.heal()
    yield server
    server.heal()


def environment(home: Path, url: str, **more: str) -> dict[str, str]:
    """The environment of a client: this Hub, a home of its own, plain large files, no telemetry."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING"))}
    own = {"HF_ENDPOINT": url, "HF_HOME": str(home), "HF_HUB_DISABLE_XET": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
    return {
        **kept,
        **own,
        "HF_HUB_DISABLE_UPDATE_CHECK": "1",
        "HF_UPDATE_DOWNLOAD_COUNTS": "0",
        "PYTHONWARNINGS": "ignore",
        **more,
    }


@dataclass
class Client:
    """A process that uses the Hub; `said` is what it has written to standard error."""

    process: "subprocess.Popen[str]"
    log: Path

    def call(self, module: str, name: str, *args: Any, env: dict[str, str | None] | None = None, **more: Any) -> Any:
        """What a function returns; an error of Dateline's or any other as `Failed`."""
        self.send(module, name, *args, env=env, **more)
        return self.answer()

    def send(self, module: str, name: str, *args: Any, env: dict[str, str | None] | None = None, **more: Any) -> None:
        call = {"module": module, "name": name, "args": args, "more": more, "env": env or {}}
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(call, default=str) + "\n")
        self.process.stdin.flush()

    def answer(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.said()
        reply = json.loads(line)
        if "error" in reply:
            raise Failed(**reply["error"])
        return reply["value"]

    def publish(self, folder: Path, repository: str, *, token: str | None = TOKEN, **more: Any) -> Any:
        """`dateline.hub.publish.publish` with this token in the environment."""
        return self.call("dateline.hub.publish", "publish", str(folder), repository, env={"HF_TOKEN": token}, **more)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()


class Failed(Exception):
    """What a call in the client's process raised."""

    def __init__(self, text: str, exit_code: int | None, traceback: str, **more: str) -> None:
        super().__init__(f"{more['class']}: {text}")
        self.kind, self.exit_code, self.traceback = more["class"], exit_code, traceback


@pytest.fixture(scope="session")
def failed() -> type[Failed]:
    """What a call in a client's process raises."""
    return Failed


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory, server: Any) -> Iterator[Callable[..., Client]]:
    """Start a client with a home of its own: `start(HF_DEBUG="1")`."""
    started: list[Client] = []

    def run(home: Path | None = None, url: str | None = None, **more: str) -> Client:
        folder = home or tmp_path_factory.mktemp("home")
        log = tmp_path_factory.mktemp("log") / "stderr"
        with log.open("w") as stream:
            process = subprocess.Popen(
                [sys.executable, str(PLACE / "client.py")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stream,
                encoding="utf-8",
                env=environment(folder, url or server.url, **more),
                cwd=folder,
            )
        started.append(Client(process, log))
        return started[-1]

    yield run
    for client in started:
        client.end()


@pytest.fixture(scope="session")
def client(start: Callable[..., Client]) -> Client:
    """A client that tests share."""
    return start()


@pytest.fixture(scope="session")
def publisher(start: Callable[..., Client]) -> Client:
    """A client that does not load what it has published: that costs seconds, and other tests look at it."""
    client = start()
    client.call("__main__", "publish_unchecked")
    return client


@pytest.fixture(scope="session")
def variables() -> Callable[..., dict[str, str]]:
    """`variables(home, url)`: the environment of a client."""
    return environment


def article(number: int, day: dt.date, varied: bool = False) -> tuple[dict[str, Any], str]:
    """A row, and the document that it was read from; `varied` bodies cannot be packed small, like real ones."""
    words = f" Lots {' '.join(_words(number))} were sold." if varied else ""
    body = "\n\n".join(f"{LINES[(number + line) % 4]} Line {line} of {number}.{words}" for line in range(6))
    title = f"Lighthouse of Eastholm stays lit, vote {number} decides"
    url = f"https://www.eastholmgazette.example/{day:%Y/%m/%d}/lighthouse-{number}"
    raw = "\n".join([title, day.isoformat(), "Ada Lindqvist", "The Eastholm Gazette", url, "en", "", body]) + "\n"
    row = {
        "id": hashlib.sha256(str(number).encode()).hexdigest()[:16],
        "title": title,
        "subtitle": None,
        "date": day,
        "published_at": dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC),
        "date_edtf": day.isoformat(),
        "date_basis": "stated",
        "source": "The Eastholm Gazette",
        "source_domain": "eastholmgazette.example",
        "agencies": [],
        "authors": ["Ada Lindqvist"],
        "translator": None,
        "url": url,
        "language": "en",
        "actors": [],
        "body": body,
        "story_id": None,
        "duplicate_of": None,
        "raw_sha256": hashlib.sha256(raw.encode()).hexdigest(),
        "raw_path": f"raw/{number:04d}.txt",
    }
    return row, raw


def evidence(row: dict[str, Any], raw: str) -> list[dict[str, Any]]:
    values = [(name, row[name]) for name in ("title", "source", "url", "language")]
    values += [("date", row["date"].isoformat()), *(("authors", name) for name in row["authors"])]
    values += [("body", part) for part in row["body"].split("\n\n")]
    return [
        {
            "article_id": row["id"],
            "field": field,
            "value": value,
            "raw": value,
            "start": raw.index(value),
            "end": raw.index(value) + len(value),
            "rule": "test",
            "reason": None,
            "chosen": True,
            "articles": [],
        }
        for field, value in values
    ]


def _words(number: int) -> Iterator[str]:
    for part in range(8):
        yield (
            hashlib.sha256(f"{number} {part}".encode()).hexdigest().translate(str.maketrans("0123456789", "ghijklmnop"))
        )


def rows_of(count: int, days: dict[int, dt.date], varied: bool) -> list[tuple[dict[str, Any], str]]:
    """Articles in order of their ids; `days` moves some of them to another day."""
    first = dt.date(2021, 3, 1)
    made = [article(n, days.get(n, first + dt.timedelta(n % 300)), varied) for n in range(count)]
    return sorted(made, key=lambda pair: str(pair[0]["id"]))


@dataclass(frozen=True)
class Made:
    """A released dataset folder."""

    folder: Path
    version: str


def make_release(
    folder: Path,
    version: str = "0.1.0",
    *,
    count: int = 12,
    shards: int = 1,
    days: dict[int, dt.date] | None = None,
    rights: str = "Made up for tests; free to use.",
    changes: dict[str, tuple[str, ...]] | None = None,
    released: bool = True,
    text: str = "full",
    varied: bool = False,
    raw_files: bool = True,
) -> Made:
    """Write a dataset folder as a build and `dateline release` do, with the documents in `raw/`."""
    folder.mkdir(parents=True, exist_ok=True)
    write_settings(folder, version, rights, text)
    made = rows_of(count, days or {}, varied)
    for row, raw in made if raw_files else ():
        path = folder / str(row["raw_path"])
        path.parent.mkdir(exist_ok=True)
        path.write_text(raw, encoding="utf-8", newline="\n")
    write_tables(folder, made, version, shards, changes or {"data": ("12 articles.",)}, released)
    return Made(folder, version)


def write_settings(folder: Path, version: str, rights: str, edition: str) -> None:
    statement = f'[rights]\nstatement = "{rights}"\n' if rights else ""
    told = f'version = "{version}"\nlicense = "cc0-1.0"\ntext = "{edition}"'
    text = f'[dataset]\nname = "eastholm"\n{told}\n{statement}'
    (folder / "dataset.toml").write_text(text, encoding="utf-8")


def write_tables(
    folder: Path,
    made: list[tuple[dict[str, Any], str]],
    version: str,
    shards: int,
    changes: dict[str, tuple[str, ...]],
    released: bool,
) -> None:
    shutil.rmtree(folder / "data", ignore_errors=True)
    settings = load_settings(folder / "dataset.toml")
    contracts, full = edition(settings.dataset.text), edition("full")
    rows = {
        "articles": [row for row, _ in made],
        "evidence": [line for row, raw in made for line in evidence(row, raw)],
        "splits": [
            {"article_id": row["id"], "group_id": row["id"], "split": None, "fold": None, "reason": "made up"}
            for row, _ in made
        ],
    }
    tables = {name: pa.Table.from_pylist(rows.get(name, []), schema=full[name].schema) for name in full}
    if settings.dataset.text == "withheld":
        tables = dict(withhold(tables))
    tally, files = Tally(), []
    digests = {name: ContentDigest(contract) for name, contract in contracts.items()}
    for name, contract in contracts.items():
        table = tables[name]
        for number in range(shards if contract.bucketed else 1):
            part = _part(table, name, number, shards) if contract.bucketed else table
            tally.add({name: part})
            digests[name].update(part)
            path = shard_path(name, number, shards if contract.bucketed else 1)
            files.append(write_parquet(part, contract, folder, path))
    inputs = [(row["raw_path"], row["raw_sha256"]) for row, _ in made]
    found = {name: digest.hexdigest() for name, digest in digests.items()}
    manifest = make_manifest(settings, inputs, files, found)
    ledger = read_ledger(folder)
    if released and released_as(ledger, manifest) is None:
        entry = Release(version, "2026-01-02", "first", (), manifest.versions, table_facts(manifest), changes)
        ledger = (entry, *ledger)
        (folder / "releases.json").write_text(ledger_text(ledger), encoding="utf-8")
    manifest = make_manifest(settings, inputs, files, found, releases=ledger)
    write_texts(folder, render_texts(settings, tally, manifest, ledger), manifest)


def _part(table: pa.Table, name: str, number: int, shards: int) -> pa.Table:
    ids = table["id" if name == "articles" else "article_id"].to_pylist()
    return table.filter(pa.array([int(one[:2], 16) * shards // 256 == number for one in ids], pa.bool_()))


@pytest.fixture(scope="session")
def release() -> Callable[..., Made]:
    """`release(folder, version, count=…, days=…)`: a released dataset folder."""
    return make_release
