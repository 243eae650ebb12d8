"""Case endings of names in Russian, Ukrainian and Polish, by rule.

A form is made for each case and looked for as it stands, so a wrong form finds nothing; names whose ending has no rule
here stay as they are. All parts of a name stand in one case: "Сергея Лаврова", never "Сергей Лаврова".
"""

import re
from collections.abc import Iterator
from itertools import product

Forms = tuple[tuple[str, ...], ...]
"""Endings by case (genitive, dative, accusative, instrumental, locative), each with its variants."""
Rule = tuple[str, int, Forms]
"""Ending of the nominative (a pattern), letters of it that fall, forms."""


def forms(*cases: str) -> Forms:
    """Endings as words: variants of a case are separated by a stroke."""
    return tuple(tuple(case.split("/")) for case in cases)


RUSSIAN: tuple[Rule, ...] = (
    ("[её]в$|ов$", 0, forms("а", "у", "а", "ым", "е")),
    ("[иы]н$", 0, forms("а", "у", "а", "ым/ом", "е")),
    ("(?:[её]в|ов|[иы]н)а$", 1, forms("ой/ы", "ой/е", "у", "ой", "ой/е")),
    ("(?:[сц]к|ч|щ|ж|ш)ий$", 2, forms("ого/его", "ому/ему", "ого/его", "им", "ом/ем")),
    ("[^сцчщжшаеёиоуыэюя]ый$|ой$", 2, forms("ого", "ому", "ого", "ым", "ом")),
    ("ая$", 2, forms("ой", "ой", "ую", "ой", "ой")),
    ("ия$", 1, forms("и", "и", "ю", "ей", "и")),
    ("ий$", 1, forms("я", "ю", "я", "ем", "и/е")),
    ("[аеёоуыэюя]й$", 1, forms("я", "ю", "я", "ем", "е")),
    ("ь$", 1, forms("я", "ю", "я", "ем", "е")),
    ("[гкхжшчщ]а$", 1, forms("и", "е", "у", "ой/ей", "е")),
    ("а$", 1, forms("ы", "е", "у", "ой", "е")),
    ("я$", 1, forms("и", "е", "ю", "ей", "е")),
    ("[жцчшщ]$", 0, forms("а", "у", "а", "ем", "е")),
    ("[бвгдзклмнпрстфх]$", 0, forms("а", "у", "а", "ом", "е")),
)
"""The common declensions of names (Rosental, Spravochnik po pravopisaniyu, on surnames and given names)."""
UKRAINIAN: tuple[Rule, ...] = (
    ("[еєо]в$|[иіїє]н$", 0, forms("а", "у/ові", "а", "им/ом", "у/ові/і")),
    ("[сцз]ький$|[аеиоу]вий$", 2, forms("ого", "ому", "ого", "им", "ому")),
    ("ія$", 1, forms("ї", "ї", "ю", "єю", "ї")),
    ("ій$|[аеоу]й$", 1, forms("я", "ю/єві", "я", "єм", "ї/єві")),
    ("ь$", 1, forms("я", "ю/еві", "я", "ем", "і/еві")),
    ("а$", 1, forms("и/і", "і", "у", "ою/ею", "і")),
    ("я$", 1, forms("і/ї", "і/ї", "ю", "ею/єю", "і/ї")),
    ("[жцчшщ]$", 0, forms("а/у", "у/еві", "а/", "ем", "і/еві/у")),
    ("[бвгґдзклмнпрстфх]$", 0, forms("а/у", "у/ові", "а/", "ом", "і/ові/у")),
)
POLISH: tuple[Rule, ...] = (
    ("[sc]ki$|dzki$", 0, forms("ego", "emu", "ego", "m", "m")),
    ("[sc]ka$|dzka$", 1, forms("iej", "iej", "ą", "ą", "iej")),
    ("[ij]a$", 1, forms("i", "i", "ę", "ą", "i")),
    ("[kg]a$", 1, forms("i", "", "ę", "ą", "")),
    ("a$", 1, forms("y", "", "ę", "ą", "")),
    ("[kg]$", 0, forms("a/u", "owi", "a/", "iem", "u")),
    ("[bcdfhjlłmnprstwzżńśćź]$", 0, forms("a/u", "owi", "a/", "em", "ie/u")),
)
RULES: dict[str, tuple[Rule, ...]] = {"ru": RUSSIAN, "uk": UKRAINIAN, "pl": POLISH}
LATIN = ("pl",)
"""Languages of these that are written in Latin letters; names of other letters have none of their endings."""
CASES = 5
PREFIX = re.compile("(?:аль|ар|ас|ат|аш|ан|эль|ель|al|el)-", re.IGNORECASE)
"""Articles that stay as they are before the part that takes the ending."""
UNCHANGED = frozenset(
    "де да ди дель бен бин ибн абу аль эль ас аш ван фон бін ібн de da di bin ibn abu al el von van".split()
)


def inflected(name: str, language: str) -> Iterator[str]:
    """The other forms of `name` in `language`; none where it has no rules, or the name is in capitals."""
    rules = RULES.get(language)
    words = name.split(" ")
    if (
        rules is None
        or (name[-1:] < "\u0400") != (language in LATIN)
        or any(len(word) > 1 and word.isupper() for word in words)
    ):
        return
    declined = [cases(word, rules) for word in words]
    for case in range(CASES):
        for variant in product(*(word[case] for word in declined)):
            made = " ".join(variant)
            if made != name:
                yield made


def cases(word: str, rules: tuple[Rule, ...]) -> Forms:
    """The forms of one word by case; a word without a rule stays."""
    stays = ((word,),) * CASES
    article = PREFIX.match(word)
    head, stem = (word[: article.end()], word[article.end() :]) if article else ("", word)
    if word.lower() in UNCHANGED or len(stem) < 3:
        return stays
    for ending, falls, endings in rules:
        if re.search(ending, stem):
            base = head + (stem[:-falls] if falls else stem)
            return tuple(tuple(base + end if end or not falls else word for end in variants) for variants in endings)
    return stays
