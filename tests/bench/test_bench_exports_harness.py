"""What exported files call: prompts, right answers, counts and figures."""

import datetime as dt
from typing import Any

import numpy as np
import pytest

from dateline.bench import harness
from dateline.errors import InputError, UsageError

DOC: dict[str, Any] = {
    "id": "headline-0000000000000001",
    "text": "The lock at Westhaven opened on Tuesday {{ unseen }}.",
    "language": "en",
    "headline": "Canal's largest lock opens",
}
PAIR: dict[str, Any] = {
    "id": "story-linking-0000000000000001",
    "first_title": None,
    "first_text": "A lock opened.",
    "second_title": "Lock",
    "second_text": "A lock was opened.",
    "language": "en",
    "same": True,
}
QUOTE: dict[str, Any] = {
    "id": "quote-attribution-0000000000000001",
    "text": "“It is done,” said Okafor.",
    "quote": "It is done,",
    "candidates": [{"id": "person-a", "name": "Ada Vrba"}, {"id": "person-b", "name": "Ruth Okafor"}],
    "speaker_id": "person-c",
}


def test_prompts_hold_texts_as_they_are() -> None:
    assert DOC["text"] in harness.prompt("headline", DOC)  # what looks like a template in a text is none
    assert DOC["headline"] not in harness.prompt("headline", DOC)


def test_counts_one_at_a_time_add_up_to_the_figure() -> None:
    said = [harness.right("headline", DOC), " Largest lock opens", "", "no"]
    counts = [harness.of_completion("headline", DOC, one) for one in said]
    scorer = harness.task_named("headline").scorer
    answers = [DOC["headline"], "Largest lock opens", None, "no"]
    whole = scorer.counts([DOC] * 4, answers).sum(axis=0)
    for metric in harness.metrics("headline"):
        assert harness.figure("headline", metric.name, counts) == pytest.approx(float(metric.of(whole)), abs=1e-12)
    assert 0 < harness.figure("headline", "rouge_l", counts) < 1


def test_days_come_back_from_json() -> None:
    row = harness.item("date-inference", {"id": "x", "date": "2003-06-04", "title": "2003-06-04", "date_end": None})
    assert row == {"id": "x", "date": dt.date(2003, 6, 4), "title": "2003-06-04", "date_end": None}


@pytest.mark.parametrize(("same", "chosen"), [(True, "yes"), (False, "no")])
def test_the_likeliest_choice_counts(same: bool, chosen: str) -> None:
    doc = {**PAIR, "same": same}
    offered = harness.choices("story-linking", doc)
    right = harness.right_choice("story-linking", doc)
    assert all(choice.startswith(" ") and choice[1] != " " for choice in offered)
    for place in range(len(offered)):
        likelihoods = [-1.0 + (at == place) for at in range(len(offered))]
        counts = harness.of_loglikelihoods("story-linking", doc, likelihoods)
        assert harness.figure("story-linking", "accuracy", [counts]) == float(place == right)


def test_an_answer_of_another_form_counts_as_none() -> None:
    assert harness.of_answer("headline", DOC, ["a", "list"]) == harness.of_answer("headline", DOC, None)
    assert np.isnan(
        harness.figure("date-inference", "day_error", [harness.of_answer("date-inference", _day(), "soon")])
    )


def _day() -> dict[str, Any]:
    day = "2003-06-04"
    return {"id": "x", "date": day, "date_start": day, "date_end": day, "basis": "stated"}


def test_what_cannot_be_done_is_told() -> None:
    with pytest.raises(UsageError, match="offers no choices"):
        harness.choices("headline", DOC)
    with pytest.raises(UsageError, match="over all items together"):
        harness.of_answer("story-clustering", {"id": "x", "story": "a"}, "a")
    with pytest.raises(UsageError, match="not asked of language models"):
        harness.prompt("retrieval", {"id": "x"})
    with pytest.raises(UsageError, match="no such metric"):
        harness.figure("headline", "bleu", [[1, 1, 1, 1]])
    with pytest.raises(InputError, match="no choice that is right"):
        harness.right_choice("quote-attribution", QUOTE)
