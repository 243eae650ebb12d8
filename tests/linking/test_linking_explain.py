"""Why two spellings are one actor or two."""

import json

import pytest

from dateline.actors.authorities.entry import Entry
from dateline.corpus.identities import Spelling, explain_pair
from dateline.corpus.identities.show import show_explanation, show_review
from dateline.settings import Judgement


@pytest.mark.parametrize(
    ("one", "other", "answer", "method"),
    [
        ("Walid al-Moualem", "Walid Muallem", "same", "actor.transliteration"),
        ("Ada Lindqvist", "Ada LINDQVIST", "same", "actor.same-name"),
        ("Bashar al-Assad", "Hafez al-Assad", "different", None),
        ("Assad", "Bashar al-Assad", "different", None),
        ("Reza Tehrani", "Mohammad Reza Tehrani", "unsure", None),
        ("George Bush", "George W. Bush", "same", "actor.shorter-name"),
    ],
)
def test_answers(one: str, other: str, answer: str, method: str | None) -> None:
    found = explain_pair(one, other)
    assert (found.answer, found.method) == (answer, method)
    assert json.loads(json.dumps(found.to_json()))["answer"] == answer


def test_the_parts_and_the_thresholds_are_told() -> None:
    text = "\n".join(explain_pair("Walid al-Moualem", "Walid Muallem").lines())
    assert "moualem | muallem: 1.00" in text
    assert "from 0.84 joined, from 0.74 looked at" in text


def test_a_ruling_is_told_with_its_reason() -> None:
    judgement = Judgement("Walid Mouallem", "Walid Muallem", "different", "cousins")
    found = explain_pair("Walid Mouallem", "Walid Muallem", judgements=[judgement])
    assert found.answer == "different"
    assert any(step.rule == "ruling" and "cousins" in step.found for step in found.steps)


def test_countries_of_a_common_name() -> None:
    one, other = Spelling("John Smith", countries=("US",)), Spelling("John Smith", countries=("AU",))
    found = explain_pair(one, other)
    assert found.answer == "unsure"
    assert any(step.rule == "countries" and step.speaks == "against" for step in found.steps)


def test_the_authority_joins_what_the_names_do_not() -> None:
    entry = Entry("person-ada", "Ada Lindqvist", "person", names=())
    found = explain_pair(Spelling("Ada Lindqvist", id="person-ada"), "Ada Lindqvist", authority=[entry])
    assert (found.answer, found.method) == ("same", "actor.alias")


def test_kinds_and_organisations() -> None:
    found = explain_pair(Spelling("Foreign Ministry", "organization"), Spelling("Foreign Ministry", "organization"))
    assert found.answer == "different"
    assert any(step.rule == "generic" for step in found.steps)
    assert explain_pair(Spelling("Ada Lindqvist", "organization"), "Ada Lindqvist").answer == "different"


def test_what_texts_hold_is_harmless_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    show_explanation(explain_pair("[red]Ada\x1b[2J Lindqvist", "Ada Lindqvist"))
    rows = [
        {"one": "a", "other": "b", "one_name": "[b]x\x1b", "other_name": "y", "one_article": "1", "other_article": None,
         "score": 0.8, "reason": "z"}
    ]  # fmt: skip
    show_review(rows)
    shown = capsys.readouterr().out
    assert "\x1b[2J" not in shown
    assert "[red]Ada" in shown
    assert "[b]x" in shown
