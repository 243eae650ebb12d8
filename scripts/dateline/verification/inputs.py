"""The raw documents against what the manifest says that the dataset was made from."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dateline.errors import InputError
from dateline.manifest import Manifest, inputs_digest
from dateline.read.files import Source, find_sources
from dateline.read.records import file_digest, find_parts, form_of
from dateline.verification.result import Check, Problem, Subject, judged, not_done

NAME = "inputs"
REMEDY = "Restore the documents, or run dateline build to make the dataset of those that are there"


def check_inputs(subject: Subject) -> Check:
    """Every raw document that lies in the folder, and every one that the manifest names."""
    if subject.settings is None:
        return not_done(NAME, "no dataset.toml says which documents it was made from")
    sources = find_inputs(subject)
    if sources is None:
        return not_done(NAME, "the raw documents are not in the folder: a published dataset may come without them")
    found = {source.raw_path: _digest(source) for source in sources if _is_input(source)}
    return judged(NAME, f"{len(found):,} files", _problems(subject.manifest, found))


def find_inputs(subject: Subject) -> list[Source] | None:
    """The documents that the settings name; None where not one is there."""
    if subject.settings is None:
        return None
    named = []
    for pattern in subject.settings.inputs:
        try:
            find_sources([pattern], subject.folder, subject.folder)
            named.append(pattern)
        except InputError:
            continue
    found = find_sources(named, subject.folder, subject.folder) if named else None
    # a link to the cache of the Hub's client is the document; `check_links` has seen that it leads nowhere else
    return [replace(source, within=None) for source in found] if found and subject.in_cache else found


def _is_input(source: Source) -> bool:
    return form_of(source.path) is not None or any(find_parts([source]))


def _digest(source: Source) -> str | None:
    """As a build notes it: None where the file is of no kind that is read, or cannot be."""
    return file_digest(source) if form_of(source.path) else None


def _problems(manifest: Manifest, found: Mapping[str, str | None]) -> Iterator[Problem]:
    if manifest.input_files:
        yield from _each(dict(manifest.input_files), found)
    told = (manifest.inputs, manifest.inputs_sha256)
    there = (len(found), inputs_digest(found.items()))
    listed = (len(manifest.input_files), inputs_digest(manifest.input_files))
    if manifest.input_files and told != listed:
        yield Problem(
            "manifest.json", "inputs: its list is another than its count and digest say", str(listed), str(told)
        )
    if not manifest.input_files and told != there:
        yield Problem("raw documents", "are others than those of manifest.json", str(there), str(told), REMEDY)


def _each(listed: Mapping[str, str | None], found: Mapping[str, str | None]) -> Iterator[Problem]:
    for path, expected in listed.items():
        if path not in found:
            yield Problem(path, "the raw document is missing", expected=f"SHA-256 {expected}", remedy=REMEDY)
        elif found[path] != expected:
            yield Problem(path, "the raw document was changed", f"SHA-256 {found[path]}", str(expected), REMEDY)
    for path in sorted(found.keys() - listed.keys()):
        yield Problem(path, "a raw document that the dataset was not made from", remedy=REMEDY)
