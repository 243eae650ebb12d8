"""Names labelled by hand: floors for what is joined and what is kept apart, and peers that do worse."""

import sys
from pathlib import Path

import pytest

from dateline.corpus.identities.compare import JOIN, REVIEW, compare
from dateline.corpus.identities.names import person_name

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import linking_scores as scores

FLOORS = {  # F1, precision, most false positives; raised where the rules get better
    "": (0.955, 0.985, 0.025),
    "unseen_": (0.95, 0.98, 0.025),
}


@pytest.mark.parametrize("prefix", FLOORS)
def test_floors(prefix: str) -> None:
    pairs = [pair for _, pair in scores.labelled(prefix)]
    result = scores.at(scores.ours, pairs, JOIN)
    f1, precision, false = FLOORS[prefix]
    assert result.score.f1 >= f1
    assert result.score.precision >= precision
    assert result.false_positives <= false


@pytest.mark.parametrize("prefix", FLOORS)
def test_tables_are_large_enough_and_peers_do_worse(prefix: str) -> None:
    pairs = [pair for _, pair in scores.labelled(prefix)]
    assert sum(same for *_, same in pairs) >= 200
    assert sum(not same for *_, same in pairs) >= 120
    ours = scores.at(scores.ours, pairs, JOIN)
    for peer in (scores.token_set, scores.jaro_winkler):
        best = scores.best(peer, pairs)
        assert best.score.f1 < ours.score.f1 - 0.1
        assert best.false_positives > 10 * ours.false_positives


def test_comparing_is_symmetric() -> None:
    for _, (one, other, _) in scores.labelled():
        forth, back = compare(person_name(one), person_name(other)), compare(person_name(other), person_name(one))
        assert forth.score == pytest.approx(back.score), (one, other)


def score(one: str, other: str) -> float:
    return compare(person_name(one), person_name(other)).score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orest Lindqvist", "Orest Lindkvist"),
        ("Sergei Orlov", "Сергей Орлов"),
        ("Tariq al-Nouri", "Tarek el-Nuri"),
        ("Abd al-Rahman Saqqaf", "Abdurrahman as-Saqqaf"),
        ("Abu Salim al-Hamdani", "Abou Salim Hamdani"),
        ("Kim Min-seo", "Kim Min Seo"),
        ("Chou Pei-lin", "Zhou Beilin"),
        ("Nagy Viktor", "Viktor Nagy"),
        ("Lindqvist, Ada", "Ada Lindqvist"),
        ("Ada M. Lindqvist", "Ada Lindqvist"),
        ("Yusuf Ferrand", "Joseph Ferrand"),
        ("Dr. Ruth Okafor-Lind", "Ruth Okafor-Lind"),
    ],
)
def test_one_person(one: str, other: str) -> None:
    assert score(one, other) >= JOIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orest Lindqvist", "Karin Lindqvist"),
        ("Sergei Orlov", "Sergei Orlova"),
        ("Anton Belyi", "Anton Belaya"),
        ("Hamad Al-Nasr", "Karim bin Hamad Al-Nasr"),
        ("Karim bin Faisal", "Karim bin Fahd"),
        ("Kim Min-seo", "Kim Min-ji"),
        ("Wang Bo", "Wang Bao"),
        ("Ada M. Lindqvist", "Ada K. Lindqvist"),
        ("Paul Brandt", "Paul Brandt Jr."),
        ("Abdullah Hassan", "Hassan Abdullah"),
        ("Ruth Okafor", "Okafor"),
        ("", ""),
        ("?", "!"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert score(one, other) < JOIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reza Tehrani", "Mohammad Reza Tehrani"),  # father and son, or a first name left out
        ("Rosa Quintero", "Rosa Quintero Salas"),
        ("Paul Brandt", "Paul Brandt Jr."),
        ("Wang Peng", "Wang Ping"),
    ],
)
def test_a_person_should_look(one: str, other: str) -> None:
    assert REVIEW <= score(one, other) < JOIN
