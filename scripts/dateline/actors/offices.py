"""Offices: which one a role names, who held it on a day, and roles that the authority's dates speak against.

An office is a title in one form ("foreign minister" for "Minister of Foreign Affairs") and a place: a state, or an
organisation. Days that are known to the year or month alone are read as the whole year or month.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from dateline.actors.authorities.bundled import known
from dateline.actors.authorities.entry import Entry, Office
from dateline.actors.authorities.supplement import NOTHING, Supplement
from dateline.actors.authority import authority
from dateline.actors.roles import Role, role_words
from dateline.actors.word_files import DATA

SLACK = timedelta(days=31)
"""How far outside the dates is clearly outside: the press is early with the new and late with the old."""


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """An office in a form that can be compared."""

    title: str
    place: str | None
    """ISO code of a state, or id of an organisation; None where nothing says it."""


@dataclass(frozen=True, slots=True)
class OfficeFinding:
    """A role that an article gives a person, though the authority has them in that office at other times only."""

    article_id: str
    actor_id: str
    entry_id: str
    start: int
    end: int
    text: str
    day: date
    held: str
    """The times that the authority has."""

    @property
    def message(self) -> str:
        """The finding in one sentence."""
        return f"{self.text!r} on {self.day}: the authority has {self.entry_id} in that office {self.held}"


# Titles

HEADS = ("minister", "president", "secretary", "chairman", "leader", "chief", "director")
JOINT = re.compile(",|(?:" + "|".join(f"(?<={head})" for head in HEADS) + ") and ")
"""What joins two offices of one person: "president and foreign minister", not "foreign and trade minister"."""


@lru_cache(maxsize=4096)
def office_keys(text: str, country: str | None = None, organization: str | None = None) -> tuple[OfficeKey, ...]:
    """The offices that a role or an office's title names: "Deputy Prime Minister, Foreign and Expatriates Minister" has
    two."""
    place = place_of(organization) if organization else country
    bare, named = without_names(text, organization)
    place = place or named
    parts = [bare, *JOINT.split(bare)]
    titles = dict.fromkeys(title for part in parts if (title := titled(part)))
    known_titles = {title for title in titles if title in set(synonyms().values())}
    return tuple(OfficeKey(title, place) for title in titles if not known_titles or title in known_titles)


def without_names(text: str, organization: str | None) -> tuple[str, str | None]:
    """The title in small letters without states, demonyms, owners and organisations, and the place that these say."""
    place = None
    if organization:
        text = re.sub(rf"\s*\b(?:of|for|at)? ?(?:the )?{re.escape(organization)}", "", text)
    hits = authority("en").hits(text)
    for hit in reversed(hits):
        entry = next((alias.entry for alias in hit.aliases if alias.entry and alias.sure), None)
        before = text[: hit.start].rstrip()
        if entry is None or before.endswith((" to", " for", " on", " to the", " for the")):
            continue
        place = entry.country if entry.kind == "state" else entry.id
        text = re.sub(r"\b(?:of|the|of the)$", "", before).rstrip() + text[hit.end :]
    text = re.sub(r"[^\W_]+['’]s\b|['’]s?(?=\s)", " ", text)
    return " ".join(text.lower().replace("’", "'").split()), place


def titled(text: str) -> str | None:
    """The office that one title names, by the table of titles; None where no title is left."""
    title = plain_title(text)
    return synonyms().get(title, title) if title else None


def plain_title(text: str) -> str:
    """One title without articles and times, with "X minister" for "minister of X" and "envoy to X" for all envoys."""
    dropped = role_words()["times"] - {"deputy"} | {"the", "a", "an", "his", "her", "its", "their"}
    words = [word for word in re.findall(r"[\w'.-]+", text.lower()) if word not in dropped]
    title = " ".join(words)
    title = re.sub(r"^(?:special |un |u\.n\. |peace )*envoy (?:to|for|on) ", "envoy to ", title)
    title = re.sub(r"^(.*\bminister of .+?) for .+$", r"\1", title)
    moved = re.fullmatch(r"(.*?)\b(minister|secretary|chancellor) (?:of|for) (.+)", title)
    if moved:
        title = f"{moved.group(1)}{moved.group(3)} {moved.group(2)}"
    return re.sub(r"\s+", " ", re.sub(r"\b(?:affairs|and expatriates|expatriates and)\b", "", title)).strip()


@cache
def synonyms() -> dict[str, str]:
    """The key of each title in ``data/offices.tsv``."""
    lines = (DATA / "offices.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return {title: key for key, titles in rows for title in titles.split(",")}


@cache
def place_of(organization: str) -> str:
    """The id of an organisation that the authority knows, else its name."""
    aliases = authority("en").by_text.get(organization, ())
    return next((alias.entry.id for alias in aliases if alias.entry), organization)


def keys_of(office: Office) -> tuple[OfficeKey, ...]:
    """The keys of an office of the authority."""
    return office_keys(office.title, office.country, office.organization)


# Times


def bounds(text: str) -> tuple[date, date]:
    """The first and the last day that "2004-03-09", "2004-03" or "2004" can mean."""
    year, month, day = (*map(int, text.split("-")), None, None)[:3]
    if year is None or day is not None:
        return date.fromisoformat(text), date.fromisoformat(text)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def held_on(office: Office, day: date) -> bool:
    """Whether the office was held on `day` for sure; an end that is not known is no end."""
    if office.start is None or day < bounds(office.start)[1]:
        return False
    return office.end is None or day <= bounds(office.end)[0]


def clearly_outside(office: Office, day: date) -> bool:
    """Whether `day` lies more than `SLACK` before the first or after the last day that the dates can mean."""
    early = office.start is not None and day < bounds(office.start)[0] - SLACK
    return early or (office.end is not None and day > bounds(office.end)[1] + SLACK)


def span_of(office: Office) -> str:
    """The time of an office, for a person to read."""
    return f"{office.start or '?'} to {office.end or 'now'}"


# Holders


@cache
def holders(extra: Supplement = NOTHING) -> dict[OfficeKey, tuple[tuple[str, Office], ...]]:
    """Who held each office of the authority, and when."""
    found: dict[OfficeKey, list[tuple[str, Office]]] = {}
    for entry in known(extra):
        for office in entry.offices:
            for key in keys_of(office):
                found.setdefault(key, []).append((entry.id, office))
    return {key: tuple(held) for key, held in found.items()}


def holder(office: str, country: str | None, day: date, extra: Supplement = NOTHING) -> str | None:
    """The id of the one entry that held `office` (a title, as "Foreign Minister") of `country` on `day`, or None where
    the authority has nobody, or several."""
    held = {
        entry
        for key in office_keys(office, country)
        for entry, term in holders(extra).get(key, ())
        if held_on(term, day)
    }
    return held.pop() if len(held) == 1 else None


# Contradictions


@cache
def over() -> re.Pattern[str]:
    """Words that say that the office is not held at the time of the article: "former", "ex-", "then"."""
    words = "|".join(sorted(map(re.escape, role_words()["over"])))
    return re.compile(rf"(?<![\w-])(?:{words})(?!\w)|\bex-", re.IGNORECASE)


def office_findings(
    roles: Iterable[Role], entries: Mapping[str, Entry], day: date | None, article_id: str = ""
) -> list[OfficeFinding]:
    """Roles that contradict the authority's dates, for a person to look at; nothing is corrected.

    Only where the authority has dated offices of that title for the person, `day` lies clearly outside of all, and the
    text does not say "former" or the like. A bare "President" before a name is a courtesy in the United States, also
    after the office.

    Args:
        entries: the authority's entries of the article's actors, by actor id.
        day: the article's date; None finds nothing.
    """
    found = []
    for role in roles:
        entry = entries.get(role.actor_id)
        if day is None or entry is None or over().search(role.text):
            continue
        terms = terms_of(role, entry)
        if not terms or not all(clearly_outside(term, day) for term in terms) or courtesy(role, terms, day):
            continue
        held = ", ".join(span_of(term) for term in terms)
        found.append(OfficeFinding(article_id, role.actor_id, entry.id, role.start, role.end, role.text, day, held))
    return found


def terms_of(role: Role, entry: Entry) -> list[Office]:
    """The dated offices of `entry` that a role names; a role without a place agrees with all."""
    keys = office_keys(role.text, role.country)
    return [
        office
        for office in entry.offices
        if (office.start or office.end)
        and any(
            key.title == other.title and (key.place is None or other.place is None or key.place == other.place)
            for key in keys
            for other in keys_of(office)
        )
    ]


def courtesy(role: Role, terms: list[Office], day: date) -> bool:
    """Whether a bare title follows a holder of the United States out of office, as it does there."""
    past = all(term.end is not None and bounds(term.end)[1] < day for term in terms)
    return past and len(role.text.split()) == 1 and all(term.country == "US" for term in terms)
