"""Two parts of names side by side: spellings of one part, an initial, forms of one given name, or two names."""

from dataclasses import dataclass

from dateline.actors.folding import given_names
from dateline.corpus.identities.names import given_forms
from dateline.corpus.identities.sounds import likeness

INITIAL = 0.75
"""Likeness of an initial and a given name that begins so."""
FORM = 0.94
"""Likeness of two forms of one given name (Volodymyr, Vladimir)."""
OTHER_FORM = 0.65
"""The most that two given names have in common that are known to be two (Igor, Egor; Hassan, Hussein)."""
PIECE = 0.1
"""What the other half of a double name costs that one leaves out (Amir-Abdollahian, Abdollahian)."""
ARTICLE = 0.03
"""What an article costs that one has as a part of the word (Alkhatib)."""
SURELY = 0.95
"""At this likeness two parts are spellings of one."""
TWO_NAMES = 0.06
"""What is taken off where both parts are known given names and sound less alike than that (Milena, Melania)."""
WOMAN = 0.35
"""Likeness of a man's and a woman's form of one surname."""

FEMININE = (("a", ""), ("aya", "y"), ("aya", "iy"), ("aya", "i"), ("aia", "i"), ("ska", "ski"), ("ska", "sky"))
SLAVIC = ("ov", "ev", "in", "yn", "off", "ow", "ew", "sky", "ski", "skiy", "skyy", "skyi", "ny", "oy", "oi")


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two parts that were laid side by side, and how alike they are."""

    one: str
    other: str
    likeness: float
    why: str = ""


def align(one: str, other: str, unwritten: bool, middle: bool = False) -> Aligned:
    """Two parts at the same place."""
    if one == other:
        return Aligned(one, other, 1.0)
    if len(one) == 1 or len(other) == 1:
        alike = one[0] == other[0]
        return Aligned(one, other, (0.95 if middle else INITIAL) if alike else 0.0, "initial")
    forms = given_forms()
    if one in forms and other in forms:
        if not forms[one].isdisjoint(forms[other]):
            return Aligned(one, other, max(FORM, likeness(one, other)), "forms of one given name")
        return Aligned(one, other, min(OTHER_FORM, likeness(one, other)), "two given names")
    found = _sounding(one, other, unwritten)
    if found.likeness < SURELY and one in given_names() and other in given_names():
        return Aligned(one, other, max(0.0, found.likeness - TWO_NAMES), "both are given names")
    return found


def _sounding(one: str, other: str, unwritten: bool) -> Aligned:
    hyphened = "-" in one or "-" in other
    bare = (one.replace("-", ""), other.replace("-", "")) if hyphened else (one, other)
    best = likeness(*bare, unwritten)
    if best >= 0.9:
        return Aligned(one, other, best)
    for shorter, longer in ((one, other), (other, one)):
        if "-" in longer and len(shorter) > 3:
            alike = max(likeness(shorter, piece, unwritten) for piece in longer.split("-"))
            if alike - PIECE > best:
                return Aligned(one, other, alike - PIECE, "part of a double name")
        if len(longer) > 5 and longer.startswith(("al", "el")) and not shorter.startswith(("al", "el")):
            best = max(best, likeness(shorter, longer[2:], unwritten) - ARTICLE)
    return Aligned(one, other, best)


def align_surnames(one: str, other: str, unwritten: bool) -> Aligned:
    """Surnames: a woman's form is another person's."""
    if one != other and one[-1] != other[-1] and (_is_feminine(one, other) or _is_feminine(other, one)):
        return Aligned(one, other, WOMAN, "a man's and a woman's surname")
    return align(one, other, unwritten)


def _is_feminine(woman: str, man: str) -> bool:
    """Lavrova beside Lavrov, Navalnaya beside Navalny, Zelenska beside Zelensky."""
    for her, his in FEMININE:
        if woman.endswith(her) and man.endswith(SLAVIC) and man.endswith(his):
            stem = woman[: len(woman) - len(her)]
            if len(stem) > 2 and man[: len(man) - len(his)] == stem:
                return True
    return False
