"""actor-cloze: what is hidden, and that what is left does not tell it."""

from typing import Any

import pytest
from bench_articles import actor, article, reasons_of, right, rows_of, shelf
from hypothesis import given
from hypothesis import strategies as st

from dateline.bench.tasks.actor_cloze import MASK, TASK
from dateline.bench.tasks.names_in_text import names_of, places, remains, tails

OTHERS = "Norvania, Estland and the Reef Party were there, and so was Mara Oduya."
KNOWN = (
    actor("00000000000000aa.0001", "Norvania", "state", "Norvania"),
    actor("00000000000000aa.0002", "Reef Party", "organization", "Reef Party"),
    actor("00000000000000aa.0003", "Mara Oduya", "person", "Mara Oduya"),
    actor("00000000000000aa.0004", "Estland", "state", "Estland"),
)


def person(name: str, *mentions: str) -> dict[str, Any]:
    return actor("00000000000000aa.0009", name, "person", *(mentions or (name,)))


def asked(body: str, *actors: dict[str, Any], **more: Any) -> tuple[dict[str, str], list[str]]:
    """Questions by the answer, and why others were left out."""
    corpus = shelf(article(f"{body} {OTHERS}", *actors, *KNOWN, **more))
    return {row["actor_id"]: row["question"] for row in rows_of(TASK, corpus)}, reasons_of(TASK, corpus)


def of(actor_id: str, body: str, title: str, *actors: dict[str, Any]) -> str | None:
    questions, reasons = asked(body, *actors, title=title)
    return questions.get(actor_id) or next((reason for reason in reasons if "no actor" not in reason), None)


def test_every_mention_of_one_actor_is_hidden_in_a_headline() -> None:
    quist = person("Ada Quist")
    questions, _ = asked("Ada Quist spoke.", quist, title="Quist: Norvania must let Ada Quist's envoys in")
    assert questions == {
        quist["id"]: "@actor: Norvania must let @actor's envoys in",
        KNOWN[0]["id"]: "Quist: @actor must let Ada Quist's envoys in",
    }


def test_a_quotation_is_hidden_in_the_text_too() -> None:
    words = "Norvania will keep the lock open for all"
    body = f"“{words},” he said. Later: “{words}.” {OTHERS}"
    one = article(body, *KNOWN, quotes=[(words, None)])
    (row,) = rows_of(TASK, shelf(one))
    assert row["question"] == f"{MASK} will keep the lock open for all"
    assert row["text"].count(row["question"]) == 2
    assert words not in row["text"]
    assert (row["place"], row["actor_id"], row["label"]) == ("quote", KNOWN[0]["id"], "derived")


def test_the_key_and_the_right_completion_score_in_full() -> None:
    one = article(OTHERS, *KNOWN, title="Mara Oduya asks Norvania for a bridge")
    rows = rows_of(TASK, shelf(one))
    assert TASK.asking is not None
    assert right(TASK, rows, [TASK.key(row) for row in rows]) == [1.0, 1.0]
    assert [TASK.asking.read(TASK.asking.write(row), row) for row in rows] == [TASK.key(row) for row in rows]


ZADEH = person("Ali al-Amir-Zadeh")
MAY = person("Tessa May", "Tessa May", "May:surname")
XI = person("Xi Lumen")
SYRIA = actor("state-sy", "Syria", "state", "Syria")
RUSSIA = actor("state-ru", "Russia", "state", "Russia")
GROUP = actor("group-islamic-state", "Islamic State", "armed_group", "Islamic State", "IS:acronym")


@pytest.mark.parametrize(
    ("known", "body", "title", "expected"),
    [
        # hidden by any of its names
        (ZADEH, "Ali al-Amir-Zadeh spoke.", "Zadeh wants the bridge back", "@actor wants the bridge back"),
        (ZADEH, "Ali al-Amir-Zadeh spoke.", "Al-Amir-Zadeh wants it all back", "@actor wants it all back"),
        (SYRIA, "Syria spoke.", "SYRIA wants the bridge back", "@actor wants the bridge back"),
        (SYRIA, "Syria spoke.", "A Syrian plan for the bridge", "A @actor plan for the bridge"),
        # what is left must not tell
        (SYRIA, "Syria spoke.", "Syria takes the Syriana film off screens", "still tells the actor"),
        (RUSSIA, "Russia spoke.", "Russia and the bridge: talks in Moscow", "still tells the actor"),
        (XI, "Xi Lumen spoke.", "Xi and Lumen: the bridge is open", "still tells the actor"),
        (ZADEH, "Ali al-Amir-Zadeh spoke.", "Zadeh and Ali: the bridge is open", "still tells the actor"),
        (person("Иван Петров"), "Иван Петров тут.", "Петров: мост без Петрова не открыть", "still tells the actor"),
        (person("نور حداد"), "قالت نور حداد ذلك.", "نور حداد عن الجسر لحداد والناس", "still tells the actor"),
        (person("王小明"), "王小明说。", "王小明们昨天谈大桥，王小明说它好", "@actor们昨天谈大桥，@actor说它好"),
        # a word is a name only with its capitals
        (GROUP, "Islamic State, or IS, spoke.", "The bridge is open, says IS", "The bridge is open, says @actor"),
        (MAY, "Tessa May spoke. May left.", "The bridge May built is open", "The bridge @actor built is open"),
        (MAY, "Tessa May spoke. May left. It may rain.", "The bridge May Open Soon Now", "ordinary word"),
        (MAY, "Tessa May spoke. May left.", "May says the bridge may open", "still tells the actor"),
        (GROUP, "Islamic State, or IS, spoke.", "THE BRIDGE IS OPEN", "written in capitals"),
        # not for sure, too little, or to be found by searching
        (person("Ola Oduya"), "Ola Oduya spoke.", "Oduya wants the bridge back", "several actors of the article bear"),
        (SYRIA, "Syria spoke.", "Syria opens the bridge", "fewer than 4 words"),
        (SYRIA, "Now Syria wants the bridge, and soon.", "Syria wants the bridge back", "that the text repeats"),
        (SYRIA, "Now: Syria wants the bridge back.", "Syria wants the bridge back", "@actor wants the bridge back"),
    ],
)
def test_what_is_asked(known: dict[str, Any], body: str, title: str, expected: str) -> None:
    found = of(known["id"], body, title, known)
    assert found is not None
    assert expected in found if "@" not in expected else expected == found


def test_a_name_inside_a_longer_one_is_not_a_mention() -> None:
    union = actor("00000000000000aa.0005", "Syria Bar Union", "organization", "Syria Bar Union")
    questions, reasons = asked(
        "Syria spoke, and the Syria Bar Union.", union, SYRIA, title="Syria Bar Union votes on the bridge"
    )
    assert questions == {union["id"]: "@actor votes on the bridge"}
    assert not reasons


def test_actors_that_the_question_names_are_no_answers_left_open() -> None:
    body = "Ada Quist met Norvania, Estland."
    one = article(body, person("Ada Quist"), KNOWN[0], KNOWN[3], title="Ada Quist on the bridge of Estland")
    assert reasons_of(TASK, shelf(one)) == ["leaves fewer than 3 actors of the article open"] * 2


@pytest.mark.parametrize(
    ("actors", "reason"), [(KNOWN[:2], "fewer than 3 actors"), ((*KNOWN, person("MARA ODUYA")), "same name")]
)
def test_articles_without_a_choice_are_left_out(actors: tuple[dict[str, Any], ...], reason: str) -> None:
    (found,) = reasons_of(TASK, shelf(article(f"MARA ODUYA. {OTHERS}", *actors, title="Norvania opens the bridge")))
    assert reason in found


def test_an_id_says_nothing_of_the_answer_and_stays_when_the_text_changes() -> None:
    title = "Norvania wants the bridge back"
    (row,) = rows_of(TASK, shelf(article(OTHERS, *KNOWN, title=title)))
    (later,) = rows_of(TASK, shelf(article("News. " + OTHERS, *KNOWN, title=title), article("Text.", number=1)))
    renamed = [actor(one["id"], one["name"].replace("Norvania", "Lumenia"), one["kind"], *(
        text.replace("Norvania", "Lumenia") for text, _ in one["mentions"])) for one in KNOWN]  # fmt: skip
    (other,) = rows_of(
        TASK,
        shelf(article(OTHERS.replace("Norvania", "Lumenia"), *renamed, title=title.replace("Norvania", "Lumenia"))),
    )
    assert row["id"] == later["id"] == other["id"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ali al-Amir-Zadeh", {"al-Amir-Zadeh", "Amir-Zadeh", "Zadeh"}),
        ("Ada Quist", {"Quist"}),
        ("Pelé", set()),
        ("Ada Quist Jr.", {"Quist"}),
        ("Ada Amir-", {"Amir-"}),
        ("Ada X", set()),
        ("王小明", set()),
    ],
)
def test_surnames(name: str, expected: set[str]) -> None:
    assert set(tails(name)) == expected


@given(st.text(alphabet="İiısSßẞ al-QuUt.'’中国 ", max_size=30))
def test_places_stand_where_they_say_in_any_case(line: str) -> None:
    known = {one["id"]: names_of(_with_mentions(one), "en") for one in (person("İs Quist"), GROUP)}
    for place in places(line, known):
        assert any(
            line[place.start : place.end].casefold() == name.casefold()
            for one in place.owners
            for name in known[one].whole
        )


@given(
    st.sampled_from(["Syria", "syria", "SYRIA", "Syrians", "Syrie", "Syrian"]), st.text(alphabet="xy -,'中", max_size=8)
)
def test_nothing_that_begins_as_a_states_name_remains(word: str, around: str) -> None:
    names = names_of(_with_mentions(SYRIA), "en")
    assert remains([f"{around} {word} {around}"], names)
    assert not remains([around, "Norvania"], names)


def _with_mentions(one: dict[str, Any]) -> dict[str, Any]:
    return {**one, "mentions": [{"text": text, "form": form or "full"} for text, form in one["mentions"]]}
