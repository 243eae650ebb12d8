"""A made-up corpus: people of many countries, named by Zipf's law in several romanisations of their names."""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import import_module

import pyarrow as pa
from anyascii import anyascii

from dateline.corpus.identities import LOCAL

ARABIC_GIVEN = (
    "Ahmed Mohammed Khaled Youssef Omar Hassan Hussein Mahmoud Ibrahim Tariq Samir Nabil Walid Faisal Rashid Salem "
    "Jamal Adel Munir Bassam Fadi Hisham Imad Issam Kamal Karim Majid Marwan Mazen Nasser Nizar Qasim Rami Riad Saad "
    "Sami Taha Wael Yasser Ziad Amina Fatima Huda Layla Mariam Nadia Rania Salma Zainab Abdulrahman Abdullah Abdulaziz"
).split()
ARABIC_FAMILY = (
    "Ghamdi Otaibi Harbi Shammari Dosari Qahtani Zahrani Mutairi Balawi Anzi Juhani Subaie Hashimi Tamimi Khalidi "
    "Jabouri Dulaimi Samarrai Baghdadi Basri Mosuli Tikriti Hamdani Kurdi Halabi Homsi Hamwi Shami Masri Sayed Ghazali "
    "Qudsi Nabulsi Khatib Najjar Haddad Sabbagh Attar Khouri Sayegh Zubaidi Obeidi Rawi Ani Fahdawi Issawi Jaafari "
    "Mousawi Hakim Yaqoubi Bahrani Sabah Thani Mansouri Shamsi Ketbi Mazrouei Suwaidi Kaabi Romaithi Nuaimi Marri"
).split()
LOCALES = "en_US en_GB es_ES it_IT de_DE fr_FR uk_UA ru_RU tr_TR pt_BR sv_SE nl_NL ro_RO zh_CN".split()
STYLES: dict[str, tuple[tuple[str, str], ...]] = {
    "german": (("sh", "sch"), ("ch", "tsch"), ("v", "w"), ("zh", "sch"), ("ya", "ja"), ("yu", "ju"), ("kh", "ch")),
    "french": (("ch", "tch"), ("sh", "ch"), ("u", "ou"), ("zh", "j"), ("ya", "ia"), ("in ", "ine ")),
    "loose": (("iy", "y"), ("yy", "y"), ("ey", "ei"), ("ks", "x"), ("ya", "ia"), ("yu", "iu")),
    "arabic": (("q", "k"), ("ou", "u"), ("ee", "i"), ("ss", "s"), ("mm", "m"), ("ei", "ai"), ("iy", "i"), ("dh", "d")),
    "arabic 2": (("i ", "y "), ("u", "ou"), ("ah ", "a "), ("kh", "x"), ("ai", "ay"), ("o", "u"), ("Abdul", "Abdel ")),
}
"""Ways to write a name, as lists of replacements; made without a look at what the code under test folds."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """One made-up person: the ways that articles name them, commonest first, and their country."""

    spellings: tuple[str, ...]
    country: str


@cache
def name_lists(locale: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    provider = import_module(f"faker.providers.person.{locale}").Provider
    given, family = ([*dict.fromkeys(getattr(provider, name))] for name in ("first_names", "last_names"))
    return tuple(map(titled, given)), tuple(map(titled, family))


def titled(name: str) -> str:
    return name if name.isascii() else anyascii(name).replace("'", "").title()


def somebody(chance: random.Random) -> Somebody:
    if chance.random() < 0.15:
        given, father, family = (chance.choice(ARABIC_GIVEN), chance.choice(ARABIC_GIVEN), chance.choice(ARABIC_FAMILY))
        name = f"{given} {father} al-{family}"
        short = f"{given} al-{family}"
        styled = [restyled(name, "arabic"), restyled(name, "arabic 2"), name.replace("al-", "Al "), short]
        return Somebody(tuple(dict.fromkeys([name, *styled])), chance.choice(["SY", "IQ", "SA", "EG", "JO", "LB"]))
    locale = chance.choice(LOCALES)
    given, family = (chance.choice(names) for names in name_lists(locale))
    if locale == "zh_CN":
        return Somebody((f"{family} {given}", f"{family} {given[:-1]}{given[-1]}"), "CN")
    name = f"{given} {family}"
    spellings = [name]
    if locale in ("uk_UA", "ru_RU"):
        spellings += [restyled(name, style) for style in ("german", "french", "loose")]
    elif locale == "es_ES":
        spellings.append(f"{name} {chance.choice(name_lists(locale)[1])}")
    else:
        spellings.append(f"{given} {chance.choice('ABCDEGHJLMPRSW')}. {family}")
    spellings += [anyascii(name), f"{given[0]}. {family}"]
    return Somebody(tuple(dict.fromkeys(spellings)), locale[-2:])


def restyled(name: str, style: str) -> str:
    text = name + " "
    for old, new in STYLES[style]:
        text = re.sub(re.escape(old), new, text)
    return text.strip()


def corpus(documents: int, people: int, seed: int = 5) -> tuple[pa.Table, list[int]]:
    """Actors of a made-up corpus, and who each is."""
    chance = random.Random(seed)  # noqa: S311 - a made-up corpus, no secret
    everybody = [somebody(chance) for _ in range(people)]
    ranks = list(range(people))
    weights = [1 / (rank + 10) for rank in ranks]
    cumulative = list(running(weights))
    columns: dict[str, list[object]] = {name: [] for name in LOCAL.names}
    who: list[int] = []
    first = date(2000, 1, 1)
    for number in range(documents):
        article = f"{chance.getrandbits(64):016x}"
        day = first + timedelta(days=number * 9000 // documents) if chance.random() < 0.98 else None
        named = dict.fromkeys(chance.choices(ranks, cum_weights=cumulative, k=chance.choice((1, 2, 3, 4, 5))))
        for place, person in enumerate(named):
            spelling = spelled(everybody[person], chance)
            hint = [everybody[person].country] if chance.random() < 0.3 else []
            values = (f"{article}.{place:04x}", article, day, "person", spelling, [], hint, [])
            for name, value in zip(LOCAL.names, values, strict=True):
                columns[name].append(value)
            who.append(person)
    return pa.table(columns, schema=LOCAL), who


def running(weights: Iterable[float]) -> Iterator[float]:
    total = 0.0
    for weight in weights:
        total += weight
        yield total


def spelled(person: Somebody, chance: random.Random) -> str:
    """The commonest spelling mostly, now and then another."""
    return person.spellings[0] if chance.random() < 0.75 else chance.choice(person.spellings)
