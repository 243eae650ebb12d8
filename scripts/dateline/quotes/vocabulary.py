"""Words of attribution by language, from ``cues.toml``, ready to be found."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.words import read_words

NEVER = re.compile(r"(?!)")
ALIASES = {"nb": "no", "nn": "no"}


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words of attribution; `cues.toml` says what each is."""

    cues: re.Pattern[str]
    """A cue of any kind: group ``verb``, ``participle`` or ``according`` has matched."""
    quoted: re.Pattern[str]
    """The words before a speaker that is quoted "as saying"."""
    saying: re.Pattern[str]
    fillers: re.Pattern[str]
    """Fillers at the end of a text."""
    joins: re.Pattern[str]
    stops: re.Pattern[str]
    tail: re.Pattern[str]
    naming: re.Pattern[str]
    """Naming words at the end of a text."""
    passive: re.Pattern[str]
    quotative: re.Pattern[str]
    subject: re.Pattern[str]
    enclitic: re.Pattern[str]
    """A pronoun that is joined to its verb, as group 1."""
    adverbial: frozenset[str]
    articles: re.Pattern[str]
    copulas: frozenset[str]
    pronouns: Mapping[str, str]
    """Pronoun by its word: ``he``, ``she``, ``it``, ``they``, ``any`` where one word serves several."""
    titles: frozenset[str]
    madams: frozenset[str]
    capitals: bool
    """Whether nouns have a capital."""
    incised: bool
    final: bool
    dropped: bool
    spaced: bool
    inverted: bool
    """Whether a verb behind a comma comes before its subject (", sagte X")."""
    first_verb: bool
    """Whether verbs come before their subjects everywhere."""
    known: bool = True
    """Whether the language has words at all."""


def tree(parts: Sequence[str]) -> str:
    """An alternation of `parts` that shares their beginnings, so that words are tried by letters and not one by one;
    longer parts stay before the shorter ones that they begin with."""
    shared: dict[str, list[str]] = {}
    for part in parts:
        plain = part[:1].isalpha() and part[1:2] not in tuple("?*+{")
        shared.setdefault(part[:1] if plain else "", []).append(part)
    other = sorted(shared.pop("", []), key=lambda part: (-len(part), part))
    branches = [*(part for part in other if part)]
    branches += [letter + tree([part[1:] for part in rest]) for letter, rest in sorted(shared.items())]
    branches += [""] * ("" in other)
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def cased(parts: Iterable[str]) -> str:
    """`tree` of the parts, each also with a capital."""
    both = {part for word in parts for part in (word, word[:1].upper() + word[1:])}
    return tree(sorted(both)) if both else "(?!)"


def pattern(parts: Iterable[str], spaced: bool = True, frame: str = "{}") -> re.Pattern[str]:
    """Any of `parts` as whole words, small or with a capital, in `frame`; never matches where there are none."""
    words_ = list(parts)
    if not words_:
        return NEVER
    bounds = r"(?=\w)(?<!\w){}(?!\w)" if spaced else "{}"
    return re.compile(frame.format(bounds.format(cased(words_))))


def cue_pattern(table: Mapping[str, Any], spaced: bool) -> re.Pattern[str]:
    """One pattern for the cues of all kinds, whose group names tell the kind."""
    kinds = (("verb", "verbs"), ("participle", "participles"), ("according", "according"))
    groups = [f"(?P<{group}>{cased(table[key])})" for group, key in kinds if table.get(key)]
    bounds = r"(?=\w)(?<![\w-])(?:{})(?!\w)" if spaced else "(?:{})"
    return re.compile(bounds.format("|".join(groups))) if groups else NEVER


def pronouns(table: Mapping[str, Any]) -> dict[str, str]:
    """The kind of each pronoun's word."""
    found: dict[str, str] = {}
    for kind in ("he", "she", "it", "they"):
        for word in table.get(kind, []):
            found[word] = "any" if found.get(word, kind) != kind else kind
    found.update(dict.fromkeys(table.get("first", []), "first"))
    return found


def words_of(table: Mapping[str, Any], known: bool) -> Words:
    """The table of one language, compiled."""
    spaced = table.get("spaced", True)
    before, after = table.get("quoted", ["(?!)", "(?!)"])
    return Words(
        cues=cue_pattern(table, spaced),
        quoted=re.compile(rf"(?<!\w){before}\s+", re.IGNORECASE),
        saying=re.compile(rf"\s+{after}(?!\w)", re.IGNORECASE),
        fillers=pattern(table.get("fillers", []), spaced, r"(?:^|[\s,]){}[\s,]*$"),
        joins=pattern(table.get("joins", []), spaced),
        stops=pattern(table.get("stops", []), spaced),
        tail=pattern(table.get("tail", []), spaced),
        naming=pattern(table.get("naming", []), spaced, r"{}\s*$"),
        passive=pattern(table.get("passive", []), spaced, r"{}\s*$"),
        quotative=re.compile(table.get("quotative", "(?!)")),
        subject=re.compile(table.get("subject", "(?!)")),
        enclitic=re.compile(table.get("enclitic", "(?!)"), re.IGNORECASE),
        adverbial=frozenset(table.get("adverbial", [])),
        articles=pattern(table.get("articles", []), spaced),
        copulas=frozenset(table.get("copulas", [])),
        pronouns=pronouns(table),
        titles=frozenset(table.get("titles", [])),
        madams=frozenset(table.get("madams", [])),
        capitals=table.get("capitals", False),
        incised=table.get("incised", False),
        final=table.get("final", False),
        dropped=table.get("dropped", False),
        spaced=spaced,
        inverted=table.get("inverted", True),
        first_verb=table.get("first_verb", False),
        known=known,
    )


@cache
def words(language: str) -> Words:
    """The words of a primary language subtag; empty for a language that the table does not have."""
    tables = read_words(__package__, "cues.toml")
    language = ALIASES.get(language, language)
    return words_of(tables.get(language, {}), language in tables)


@cache
def given_genders() -> Mapping[str, str]:
    """``he`` or ``she`` by case-folded given name; names that both bear are left out."""
    tables = read_words(__package__, "genders.toml")
    female, male = (frozenset(tables[key].split()) for key in ("female", "male"))
    return {**dict.fromkeys(female - male, "she"), **dict.fromkeys(male - female, "he")}
