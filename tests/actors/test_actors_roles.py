"""Roles beside names, the offices they name, and what the authority's dates say; every text here is made up.

Names are marked in the texts: ``<Jane Roe>`` is a person, ``<Russian|RU>`` a state, ``<U.N.|o>`` another actor.
"""

import re
from datetime import date

import pytest

from dateline.actors.authorities.entry import Entry, Office
from dateline.actors.offices import (
    OfficeFinding,
    OfficeKey,
    bounds,
    clearly_outside,
    held_on,
    holder,
    office_findings,
    office_keys,
)
from dateline.actors.records import Actor, Mention
from dateline.actors.roles import Role, find_roles
from dateline.actors.title_mentions import TitleMention, actor_entries, title_mentions

MARK = re.compile(r"<([^|>]+)(?:\|([A-Za-z]+))?>")


def marked(text: str) -> tuple[str, tuple[Actor, ...]]:
    """The text without its marks, and an actor for each marked name; a person's id is the surname."""
    body, groups = "", {}
    last = 0
    for match in MARK.finditer(text):
        body += text[last : match.start()]
        last = match.end()
        name, code = match.group(1), match.group(2)
        identifier = (
            name.split()[-1].lower() if code is None else f"state-{code.lower()}" if code.isupper() else "org-x"
        )
        form = "full" if " " in name or code else "surname"
        mention = Mention(len(body), len(body) + len(name), name, form)  # type: ignore[arg-type]  # both are forms
        groups.setdefault((identifier, code), []).append(mention)
        body += name
    body += text[last:]
    return body, tuple(actor(*key, mentions) for key, mentions in groups.items())


def actor(identifier: str, code: str | None, mentions: list[Mention]) -> Actor:
    kind = "person" if code is None else "state" if code.isupper() else "body"
    country = code if kind == "state" else None
    name = max((m.text for m in mentions), key=len)
    return Actor(identifier, name, kind, (), country, None, tuple(mentions), "test")  # type: ignore[arg-type]  # a kind


def roles(text: str) -> list[tuple[str, str, str | None]]:
    body, actors = marked(text)
    found = find_roles(body, actors, "en")
    assert all(body[role.start : role.end] == role.text for role in found)
    return [(role.actor_id, role.text, role.country) for role in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<Norwegian|NO> Foreign Minister <Kari Lund> came.", [("lund", "Norwegian Foreign Minister", "NO")]),
        ("But <Norwegian|NO> Foreign Minister <Kari Lund> came.", [("lund", "Norwegian Foreign Minister", "NO")]),
        ("On Friday <Norwegian|NO> President <Kari Lund> left.", [("lund", "Norwegian President", "NO")]),
        ("<Norway|NO>'s Prime Minister <Kari Lund> left.", [("lund", "Norway's Prime Minister", "NO")]),
        ("<Norway|NO>’s prime minister, <Kari Lund>, left.", [("lund", "Norway’s prime minister", "NO")]),
        ("He met <Lund>'s foreign minister, <Per Dahl>, there.", [("dahl", "Lund's foreign minister", None)]),
        (
            "<Kari Lund>, <Norway|NO>'s deputy foreign minister, left.",
            [("lund", "Norway's deputy foreign minister", "NO")],
        ),
        ("<Kari Lund>, the ruler of <Norway|NO>, left.", [("lund", "the ruler of Norway", "NO")]),
        ("He saw the ruler of <Norway|NO>, Sheikh <Kari Lund>.", [("lund", "the ruler of Norway", "NO")]),
        (
            "It was former <Norwegian|NO> opposition leader <Kari Lund>.",
            [("lund", "former Norwegian opposition leader", "NO")],
        ),
        (
            "the efforts of <U.N.|o> Envoy to <Norway|NO>, <Kari Lund>, and others",
            [("lund", "U.N. Envoy to Norway", None)],
        ),
        (
            "He met Deputy Prime Minister, Foreign and Expatriates Minister <Kari Lund> in May.",
            [("lund", "Deputy Prime Minister, Foreign and Expatriates Minister", None)],
        ),
        (
            "President <Kari Lund> and Foreign Minister <Per Dahl> met.",
            [("lund", "President", None), ("dahl", "Foreign Minister", None)],
        ),
        ("<Hearth|o> spokesman <Kari Lund> said no.", [("lund", "Hearth spokesman", None)]),
        ("<Kari Lund>, a senior analyst at <Hearth|o>, said no.", [("lund", "senior analyst at Hearth", None)]),
        ("<Kari Lund> (the <Norwegian|NO> president) said no.", [("lund", "the Norwegian president", "NO")]),
        ("Chief Justice <Kari Lund> ruled.", [("lund", "Chief Justice", None)]),
        ("Gen. <Kari Lund> retired.", [("lund", "Gen.", None)]),
        ("A call to Lt. Gen. <Kari Lund> failed.", [("lund", "Lt. Gen.", None)]),
        ("The head coach <Kari Lund> left.", [("lund", "head coach", None)]),
        ("The Prime Minister and President <Lund> met.", [("lund", "President", None)]),
        ("It was president and CEO <Kari Lund>.", [("lund", "president and CEO", None)]),
        ("then-President <Kari Lund> signed it.", [("lund", "then-President", None)]),
        ("ex-minister <Kari Lund> wrote it.", [("lund", "ex-minister", None)]),
        ("The mayor of Bergen, <Kari Lund>, spoke.", [("lund", "The mayor of Bergen", None)]),
        ("<Norwegian|NO> Minister of Defence <Kari Lund> spoke.", [("lund", "Norwegian Minister of Defence", "NO")]),
        # no roles
        ("Mr. <Lund> came.", []),
        ("<Kari Lund> came.", []),
        ("After talks with the president, <Kari Lund> said little.", []),
        ("<Kari Lund>, President <Per Dahl> and others came.", [("dahl", "President", None)]),
        ("<Kari Lund>, 61, came.", []),
        ("He resigned as president. <Kari Lund> followed.", []),
        ("Three ministers, <Kari Lund>, came.", []),
        ("<Norway|NO> and <Kari Lund> agreed.", []),
        ("They left the minister. <Lund> stayed.", []),
        ("They left the king. <Kari Lund> stayed.", []),
        ("The president\n\n<Kari Lund> came.", []),
    ],
)
def test_roles(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert roles(text) == expected


def test_roles_have_rules_of_english_alone() -> None:
    body, actors = marked("President <Kari Lund> came.")
    assert find_roles(body, actors, "de-AT") == ()
    assert len(find_roles(body, actors, "en-GB")) == len(find_roles(body, actors, None)) == 1


@pytest.mark.parametrize(
    "text", ["", ",", "the " * 500 + "<Kari Lund>", "<Kari Lund>" + ", minister of" * 300, "<A B>'s <C D>'s"]
)
def test_any_text_is_read(text: str) -> None:
    body, actors = marked(text)
    assert all(body[role.start : role.end] == role.text for role in find_roles(body, actors, "en"))


@pytest.mark.parametrize(
    ("text", "country", "keys"),
    [
        ("Russian Foreign Minister", "RU", {("foreign minister", "RU")}),
        ("Minister of Foreign Affairs", "RU", {("foreign minister", "RU")}),
        ("Minister of Foreign Affairs and Expatriates", "SY", {("foreign minister", "SY")}),
        ("minister for foreign affairs", "FI", {("foreign minister", "FI")}),
        ("Secretary of State", "US", {("foreign minister", "US")}),
        ("Deputy Minister of Foreign Affairs for Arab and African Affairs", "IR", {("deputy foreign minister", "IR")}),
        ("Iran's deputy foreign minister", None, {("deputy foreign minister", "IR")}),
        ("Assad's foreign minister", None, {("foreign minister", None)}),
        ("the ruler of Qatar", None, {("monarch", "QA")}),
        ("Emir", "QA", {("monarch", "QA")}),
        ("U.N. Envoy to Syria", None, {("envoy to syria", "org-un")}),
        ("President and Prime Minister", "XK", {("president", "XK"), ("prime minister", "XK")}),
        (
            "Deputy Prime Minister, Foreign and Expatriates Minister",
            "SY",
            {("deputy prime minister", "SY"), ("foreign minister", "SY")},
        ),
        ("Home Secretary", "GB", {("interior minister", "GB")}),
    ],
)
def test_office_keys(text: str, country: str | None, keys: set[tuple[str, str | None]]) -> None:
    assert set(office_keys(text, country)) == {OfficeKey(*key) for key in keys}


def test_an_office_of_an_organization() -> None:
    assert office_keys("Special Envoy for Syria", None, "United Nations") == office_keys("U.N. Envoy to Syria")
    coalition = "National Coalition for Syrian Revolutionary and Opposition Forces"
    assert office_keys(f"President of the {coalition}", None, coalition) == (
        OfficeKey("president", "org-syrian-national-coalition"),
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2004-03-09", date(2004, 3, 9), date(2004, 3, 9)),
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29)),
        ("2004-12", date(2004, 12, 1), date(2004, 12, 31)),
        ("2004", date(2004, 1, 1), date(2004, 12, 31)),
    ],
)
def test_bounds(text: str, first: date, last: date) -> None:
    assert bounds(text) == (first, last)


@pytest.mark.parametrize(
    ("start", "end", "day", "held", "outside"),
    [
        ("2004-03-09", None, date(2026, 1, 1), True, False),
        ("2004-03-09", None, date(2004, 3, 8), False, False),
        ("2004-03-09", None, date(2004, 1, 1), False, True),
        ("2006", "2012-06", date(2006, 7, 1), False, False),
        ("2006", "2012-06", date(2008, 7, 1), True, False),
        ("2006", "2012-06", date(2012, 6, 20), False, False),
        ("2006", "2012-06", date(2012, 7, 20), False, False),
        ("2006", "2012-06", date(2012, 9, 1), False, True),
        (None, "2012", date(2000, 1, 1), False, False),
        (None, None, date(2000, 1, 1), False, False),
    ],
)
def test_times(start: str | None, end: str | None, day: date, held: bool, outside: bool) -> None:
    office = Office("Mayor", "NO", None, start, end)
    assert (held_on(office, day), clearly_outside(office, day)) == (held, outside)


@pytest.mark.parametrize(
    ("office", "country", "day", "entry"),
    [
        ("Foreign Minister", "TR", date(2024, 12, 7), "person-hakan-fidan"),
        ("foreign minister", "TR", date(2016, 6, 1), "person-mevlut-cavusoglu"),
        ("Minister of Foreign Affairs", "TR", date(2015, 10, 1), None),
        ("president", "RU", date(2010, 1, 1), "person-dmitry-medvedev"),
        ("president", "RU", date(2014, 1, 1), "person-vladimir-putin"),
        ("ruler", "QA", date(2024, 1, 1), "person-tamim-bin-hamad-al-thani"),
        ("president", "NO", date(2024, 1, 1), None),
    ],
)
def test_holders(office: str, country: str, day: date, entry: str | None) -> None:
    assert holder(office, country, day) == entry


def test_an_office_as_a_row() -> None:
    office = Office("Mayor", "NO", "City of Bergen", "2004-03-09", "2006")
    assert office.row == {"title": "Mayor", "organization": "City of Bergen", "from": date(2004, 3, 9), "to": None}


LUND = Entry(
    "person-kari-lund",
    "Kari Lund",
    "person",
    "NO",
    offices=(Office("Minister of Foreign Affairs", "NO", None, "2010-05-01", "2015-04"), Office("Senator", "NO")),
)


def findings(text: str, day: date | None, entry: Entry = LUND) -> list[OfficeFinding]:
    body, actors = marked(text)
    return office_findings(find_roles(body, actors, "en"), {"lund": entry}, day, "00112233445566aa")


@pytest.mark.parametrize(
    ("text", "day", "count"),
    [
        ("<Norwegian|NO> Foreign Minister <Kari Lund> came.", date(2018, 1, 1), 1),
        ("<Norwegian|NO> Foreign Minister <Kari Lund> came.", date(2009, 1, 1), 1),
        ("Foreign Minister <Kari Lund> came.", date(2018, 1, 1), 1),
        ("<Norwegian|NO> Foreign Minister <Kari Lund> came.", date(2012, 1, 1), 0),
        ("<Norwegian|NO> Foreign Minister <Kari Lund> came.", date(2015, 5, 20), 0),
        ("<Norwegian|NO> Foreign Minister <Kari Lund> came.", None, 0),
        ("Former <Norwegian|NO> Foreign Minister <Kari Lund> came.", date(2018, 1, 1), 0),
        ("<Norway|NO>'s then-foreign minister, <Kari Lund>, came.", date(2018, 1, 1), 0),
        ("ex-Foreign Minister <Kari Lund> came.", date(2018, 1, 1), 0),
        ("<Swedish|SE> Foreign Minister <Kari Lund> came.", date(2018, 1, 1), 0),
        ("<Norwegian|NO> Senator <Kari Lund> came.", date(2018, 1, 1), 0),
        ("<Norwegian|NO> Prime Minister <Kari Lund> came.", date(2018, 1, 1), 0),
        ("<Norwegian|NO> Foreign Minister <Per Dahl> came.", date(2018, 1, 1), 0),
    ],
)
def test_findings(text: str, day: date | None, count: int) -> None:
    assert len(findings(text, day)) == count


def test_a_finding_says_what_the_authority_says() -> None:
    (finding,) = findings("<Norwegian|NO> Foreign Minister <Kari Lund> came.", date(2018, 1, 1))
    assert (finding.article_id, finding.actor_id, finding.entry_id) == ("00112233445566aa", "lund", "person-kari-lund")
    assert "2010-05-01 to 2015-04" in finding.message
    assert "Norwegian Foreign Minister" in finding.message


def test_a_president_of_the_united_states_keeps_the_title() -> None:
    roe = Entry(
        "person-jane-lund", "Jane Lund", "person", "US", offices=(Office("President", "US", None, "1999", "2003"),)
    )
    assert findings("President <Jane Lund> spoke.", date(2018, 1, 1), roe) == []
    assert len(findings("<US|US> President <Jane Lund> spoke.", date(2018, 1, 1), roe)) == 1
    assert len(findings("President <Jane Lund> spoke.", date(1990, 1, 1), roe)) == 1


def titles(text: str, day: date | None) -> list[tuple[str, str | None, str | None]]:
    body, actors = marked(text)
    found = title_mentions(body, actors, find_roles(body, actors, "en"), day, "en", actor_entries(actors))
    assert all(body[title.start : title.end] == title.text for title in found)
    return [(title.text, title.actor_id, title.entry_id) for title in found]


YEAR_2024 = date(2024, 12, 7)
FIDAN = "person-hakan-fidan"


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("The <Turkish|TR> foreign minister said no.", YEAR_2024, [("foreign minister", None, FIDAN)]),
        ("<Turkey|TR>'s foreign minister said no.", YEAR_2024, [("foreign minister", None, FIDAN)]),
        ("The <Turkish|TR> Foreign Minister.", YEAR_2024, [("Foreign Minister", None, FIDAN)]),
        (
            "<Hakan Fidan> spoke. The <Turkish|TR> foreign minister said no.",
            YEAR_2024,
            [("foreign minister", "fidan", FIDAN)],
        ),
        (
            "<Turkish|TR> Foreign Minister <Kari Lund> spoke. The <Turkish|TR> foreign minister said no.",
            YEAR_2024,
            [("foreign minister", "lund", None)],
        ),
        (
            "<Hossein Amir-Abdollahian> spoke. <Iran|IR>'s deputy foreign minister said no.",
            date(2014, 12, 17),
            [("deputy foreign minister", "amir-abdollahian", "person-hossein-amir-abdollahian")],
        ),
        ("<Iran|IR>'s deputy foreign minister said no.", date(2014, 12, 17), []),
        ("The <Turkish|TR> foreign minister said no.", None, []),
        ("The <Turkish|TR> foreign minister said no.", date(1950, 1, 1), []),
        ("The former <Turkish|TR> foreign minister said no.", YEAR_2024, []),
        ("A <Turkish|TR> foreign minister said no.", YEAR_2024, []),
        ("The <Turkish|TR> foreign minister at the time said no.", YEAR_2024, []),
        ("The <Turkish|TR> foreign minister in 1999 said no.", YEAR_2024, []),
        ("The <Turkish|TR> foreign ministers said no.", YEAR_2024, []),
        ("The <Turkish|TR> foreign ministry said no.", YEAR_2024, []),
        ("The <Turkish|TR> deputy foreign minister said no.", YEAR_2024, []),
        ("The <Turkish|TR> foreign minister, <Kari Lund>, said no.", YEAR_2024, []),
        ("The <Turkish|TR> foreign minister <Lund> said no.", YEAR_2024, []),
        ("The <Turkish|TR> foreign and defence ministers said no.", YEAR_2024, []),
        ("The <Norwegian|NO> foreign minister said no.", YEAR_2024, []),
    ],
)
def test_title_mentions(text: str, day: date | None, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert titles(text, day) == expected


def test_a_title_of_someone_named_is_a_role() -> None:
    body, actors = marked("<Hakan Fidan> spoke. <Turkey|TR>'s foreign minister said no.")
    (title,) = title_mentions(body, actors, (), YEAR_2024, "en", actor_entries(actors))
    assert title.role(body) == Role("fidan", 19, 44, "Turkey's foreign minister", "TR", "role:office")
    nobody = TitleMention(0, 1, "x", None, None, "TR", 0, "title:office")
    assert nobody.role(body) is None


def test_titles_overlap_no_mention() -> None:
    body, actors = marked("The <Turkish|TR> foreign minister met <Turkey|TR>'s president.")
    taken = [(m.start, m.end) for actor in actors for m in actor.mentions]
    found = title_mentions(body, actors, (), YEAR_2024, "en", {})
    assert len(found) == 2
    assert not [title for title in found for start, end in taken if start < title.end and title.start < end]
