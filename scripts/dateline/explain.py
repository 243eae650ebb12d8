"""Why an article's fields are what they are: the raw document, the spans that were read, and what was dropped."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dateline.corpus.facts import SAID
from dateline.errors import InputError, UsageError
from dateline.extract.article import Draft, read_draft
from dateline.extract.body import dropped_kind
from dateline.fields.finding import Finding
from dateline.fields.names import Names
from dateline.html.article import HtmlDraft, read_html
from dateline.html.body import block_kinds
from dateline.html.locate import Source as Places
from dateline.normalize import ruled_names
from dateline.read.document import Document, Reject
from dateline.read.files import Source
from dateline.read.hints import with_hints
from dateline.read.records import Record, file_of, find_parts, read_part, to_document
from dateline.rulings import AnyDraft, apply_rulings, check_rulings
from dateline.settings import Settings, settings_of
from dateline_schema.fields import EVIDENCE_FIELDS


@dataclass(frozen=True, slots=True)
class Dropped:
    """A block that is in no field: what it was taken for, by which rule, and its place."""

    kind: str
    rule: str
    score: float
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A document, read again, and what the dataset says of its article.

    Attributes:
        document: as it was decoded.
        article: its id, where one is known.
        findings: every value read, and those that were not chosen.
        dropped: blocks that are in no field.
        together: rows of `evidence` on what other articles tell of it: its story, what it reprints, its day.
    """

    document: Document
    article: str | None
    findings: tuple[Finding, ...]
    dropped: tuple[Dropped, ...]
    together: tuple[dict[str, Any], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """For `--json`; the document's text is given by path, digest and encoding."""
        text = self.document.text
        return {
            "raw_path": self.document.raw_path,
            "sha256": self.document.sha256,
            "encoding": self.document.encoding,
            "article": self.article,
            "findings": [
                asdict(f) | {"raw": None if f.start is None else text[f.start : f.end]} for f in self.findings
            ],
            "dropped": [asdict(d) for d in self.dropped],
            "together": list(self.together),
        }


def explain(target: str, dataset: Path, field: str | None = None) -> Explanation:
    """Read a document again and tell how. `target` is its path, or an article's id or raw path in `dataset`.

    Raises InputError where there is no such article or document, UsageError where there is no such field.
    """
    if field is not None and field not in EVIDENCE_FIELDS:
        raise UsageError("no such field", field="--field", found=field, expected=", ".join(EVIDENCE_FIELDS))
    settings = _settings(dataset)
    article, record = _found(target, dataset, settings)
    document = to_document(record)
    if isinstance(document, Reject):
        raise InputError(document.message, file=target, field=document.rule)
    findings, dropped = _read(document, record, settings)
    told = tuple(found for found in findings if field in (None, found.field))
    together = tuple(_together(article, dataset, field)) if article else ()
    return Explanation(document, article, told, () if field else tuple(dropped), together)


def _read(document: Document, record: Record, settings: Settings) -> tuple[Iterable[Finding], Iterable[Dropped]]:
    """What is read of a document, and what is left out."""
    if record.media == "html":
        page = _ruled(document, read_html(document.text, Names(settings), record.hints.url), record, settings)
        return page.findings, _dropped_blocks(document, page)
    draft = _ruled(document, read_draft(document.text, Names(settings)), record, settings)
    return draft.findings, _dropped(draft)


def _together(article: str, dataset: Path, field: str | None) -> Iterable[dict[str, Any]]:
    """Evidence on an article that stands on others."""
    import pyarrow.dataset as ds

    folder = dataset / "data" / "evidence"
    if not folder.is_dir():
        return
    columns = ["field", "value", "rule", "reason", "chosen", "articles"]
    for row in ds.dataset(folder).to_table(columns=columns, filter=ds.field("article_id") == article).to_pylist():
        if row["field"] in SAID and row["articles"] and field in (None, row["field"]):
            yield row


def _ruled(document: Document, draft: AnyDraft, record: Record, settings: Settings) -> AnyDraft:
    """The draft with the hints that came with the document, and the rulings on it."""
    draft = with_hints(draft, record.hints)
    return apply_rulings(draft, ruled_names(document, draft), settings.rulings)


def _found(target: str, dataset: Path, settings: Settings) -> tuple[str | None, Record]:
    """The article's id, where it is known, and the document that a target names."""
    article, path, raw_path = None, Path(target), Path(target).name
    if not path.is_file() and "#" in target:
        path = Path(file_of(target, Path()))
        raw_path = target.replace(str(path), path.name, 1)
    if not path.is_file():
        article, raw_path = _look_up(target, dataset)
        path = _raw_file(dataset, raw_path)
        return article, _record(Source(str(path), file_of(raw_path, dataset)), raw_path, settings)
    return None, _record(Source(str(path), path.name), raw_path, settings)


def _record(source: Source, raw_path: str, settings: Settings) -> Record:
    """One document of a file. Raises InputError."""
    for one in find_parts([source], settings.mapping):
        if isinstance(one, Reject):
            raise InputError(one.message, file=source.path, field=one.rule)
        for item in read_part(one, settings.mapping):
            if isinstance(item, Reject) and item.raw_path == raw_path:
                raise InputError(item.message, file=raw_path, field=item.rule)
            if isinstance(item, Record) and item.raw_path == raw_path:
                return item
    remedy = f"Name one as {source.raw_path}#ID, with its line, row or own id"
    raise InputError("holds many documents, and none of this name", file=source.path, found=raw_path, remedy=remedy)


def _settings(dataset: Path) -> Settings:
    settings = settings_of(dataset)
    check_rulings(settings)
    return settings


def _look_up(target: str, dataset: Path) -> tuple[str, str]:
    """The id of the article that a target names, and the path of its raw document."""
    import pyarrow.dataset as ds

    folder = dataset / "data" / "articles"
    if not folder.is_dir():
        raise InputError(
            "no such document, and no dataset to look an article up in",
            file=target,
            remedy="Name a raw document, or a dataset with --dataset",
        )
    wanted = (ds.field("id") == target) | (ds.field("raw_path") == target)
    try:
        rows = ds.dataset(folder).to_table(columns=["id", "raw_path"], filter=wanted).to_pylist()
    except (OSError, ValueError) as error:  # Arrow's errors are of these two kinds
        found = str(error).partition("\n")[0][:200]
        remedy = "Build the dataset anew"
        raise InputError("the articles cannot be read", file=folder, found=found, remedy=remedy) from error
    if not rows:
        raise InputError("no such article or document", file=target, expected=f"a file, or an id in {folder}")
    return rows[0]["id"], rows[0]["raw_path"]


def _raw_file(dataset: Path, raw_path: str) -> Path:
    """The file that the document of an article is in; a dataset of strangers must not name one elsewhere."""
    path = dataset / file_of(raw_path, dataset)
    if path.is_file() and path.resolve().is_relative_to(dataset.resolve()):
        return path
    remedy = f"Name it: dateline explain PATH --dataset {dataset}"
    raise InputError("the raw document is not at hand", file=raw_path, remedy=remedy)


def _dropped(draft: Draft) -> list[Dropped]:
    pairs = enumerate(zip(draft.page.blocks, draft.verdicts, strict=True))
    return [
        Dropped(
            dropped_kind(draft.page, n) if v.kind == "other" else v.kind,
            v.rule,
            round(v.score, 3),
            b.start,
            b.end,
            b.text or draft.page.raw[b.start : b.end],
        )
        for n, (b, v) in pairs
        if not v.kept and (b.text or b.shape == "links")
    ]


def _dropped_blocks(document: Document, page: HtmlDraft) -> Iterable[Dropped]:
    """The blocks of a page that are in no paragraph of the body, where they stand in the source."""
    kept = frozenset(page.read.kept)
    places = Places(document.text, page.page)
    kinds = block_kinds(page.page, page.read, page.title)
    for number, (block, kind) in enumerate(zip(page.page.blocks, kinds, strict=True)):
        span = places.blocks(number, number) if number not in kept and block.text else None
        if span is not None:
            yield Dropped(kind, "body.model", 0.0, *span, block.text)
