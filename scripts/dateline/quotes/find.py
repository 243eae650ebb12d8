"""One article: stretches between marks, who spoke them, which are quotes."""

from collections.abc import Mapping, Sequence

from dateline.actors.records import Actor
from dateline.quotes.attribution import attribution
from dateline.quotes.cast import Cast
from dateline.quotes.inner import parts, tidy
from dateline.quotes.judgement import accepted, form_of
from dateline.quotes.marks import maximal, stretches
from dateline.quotes.names import PRIVATE, unlisted
from dateline.quotes.outline import outline
from dateline.quotes.records import Attribution, Form, Quote, Stretch
from dateline.quotes.scene import Scene
from dateline.quotes.subjects import resolve
from dateline.quotes.turns import dashed, interview
from dateline.quotes.vocabulary import words


def find(body: str, actors: Sequence[Actor], language: str, roles: Mapping[str, Sequence[str]]) -> tuple[Quote, ...]:
    """The quotes of one article; `language` is a primary subtag."""
    vocabulary = words(language)
    turns = interview(body)
    found = [
        part
        for stretch in maximal([*turns, *stretches(body), *dashed(body, vocabulary)])
        for part in parts(body, tidy(body, stretch, vocabulary), vocabulary)
    ]
    if not found:
        return ()
    people = [] if language == "en" else unlisted(body, actors)
    forms: dict[Stretch, Form] = {}
    cast = Cast(body, [*actors, *people], roles, vocabulary)
    scene = Scene(body, outline(body, found), vocabulary, cast, found)
    for stretch in found:
        turn = turns.get(stretch)
        attributed = spoken_turn(scene, turn) if turn is not None else attribution(scene, stretch)
        form = "direct" if turn is not None else form_of(scene, stretch, attributed)
        if turn is not None or accepted(scene, stretch, attributed, form):
            scene.spoken.append((stretch, attributed or Attribution("alone", None, None)))
            forms[stretch] = form
    return tuple(quote(body, stretch, attributed, forms[stretch]) for stretch, attributed in carried_back(scene))


def carried_back(scene: Scene) -> list[tuple[Stretch, Attribution]]:
    """What was spoken, where a quote over several paragraphs names its speaker only at its end."""
    told: list[tuple[Stretch, Attribution]] = []
    for stretch, attributed in reversed(scene.spoken):
        if attributed.speaker is None and told and told[-1][0].carried and stretch.right in scene.carrying:
            attributed = Attribution("carried", None, told[-1][1].speaker)
        told.append((stretch, attributed))
    return told[::-1]


def spoken_turn(scene: Scene, name: tuple[int, int]) -> Attribution:
    """The attribution of an interview's turn to the name before it."""
    letter = name[1] - name[0] == 1  # "Q:" and "A:" name nobody
    return Attribution("interview", None, None if letter else resolve(scene, *name))


def quote(body: str, stretch: Stretch, found: Attribution, form: Form) -> Quote:
    """The quote as it is handed on."""
    speaker, cue = found.speaker, found.cue
    unnamed = speaker is None
    return Quote(
        start=stretch.start,
        end=stretch.end,
        text=body[stretch.start : stretch.end],
        form=form,
        speaker_id=speaker.id if speaker and not (speaker.id or "").startswith(PRIVATE) else None,
        speaker=None if unnamed or speaker is None else body[speaker.start : speaker.end],
        speaker_start=speaker.start if speaker else None,
        speaker_end=speaker.end if speaker else None,
        cue=body[cue[0] : cue[1]] if cue else None,
        cue_start=cue[0] if cue else None,
        cue_end=cue[1] if cue else None,
        rule=found.rule,
    )
