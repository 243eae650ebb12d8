"""Rulings of a person hold between whole identities."""

import pytest

from dateline.actors.authorities.entry import Entry
from dateline.corpus.identities import link
from dateline.errors import SettingsError
from dateline.settings import Judgement


def test_ruled_same(corpus, who) -> None:
    table = corpus("Orest Lindqvist", "Abu Salim", "Orest Lindkvist")
    linked = link(table, judgements=[Judgement("Orest Lindqvist", "Abu Salim", "same", "his kunya")])
    assert who(linked, table) == [0, 0, 0]
    by_id = {row["id"]: row for row in linked.links.to_pylist()}
    row = by_id[table["id"][1].as_py()]
    assert (row["method"], row["reason"]) == ("actor.ruling", "his kunya")


def test_ruled_same_with_an_authority(corpus, who) -> None:
    entry = Entry("person-orest", "Orest Lindqvist", "person")
    table = corpus("Abu Salim", "Orest Lindqvist")
    judgements = [Judgement("person-orest", "Abu Salim", "same", "known")]
    assert who(link(table, [entry], judgements), table) == ["person-orest", "person-orest"]


def test_ruled_same_by_ids(corpus, who) -> None:
    table = corpus("Orlov", "Orlov", "Orlov")
    one, _, other = table["id"].to_pylist()
    assert who(link(table, judgements=[Judgement(one, other, "same", "known")]), table) == [0, 1, 0]


def test_sameness_joins_two_that_older_articles_had_apart(corpus, who) -> None:
    """The one case in which an old actor's id goes."""
    table = corpus("Abu Salim", "Orest Lindkvist", "Orest Lindqvist")
    judgements = [Judgement("Orest Lindqvist", "Abu Salim", "same", "his kunya")]
    linked = link(table, judgements=judgements)
    assert who(linked, table) == [0, 0, 0]
    assert len(linked.actors) == 1
    assert set(linked.links["id"].to_pylist()) == set(table["id"].to_pylist()[1:])


def test_ruled_different_holds_against_equal_sounds(corpus, who) -> None:
    table = corpus("Walid Mouallem", "Walid Muallem", "Walid Mouallem", "Walid Muallem")
    linked = link(table, judgements=[Judgement("Walid Mouallem", "Walid Muallem", "different", "cousins")])
    assert who(linked, table) == [0, 1, 0, 1]
    assert linked.review.num_rows == 0


def test_ruled_different_holds_between_whole_identities(corpus, who) -> None:
    """A third spelling that is like both does not bring them together, and joins one at most."""
    table = corpus("Walid Mouallem", "Walid Mualem", "Walid Muallem")
    judgements = [Judgement("Walid Mouallem", "Walid Muallem", "different", "cousins")]
    assert who(link(table, judgements=judgements), table) == [0, 0, 2]


def test_ruled_different_parts_namesakes_by_their_ids(corpus, who) -> None:
    table = corpus("Ada Lindqvist", "Ada Lindqvist")
    assert who(link(table), table) == [0, 0]
    one, other = table["id"].to_pylist()
    assert who(link(table, judgements=[Judgement(one, other, "different", "two")]), table) == [0, 1]


def test_unsure_stays_apart_and_is_not_asked_again(corpus, who) -> None:
    table = corpus("Reza Tehrani", "Mohammad Reza Tehrani")
    assert link(table).review.num_rows == 1
    judgements = [Judgement("Reza Tehrani", "Mohammad Reza Tehrani", "unsure", "looked, no source")]
    linked = link(table, judgements=judgements)
    assert who(linked, table) == [0, 1]
    assert linked.review.num_rows == 0


@pytest.mark.parametrize(
    "judgements",
    [
        [Judgement("Ann Lee", "Bea Lee", "same", "known"), Judgement("Ann Lee", "Bea Lee", "different", "known")],
        [
            Judgement("A B", "C D", "same", "known"),
            Judgement("C D", "E F", "same", "known"),
            Judgement("E F", "A B", "different", "known"),
        ],
        [Judgement("Ann Lee", "ann lee", "same", "known")],
        [Judgement("Ann Lee", "", "same", "known")],
        [Judgement("Ann Lee", "Bea Lee", "perhaps", "known")],
    ],
)
def test_rulings_that_cannot_be(corpus, judgements: list[Judgement]) -> None:
    with pytest.raises(SettingsError, match=r"judgements\[\d\]"):
        link(corpus("Ann Lee"), judgements=judgements)


def test_different_before_same_speaks_up_too(corpus) -> None:
    judgements = [
        Judgement("Ann Lee", "Bea Lee", "different", "known"),
        Judgement("Ann Lee", "Bea Lee", "same", "known"),
    ]
    with pytest.raises(SettingsError):
        link(corpus("Ann Lee"), judgements=judgements)
