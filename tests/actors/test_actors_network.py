"""The model's network by arrays against spaCy's own recognizer, and what it does otherwise on purpose."""

import importlib
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from dateline.actors import find_actors, recognizer
from dateline.actors.network import DEPTH, Network, near, padded, widened

PARAGRAPHS = (
    "Foreign Minister Amalia Ríos of Peru met Jean-Luc Fontaine in Lima on Tuesday, 4 March 2014.",
    "",
    "“We lost 1,200 tonnes,” said Okoro & Sons Ltd., which owns the ships.  The U.S. Coast Guard sent two boats.",
    "no capitals at all in this one",
    "Sheikh Nasser bin Khaled al-Dosari told the Bank of the Northern Isles that $5 million was owed.",
    "X",
    " \t ",
)


@pytest.fixture(scope="module")
def pipeline() -> Any:
    name = next(name for name in recognizer.MODELS["en"] if find_spec(name))
    return importlib.import_module(name).load(exclude=recognizer.UNUSED)


def spacy_names(pipeline: Any, texts: tuple[str, ...]) -> list[list[tuple[int, int, str]]]:
    return [[(e.start, e.end, e.label_) for e in document.ents] for document in pipeline.pipe(texts)]


def our_names(pipeline: Any, network: Network, texts: tuple[str, ...]) -> list[list[tuple[int, int, str]]]:
    found = network.names([pipeline.make_doc(text) for text in texts])
    return [[(n.first, n.end, n.label) for n in names] for names in found]


def test_without_the_trained_words_the_answers_are_spacys(pipeline: Any) -> None:
    expected = spacy_names(pipeline, PARAGRAPHS)
    assert sum(map(len, expected)) >= 8
    assert our_names(pipeline, Network(pipeline.get_pipe("ner")), PARAGRAPHS) == expected


def test_a_paragraphs_names_do_not_depend_on_the_paragraphs_beside_it(pipeline: Any) -> None:
    network = Network(pipeline.get_pipe("ner"))
    alone = [our_names(pipeline, network, (text,))[0] for text in PARAGRAPHS]
    assert our_names(pipeline, network, PARAGRAPHS) == alone


def test_new_words_are_read_alike_whatever_their_letters(pipeline: Any) -> None:
    """Two words that the model never saw, of one shape and with new endings, get one vector."""
    known = [pipeline.vocab.strings[text] for text in pipeline.vocab.strings]
    network = Network(pipeline.get_pipe("ner"), known)
    keys = np.concatenate(
        [pipeline.make_doc(word).to_array(["NORM", "PREFIX", "SUFFIX", "SHAPE"]) for word in ("Zvuqjx", "Zwuqjz")]
    )
    one, other = network.embedded(keys)
    assert np.array_equal(one, other)
    plain = Network(pipeline.get_pipe("ner")).embedded(keys)
    assert not np.array_equal(plain[0], plain[1])


def test_no_text_no_names(pipeline: Any) -> None:
    network = Network(pipeline.get_pipe("ner"))
    assert network.names([]) == []
    assert our_names(pipeline, network, ("", "")) == [[], []]


def test_a_model_of_another_build_is_refused(pipeline: Any) -> None:
    model = SimpleNamespace(walk=list, get_ref=pipeline.get_pipe("ner").model.get_ref)
    with pytest.raises(ValueError, match="not a small model"):
        Network(SimpleNamespace(model=model))


def test_what_was_read_before_changes_no_answer_and_words_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "Pavel Andreyevich Zhilin met the board of Zelvix Mining in Lusaka. Zhilin left early."
    before = find_actors("00112233445566aa", body, language="en")
    monkeypatch.setattr(recognizer, "NEW_WORDS", 0)
    reader = recognizer.model("en")
    assert reader is not None
    find_actors("00112233445566aa", "Xaqvolin Drumbergas spoke of Ulquorra and Wembyolan.", language="en")
    grown = len(reader.pipeline.vocab)
    assert find_actors("00112233445566aa", body, language="en") == before
    assert len(reader.pipeline.vocab) < grown + 100


@pytest.mark.parametrize(
    ("lengths", "rows"),
    [([2], [DEPTH, DEPTH + 1]), ([1, 0, 1], [DEPTH, 2 * DEPTH + 1]), ([0, 1], [DEPTH])],
)
def test_empty_rows_stand_before_every_text(lengths: list[int], rows: list[int]) -> None:
    assert padded(lengths).tolist() == rows


def test_words_two_away_from_a_capital_are_looked_at() -> None:
    capital = np.array([False, False, False, True, False, False, False])
    assert near(capital).tolist() == [False, True, True, True, True, True, False]
    assert widened(capital).sum() == 3
