"""Who is in a dataset: lists, portraits, and what a person decides."""

import json
from pathlib import Path

import pytest

import dateline
from dateline.errors import InputError, SettingsError, UsageError
from dateline.roster import explain_two, judge, list_actors, portray, review
from dateline.settings import Judgement, load_settings
from dateline.validate import validate

ONE, OTHER = "Marta Ekeland", "Marta Ekelund"


def test_those_whom_most_articles_name_come_first(built: Path) -> None:
    found = list_actors(built)
    assert [row["articles"] for row in found.actors] == sorted((row["articles"] for row in found.actors), reverse=True)
    assert found.total == len(found.actors)
    assert {"state-no", "state-cl"} <= {row["id"] for row in found.actors if row["articles"] == 2}


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"kind": "state", "least": 2}, {"Norway", "Chile"}),
        ({"holding": "EKELA"}, {"Marta Ekeland"}),
        ({"holding": "norwegian"}, {"Norway"}),
        ({"holding": "nobody"}, set()),
        ({"kind": "state", "least": 3}, set()),
    ],
)
def test_what_is_asked_for_is_listed(built: Path, options: dict[str, object], names: set[str]) -> None:
    assert {row["name"] for row in list_actors(built, **options).actors} == names  # type: ignore[arg-type] # of a table


def test_a_limit_hides_rows_and_counts_them(built: Path) -> None:
    found = list_actors(built, most=1)
    assert len(found.actors) == 1
    assert found.total == list_actors(built).total


def test_no_such_kind(built: Path) -> None:
    with pytest.raises(UsageError, match="person, state"):
        list_actors(built, kind="city")


def test_a_folder_that_is_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        list_actors(tmp_path)


def test_a_portrait_has_every_place(built: Path) -> None:
    portrait = portray(built, "state-no")
    assert {row["text"] for row in portrait.spellings} == {"Norwegian", "Norway"}
    assert sum(row["mentions"] for row in portrait.spellings) == len(portrait.places)
    assert [row["date"] for row in portrait.places] == sorted(row["date"] for row in portrait.places)
    for place in portrait.places:
        assert place["text"] in {"Norwegian", "Norway"}
        assert place["end"] - place["start"] == len(place["text"])
    assert portrait.places[0]["after"].startswith(" Foreign Minister Marta")
    assert json.loads(json.dumps(portrait.to_json()))["places"][0]["date"] == "2019-05-03"


@pytest.mark.parametrize("who", ["state-no", "Norway", "norway", "Norwegian"])
def test_an_actor_is_found_by_id_name_and_spelling(built: Path, who: str) -> None:
    assert portray(built, who).actor["id"] == "state-no"


def test_nobody_is_called_so(built: Path) -> None:
    with pytest.raises(InputError, match="such as Norway"):
        portray(built, "Norwey")


def test_a_judgement_is_written_with_its_reason(tmp_path: Path) -> None:
    settings = tmp_path / "dataset.toml"
    settings.write_text('# keep me\n[dataset]\nname = "small"\n', encoding="utf-8")
    judge(tmp_path, ONE, OTHER, "same", " a misprint of 4 May ")
    assert load_settings(settings).judgements == (Judgement(ONE, OTHER, "same", "a misprint of 4 May"),)
    judge(tmp_path, OTHER, ONE, "different", "two members of one family")
    judge(tmp_path, ONE, "state-no", "unsure", "looked at")
    assert [one.verdict for one in load_settings(settings).judgements] == ["different", "unsure"]
    assert settings.read_text(encoding="utf-8").startswith("# keep me\n")


@pytest.mark.parametrize(
    ("one", "other", "verdict", "reason", "error"),
    [
        (ONE, OTHER, "perhaps", "why", UsageError),
        (ONE, OTHER, "same", "  ", UsageError),
        (ONE, ONE, "same", "why", SettingsError),
        ("", ONE, "same", "why", SettingsError),
    ],
)
def test_a_bad_judgement_changes_nothing(
    tmp_path: Path, one: str, other: str, verdict: str, reason: str, error: type[Exception]
) -> None:
    settings = tmp_path / "dataset.toml"
    settings.write_text('[dataset]\nname = "small"\n', encoding="utf-8")
    with pytest.raises(error):
        judge(tmp_path, one, other, verdict, reason)
    assert settings.read_text(encoding="utf-8") == '[dataset]\nname = "small"\n'
    assert [path.name for path in tmp_path.iterdir()] == ["dataset.toml"]


def test_one_person_of_two_articles_has_the_id_of_the_older(built: Path) -> None:
    portrait = portray(built, "Marta Ekeland")
    articles = [place["article_id"] for place in portrait.places]
    assert len(set(articles)) == 2
    assert portrait.actor["id"].startswith(f"{articles[0]}.")
    assert {role["text"] for role in portrait.roles} == {"Norwegian Foreign Minister"}
    assert portrait.quotes == 1
    (join,) = (row for row in portrait.joins if row["rule"].startswith("actor."))
    assert (join["rule"], join["chosen"], join["articles"]) == ("actor.same-name", True, [articles[0]])


def test_an_authority_names_whom_it_knows(built: Path) -> None:
    portrait = portray(built, "Lavrov")
    assert (portrait.actor["id"], portrait.actor["wikidata"]) == ("person-sergei-lavrov", "Q58217")
    assert {office["title"] for office in portrait.actor["offices"]} >= {"Minister of Foreign Affairs"}


def test_an_office_before_its_time_is_a_finding_and_no_failure(built: Path) -> None:
    report = validate(built)
    assert report.ok
    (finding,) = report.findings
    assert finding.actor == "person-sergei-lavrov"
    assert "1999-05-11" in finding.message
    assert report.to_json()["findings"][0]["article"] == finding.article


@pytest.mark.parametrize(
    ("one", "other", "answer", "ids"),
    [
        ("Marta Ekeland", "Marta Ekeland", "same", True),
        ("Marta Ekeland", "Sergei Lavrov", "different", True),
        ("Sergey Lavrov", "Sergei Lavrov", "same", False),
        ("Jon Moe", "Ida Holm", "different", False),
    ],
)
def test_why_two_are_one_or_two(built: Path, one: str, other: str, answer: str, ids: bool) -> None:
    told = explain_two(built, one, other)
    assert told.explanation.answer == answer
    assert (told.one is not None) == ids
    assert json.loads(json.dumps(told.to_json()))["explanation"]["answer"] == answer


def test_nothing_is_left_to_decide_where_names_are_far_apart(built: Path) -> None:
    assert review(built).pairs == ()


def test_what_is_unsure_is_asked_until_it_is_judged(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "dataset.toml").write_text("", encoding="utf-8")
    texts = {"a": ("Andrei Volkov", "2 May 2018"), "b": ("Andriy Volkiv", "5 May 2018")}
    for name, (who, day) in texts.items():
        text = (
            f"# A visit to the mill {name}\n\nBy Ida Holm\nPublished: {day}\n\nMr {who} came to the mill on Monday.\n\n"
            f'"It turns," said {who}, who had paid for the wheel, the roof and the road that leads to it from {name}.\n'
        )
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    dateline.build([tmp_path / "a.md", tmp_path / "b.md"], folder, workers=1)
    pairs = review(folder).pairs
    assert [{pair["one_name"], pair["other_name"]} for pair in pairs] == [{"Andrei Volkov", "Andriy Volkiv"}]
    judge(folder, pairs[0]["one"], pairs[0]["other"], "different", "two guests")
    assert review(folder).pairs == ()
    judge(folder, pairs[0]["one"], pairs[0]["other"], "same", "one guest, twice misspelt")
    dateline.build([tmp_path / "a.md", tmp_path / "b.md"], folder, workers=1)
    assert {len({place["article_id"] for place in portray(folder, who).places}) for who, _ in texts.values()} == {2}
