"""Which scripts a language is written in: for a look at whether a body can be in the language that it is said to be in.

Languages that are not listed are not judged. Sources: ISO 639-1, and the scripts that CLDR gives for each language.
"""

from collections.abc import Mapping

_SCRIPTS = {
    ("Arabic",): "ar fa ur ps ckb ug sd dv",
    ("Armenian",): "hy",
    ("Bengali",): "bn as",
    ("Cyrillic",): "ru uk be bg mk ky tg tt ba",
    ("Devanagari",): "hi mr ne sa mai",
    ("Ethiopic",): "am ti",
    ("Georgian",): "ka",
    ("Greek",): "el",
    ("Gujarati",): "gu",
    ("Gurmukhi",): "pa",
    ("Han",): "zh yue",
    ("Han", "Hiragana", "Katakana"): "ja",
    ("Hangul", "Han"): "ko",
    ("Hebrew",): "he yi",
    ("Kannada",): "kn",
    ("Khmer",): "km",
    ("Lao",): "lo",
    ("Malayalam",): "ml",
    ("Myanmar",): "my",
    ("Oriya",): "or",
    ("Sinhala",): "si",
    ("Tamil",): "ta",
    ("Telugu",): "te",
    ("Thai",): "th",
    ("Tibetan",): "bo dz",
    ("Latin",): (
        "af ca cs cy da de en es et eu fi fil fo fr ga gl ha hr hu id is it lb lt lv mg mi ms mt nb nl nn no pl pt qu "
        "rm ro rw sk sl sm sn so sq st su sv sw tl tn tr ts vi wo xh yo zu"
    ),
    ("Cyrillic", "Latin"): "sr bs kk mn az uz tk ku",
}

_CODES = {
    "Arab": ("Arabic",),
    "Cyrl": ("Cyrillic",),
    "Deva": ("Devanagari",),
    "Guru": ("Gurmukhi",),
    "Hans": ("Han",),
    "Hant": ("Han",),
    "Latn": ("Latin",),
}
"""ISO 15924 codes that may stand in a tag, by the names that Unicode uses."""

SCRIPTS: Mapping[str, tuple[str, ...]] = {
    language: scripts for scripts, languages in _SCRIPTS.items() for language in languages.split()
}


def scripts(tag: str) -> tuple[str, ...]:
    """The scripts that a BCP 47 tag can be written in; empty where this table does not know."""
    language, *rest = tag.split("-")
    stated = next((_CODES[part] for part in rest if part in _CODES), None)
    return stated or SCRIPTS.get(language, ())
