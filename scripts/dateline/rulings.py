"""A maintainer's rulings: what a person decided of one field of one document takes the place of what was read."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from dateline.errors import SettingsError
from dateline.fields.columns import Reading
from dateline.fields.finding import Finding
from dateline.settings import Ruling, Settings

AnyDraft = TypeVar("AnyDraft", bound=Reading)
"""What was read of a document, of whatever form."""

LISTS = ("agencies", "authors")
FOLLOWING = {"date": ("date", "date_edtf", "published_at", "date_basis")}
"""Fields that a ruling on another one decides too."""

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def check_rulings(settings: Settings) -> None:
    """Raises SettingsError where a ruling cannot be applied, so that no build starts with it."""
    for number, ruling in enumerate(settings.rulings):
        if ruling.field != "date":
            continue
        for value in _values(ruling):
            if _day(value) is None:
                raise SettingsError(
                    "is no day of the calendar",
                    field=f"rulings[{number}].value",
                    found=value,
                    expected="a day as 2014-11-26, or nothing where the article has no date",
                    remedy=f"Correct the ruling on {ruling.document}",
                )


def apply_rulings(draft: AnyDraft, names: Collection[str], rulings: tuple[Ruling, ...]) -> AnyDraft:
    """The draft with every ruling on it applied; what was read stays as evidence that was not chosen.

    Args:
        names: what a ruling can call the document: its SHA-256, the article's id, the id of this scrape of it.
        rulings: those that `check_rulings` has passed.
    """
    for ruling in rulings:
        if ruling.document in names:
            draft = _apply(draft, ruling)
    return draft


def _apply(draft: AnyDraft, ruling: Ruling) -> AnyDraft:
    values = _values(ruling)
    decided = FOLLOWING.get(ruling.field, (ruling.field,))
    before = [replace(found, chosen=False) if found.field in decided else found for found in draft.findings]
    shown: list[str | None] = [*values] or [None]
    ruled = [Finding(ruling.field, value, None, None, "ruling", ruling.reason) for value in shown]
    return replace(draft, **_columns(ruling, values), findings=(*before, *ruled))


def _columns(ruling: Ruling, values: list[str]) -> dict[str, Any]:
    if ruling.field in LISTS:
        return {ruling.field: tuple(values)}
    value = values[0] if values else None
    if ruling.field != "date":
        return {ruling.field: value}
    day = _day(value) if value else None
    return {"date": day, "date_edtf": value, "date_basis": "ruling" if day else None, "published_at": None}


def _values(ruling: Ruling) -> list[str]:
    values = [ruling.value] if isinstance(ruling.value, str) else ruling.value
    return [value for value in values if value]


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if DAY.fullmatch(value) else None
    except ValueError:
        return None
