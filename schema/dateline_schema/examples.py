"""The examples of the contract: small datasets that keep it, and changes that break one rule each.

`examples/good.jsonl` has one small dataset a line: `name`, `shows`, `tables` (rows by table). `examples/withheld.jsonl`
has those of the edition without texts.
`examples/bad.jsonl` has one change a line: `breaks` (the rule), `why`, `like` (a good dataset), `set`: new values by
place, such as `articles/0/title`. A place that ends in `-` appends to its list; the value `"<drop>"` takes the place
away.
"""

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from dateline_schema.fields import BODY_DIGEST
from dateline_schema.rows import from_json
from dateline_schema.tables import Table, edition
from dateline_schema.vocabulary import EDITIONS, WITHHELD

FOLDER = Path(__file__).parent / "examples"
DROP = "<drop>"


@dataclass(frozen=True, slots=True)
class Example:
    """A small dataset; `breaks` names the one rule that it breaks, and is None where it keeps the contract."""

    name: str
    shows: str
    breaks: str | None
    tables: Mapping[str, pa.Table]


def good() -> list[Example]:
    """Datasets that keep every rule, of the full edition."""
    return _good("good.jsonl")


def withheld() -> list[Example]:
    """Datasets that keep every rule, of the edition without texts."""
    return _good("withheld.jsonl")


def _good(name: str) -> list[Example]:
    return [Example(line["name"], line["shows"], None, _tables(line["tables"])) for line in _lines(name)]


def bad() -> list[Example]:
    """Datasets that break one rule each."""
    whole = {line["name"]: line["tables"] for name in ("good.jsonl", "withheld.jsonl") for line in _lines(name)}
    return [
        Example(line["breaks"], line["why"], line["breaks"], _tables(_changed(whole[line["like"]], line["set"])))
        for line in _lines("bad.jsonl")
    ]


def _lines(name: str) -> Iterator[dict[str, Any]]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _tables(rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, pa.Table]:
    contract = _contract(rows.get("articles", []))
    return {name: from_json(contract[name], part) for name, part in rows.items()}


def _contract(articles: list[dict[str, Any]]) -> Mapping[str, Table]:
    digested = any(column.name in row for row in articles for column in BODY_DIGEST)
    return edition(WITHHELD if digested else EDITIONS[0])


def _changed(rows: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    changed: dict[str, Any] = copy.deepcopy(dict(rows))
    for place, value in changes.items():
        *path, last = place.split("/")
        target: Any = changed
        for step in path:
            target = target[int(step) if isinstance(target, list) else step]
        _put(target, last, value)
    return changed


def _put(target: Any, last: str, value: Any) -> None:
    if last == "-":
        target.append(value)
    elif value == DROP:
        del target[int(last) if isinstance(target, list) else last]
    else:
        target[int(last) if isinstance(target, list) else last] = value
