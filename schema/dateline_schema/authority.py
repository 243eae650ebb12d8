"""The contract of an authority file: JSON Lines, one actor a line, for the entries that Dateline has and a user's own.

Declared with the fields of the tables, so the checks and the JSON Schema (`authority.schema.json`) come of one
declaration. Unlike a row of a table an entry may leave out all but `REQUIRED`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from dateline_schema import SCHEMA_VERSION
from dateline_schema.checks import Check, Distinct, Lacks, Matches, NotEmpty, OneOf
from dateline_schema.fields import COUNTRY, KIND, ONE_LINE, WIKIDATA, Field
from dateline_schema.jsonschema import DIALECT, Schema, field_schema
from dateline_schema.vocabulary import FORMS

ENTRY_ID = Matches(
    "entry-id",
    "^[g-z][a-z]*-[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$",
    "a word from g to z, a hyphen, letters and digits, as in person-sergei-lavrov",
)
DAY = Matches(
    "day",
    "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
    "a day, or the month or year where no more is known, as in 2004-03-09, 2004-03, 2004",
)
SCRIPT = Matches("script", "^[A-Z][a-z]{3}$", "an ISO 15924 code such as Cyrl")
TAG = Matches("language", "^[a-z]{2,3}$", "an ISO 639 code such as ru")


def _text(name: str, meaning: str, *checks: Check, null: bool = False) -> Field:
    return Field(name, meaning, pa.string(), null, checks)


def _texts(name: str, meaning: str) -> Field:
    return Field(name, meaning, checks=(Distinct(),), items=_text("element", "", *ONE_LINE))


ALIAS_FIELDS = (
    _text("name", "the name as texts have it", *ONE_LINE),
    _text("lang", "language whose texts have it; left out: any that is written in its script", TAG, null=True),
    _text("script", "script of the name; left out: seen from its letters", SCRIPT, null=True),
    _text("form", "how it names the actor; left out: full, or acronym for capitals alone", OneOf(FORMS), null=True),
    Field("sure", "false where it counts only if the article says more of the actor", pa.bool_()),
)
OFFICE_FIELDS = (
    _text("title", "title of the office, in English", *ONE_LINE),
    _text("organization", "where it is held, if not in the government of a state", *ONE_LINE, null=True),
    _text("country", "state of the office; left out: the entry's", COUNTRY, null=True),
    _text("from", "first day in office; null: not known", DAY, null=True),
    _text("to", "last day in office; null: not known, or still held", DAY, null=True),
    _text("source", "where this office and its days were taken from", *ONE_LINE, null=True),
)
ENTRY_FIELDS = (
    _text("id", "stable id", ENTRY_ID),
    _text("name", "the name to show", *ONE_LINE),
    KIND,
    _text("country", "state that the actor is or belongs to", COUNTRY, null=True),
    _text("wikidata", "Wikidata item, where it is verified", WIKIDATA, null=True),
    Field("aliases", "other names", items=Field("element", "", members=ALIAS_FIELDS)),
    _texts("support", "words of an article that make unsure names sure"),
    Field("offices", "offices held", items=Field("element", "", members=OFFICE_FIELDS)),
    _texts("sources", "where the facts were taken from"),
)
REQUIRED: Mapping[str, tuple[str, ...]] = {"": ("id", "name", "kind"), "aliases": ("name",), "offices": ("title",)}
"""Keys that an entry, an alias, an office must have."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an entry, for a person to act on."""

    field: str
    problem: str
    found: str
    expected: str
    remedy: str


def authority_schema() -> Schema:
    """The JSON Schema of one entry."""
    head = {"$schema": DIALECT, "title": "Dateline authority", "description": "one line of an authority file"}
    return {**head, **_object(ENTRY_FIELDS, ""), "$comment": f"contract {SCHEMA_VERSION}"}


def _object(fields: tuple[Field, ...], path: str) -> Schema:
    return {
        "type": "object",
        "properties": {field.name: _property(field) for field in fields},
        "required": list(REQUIRED[path]),
        "additionalProperties": False,
    }


def _property(field: Field) -> Schema:
    if field.items is not None and field.items.members:
        return {"description": field.meaning, "type": "array", "items": _object(field.items.members, field.name)}
    return field_schema(field)


def problems(entry: object) -> list[Problem]:
    """What the contract has against one entry; empty where it holds."""
    return list(_members(entry, ENTRY_FIELDS, "", ""))


def _members(value: object, fields: tuple[Field, ...], path: str, where: str) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield Problem(where or "the line", "is no object", shown(value), "an object", "Put it in braces")
        return
    known = {field.name: field for field in fields}
    for name in value:
        if name not in known:
            yield Problem(_join(where, str(name)), "is no key of an entry", str(name), _names(known), "Take it out")
    for name in REQUIRED[path]:
        if name not in value:
            yield Problem(_join(where, name), "is missing", "nothing", known[name].meaning, "Add it")
    for name, field in known.items():
        if name in value:
            yield from _value(value[name], field, _join(where, name))


def _value(value: object, field: Field, where: str) -> Iterator[Problem]:
    if value is None and field.nullable:
        return
    expected = _type(field)
    if not isinstance(value, expected):
        word = {str: "a text", bool: "true or false", list: "a list"}[expected]
        yield Problem(where, "has the wrong type", shown(value), word, f"Write {word}")
        return
    for check in field.checks:
        if not _holds(check, value):
            says = getattr(check, "says", "")
            yield Problem(where, f"breaks the rule {check.rule}", shown(value), says, f"Correct it: {field.meaning}")
    if field.items is not None and isinstance(value, list):
        for number, element in enumerate(value):
            place = f"{where}[{number}]"
            members = field.items.members
            yield from _members(element, members, field.name, place) if members else _value(element, field.items, place)


def _type(field: Field) -> type:
    if field.items is not None:
        return list
    return bool if field.type is not None and pa.types.is_boolean(field.type) else str


def _holds(check: Check, value: Any) -> bool:
    match check:
        case Matches(pattern=pattern):
            return re.search(pattern, value) is not None and not value.endswith("\n")
        case Lacks(pattern=pattern):
            return re.search(pattern, value) is None
        case OneOf(values=values):
            return value in values
        case Distinct():
            return len({str(element) for element in value}) == len(value)
        case NotEmpty():
            return bool(value)
    raise TypeError(f"no authority field is checked by {check.rule}")


def _join(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _names(names: Iterable[str]) -> str:
    return "one of " + ", ".join(names)


def shown(value: object) -> str:
    """A value in a message: short, on one line."""
    text = repr(value) if not isinstance(value, str) else value
    return text if len(text) <= 80 else f"{text[:77]}..."
