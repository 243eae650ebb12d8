"""actor-recognition: its items, and spans as a language model writes them."""

import json
from dataclasses import replace

import pytest
from bench_articles import MADE_OF, actor, article, reasons_of, right, rows_of, shelf
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.bench.tasks.actor_recognition import TASK
from dateline.bench.tasks.named_spans import kind_of, read_spans, written

TEXT = "Envoys flew to Port Lumen. Port Lumen says that Ada Quist, of the Reef Party, may come; Quist had no word."
PORT = {"start": 27, "end": 37, "kind": "state"}
ADA = {"start": 48, "end": 57, "kind": "person"}


def test_an_item_has_every_mention_in_order_and_nothing_of_the_headline() -> None:
    body = "Ada Quist met the Reef Party. Quist left."
    known = (
        actor("p.1", "Ada Quist", "person", "Ada Quist", "Quist:surname"),
        actor("o.1", "Reef", "organization", "Reef Party"),
    )
    (row,) = rows_of(TASK, shelf(article(body, *known, title="Quist meets")))
    assert [(s["start"], s["end"], s["text"], s["kind"], s["form"]) for s in row["spans"]] == [
        (0, 9, "Ada Quist", "person", "full"),
        (18, 28, "Reef Party", "organization", "full"),
        (30, 35, "Quist", "person", "surname"),
    ]
    assert (row["label"], row["text"]) == ("derived", body)


def test_an_article_that_names_nobody_is_an_item() -> None:
    (row,) = rows_of(TASK, shelf(article("It rained.")))
    assert row["spans"] == []


@pytest.mark.parametrize(("language", "items"), [("en", 1), ("en-GB", 1), ("ar", 0), ("zh", 0)])
def test_only_languages_in_which_every_name_is_looked_for(language: str, items: int) -> None:
    corpus = shelf(article("Text.", language=language))
    assert len(rows_of(TASK, corpus)) == items
    assert [("only the names" in reason) for reason in reasons_of(TASK, corpus)] == [True] * (1 - items)


def test_a_dataset_without_actors_makes_no_items() -> None:
    manifest = replace(MADE_OF, options={**MADE_OF.options, "actors": "none"})
    assert reasons_of(TASK, shelf(article("Text."), manifest=manifest)) == ["is of a dataset built without actors"]


@pytest.mark.parametrize(
    ("completion", "expected"),
    [
        ('[{"text": "Port Lumen", "kind": "state", "in": "Port Lumen says"}, {"text": "Ada Quist", "kind": "person"}]',
         [PORT, ADA]),
        ('Sure!\n```json\n[\n {"text": "Ada Quist", "kind": "Person"}\n]\n```\nAnything else?', [ADA]),
        ('{"actors": [{"text": "Ada Quist", "kind": "person", "why": {"a": 1}}]}', [ADA]),
        ('[{"text": "Ada Quist", "kind": "person"}, {"text": "Reef Pa', [ADA]),  # cut off
        ('{"text": "Ada Quist", "kind": "person"}\n{"text": "Quist", "kind": "person"}',
         [ADA, {"start": 88, "end": 93, "kind": "person"}]),
        # out of order: looked for from the start
        ('[{"text": "Quist", "kind": "person", "in": "Quist had"}, {"text": "Ada Quist", "kind": "person"}]',
         [ADA, {"start": 88, "end": 93, "kind": "person"}]),
        ('[{"text": "Nobody", "kind": "person"}, {"text": "Ada Quist", "kind": "vessel"}]', []),
        ("[]", []),
        ("List: [ ]", []),
        ("Nobody is named.", None),
        ("", None),
        ('{"a":' * 5000, None),
        ('[{"text": 3, "kind": "person"}]', None),
    ],
)  # fmt: skip
def test_what_models_write_is_read(completion: str, expected: object) -> None:
    assert read_spans(completion, TEXT) == expected


def test_a_name_is_found_as_a_word_before_it_is_found_inside_one() -> None:
    text = "Syrians fled. Syria said so; Syrians stayed."
    assert read_spans('[{"text": "Syria", "kind": "state"}]', text) == [{"start": 14, "end": 19, "kind": "state"}]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("armed group", "armed_group"),
        ("ARMED-GROUP", "armed_group"),
        ("Organisation", "organization"),
        ("weather", None),
    ],
)
def test_kinds_in_other_words(word: str, kind: str | None) -> None:
    assert kind_of(word) == kind


def test_a_name_that_stands_before_without_a_meaning_is_written_with_its_words() -> None:
    text = "Envoys flew to Port Lumen. Port Lumen says no."
    assert json.loads(written(text, [PORT])) == [{"text": "Port Lumen", "kind": "state", "in": "Port Lumen says"}]


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[dict[str, object]]]:
    """A text of few words, so that names stand several times and inside each other, and some of its places."""
    words = st.sampled_from(["Ana", "An", "Anas", "نور", "ونور", "中国", "中", "İzmir", "-", " ", ". ", "x{", "]", '"'])
    text = "".join(draw(st.lists(words, min_size=1, max_size=25)))
    spans: list[dict[str, object]] = []
    at = 0
    while at < len(text):
        start = draw(st.integers(at, len(text) - 1))
        end = draw(st.integers(start + 1, min(len(text), start + 6)))
        if text[start:end] == text[start:end].strip():
            spans.append({"start": start, "end": end, "kind": draw(st.sampled_from(["state", "person"]))})
        at = end
    return text, spans


@settings(max_examples=50)
@given(texts())
def test_what_is_written_is_read_back(made: tuple[str, list[dict[str, object]]]) -> None:
    text, spans = made
    assert read_spans(written(text, spans), text) == spans


@settings(max_examples=50)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_completion_is_too_odd_to_be_read(completion: str, text: str) -> None:
    for span in read_spans(completion, text) or []:
        assert 0 <= span["start"] < span["end"] <= len(text)


def test_the_key_and_the_right_completion_score_in_full() -> None:
    body = "Envoys flew to Port Lumen. Port Lumen says that Quist agreed, but Quist said no."
    known = actor("s.1", "Lumenia", "state", "Port Lumen:metonym"), actor("p.1", "Ada Quist", "person", "Quist")
    one = article(body, *known)
    one.row["actors"][0]["mentions"].pop(0)  # the first is the place
    rows = rows_of(TASK, shelf(one))
    assert TASK.asking is not None
    assert right(TASK, rows, [TASK.key(rows[0])]) == [1.0]
    assert TASK.asking.read(TASK.asking.write(rows[0]), rows[0]) == TASK.key(rows[0])
