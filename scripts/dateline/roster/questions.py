"""Why two spellings are one actor or two, and the pairs that nobody has decided: linking asked again."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from dateline.actors.authorities import Entry, known
from dateline.actors.options import actor_options, authority_files
from dateline.corpus.identities import LOCAL, Explanation, Spelling, explain_pair, link
from dateline.corpus.linked import SPELLED
from dateline.errors import DatelineError
from dateline.roster.tables import Tables, open_tables
from dateline.settings import Judgement, settings_of


@dataclass(frozen=True, slots=True)
class Answer:
    """Why two spellings are one actor or two.

    Attributes:
        one, other: the actors of the dataset that are called so, by id; None where none or several are.
        explanation: what linking says of the two.
    """

    one: str | None
    other: str | None
    explanation: Explanation

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {"one": self.one, "other": self.other, "explanation": self.explanation.to_json()}


@dataclass(frozen=True, slots=True)
class Review:
    """Pairs of actors that may be one, the likeliest first: `one`, `other` (ids), their names, the oldest article that
    has each, the `score` of the comparison, and the `reason` why it is unsure.
    """

    dataset: str
    pairs: tuple[dict[str, Any], ...]

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {"dataset": self.dataset, "pairs": list(self.pairs)}


def explain_two(folder: str | Path, one: str, other: str) -> Answer:
    """Why two names, spellings or ids of a dataset are one actor or two, by its authorities and judgements.

    A name that no actor of the dataset has, or several, is asked about as it stands. Raises InputError where the folder
    is no dataset, SettingsError where its settings are wrong.
    """
    tables = open_tables(folder)
    entries, judgements = _known(folder)
    sides = [_side(tables, who) for who in (one, other)]
    told = explain_pair(*(spelling for _, spelling in sides), authority=entries, judgements=judgements)
    return Answer(sides[0][0], sides[1][0], told)


def review(folder: str | Path) -> Review:
    """The pairs of a dataset that linking leaves to a person, without those that its settings have judged already.

    Raises InputError where the folder is no dataset, SettingsError where its settings are wrong.
    """
    tables = open_tables(folder)
    entries, judgements = _known(folder)
    rows = list(_locals(tables))
    ids = {row["id"]: row.pop("final") for row in rows}
    pairs = link(pa.Table.from_pylist(rows, schema=LOCAL), entries, judgements).review.to_pylist()
    back = [pair | {side: ids.get(pair[side], pair[side]) for side in ("one", "other")} for pair in pairs]
    return Review(str(folder), tuple(pair for pair in back if pair["one"] != pair["other"]))


def _known(folder: str | Path) -> tuple[tuple[Entry, ...], tuple[Judgement, ...]]:
    settings = settings_of(folder)
    extra = actor_options(files=authority_files(settings, Path(folder))).extra
    return known(extra), settings.judgements


def _side(tables: Tables, who: str) -> tuple[str | None, Spelling]:
    try:
        actor = tables.find(who)
    except DatelineError:  # nobody or several are called so: the name itself is the question
        return None, Spelling(who)
    name = actor["name"] if who == actor["id"] else who
    countries = (actor["country"],) if actor["country"] else ()
    return actor["id"], Spelling(name, actor["kind"], countries=countries)


def _locals(tables: Tables) -> Iterator[dict[str, Any]]:
    """The actors of each article as they were before they were linked, as far as the dataset tells; `final` is the id
    that they have in it.
    """
    days = dict(tables.scan("articles").select("id", "date").collect().iter_rows())
    kinds = {row[0]: row[1:] for row in tables.scan("actors").select("id", "kind", "name").collect().iter_rows()}
    roles = _roles(tables)
    spelled = tables.scan("mentions").filter(pl.col("form").is_in(sorted(SPELLED)))
    named = spelled.group_by("article_id", "actor_id").agg("text", "form").sort("article_id", "actor_id").collect()
    for article, actor, texts, forms in named.iter_rows():
        kind, name = kinds[actor]
        own = [text for text, form in zip(texts, forms, strict=True) if form == "full"] or texts
        longest = max(own, key=lambda text: (len(text), text))
        told = roles.get((article, actor), [])
        yield {
            "id": _local(article, actor),
            "final": actor,
            "article_id": article,
            "date": days[article],
            "kind": kind,
            "name": longest if "." in actor else name,
            "aliases": sorted(set(texts) - {longest}),
            "countries": sorted({country for _, country in told if country}),
            "roles": [text for text, _ in told],
        }


def _local(article: str, actor: str) -> str:
    """An id of the article's own for an actor that is known from an older one."""
    if "." not in actor or actor.startswith(f"{article}."):
        return actor
    return f"{article}.{hashlib.sha256(actor.encode()).hexdigest()[:8]}"


def _roles(tables: Tables) -> dict[tuple[str, str], list[tuple[str, str | None]]]:
    frame = tables.scan("roles")
    if not frame.collect_schema().names():
        return {}
    found: dict[tuple[str, str], list[tuple[str, str | None]]] = {}
    for article, actor, text, country in (
        frame.select("article_id", "actor_id", "text", "country").collect().iter_rows()
    ):
        found.setdefault((article, actor), []).append((text, country))
    return found
