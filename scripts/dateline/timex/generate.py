"""Generate ``calendar.json`` from CLDR (through Babel) and the hand-written additions.

``python -m dateline.timex.generate`` writes the file; with ``--check`` it exits with 1 where the file is stale.
Babel is needed here alone; nothing else of this package imports it.
"""

from __future__ import annotations

import argparse
import copy
import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dateline.timex import additions
from dateline.timex.fold import fold

PATH = Path(__file__).with_name("calendar.json")

# Languages of the press with Gregorian month names in CLDR; "no" stands for both Norwegians.
LOCALES: dict[str, tuple[str, ...]] = {
    **{code: (code,) for code in (
        "en de fr es pt it nl sv da fi is fo pl cs sk sl hr bs hu ro bg mk sq ru uk be el tr az kk ky uz tg ka hy ar "
        "fa he hi bn ta te ml kn mr gu pa ne si ur ps th lo km my vi id ms fil sw zu xh af so ha ig am et lv "
        "lt ca eu gl ast cy ga br mt lb rm mg zh ja ko"
    ).split()},
    "no": ("nb", "nn"),
    "sr": ("sr", "sr_Latn"),
    "es": ("es", "es_MX", "es_AR"),
    "pt": ("pt", "pt_PT"),
    "en": ("en", "en_GB", "en_AU", "en_CA"),
    "de": ("de", "de_AT"),
    "fr": ("fr", "fr_CA"),
    "ar": ("ar", "ar_SY", "ar_MA", "ar_DZ"),
}  # fmt: skip

_HEBREW_PREFIX = "ב"  # "in", glued to the month: 27 בנובמבר
_FOREIGN_FILLER = re.compile(r"M?\d+|\W+")  # CLDR falls back to M01 or 1 where a language has no data

Forms = list[list[str]]


def main(arguments: list[str] | None = None) -> int:
    """Write the file, or compare it under ``--check``; the exit code."""
    parser = argparse.ArgumentParser(prog="dateline.timex.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit with 1 where the committed file is stale")
    fresh = render()
    if not parser.parse_args(arguments).check:
        PATH.write_text(fresh, encoding="utf-8")
        return 0
    if PATH.is_file() and PATH.read_text(encoding="utf-8") == fresh:
        return 0
    print(f"{PATH.name} is stale: run python -m dateline.timex.generate", file=sys.stderr)
    return 1


def render() -> str:
    """The text of ``calendar.json``: one language a line, so that a change reads well in a diff."""
    rows = (f" {json.dumps(code)}: {json.dumps(language(code), ensure_ascii=False)}" for code in sorted(LOCALES))
    return "{\n" + ",\n".join(rows) + "\n}\n"


def language(code: str) -> dict[str, object]:
    """Folded month and weekday names (wide and short), AM and PM markers of one language."""
    month_extra = additions.MONTHS.get(code, {})
    day_extra = additions.WEEKDAYS.get(code, {})
    months = {width: _names(code, "months", width, range(1, 13)) for width in ("wide", "abbreviated")}
    days = {width: _names(code, "days", width, range(7)) for width in ("wide", "abbreviated")}
    if code == "he":
        months["wide"] = [[*names, *(_HEBREW_PREFIX + name for name in names)] for names in months["wide"]]
    return {
        "months": _merged(months["wide"], {m: tuple(w for w in ws if len(w) > 4) for m, ws in month_extra.items()}, 1),
        "short_months": _merged(
            months["abbreviated"], {m: tuple(w for w in ws if len(w) <= 4) for m, ws in month_extra.items()}, 1
        ),
        "weekdays": _merged(days["wide"], day_extra, 0),
        "short_weekdays": _merged(days["abbreviated"], {}, 0),
        "meridiem": [_meridiem(code, marker) for marker in ("am", "pm")],
    }


def _names(code: str, attribute: str, width: str, indices: Iterable[int]) -> Forms:
    calendars = [_cldr(tag)[attribute] for tag in LOCALES[code]]
    return [
        [calendar[context][width][index] for calendar in calendars for context in ("format", "stand-alone")]
        for index in indices
    ]


def _cldr(tag: str) -> Any:
    """CLDR's data of one locale.

    On a copy of its own: Babel writes what it resolves for one locale into the data that it shares with the next, so
    that Japanese months come out in Azerbaijani.
    """
    from babel import localedata

    data: Any = localedata.load(tag)
    return localedata.LocaleDataDict(copy.deepcopy(data))


def _merged(names: Forms, extra: Mapping[int, tuple[str, ...]], first: int) -> Forms:
    """Folded, sorted, without doubles or CLDR's numeric stand-ins."""
    return [
        sorted({fold(name) for name in (*forms, *extra.get(index, ())) if _is_name(name)})
        for index, forms in enumerate(names, first)
    ]


def _is_name(name: str) -> bool:
    return not _FOREIGN_FILLER.fullmatch(name) and not re.match(r"\d|tháng|thg", name, re.IGNORECASE)


def _meridiem(code: str, marker: str) -> list[str]:
    """AM or PM markers but for short Latin ones: "in", "to", "de" and "sa" also follow a time in prose."""
    found = {
        names[marker]
        for tag in LOCALES[code]
        for widths in _cldr(tag)["day_periods"].values()
        for names in widths.values()
        if marker in names
    }
    return sorted(name for name in found if len(re.sub(r"[\s.]", "", name)) > (3 if name.isascii() else 1))


if __name__ == "__main__":
    raise SystemExit(main())
