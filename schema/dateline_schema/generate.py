"""Write the generated files of the contract, or check that they are fresh.

    python -m dateline_schema.generate [--check]

With `--check` nothing is written; the command names each stale file and ends with 1.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from dateline_schema.authority import authority_schema
from dateline_schema.render import render
from dateline_schema.tables import TABLES, edition
from dateline_schema.vocabulary import WITHHELD

FOLDER = Path(__file__).parent


def generated() -> Mapping[str, str]:
    """The text of each generated file, by its name beside this module."""
    full = {f"{table.name}.schema.json": render("json-schema", table.name) for table in TABLES}
    others = [table.name for table in edition(WITHHELD).values() if table not in TABLES]
    withheld = {f"{name}.{WITHHELD}.schema.json": render("json-schema", name, WITHHELD) for name in others}
    authority = json.dumps(authority_schema(), indent=2, ensure_ascii=True) + "\n"
    return full | withheld | {"authority.schema.json": authority}


def stale(folder: Path = FOLDER) -> list[str]:
    """Names of generated files that are missing, out of date, or of a table that is no more."""
    files = generated()
    changed = [name for name, text in files.items() if _read(folder / name) != text]
    return changed + sorted(path.name for path in folder.glob("*.schema.json") if path.name not in files)


def write(folder: Path = FOLDER) -> list[str]:
    """Bring the generated files up to date. Returns the names of those that changed."""
    files = generated()
    names = stale(folder)
    for name in names:
        if name in files:
            (folder / name).write_text(files[name], encoding="utf-8", newline="\n")
        else:
            (folder / name).unlink()
    return names


def main(arguments: Sequence[str], folder: Path = FOLDER) -> int:
    """The command. Returns its exit code: 0, 1 where a file is stale, 2 where an argument is unknown."""
    if any(argument != "--check" for argument in arguments):
        print((__doc__ or "").strip(), file=sys.stderr)
        return 2
    check = "--check" in arguments
    names = stale(folder) if check else write(folder)
    for name in names:
        print(f"{'stale' if check else 'wrote'}: {name}")
    return 1 if check and names else 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
