"""quote-attribution, and how one of several candidates is chosen."""

from typing import Any

import jinja2
import pytest
from bench_articles import actor, article, reasons_of, right, rows_of, shelf
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.bench.tasks.candidates import LISTED, chosen, comparable, letter
from dateline.bench.tasks.passages import repeats, word_count
from dateline.bench.tasks.quote_attribution import TASK

ADA = actor("00000000000000aa.0001", "Ada Quist", "person", "Ada Quist")
REEF = actor("00000000000000aa.0002", "Reef Party", "organization", "Reef Party")
WORDS = "We will open the lock"
BODY = f"The Reef Party met. “{WORDS},” said Ada Quist."


def test_an_item_has_the_quotation_and_the_candidates_in_order() -> None:
    (row,) = rows_of(TASK, shelf(article(BODY, ADA, REEF, quotes=[(WORDS, ADA["id"])])))
    assert [one["name"] for one in row["candidates"]] == ["Reef Party", "Ada Quist"]
    assert row["text"][row["start"] : row["end"]] == row["quote"] == WORDS
    assert (row["speaker_id"], row["label"]) == (ADA["id"], "derived")
    assert right(TASK, [row], [TASK.key(row)]) == [1.0]


def named(actor_id: str, name: str, kind: str = "person") -> dict[str, Any]:
    return actor(f"00000000000000aa.{actor_id}", name, kind, name)


@pytest.mark.parametrize(
    ("speaker", "words", "others", "reason"),
    [
        (None, WORDS, [REEF], "no actor or is not known"),
        ("00000000000000aa.0009", WORDS, [REEF], "not named in the text"),
        (ADA["id"], "open the lock", [REEF], "fewer than 4 words"),
        (ADA["id"], WORDS, [], "fewer than 2 actors"),
        (ADA["id"], WORDS, [named("3", "ADA QUIST")], "same name"),
        (ADA["id"], WORDS, [named("3", "Quist")], "may be the same as another candidate"),
        (ADA["id"], WORDS, [named("3", "Quist of Ada", "person")], "may be the same as another candidate"),
    ],
)
def test_what_is_left_out(speaker: str | None, words: str, others: list[dict[str, Any]], reason: str) -> None:
    body = f"{BODY} {'; '.join(other['name'] for other in others)}."
    (found,) = reasons_of(TASK, shelf(article(body, ADA, *others, quotes=[(words, speaker)])))
    assert reason in found


def test_an_organization_may_have_the_words_of_a_persons_name() -> None:
    other = named("3", "Quist", "organization")
    assert len(rows_of(TASK, shelf(article(BODY + " Quist.", ADA, other, quotes=[(WORDS, ADA["id"])])))) == 1


def test_an_id_stays_when_the_text_before_grows_and_tells_equal_quotations_apart() -> None:
    (before,) = rows_of(TASK, shelf(article(BODY, ADA, REEF, quotes=[(WORDS, ADA["id"])])))
    one = article(f"More.\n\n{BODY} Again: “{WORDS}.”", ADA, REEF, quotes=[(WORDS, ADA["id"])] * 2)
    second = one.row["body"].rindex(WORDS)
    one.quotes[1].update(start=second, end=second + len(WORDS))  # type: ignore[attr-defined]  # a dict in the test
    first, again = rows_of(TASK, shelf(one))
    assert first["id"] == before["id"] != again["id"]


# --- choosing

ROW = {
    "candidates": [
        {"id": "state-sy", "name": "Syria"},
        {"id": "org-syrian-bar", "name": "Syria Bar Union"},
        {"id": "person-ada-quist", "name": "Ada Quist"},
        {"id": "person-i", "name": "Ines I. Ito"},
        {"id": "state-cn", "name": "中国"},
    ]
}


@pytest.mark.parametrize(
    ("completion", "place"),
    [
        ("C", 2),
        ("C.", 2),
        ("C)", 2),
        ("C) Ada Quist", 2),
        ("(C) Ada Quist", 2),
        ("**C**", 2),
        ("**C) Ada Quist**\n\nShe is quoted right before.", 2),
        ("\n\nAda Quist\n", 2),
        ("ada  quist.", 2),
        ("The answer is C.", 2),
        ("Answer: C", 2),
        ("I think that it is Ada Quist, who spoke last.", 2),
        ("Let me see.\nThe text says so.\nThe answer is: (C) Ada Quist", 2),
        ("person-ada-quist", 2),
        ("Syria", 0),
        ("Syria Bar Union said it.", 1),
        ("Either Syria or Ada Quist", None),
        ("I cannot tell.", None),
        ("A nurse", None),
        ("Z", None),
        ("", None),
        ("Quistling", None),
        ("是中国说的。", 4),
        ("E) 中国", 4),
    ],
)
def test_what_models_answer_is_read(completion: str, place: int | None) -> None:
    assert chosen(completion, ROW) == (None if place is None else ROW["candidates"][place]["id"])


def test_candidates_are_lettered_as_they_are_read() -> None:
    candidates = [{"id": f"person-x{number}", "name": f"Name {number}"} for number in range(60)]
    lines = jinja2.Template(LISTED).render(candidates=candidates).splitlines()
    assert lines == [f"{letter(place)}) Name {place}" for place in range(60)]
    for place, line in enumerate(lines):
        assert chosen(line, {"candidates": candidates}) == f"person-x{place}"
        assert chosen(line.partition(")")[0], {"candidates": candidates}) == f"person-x{place}"


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" A.B)"), min_size=1, max_size=8).filter(
    comparable
)


@settings(max_examples=40)
@given(st.lists(NAMES, min_size=2, max_size=30, unique_by=comparable), st.data())
def test_what_is_written_is_read_back(names: list[str], data: st.DataObject) -> None:
    candidates = [{"id": f"x.{number}", "name": name} for number, name in enumerate(names)]
    speaker = data.draw(st.sampled_from(candidates))["id"]
    row = {"candidates": candidates, "speaker_id": speaker}
    assert TASK.asking is not None
    assert TASK.asking.choices is not None
    assert TASK.asking.read(TASK.asking.write(row), row) == speaker
    assert [TASK.asking.read(name, row) for name in TASK.asking.choices(row)] == [one["id"] for one in candidates]


# --- passages


@pytest.mark.parametrize(
    ("text", "words"),
    [("We will, of course", 4), ("我们会开放船闸", 3), ("", 0), ("нет, не будет", 3), ("UN 我们会", 2)],
)
def test_words_are_counted_in_any_script(text: str, words: int) -> None:
    assert word_count(text) == words


@pytest.mark.parametrize(
    ("text", "given_away"),
    [
        ("Then, on Monday, QUIST opens the new lock at the harbour.", True),
        ("Quist spoke. She opens the new lock.", False),
        ("Then Quistling opens the new lock.", False),
    ],
)
def test_words_around_a_name_are_found_again(text: str, given_away: bool) -> None:
    line = "Quist opens the new lock"
    assert repeats(text, line, [(0, 5)]) is given_away


def test_a_name_with_hardly_a_word_around_it_is_found_again_by_chance() -> None:
    assert not repeats("Quist says no", "Quist says", [(0, 5)])
