"""Chinese names by their syllables: Mao Tse-tung is Mao Zedong in the older romanisation (Wade-Giles).

Pinyin is turned into Wade-Giles without its apostrophes and umlauts, as the press printed it. That is coarser (Teng is
deng or teng), so two names in pinyin are compared in pinyin.
"""

import re
from functools import lru_cache

SURNAMES = frozenset(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie tang han cao "
    "deng feng peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu lv ding ren lao tan liao fan shi "
    "yao jin mao hua song bai qin hou qiu meng long wan duan lei qian yin kong shao wen bo xi chang qiao lai gong pang "
    "xiong ji kang ling mo ning qi rao shen sheng tao tong xia xiang xing yan yun zong zhan zou zuo cui dai ke nie"
    "".split()
)
"""Surnames in pinyin. Written by hand from general knowledge."""

INITIAL = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
FINAL = "iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|van|an|en|in|un|vn|ai|ei|ao|ou|ia|ie|iu|ua|uo|ui|ue|ve|er"
PINYIN = re.compile(rf"({INITIAL})?({FINAL}|[aeiouv])")
TWO_PINYIN = re.compile(rf"((?:{INITIAL})?(?:{FINAL}|[aeiouv]))((?:{INITIAL})(?:{FINAL}|[aeiouv])|er|en|an|ai|ang|ou)?")

WADE_INITIALS = {"b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "zh": "ch", "x": "hs", "z": "ts", "c": "ts",
                 "r": "j"}  # fmt: skip
WADE = {
    "zi": "tzu", "ci": "tzu", "si": "szu", "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "er": "erh",
    "yi": "i", "ye": "yeh", "yan": "yen", "you": "yu", "yong": "yung", "wei": "wei", "e": "o", "ke": "ko", "ge": "ko",
    "he": "ho", "gui": "kuei", "kui": "kuei", "guo": "kuo", "kuo": "kuo", "huo": "huo", "shuo": "shuo",
}  # fmt: skip
"""Syllables whose spelling no rule gives."""
WADE_FINALS = {"ian": "ien", "ong": "ung", "iong": "iung", "uo": "o", "ie": "ieh", "ue": "ueh", "ve": "ueh", "v": "u"}
WADE_SPELLINGS = {"ssu": "szu", "ze": "tse", "tsu": "tsu", "yi": "i", "hsing": "hsing", "chieh": "chieh"}
WADE_SYLLABLE = re.compile(r"(?:hs|tz|ts|ch|sh|ss|sz|[pmftnlkhjyw])?(?:[aeiou]+(?:ng|n|h|rh)?)")
TWO_WADE = re.compile(
    r"((?:hs|tz|ts|ch|sh|ss|sz|[pmftnlkhjyw])[aeiou]+(?:ng|n|h)?)((?:hs|ts|ch|sh|[pmftlkjyw])[aeiou]+(?:ng|n|h)?)"
)


@lru_cache(maxsize=1 << 14)
def wade(pinyin: str) -> str:
    """One syllable of pinyin as the press wrote it in Wade-Giles."""
    match = PINYIN.fullmatch(pinyin)
    if match is None or pinyin in WADE:
        return WADE.get(pinyin, pinyin)
    initial, final = match.group(1) or "", match.group(2)
    return WADE_INITIALS.get(initial, initial) + WADE_FINALS.get(final, final)


@lru_cache(maxsize=1 << 16)
def pinyin_syllables(words: str) -> tuple[str, ...] | None:
    """The one or two syllables of `words`, joined or parted by a hyphen or a space; None where it is no pinyin."""
    separate = re.split(r"[- ]", words)
    if len(separate) > 1:
        return tuple(separate) if all(PINYIN.fullmatch(syllable) for syllable in separate) else None
    match = TWO_PINYIN.fullmatch(words)
    return tuple(group for group in match.groups() if group) if match else None


def wade_syllables(words: str) -> tuple[str, ...] | None:
    """The syllables of a given name in Wade-Giles, with a hyphen ("Tse-tung", "En-lai") or as one word."""
    separate = re.split(r"[- ]", words)
    if len(separate) == 1 and (match := TWO_WADE.fullmatch(words)):
        separate = list(match.groups())
    if not all(WADE_SYLLABLE.fullmatch(syllable) for syllable in separate):
        return None
    return tuple(WADE_SPELLINGS.get(syllable, syllable) for syllable in separate)


WADE_SURNAMES = frozenset(wade(surname) for surname in SURNAMES) | {"lee"}


@lru_cache(maxsize=1 << 16)
def chinese(surname: str, rest: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The readings of a name: ``("pinyin", syllables)`` and ``("wade", syllables)``; empty where it is no Chinese name.

    A name that pinyin can spell is read as Wade-Giles too only where a hyphen stands in it, as pinyin has none.
    """
    readings = []
    modern = pinyin_syllables(rest) if surname in SURNAMES else None
    if modern:
        readings.append(("pinyin", (surname, *modern)))
    if surname in WADE_SURNAMES and (not modern or "-" in rest):
        old = wade_syllables(rest)
        if old and len(old) <= 2:
            readings.append(("wade", ({"lee": "li"}.get(surname, surname), *old)))
    return tuple(readings)


def same_chinese(one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]]) -> bool:
    """Whether two readings are one name."""
    if one[0] == other[0]:
        return one[1] == other[1]
    return coarse(one) == coarse(other)


def coarse(reading: tuple[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The syllables in Wade-Giles."""
    return tuple(wade(syllable) for syllable in reading[1]) if reading[0] == "pinyin" else reading[1]
