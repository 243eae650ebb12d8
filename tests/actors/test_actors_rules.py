"""The small rules, each with a table."""

import pytest

from dateline.actors.authority import form_of
from dateline.actors.edges import person_edges, sentence_start
from dateline.actors.folding import folded, name_parts, romanised, same_person
from dateline.actors.matching import bounded
from dateline.actors.organization_edges import organization_edges
from dateline.actors.organizations import defined, initials, things
from dateline.actors.spans import Occupied


def no_state(name: str) -> bool:
    return name.removesuffix("'s") in ("Peru", "Peruvian")


@pytest.mark.parametrize(
    ("span", "name"),
    [
        ("Prime Minister Rosa Delgado", "Rosa Delgado"),
        ("Mr. Delgado", "Delgado"),
        ("Rosa Delgado's", "Rosa Delgado"),
        ("Peru's Rosa Delgado", "Rosa Delgado"),
        ("Peruvian Foreign Minister Rosa Delgado", "Rosa Delgado"),
        ("pro-Delgado", "Delgado"),
        ("When Rosa Delgado", "Rosa Delgado"),
        ("Rosa Delgado, 45", "Rosa Delgado"),
        ("Omar al-Rashed", "Omar al-Rashed"),
        ("Ludwig van Beek", "Ludwig van Beek"),
        ("Charlotte Church", "Charlotte Church"),
        ("President", None),
        ("Jet Propulsion Laboratory", None),
        ("GDP", None),
        ("route 66", None),
        ("", None),
    ],
)
def test_person_edges(span: str, name: str | None) -> None:
    edges = person_edges(span, 0, len(span), no_state)
    assert (span[slice(*edges)] if edges else None) == name


@pytest.mark.parametrize(
    ("span", "name"),
    [
        ("the Ministry of Health", "Ministry of Health"),
        ("Peru's Ministry of Health", "Ministry of Health"),
        ("Acme Inc.", "Acme Inc."),
        ("Acme's", "Acme"),
        ("McDonald's", "McDonald's"),
        ("U.S.-led", "U.S."),
        ("Acme Union (AU", "Acme Union"),
        ("Covid-19", None),
        ("2014", None),
    ],
)
def test_organization_edges(span: str, name: str | None) -> None:
    edges = organization_edges(span, 0, len(span), no_state)
    assert (span[slice(*edges)] if edges else None) == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Omar Rashed", "Omar al-Rashed", True),
        ("Sergei Malinov", "Sergey Malinov", True),
        ("J. Malinov", "John Malinov", True),
        ("Anna Maria Novak", "Anna Novak", True),
        ("Bashar Rashed", "Hafez Rashed", False),
        ("Anna Novak", "Peter Novak", False),
        ("Sergei Malinov", "Sergei Shirokov", False),
        ("Hamad bin Salim Al-Nuri", "Rashid bin Salim Al-Nuri", False),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Yusuf al-Harith", ("yusuf", "harith")),
        ("Salim bin Rashid", ("salim", "rashid")),
        ("Ali Amir-Zadeh", ("ali", "amirzadeh")),
        ("John Smith Jr.", ("john", "smith")),
        ("Çağlar Öz", ("caglar", "oz")),
    ],
)
def test_name_parts(name: str, parts: tuple[str, ...]) -> None:
    assert name_parts(name) == parts


@pytest.mark.parametrize(("one", "other"), [("qaddafi", "kadafi"), ("houssein", "husein"), ("sergey", "sergei")])
def test_romanised_alike(one: str, other: str) -> None:
    assert romanised(one) == romanised(other)


def test_folded() -> None:
    assert folded("The U.N.") == folded("UN") == "un"


@pytest.mark.parametrize(
    ("name", "acronym"),
    [
        ("National Farmers Association", "NFA"),
        ("Harakat Nur al-Din", "HND"),
        ("Department of Energy", "DOE"),
        ("Ministry of Health and Sports", "MHS"),
    ],
)
def test_initials(name: str, acronym: str) -> None:
    assert acronym in initials(name)


def test_defined_acronyms() -> None:
    text = "He left the Free Riders Union (FRU) and the rest (XYZ) behind."
    assert [(text[slice(*span)], acronym) for span, acronym in defined(text)] == [("Free Riders Union", "FRU")]


def test_acronyms_of_things() -> None:
    assert things("an improvised explosive device (IED) and the Free Riders Union (FRU)") == {"IED"}


@pytest.mark.parametrize(
    ("text", "at", "opens"),
    [("Acme fell.", 0, True), ("It fell. Acme rose.", 9, True), ("So Acme rose.", 3, False), ("“Acme", 1, True)],
)
def test_sentence_start(text: str, at: int, opens: bool) -> None:
    assert sentence_start(text, at) is opens


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("in Oman.", "Oman", True),
        ("Omanis", "Oman", False),
        ("US-led", "US", True),
        ("pro-US", "US", True),
        ("US$5", "US", False),
        ("a.US.b", "US", False),
        ("@US", "US", False),
        ("\U0001f600Oman", "Oman", True),
    ],
)
def test_bounded(text: str, name: str, whole: bool) -> None:
    start = text.index(name)
    assert bounded(text, start, start + len(name)) is whole


@pytest.mark.parametrize(
    ("name", "form"),
    [("UN", "acronym"), ("U.N.", "acronym"), ("G20", "acronym"), ("Hamas", "full"), ("Red Cross", "full")],
)
def test_form_of(name: str, form: str) -> None:
    assert form_of(name) == form


def test_occupied() -> None:
    occupied = Occupied([(5, 10), (8, 12)])
    assert occupied.spans == [(5, 10)]
    assert occupied.add((10, 12))
    assert not occupied.add((0, 6))
    assert occupied.overlapping((9, 11)) == [(5, 10), (10, 12)]
