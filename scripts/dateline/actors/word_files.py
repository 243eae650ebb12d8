"""Word lists in text files of ``data/``: a line ``[name: what it holds]`` opens a list, # a note, words stand between
white space."""

from pathlib import Path

DATA = Path(__file__).with_name("data")


def read_sections(name: str) -> dict[str, list[str]]:
    """The words of each list of a file by the list's name."""
    return sections((DATA / name).read_text(encoding="utf-8"))


def sections(text: str) -> dict[str, list[str]]:
    """The words of each list by the word before the colon of its heading."""
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            words = found.setdefault(line[1:].partition(":")[0], [])
        elif not line.startswith("#"):
            words.extend(line.split())
    return found
