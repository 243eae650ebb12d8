"""Linking of a corpus whose mentions were labelled by hand."""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from actors import raw_to_body
from linking_scores import bcubed

from dateline.actors import Actor, find_actors
from dateline.actors.authorities import Entry, bundled
from dateline.corpus.identities import LOCAL, link

Row = dict[str, Any]

NO_ACTOR = re.compile(r"city_|(?:middle_east|black_sea|west|arab_world|islam|islamism)$")
"""Kinds of the gold that Dateline has not: places, regions, religions."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A labelled mention: who it means, the id of the actor found there (None: none was), its text."""

    gold: str
    own: str | None
    text: str


def gold_actor(row: Row) -> str | None:
    """Who a gold mention means, or None where it counts neither way. A government counts as its state."""
    actor = str(row["actor"])
    return None if row.get("optional") or NO_ACTOR.match(actor) else actor.removeprefix("gov_")


def read_corpus(gold: Path, articles: Path, raw: Path) -> tuple[list[Row], list[Row], list[Naming]]:
    """Actors of the articles, the same without what an authority knew of them, and the labelled mentions."""
    rows = defaultdict(list)
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["doc"]].append(row)
    local, bare, namings = [], [], []
    for line in articles.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        name = Path(article["doc"]).stem
        found = find_actors(name.rpartition("_")[2], article["body"], language="en", title=article["title"])
        for actor in found:
            local.append(local_row(name.rpartition("_")[2], article.get("date"), actor))
            bare.append(unknown(local[-1], actor))
        places = raw_to_body((raw / f"{name}.txt").read_text(encoding="utf-8"), article["body"])
        namings += labelled(rows[name], places, article["body"], name.rpartition("_")[2], found)
    return local, bare, namings


def local_row(article: str, day: str | None, actor: Actor) -> Row:
    stated = date.fromisoformat(day) if day else None
    values = (actor.id, article, stated, actor.kind, actor.name, list(actor.aliases), [], [])
    return dict(zip(LOCAL.names, values, strict=True))


def unknown(row: Row, actor: Actor) -> Row:
    """The actor as if no authority knew it (a state's row stays)."""
    if actor.kind == "state" or "." in actor.id:
        return row
    spellings = sorted({" ".join(mention.text.split()) for mention in actor.mentions}, key=lambda s: (-len(s), s))
    return row | {"id": bare_id(row["article_id"], actor.id), "name": spellings[0], "aliases": spellings[1:]}


def bare_id(article: str, identifier: str) -> str:
    if "." in identifier or identifier.startswith("state-"):
        return identifier
    return f"{article}.{hashlib.sha256(identifier.encode()).hexdigest()[:6]}"


def labelled(
    rows: Iterable[Row], places: dict[int, int], body: str, article: str, found: Sequence[Actor]
) -> list[Naming]:
    """The mentions of one article with the actor whose mention covers most of each."""
    spans = [(m.start, m.end, actor.id) for actor in found for m in actor.mentions]
    namings = []
    for row in rows:
        actor = gold_actor(row)
        if actor and row["start"] in places and row["end"] - 1 in places:
            start, end = places[row["start"]], places[row["end"] - 1] + 1
            hits = [(min(e, end) - max(s, start), f"{article} {i}") for s, e, i in spans if s < end and start < e]
            namings.append(Naming(actor, max(hits)[1] if hits else None, body[start:end]))
    return namings


def print_corpus(gold: Path, articles: Path, raw: Path) -> None:
    local, bare, namings = read_corpus(gold, articles, raw)
    print_linked("Dateline's authority", local, bundled(), namings)
    print_linked("an authority while articles are read, none for linking", local, (), namings)
    print_linked("no authority but of states", bare, (), namings)


def print_linked(label: str, rows: Sequence[Row], authority: Sequence[Entry], namings: Sequence[Naming]) -> None:
    linked = link(pa.Table.from_pylist(list(rows), schema=LOCAL), authority)
    ids = {row["id"] for row in rows}
    print(f"== {label}: {len(rows)} actors of articles, {linked.links.num_rows} joined")

    def final(own: str) -> str:
        article, _, identifier = own.partition(" ")
        known = identifier if identifier in ids else bare_id(article, identifier)
        return linked.ids.get(known, known)

    found = [(n.gold, final(n.own), n.text) for n in namings if n.own]
    missed = [(n.gold, f"missed {place}", n.text) for place, n in enumerate(namings) if not n.own]
    for what, items in ((f"{len(found)} mentions found", found), (f"all {len(namings)}", [*found, *missed])):
        print(f"  B3 over {what}: {bcubed([gold for gold, *_ in items], [own for _, own, _ in items])}")
    print_mistakes(found)
    for row in linked.links.to_pylist():
        print(f"  {row['id']} -> {row['actor_id']} {row['method']} {row['score']:.2f} {row['reason']}")


def print_mistakes(found: Sequence[tuple[str, str, str]]) -> None:
    for what, by, of in (("split", 0, 1), ("mixed", 1, 0)):
        groups: dict[str, Counter[str]] = defaultdict(Counter)
        for item in found:
            groups[item[by]][item[of]] += 1
        for key, parts in sorted(groups.items()):
            if len(parts) > 1:
                print(f"  {what} {key}: {dict(parts)}")
