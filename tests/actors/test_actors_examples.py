"""Own sentences, and who must (and must not) be found in them: model, authority and rules together."""

import pytest

from dateline.actors import Actor, find_actors

Expected = dict[tuple[str, str], list[str]]


def found(body: str, **options: object) -> tuple[Actor, ...]:
    return find_actors("00112233445566aa", body, language="en", **options)  # type: ignore[arg-type]  # any option


def named(body: str) -> Expected:
    return {(actor.kind, actor.name): [mention.text for mention in actor.mentions] for actor in found(body)}


CASES: list[tuple[str, Expected]] = [
    # states: names, demonyms, possessives, acronyms, hyphens
    ("France's farmers met the French minister in Lyon.", {("state", "France"): ["France", "French"]}),
    (
        "The U.S. and the UK signed; the US-led talks go on.",
        {("state", "United States"): ["U.S.", "US"], ("state", "United Kingdom"): ["UK"]},
    ),
    ("He flew from South Sudan to Papua New Guinea.", {("state", "South Sudan"): ["South Sudan"]}),
    ("Georgia signed the treaty, said officials in Tbilisi.", {("state", "Georgia"): ["Georgia"]}),
    (
        "North Korea fired a missile. Korean officials met in Pyongyang.",
        {("state", "North Korea"): ["North Korea", "Korean"]},
    ),
    # persons: titles and honorifics outside, surname, possessive, particles
    (
        "President Marta Lindqvist spoke on Monday. Lindqvist's party had asked Mrs. Lindqvist to wait.",
        {("person", "Marta Lindqvist"): ["Marta Lindqvist", "Lindqvist", "Lindqvist"]},
    ),
    (
        "Foreign Minister Yusuf al-Harith arrived. Later, Harith met reporters.",
        {("person", "Yusuf al-Harith"): ["Yusuf al-Harith", "Harith"]},
    ),
    (
        "The envoy, Sheikh Salim bin Rashid Al-Maktari, spoke first.",
        {("person", "Salim bin Rashid Al-Maktari"): ["Salim bin Rashid Al-Maktari"]},
    ),
    (
        "Pieter van der Berg won. The vote for van der Berg was close, and pro-Berg crowds cheered.",
        {("person", "Pieter van der Berg"): ["Pieter van der Berg", "van der Berg", "Berg"]},
    ),
    # one person in two spellings
    (
        "Sergey Malinov spoke in Vienna. On Friday Sergei Malinov flew home, and Malinov rested.",
        {("person", "Sergey Malinov"): ["Sergey Malinov", "Sergei Malinov", "Malinov"]},
    ),
    # two with one surname are two
    (
        "Anna Novak met Peter Novak at the fair.",
        {("person", "Anna Novak"): ["Anna Novak"], ("person", "Peter Novak"): ["Peter Novak"]},
    ),
    # organisations and acronyms that the text defines
    (
        "The National Farmers Association (NFA) protested. The NFA said prices were too low.",
        {("organization", "National Farmers Association"): ["National Farmers Association", "NFA", "NFA"]},
    ),
    # authority: bodies and armed groups by any of their names
    (
        "The United Nations said the U.N. would stay. The UN Security Council met.",
        {
            ("body", "United Nations"): ["United Nations", "U.N."],
            ("body", "UN Security Council"): ["UN Security Council"],
        },
    ),
    (
        "The Islamic State (IS) lost the town. IS had held it for a year, but ISIS fled.",
        {("armed_group", "Islamic State"): ["Islamic State", "IS", "IS", "ISIS"]},
    ),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_finds(body: str, expected: Expected) -> None:
    actual = named(body)
    assert {key: actual.get(key) for key in expected} == expected


NEGATIVES = [
    ("New Mexico and the Gulf of Mexico are hot.", "Mexico"),
    ("Latin American leaders met.", "American"),
    ("Georgia's governor spoke in Atlanta.", "Georgia"),
    ("Korean food is popular.", "Korean"),
    ("The Middle East is far from Northern Ireland.", "Ireland"),
    ("THIS IS A HEADLINE ABOUT FISH.", "IS"),
    ("WHO knows where they are?", "WHO"),
    ("It cost US$5 in all.", "US"),
    ("See www.US.example for more.", "US"),
    ("the turkey and the china were on the table", "turkey"),
    ("We may meet in May. Theresa May said that it may rain in May.", "in May"),
    ("An improvised explosive device (IED) went off.", "IED"),
    ("Moscow is cold in January.", "January"),
    ("President of the board is a title.", "President"),
]


@pytest.mark.parametrize(("body", "not_named"), NEGATIVES)
def test_does_not_find(body: str, not_named: str) -> None:
    assert not_named not in [m.text for actor in found(body) for m in actor.mentions]


def test_month_is_not_the_minister() -> None:
    body = "Theresa May spoke. They meet in May."
    assert [m.start for actor in found(body) for m in actor.mentions] == [0]


@pytest.mark.parametrize(
    ("body", "forms"),
    [
        ("Karl Ostrander left. Ostrander was tired.", ["full", "surname"]),
        ("Germany and the Germans", ["full", "demonym"]),
        ("NATO and the UN met the European Union (EU).", ["acronym", "acronym", "full", "acronym"]),
    ],
)
def test_forms(body: str, forms: list[str]) -> None:
    mentions = sorted((m.start, m.form) for actor in found(body) for m in actor.mentions)
    assert [form for _, form in mentions] == forms


def test_ids_and_country() -> None:
    actors = {actor.name: actor for actor in found("Karl Ostrander of Norway spoke to NATO.")}
    assert actors["Norway"].id == "state-no"
    assert (actors["Norway"].country, actors["Norway"].wikidata) == ("NO", "Q20")
    assert actors["NATO"].id == "org-nato"
    assert actors["NATO"].wikidata is None
    assert actors["Karl Ostrander"].id.startswith("00112233445566aa.")
    assert len(actors["Karl Ostrander"].id) == 16 + 1 + 4
    assert actors["Karl Ostrander"].rule.startswith("person:")


def test_a_full_name_in_the_title_explains_the_surname() -> None:
    body = "Ostrander has left the talks, and Ostrander will not return, officials said."
    (actor,) = found(body, title="Karl Ostrander leaves the talks")
    assert [m.text for m in actor.mentions] == ["Ostrander", "Ostrander"]
    assert all(m.end <= len(body) for m in actor.mentions)
