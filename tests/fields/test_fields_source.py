"""Publisher, agencies, translator and language, read from whole small articles."""

import pytest

from dateline.extract.article import Draft, read_draft
from dateline.fields.language import find_language
from dateline.fields.names import Names, spell
from dateline.settings import Agency, Publisher, Settings

SETTINGS = Settings(
    publishers=(Publisher("The Calder Herald", "test", ("Calder Herald", "CALDER.NEWS"), ("calderherald.com",)),),
    agencies=(Agency("Nordwire", "test", ("NW",)),),
)
BODY = (
    "Trams will run all night at weekends again from the first of May, nine years after the city stopped the service.",
    "The plan hinges on forty new drivers, of whom twenty-six have signed their contracts, the city said.",
    "Opponents said that the money would be better spent on repairs of the oldest tracks, some of which are very old.",
)


def story(*, head: tuple[str, ...] = (), lead: str = "", tail: tuple[str, ...] = ()) -> Draft:
    lines = ["# Night trams return to the city of Calder", *head, lead + BODY[0], *BODY[1:], *tail]
    return read_draft("\n\n".join(lines), Names(SETTINGS))


@pytest.mark.parametrize(
    ("tail", "source"),
    [
        ("Source: The Torrin Courier", "The Torrin Courier"),
        ("Source: Calder Herald", "The Calder Herald"),
        ("According to CALDER.NEWS", "The Calder Herald"),
        ("Quelle: Talheimer Bote", "Talheimer Bote"),
        ("Fuente: El Faro de Almerara", "El Faro de Almerara"),
        ("Источник: Озёрский вестник", "Озёрский вестник"),
        ("来源：临江日报", "临江日报"),
        ("Theo Báo Vàm Sông", "Báo Vàm Sông"),
        ("© 2024 The Torrin Courier. All rights reserved.", "The Torrin Courier"),
        ("Copyright 2020-2024 Torrin Courier", "Torrin Courier"),
        ("© 2024 Talheimer Bote. Alle Rechte vorbehalten.", "Talheimer Bote"),
        ("Original url: https://www.calderherald.com/night-trams", "The Calder Herald"),
        # prose, agencies and nobody
        ("According to observers, the trams will be full from the first night on and nobody will sleep.", None),
        ("Sources say no.", None),
        ("Source: Reuters", None),
        ("Copyright law is older than the trams.", None),
        ("All rights reserved.", None),
    ],
)
def test_source_of_the_last_line(tail: str, source: str | None) -> None:
    assert story(tail=(tail,)).source == source


@pytest.mark.parametrize("name", ["The Calder Herald", "Calder Herald"])
def test_source_of_a_byline_and_of_its_own_line(name: str) -> None:
    assert story(head=(f"By {name}",)).source == "The Calder Herald"
    assert story(head=(name,)).source == "The Calder Herald"
    assert story(head=(f"By {name}",)).authors == ()


def test_a_known_publisher_goes_before_a_rights_notice() -> None:
    assert story(head=("By Calder Herald",), tail=("© 2024 Holding House. All rights reserved.",)).source == (
        "The Calder Herald"
    )


@pytest.mark.parametrize(
    ("head", "lead", "tail", "agencies"),
    [
        (("By Reuters",), "", (), ("Reuters",)),
        (("By [AFP](#)",), "", (), ("AFP",)),
        (("By Anna Berg, dpa",), "", (), ("dpa",)),
        (("AFP",), "", (), ("AFP",)),
        (("By Nordwire",), "", (), ("Nordwire",)),
        ((), "CALDER (the old town) - ", (), ()),
        (("By Anna Berg",), "", (), ()),
        (("By The Calder Herald",), "", (), ()),
        ((), "", ("Photo: Reuters",), ()),
    ],
)
def test_agencies(head: tuple[str, ...], lead: str, tail: tuple[str, ...], agencies: tuple[str, ...]) -> None:
    found = story(head=head, lead=lead, tail=tail)
    assert found.agencies == agencies
    assert not set(found.authors) & {"AFP", "Reuters", "Nordwire", "dpa"}


@pytest.mark.parametrize(
    ("line", "translator"),
    [
        ("Translated by Joanna Reyes", "Joanna Reyes"),
        ("(Translated by Joanna Reyes)", "Joanna Reyes"),
        ("Translation by Joanna Reyes", "Joanna Reyes"),
        ("Translated and edited by The Torrin Observer", "The Torrin Observer"),
        ("Übersetzung: Joanna Reyes", "Joanna Reyes"),
        ("Aus dem Englischen von Joanna Reyes", "Joanna Reyes"),
        ("Traduit de l'anglais par Luc Petit", "Luc Petit"),
        ("Перевод: Анна Берг", "Анна Берг"),
        ("ترجمة: ليلى حداد", "ليلى حداد"),
        ("Çeviri: Ayşe Demir", "Ayşe Demir"),
        ("Translated text is harder to read than you think.", None),
        ("The translation was praised by critics in Paris.", None),
    ],
)
def test_translator(line: str, translator: str | None) -> None:
    found = story(tail=(line,))
    assert found.translator == translator
    assert translator is None or line not in found.body


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ferry sails every day from December to March.", "en"),
        ("Die Fähre fährt jeden Tag von Dezember bis März.", "de"),
        ("Le bac part tous les jours de décembre à mars.", "fr"),
        ("Паром ходит каждый день с декабря по март.", "ru"),
        ("العبارة تبحر كل يوم من ديسمبر إلى مارس.", "ar"),
        ("渡轮从十二月到三月每天开航，居民十分高兴。今年冬天不会停航。", "zh"),
        ("フェリーは十二月から三月まで毎日運航する。島の人々は喜んでいる。", "ja"),
        ("123 456 789 10 11 12", "und"),
        ("Hi", "und"),
        ("", "und"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert find_language(text) == code


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("The Calder Herald", "calder herald"),
        ("CALDER-Herald", "calder herald"),
        ("Die Zeit", "zeit"),
        ("Theo", "theo"),
    ],
)
def test_spell(name: str, spelled: str) -> None:
    assert spell(name) == spelled


# Bugs caught


def test_a_rights_notice_without_an_owner() -> None:
    assert story(tail=("© 2024 All rights reserved",)).source is None


@pytest.mark.parametrize("tail", ["© The Torrin Courier", "저작권자 ⓒ 산마을신문, 무단 전재 및 재배포 금지"])
def test_a_rights_notice_without_a_year(tail: str) -> None:
    assert story(tail=(tail,)).source


@pytest.mark.parametrize(
    ("lead", "agency"),
    [
        ("CALDER, March 3 (Reuters) - ", "Reuters"),
        ("CALDER (AP) — ", "Associated Press"),
        ("Calder (dpa) - ", "dpa"),
    ],
)
def test_a_lead_with_a_dateline_stays(lead: str, agency: str) -> None:
    found = story(lead=lead)
    assert found.body.startswith(lead)
    assert found.agencies == (agency,)


def test_a_translator_in_few_letters() -> None:
    assert story(tail=("翻译：王立",)).translator == "王立"
