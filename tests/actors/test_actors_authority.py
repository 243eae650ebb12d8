"""The authority's data, its languages, and the stage without a model."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import dateline.actors
from dateline.actors import find_actors, recognizer
from dateline.actors.authority import all_aliases, authority, entries, read_lines
from dateline.actors.generate import LANGUAGES, main

ID = "00112233445566aa"


def states(body: str, language: str) -> list[tuple[str, str]]:
    actors = find_actors(ID, body, language=language)
    return [(a.id, m.text) for a in actors for m in a.mentions]


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("de", "Die Regierung von Syrien und die Schweiz.", [("state-sy", "Syrien"), ("state-ch", "Schweiz")]),
        ("fr", "La Russie et les États-Unis.", [("state-ru", "Russie"), ("state-us", "États-Unis")]),
        ("de-AT", "Frankreich hat gewonnen, die USA nicht.", [("state-fr", "Frankreich"), ("state-us", "USA")]),
        ("ru", "Россия и НАТО", [("state-ru", "Россия")]),
        ("ar", "زار الوزير سوريا أمس", [("state-sy", "سوريا")]),
        ("zh", "他昨天访问了叙利亚首都。", [("state-sy", "叙利亚")]),
        ("ja", "シリアの大統領", [("state-sy", "シリア")]),
        ("tlh", "NATO stands in a language that nobody knows here.", [("org-nato", "NATO")]),
        ("de", "Syrienkonflikt", []),
    ],
)
def test_languages_without_a_model(language: str, body: str, expected: list[tuple[str, str]]) -> None:
    assert states(body, language) == expected


def test_without_a_model_rules_and_authority_still_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognizer, "MODELS", {})
    recognizer.model.cache_clear()
    body = "President Karl Ostrander met NATO in Norway. Ostrander left the National Farmers Association (NFA)."
    actors = find_actors(ID, body, language="en")
    recognizer.model.cache_clear()
    assert [a.name for a in actors] == ["Karl Ostrander", "NATO", "Norway", "National Farmers Association"]
    assert actors == find_actors(ID, body, language="en", use_model=False)


def test_importing_the_stage_loads_no_model() -> None:
    code = "import sys, dateline.actors; sys.exit('spacy' in sys.modules or 'ahocorasick_rs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_data_is_fresh() -> None:
    for maker in ("babel", "faker"):
        pytest.importorskip(maker, reason="only the generator needs it")
    assert main(["--check"]) == 0


def test_states_are_all_there_once() -> None:
    rows = read_lines("states.jsonl")
    codes = [row["code"] for row in rows]
    assert codes == sorted(set(codes))
    assert len(codes) == 197
    assert all(row["name"] and row["wikidata"].startswith("Q") for row in rows)
    assert len({row["wikidata"] for row in rows}) == len(rows)


def test_organizations_are_well_formed() -> None:
    rows = read_lines("organizations.jsonl")
    prefixes = {"body": "org-", "armed_group": "group-"}
    assert [r["id"] for r in rows if not r["id"].startswith(prefixes[r["kind"]])] == []
    assert len({r["id"] for r in rows}) == len(rows)
    states_codes = {row["code"] for row in read_lines("states.jsonl")}
    assert {r["country"] for r in rows} - {None} <= states_codes


def test_no_sure_name_means_two_actors() -> None:
    known = authority("en")
    shared = {text: {a.entry.id for a in aliases if a.entry and a.sure} for text, aliases in known.by_text.items()}
    assert {text: ids for text, ids in shared.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_most_states(language: str) -> None:
    named = {a.entry.id for a in all_aliases(language) if a.entry and a.entry.kind == "state"}
    assert len(named) > 150


def test_ids_sort_apart_from_articles() -> None:
    assert min(identifier[0] for identifier in entries()) > "f"


def test_data_files_are_utf8_lines() -> None:
    data = Path(dateline.actors.__file__).with_name("data")
    for path in data.glob("*.jsonl"):
        assert all(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
