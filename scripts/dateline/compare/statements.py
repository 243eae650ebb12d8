"""What the two manifests say of the datasets: name, licence, options, tools, source documents."""

from collections.abc import Iterator, Mapping

from dateline.compare.result import InputsDiff, MetadataChange
from dateline.manifest import Manifest


def metadata_changes(old: Manifest, new: Manifest) -> tuple[MetadataChange, ...]:
    """Name, licence and options that changed; the version is what a comparison is to find, and no change."""
    said = [{"name": one.name, "license": one.license, **_options(one)} for one in (old, new)]
    return tuple(_changes(*said))


def version_changes(old: Manifest, new: Manifest) -> tuple[MetadataChange, ...]:
    """Tools of other versions."""
    return tuple(_changes(old.versions, new.versions))


def inputs_changed(old: Manifest, new: Manifest, limit: int) -> InputsDiff:
    """Source documents by path, where both manifests list them; `limit` is the number of examples."""
    same = old.inputs_sha256 == new.inputs_sha256
    if same or not _listed(old) or not _listed(new):
        return InputsDiff(old.inputs, new.inputs, same)
    before, after = dict(old.input_files), dict(new.input_files)
    added, removed = sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys())
    changed = sorted(path for path in before.keys() & after.keys() if before[path] != after[path])
    told = [f"{sign} {path}" for sign, paths in (("+", added), ("-", removed), ("~", changed)) for path in paths]
    return InputsDiff(old.inputs, new.inputs, same, len(added), len(removed), len(changed), tuple(told[:limit]))


def _listed(manifest: Manifest) -> bool:
    return len(manifest.input_files) == manifest.inputs


def _options(manifest: Manifest) -> dict[str, str]:
    return {f"options.{name}": str(value) for name, value in manifest.options.items()}


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[MetadataChange]:
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield MetadataChange(name, old.get(name), new.get(name))
