"""Made-up datasets for the tests of card and metadata: every table has rows, every nested value and every null."""

import datetime as dt
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from dateline.card import render_card
from dateline.editions.withhold import withhold
from dateline.manifest import Manifest, make_manifest, manifest_text
from dateline.metadata.citation import render_citation
from dateline.metadata.croissant import render_croissant
from dateline.metadata.datapackage import render_datapackage
from dateline.settings import About, Creator, Dataset, Rights, Settings, Source
from dateline.tally import Tally
from dateline.write import ContentDigest, shard_path, write_parquet
from dateline_schema.tables import BY_NAME, edition
from dateline_schema.vocabulary import WITHHELD

LOADER = Path(__file__).with_name("load_croissant.py")

SETTINGS = Settings(
    Dataset(
        name="ferry",
        pretty_name="Fähre: the ferry to Westhaven",
        version="1.2.3",
        license="cc-by-4.0",
        description="Reports of the ferry to Westhaven,\nmade up.",
        homepage="https://ferry.example/",
        tags=("ferries", "news"),
    ),
    creators=(
        Creator("Brekke, Ada", orcid="0000-0002-1825-0097", affiliation="Nordland University"),
        Creator("Harbour Union", kind="organization", url="https://union.example"),
    ),
    rights=Rights("The reports are made up.", "rights@ferry.example"),
    about=About(
        why="To try the tools.",
        uses="Tests.",
        limits="Nothing here happened.",
        biases="Towards ferries.",
        personal="No real person.",
        collection="Written for the tests.",
        impact="None.",
        maintenance="As long as the tests run.",
        faults=("One date is missing.", "One body is short."),
    ),
    sources=(Source("The Nordland Post", "Made up, free for all."),),
)


LEAKS = {
    **{"ok": True, "sides": {"train": 4}, "pairs": 21, "met": 3, "compared": 2, "unread": 0},
    "closest": {"articles": ["a", "b"], "sides": ["train", "test"], "jaccard": 0.125, "containment": 0.25},
    "kinds": [{"kind": "near text", "checked": 2, "found": 0, "examples": []}],
}
"""A report as a build makes it."""


def rows(count: int) -> dict[str, list[dict[str, Any]]]:
    """Rows of each table, every third article bare of all that can be missing."""
    made: dict[str, list[dict[str, Any]]] = {
        name: []
        for name in (*("articles", "actors", "mentions", "quotes", "roles", "evidence"), "stories", "splits", "rejects")
    }
    state = {"id": "state-nx", "name": "Nordland", "kind": "state", "aliases": ["Norðland"], "wikidata": "Q42"}
    made["actors"].append({**state, "country": "NX", "offices": []})
    for number in range(count):
        add_article(made, number)
    sides = ["train", "train", "train", "validation", "test", "train", None]
    made["splits"] = [
        {
            **{"article_id": row["id"], "group_id": row["id"], "split": sides[number % len(sides)]},
            **{"fold": None, "reason": "made up"},
        }
        for number, row in enumerate(made["articles"])
    ]
    first = made["articles"][0]["id"]
    made["stories"].append(
        {
            "id": "story-ferry",
            "date_start": dt.date(2020, 1, 1),
            "date_end": None,
            "articles": [first],
            "actors": ["state-nx"],
            "headline": "The ferry stays",
        }
    )
    reject = {"raw_path": "raw/empty.txt", "sha256": None, "stage": "read", "rule": "empty", "message": "no text"}
    made["rejects"] += [reject, {**reject, "raw_path": "raw/void.txt", "sha256": "ab" * 32}]
    for name, table in made.items():
        key = BY_NAME[name].order[0]
        table.sort(key=lambda row: str(row[key]))
    return made


def add_article(made: dict[str, list[dict[str, Any]]], number: int) -> None:
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    bare = number % 3 == 2
    day = dt.date(2019 + number % 3, 2, 3)
    own = f"{digest[:16]}.0001"
    body = f"Nordland keeps the færry. Brekke said so {number} times."
    places = [("state-nx", "Nordland", 0, "full"), (own, "Brekke", 26, "surname")]
    mentions = [
        {"actor": actor, "start": at, "end": at + len(text), "text": text, "form": form}
        for actor, text, at, form in places
    ]
    kinds = {"state-nx": ("Nordland", "state"), own: ("Ada Brekke", "person")}
    made["articles"].append(
        {
            "id": digest[:16],
            "title": None if bare else f"Fähre bleibt — no. {number}",
            "subtitle": None if bare else "A standfirst",
            "date": None if bare else day,
            "published_at": None if bare else dt.datetime(day.year, 2, 3, 23, 30, 5, tzinfo=dt.UTC),
            "date_edtf": "XXXX-02-03" if bare else day.isoformat(),
            "date_basis": "relative" if bare else "stated",
            "source": None if bare else "The Nordland Post",
            "source_domain": None if bare else "post.example",
            "agencies": [] if bare else ["NNA"],
            "authors": [] if bare else ["Ola Berg", "Åse Lie"],
            "translator": None,
            "url": None if bare else f"https://post.example/{number}?a=1&b=ä",
            "language": "nn-NO" if bare else "en",
            "actors": []
            if bare
            else [
                {
                    "id": actor,
                    "name": name,
                    "kind": kind,
                    "mentions": [
                        {k: v for k, v in mention.items() if k != "actor"}
                        for mention in mentions
                        if mention["actor"] == actor
                    ],
                }
                for actor, (name, kind) in kinds.items()
            ],
            "body": body,
            "story_id": "story-ferry" if number == 0 else None,
            "duplicate_of": made["articles"][0]["id"] if number == 1 else None,
            "raw_sha256": digest,
            "raw_path": f"raw/{number:03d}.txt",
        }
    )
    if not bare:
        offices = [
            {"title": "minister", "organization": None, "from": day, "to": None},
            {"title": "mayor", "organization": "Westhaven", "from": None, "to": day},
        ]
        made["actors"].append({"id": own, "name": "Ada Brekke", "kind": "person", "aliases": [], "offices": offices})
        made["mentions"] += [
            {
                "article_id": digest[:16],
                "actor_id": mention["actor"],
                **{k: v for k, v in mention.items() if k != "actor"},
            }
            for mention in mentions
        ]
        made["quotes"].append(quote(digest[:16], own, body))
        made["roles"].append(
            {
                "article_id": digest[:16],
                "actor_id": own,
                "start": 0,
                "end": 8,
                "text": body[:8],
                "country": "NX",
                "rule": "r",
            }
        )
    made["evidence"] += evidence(digest[:16], body, bare, made["articles"][0]["id"])


def quote(article: str, actor: str, body: str) -> dict[str, Any]:
    """Words that "Brekke" says, with the place of her name and none of a verb."""
    name, start = body.index("Brekke"), body.index("said")
    places = {"start": start, "end": len(body), "speaker_start": name, "speaker_end": name + 6}
    told = {"text": body[start:], "form": "mixed", "speaker_id": actor, "speaker": "Brekke", "rule": "quote.name"}
    return {"article_id": article, **places, **told, "cue": None, "cue_start": None, "cue_end": None}


def evidence(article: str, body: str, bare: bool, other: str) -> list[dict[str, Any]]:
    line = {"article_id": article, "start": 3, "end": 9, "reason": None, "chosen": True, "articles": []}
    none = {"value": None, "raw": None, "start": None, "end": None}
    return [
        {**line, "field": "body", "value": body, "raw": body, "rule": "body.lines"},
        {**line, "field": "title", "value": "A title", "raw": "A title", "rule": "title.h1"},
        {**line, "field": "title", "value": "Home", "raw": "Home", "rule": "title.og", "chosen": False},
        {**line, "field": "date", "value": "2020-02-03", "raw": None, "rule": "story", "articles": [other]},
        {**line, **none, "field": "url" if bare else "authors", "rule": "absent", "reason": "none is stated"},
    ]


@dataclass(frozen=True)
class Made:
    """A dataset folder and what it was made from."""

    folder: Path
    settings: Settings
    tally: Tally
    manifest: Manifest
    tables: Mapping[str, pa.Table]


def make_tables(count: int) -> dict[str, pa.Table]:
    return {name: pa.Table.from_pylist(part, schema=edition("full")[name].schema) for name, part in rows(count).items()}


def write_dataset(
    folder: Path,
    tables: Mapping[str, pa.Table],
    settings: Settings = SETTINGS,
    shards: int = 1,
    released: str | None = None,
    split: str = "train",
) -> Made:
    """Write data, manifest and texts; tables about articles are cut into so many files."""
    contract = edition(settings.dataset.text)
    tables = withhold(tables) if settings.dataset.text == WITHHELD else tables
    tally, files, digests = Tally(), [], {}
    for name, table in tables.items():
        cuts = shards if contract[name].bucketed else 1
        step = -(-table.num_rows // cuts) or 1
        for number in range(cuts):
            part = table.slice(number * step, step)
            path = shard_path(name, number, cuts).replace("train-", f"{split}-")
            files.append(write_parquet(part, contract[name], folder, path))
            tally.add({name: part})
        digest = ContentDigest(contract[name])
        digest.update(table)
        digests[name] = digest.hexdigest()
    inputs = [(f"raw/{number:03d}.txt", "cd" * 32) for number in range(tables["articles"].num_rows)]
    manifest = replace(make_manifest(settings, inputs, files, digests, leaks=LEAKS), released=released)
    write_texts(folder, settings, tally, manifest)
    return Made(folder, settings, tally, manifest, tables)


def write_texts(folder: Path, settings: Settings, tally: Tally, manifest: Manifest) -> None:
    texts = {
        "README.md": render_card(settings, tally, manifest),
        "croissant.json": render_croissant(settings, tally, manifest),
        "CITATION.cff": render_citation(settings, manifest),
        "datapackage.json": render_datapackage(settings, manifest),
        "manifest.json": manifest_text(manifest),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Settings in which every key of the card has a value."""
    return SETTINGS


@pytest.fixture(scope="session")
def tables() -> Callable[[int], dict[str, pa.Table]]:
    """`tables(count)`: every table of so many articles; the tables are never empty but for a count of 0."""
    return make_tables


@pytest.fixture(scope="session")
def write() -> Callable[..., Made]:
    """`write(folder, tables, settings, shards, released, split)`: a dataset folder with all its texts."""
    return write_dataset


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A dataset of seven articles."""
    return write_dataset(tmp_path_factory.mktemp("made") / "ferry", make_tables(7))


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Datasets by what is special about them."""
    home = tmp_path_factory.mktemp("editions")
    full = make_tables(7)
    empty = {name: table.slice(0, 0) for name, table in full.items()}
    bare = {**full, **{name: full[name].slice(0, 0) for name in ("stories", "rejects", "mentions")}}
    kept_back = replace(SETTINGS, dataset=replace(SETTINGS.dataset, text=WITHHELD, license="other"))
    hub = replace(SETTINGS, dataset=replace(SETTINGS.dataset, repository="nordland/ferry"))
    return {
        "shards": write_dataset(home / "shards", full, shards=3),
        "withheld": write_dataset(home / "withheld", full, kept_back),
        "some empty": write_dataset(home / "some", bare, hub, released="2026-03-04"),
        "no rows": write_dataset(home / "none", empty, Settings()),
    }


@pytest.fixture(scope="session")
def read_croissant() -> Callable[..., dict[str, Any]]:
    """`read_croissant(*folders)`: what mlcroissant reads of them, by folder.

    In a process of its own: its imports warn (rdflib, jsonpath_rw and others use what Python deprecates), and warnings
    are errors here.
    """

    def read(*folders: Path) -> dict[str, Any]:
        command = [sys.executable, "-W", "ignore", str(LOADER), *map(str, folders)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr[-3000:]
        return dict(json.loads(done.stdout))

    return read
