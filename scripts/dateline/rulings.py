"""A maintainer's rulings: what a person decided of one field of one document takes the place of what was read."""

from datetime import date

from dateline.errors import SettingsError
from dateline.normalize import Normalized, Row
from dateline.settings import Ruling

LISTS = ("agencies", "authors")


def apply_rulings(rows: Normalized, sha256: str, rulings: tuple[Ruling, ...]) -> Normalized:
    """The rows with every ruling on this document or article applied; what was read stays as evidence that was not chosen."""
    for ruling in rulings:
        if ruling.document in (sha256, rows.key):
            rows = _apply(rows, ruling)
    return rows


def _apply(rows: Normalized, ruling: Ruling) -> Normalized:
    values = [ruling.value] if isinstance(ruling.value, str) else list(ruling.value)
    values = [value for value in values if value]
    article = rows.article | _columns(ruling, values)
    before = [row | {"chosen": False} if row["field"] == ruling.field else row for row in rows.evidence]
    ruled = [_row(rows.article["id"], ruling, value) for value in values or [None]]
    return Normalized(rows.key, article, [*before, *ruled])


def _columns(ruling: Ruling, values: list[str]) -> Row:
    if ruling.field in LISTS:
        return {ruling.field: values}
    value = values[0] if values else None
    if ruling.field != "date":
        return {ruling.field: value}
    try:
        day = date.fromisoformat(value) if value else None
    except ValueError as error:
        raise SettingsError("is no day", field=f"rulings.{ruling.document}.date", found=value, expected="YYYY-MM-DD") from error
    return {"date": day, "date_edtf": value, "date_basis": "ruling" if day else None, "published_at": None}


def _row(key: str, ruling: Ruling, value: str | None) -> Row:
    return {
        "article_id": key, "field": ruling.field, "value": value, "raw": None, "start": None, "end": None,
        "rule": "ruling", "reason": ruling.reason, "chosen": True, "articles": [],
    }  # fmt: skip
