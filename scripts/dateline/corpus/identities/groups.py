"""Names of organisations, bodies and armed groups made comparable: exact but for case, marks, order and spelling.

Similar is not the same here: "Islamic Front" and "Islamic Army" are two. A name of common words alone ("Foreign
Ministry") is no name without its country.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.actors.folding import folded
from dateline.actors.vocabulary import CORPORATE_TAILS
from dateline.corpus.identities.places import leading_country, trailing_country
from dateline.corpus.identities.sounds import sounds

FILLERS = frozenset("of the for and in on to".split())
RESPELLED = {"defence": "defense", "centre": "center", "labour": "labor", "organisation": "organization",
             "programme": "program", "ministries": "ministry"}  # fmt: skip
SHORTER = {
    ("foreign", "affairs"): ("foreign",),
    ("internal", "affairs"): ("interior",),
    ("external", "affairs"): ("foreign",),
}

GENERIC = frozenset(
    "ministry ministries department office agency authority bureau board commission committee council court courts "
    "tribunal parliament senate congress assembly house chamber representatives deputies lords commons cabinet "
    "government administration state states federal national central general supreme high constitutional appeals "
    "appeal criminal military civil district city municipal provincial regional local public people peoples royal "
    "republican special armed forces force army navy air marine corps guard guards police gendarmerie intelligence "
    "security secret service services border coast customs bank reserve treasury finance foreign interior defense "
    "justice health education economy economic trade commerce industry energy oil petroleum gas agriculture "
    "environment labor transport transportation communications information culture tourism planning housing religious "
    "awqaf youth sports sport science technology higher research election elections electoral opposition coalition "
    "alliance party democratic ruling union workers front movement news media press radio television tv broadcasting "
    "corporation company group university college school hospital church mosque institute institution center "
    "foundation association federation society club team staff chief command headquarters prosecutor prosecutors "
    "attorney prime minister president presidency presidential palace embassy consulate delegation mission secretariat "
    "spokesman administrative statistics statistical weather meteorological nuclear atomic space human rights crisis "
    "emergency disaster management investigation investigations affairs relations development rural water electricity "
    "power social welfare family women children veterans internal external home legislative executive judicial "
    "judiciary law enforcement counterterrorism anti terrorism task unit brigade division battalion regiment".split()
)
"""Words that stand in the names of institutions of every country: a name of these alone names none of them."""


@dataclass(frozen=True, slots=True)
class GroupName:
    """A name ready to be compared.

    Attributes:
        key: equal for spellings of one name.
        country: the state that the name itself tells ("Russian Foreign Ministry"), or None.
        generic: whether all its words are common ones; it is known by its country alone.
        acronym: whether it is written in capitals alone.
    """

    key: str
    country: str | None = None
    generic: bool = False
    acronym: bool = False

    def qualified(self, country: str | None) -> str | None:
        """The key by which articles may share the name, or None where it is known in its own article alone."""
        if not self.key or (self.acronym and len(self.key) < 3):
            return None
        if not self.generic:
            return self.key
        return f"{self.country or country}: {self.key}" if self.country or country else None


@lru_cache(maxsize=1 << 17)
def group_name(text: str) -> GroupName:
    """The name as it is compared."""
    plain = folded(text)
    if is_acronym(text):
        return GroupName(plain, acronym=True)
    words = tuple(RESPELLED.get(word, word) for word in re.split(r"[\s-]+", plain) if word)
    words = _without_tail(words)
    code, rest = leading_country(words)
    if code is None:
        code, rest = trailing_country(words)
    if code and is_generic(rest):
        return GroupName(_in_order(rest), code, True)
    return GroupName(_in_order(words), None, is_generic(words))


def is_acronym(text: str) -> bool:
    """Whether a name is capitals and digits alone ("SDF", "U.N.", "PKK/KCK" is none)."""
    letters = text.replace(".", "")
    return 1 < len(letters) <= 7 and letters.isalnum() and letters.isupper() and letters.isascii()


def is_generic(words: tuple[str, ...]) -> bool:
    """Whether there are only common words."""
    return all(word in GENERIC or word in FILLERS for word in words)


def _without_tail(words: tuple[str, ...]) -> tuple[str, ...]:
    while len(words) > 1 and words[-1] in CORPORATE_TAILS - {"group"}:
        words = words[:-1]
    return words


def _in_order(words: tuple[str, ...]) -> str:
    """ "Ministry of Foreign Affairs" as "foreign ministry"; other names as they stand."""
    if len(words) > 2 and words[0] in ("ministry", "department") and words[1] in ("of", "for"):
        words = (*(word for word in words[2:] if word != "the"), words[0])
    for long, short in SHORTER.items():
        for place in range(len(words) - 1):
            if words[place : place + 2] == long:
                words = words[:place] + short + words[place + 2 :]
    return " ".join(words)


@lru_cache(maxsize=1 << 17)
def sounding(key: str) -> str | None:
    """The sounds of a name of several words, by which another romanisation of it is found for a person to look at."""
    words = [word for word in key.split() if word not in ("al", "el", "as", "ash", "an", "ad", "ar")]
    return " ".join(sounds(word) for word in words) if len(words) > 1 else None
