"""Korean names by their syllables: Kim Jong-un, Kim Jŏng-ŭn and Gim Jeongeun are one name in three romanisations."""

import re
from functools import lru_cache

SURNAMES = """
kim gim
yi lee rhee ri rhi li
pak park bak bark
choe choi chwe
chong jung chung jeong jong cheong
cho jo joh
kang gang
yun yoon yune
chang jang
im lim rim yim
han hahn
o oh
so seo suh
sin shin
kwon gwon
hwang whang
an ahn
song
yu yoo ryu
hong
ko koh go
mun moon
yang
son sohn
pae bae
paek baek paik
ho heo huh hur
no noh roh
nam
sim shim
ha hah
ku koo gu
u woo
min
chin jin
chon jeon jun chun
pan ban
to doh
pang bang
tae
hyon hyun hyeon
kil gil
kye gye
na ra
chu joo ju choo
pyo
sok seok suk
yom yeom yum
cha
ma
"""
"""Surnames, one a line, first in McCune-Reischauer without its marks. Written by hand from general knowledge."""
SURNAME = {form: line.split()[0] for line in SURNAMES.strip().splitlines() for form in line.split()}

ONSETS = {"kk": "k", "g": "k", "tt": "t", "d": "t", "pp": "p", "b": "p", "jj": "c", "j": "c", "ch": "c", "ss": "s",
          "sh": "s", "r": "l", "wh": "hw"}  # fmt: skip
VOWELS = {"eo": "o", "u": "o", "oo": "o", "ou": "o", "eu": "o", "woo": "o", "uh": "o", "ae": "e", "ai": "e", "ee": "i",
          "yi": "i", "yeo": "yo", "yu": "yo", "you": "yo", "yoo": "yo", "yae": "ye", "ui": "i", "eui": "i", "oe": "we",
          "oi": "we", "wae": "we", "wo": "wo"}  # fmt: skip
"""The vowels that romanisations without marks write alike are one: eo, o, eu and u among them."""
CODAS = {"g": "k", "b": "p", "d": "t", "r": "l", "h": "", "ng": "N"}

SYLLABLE = (
    r"(kk|tt|pp|ss|jj|ch|sh|wh|[gkndtrlmbpsjh])?"
    r"(yeo|yae|yoo|you|wae|woo|eui|eo|eu|ae|ai|oe|oi|ui|ya|yo|yu|yi|ye|wa|wo|we|wi|oo|ou|ee|uh|[aeiou])"
    r"(ng|[kgnltmpbrh])?"
)
GIVEN = re.compile(rf"{SYLLABLE}(?:{SYLLABLE})?")


@lru_cache(maxsize=1 << 16)
def given(words: str) -> tuple[str, ...] | None:
    """The coarse syllables of a given name of one or two syllables, hyphens and spaces between them or not; None where
    it is none."""
    match = GIVEN.fullmatch(words.replace("-", "").replace(" ", ""))
    if match is None:
        return None
    groups = match.groups()
    return tuple(_coarse(*groups[i : i + 3]) for i in (0, 3) if groups[i + 1])


def _coarse(onset: str | None, vowel: str, coda: str | None) -> str:
    return ONSETS.get(onset or "", onset or "") + VOWELS.get(vowel, vowel) + CODAS.get(coda or "", coda or "")


def korean(surname: str, rest: str) -> tuple[str, ...] | None:
    """A name as the class of its surname and its coarse syllables, or None where it is no Korean name."""
    syllables = given(rest) if surname in SURNAME else None
    return (SURNAME[surname], *syllables) if syllables else None
