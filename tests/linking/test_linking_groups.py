"""Organisations across articles."""

import pytest

from dateline.actors.authorities.entry import Entry, Name
from dateline.corpus.identities import link


def group(name: str, *aliases: str, countries: tuple[str, ...] = (), kind: str = "organization"):
    return name, {"kind": kind, "aliases": list(aliases), "countries": list(countries)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (group("Northern Trade Union"), group("the Northern Trade Union")),
        (group("Northern Front"), group("northern front", kind="armed_group")),
        (group("Norwegian Foreign Ministry"), group("Foreign Ministry", countries=("NO",))),
        (group("Supreme Court", countries=("NO",)), group("Supreme Court", countries=("NO",))),
        (group("Zorbatech"), group("Zorbatech")),
        (group("Democratic Forces of the North", "DFN"), group("DFN")),
        (group("DFN"), group("Democratic Forces of the North", "DFN")),
        (group("DFN"), group("DFN")),
    ],
)
def test_one(corpus, who, one, other) -> None:
    table = corpus(one, other)
    assert who(link(table), table) == [0, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (group("Foreign Ministry"), group("Foreign Ministry")),
        (group("Police"), group("Police")),
        (group("Foreign Ministry", countries=("NO",)), group("Foreign Ministry", countries=("SE",))),
        (group("Foreign Ministry", countries=("NO",)), group("Foreign Ministry", countries=("NO", "SE"))),
        (group("Northern Front"), group("Northern Army")),
        (group("Zorbatech"), group("Zorbatek")),
        (group("PA"), group("PA")),
        (group("DFN", countries=("NO",)), group("DFN", countries=("SE",))),
    ],
)
def test_two(corpus, who, one, other) -> None:
    table = corpus(one, other)
    assert who(link(table), table) == [0, 1]


def test_an_acronym_that_articles_explain_in_two_ways_is_ambiguous(corpus, who) -> None:
    table = corpus(
        group("Democratic Forces of the North", "DFN"), group("Dairy Farmers of Norway", "DFN"), group("DFN")
    )
    linked = link(table)
    assert who(linked, table) == [0, 1, 2]
    assert linked.candidates.num_rows == 2


def test_another_romanisation_is_looked_at_and_never_joined(corpus, who) -> None:
    table = corpus(group("Harakat al-Noor"), group("Haraket al-Nur"), group("Harakat an-Nour"))
    linked = link(table)
    assert who(linked, table) == [0, 1, 2]
    assert linked.review.num_rows >= 1


def test_the_authority_knows_aliases_and_acronyms(corpus, who) -> None:
    entry = Entry(
        "group-dfn", "Democratic Forces of the North", "armed_group", names=(Name("DF"), Name("Northern Forces"))
    )
    table = corpus(group("Northern Forces"), group("DF"), group("Southern Forces"))
    assert who(link(table, [entry]), table) == ["group-dfn", "group-dfn", 2]


def test_the_kind_is_the_commonest(corpus) -> None:
    rows = [
        group("Northern Front"),
        group("Northern Front", kind="armed_group"),
        group("Northern Front", kind="armed_group"),
    ]
    assert link(corpus(*rows)).actors["kind"].to_pylist() == ["armed_group"]


def test_a_state_without_an_authority_stays_as_it_is(corpus, who) -> None:
    table = corpus(("Norway", {"kind": "state"}), ("Norway", {"kind": "state"}))
    assert who(link(table), table) == [0, 1]
