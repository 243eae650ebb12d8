"""Names taken apart."""

import pytest

from dateline.corpus.identities.chinese import chinese, wade
from dateline.corpus.identities.groups import group_name
from dateline.corpus.identities.korean import given
from dateline.corpus.identities.names import person_name
from dateline.corpus.identities.sounds import likeness, skeleton, sounds


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Omar al-Bashir", ("omar", "bashir")),
        ("Mohammed bin Salman", ("mohammed", "salman")),
        ("Abd al-Rahman al-Sudais", ("abdrahman", "sudais")),
        ("Abdel-Fattah Al Sisi", ("abdfattah", "sisi")),
        ("Saif al-Din Qutuz", ("saifdin", "qutuz")),
        ("Hassan Nasr Allah", ("hassan", "nasrallah")),
        ("Abu Bakr al-Baghdadi", ("abubakr", "baghdadi")),
        ("Ben Stiller", ("ben", "stiller")),
        ("Ben Ali", ("ali",)),
        ("Al Thani", ("thani",)),
        ("Zhu De", ("zhu", "de")),
        ("Y. Orlov", ("y", "orlov")),
        ("George H.W. Bush", ("george", "h", "w", "bush")),
        ("Putin, Vladimir", ("vladimir", "putin")),
        ("Sheikh Ahmed Yassin", ("ahmed", "yassin")),
        ("Sheikh Hasina", ("sheikh", "hasina")),
        ("习近平", ("xi", "jin-ping")),
        ("이재명", ("yi", "jae-myeong")),
        ("Сергей Лавров", ("sergey", "lavrov")),
        ("", ()),
        ("...", ()),
    ],
)
def test_parts(text: str, parts: tuple[str, ...]) -> None:
    assert person_name(text).parts == parts


@pytest.mark.parametrize(
    ("text", "generation"),
    [("Paul Brandt Jr.", "jr"), ("Paul Brandt, Jr.", "jr"), ("Paul Brandt III", "iii"), ("Jr", None)],
)
def test_generations(text: str, generation: str | None) -> None:
    assert person_name(text).generation == generation


@pytest.mark.parametrize(
    ("one", "other"),
    [("moualem", "muallem"), ("tymoshenko", "timoschenko"), ("yushchenko", "iouchtchenko"), ("qassem", "kasem")],
)
def test_spellings_that_sound_the_same(one: str, other: str) -> None:
    assert sounds(one) == sounds(other)
    assert likeness(one, other) == 1
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("gaddafi", "qadhafi", 0.8, 0.99),
        ("putin", "poutine", 0.8, 0.99),
        ("amin", "amina", 0.0, 0.6),
        ("hassan", "hussein", 0.0, 0.75),
        ("karim", "karam", 0.0, 0.8),
        ("major", "mayor", 0.0, 0.95),
        ("lavrov", "shoigu", 0.0, 0.0),
    ],
)
def test_likeness(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(one, other) <= most
    assert likeness(one, other) == pytest.approx(likeness(other, one))


@pytest.mark.parametrize(
    ("pinyin", "old"),
    [("deng", "teng"), ("xiao", "hsiao"), ("zhou", "chou"), ("lian", "lien"), ("zi", "tzu"), ("guo", "kuo")],
)
def test_wade_giles(pinyin: str, old: str) -> None:
    assert wade(pinyin) == old


def test_a_name_in_pinyin_is_not_read_as_wade_giles() -> None:
    assert [kind for kind, _ in chinese("wang", "ping")] == ["pinyin"]
    assert [kind for kind, _ in chinese("mao", "tse-tung")] == ["wade"]
    assert chinese("smith", "ping") == ()


@pytest.mark.parametrize(("one", "other"), [("jong-un", "jeongeun"), ("geun-hye", "kun hye"), ("suk-yeol", "seokyoul")])
def test_korean_syllables(one: str, other: str) -> None:
    assert given(one) is not None
    assert given(one) == given(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Foreign Affairs of Norway", "Norwegian Foreign Ministry"),
        ("Norwegian Ministry of Defence", "Defense Ministry of Norway"),
        ("the Acme Corp.", "Acme"),
        ("Northern-Lights Trust", "northern lights trust"),
    ],
)
def test_one_organisation(one: str, other: str) -> None:
    assert group_name(one) == group_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Northern Front", "Northern Army"),
        ("Norwegian Foreign Ministry", "Swedish Foreign Ministry"),
        ("Foreign Ministry", "Norwegian Foreign Ministry"),
        ("Norwegian Refugee Council", "Refugee Council"),
    ],
)
def test_two_organisations(one: str, other: str) -> None:
    assert group_name(one) != group_name(other)


@pytest.mark.parametrize(
    ("text", "generic"),
    [
        ("Supreme Court", True),
        ("Police", True),
        ("Norwegian Supreme Court", True),
        ("Norsk Hydro", False),
        ("U.N.", False),
    ],
)
def test_generic_names(text: str, generic: bool) -> None:
    assert group_name(text).generic is generic
