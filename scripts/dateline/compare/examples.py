"""Values as texts for a person: shortened to where they differ; for lists, what came, went or changed."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from dateline.compare.result import Change

LABEL: Final = 80
"""Code points of a title or name."""
WIDTH: Final = 100
"""Code points of a value."""
LEAD: Final = 24
"""Code points before the first difference."""
NOTED: Final = 4
"""Things that a note names; of more, it says how many."""

IDENTITIES: Final = (("id",), ("start", "end"))
"""Members by which a struct in a list is known again, where it has them."""


def change(identifier: str, label: str | None, old: Any, new: Any) -> Change:
    """An example of a changed value."""
    before, after = around(value_text(old), value_text(new))
    return Change(identifier, label, before, after, note(old, new))


def value_text(value: Any) -> str | None:
    """A value in one line: texts as they are, days and moments as ISO 8601, lists and structs as JSON; None is null."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=_scalar).strip('"')


def _scalar(value: Any) -> str:
    """What JSON has no notation for: days and moments, bytes, exact decimals."""
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def around(old: str | None, new: str | None) -> tuple[str | None, str | None]:
    """Both texts cut to about `WIDTH` code points from shortly before the first place where they differ."""
    if old is None or new is None:
        return old and shortened(old), new and shortened(new)
    if max(len(old), len(new)) <= WIDTH:
        return old, new
    same = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    start = max(0, (min(len(old), len(new)) if same is None else same) - LEAD)
    return _window(old, start), _window(new, start)


def _window(text: str, start: int) -> str:
    head = "…" if start else ""
    return head + shortened(text[start:])


def shortened(text: str, width: int = WIDTH) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= width else text[: width - 1] + "…"


def note(old: Any, new: Any) -> str | None:
    """What came, went or changed in a list; None for anything else."""
    if not isinstance(old, list) or not isinstance(new, list):
        return None
    before, after = ({_identity(item): item for item in items} for items in (old, new))
    came = [_name(after[key]) for key in after if key not in before]
    went = [_name(before[key]) for key in before if key not in after]
    told = [f"{word} {_few(names)}" for word, names in (("came", came), ("went", went)) if names]
    told += [_changed(before[key], after[key]) for key in before if key in after and before[key] != after[key]]
    return _few(told, "; ") or "another order or number"


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """What changed in the members of a struct."""
    names = [name for name in new if old.get(name) != new[name]]
    return f"{_name(old)}: " + ", ".join(f"{name} {_step(old.get(name), new[name])}" for name in names)


def _step(old: Any, new: Any) -> str:
    before, after = around(value_text(old), value_text(new))
    return note(old, new) or f"{before or 'null'} → {after or 'null'}"


def _identity(item: Any) -> str:
    """What stays the same when an element of a list changes: its id, its place, else all of it."""
    if not isinstance(item, Mapping):
        return str(value_text(item))
    names = next((names for names in IDENTITIES if item.keys() >= set(names)), tuple(item))
    return str(value_text([item[name] for name in names]))


def _name(item: Any) -> str:
    if not isinstance(item, Mapping):
        return shortened(str(value_text(item)), LABEL)
    if "start" in item and "end" in item:
        return f"{item['start']}–{item['end']} “{item.get('text', '')}”"
    name, identifier = item.get("name") or item.get("title"), item.get("id")
    return " ".join(str(part) for part in (name, identifier and f"({identifier})") if part) or str(value_text(item))


def _few(names: Sequence[str], between: str = ", ") -> str:
    more = [f"and {len(names) - NOTED} more"] if len(names) > NOTED else []
    return between.join([*names[:NOTED], *more])
