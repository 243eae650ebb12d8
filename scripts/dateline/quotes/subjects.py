"""Who a phrase beside a cue verb is: an actor, a pronoun and what it stands for, an office, or a common noun."""

import re
from dataclasses import replace

from dateline.quotes.cast import GROUPS, Named
from dateline.quotes.outline import MASK, STOP
from dateline.quotes.records import Speaker, Stretch
from dateline.quotes.scene import Scene

Span = tuple[int, int]

EDGE = " \t\u00a0\u202f\u3000.,;:!?()[]\"“”„«»‘'—–-*_،、，" + MASK + STOP
POSSESSIVE = re.compile(r"['’]s?(?!\w)")
PREPOSITION = re.compile(
    r"(?:^|\s)(?:of|for|from|by|with|to|in|at|on|against|about|over|under|near|into|than|von|vom|für|mit|bei|de|du|des|d[’']|del|"
    r"do|da|dello|della|di|van|voor|av|af)\s+(?:(?:the|der|dem|den|die|das|la|las|los|le|les|il|het|o|a)\s+)?$",
    re.IGNORECASE,
)
TITLE_WORDS = re.compile(r"^(?:[\w’'.-]+\s+){0,8}$")
ASIDE = re.compile(r"^\s*(?:\([^)]{1,40}\)?|,[^,]{1,80},?|[,\s]+\d{2},?)?\s*$")
WIDEST = 120
"""Code points that it may have."""
BEHIND = re.compile(
    r"\s(?:of|from|for|at|with|von|vom|de|del|da|du|van|från|från|fra|af|z|ze|из|з)\s[^,]{2,60}$", re.IGNORECASE
)
"""A phrase behind a name that belongs to it: "Jane Doe of the council"."""
LONGEST = 14
"""Words that a nominal speaker may have."""
WINDOW = 600
"""Code points of a sentence that are looked at for its subject."""
DEEPEST = 4
"""Pronouns that may stand for pronouns before them."""
BACK = 4
"""Sentences before a pronoun in which its antecedent is looked for."""
RELATIVE = re.compile(r"\b(?:who|whose|which|that)\b")
CONTRAST = frozenset("but and aber und doch mais et pero y ma e mas maar en men och og ale i но и а але".split())
"""Conjunctions before a subject."""
PLUS = frozenset("& und og och и і та y e et".split())
ING = re.compile(r"\w+ing\b")


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without space and punctuation at its edges."""
    while start < end and text[start] in EDGE:
        start += 1
    while start < end and text[end - 1] in EDGE:
        end -= 1
    return start, end


def resolve(scene: Scene, start: int, end: int, depth: int = 0) -> Speaker | None:
    """The speaker that the phrase in a span names; None where it names none."""
    start, end = trimmed(scene.body, start, end)
    if start >= end:
        return None
    kind = pronoun(scene, start, end)
    if kind == "first":
        return None
    if kind:
        return antecedent(scene, end - len(scene.body[start:end].split()[-1]), end, kind, depth)
    named = head(scene, start, end)
    if named is not None:
        return several(scene, start, named) or named.speaker
    return nominal(scene, start, end)


def several(scene: Scene, start: int, named: Named) -> Speaker | None:
    """Both names of "X and Y" as one speaker without id."""
    others = scene.cast.inside(start, named.start)
    if not others or scene.body[others[-1].end : named.start].strip(" ,").casefold() not in CONTRAST | PLUS:
        return None
    return Speaker(None, others[-1].start, named.end, "several")


def pronoun(scene: Scene, start: int, end: int) -> str | None:
    """The kind of the pronoun that the phrase is, or ends in ("later he")."""
    words = scene.body[start:end].split()
    kind = scene.words.pronouns.get(words[-1].casefold()) if words else None
    return kind


def head(scene: Scene, start: int, end: int) -> Named | None:
    """The mention that heads the phrase: neither an owner ("Assad's minister") nor behind a preposition ("an aide to
    Assad"), with nothing but an aside behind it."""
    body = scene.body
    found = scene.cast.inside(start, end)
    for named in reversed(found):
        before, after = body[start : named.start], body[named.end : end]
        if PREPOSITION.search(before) or POSSESSIVE.match(after):
            continue
        if named.actor.kind != "person" and not (alone(before) and ASIDE.match(after) and named.form != "demonym"):
            continue
        if ASIDE.match(after) or first_word_in(after, scene.words.adverbial) or BEHIND.match(after):
            return named
    return None


def alone(before: str) -> bool:
    """Whether no more than an article stands before an organization's name."""
    return before.strip().casefold() in ("", "the", "die", "der", "das", "le", "la", "el", "il", "state broadcaster")


def first_word_in(text: str, words: frozenset[str]) -> bool:
    """Whether the first word of `text` is one of `words`."""
    parts = text.split(None, 1)
    return bool(parts) and parts[0].strip(",").casefold() in words


def nominal(scene: Scene, start: int, end: int) -> Speaker | None:
    """The phrase itself as a speaker: the actor who holds the office that it names, else nobody's id."""
    start, end = noun_phrase(scene, start, end)
    phrase = scene.body[start:end]
    if not phrase or "\n" in phrase or MASK in scene.text[start:end] or not any(map(str.isalpha, phrase)):
        return None
    if len(phrase.split()) > LONGEST or len(phrase) > WIDEST or function_word(scene, phrase):
        return None
    actor_id = scene.cast.by_title(phrase)
    if actor_id is not None:
        return Speaker(actor_id, start, end, "role", "person")
    return Speaker(None, start, end, "nominal")


def function_word(scene: Scene, phrase: str) -> bool:
    """Whether the phrase is no noun: one word of time or manner, or a few small letters."""
    if " " in phrase:
        return scene.words.capitals and phrase.islower()
    folded = phrase.casefold()
    if folded in scene.words.adverbial or scene.words.articles.fullmatch(phrase):
        return True
    return phrase.islower() and (len(phrase) < 4 or scene.words.capitals)


def noun_phrase(scene: Scene, start: int, end: int) -> Span:
    """The phrase without adverbs and a phrase of time before it."""
    body, words = scene.body, scene.words
    while (parts := body[start:end].split(None, 1)) and len(parts) > 1:
        if parts[0].strip(",").casefold() not in words.adverbial:
            break
        article = words.articles.search(body, start + len(parts[0]), end)
        if article is None or article.start() - start > 40:
            start = end - len(parts[1])
            continue
        start = article.start()
    if (bracket := body.find("(", start, end)) > start and ")" not in body[bracket:end]:
        end = bracket
    name = name_tail(body[start:end].rstrip())
    start, end = trimmed(body, start, end)
    return (end - len(name) if name else start), end


NAME_TAIL = re.compile(
    r"(?<=[a-zß-ÿ] )((?:[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ][\w’'-]*|[A-Z]\.)"
    r"(?: (?:van|von|de|der|den|bin|al|el|ten|del|da|di|la))*(?: (?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.|al-\w+))+)$"
)


def name_tail(phrase: str) -> str | None:
    """The name at the end of "guard Jane Doe", where no preposition stands before it."""
    match = NAME_TAIL.search(phrase)
    if match is None or PREPOSITION.search(phrase[: match.start()]):
        return None
    return match.group(1)


def antecedent(scene: Scene, start: int, end: int, kind: str, depth: int) -> Speaker:
    """Whom a pronoun stands for: the subject or speaker of its sentence, else of the sentences before it; the pronoun
    itself, with no id, where none fits."""
    outline = scene.outline
    index = outline.at(start)
    sentence = outline.sentences[index]
    best = scene.spoken_in(sentence.start, start)
    if not fits(scene, best, kind):
        best = subject_of(scene, sentence.start, start, depth)
    for back in range(index - 1, max(-1, index - 1 - BACK), -1):
        if fits(scene, best, kind) or sentence.paragraph - outline.sentences[back].paragraph > 2:
            break
        before = outline.sentences[back]
        best = scene.spoken_in(before.start, before.end)
        if not fits(scene, best, kind):
            best = subject_of(scene, before.start, before.end, depth)
    if not fits(scene, best, kind):
        best = scene.last_speaker(start, 2)
    if best is None or not fits(scene, best, kind):
        return Speaker(None, start, end, "pronoun-unresolved")
    return replace(best, how="pronoun")


def fits(scene: Scene, speaker: Speaker | None, kind: str) -> bool:
    """Whether a pronoun of `kind` can stand for the speaker."""
    if speaker is None or speaker.how == "pronoun-unresolved":
        return False
    if kind in ("he", "she", "any"):
        if speaker.kind in GROUPS:
            return False
        if kind == "any" or speaker.id is None:
            return True
        return scene.cast.gender(scene.cast.actors[speaker.id]) in (kind, None)
    return speaker.kind != "person"


def subject_of(scene: Scene, start: int, end: int, depth: int = 0) -> Speaker | None:
    """The subject of the clause that begins at `start`: the first name outside of phrases of time and place, else its
    pronoun's antecedent."""
    key = (start, end)
    if key not in scene.subjects:
        scene.subjects[key] = None  # what asks for itself again has no answer
        scene.subjects[key] = find_subject(scene, start, end, depth) if depth <= DEEPEST else None
    return scene.subjects[key]


def find_subject(scene: Scene, start: int, end: int, depth: int) -> Speaker | None:
    """`subject_of`, found out."""
    body, words = scene.body, scene.words
    at, end = start, min(end, start + WINDOW)
    for comma in (*re.finditer(r"[,;:，،]", scene.text[start:end]), None):
        stop = start + comma.start() if comma else end
        left, right = trimmed(scene.text, at, stop)
        at = stop + 1
        first = body[left:right].split(None, 1)
        if not first:
            continue
        word = first[0].casefold()
        if len(first) > 1 and words.joins.fullmatch(word) and word in words.adverbial and word in CONTRAST:
            left += len(first[0]) + 1
            first = first[1].split(None, 1)
            word = first[0].casefold()
        kind = words.pronouns.get(word)
        if kind and kind != "first":
            return antecedent(scene, left, left + len(first[0]), kind, depth + 1)
        if word in words.adverbial or ING.fullmatch(word):
            if found := after_adverbial(scene, left, right, depth):
                return found
            continue
        return first_subject(scene, left, right)
    return None


def after_adverbial(scene: Scene, left: int, right: int, depth: int) -> Speaker | None:
    """The pronoun or name behind a phrase of time without a comma ("On Friday he ...")."""
    body, words = scene.body, scene.words
    for match in re.finditer(r"\w+", body[left:right][:60]):
        kind = words.pronouns.get(match.group().casefold())
        if kind in ("he", "she"):
            return antecedent(scene, left + match.start(), left + match.end(), kind, depth + 1)
    return None


def first_subject(scene: Scene, left: int, right: int) -> Speaker | None:
    """The first mention in a clause that is a subject's: no owner, behind no preposition, no mere adjective."""
    body = scene.body
    for named in scene.cast.inside(left, right):
        before, after = body[left : named.start], body[named.end : right]
        if POSSESSIVE.match(after) or PREPOSITION.search(before) or named.form == "demonym":
            continue
        if named.actor.kind == "person" or alone(before):
            return named.speaker
        return None
    return None


def dropped(scene: Scene, stretch: Stretch) -> Speaker | None:
    """The last speaker, where a verb has no subject of its own."""
    last = scene.last_speaker(stretch.left, 2)
    return replace(last, how="subject-left-out") if last else None
