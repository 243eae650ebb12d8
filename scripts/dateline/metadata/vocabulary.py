"""The closed vocabularies of the Hugging Face Hub that a dataset card uses, and what of `dataset.toml` is not in them.

Nothing here asks the network: the lists are copies, each with its source and the day on which it was taken.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.settings import Settings

Problem = tuple[str, str, str]
"""A key of `dataset.toml`, what stands there, and what was expected."""

OTHER = "other"
"""The Hub's licence id for a licence that it has no id for."""

# Licence ids of https://huggingface.co/docs/hub/repositories-licenses (source: huggingface/hub-docs,
# docs/hub/repositories-licenses.md), with the ids added up to llama4 and openmdw-1.0; taken 2026-11-22. Beside each
# stands its id in the SPDX licence list (https://spdx.org/licenses), where it names one licence that SPDX has.
LICENSES: Mapping[str, str | None] = {
    "apache-2.0": "Apache-2.0",
    "mit": "MIT",
    "openrail": None,
    "bigscience-openrail-m": None,
    "creativeml-openrail-m": None,
    "bigscience-bloom-rail-1.0": None,
    "bigcode-openrail-m": None,
    "afl-3.0": "AFL-3.0",
    "artistic-2.0": "Artistic-2.0",
    "bsl-1.0": "BSL-1.0",
    "bsd": None,
    "bsd-2-clause": "BSD-2-Clause",
    "bsd-3-clause": "BSD-3-Clause",
    "bsd-3-clause-clear": "BSD-3-Clause-Clear",
    "c-uda": "C-UDA-1.0",
    "cc": None,
    "cc0-1.0": "CC0-1.0",
    "cc-by-2.0": "CC-BY-2.0",
    "cc-by-2.5": "CC-BY-2.5",
    "cc-by-3.0": "CC-BY-3.0",
    "cc-by-4.0": "CC-BY-4.0",
    "cc-by-sa-3.0": "CC-BY-SA-3.0",
    "cc-by-sa-4.0": "CC-BY-SA-4.0",
    "cc-by-nc-2.0": "CC-BY-NC-2.0",
    "cc-by-nc-3.0": "CC-BY-NC-3.0",
    "cc-by-nc-4.0": "CC-BY-NC-4.0",
    "cc-by-nd-4.0": "CC-BY-ND-4.0",
    "cc-by-nc-nd-3.0": "CC-BY-NC-ND-3.0",
    "cc-by-nc-nd-4.0": "CC-BY-NC-ND-4.0",
    "cc-by-nc-sa-2.0": "CC-BY-NC-SA-2.0",
    "cc-by-nc-sa-3.0": "CC-BY-NC-SA-3.0",
    "cc-by-nc-sa-4.0": "CC-BY-NC-SA-4.0",
    "cdla-sharing-1.0": "CDLA-Sharing-1.0",
    "cdla-permissive-1.0": "CDLA-Permissive-1.0",
    "cdla-permissive-2.0": "CDLA-Permissive-2.0",
    "wtfpl": "WTFPL",
    "ecl-2.0": "ECL-2.0",
    "epl-1.0": "EPL-1.0",
    "epl-2.0": "EPL-2.0",
    "etalab-2.0": "etalab-2.0",
    "eupl-1.1": "EUPL-1.1",
    "eupl-1.2": "EUPL-1.2",
    # the Hub does not say whether later versions of the GNU licences are meant, so none of their SPDX ids is claimed
    "agpl-3.0": None,
    "gfdl": None,
    "gpl": None,
    "gpl-2.0": None,
    "gpl-3.0": None,
    "lgpl": None,
    "lgpl-2.1": None,
    "lgpl-3.0": None,
    "isc": "ISC",
    "h-research": None,
    "intel-research": None,
    "lppl-1.3c": "LPPL-1.3c",
    "ms-pl": "MS-PL",
    "apple-ascl": None,
    "apple-amlr": None,
    "mpl-2.0": "MPL-2.0",
    "odc-by": "ODC-By-1.0",
    "odbl": "ODbL-1.0",
    "openmdw-1.0": None,
    "openrail++": None,
    "osl-3.0": "OSL-3.0",
    "postgresql": "PostgreSQL",
    "ofl-1.1": "OFL-1.1",
    "ncsa": "NCSA",
    "unlicense": "Unlicense",
    "zlib": "Zlib",
    "pddl": "PDDL-1.0",
    "lgpl-lr": "LGPLLR",
    "deepfloyd-if-license": None,
    "fair-noncommercial-research-license": None,
    "llama2": None,
    "llama3": None,
    "llama3.1": None,
    "llama3.2": None,
    "llama3.3": None,
    "llama4": None,
    "grok2-community": None,
    "gemma": None,
    "unknown": None,
    OTHER: None,
}

# Keys of PIPELINE_DATA in huggingface/huggingface.js, packages/tasks/src/pipelines.ts, commit
# 0057f4042b57b833d296ed4cf1c76cfd6619d00d; taken 2026-11-22. Those that the Hub hides among datasets are left out, but
# for `other`.
TASK_CATEGORIES: tuple[str, ...] = (
    "text-classification",
    "token-classification",
    "table-question-answering",
    "question-answering",
    "zero-shot-classification",
    "translation",
    "summarization",
    "feature-extraction",
    "text-generation",
    "text2text-generation",
    "fill-mask",
    "sentence-similarity",
    "text-to-speech",
    "text-to-audio",
    "automatic-speech-recognition",
    "audio-to-audio",
    "audio-classification",
    "voice-activity-detection",
    "depth-estimation",
    "image-classification",
    "object-detection",
    "image-segmentation",
    "text-to-image",
    "image-to-text",
    "image-to-image",
    "image-to-video",
    "unconditional-image-generation",
    "video-classification",
    "reinforcement-learning",
    "robotics",
    "tabular-classification",
    "tabular-regression",
    "tabular-to-text",
    "table-to-text",
    "multiple-choice",
    "text-ranking",
    "text-retrieval",
    "time-series-forecasting",
    "text-to-video",
    "visual-question-answering",
    "zero-shot-image-classification",
    "graph-ml",
    "mask-generation",
    "zero-shot-object-detection",
    "text-to-3d",
    "image-to-3d",
    "image-feature-extraction",
    "video-text-to-text",
    "other",
)

# `size_categories` as in datasets 5.2.0, datasets/utils/resources/size_categories.json, each with the number of rows
# below which it stands.
SIZE_CATEGORIES: tuple[tuple[int, str], ...] = (
    (10**3, "n<1K"),
    (10**4, "1K<n<10K"),
    (10**5, "10K<n<100K"),
    (10**6, "100K<n<1M"),
    (10**7, "1M<n<10M"),
    (10**8, "10M<n<100M"),
    (10**9, "100M<n<1B"),
    (10**10, "1B<n<10B"),
    (10**11, "10B<n<100B"),
    (10**12, "100B<n<1T"),
)
LARGEST = "n>1T"

# The shape of BCP 47 tags (RFC 5646) that a dataset can be described by: language, script, region.
LANGUAGE = re.compile(r"([a-z]{2,3})(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
ADDRESS = re.compile(r"https?://[^\s/]+\S*")
LICENSE_FILES = ("LICENSE", "LICENSE.md")
"""What `license_link` may name beside an address: a file of the repository."""


def size_category(rows: int) -> str:
    """The Hub's name for a number of rows."""
    return next((name for below, name in SIZE_CATEGORIES if rows < below), LARGEST)


@cache
def language_codes() -> frozenset[str]:
    """The codes of ISO 639-1 and 639-3 that `datasets` ships for checking cards; empty where it ships none.

    The file is read without importing `datasets`, which takes seconds.
    """
    spec = find_spec("datasets")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "utils" / "resources" / "languages.json"
        if path.is_file():
            names = json.loads(path.read_text(encoding="utf-8"))
            return frozenset(code for code in names if re.fullmatch("[a-z]{2,3}", code))
    return frozenset()


def primary(tag: str) -> str:
    """The language of a BCP 47 tag, without script and region: what the Hub calls `language`."""
    return tag.split("-")[0]


def vocabulary_problems(settings: "Settings") -> list[Problem]:
    """What `dataset.toml` says in words that the Hub does not know: key, found, expected."""
    return [problem for check in CHECKS for problem in check(settings)]


def _licenses(settings: "Settings") -> Iterator[Problem]:
    dataset = settings.dataset
    if dataset.license not in LICENSES:
        yield "dataset.license", dataset.license, f"a licence id of the Hub{_near(dataset.license, LICENSES)}"
    named = {"license_name": dataset.license_name, "license_link": dataset.license_link}
    for key, value in named.items():
        if value is not None and dataset.license != OTHER:
            yield f"dataset.{key}", value, f'license = "{OTHER}" where {key} stands'
    if dataset.license_name is not None and (not dataset.license_name.strip() or "\n" in dataset.license_name):
        yield "dataset.license_name", dataset.license_name, "a name on one line"
    link = dataset.license_link
    if link is not None and link not in LICENSE_FILES and not ADDRESS.fullmatch(link):
        yield "dataset.license_link", link, f"an http(s) address, or {' or '.join(LICENSE_FILES)}"


def _tasks(settings: "Settings") -> Iterator[Problem]:
    for number, task in enumerate(settings.dataset.tasks):
        if task not in TASK_CATEGORIES:
            expected = f"a task category of the Hub{_near(task, TASK_CATEGORIES)}"
            yield f"dataset.tasks[{number}]", task, expected


def _languages(settings: "Settings") -> Iterator[Problem]:
    codes = language_codes()
    for number, tag in enumerate(settings.dataset.languages):
        if not LANGUAGE.fullmatch(tag) or (codes and primary(tag) not in codes):
            expected = "a BCP 47 tag whose language is a code of ISO 639-1 or 639-3, as en or sr-Latn-RS"
            yield f"dataset.languages[{number}]", tag, expected


def _tags(settings: "Settings") -> Iterator[Problem]:
    for number, tag in enumerate(settings.dataset.tags):
        if not tag.strip() or tag != tag.strip() or "\n" in tag:
            yield f"dataset.tags[{number}]", tag, "some text on one line, without white space at its ends"


CHECKS: tuple[Callable[["Settings"], Iterator[Problem]], ...] = (_licenses, _tasks, _languages, _tags)
"""Every check, in the order in which its problems are told."""


def _near(word: str, known: "Mapping[str, str | None] | tuple[str, ...]") -> str:
    close = get_close_matches(word, list(known), 3, 0.6)
    return f", such as {', '.join(close or ('other',))}"
