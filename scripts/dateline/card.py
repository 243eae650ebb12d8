"""The dataset card (`README.md`): YAML that the Hub and `load_dataset` read, and what people want to know.

Values that come from articles are untrusted: they stand in table cells with all markup escaped.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from dateline.manifest import Manifest, TableEntry
from dateline.settings import Settings
from dateline.tally import Tally, ranked, shares
from dateline_schema.fields import Field
from dateline_schema.render import cell, type_name
from dateline_schema.tables import ARTICLES, BY_NAME, TABLES, Table

SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
"""The Hub's `size_categories`, by the number of rows below which each stands."""

TASKS = ("token-classification", "text-classification", "summarization")
TAGS = ("news", "dateline")
LISTED = 20
"""Sources, languages or rules that a table of the card lists."""


def render_card(settings: Settings, tally: Tally, manifest: Manifest) -> str:
    """The text of the dataset's `README.md`."""
    front = yaml.safe_dump(
        front_matter(settings, tally, manifest),
        sort_keys=False,
        allow_unicode=True,
        width=100,
        default_flow_style=False,
    )
    parts = [
        _intro(settings, tally, manifest),
        _loading(settings, manifest),
        *(_table_section(table, tally) for table in TABLES if table.name in manifest.tables),
        _labels(tally),
        _origin(settings, tally),
        _rejects(tally),
        _versions(manifest),
    ]
    return f"---\n{front}---\n\n" + "\n".join(parts)


def front_matter(settings: Settings, tally: Tally, manifest: Manifest) -> dict[str, Any]:
    """The YAML of the card.

    A table without rows is no config: `load_dataset` (datasets 5.2.0) cannot load a split of no rows ("corresponds to
    no data"). Its file is written all the same, with the schema, so that validation and other readers find it.
    """
    dataset = settings.dataset
    rows = manifest.tables[ARTICLES.name].rows if ARTICLES.name in manifest.tables else 0
    return {
        "pretty_name": dataset.pretty_name,
        "license": dataset.license,
        "language": sorted(dataset.languages or {tag.split("-")[0] for tag in tally.languages if tag != "und"}),
        "size_categories": [size_category(rows)],
        "task_categories": list(TASKS),
        "tags": list(TAGS),
        **contract_matter(manifest),
    }


def contract_matter(manifest: Manifest) -> dict[str, Any]:
    """The part of the YAML that follows from the contract and the files alone; validation makes it again."""
    filled = _filled(manifest)
    return {
        "version": manifest.version,
        "configs": [_config(name, manifest.version) for name in filled],
        "dataset_info": [_info(BY_NAME[name], entry, manifest.version) for name, entry in filled.items()],
    }


def size_category(rows: int) -> str:
    """The Hub's name for a number of rows."""
    return next((name for below, name in SIZES if rows < below), "1M<n<10M" if rows < 10_000_000 else "n>10M")


def features(columns: Sequence[Field]) -> list[dict[str, Any]]:
    """The columns as `datasets` writes its `Features` in YAML."""
    return [{"name": column.name, **_feature(column)} for column in columns]


def _feature(field: Field) -> dict[str, Any]:
    if field.items is not None:
        inner = features(field.items.members) if field.items.members else _feature(field.items)["dtype"]
        return {"list": inner}
    if field.members:
        return {"struct": features(field.members)}
    kind = str(field.data_type)
    return {"dtype": "date32" if kind == "date32[day]" else kind}


def _filled(manifest: Manifest) -> Mapping[str, TableEntry]:
    return {name: entry for name, entry in manifest.tables.items() if entry.rows and name in BY_NAME}


def _config(name: str, version: str) -> dict[str, Any]:
    # the version of a config, not that of its info, is the one that `datasets` names its cache folder by
    default = {"default": True} if name == ARTICLES.name else {}
    files = [{"split": "train", "path": f"data/{name}/train-*.parquet"}]
    return {"config_name": name, "version": version, **default, "data_files": files}


def _info(table: Table, entry: TableEntry, version: str) -> dict[str, Any]:
    size = sum(file.num_bytes for file in entry.files)
    return {
        "config_name": table.name,
        "features": features(table.columns),
        "splits": [{"name": "train", "num_bytes": size, "num_examples": entry.rows}],
        "download_size": sum(file.size for file in entry.files),
        "dataset_size": size,
        "version": version,
    }


def _intro(settings: Settings, tally: Tally, manifest: Manifest) -> str:
    dataset = settings.dataset
    about = f"{dataset.description.strip()}\n\n" if dataset.description.strip() else ""
    home = f"Homepage: {dataset.homepage}\n\n" if dataset.homepage else ""
    days = f", dated {tally.first} to {tally.last}" if tally.first else ""
    return (
        f"# {cell(dataset.pretty_name)}\n\n{about}{home}"
        f"Version {manifest.version}: {_count(tally.rows['articles'], 'article')} from "
        f"{_count(manifest.inputs, 'document')}{days}. Each has a title, its date, source and address where they are "
        "known, the actors it names with their places in the text, and a clean body. Every value has a row in "
        "`evidence` that says where in the source document it stands and which rule read it; what is unknown is null, "
        "with the reason.\n"
    )


def _loading(settings: Settings, manifest: Manifest) -> str:
    filled = [name for name in _filled(manifest) if name != ARTICLES.name]
    other = f'\n{filled[0]} = load_dataset(path, "{filled[0]}", split="train")' if filled else ""
    empty = [f"`{name}`" for name, entry in manifest.tables.items() if not entry.rows]
    note = f"\nNo rows yet, and so no config: {', '.join(empty)}.\n" if empty else ""
    return (
        "## Loading\n\n```python\nfrom datasets import load_dataset\n\n"
        f'path = "{settings.dataset.name}"  # this folder, or owner/name on the Hub\n'
        f'articles = load_dataset(path, split="train"){other}\n```\n{note}'
    )


def _table_section(table: Table, tally: Tally) -> str:
    rows = tally.rows[table.name]
    counts = [tally.gaps[table.name, column.name] for column in table.columns]
    lines = [
        f"| `{column.name}` | {cell(type_name(column))} | {share if _can_lack(column) else ''} | {column.meaning} |"
        for column, share in zip(table.columns, shares(counts, rows), strict=True)
    ]
    head = f"## `{table.name}`\n\n{table.meaning[0].upper()}{table.meaning[1:]}. {_count(rows, 'row')}.\n"
    return "\n".join([head, "| column | type | null or empty | meaning |", "|---|---|---|---|", *lines, ""])


def _can_lack(column: Field) -> bool:
    return column.nullable or column.items is not None


def _labels(tally: Tally) -> str:
    total = tally.rows["articles"]
    known = {basis: count for basis, count in tally.bases.items() if basis}
    says = {**dict(ranked(known, LISTED)), "nothing known": tally.bases[""]}
    lines = [f"| {name} | {count} | {share} |" for (name, count), share in _with_shares(says, total)]
    return "\n".join(
        [
            "## How far labels can be trusted\n",
            "A date is stated in the document, inferred from something else, or unknown; it never is the day of the "
            f"crawl or of the build. Something is known of the date, yet no day: {_count(tally.partial, 'article')}.\n",
            "| basis of the date | articles | share |",
            "|---|---|---|",
            *lines,
            "",
        ]
    )


def _origin(settings: Settings, tally: Tally) -> str:
    total = tally.rows["articles"]
    named = {name or "unknown": count for name, count in tally.sources.items()}
    lines = [f"| {cell(name)} | {count} | {share} |" for (name, count), share in _with_shares(named, total)]
    rights = [f"- {cell(source.name)}: {source.rights.strip()}" for source in settings.sources]
    agencies = [f"{cell(name)} ({count})" for name, count in ranked(tally.agencies, LISTED)]
    languages = [f"{cell(name)} ({count})" for name, count in ranked(tally.languages, LISTED)]
    return "\n".join(
        [
            "## Sources\n",
            "| source | articles | share |",
            "|---|---|---|",
            *lines,
            "",
            f"Agencies credited: {', '.join(agencies) or 'none'}. Languages: {', '.join(languages) or 'none'}.\n",
            "## Rights\n",
            f"Licence: `{settings.dataset.license}`. The texts belong to those who published them.\n",
            *rights,
            *([""] if rights else []),
        ]
    )


def _rejects(tally: Tally) -> str:
    if not tally.rejects:
        return "## Rejects\n\nEvery document became an article.\n"
    order = sorted(tally.rejects.items(), key=lambda entry: (-entry[1], entry[0]))
    lines = [f"| {stage} | {cell(rule)} | {count} |" for (stage, rule), count in order[:LISTED]]
    number = _count(tally.rows["rejects"], "document")
    head = f"## Rejects\n\n{number} did not become an article; the table `rejects` says why.\n"
    return "\n".join([head, "| stage | rule | documents |", "|---|---|---|", *lines, ""])


def _versions(manifest: Manifest) -> str:
    made = ", ".join(f"{name} {version}" for name, version in manifest.versions.items())
    return (
        f"## Versions\n\nDataset {manifest.version}, made with {made}. The major number rises when a column is removed "
        "or retyped or an id changes, the minor one when rows or columns are added, the last one when values are "
        "corrected. `manifest.json` has the digest of every file and of the inputs.\n"
    )


def _with_shares(counts: Mapping[str, int], total: int) -> list[tuple[tuple[str, int], str]]:
    order = ranked(counts, LISTED)
    return list(zip(order, shares([count for _, count in order], total), strict=True))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
