"""How often a word stands in news at large: what keeps a corpus of five articles from taking "said" for a rare word.

`data/background.tsv` has, by language, stems and the share of articles that hold them, in per mille, counted over
sample pages of many publishers by `benchmarks/stories.py background`. Stems that are not in it, and languages that are
not, get a share by their length alone.
"""

from functools import cache, lru_cache
from importlib.resources import files

MILLION = 1_000_000
UNLISTED = 2_500  # articles in a million that hold a stem which the list of its language has not
NUMBER = 10_000
YEAR = 100_000
SHORT = {1: 200_000, 2: 200_000, 3: 100_000, 4: 30_000, 5: 12_000}
"""Articles in a million by length of the stem, where a language has no list; longer ones are `LONG`."""
LONG = 5_000


@cache
def listed() -> dict[str, dict[str, int]]:
    """Per mille of articles by stem, by language."""
    text = files(__package__).joinpath("data", "background.tsv").read_text(encoding="utf-8")
    rates: dict[str, dict[str, int]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            language, stem, share = line.split("\t")
            rates.setdefault(language, {})[stem] = int(share)
    return rates


@lru_cache(maxsize=1 << 17)
def rate(stem: str, language: str) -> tuple[int, bool]:
    """Articles in a million that hold a stem, and whether that was counted for the language."""
    if stem[0].isdigit():
        return (YEAR if len(stem) == 4 and stem[:2] in ("19", "20") else NUMBER), False
    own = listed().get(language)
    if own is None:
        return SHORT.get(len(stem), LONG) if stem.isascii() else LONG, False
    share = own.get(stem)
    return (UNLISTED, False) if share is None else (share * (MILLION // 1000), True)
