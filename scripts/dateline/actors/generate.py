"""Makes ``data/states.jsonl`` (two hand-made tables and Babel's territory names) and ``given_names.txt``.

``python -m dateline.actors.generate`` writes them, ``--check`` ends with 1 where a committed file is not what would be
written. Needs babel (BSD) and faker (MIT), which the stage itself does not.
"""

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from dateline.actors.folding import folded

DATA = Path(__file__).with_name("data")
TABLE = DATA / "states.tsv"
CAPITALS = DATA / "capitals.tsv"

LANGUAGES = (
    "af ar bg bn ca cs da de el es et fa fi fr he hi hr hu hy id it ja ka ko lt lv mk ms nb nl pl pt ro ru sk sl sq "
    "sr sv sw ta th tr uk ur vi zh"
).split()
"""Languages of the press whose names for states are taken over; English stands in the table."""


NAME_LOCALES = (
    "en_US en_GB en_IE en_NZ en_IN en_PK en_KE en_NG de_DE fr_FR es_ES it_IT pt_BR nl_NL sv_SE no_NO da_DK fi_FI "
    "pl_PL cs_CZ hu_HU ro_RO hr_HR tr_TR id_ID ru_RU uk_UA"
).split()
"""Faker's locales whose given names are taken over; Cyrillic ones are romanised."""

NOT_GIVEN = frozenset(
    "virginia georgia jordan chad paris austin dallas carolina sydney brooklyn madison london asia china india kenya "
    "cuba malta april may june august summer autumn christian faith grace hope joy art angel baker van von ben royal "
    "prince king lord major sunday friday monday general star storm lake river west north east south santa san saint "
    "white black brown green gray grey israel france america africa houston savannah florence lincoln jackson "
    "washington montana dakota nevada cleveland columbus orlando denver phoenix boston chelsea chester lancaster "
    "preston milan roma vienna sofia victoria alexandria trinity justice merit sky rose ruby amber crystal pearl "
    "will mark bill rob grant chase max pat sue drew rich guy page bay bridge constance regina salem eden sterling "
    "sharon dawn star iris ivy violet daisy lily holly unique many real trans central delta alpha omega beta "
    "mercedes lexus porsche tesla jan mar oct nov dec jun jul aug sep apr feb".split()
)
"""Given names that are as often places, firms, months or plain words: no evidence."""


def cells(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a hand-made table by column; lines that begin with # are notes."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    columns = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(columns, line.split("\t"), strict=True))


def items(cell: str) -> list[str]:
    """The items of a cell."""
    return [item for item in cell.split(",") if item]


def table_rows(path: Path = TABLE) -> Iterator[dict[str, list[str] | str]]:
    """Rows of the table of states, with their capitals: code and wikidata as text, the other columns as lists."""
    capitals = {row["code"]: items(row["names"]) for row in cells(CAPITALS)}
    for row in cells(path):
        lists = {column: items(row[column]) for column in ("demonyms", "names", "support")}
        yield {"code": row["code"], "wikidata": row["wikidata"], **lists, "capitals": capitals.get(row["code"], [])}


def plain(name: str) -> str | None:
    """A CLDR name as the press would write it, or None: "Congo - Kinshasa" is a label, "Myanmar (Burma)" is Myanmar."""
    head = name.partition(" (")[0].strip()
    return None if {"-", "–"} & set(head.split()) or len(head) < 2 else head


def territory_name(code: str, language: str) -> str | None:
    """Babel's name for `code` in `language`."""
    from babel import Locale

    return plain(Locale.parse(language).territories.get(code, ""))


def state(row: dict[str, Any]) -> dict[str, Any]:
    """One line of the target: the English names and demonyms, and names by language."""
    code, english = row["code"], territory_name(row["code"], "en")
    listed = [name.replace("*", "") for name in row["names"]]
    shown = next((name.replace("*", "").rstrip("?") for name in row["names"] if "*" in name), english)
    unsure = {name.rstrip("?") for name in listed if name.endswith("?")}
    names = sorted({*listed, shown, english} - {None} - unsure)
    others = {language: territory_name(code, language) for language in LANGUAGES}
    return {
        "code": code,
        "name": shown,
        "wikidata": row["wikidata"] or None,
        "names": names,
        "demonyms": row["demonyms"],
        "capitals": row["capitals"],
        "support": row["support"],
        "languages": {language: name for language, name in others.items() if name},
    }


def states() -> str:
    """``states.jsonl``."""
    rows = sorted((state(row) for row in table_rows()), key=lambda row: str(row["code"]))
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def given_names() -> str:
    """``given_names.txt``: folded given names of many countries from Faker, without words that are also something
    else."""
    names: set[str] = set()
    for locale in NAME_LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for field in ("first_names", "first_names_male", "first_names_female"):
            found = getattr(provider, field, ())
            names.update(() if isinstance(found, property) else found)
    kept = {folded(name) for name in names} - NOT_GIVEN
    return "".join(f"{name}\n" for name in sorted(kept) if len(name) > 2 and name.isalpha())


FILES: dict[str, Callable[[], str]] = {"states.jsonl": states, "given_names.txt": given_names}


def main(arguments: list[str]) -> int:
    """Writes the files, or with ``--check`` compares them: 0 fresh, 1 stale."""
    stale = []
    for name, made in FILES.items():
        target, text = DATA / name, made()
        if "--check" not in arguments:
            target.write_text(text, encoding="utf-8", newline="\n")
        elif not target.exists() or target.read_text(encoding="utf-8") != text:
            stale.append(name)
            print(f"{name} is stale: run python -m dateline.actors.generate", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
