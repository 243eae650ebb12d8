"""Verbs beside a capital: what a government does, and what is done to one."""

import re

from dateline.actors import vocabulary
from dateline.actors.metonym_setting import Setting
from dateline.actors.metonym_words import WordLists

STOPS = frozenset(
    "of in at on to for with by from and or but that which who is was are were has had have will would as after before "
    "over under between amid into about during against since when while said says could".split()
)
"""Words that end a noun phrase."""
PAIRED = frozenset(("both", "either", "neither"))
"""Words before the first of two that are named together."""


def verb(words: list[str], setting: Setting, lists: WordLists) -> bool:
    """Whether `words` begin with what a government does right after the capital: "Moscow backs", "both back"."""
    word, following = words[0], words[1] if len(words) > 1 else ""
    if word in lists.homographs and following in lists.nouned:
        return False
    if word in lists.transitive and word not in lists.bases:
        return following in OBJECTS
    if word not in lists.subject or word not in lists.bases or setting.several:
        return word in lists.subject
    before = setting.before(1)
    return bool(before) and (before[0].lower() in lists.modals or before[0].lower() in ("that", "let", "make", "help"))


OBJECTS = frozenset(
    "the its a an all any both no more new several two three their his her off out up down back".split()
)
"""Words that an object begins with, or that make another verb of one."""


def addressed(setting: Setting, lists: WordLists) -> str | None:
    """ "urged Tehran", "told Moscow to", "praised Riyadh for its restraint"."""
    words = [word for word in setting.before(3) if word.lower() not in PAIRED]
    if not words or re.search(r"[,;:\"“”«»()][ \u00a0]*$", setting.left):
        return None
    verb = words[0].lower()
    if verb in lists.object:
        return "object"
    acted = words[0].islower() and verb not in vocabulary.SENTENCE_WORDS | STOPS and verb not in lists.movements
    return "object" if acted and verb.endswith(("ed", "ing")) and ADDRESSED.match(setting.right) else None


ADDRESSED = re.compile(
    r"[ \u00a0](?:to[ \u00a0](?!the|a|an|its)[a-z]+|(?:of|for)[ \u00a0](?:its|[a-z]+ing)\b|into[ \u00a0][a-z]+ing)"
)
"""What follows the one that is asked, blamed or made to do something."""


def subject(setting: Setting, lists: WordLists) -> str | None:
    """ "Ankara backs", "Moscow has also said", "Tehran, which denies", "Seoul is wary"."""
    if re.match(r"[ \u00a0][a-z]", setting.right) or re.match(r", (?:which|who)[ \u00a0]", setting.right):
        words = [word.lower().replace("’", "'") for word in setting.after(8)]
        return "subject" if acts(words, setting, lists) else None
    aside = re.match(r", [^,\n]{3,60}, ", setting.right)
    if aside is None:
        return None
    later = Setting(setting.text, setting.start, setting.end + aside.end() - 1)
    words = [word.lower().replace("’", "'") for word in later.after(6)]
    return "subject" if acts(words, later, lists) else None


def acts(words: list[str], setting: Setting, lists: WordLists) -> bool:
    """Whether a verb of the lists comes first among `words`, but for adverbs and helping verbs."""
    words = [word for word in words if word not in ("which", "who")]
    while words and (words[0] in lists.between or (words[0].endswith("ly") and words[0] not in lists.subject)):
        words = words[1:]
    if not words:
        return False
    if words[0] in lists.modals:
        return acts_later(words[1:], lists, free=True)
    if words[0] in lists.helpers:
        return acts_later(words[1:], lists, free=False, passive=words[0] in BEING)
    return verb(words, setting, lists)


def acts_later(words: list[str], lists: WordLists, free: bool, passive: bool = False) -> bool:
    """The same after a helping verb; `free`: any verb will do that a city can't have; `passive`: after "been"."""
    for place, word in enumerate(words[:5]):
        if word in ("been", "be", "being"):
            return acts_later(words[place + 1 :], lists, free=False, passive=True)
        if skipped(word, lists):
            continue
        if word in lists.states:
            return True
        if passive and word in EXPECTED and words[place + 1 : place + 2] == ["to"]:
            return acts_later(words[place + 2 :], lists, free=True)
        if passive:
            return word in lists.object or (word.endswith("ing") and word in lists.subject)
        if free:
            return word not in lists.places and word.isalpha()
        return word in lists.subject and word not in PERFECT
    return False


def skipped(word: str, lists: WordLists) -> bool:
    """Whether `word` may stand between a helping verb and the verb."""
    adverb = word.endswith("ly") and word not in lists.states
    return adverb or word in lists.between or word in lists.linking or word in ("have", "to", "so", "no", "longer")


EXPECTED = frozenset("expected likely due scheduled believed said thought known reported understood about".split())
"""What is said of a later act: "is expected to sign"."""
PERFECT = frozenset("seen felt had".split())
"""What a city has done too."""
BEING = frozenset("is was are were isn't wasn't aren't weren't".split())
