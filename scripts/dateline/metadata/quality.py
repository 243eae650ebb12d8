"""The sections of a card on what can be relied on: labels, splits, known faults."""

from collections.abc import Mapping
from typing import Any

from dateline.metadata.facts import Facts, in_order
from dateline.metadata.markdown import LISTED, counted, section, share_table, table
from dateline.tally import AUTHORITY, INFERRED, LOCAL, MISSING, PASSED, READ, ranked
from dateline_schema.render import cell
from dateline_schema.vocabulary import KINDS, SPLITS, WITHHELD

HEADS = {
    READ: "read in the document",
    INFERRED: "inferred from other articles",
    MISSING: "none, with the reason",
    WITHHELD: "withheld",
    PASSED: "passed over",
}
"""What a reader sees of the states of `evidence`."""

TOLD = ("title", "date", "source", "url")
"""Columns whose gaps are told as faults: without them an article is hard to place."""


def labels(facts: Facts) -> str:
    """What values rest on: stated, inferred, unknown; actors by kind and origin."""
    return section(
        "How far labels can be trusted",
        LABELS,
        _values(facts),
        _absences(facts),
        _actors(facts),
        _forms(facts),
    )


LABELS = (
    "All labels were read or inferred by rules and models; a person decided only what `dataset.toml` rules on. No "
    "value was made up to fill a gap."
)


def _values(facts: Facts) -> str:
    counts = facts.tally.evidence
    if not counts:
        return ""
    states = [state for state in HEADS if any(found == state for _, found in counts)]
    rows = [
        (cell(field), *(f"{counts[field, state]:,}" for state in states))
        for field in sorted({field for field, _ in counts})
    ]
    text = "Values by the evidence that they rest on; a field of many values, such as `body`, has a row for each:"
    return f"{text}\n\n{table(('field', *(HEADS[state] for state in states)), rows)}"


def _absences(facts: Facts) -> str:
    flat = {f"{field}: {rule}": count for (field, rule), count in facts.tally.absences.items()}
    if not flat:
        return ""
    rows = [(cell(name), f"{count:,}") for name, count in ranked(flat, LISTED)]
    return f"Why there is no value, by the rule that says so:\n\n{table(('field and rule', 'rows'), rows)}"


def _actors(facts: Facts) -> str:
    counts = facts.tally.actors
    if not counts:
        return ""
    rows = [
        (kind, *(f"{counts[kind, origin]:,}" for origin in (AUTHORITY, LOCAL)))
        for kind in KINDS
        if any(counts[kind, origin] for origin in (AUTHORITY, LOCAL))
    ]
    total = sum(counts.values())
    text = (
        f"Of {counted(total, 'actor')}, {facts.tally.linked:,} have a verified Wikidata item. An authority's id means "
        "the same actor everywhere; a local id means one actor of this dataset, and starts with its oldest article:"
    )
    return f"{text}\n\n{table(('kind', 'by an authority', 'of this dataset'), rows)}"


def _forms(facts: Facts) -> str:
    forms, total = facts.tally.forms, facts.tally.rows["mentions"]
    return f"How mentions name their actor:\n\n{share_table('form', 'mentions', forms, total)}" if forms else ""


def stories(facts: Facts) -> str:
    """How many articles repeat others, and how many report an event that others report too."""
    tally = facts.tally
    told = tally.rows["stories"]
    if not tally.repeated and not told:
        return ""
    text = (
        f"Compared with each other, {counted(tally.repeated, 'article')} reprint or repeat another (`duplicate_of`), "
        f"and {counted(tally.told, 'article')} tell of an event that another one tells of too: "
        f"{told:,} {'story' if told == 1 else 'stories'} (`story_id`). All stay in the "
        "dataset; `evidence` says what they share."
    )
    return section("Reprints and stories", text)


def split_report(facts: Facts) -> str:
    """The sides of the config `splits`, and what is known of leaks between them."""
    sides = {name: count for name, count in facts.tally.sides.items() if name}
    if not sides:
        return ""
    shown = table(("side", "articles"), [(cell(name), f"{sides[name]:,}") for name in in_order(sides)])
    how = BY_TIME if set(sides) & set(SPLITS) else FOLDS
    return section("Splits and leaks", f"{SIDES} {how}", shown, leak_report(facts.manifest.leaks))


SIDES = (
    "The config `splits` has a row an article. Reprints, reports of one event and articles that share a long quotation "
    "are one group, and a group is never parted."
)
BY_TIME = "What is trained on is the oldest, the test the newest:"
FOLDS = "The corpus is too small for a test that means anything; it is cut into folds in place of sides:"


def leak_report(report: Mapping[str, Any]) -> str:
    """What was looked at across the sides."""
    if not report:
        return ""
    kinds = [(cell(kind["kind"]), f"{kind['checked']:,}", f"{kind['found']:,}") for kind in report["kinds"]]
    closest = report["closest"]
    nearest = (
        f" The two that are most alike have {100 * closest['jaccard']:.1f}% of their runs of five words in common."
        if closest
        else ""
    )
    text = (
        f"Of {report['pairs']:,} pairs of articles on different sides, {report['met']:,} share a sample of words, and "
        f"{report['compared']:,} were compared word by word.{nearest} What was looked for, and found on two sides:"
    )
    return f"{text}\n\n{table(('kind', 'looked at', 'found'), kinds)}"


def faults(facts: Facts) -> str:
    """What the maintainer knows to be wrong, and what was counted."""
    told = [f"- {' '.join(fault.split())}" for fault in facts.settings.about.faults]
    return section("Known faults", "\n".join([*told, *_gaps(facts)]), _rejects(facts))


def _gaps(facts: Facts) -> list[str]:
    total = facts.tally.rows["articles"]
    gaps = {name: facts.tally.gaps["articles", name] for name in TOLD}
    shown = ", ".join(f"{name} {count:,}" for name, count in gaps.items() if count)
    return [f"- Articles of {total:,} that lack a value: {shown}."] if shown else []


def _rejects(facts: Facts) -> str:
    rejects = facts.tally.rejects
    if not rejects:
        return "Every document became an article." if facts.tally.rows["articles"] else ""
    order = sorted(rejects.items(), key=lambda entry: (-entry[1], entry[0]))
    rows = [(cell(stage), cell(rule), f"{count:,}") for (stage, rule), count in order[:LISTED]]
    number = counted(facts.tally.rows["rejects"], "document")
    text = f"{number} did not become an article; the table `rejects` says why:"
    return f"{text}\n\n{table(('stage', 'rule', 'documents'), rows)}"
