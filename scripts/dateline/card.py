"""The dataset card (`README.md`): YAML that the Hub and `load_dataset` read, and what people want to know.

Values that come from articles are untrusted: they stand in table cells with all markup escaped.
"""

from collections.abc import Callable, Sequence
from typing import Any

import yaml

from dateline.manifest import Manifest, TableEntry
from dateline.metadata import contents, opening, quality, terms
from dateline.metadata.facts import Facts, contract_of, filled, splits
from dateline.metadata.keywords import keywords, languages, primary_languages, tasks
from dateline.metadata.vocabulary import OTHER, size_category
from dateline.release.ledger import Release
from dateline.settings import Settings
from dateline.tally import Tally
from dateline_schema.fields import Field
from dateline_schema.tables import ARTICLES, Table

SECTIONS: tuple[Callable[[Facts], str], ...] = (
    opening.what,
    opening.why,
    opening.loading,
    opening.columns,
    contents.sources,
    contents.languages,
    contents.dates,
    contents.making,
    quality.labels,
    quality.stories,
    quality.split_report,
    quality.faults,
    terms.people,
    terms.considerations,
    terms.rights,
    terms.citing,
    terms.versions,
    terms.checking,
)
"""The sections of a card, in the order in which a stranger asks; one that has nothing to say is left out."""


class Quoted(str):
    """Free text of the YAML, always in quotation marks: as plain text it could end with `---`, and so end the YAML."""


class CardDumper(yaml.SafeDumper):
    """Writes the YAML of a card."""


CardDumper.add_representer(
    Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


def render_card(settings: Settings, tally: Tally, manifest: Manifest, releases: Sequence[Release] = ()) -> str:
    """The text of the dataset's `README.md`."""
    front = yaml.dump(
        front_matter(settings, tally, manifest),
        Dumper=CardDumper,
        sort_keys=False,
        allow_unicode=True,
        width=100,
        default_flow_style=False,
    )
    facts = Facts(settings, tally, manifest, releases)
    parts = (make(facts) for make in SECTIONS)
    return f"---\n{front}---\n\n" + "\n".join(part for part in parts if part)


def front_matter(settings: Settings, tally: Tally, manifest: Manifest) -> dict[str, Any]:
    """The YAML of the card.

    A table without rows is no config: `load_dataset` (datasets 5.2.0) cannot load a split of no rows ("corresponds to
    no data"). Its file is written all the same, with the schema, so that validation and other readers find it.
    """
    dataset = settings.dataset
    rows = manifest.tables[ARTICLES.name].rows if ARTICLES.name in manifest.tables else 0
    tags = [tag for tag in languages(settings, tally) if "-" in tag]
    return {
        "pretty_name": _free(dataset.pretty_name),
        "license": dataset.license,
        **(_license(settings) if dataset.license == OTHER else {}),
        "language": primary_languages(settings, tally),
        **({"language_details": [Quoted(tag) for tag in tags]} if tags else {}),
        "size_categories": [size_category(rows)],
        "task_categories": list(tasks(settings)),
        "tags": [_free(tag) for tag in keywords(settings)],
        **contract_matter(manifest),
    }


def contract_matter(manifest: Manifest) -> dict[str, Any]:
    """The part of the YAML that follows from the contract and the files alone; validation makes it again."""
    known = contract_of(manifest)
    tables = filled(manifest)
    return {
        "version": manifest.version,
        "configs": [_config(name, entry, manifest.version) for name, entry in tables.items()],
        "dataset_info": [_info(known[name], entry, manifest.version) for name, entry in tables.items()],
    }


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


def _license(settings: Settings) -> dict[str, str]:
    dataset = settings.dataset
    given = {"license_name": dataset.license_name, "license_link": dataset.license_link}
    return {key: _free(value) for key, value in given.items() if value}


def _free(text: str) -> Quoted:
    return Quoted(" ".join(text.split()))


def _config(name: str, entry: TableEntry, version: str) -> dict[str, Any]:
    # the version of a config, not that of its info, is the one that `datasets` names its cache folder by
    default = {"default": True} if name == ARTICLES.name else {}
    files = [{"split": split, "path": f"data/{name}/{split}-*.parquet"} for split in splits(entry)]
    return {"config_name": name, "version": version, **default, "data_files": files}


def _info(table: Table, entry: TableEntry, version: str) -> dict[str, Any]:
    parts = splits(entry)
    return {
        "config_name": table.name,
        "features": features(table.columns),
        "splits": [
            {
                "name": split,
                "num_bytes": sum(file.num_bytes for file in files),
                "num_examples": sum(file.rows for file in files),
            }
            for split, files in parts.items()
        ],
        "download_size": sum(file.size for files in parts.values() for file in files),
        "dataset_size": sum(file.num_bytes for files in parts.values() for file in files),
        "version": version,
    }
