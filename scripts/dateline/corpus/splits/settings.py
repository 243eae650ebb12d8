"""`[splits]` of `dataset.toml`: how large the sides are, where in time they begin, and what training never sees."""

import datetime as dt
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from dateline.errors import SettingsError

TABLE = "splits"


@dataclass(frozen=True, slots=True)
class SplitSettings:
    """What a maintainer decides of the splits; each default serves.

    Raises SettingsError for values that cannot be met.
    """

    validation: float = 0.1
    """Share of the articles for validation; 0 for none."""
    test: float = 0.1
    """Share of the articles for the test. Training has the rest."""
    groups: int = 30
    """Groups that each side must have, or the corpus is cut into folds. A rate that is measured on 30 independent
    cases is known to ±.18 (1.96 * sqrt(.25 / 30)); on fewer, differences between models are mostly chance."""
    validation_from: dt.date | None = None
    test_from: dt.date | None = None
    """Days on which the sides begin, in place of the shares."""
    hold_out_publishers: tuple[str, ...] = ()
    """Names or domains of publishers that are tested on and never trained on."""
    hold_out_actors: tuple[str, ...] = ()
    """Ids of actors likewise: every article that names one is for the test."""
    recut: bool = False
    """Whether released assignments are forgotten. Articles change sides then: a new major version."""

    def __post_init__(self) -> None:
        for name in ("validation", "test"):
            share = getattr(self, name)
            _require(0 <= share < 1, name, share, "a share from 0 to below 1")
        _require(self.test > 0, "test", self.test, "a share above 0")
        _require(self.validation + self.test < 1, "test", self.validation + self.test, "less than 1 with `validation`")
        _require(self.groups >= 1, "groups", self.groups, "at least 1")
        both = (self.validation_from is None) == (self.test_from is None)
        _require(both, "validation_from", self.validation_from, "both days or none, `test_from` too")
        if self.validation_from and self.test_from:
            _require(self.validation_from <= self.test_from, "test_from", self.test_from, "no day before validation")
        for name in ("hold_out_publishers", "hold_out_actors"):
            for entry in getattr(self, name):
                _require(bool(entry.strip()), name, entry, "some text")


def split_settings(raw: Mapping[str, Any]) -> SplitSettings:
    """The settings in a TOML table `[splits]`. Raises SettingsError, the name of the file left to the caller."""
    known = [item.name for item in fields(SplitSettings)]
    for key in raw:
        if key not in known:
            raise SettingsError(
                "unknown key",
                field=f"{TABLE}.{key}",
                expected="one of " + ", ".join(known),
                remedy="Correct or remove it",
            )
    return SplitSettings(**{key: READERS[key](key, value) for key, value in raw.items()})


def _share(key: str, value: Any) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    _require(number, key, value, "a number")
    return float(value)


def _count(key: str, value: Any) -> int:
    _require(isinstance(value, int) and not isinstance(value, bool), key, value, "a whole number")
    return int(value)


def _day(key: str, value: Any) -> dt.date:
    """A TOML date, or the same as text."""
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    # a datetime is a date to Python, and a moment is no day
    _require(isinstance(value, dt.date) and not isinstance(value, dt.datetime), key, value, "a day as 2024-12-31")
    return dt.date(value.year, value.month, value.day)


def _names(key: str, value: Any) -> tuple[str, ...]:
    _require(isinstance(value, list) and all(isinstance(one, str) for one in value), key, value, "a list of texts")
    return tuple(value)


def _switch(key: str, value: Any) -> bool:
    _require(isinstance(value, bool), key, value, "true or false")
    return bool(value)


READERS: Mapping[str, Callable[[str, Any], Any]] = {
    "validation": _share,
    "test": _share,
    "groups": _count,
    "validation_from": _day,
    "test_from": _day,
    "hold_out_publishers": _names,
    "hold_out_actors": _names,
    "recut": _switch,
}
"""How each key is read."""


def _require(good: bool, key: str, found: object, expected: str) -> None:
    if not good:
        raise SettingsError("bad value", field=f"{TABLE}.{key}", found=repr(found), expected=expected)
