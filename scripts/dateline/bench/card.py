"""The card of a benchmark (`README.md`): what is asked, what is hidden, how far labels go, what baselines score.

Texts of the corpus never stand in it; names that a maintainer chose are escaped.
"""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import yaml

from dateline.bench.folder import MARK, SIDES
from dateline.bench.keys import key_table
from dateline.bench.task import Task
from dateline.bench.tasks import task_named
from dateline.card import CardDumper, Quoted, features
from dateline.metadata.markdown import counted, fenced, paragraph, section, table
from dateline.metadata.quality import leak_report
from dateline.metadata.vocabulary import OTHER
from dateline.settings import Settings
from dateline_schema.render import cell
from dateline_schema.tables import Table

Facts = Mapping[str, Any]

HOW_FAR = {
    "gold": "a person reviewed the answer",
    "stated": "the publisher says it",
    "derived": "Dateline made it: it measures agreement with Dateline, and is never used to grade Dateline",
}
"""What the values of `label` mean."""

FIGURES = 3
"""Figures of a baseline that the card shows, those to compare systems by first."""


def render_card(manifest: Facts, settings: Settings) -> str:
    """The text of the card of a benchmark, or of the folder of its answers."""
    front = yaml.dump(_front(manifest, settings), Dumper=CardDumper, sort_keys=False, allow_unicode=True, width=100)
    parts = (
        _opening(manifest, settings),
        _summary(manifest),
        _labels(manifest),
        *(_task(task_named(name), entry, manifest) for name, entry in manifest["tasks"].items()),
        _splits(manifest),
        _using(manifest),
        _rights(settings),
        _canary(manifest),
    )
    return f"---\n{front}---\n\n" + "\n".join(part for part in parts if part)


def _front(manifest: Facts, settings: Settings) -> dict[str, Any]:
    """The YAML that the Hub and `load_dataset` read."""
    dataset = manifest["dataset"]
    of_licence = {"license_name": settings.dataset.license_name, "license_link": settings.dataset.license_link}
    given = {key: Quoted(value) for key, value in of_licence.items() if value and dataset["license"] == OTHER}
    configs = dict(_configs(manifest))
    return {
        "pretty_name": Quoted(f"{settings.dataset.pretty_name}: benchmark"),
        "license": dataset["license"],
        **given,
        "tags": ["benchmark", "news"],
        "version": dataset["version"],
        "configs": [_config(name, files, dataset["version"]) for name, (_, files) in configs.items()],
        "dataset_info": [_info(name, own, files, dataset["version"]) for name, (own, files) in configs.items()],
    }


def _configs(manifest: Facts) -> Iterator[tuple[str, tuple[Table, dict[str, list[Facts]]]]]:
    """Each config with its table and its files by side."""
    for name in manifest["tasks"]:
        for part in task_named(name).parts:
            own: dict[str, list[Facts]] = {}
            for file in manifest["files"]:
                if file["table"] == part.table.name:
                    own.setdefault(PurePosixPath(file["path"]).name.partition("-")[0], []).append(file)
            if own:
                contract = key_table(part) if manifest[MARK]["answers"] == "these" else part.table
                yield part.table.name, (contract, {side: own[side] for side in _in_order(own)})


def _in_order(sides: Mapping[str, Any]) -> list[str]:
    return [side for side in SIDES if side in sides] + sorted(set(sides) - set(SIDES))


def _config(name: str, files: Mapping[str, list[Facts]], version: str) -> dict[str, Any]:
    paths = [{"split": side, "path": f"data/{name}/{side}-*.parquet"} for side in files]
    return {"config_name": name, "version": version, "data_files": paths}


def _info(name: str, own: Table, files: Mapping[str, list[Facts]], version: str) -> dict[str, Any]:
    return {
        "config_name": name,
        "features": features(own.columns),
        "splits": [
            {
                "name": side,
                "num_bytes": sum(file["num_bytes"] for file in listed),
                "num_examples": sum(file["rows"] for file in listed),
            }
            for side, listed in files.items()
        ],
        "download_size": sum(file["size"] for listed in files.values() for file in listed),
        "dataset_size": sum(file["num_bytes"] for listed in files.values() for file in listed),
        "version": version,
    }


def _opening(manifest: Facts, settings: Settings) -> str:
    dataset, used = manifest["dataset"], manifest["articles"]["used"]
    answers = {
        "here": "",
        "apart": "\n\n**The answers to the test are kept apart**: their columns are null here.",
        "these": "\n\n**These are the answers to the test. Keep them from those who are tested.** "
        "Who has the dataset has the answers to most tasks too.",
    }[manifest[MARK]["answers"]]
    return (
        f"# {cell(settings.dataset.pretty_name)}: benchmark\n\n"
        f"{counted(len(manifest['tasks']), 'task')} made by Dateline {manifest['versions']['dateline']} from "
        f"{counted(used, 'article')} of `{cell(dataset['name'])}` {dataset['version']}. Each task is a config, each "
        f"item a row with an id that stays when the corpus grows.{answers}\n"
    )


def _summary(manifest: Facts) -> str:
    rows = [
        (
            f"`{name}`",
            *(f"{entry['items'].get(side, 0):,}" for side in SIDES),
            f"{entry['groups'].get('test', 0):,}",
            cell(entry["weight"]),
        )
        for name, entry in manifest["tasks"].items()
    ]
    head = ("task", *SIDES, "groups of the test", "what a score on the test means")
    left = manifest["articles"]["left_out"]
    note = f"In no task: {_counts(left)}." if left else ""
    return section("Tasks", table(head, rows), note)


def _labels(manifest: Facts) -> str:
    rows = [
        (f"`{name}`", *(f"{entry['labels'].get(label, 0):,}" for label in HOW_FAR))
        for name, entry in manifest["tasks"].items()
    ]
    meanings = "\n".join(f"- `{label}`: {meaning}." for label, meaning in HOW_FAR.items())
    return section("How far labels can be trusted", meanings, table(("task", *HOW_FAR), rows))


def _task(task: Task, entry: Facts, manifest: Facts) -> str:
    if manifest[MARK]["answers"] == "these":
        return ""
    facts = (
        ("Given", task.inputs),
        ("Asked for", task.answers),
        ("Masked", task.masked),
        ("Left out", f"{task.left_out}{_left_out(entry)}"),
        ("A prediction", task.answer_format),
    )
    lines = "\n".join(f"- {head}: {text}" for head, text in facts)
    return section(f"`{task.name}`", task.meaning, lines, _baselines(task, entry))


def _left_out(entry: Facts) -> str:
    return f" Here: {_counts(entry['left_out'])}." if entry["left_out"] else ""


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{cell(reason)} ({count:,})" for reason, count in counts.items())


def _baselines(task: Task, entry: Facts) -> str:
    """What baselines score on the test, with the 95% intervals."""
    if not entry["baselines"]:
        return ""
    names = [metric.name for metric in task.scorer.metrics[:FIGURES]]
    rows = [
        (f"`{name}`", *(_figure(figures[metric]) for metric in names)) for name, figures in entry["baselines"].items()
    ]
    return f"Baselines on the test:\n\n{table(('baseline', *(f'`{name}`' for name in names)), rows)}"


def _figure(figure: list[float | None]) -> str:
    value, low, high = figure
    if value is None:
        return "not measurable"
    return f"{value:.3f}" + (f" ({low:.3f} to {high:.3f})" if low is not None and high is not None else "")


def _splits(manifest: Facts) -> str:
    how = FOLDED if manifest[MARK]["folded"] else SIDED
    return section("Splits and leaks", how, leak_report(manifest["leaks"]))


SIDED = (
    "The sides are those of the dataset: reprints, reports of one event and articles that share a long quotation stand "
    "on one side together; what is trained on is the oldest, the test the newest."
)
FOLDED = (
    "The corpus is too small for sides. All items stand on the side `test`, each with a `fold`: train on the other "
    "folds, test on one, and score all of them together. Reprints, reports of one event and articles that share a long "
    "quotation are in one fold."
)


def _using(manifest: Facts) -> str:
    name = next(iter(manifest["tasks"]))
    code = fenced(
        f"dateline bench export {name} --format jsonl --out items\n"
        f"dateline bench score {name} predictions.jsonl\n"
        "dateline bench overlap training-data/",
        "sh",
    )
    text = "Intervals are 95%, by bootstrap over groups. In a clone of this folder's parent:"
    return section("Using it", text, code)


def _rights(settings: Settings) -> str:
    text = f"Licence: `{settings.dataset.license}`. The texts belong to those who published them."
    return section("Rights", text, paragraph(settings.rights.statement))


def _canary(manifest: Facts) -> str:
    text = "A text that holds this line is test data; keep it out of what models are trained on:"
    return section("Canary", text, fenced(manifest[MARK]["canary"], "text"))
