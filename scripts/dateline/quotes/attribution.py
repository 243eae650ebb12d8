"""Who is given as a quote's speaker: by the words behind it or before it, or by the sentences and quotes before.

Each way is a function of the scene and a stretch that returns an attribution, or None where it has nothing to say.
"""

from collections.abc import Callable, Iterator

from dateline.quotes.ahead import before, before_place
from dateline.quotes.behind import after, credited, following, trailing
from dateline.quotes.context import BEFORE, alone, introduced_by_colon, left_bound, sentence_of
from dateline.quotes.final import verb_final
from dateline.quotes.outline import Sentence
from dateline.quotes.records import Attribution, Stretch
from dateline.quotes.scene import Scene
from dateline.quotes.subjects import subject_of

Finder = Callable[[Scene, Stretch], Attribution | None]


def split(scene: Scene, stretch: Stretch) -> Attribution | None:
    """``"..." he said, "..."``: a further quote of the sentence."""
    speaker = scene.spoken_in(sentence_of(scene, stretch).start, stretch.left)
    return Attribution("split", None, speaker) if speaker else None


def colon(scene: Scene, stretch: Stretch) -> Attribution | None:
    """``The mayor was blunt: "..."``: the sentence's subject, where a colon and no cue brings the quote."""
    if not introduced_by_colon(scene, stretch):
        return None
    return Attribution("colon", None, subject_of(scene, left_bound(scene, stretch), stretch.left))


def introduced(scene: Scene, stretch: Stretch) -> Attribution | None:
    """A quote that is a sentence of its own: the speaker of the quote or of the reported speech before it, in its
    paragraph or the one before."""
    if not alone(scene, stretch):
        return None
    sentences = scene.outline.sentences
    index = scene.outline.at(stretch.left)
    here = sentences[index]
    for before_ in backwards(scene, index):
        where = "continued" if before_.paragraph == here.paragraph else "paragraph"
        speaker = scene.spoken_in(before_.start, before_.end)
        if speaker is not None:
            return Attribution(where, None, speaker)
        if scene.text[before_.start : before_.end].rstrip().endswith((":", "：")):
            return announced(scene, before_, stretch)
        found = before_place(scene, before_.start, min(before_.end, before_.start + BEFORE), stretch)
        if found is not None and found.speaker is not None and found.cue is not None:
            return Attribution("reported", None, found.speaker)
    return None


def announced(scene: Scene, sentence: Sentence, stretch: Stretch) -> Attribution:
    """The speaker of a sentence that ends in a colon, before a quote in the next paragraph."""
    found = before_place(scene, sentence.start, sentence.end, stretch)
    return found or Attribution("colon", None, subject_of(scene, sentence.start, sentence.end))


def backwards(scene: Scene, index: int) -> Iterator[Sentence]:
    """The sentences before one: its paragraph's last five, then the last two of the paragraph before."""
    sentences = scene.outline.sentences
    here = sentences[index].paragraph
    for back in range(index - 1, max(-1, index - 7), -1):
        if here - sentences[back].paragraph > 1:
            return
        if sentences[back].paragraph < here and last_of(scene, back) > 1:
            return
        yield sentences[back]


def last_of(scene: Scene, index: int) -> int:
    """How many sentences of the paragraph follow the one at `index`, up to two."""
    sentences = scene.outline.sentences
    following_ = sentences[index + 1 : index + 3]
    return sum(s.paragraph == sentences[index].paragraph for s in following_)


FINDERS: tuple[Finder, ...] = (verb_final, credited, after, before, trailing, split, following, colon, introduced)
"""In the order in which they are asked; the first that knows the speaker is believed."""


def attribution(scene: Scene, stretch: Stretch) -> Attribution | None:
    """The attribution of a stretch; one without speaker where a cue stands and its subject is not told."""
    unknown = None
    for finder in FINDERS:
        found = finder(scene, stretch)
        if found is not None and found.speaker is not None:
            return found
        unknown = unknown or found
    return unknown
