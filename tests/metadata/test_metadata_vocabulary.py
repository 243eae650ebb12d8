"""The Hub's vocabularies: what is in them, and what `dataset.toml` says that is not."""

import json
import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from packaging.licenses import canonicalize_license_expression

from dateline.metadata import vocabulary
from dateline.metadata.keywords import TASKS, TASKS_WITHHELD, keywords, languages, primary_languages, tasks
from dateline.metadata.vocabulary import (
    LARGEST,
    LICENSES,
    SIZE_CATEGORIES,
    TASK_CATEGORIES,
    language_codes,
    size_category,
    vocabulary_problems,
)
from dateline.settings import Dataset, Settings
from dateline.tally import Tally

ADDRESS = "https://licence.example/text"


def problems(**given: Any) -> list[tuple[str, str]]:
    """Keys and what was found, of a dataset with these settings."""
    return [(key, found) for key, found, _ in vocabulary_problems(Settings(Dataset(**given)))]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"license": "cc-by-4.0", "languages": ("en", "sr-Latn-RS", "es-419", "yue"), "tasks": ("other",)},
        {"license": "other", "license_name": "theirs-1.0", "license_link": ADDRESS},
        {"license": "other", "license_link": "LICENSE"},
        {"license": "other", "license_link": "LICENSE.md"},
        {"license": "openrail++", "tags": ("a tag", "ü")},
    ],
)
def test_words_of_the_hub_are_no_problem(given: dict[str, Any]) -> None:
    assert problems(**given) == []


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"license": "cc-by"}, [("dataset.license", "cc-by")]),
        ({"license": "CC-BY-4.0"}, [("dataset.license", "CC-BY-4.0")]),
        ({"license": ""}, [("dataset.license", "")]),
        ({"license": "mit", "license_name": "MIT"}, [("dataset.license_name", "MIT")]),
        ({"license": "mit", "license_link": ADDRESS}, [("dataset.license_link", ADDRESS)]),
        ({"license": "other", "license_name": " "}, [("dataset.license_name", " ")]),
        ({"license": "other", "license_name": "a\nb"}, [("dataset.license_name", "a\nb")]),
        ({"license": "other", "license_link": "licence.txt"}, [("dataset.license_link", "licence.txt")]),
        ({"license": "other", "license_link": "ftp://x/y"}, [("dataset.license_link", "ftp://x/y")]),
        ({"license": "other", "license_link": "https://x/a b"}, [("dataset.license_link", "https://x/a b")]),
        ({"tasks": ("summarization", "summarisation")}, [("dataset.tasks[1]", "summarisation")]),
        ({"tasks": ("document-question-answering",)}, [("dataset.tasks[0]", "document-question-answering")]),
        ({"languages": ("english",)}, [("dataset.languages[0]", "english")]),
        (
            {"languages": ("en", "EN", "en_US", "xx")},
            [(f"dataset.languages[{n}]", t) for n, t in enumerate(("EN", "en_US", "xx"), 1)],
        ),
        ({"languages": ("",)}, [("dataset.languages[0]", "")]),
        ({"tags": ("", " a", "a\nb")}, [(f"dataset.tags[{n}]", t) for n, t in enumerate(("", " a", "a\nb"))]),
    ],
)
def test_other_words_are_named(given: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert problems(**given) == found


def test_a_near_word_is_suggested() -> None:
    ((_, _, licence), (_, _, task)) = vocabulary_problems(Settings(Dataset(license="cc-by-4", tasks=("sumarization",))))
    assert "cc-by-4.0" in licence
    assert "summarization" in task


def test_spdx_ids_are_those_of_the_spdx_list() -> None:
    for spdx in filter(None, LICENSES.values()):
        assert canonicalize_license_expression(spdx) == spdx


def test_an_spdx_id_is_claimed_only_where_it_is_the_licence() -> None:
    own = {"c-uda": "C-UDA-1.0", "odc-by": "ODC-By-1.0", "odbl": "ODbL-1.0", "pddl": "PDDL-1.0", "lgpl-lr": "LGPLLR"}
    for hub, spdx in LICENSES.items():
        if spdx is not None:
            assert spdx == own[hub] if hub in own else spdx.lower() == hub


def test_sizes_are_those_of_datasets() -> None:
    spec = find_spec("datasets")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    path = Path(spec.submodule_search_locations[0]) / "utils" / "resources" / "size_categories.json"
    assert ["unknown", *(name for _, name in SIZE_CATEGORIES), LARGEST] == json.loads(path.read_text())


@pytest.mark.parametrize(("rows", "name"), [(0, "n<1K"), (999, "n<1K"), (1000, "1K<n<10K"), (10**12, "n>1T")])
def test_a_number_of_rows_has_a_size(rows: int, name: str) -> None:
    assert size_category(rows) == name


def test_what_is_shown_without_settings_is_in_the_vocabulary() -> None:
    assert set(TASKS) | set(TASKS_WITHHELD) <= set(TASK_CATEGORIES)
    assert len(TASK_CATEGORIES) == len(set(TASK_CATEGORIES))


def test_the_maintainers_words_come_first() -> None:
    settings = Settings(Dataset(tasks=("other",), tags=("news", "ships"), languages=("nn-NO", "en")))
    tally = Tally(languages={"ru": 2, "und": 1, "": 3})  # type: ignore[arg-type]  # a Counter is not needed here
    assert tasks(settings) == ("other",)
    assert keywords(settings) == ("news", "dateline", "ships")
    assert languages(settings, tally) == ["en", "nn-NO"]
    assert primary_languages(settings, tally) == ["en", "nn"]
    bare = Settings()
    assert languages(bare, tally) == ["ru"]
    assert tasks(bare) == TASKS
    assert tasks(replace(bare, dataset=Dataset(text="withheld"))) == TASKS_WITHHELD


def test_languages_are_checked_by_codes_and_without_them_by_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {"en", "ar", "yue"} <= language_codes()
    assert "code" not in language_codes()
    monkeypatch.setattr(vocabulary, "language_codes", frozenset)
    assert problems(languages=("xx",)) == []
    assert problems(languages=("english",)) == [("dataset.languages[0]", "english")]


def test_nothing_heavy_is_imported() -> None:
    code = "import sys, dateline.metadata.vocabulary as v; v.language_codes(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "dateline.metadata.vocabulary" in done.stdout.split()
    assert not {"datasets", "pyarrow", "polars", "huggingface_hub", "numpy"} & set(done.stdout.split())
