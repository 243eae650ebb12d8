"""Bylines: which lines are one, and whom they name."""

import pytest

from dateline.extract.blocks import read_blocks
from dateline.fields.byline import (
    bio_name,
    inner_opening,
    is_author_page,
    is_byline,
    kind_of,
    opening,
    read_credits,
    tidy,
)

NAMED = [
    # English
    ("By Anna Berg", ["Anna Berg"]),
    ("by Anna Berg", ["Anna Berg"]),
    ("By: Anna Berg", ["Anna Berg"]),
    ("ByAnna Berg", ["Anna Berg"]),
    ("By ANNA BERG", ["Anna Berg"]),
    ("By Anna Berg and Tom Lind", ["Anna Berg", "Tom Lind"]),
    ("By Anna Berg & Tom Lind", ["Anna Berg", "Tom Lind"]),
    ("By Anna Berg, Tom Lind and Eva Ross", ["Anna Berg", "Tom Lind", "Eva Ross"]),
    ("BY ANNA BERG, TOM O'HARE AND EVA ROSS-DUNN", ["Anna Berg", "Tom O'Hare", "Eva Ross-Dunn"]),
    ("By Anna Berg, Staff Writer", ["Anna Berg"]),
    ("By Anna Berg | The Harbour Post", ["Anna Berg"]),
    ("By Anna Berg / Harbour Post", ["Anna Berg"]),
    ("By Anna Berg in Paris", ["Anna Berg"]),
    ("By Anna Berg for The Harbour Post", ["Anna Berg"]),
    ("By Anna de la Cruz", ["Anna de la Cruz"]),
    ("By J. K. Falk", ["J. K. Falk"]),
    ("By Mary-Jane O'Neill", ["Mary-Jane O'Neill"]),
    ("By Anna Berg, PhD", ["Anna Berg"]),
    ("Written by Anna Berg", ["Anna Berg"]),
    ("Posted by Anna Berg on May 3, 2024", ["Anna Berg"]),
    ("Reporting by Anna Berg; Editing by Tom Lind", ["Anna Berg"]),
    ("Text by Anna Berg and photos by Tom Lind", ["Anna Berg"]),
    ("Author: Anna Berg", ["Anna Berg"]),
    ("By [Anna Berg](/people/anna-berg)", ["Anna Berg"]),
    ("**By Anna Berg**", ["Anna Berg"]),
    # German, Dutch, Scandinavian
    ("Von Anna Berg", ["Anna Berg"]),
    ("Von Anna Berg und Tom Lind", ["Anna Berg", "Tom Lind"]),
    ("Von Anna Berg, Berlin", ["Anna Berg"]),
    ("Von Anna Berg, dpa", ["Anna Berg"]),
    ("Text: Anna Berg", ["Anna Berg"]),
    ("Text: Anna Berg, Fotos: Tom Lind", ["Anna Berg"]),
    ("Ein Gastbeitrag von Anna Berg", ["Anna Berg"]),
    ("Door: Anna Berg en Tom Lind", ["Anna Berg", "Tom Lind"]),
    ("Av Anna Berg og Tom Lind", ["Anna Berg", "Tom Lind"]),
    ("Af Anna Berg", ["Anna Berg"]),
    # Romance languages
    ("Par Anna Berg et Luc Petit", ["Anna Berg", "Luc Petit"]),
    ("Propos recueillis par Anna Berg", ["Anna Berg"]),
    ("Por Ana Ruiz y Luis Gil", ["Ana Ruiz", "Luis Gil"]),
    ("di Anna Berghi e Marco Rossi", ["Anna Berghi", "Marco Rossi"]),
    # Slavic languages, Greek, Turkish
    ("Autor: Jan Nowak, PAP", ["Jan Nowak"]),
    ("Автор: Анна Берг, Иван Петров", ["Анна Берг", "Иван Петров"]),
    ("Текст: Анна Берг", ["Анна Берг"]),
    ("Γράφει: Ελένη Μαύρου", ["Ελένη Μαύρου"]),
    ("Yazan: Ayşe Demir", ["Ayşe Demir"]),
    # right to left, and Asia
    ("بقلم: ليلى حداد", ["ليلى حداد"]),
    ("بقلم ليلى حداد", ["ليلى حداد"]),
    ("מאת נועה ברקאי", ["נועה ברקאי"]),
    ("Oleh: Budi Santoso", ["Budi Santoso"]),
    ("Tác giả: Nguyễn Văn An", ["Nguyễn Văn An"]),
    ("김서윤 기자", ["김서윤"]),
    ("김서윤·박지훈 기자", ["김서윤", "박지훈"]),
    ("[서울=뉴스] 김서윤 기자", ["김서윤"]),
    ("記者 陳文秀", ["陳文秀"]),
    ("本报记者 陈文秀", ["陈文秀"]),
    ("作者：李小明", ["李小明"]),
]
NOBODY = [
    "By AFP",
    "By Reuters Staff",
    "By Associated Press",
    "By The Fernhill Gazette",
    "By Staff Reporter",
    "By Monday",
    "By Land and Sea",
    "By Wednesday the storm had passed",
    "By Christmas the snow had gone.",
    "Von Montag an gilt im Bus wieder der alte Fahrplan",
    "Von Januar bis März",
    "Por Redacción",
]
NO_BYLINE = [
    "By the time the rain stopped, the square was empty.",
    "By contrast, the north voted no",
    "By law, shops must close",
    "By 2030, half of the cars will be electric",
    "By all accounts it was a quiet night",
    "Par ailleurs, la mairie ferme",
    "Por ejemplo, el puente",
    "Di nuovo in viaggio",
    "Text messages were sent at night",
    "Photo by Anna Berg",
    "Image: Anna Berg",
    "Anna Berg",
    "Bystanders helped the driver",
    "",
]


def people(raw: str) -> list[str]:
    (block,) = read_blocks(raw)
    skip = opening(block.text) or 0
    found = read_credits(raw, block.start, block.end, skip=skip)
    return [credit.name for credit in found if credit.kind == "person"]


def looks_like_one(raw: str) -> bool:
    return any(is_byline(block, raw) for block in read_blocks(raw))


@pytest.mark.parametrize(("raw", "names"), NAMED)
def test_people_named(raw: str, names: list[str]) -> None:
    assert looks_like_one(raw)
    assert people(raw) == names


@pytest.mark.parametrize("raw", NOBODY)
def test_no_person_named(raw: str) -> None:
    assert people(raw) == []


@pytest.mark.parametrize("raw", NO_BYLINE)
def test_no_byline(raw: str) -> None:
    assert not looks_like_one(raw)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("By **[AFP](#)**", "AFP"),
        ("Von [Jana Moosbrugger](https://x.example/autoren/jana-moosbrugger/)", "Jana Moosbrugger"),
        ("By BERG, ANNA", "BERG"),
        ("记者 陈文秀", "陈文秀"),
    ],
)
def test_spans_of_names(raw: str, name: str) -> None:
    block = read_blocks(raw)[0]
    first = read_credits(raw, block.start, block.end, skip=opening(block.text) or 0)[0]
    assert raw[first.start : first.end] == name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Anna Berg", "person"),
        ("Ludwig van der Aa", "person"),
        ("陈文秀", "person"),
        ("The Harbour Post", "organisation"),
        ("harbourpost.com", "organisation"),
        ("Agence du Nord", "organisation"),
        ("Anna", "other"),
        ("Anna Berg 3", "other"),
        ("the old man", "other"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("name", "tidied"),
    [
        ("ANNA BERG", "Anna Berg"),
        ("TOM O'HARE", "Tom O'Hare"),
        ("EVA ROSS-DUNN", "Eva Ross-Dunn"),
        ("ANNA VON BERG", "Anna von Berg"),
        ("Anna Berg", "Anna Berg"),
        ("AFP", "AFP"),
    ],
)
def test_tidy(name: str, tidied: str) -> None:
    assert tidy(name) == tidied


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hilda Farrow is a writer and a potter in Lower Tarn.", "Hilda Farrow"),
        ("Jana Moosbrugger ist Redakteurin im Ressort Verkehr.", "Jana Moosbrugger"),
        ("The bridge is a danger, writers say.", None),
        ("Hilda Farrow is a tall woman.", None),
    ],
)
def test_lines_about_the_author(text: str, name: str | None) -> None:
    span = bio_name(text)
    assert (text[slice(*span)] if span else None) == name


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Posted on 19 December by Anna Berg", "Anna Berg"),
        ("19.12.2023 von Anna Berg", "Anna Berg"),
        ("Struck by lightning", None),
    ],
)
def test_inner_openings(text: str, rest: str | None) -> None:
    at = inner_opening(text)
    assert (text[at:] if at is not None else None) == rest


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("/author/anna-berg/", True),
        ("https://x.example/staff/anna-berg", True),
        ("https://x.example/autoren/anna-berg", True),
        ("/news/2024/03/05/a-story", False),
        ("https://x.example/", False),
    ],
)
def test_author_pages(address: str, is_one: bool) -> None:
    assert is_author_page(address) is is_one


# Bugs caught


@pytest.mark.parametrize("raw", ["लेखक: मीरा जोशी", "लेखक: अनिल कुमार"])
def test_names_with_vowel_signs(raw: str) -> None:
    assert people(raw) == [raw.partition(": ")[2]]


@pytest.mark.parametrize("raw", ["文/李小明", "文|李小明", "글/김서윤"])
def test_openings_with_a_slash(raw: str) -> None:
    assert looks_like_one(raw)


@pytest.mark.xfail(strict=True, reason="Greek sets an article between the word for by and the name")
def test_greek_article() -> None:
    assert people("Γράφει ο Νίκος Παππάς") == ["Νίκος Παππάς"]


@pytest.mark.xfail(strict=True, reason="an article and one noun are taken for a person")
def test_a_paper_with_an_article_is_no_person() -> None:
    assert people("Par Le Courrier avec AFP") == []


@pytest.mark.parametrize("text", ["シェア", "ログイン", "コメント"])
def test_buttons_in_katakana_are_no_people(text: str) -> None:
    assert kind_of(text) != "person"
