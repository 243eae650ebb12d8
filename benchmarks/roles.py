"""Capitals as governments, roles and offices: figures on articles with gold.

    python benchmarks/roles.py --gold FOLDER --raw FOLDER

``--gold``: ``mentions.jsonl`` (offsets over the raw files; actors that begin with ``gov_`` are governments, with
``city_`` places), ``quotes_roles.jsonl`` (rows of kind ``role``: an actor and the text of its role) and
``articles.jsonl``. ``--raw``: the raw files. Metonyms are counted over the raw files, the other names of the gold being
taken; roles over the bodies, an article before a role and its letters' case aside. A role of the gold that does not
stand in the body (captions) is counted apart. A role found that is a part of the gold's ("President" of "Russian
President") counts as right.
"""

import argparse
import json
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dateline.actors import find_actors
from dateline.actors.authorities import bundled
from dateline.actors.metonyms import metonyms
from dateline.actors.offices import office_findings
from dateline.actors.roles import find_roles
from dateline.actors.title_mentions import actor_entries, title_mentions

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def by_document(items: list[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for item in items:
        groups[item["doc"].removesuffix(".txt")].append(item)
    return groups


@dataclass
class Metonyms:
    """How many places of capitals and other cities are told right."""

    right: int = 0
    wrong: tuple[str, ...] = ()
    governments: int = 0
    cities: int = 0

    @property
    def percent(self) -> float:
        return 100 * self.right / max(1, self.right + len(self.wrong))


def score_metonyms(gold: Path, raw: Path) -> Metonyms:
    score = Metonyms()
    for document, mentions in by_document(rows(gold / "mentions.jsonl")).items():
        text = (raw / f"{document}.txt").read_text(encoding="utf-8")
        cities = [m for m in mentions if str(m["actor"]).startswith(("gov_", "city_"))]
        taken = [(m["start"], m["end"]) for m in mentions if m not in cities]
        found = {(f.start, f.end): f.key for f in metonyms(text, taken, "en")}
        for mention in cities:
            government = mention["actor"].startswith("gov_")
            score.governments += government
            score.cities += not government
            if ((mention["start"], mention["end"]) in found) == government:
                score.right += 1
            else:
                score.wrong += (text[max(0, mention["start"] - 30) : mention["end"] + 30],)
    return score


@dataclass
class Roles:
    """How many of the gold's roles are found, and how many are found that it has not."""

    found: int = 0
    missed: tuple[str, ...] = ()
    outside: int = 0
    false: tuple[str, ...] = ()
    findings: int = 0
    milliseconds: float = 0.0

    @property
    def recall(self) -> float:
        return 100 * self.found / max(1, self.found + len(self.missed))


def plain(role: str) -> str:
    return role.lower().removeprefix("the ")


def score_roles(gold: Path) -> Roles:
    score = Roles()
    wanted = by_document([row for row in rows(gold / "quotes_roles.jsonl") if row["kind"] == "role"])
    spellings: dict[str, set[str]] = defaultdict(set)
    for mention in rows(gold / "mentions.jsonl"):
        spellings[mention["actor"]].add(mention["text"])
    for article in rows(gold / "articles.jsonl"):
        body = article["body"]
        actors = find_actors("0" * 16, body, language="en", title=article["title"])
        begin = time.process_time()
        roles = find_roles(body, actors, "en")
        entries = actor_entries(actors)
        day = date.fromisoformat(article["date"]) if article["date"] else None
        titles = title_mentions(body, actors, roles, day, "en", entries)
        score.findings += len(office_findings(roles, entries, day))
        score.milliseconds += 1000 * (time.process_time() - begin)
        roles += tuple(role for title in titles if (role := title.role(body)))
        named = {actor.id: {m.text for m in actor.mentions} for actor in actors}
        expected = wanted[article["doc"].removesuffix(".txt")]
        for row in expected:
            same = [role for role in roles if plain(role.text) == plain(row["role"])]
            right = [role for role in same if named[role.actor_id] & spellings[row["actor"]]]
            score.found += bool(right)
            if not right and row["role"] not in body:
                score.outside += 1
            elif not right:
                score.missed += (f"{row['actor']}: {row['role']}",)
        for role in roles:
            texts = [plain(r["role"]) for r in expected if named[role.actor_id] & spellings[r["actor"]]]
            if role.rule != "role:office" and not any(plain(role.text) in text for text in texts):
                score.false += (role.text,)
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--raw", type=Path, required=True)
    given = parser.parse_args()
    cities = score_metonyms(given.gold, given.raw)
    print(f"metonyms  {cities.percent:5.1f} % of {cities.governments} governments and {cities.cities} cities")
    for text in cities.wrong:
        print(f"  wrong: {text!r}")
    roles = score_roles(given.gold)
    print(f"roles     {roles.recall:5.1f} % of {roles.found + len(roles.missed)} that stand in the bodies")
    print(f"          {len(roles.false)} found that are none, {roles.outside} of the gold in captions only")
    print(f"          {roles.findings} contradictions of office and date, {roles.milliseconds / 5:.1f} ms an article")
    for text in roles.missed:
        print(f"  missed: {text}")
    kinds: dict[str, int] = defaultdict(int)
    for entry in bundled():
        kinds[entry.kind] += 1
    offices = sum(len(entry.offices) for entry in bundled())
    print(f"authority {dict(sorted(kinds.items()))}, {offices} offices")


if __name__ == "__main__":
    main()
