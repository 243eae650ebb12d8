"""People across articles: joined, kept apart, ambiguous, to be looked at."""

import pytest

from dateline.actors.authorities.entry import Entry, Name, Office
from dateline.corpus.identities import link


def test_spellings_are_one_person_with_the_id_of_the_oldest_article(corpus, who) -> None:
    table = corpus("Walid al-Moualem", "Walid Muallem", "Walid al-Mualem", "Walid Jumblatt")
    linked = link(table)
    assert who(linked, table) == [0, 0, 0, 3]
    methods = linked.links["method"].to_pylist()
    assert methods == ["actor.transliteration", "actor.transliteration"]
    row = linked.links.to_pylist()[0]
    assert row["article"] == table["article_id"][0].as_py()
    assert "moualem/muallem" in row["reason"]
    assert 0.84 <= row["score"] <= 1


@pytest.mark.parametrize(
    "names",
    [
        ("Assad", "Assad"),
        ("Al Thani", "Al Thani"),
        ("Bashar al-Assad", "Assad"),
        ("Bashar al-Assad", "Hafez al-Assad"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("Mohammed bin Salman", "Mohammed bin Zayed"),
        ("Donald Trump", "Donald Trump Jr."),
        ("Sergei Lavrov", "Sergei Lavrova"),
    ],
)
def test_kept_apart(corpus, who, names: tuple[str, str]) -> None:
    table = corpus(*names)
    assert who(link(table), table) == [0, 1]


def test_a_person_and_a_firm_of_one_name_are_two(corpus, who) -> None:
    table = corpus("Ada Lindqvist", ("Ada Lindqvist", {"kind": "organization"}))
    assert who(link(table), table) == [0, 1]


def test_no_chain_of_spellings_joins_two_people(corpus, who) -> None:
    """Each joined name agrees with all the others, not with one alone."""
    table = corpus("Mohammed bin Abdulrahman Al-Thani", "Mohammed Al-Thani", "Mohammed bin Hamad Al-Thani")
    assert who(link(table), table) == [0, 0, 2]


def test_a_short_name_is_ambiguous_once_two_can_bear_it(corpus, who) -> None:
    table = corpus("George W. Bush", "George H. W. Bush", "George Bush", "George Bush")
    linked = link(table)
    assert who(linked, table) == [0, 1, 2, 3]
    rows = linked.candidates.to_pylist()
    ids = table["id"].to_pylist()
    assert {(row["id"], row["candidate"]) for row in rows} == {(i, c) for i in ids[2:] for c in ids[:2]}
    assert all(row["reason"] and row["article"] for row in rows)


def test_a_short_name_that_was_one_persons_is_shared_with_the_next(corpus, who) -> None:
    """The older article's decision stays; later ones are ambiguous."""
    table = corpus("George W. Bush", "George Bush", "George H. W. Bush", "George Bush")
    linked = link(table)
    assert who(linked, table) == [0, 0, 2, 3]
    assert linked.candidates.num_rows == 2


def test_initials_join_only_where_one_person_fits(corpus, who) -> None:
    table = corpus("Sergei Vorontsov", "S. Vorontsov")
    assert who(link(table), table) == [0, 0]
    table = corpus("Sergei Vorontsov", "Stepan Vorontsov", "S. Vorontsov")
    linked = link(table)
    assert who(linked, table) == [0, 1, 2]
    assert linked.candidates.num_rows == 2
    table = corpus("K. Vorontsov", "Sergei Vorontsov")
    assert who(link(table), table) == [0, 1]


def test_the_country_tells_which_of_two_is_meant(corpus, who) -> None:
    table = corpus(
        ("Sergei Vorontsov", {"countries": ["RU"]}),
        ("Stepan Vorontsov", {"countries": ["BG"]}),
        ("S. Vorontsov", {"countries": ["BG"]}),
    )
    assert who(link(table), table) == [0, 1, 1]


def test_a_common_name_of_two_countries_is_two_people_and_looked_at(corpus, who) -> None:
    table = corpus(
        ("John Smith", {"countries": ["US"]}),
        ("John Smith", {"countries": ["AU"]}),
        ("John Smith", {"countries": ["AU"]}),
        "John Smith",
    )
    linked = link(table)
    assert who(linked, table) == [0, 1, 1, 3]
    assert linked.review.num_rows == 1
    assert {row["candidate"] for row in linked.candidates.to_pylist()} == set(table["id"].to_pylist()[:2])


def test_a_common_name_joins_where_nothing_speaks_against_it(corpus, who) -> None:
    table = corpus("John Smith", ("John Smith", {"countries": ["US"]}), "John Smith")
    assert who(link(table), table) == [0, 0, 0]


def test_a_common_name_of_another_age_is_another_person(corpus, who) -> None:
    from datetime import date

    table = corpus(("John Smith", {"date": date(1930, 1, 1)}), ("John Smith", {"date": date(1990, 1, 1)}))
    assert who(link(table), table) == [0, 1]
    table = corpus(("Orest Lindqvist", {"date": date(1930, 1, 1)}), ("Orest Lindqvist", {"date": date(1990, 1, 1)}))
    assert who(link(table), table) == [0, 0]


def test_a_rare_name_joins_against_its_countries_with_a_lower_score(corpus, who) -> None:
    table = corpus(("Orest Lindqvist", {"countries": ["SE"]}), ("Orest Lindqvist", {"countries": ["SY"]}))
    linked = link(table)
    assert who(linked, table) == [0, 0]
    assert linked.links["score"][0].as_py() == pytest.approx(0.9)
    assert linked.actors["country"].to_pylist() == [None]


def test_unsure_pairs_are_on_the_review_list_with_their_places(corpus) -> None:
    table = corpus("Reza Tehrani", "Mohammad Reza Tehrani")
    (row,) = link(table).review.to_pylist()
    assert {row["one_name"], row["other_name"]} == {"Reza Tehrani", "Mohammad Reza Tehrani"}
    assert [row["one"], row["other"]] == table["id"].to_pylist()
    assert [row["one_article"], row["other_article"]] == table["article_id"].to_pylist()
    assert 0.74 <= row["score"] < 0.84


def test_rows_of_actors(corpus) -> None:
    table = corpus(
        ("S. Vorontsov", {"aliases": ["Vorontsov"]}),
        ("Sergei Vorontsov", {"countries": ["RU"]}),
        ("Sergei Vorontsov", {"countries": ["RU"]}),
        ("Sergey Vorontsov", {"aliases": ["Vorontsov"]}),
        "Vorontsov",
    )
    first, lone = link(table).actors.to_pylist()
    assert first == {
        "id": table["id"][0].as_py(),
        "name": "Sergei Vorontsov",
        "kind": "person",
        "aliases": ["S. Vorontsov", "Sergey Vorontsov", "Vorontsov"],
        "country": "RU",
        "articles": 4,
        "first_article": table["article_id"][0].as_py(),
    }
    assert lone["id"] == table["id"][4].as_py()


VORONTSOV = Entry(
    "person-sergei-vorontsov",
    "Sergei Vorontsov",
    "person",
    "RU",
    names=(Name("Сергей Воронцов"), Name("Vorontsov"), Name("Serge", sure=False)),
)


def test_the_authority_comes_first(corpus, who) -> None:
    table = corpus("Sergei Vorontsov", "Vorontsov", "Сергей Воронцов", "Serguei Vorontsov", "Serge", "Stepan Vorontsov")
    linked = link(table, [VORONTSOV])
    own = VORONTSOV.id
    assert who(linked, table) == [own, own, own, own, 4, 5]
    methods = {row["id"]: row["method"] for row in linked.links.to_pylist()}
    alias, transliteration = "actor.alias", "actor.transliteration"
    assert [methods[i] for i in table["id"].to_pylist()[:4]] == [alias, alias, alias, transliteration]
    row = next(row for row in linked.actors.to_pylist() if row["id"] == own)
    assert (row["name"], row["country"], row["articles"]) == ("Sergei Vorontsov", "RU", 4)


def test_an_authority_that_nobody_names_has_no_row(corpus) -> None:
    assert VORONTSOV.id not in link(corpus("Ada Lindqvist"), [VORONTSOV]).actors["id"].to_pylist()


MINISTERS = [
    Entry("person-ali-one", "Ali Nasser", "person", "YE", offices=(Office("President", "YE", None, "1978", "1986"),)),
    Entry(
        "person-ali-two",
        "Ali Nasser",
        "person",
        "YE",
        offices=(Office("Minister of Foreign Affairs", "YE", None, "2005-01-01", "2012-12-31"),),
    ),
]


def test_office_and_date_tell_two_of_one_name_apart(corpus, who) -> None:
    table = corpus(
        ("Ali Nasser", {"roles": ["Yemeni Foreign Minister"], "countries": ["YE"]}),
        ("Ali Nasser", {"countries": ["YE"]}),
    )
    linked = link(table, MINISTERS)
    assert who(linked, table) == ["person-ali-two", 1]
    assert linked.links["method"].to_pylist() == ["actor.office"]
    assert "Minister of Foreign Affairs on that day" in linked.links["reason"][0].as_py()
    assert linked.candidates["candidate"].to_pylist() == ["person-ali-one", "person-ali-two"]


def test_an_office_of_another_time_does_not_speak_for_its_holder(corpus, who) -> None:
    from datetime import date

    table = corpus(("Ali Nasser", {"roles": ["Foreign Minister"], "date": date(2020, 1, 1)}))
    assert who(link(table, MINISTERS), table) != ["person-ali-two"]


def test_rows_that_the_articles_own_stage_resolved_keep_their_id_and_teach(corpus, who) -> None:
    """An authority's id in the input stays, and its spellings there serve other articles."""
    table = corpus(("Sergei Vorontsov", {"id": "person-x", "aliases": ["Serge Worontsoff"]}), "Serge Worontsoff")
    linked = link(table)
    assert linked.ids == {table["id"][1].as_py(): "person-x"}
    assert linked.actors["id"].to_pylist() == ["person-x"]


def test_an_alias_does_not_bring_a_father_and_a_son_together(corpus, who) -> None:
    table = corpus("Paul Brandt", ("Paul Brandt Jr.", {"aliases": ["Paul Brandt"]}))
    linked = link(table)
    assert who(linked, table) == [0, 1]
