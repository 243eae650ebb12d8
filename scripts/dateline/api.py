"""Dateline as a library: the functions that `import dateline` offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dateline import engine
from dateline.errors import InputError
from dateline.extract.article import Draft, read_draft
from dateline.fields.names import Names
from dateline.pipeline import BuildResult, Progress, build_dataset
from dateline.read.document import Document, Reject
from dateline.read.files import Source, find_sources
from dateline.read.text import read_text
from dateline.settings import FILE_NAME, Settings, load_settings


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands in the text: `raw == text[start:end]`, in code points, and the rule that read it.

    A null `value` has a `reason`; `chosen` is false for a candidate that another one beat.
    """

    field: str
    value: str | None
    raw: str | None
    start: int | None
    end: int | None
    rule: str
    reason: str | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Article:
    """One article as `extract` reads it: the columns of the contract that a single document can fill."""

    title: str | None
    subtitle: str | None
    date: date | None
    published_at: datetime | None
    date_edtf: str | None
    date_basis: str | None
    source: str | None
    source_domain: str | None
    agencies: tuple[str, ...]
    authors: tuple[str, ...]
    translator: str | None
    url: str | None
    language: str
    body: str
    evidence: tuple[Evidence, ...]


def extract(text: str | bytes, *, settings: Settings | None = None) -> Article:
    """Read one document, text or markdown as a scraper leaves it.

    Args:
        text: the document, decoded or as bytes of any encoding.
        settings: publishers and agencies that are known by name, as `load_settings` reads them from a `dataset.toml`.

    Raises InputError where bytes hold no text. A text without an article gives an Article with an empty body.
    """
    raw = text if isinstance(text, str) else _decoded(text).text
    return as_article(read_draft(raw, Names(settings or Settings())))


def _decoded(data: bytes) -> Document:
    document = read_text("document", data)
    if isinstance(document, Reject):
        raise InputError(document.message, file=document.raw_path, field=document.rule)
    return document


def as_article(draft: Draft) -> Article:
    """A draft without what only `explain` needs."""
    raw = draft.page.raw
    evidence = tuple(
        Evidence(f.field, f.value, None if f.start is None else raw[f.start : f.end], f.start, f.end, f.rule, f.reason, f.chosen)
        for f in draft.findings
    )
    columns = {name: getattr(draft, name) for name in Article.__slots__ if name != "evidence"}
    return Article(**columns, evidence=evidence)


def build(
    inputs: Sequence[str | Path] | None = None,
    out: str | Path | None = None,
    *,
    settings: Settings | str | Path | None = None,
    workers: int | None = None,
    actors: bool = True,
    progress: Progress | None = None,
) -> BuildResult:
    """Build a dataset of documents, validated and swapped in at once.

    Args:
        inputs: files, folders and globs; none means those that the settings name, relative to the settings file.
        out: folder of the dataset; none means the folder of the settings file, or `dataset` where no settings file is given.
        settings: `Settings`, the path of a `dataset.toml`, or none: then `out`'s own `dataset.toml` where there is one.
        workers: processes; none means one a processor.
        actors: whether to find the actors of each article.
        progress: called with what is being done, how much is done and how much there is.

    Raises InputError, SettingsError, TargetError or ContractError; each has an `exit_code`.
    """
    folder = Path(out if out is not None else settings.parent if isinstance(settings := _path(settings), Path) else "dataset")
    if settings is None and (folder / FILE_NAME).is_file():
        settings = folder / FILE_NAME
    loaded = load_settings(settings) if isinstance(settings, Path) else settings or Settings()
    sources = _sources(inputs, folder, settings, loaded)
    count = workers or min(engine.cpu_count(), max(1, len(sources) // 100))
    return build_dataset(sources, folder, loaded, workers=count, actors=actors, progress=progress or _quiet)


def _path(settings: Settings | str | Path | None) -> Settings | Path | None:
    return Path(settings) if isinstance(settings, str) else settings


def _sources(inputs: Sequence[str | Path] | None, folder: Path, settings: Settings | Path | None, loaded: Settings) -> list[Source]:
    if inputs:
        return find_sources(inputs)
    if not isinstance(settings, Path):
        raise InputError("no inputs", file=folder, expected=f"documents, or a {FILE_NAME} that names them", remedy="Name files or folders")
    return find_sources(loaded.inputs, settings.parent)


def _quiet(what: str, done: int, total: int) -> None:
    return None
