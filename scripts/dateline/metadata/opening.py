"""The first sections of a card: what the dataset is, why it was made, how it is loaded, what its columns mean."""

import json
from collections.abc import Iterator

from dateline.metadata.facts import Facts, filled, splits, tag
from dateline.metadata.markdown import counted, fenced, paragraph, section, table
from dateline.tally import ranked, shares
from dateline_schema.fields import BODY, WITHHELD_FIELDS, Field
from dateline_schema.render import cell, type_name, walk
from dateline_schema.tables import ARTICLES, Table

COLUMNS = ["date", "source", "title"]
"""Columns that the example of streaming asks for."""


def what(facts: Facts) -> str:
    """Title, what the maintainer says it is, version and size."""
    dataset, manifest, tally = facts.settings.dataset, facts.manifest, facts.tally
    days = f", dated {tally.first} to {tally.last}" if tally.first else ""
    state = f"released on {manifest.released}" if manifest.released else "unreleased"
    named = ", the actors it names with their places in the text" if facts.has_actors else ""
    bodies = "" if facts.withheld else ", and a clean body"
    parts = [
        f"# {cell(dataset.pretty_name)}",
        paragraph(dataset.description),
        f"Homepage: {cell(dataset.homepage)}" if dataset.homepage else "",
        f"Version {manifest.version} ({state}): {counted(tally.rows['articles'], 'article')} from "
        f"{counted(manifest.documents, 'document')}{days}. Each has a title, its date, source and address where they "
        f"are known{named}{bodies}. Every value has a row in `evidence` that says where in the source document it "
        "stands and which rule read it; what is unknown is null, with the reason.",
        WITHHELD if facts.withheld else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


_OTHERS = "".join(f", and `{name}` is null" for name in WITHHELD_FIELDS if name != BODY.name)
WITHHELD = (
    f"**The bodies are withheld**{_OTHERS}. In place of `body` stand `body_length` (Unicode code points) and "
    "`body_sha256` (of its UTF-8). Who has the documents that the dataset was made from fills the bodies in with "
    "`dateline rehydrate`: each document is told by its digest, each body is checked against its own, and what is "
    "missing is reported."
)


def why(facts: Facts) -> str:
    """Why the maintainer made it."""
    return section("Why it was made", paragraph(facts.settings.about.why))


def loading(facts: Facts) -> str:
    """Lines that load this very dataset."""
    known = filled(facts.manifest)
    empty = [f"`{name}`" for name, entry in facts.manifest.tables.items() if not entry.rows]
    note = f"No rows yet, and so no config: {', '.join(empty)}." if empty else ""
    if ARTICLES.name not in known:
        return section("Loading", note)
    blocks = [fenced(code, "python") for code in (_plain(facts), _streaming(facts), _own(facts))]
    return section("Loading", _place(facts), blocks[0], _STREAM, blocks[1], _OWN, blocks[2], note)


_STREAM = "Some columns and rows alone, read as they come:"
_OWN = "With Dateline itself, which checks the digests and keeps clear of stale caches:"


def _place(facts: Facts) -> str:
    if facts.settings.dataset.repository is None:
        return f"From the folder that holds this card, here under the name `{facts.settings.dataset.name}`:"
    if facts.manifest.released:
        return f"From the Hub, pinned to this release by its tag `{tag(facts.manifest.version)}`:"
    return "From the Hub, what was published last; this card is of an unreleased state:"


def _arguments(facts: Facts, split: str | None) -> Iterator[str]:
    yield json.dumps(facts.settings.dataset.repository or facts.settings.dataset.name)
    yield json.dumps(ARTICLES.name)
    if facts.settings.dataset.repository and facts.manifest.released:
        yield f'revision="{tag(facts.manifest.version)}"'
    if split:
        yield f'split="{split}"'


def _split(facts: Facts) -> str:
    return next(iter(splits(facts.manifest.tables[ARTICLES.name])))


def _plain(facts: Facts) -> str:
    call = ", ".join(_arguments(facts, _split(facts)))
    lines = [
        "from datasets import load_dataset\n",
        f"articles = load_dataset({call})",
        'print(articles[0]["title"])',
    ]
    return "\n".join(lines)


def _streaming(facts: Facts) -> str:
    arguments = [*_arguments(facts, _split(facts)), "streaming=True", f"columns={json.dumps(COLUMNS)}", *_filter(facts)]
    lines = ["from datasets import load_dataset\n", "stream = load_dataset("]
    lines += [f"    {argument}," for argument in arguments]
    lines += [")", "for article in stream:", '    print(article["date"], article["source"], article["title"])']
    return "\n".join(lines)


def _filter(facts: Facts) -> list[str]:
    known = {tag: count for tag, count in facts.tally.languages.items() if tag}
    return [f'filters=[("language", "==", {json.dumps(ranked(known, 1)[0][0])})]'] if known else []


def _own(facts: Facts) -> str:
    dataset = facts.settings.dataset
    version = f', version="{facts.manifest.version}"' if dataset.repository and facts.manifest.released else ""
    call = f"{json.dumps(dataset.repository or dataset.name)}, {json.dumps(ARTICLES.name)}{version}"
    split = json.dumps(_split(facts))
    return f"import dateline\n\narticles = dateline.load({call}, split={split})\nprint(len(articles))"


def columns(facts: Facts) -> str:
    """Every table with its columns, their types, meanings and gaps."""
    return "\n".join(_table(table, facts) for table in facts.tables)


def _table(one: Table, facts: Facts) -> str:
    rows = facts.tally.rows[one.name]
    lines = [
        (f"`{path}`", cell(type_name(field)), _gap(one, path, field, facts), field.meaning.replace("|", "\\|"))
        for path, field in walk(one.columns)
    ]
    meaning = f"{one.meaning[0].upper()}{one.meaning[1:]}. {counted(rows, 'row')}."
    return section(f"`{one.name}`", meaning, table(("column", "type", "null or empty", "meaning"), lines))


def _gap(one: Table, path: str, field: Field, facts: Facts) -> str:
    """The share of rows without a value, for a column that can lack one."""
    if "." in path or not (field.nullable or field.items is not None):
        return ""
    return shares([facts.tally.gaps[one.name, path]], facts.tally.rows[one.name])[0]
