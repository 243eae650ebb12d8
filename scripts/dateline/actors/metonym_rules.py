"""The rules that tell a government from a city, each on one side of the name, and their order."""

import re

from dateline.actors import vocabulary
from dateline.actors.authority import authority
from dateline.actors.edges import sentence_start
from dateline.actors.metonym_setting import Setting
from dateline.actors.metonym_verbs import PAIRED, STOPS, addressed, subject, verb
from dateline.actors.metonym_words import WordLists

DATELINE = re.compile(
    r"(?:, [A-Z][\w.]+(?: [A-Z]\w+)*)?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?(?:,? \d{4})?"
    r"[ \u00a0]*(?:\([^)\n]{2,40}\)[ \u00a0]*)?[-—–:]{1,2}[ \u00a0]"
)
"""What follows the place at the head of a report: a country, a day, an agency, and a dash."""


def decided(setting: Setting, lists: WordLists) -> str | None:
    """The rule that makes a government of the capital, or None where it is a place, a part of a name, or undecided."""
    for rule in RULES:
        answer = rule(setting, lists)
        if answer is not None:
            return answer or None
    return None


PLACE = ""
"""A rule's answer that decides against; None leaves it to the next rule."""


def part_of_name(setting: Setting, lists: WordLists) -> str | None:
    """ "Radio Damascus", "Moscow Region", "Paris, Texas", "12 London Road"."""
    before = re.search(r"([^\W\d_][\w’'.-]*)[ \u00a0]$", setting.left)
    if before and before.group(1)[0].isupper() and not opens(setting, before.group(1)):
        return PLACE
    if re.match(r"[ \u00a0][A-Z0-9]", setting.right):
        word = setting.after(1)[0]
        if vocabulary.plain(word) not in vocabulary.CALENDAR:
            return PLACE
    if re.match(r", (?:[A-Z][\w.]+)(?: [A-Z]\w+)*(?:[,.;)]|$)", setting.right):
        return PLACE
    return None


def opens(setting: Setting, word: str) -> bool:
    """Whether the capitalised word before is not a part of the name: it opens a sentence, or is a day or a month."""
    folded = vocabulary.plain(word)
    if folded in vocabulary.CALENDAR or word.endswith(("'s", "’s")):
        return True
    start = setting.start - 1 - len(word)
    return sentence_start(setting.text, start) and (folded in vocabulary.SENTENCE_WORDS or folded in OPENERS)


OPENERS = frozenset(
    "yet so nor neither either once whether today later earlier still only even perhaps instead thus hence therefore "
    "officially because back with without by against between following blaming accusing urging calling unlike like "
    "despite should did does can will would tell let help asked told backing supporting".split()
)
"""More words that open a sentence with the capital as the next."""


def dateline(setting: Setting, _: WordLists) -> str | None:
    """ "Moscow, Nov 27 —", "London (Reuters) -" at the head of a paragraph."""
    return PLACE if not setting.left.strip() and DATELINE.match(setting.right) else None


def compound(setting: Setting, lists: WordLists) -> str | None:
    """ "Tehran-backed" and "pro-Moscow" against "London-based"."""
    if re.search(r"\b(?:pro|anti)[-–]$", setting.left):
        return "compound"
    match = re.match(r"[-–]([a-z]+)", setting.right)
    if match is None:
        return None
    return "compound" if match.group(1) in lists.suffixes else PLACE


def owner(setting: Setting, lists: WordLists) -> str | None:
    """ "Moscow's idea" against "Moscow's streets" and "Moscow's Red Square"."""
    match = re.match(r"['’]s?[ \u00a0]", setting.right)
    if match is None:
        return None
    following = phrase(setting.right[match.end() :])
    if not following:
        return None
    nouns = {word.lower() for word in following}
    if nouns & lists.allies:
        return "owner"
    if nouns & lists.after or following[0].lower().endswith("est"):
        return PLACE
    if following[0][0].isupper() and following[0] not in lists.ministries:
        return PLACE
    return "owner"


def phrase(right: str) -> list[str]:
    """The words of a noun phrase, up to a preposition, a verb's helper or a comma."""
    words: list[str] = []
    for word in re.split(r"[ \u00a0]+", right):
        plain = word.rstrip('.,;:!?"”’)')
        if not plain or plain in STOPS:
            break
        words.append(plain)
        if plain != word or len(words) == 6:
            break
    return words


def noun(setting: Setting, lists: WordLists) -> str | None:
    """ "Moscow residents" against "the Damascus government"."""
    match = re.match(r"[ \u00a0]([a-z][\w-]*)(?:[ \u00a0]([a-z][\w-]*))?", setting.right)
    if match is None:
        return None
    first, second = match.groups()
    if first in lists.authorities:
        return "authorities"
    if setting.several and first in lists.relations and re.search("[-–]", setting.text[setting.start : setting.end]):
        return "between"
    if (
        verb([first, second or ""], setting, lists)
        or first in lists.modals
        or first in lists.helpers
        or first in lists.between
    ):
        return None
    return PLACE if first in lists.after or second in lists.after else None


def preposition(setting: Setting, lists: WordLists) -> str | None:
    """What stands before: a locative, or a preposition with the word that it belongs to."""
    words = [word.lower() for word in setting.before() if word.lower() not in PAIRED]
    if not words or re.search(r"[,;:\"“”«»()][ \u00a0]*$", setting.left):
        return None
    word, rest = words[0], words[1:]
    if word == "the":
        return PLACE
    if word in lists.locatives:
        return PLACE
    if word in lists.without:
        return "relation"
    if word == "at":
        return "relation" if rest and rest[0] in lists.aims else PLACE
    if word == "between":
        return between(setting, rest, lists)
    if way(setting, word, rest):
        return PLACE
    return related(setting, word, rest, lists) if word in RELATIONS else None


def way(setting: Setting, word: str, rest: list[str]) -> bool:
    """ "from Tunis to Cairo": two places, whatever stands before."""
    if word == "from":
        return bool(re.match(r"[ \u00a0]to[ \u00a0][A-Z]", setting.right))
    return word == "to" and "from" in rest[1:3]


RELATIONS = ("of", "to", "from", "against", "on", "for", "toward", "towards", "over", "under", "about")
"""Prepositions that leave the decision to the word before them."""


def related(setting: Setting, word: str, rest: list[str], lists: WordLists) -> str | None:
    """Decides by the nearest word before the preposition that speaks of governments, of a way, or of an attack."""
    if word == "to" and rest[:1] == ["according"]:
        return "relation"
    for place, other in enumerate(rest[:3]):
        if word == "on" and other in lists.pressures:
            return "relation"
        if other in lists.strikes and word in ("on", "against", "of", "to", "toward", "towards", "over", "from"):
            return PLACE
        if other in lists.movements:
            return PLACE
        if other in lists.relations and word != "about" and (place < 2 or word in ("against", "for", "from")):
            return "relation"
        if word in ("to", "from") and place == 0 and other in lists.dealings:
            return "relation"
    if word == "for" and (not rest or re.match(r"[ \u00a0]to[ \u00a0][a-z]", setting.right)):
        return "relation"
    return "relation" if word == "against" else PLACE


def between(setting: Setting, rest: list[str], lists: WordLists) -> str | None:
    """ "ties between Ankara and the rebels" against "the road between Damascus and Homs"."""
    for other in rest[:4]:
        if other in lists.movements:
            return PLACE
        if other in lists.relations:
            return "between"
    return "between" if setting.several or party_follows(setting, lists) else None


def party_follows(setting: Setting, lists: WordLists) -> bool:
    """Whether "and the opposition" or another party follows, or "and" with a state's name."""
    match = re.match(
        r",? (?:and|or|nor)[ \u00a0](?:the |its |his |their )?((?:[\w.’'-]+[ \u00a0]?){1,3})", setting.right
    )
    if match is None:
        return False
    words = re.findall(r"[\w.-]+", match.group(1))
    if "its " in match.group()[: match.start(1) - match.start()]:
        return True
    if any(word.lower() in lists.partners for word in words):
        return True
    known = authority("en").by_text
    shown = [" ".join(words[:count]) for count in (1, 2, 3)]
    return any(alias.entry is not None for name in shown for alias in known.get(name.rstrip("."), ()))


def coordinated(setting: Setting, lists: WordLists) -> str | None:
    """ "Damascus and the opposition", "the rebels and Ankara" where nothing before makes it a place."""
    if party_follows(setting, lists):
        return "coordination"
    before = re.search(r"\b([\w-]+)[ \u00a0](?:and|or|nor)[ \u00a0]$", setting.left)
    if before and before.group(1).lower() in lists.partners:
        return "coordination"
    return None


RULES = (part_of_name, dateline, compound, owner, noun, preposition, addressed, subject, coordinated)
"""In this order; the first that answers decides."""
