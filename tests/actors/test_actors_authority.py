"""The authority: its data, its languages, a user's own files, and the stage without a model."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dateline.actors
from dateline.actors import find_actors, recognizer
from dateline.actors.authorities import Entry, Supplement, known, read_authority, supplement
from dateline.actors.authorities.bundled import FILES, bundled
from dateline.actors.authorities.supplement import supplied
from dateline.actors.authority import all_aliases, authority, entries, names_of, read_lines
from dateline.actors.generate import LANGUAGES, main
from dateline.actors.inflections import inflected
from dateline.actors.scripts import consonant_key, folded_key, script_of
from dateline.errors import InputError
from dateline_schema.authority import authority_schema, problems

ID = "00112233445566aa"
Write = Callable[..., Path]


def states(body: str, language: str) -> list[tuple[str, str]]:
    actors = find_actors(ID, body, language=language)
    return [(a.id, m.text) for a in actors for m in a.mentions]


def named(body: str, language: str, extra: Supplement | None = None) -> list[tuple[str, str, str]]:
    """Text, id and form of everything that the authority finds."""
    known_names = authority(language, extra) if extra else authority(language)
    return [(body[f.start : f.end], f.key, f.form) for f in known_names.find(body)[0]]


def people(body: str, language: str, extra: Supplement | None = None) -> list[tuple[str, str]]:
    return [(text, key) for text, key, _ in named(body, language, extra) if key.startswith("person-")]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes rows as an authority file."""

    def written(*rows: Any, name: str = "own.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("de", "Die Regierung von Syrien und die Schweiz.", [("state-sy", "Syrien"), ("state-ch", "Schweiz")]),
        ("fr", "La Russie et les États-Unis.", [("state-ru", "Russie"), ("state-us", "États-Unis")]),
        ("de-AT", "Frankreich hat gewonnen, die USA nicht.", [("state-fr", "Frankreich"), ("state-us", "USA")]),
        ("ru", "Россия и НАТО", [("state-ru", "Россия"), ("org-nato", "НАТО")]),
        (
            "ru",
            "Глава России был в Сирии с Ираном.",
            [("state-ru", "России"), ("state-sy", "Сирии"), ("state-ir", "Ираном")],
        ),
        ("uk", "Переговори у Сирії", [("state-sy", "Сирії")]),
        ("pl", "Wojna w Syrii", [("state-sy", "Syrii")]),
        ("ar", "زار الوزير سوريا أمس", [("state-sy", "سوريا")]),
        ("ar", "التقى بسوريا ولبنان", [("state-sy", "سوريا"), ("state-lb", "لبنان")]),
        ("zh", "他昨天访问了叙利亚首都。", [("state-sy", "叙利亚")]),
        ("ja", "シリアの大統領", [("state-sy", "シリア")]),
        (
            "tlh",
            "NATO stands in a language that nobody knows here, as the USA do.",
            [("org-nato", "NATO"), ("state-us", "USA")],
        ),
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


# Persons in other scripts

LAVROV, ASSAD, FIDAN = "person-sergei-lavrov", "person-bashar-al-assad", "person-hakan-fidan"


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("ru", "Сергей Лавров прибыл. Лавров сказал.", [("Сергей Лавров", LAVROV), ("Лавров", LAVROV)]),
        ("ru", "Встреча с Сергеем Лавровым. Лаврову ответили.", [("Сергеем Лавровым", LAVROV), ("Лаврову", LAVROV)]),
        ("ru", "Власти Башара Асада. Асад молчит.", [("Башара Асада", ASSAD), ("Асад", ASSAD)]),
        ("uk", "Сергій Лавров виступив, Лаврова чули.", [("Сергій Лавров", LAVROV), ("Лаврова", LAVROV)]),
        ("bg", "Сергей Лавров", [("Сергей Лавров", LAVROV)]),
        ("ar", "قال سيرغي لافروف اليوم. وأكد لافروف ذلك", [("سيرغي لافروف", LAVROV), ("لافروف", LAVROV)]),
        ("ar", "التقى ببشار الأسد", [("بشار الأسد", ASSAD)]),
        ("fa", "بشار اسد گفت", [("بشار اسد", ASSAD)]),
        ("zh", "谢尔盖·拉夫罗夫说。拉夫罗夫又说。", [("谢尔盖·拉夫罗夫", LAVROV), ("拉夫罗夫", LAVROV)]),
        (
            "pl",
            "Rozmowa z Siergiejem Ławrowem i Hakanem Fidanem",
            [("Siergiejem Ławrowem", LAVROV), ("Hakanem Fidanem", FIDAN)],
        ),
        ("de", "Sergej Lawrow kam. Lawrow schwieg.", [("Sergej Lawrow", LAVROV), ("Lawrow", LAVROV)]),
        ("ru", "Лавров сказал, что Асад молчит.", []),
        ("ru", "Мария Лаврова, учительница из Перми", []),
        ("de", "Erst Lawrow, dann Sergej Lawrow", [("Sergej Lawrow", LAVROV)]),
    ],
)
def test_persons_in_other_scripts(language: str, body: str, expected: list[tuple[str, str]]) -> None:
    assert people(body, language) == expected


def test_a_surname_of_two_persons_names_nobody() -> None:
    body = "Башар Асад и Хафез Асад. Асад говорил."
    assert people(body, "ru") == [("Башар Асад", ASSAD), ("Хафез Асад", "person-hafez-al-assad")]


def test_persons_of_english_wait_to_be_asked_for() -> None:
    body = "Sergei Lavrov came. Lavrov left."
    assert people(body, "en") == []
    assert [(body[f.start : f.end], f.key, f.form) for f in authority("en").people(body)] == [
        ("Sergei Lavrov", LAVROV, "full"),
        ("Lavrov", LAVROV, "surname"),
    ]


def test_whole_names_agree_across_scripts(write: Write) -> None:
    row = {"id": "person-orla-brennan", "name": "Orla Brennan", "kind": "person"}
    extra = supplement([write(row)])
    assert people("Прибыла Орла Бреннан.", "ru", extra) == [("Орла Бреннан", "person-orla-brennan")]
    assert people("قالت الوزير أورلا برنان اليوم", "ar", extra) == [("أورلا برنان", "person-orla-brennan")]
    assert people("Бреннан прибыла.", "ru", extra) == []
    assert people("قالت أورلا برنان اليوم", "ar", extra) == [], "without a title before it the letters are too few"


@pytest.mark.parametrize(
    ("name", "language", "forms"),
    [
        ("Лавров", "ru", {"Лаврова", "Лаврову", "Лавровым", "Лаврове"}),
        ("Эрдоган", "ru", {"Эрдогана", "Эрдогану", "Эрдоганом", "Эрдогане"}),
        ("Россия", "ru", {"России", "Россию", "Россией"}),
        ("Украина", "ru", {"Украины", "Украине", "Украину", "Украиной"}),
        ("Обама", "ru", {"Обамы", "Обаме", "Обаму", "Обамой"}),
        ("аль-Асад", "ru", {"аль-Асада", "аль-Асаду", "аль-Асадом", "аль-Асаде"}),
        ("Шойгу", "ru", set()),
        ("США", "ru", set()),
        ("Лавров", "bg", set()),
        ("Sergei Lavrov", "en", set()),
    ],
)
def test_case_endings(name: str, language: str, forms: set[str]) -> None:
    made = set(inflected(name, language))
    assert forms <= made
    assert bool(forms) == bool(made)


def test_parts_of_a_name_stand_in_one_case() -> None:
    assert "Сергей Лаврова" not in set(inflected("Сергей Лавров", "ru"))


def test_keys_need_a_whole_name() -> None:
    assert folded_key("Лавров") is None
    assert consonant_key("لافروف") is None
    assert folded_key("Сергей Лавров") == folded_key("Sergei Lavrov")
    assert consonant_key("وليد المعلم") == consonant_key("Walid al-Muallem")


# Our data


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
    assert sum(bool(row["capitals"]) for row in rows) > 180


@pytest.mark.parametrize("name", FILES)
def test_lines_keep_the_contract(name: str) -> None:
    rows = read_lines(name)
    assert [(row["id"], problem) for row in rows for problem in problems(row)] == []
    assert all(row["sources"] for row in rows)


def test_scripts_of_names_are_their_own() -> None:
    aliases = [alias for name in FILES for row in read_lines(name) for alias in row["aliases"] if "script" in alias]
    assert len(aliases) > 100
    assert [a for a in aliases if a["script"] != script_of(a["name"])] == []


def test_ids_say_the_kind() -> None:
    prefixes = {"body": "org-", "organization": "org-", "armed_group": "group-", "person": "person-", "state": "state-"}
    assert [entry.id for entry in bundled() if not entry.id.startswith(prefixes[entry.kind])] == []
    assert len({entry.id for entry in bundled()}) == len(bundled())
    codes = {row["code"] for row in read_lines("states.jsonl")}
    assert {entry.country for entry in bundled()} - {None} <= codes
    items = [entry.wikidata for entry in bundled() if entry.wikidata]
    assert len(set(items)) == len(items)


def test_offices_say_where_they_were_taken_from() -> None:
    offices = [(row["id"], office) for row in read_lines("people.jsonl") for office in row["offices"]]
    assert [(who, office["title"]) for who, office in offices if not office.get("source")] == []
    assert [(who, o) for who, o in offices if o["from"] and o["to"] and o["from"] > o["to"]] == []


@pytest.mark.parametrize("language", ["en", "ru", "ar", "zh"])
def test_no_sure_name_means_two_actors(language: str) -> None:
    shared: dict[str, set[str]] = {}
    for alias in all_aliases(language):
        if alias.entry and alias.sure:
            shared.setdefault(alias.text, set()).add(alias.entry.id)
    assert {text: ids for text, ids in shared.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_most_states(language: str) -> None:
    found = {a.entry.id for a in all_aliases(language) if a.entry and a.entry.kind == "state"}
    assert len(found) > 150


def test_ids_sort_apart_from_articles() -> None:
    assert min(identifier[0] for identifier in entries()) > "f"


def test_data_files_are_utf8_lines() -> None:
    data = Path(dateline.actors.__file__).with_name("data")
    for path in data.glob("*.jsonl"):
        assert all(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Лавров", "Cyrl"),
        ("«Аль", "Cyrl"),
        ("لافروف", "Arab"),
        ("拉夫罗夫", "Hani"),
        ("ラブロフ", "Jpan"),
        ("Lavrov", "Latn"),
        ("12", "Latn"),
    ],
)
def test_scripts(name: str, script: str) -> None:
    assert script_of(name) == script


# A user's own file

PERSON = {
    "id": "person-orla-brennan",
    "name": "Orla Brennan",
    "kind": "person",
    "country": "IE",
    "aliases": [{"name": "O. Brennan"}],
}


def test_own_lines(write: Write) -> None:
    office = {"title": "Minister of Foreign Affairs", "from": "2019-01", "to": None}
    (entry,) = read_authority(write(PERSON | {"offices": [office], "sources": ["a register"]}))
    assert (entry.id, entry.name, entry.country) == ("person-orla-brennan", "Orla Brennan", "IE")
    assert [name.text for name in entry.names] == ["O. Brennan"]
    assert (entry.offices[0].country, entry.offices[0].start, entry.offices[0].first_day) == ("IE", "2019-01", None)


def ftm(identifier: str, schema: str, **properties: list[str]) -> dict[str, Any]:
    return {"id": identifier, "schema": schema, "properties": properties}


def test_followthemoney(write: Write) -> None:
    path = write(
        ftm("occ-1", "Occupancy", holder=["NK-1"], post=["pos-1"], startDate=["2019-01-07"], endDate=["2022-03"]),
        ftm("pos-1", "Position", name=["Minister of Fisheries"], country=["ie"]),
        ftm(
            "NK-1",
            "Person",
            name=["Орла Бреннан", "Orla Brennan"],
            alias=["Orla B. Brennan"],
            weakAlias=["Brennan"],
            nationality=["ie"],
            position=["Senator"],
        ),
        ftm("Q99999999", "PublicBody", name=["Harbour Board"], country=["ie"]),
        ftm("gr.1", "Organization", name=["Black Gulls"], topics=["crime.terror"]),
        ftm("adr-1", "Address", full=["1 Quay Street"]),
    )
    person, body, group = read_authority(path)
    assert (person.id, person.kind, person.country) == ("person-NK-1", "person", "IE")
    assert {name.text: name.sure for name in names_of(person)} == {
        "Орла Бреннан": True,
        "Orla Brennan": True,
        "Orla B. Brennan": True,
        "Brennan": False,
    }
    assert [(o.title, o.country, o.start, o.end) for o in person.offices] == [
        ("Minister of Fisheries", "IE", "2019-01-07", "2022-03"),
        ("Senator", "IE", None, None),
    ]
    assert (body.id, body.kind, body.wikidata) == ("org-Q99999999", "body", "Q99999999")
    assert (group.kind, group.id.startswith("group-gr-1-")) == ("armed_group", True)


def test_ids_of_other_forms_keep_the_contract(write: Write) -> None:
    rows = [ftm(i, "Person", name=["Ada Lund"]) for i in ("Q42", "NK-aB_1", "eu/fsf/12", "ид-7", "a.b", "a-b")]
    for number, row in enumerate(rows):
        (entry,) = read_authority(write(row, name=f"{number}.jsonl"))
        assert problems({"id": entry.id, "name": entry.name, "kind": entry.kind}) == []
    assert len({read_authority(write(row))[0].id for row in rows}) == len(rows)


def test_a_users_entry_wins(write: Write) -> None:
    mine = {"id": "org-nato", "name": "Atlantic Pact", "kind": "organization"}
    extra = supplement([write(mine)])
    by_id = {entry.id: entry for entry in known(extra)}
    assert by_id["org-nato"].name == "Atlantic Pact"
    assert named("The Atlantic Pact met.", "en", extra) == [("Atlantic Pact", "org-nato", "full")]
    assert named("NATO met.", "en", extra) == []
    assert named("NATO met.", "en") == [("NATO", "org-nato", "acronym")]


def test_one_wikidata_item_is_one_actor(write: Write) -> None:
    row = ftm("Q58217", "Person", name=["Sergey Viktorovich Lavrov Jr"], country=["ru"])
    extra = supplement([write(row)])
    mine = {entry.id: entry for entry in known(extra)}
    assert "person-Q58217" not in mine
    assert mine[LAVROV].name == "Sergey Viktorovich Lavrov Jr"
    assert mine[LAVROV].offices == entries()[LAVROV].offices
    assert people("Сергей Лавров", "ru", extra) == [("Сергей Лавров", LAVROV)]


def test_later_files_win(write: Write) -> None:
    first, second = write(PERSON, name="a.jsonl"), write(PERSON | {"name": "Órla Brennan"}, name="b.jsonl")
    by_id = {entry.id: entry for entry in known(supplement([first, second]))}
    assert by_id["person-orla-brennan"].name == "Órla Brennan"


def test_the_authority_is_made_once_for_one_set_of_files(write: Write) -> None:
    path = write(PERSON)
    one, other = supplement([path]), supplement([path])
    assert one == other
    assert authority("de", one) is authority("de", other)
    assert supplement([]) == Supplement()
    path.write_text(json.dumps(PERSON | {"name": "Ursula Brennan"}), encoding="utf-8")
    assert supplement([path]).digest != one.digest


def test_a_file_that_changes_under_way_is_told(write: Write) -> None:
    path = write(PERSON | {"country": "NO"})
    given = supplement([path])
    path.write_text(json.dumps(PERSON), encoding="utf-8")
    supplied.cache_clear()  # as another process would find it
    with pytest.raises(InputError, match="has changed while it was used"):
        authority("sv", given)


BAD: list[tuple[Any, str, str]] = [
    (PERSON | {"kind": "human"}, "kind", "one of person, state"),
    (PERSON | {"id": "brennan"}, "id", "person-sergei-lavrov"),
    (PERSON | {"name": " "}, "name", "some text"),
    (PERSON | {"country": "Ireland"}, "country", "ISO 3166"),
    (PERSON | {"wikidata": 42}, "wikidata", "a text"),
    (PERSON | {"aliases": ["O. Brennan"]}, "aliases[0]", "an object"),
    (PERSON | {"aliases": [{"name": "O", "sure": "no"}]}, "aliases[0].sure", "true or false"),
    (PERSON | {"offices": [{"title": "Mayor", "from": "7 May"}]}, "offices[0].from", "2004-03-09"),
    (PERSON | {"surname": "Brennan"}, "surname", "no key of an entry"),
    ({"id": "person-a", "kind": "person"}, "name", "is missing"),
    (["Orla Brennan"], "the line", "an object"),
    (ftm("Q1", "Person", name="Orla"), "properties.name", "a list of texts"),  # type: ignore[arg-type]  # what is tried
    ({"id": "", "schema": "Person", "properties": {"name": ["A B"]}}, "id", "a text"),
]


@pytest.mark.parametrize(("row", "field", "says"), BAD)
def test_errors_name_file_line_field_and_remedy(row: Any, field: str, says: str, write: Write) -> None:
    with pytest.raises(InputError) as caught:
        read_authority(write(PERSON, row))
    assert caught.value.file is not None
    assert caught.value.file.endswith("own.jsonl:2")
    assert caught.value.field == field
    assert says in caught.value.message
    assert caught.value.remedy


def test_errors_of_whole_files(write: Write, tmp_path: Path) -> None:
    for path, says in (
        (write(PERSON, PERSON, name="1.jsonl"), "stands twice"),
        (write(ftm("adr-1", "Address", full=["1 Quay Street"]), name="2.jsonl"), "names no actor"),
        (write(ftm("NK-1", "Person", country=["ie"]), name="3.jsonl"), "is missing"),
        (tmp_path / "none.jsonl", "can't be read"),
    ):
        with pytest.raises(InputError, match=says):
            read_authority(path)
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{not json\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.jsonl:1: is no JSON"):
        read_authority(broken)
    broken.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="can't be read"):
        read_authority(broken)


def test_the_schema_agrees_with_the_checks() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="another implementation of JSON Schema")
    validator = jsonschema.Draft202012Validator(authority_schema())
    for row in read_lines("people.jsonl"):
        assert list(validator.iter_errors(row)) == []
    for row, _, _ in BAD[:-2]:
        assert not validator.is_valid(row), row


def test_entries_are_hashed_by_what_names_them() -> None:
    assert Entry("org-a", "A", "body") == Entry("org-a", "A", "body", support=("x",))
