"""Responsible-AI properties of a Croissant file: what the maintainer says of a dataset, and what Dateline knows itself.

Names and meanings: https://docs.mlcommons.org/croissant/docs/croissant-rai-spec.html, version 1.0.
"""

from collections.abc import Sequence
from typing import Any

from dateline.metadata.facts import Facts
from dateline.metadata.markdown import counted
from dateline.metadata.vocabulary import primary

CONFORMS = "http://mlcommons.org/croissant/RAI/1.0"

Json = dict[str, Any]

PREPROCESSING = (
    "Each document is read on its own: its bytes are decoded, its lines are told apart into article and furniture, and "
    "title, date, source, people credited, address, language and body are read, each with the place that says so.",
    "White space, quotation marks and broken lines of the body are mended; captions, related links, navigation and "
    "trailers are left out. The table `evidence` keeps what stands in the document.",
    "An article that breaks a rule of the contract is left out, and the table `rejects` says why.",
)

IMPUTATION = (
    "None: a value that a document does not give is null, with the reason in the table `evidence`. A date is never "
    "that of the build or of the crawl; one that is inferred from other articles is marked by `date_basis`."
)

ANNOTATION = "All labels are read or inferred by rules and models, none by people{rulings}."
ACTORS = (
    "Actors are found by alias tables and rules over the whole text, in English with a named-entity model; a place "
    "that stands for its government is told from the place."
)
MODEL = "spaCy's small English model (en_core_web_sm 3.8), which finds names in articles in English"


def responsible(facts: Facts) -> Json:
    """The properties that have something to say, by name."""
    about = facts.settings.about
    given = {
        "dataCollection": about.collection,
        "dataCollectionType": ["Document analysis", "Secondary Data analysis"],
        "dataCollectionRawData": _raw(facts),
        "dataCollectionMissingData": _missing(facts),
        "dataCollectionTimeframe": _timeframe(facts),
        "dataPreprocessingProtocol": list(PREPROCESSING),
        "dataImputationProtocol": IMPUTATION,
        "dataAnnotationProtocol": _annotation(facts),
        "machineAnnotationTools": _tools(facts),
        "personalSensitiveInformation": about.personal,
        "dataUseCases": about.uses,
        "dataLimitations": [about.limits, *about.faults],
        "dataBiases": about.biases,
        "dataSocialImpact": about.impact,
        "dataReleaseMaintenancePlan": about.maintenance,
    }
    cleaned = {name: _clean(value) for name, value in given.items()}
    return {f"rai:{name}": value for name, value in cleaned.items() if value}


def _clean(value: str | Sequence[str]) -> str | list[str]:
    if isinstance(value, str):
        return " ".join(value.split())
    texts = [" ".join(text.split()) for text in value]
    return [text for text in texts if text]


def _raw(facts: Facts) -> str:
    number = facts.manifest.documents
    rights = [f"{source.name}: {source.rights}" for source in facts.settings.sources]
    return " ".join([f"{counted(number, 'document')}, with digests in manifest.json.", *rights])


def _missing(facts: Facts) -> str:
    tally, total = facts.tally, facts.tally.rows["articles"]
    shown = [f"{name} {tally.gaps['articles', name]}" for name in ("title", "date", "source", "url")]
    return f"Articles of {total} without a value: {', '.join(shown)}."


def _timeframe(facts: Facts) -> str:
    # what is known is the days that the articles are dated; when they were collected no document says
    first, last = facts.tally.first, facts.tally.last
    return f"{first}/{last}" if first and last else ""


def _annotation(facts: Facts) -> list[str]:
    count = len(facts.settings.rulings)
    rulings = f", but for {counted(count, 'ruling')} in dataset.toml" if count else ""
    return [ANNOTATION.format(rulings=rulings), ACTORS if facts.has_actors else ""]


def _tools(facts: Facts) -> list[str]:
    own = f"dateline {facts.manifest.versions['dateline']} (contract {facts.manifest.versions['schema']})"
    english = any(primary(tag) == "en" for tag in facts.tally.languages)
    return [own, MODEL] if facts.has_actors and english else [own]
