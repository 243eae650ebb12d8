"""The word lists of ``data/metonyms.txt``, each verb in all its forms."""

from dataclasses import dataclass
from functools import cache

from dateline.actors.word_files import read_sections


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists by name; `subject` and `object` are the verbs' forms."""

    subject: frozenset[str]
    bases: frozenset[str]
    """Base forms of the subject's verbs, which a singular subject never has ("a London court")."""
    object: frozenset[str]
    dealings: frozenset[str]
    """Verbs of giving and taking, for "sold to Moscow", "demanded from Tehran"."""
    modals: frozenset[str]
    helpers: frozenset[str]
    states: frozenset[str]
    linking: frozenset[str]
    transitive: frozenset[str]
    homographs: frozenset[str]
    nouned: frozenset[str]
    aims: frozenset[str]
    places: frozenset[str]
    between: frozenset[str]
    locatives: frozenset[str]
    after: frozenset[str]
    allies: frozenset[str]
    authorities: frozenset[str]
    ministries: frozenset[str]
    suffixes: frozenset[str]
    partners: frozenset[str]
    relations: frozenset[str]
    strikes: frozenset[str]
    pressures: frozenset[str]
    movements: frozenset[str]
    without: frozenset[str]


DEALINGS = (
    "sell supply grant give hand extend export demand receive seek buy want expect hear appeal belong matter".split()
)


@cache
def word_lists() -> WordLists:
    """The lists, read once a process."""
    lists = read_sections("metonyms.txt")
    irregular = {line.split("/")[0]: tuple(line.split("/")) for line in lists.pop("irregular")}
    verbs, objects = lists.pop("verbs"), lists.pop("objects")
    return WordLists(
        subject=frozenset(form for verb in verbs for form in irregular.get(verb) or regular(verb)),
        bases=frozenset(verb for verb in verbs if verb not in irregular.get(verb, ())[2:]),
        object=frozenset(form for verb in objects for form in irregular.get(verb) or regular(verb)),
        dealings=frozenset(form for verb in DEALINGS for form in irregular.get(verb) or regular(verb)),
        **{name: frozenset(words) for name, words in lists.items()},
    )


def regular(verb: str) -> tuple[str, ...]:
    """The forms of a regular English verb."""
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    plural = "es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s"
    return verb, verb + plural, f"{verb}ed", f"{verb}ing"
