"""Laws that hold on any text."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.actors import Actor, Item, actors_table, find_actors, find_actors_batch

ID = "00112233445566aa"
WORDS = (
    "Syria Russia's U.N. UN IS ISIS İstanbul Karl Ostrander Ostrander's al-Harith bin President Mr. (NFA) National "
    "Farmers Association said , . ' ’s “ ” - – Georgia Tbilisi Korean May NATO-led Ångström ß ﬁ é ZWJ\u200d 中国 "
    "سوريا \U0001f600"
).split()
TOKENS = st.sampled_from([*WORDS, "", "\n", "\n\n"])
TEXTS = st.one_of(st.lists(TOKENS, max_size=30).map(" ".join), st.text(max_size=120))
LANGUAGES = st.sampled_from(["en", "en-GB", None, "de", "ar", "zh", "xx", ""])
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(body: str, actors: tuple[Actor, ...]) -> None:
    mentions = sorted((m.start, m.end, m.text) for a in actors for m in a.mentions)
    assert all(0 <= start < end <= len(body) and body[start:end] == text for start, end, text in mentions)
    assert all(one[1] <= other[0] for one, other in pairwise(mentions))
    firsts = [a.mentions[0].start for a in actors]
    assert firsts == sorted(firsts)
    assert len({a.id for a in actors}) == len(actors)
    for actor in actors:
        starts = [m.start for m in actor.mentions]
        assert starts == sorted(starts)
        assert actor.name not in actor.aliases
        assert list(actor.aliases) == sorted(set(actor.aliases))
        assert actor.rule


@quick
@given(TEXTS, LANGUAGES)
def test_spans_slice_and_never_overlap(body: str, language: str | None) -> None:
    check(body, find_actors(ID, body, language=language))


@quick
@given(TEXTS, TEXTS)
def test_a_title_adds_no_mention_outside_the_body(body: str, title: str) -> None:
    check(body, find_actors(ID, body, language="en", title=title))


@quick
@given(TEXTS)
def test_without_a_model(body: str) -> None:
    check(body, find_actors(ID, body, language="en", use_model=False))


@settings(quick, max_examples=15)
@given(st.lists(TEXTS, max_size=4))
def test_company_and_order_change_nothing(bodies: list[str]) -> None:
    items = [Item(f"{n:016x}", body, "en") for n, body in enumerate(bodies)]
    together = find_actors_batch(items)
    assert together == [find_actors(i.article_id, i.body, language="en") for i in items]
    assert together == find_actors_batch(reversed(items))[::-1]
    assert actors_table(together) == actors_table(reversed(together))


@quick
@given(st.integers(0, 40), st.sampled_from(["\U0001f600", "İ", "ß", "\u0301"]))
def test_what_stands_before_moves_the_offsets_and_nothing_else(count: int, char: str) -> None:
    plain = find_actors(ID, "Norway met NATO.", language="en", use_model=False)
    body = f"{char * count} Norway met NATO."
    moved = find_actors(ID, body, language="en", use_model=False)
    check(body, moved)
    assert [(m.text, m.start - count - 1) for a in moved for m in a.mentions] == [
        (m.text, m.start) for a in plain for m in a.mentions
    ]


@pytest.mark.parametrize(
    "body", ["", " ", "\0", "A" * 25_000, "Norway " * 2_000, "\ud800 Norway", "(" * 3_000, "Al-" * 2_000]
)
def test_hostile_bodies(body: str) -> None:
    check(body, find_actors(ID, body, language="en"))


def test_table_merges_by_id() -> None:
    one = find_actors("0" * 16, "Norway and the Norwegians", language="en")
    two = find_actors("1" * 16, "Norwegian fish and Karl Ostrander", language="en")
    rows = actors_table([two, one])
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    (norway,) = [row for row in rows if row["id"] == "state-no"]
    assert norway == {
        "id": "state-no",
        "name": "Norway",
        "kind": "state",
        "aliases": ["Norwegian", "Norwegians"],
        "wikidata": "Q20",
        "country": "NO",
        "offices": [],
    }
