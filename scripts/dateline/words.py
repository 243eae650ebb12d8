"""Word lists that come with the package, as data: `cues.toml` and `words.toml` beside the modules that read them."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_words(package: str, name: str) -> dict[str, Any]:
    """The tables of a word list: by table, then by language or kind, lists of phrases."""
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
