"""What the words beside a name say, and the lists of names; sentences made up."""

import pytest

from dateline.actors import cues, listed
from dateline.actors.genders import gender


def no_state(name: str) -> bool:
    return name in ("Peru", "Peruvian")


def spot(text: str, name: str) -> tuple[str, int, int]:
    start = text.index(name)
    return text, start, start + len(name)


@pytest.mark.parametrize(
    ("text", "name", "least"),
    [
        ("She and her brother, Ilyas, left.", "Ilyas", 2.0),
        ("The rapper Tolokun sang.", "Tolokun", 1.5),
        ("Tolokun, a teacher in the south, won.", "Tolokun", 1.5),
    ],
)
def test_words_that_speak_for_a_person(text: str, name: str, least: float) -> None:
    assert cues.person_cue(*spot(text, name)) >= least
    assert cues.organization_cue(*spot(text, name)) == 0


@pytest.mark.parametrize(
    ("text", "name", "least"),
    [
        ("Tolokun, a mining company, closed.", "Tolokun", 2.0),
        ("The broadcaster Tolokun said so.", "Tolokun", 1.5),
        ("Tolokun shares fell.", "Tolokun", 1.5),
        ("He told Tolokun, on Monday.", "Tolokun", 1.0),
        ("He works for the Tolokun company.", "Tolokun", 2.0),
        ("Everton beat Chelsea in the final match.", "Chelsea", 5.0),
    ],
)
def test_words_that_speak_for_an_organisation(text: str, name: str, least: float) -> None:
    assert cues.organization_cue(*spot(text, name)) >= least


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They live in Tolokun now.", "Tolokun"),
        ("The town of Tolokun is dry.", "Tolokun"),
        ("Tolokun district is dry.", "Tolokun"),
        ("They came from Tolokun, Peru.", "Tolokun"),
        ("Rain fell on Kandahar.", "Kandahar"),
        ("TOLOKUN (Reuters) - Rain fell.", "TOLOKUN"),
    ],
)
def test_words_that_speak_for_a_place(text: str, name: str) -> None:
    assert cues.place_cue(*spot(text, name), no_state) >= 2.0


@pytest.mark.parametrize("text", ["She is interested in Tolokun.", "In Tolokun's view, it rained.", "Tolokun spoke."])
def test_words_that_say_nothing_of_a_place(text: str) -> None:
    assert cues.place_cue(*spot(text, "Tolokun"), no_state) == 0


@pytest.mark.parametrize(
    ("before", "sex"),
    [("Mrs. ", "f"), ("Mr ", "m"), ("his sister ", "f"), ("her husband, ", "m"), ("Minister ", ""), ("", "")],
)
def test_gender_by_the_word_before(before: str, sex: str) -> None:
    assert gender(f"{before}Okafor", len(before)) == sex


def test_a_name_of_the_lists_is_sure_or_unsure_and_no_line_is_both() -> None:
    for file in ("organization_names.txt", "places.txt", "clubs.txt"):
        sure, unsure = listed.names(file)
        assert sure
        assert not sure & unsure
        assert all(name == name.strip() and "?" not in name for name in sure | unsure)
    assert listed.sure_organization("Agence France-Presse")
    assert listed.unsure_organization("Ford")
    assert not listed.sure_organization("Ford")


def test_an_apostrophe_may_be_curly() -> None:
    assert listed.sure_organization("People’s Daily")
