"""Accuracy and cost of the actors stage, beside the plain small spaCy model, in one run.

    python benchmarks/actors.py [--re3d re3d.jsonl] [--gold mentions.jsonl --articles articles.jsonl --raw FOLDER]
    [--texts FILE ...] [--errors KIND] [--json]

``--re3d``: documents with their own types. Mapped: Person -> person, Organisation -> organization (the stage's
organization, armed_group and body), Nationality, and Location or Organisation that is a state's name -> state. Its
mentions are noun phrases ("the Iraqi Foreign Minister", "We"), so articles, titles before a name and everything that
does not begin and end with a capital are taken off first. ``--gold``: offsets over raw files, moved to the body by
alignment; metonyms count neither for nor against. ``--texts``: JSON Lines of text, gold (start, end, kind) and ignored
(start, end). Figures are precision, recall and F1 in percent over spans: exact, and partial (same kind, any overlap);
an article before a name counts neither way. The peer gets its labels mapped in the same way, with the article and the
possessive taken off its spans. Cost is processor time a document, and as a share of the peer's in the same run: the
two read each document in turn, so that what else the machine does touches both.
"""

import argparse
import importlib
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dateline.actors import find_actors
from dateline.actors.authority import authority
from dateline.actors.recognizer import MODELS, UNUSED, paragraphs

Span = tuple[int, int, str]
KINDS = ("person", "organization", "state")
FAMILY = {
    "person": "person",
    "state": "state",
    "organization": "organization",
    "armed_group": "organization",
    "body": "organization",
}
PRONOUNS = set(
    "I We It They He She You Our Their His Her Its My This That These Those There Here Me Us Them Who".split()
)
ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
TITLE = re.compile(
    r"(?:(?:[A-Z]\w+ )*?(?:President|Minister|Secretary|Mr|Mrs|Ms|Dr|HE|Sir|Prime|Foreign|Deputy|Lt|Gen|General|Col|"
    r"Maj|Army|Ambassador|Special|Advisor|Prince|King|Sheikh|Commander|Office|FCO|Defense|Defence|of State)\b[.,]?\s+)+"
)


@dataclass
class Document:
    """A text, its gold spans, and spans where a prediction counts neither way."""

    text: str
    gold: list[Span]
    ignored: list[tuple[int, int]] = field(default_factory=list)


def is_state(text: str) -> bool:
    alias = authority("en").by_text.get(text, ())
    return any(a.entry is not None and a.entry.kind == "state" for a in alias)


def trimmed(text: str, start: int, end: int, kind: str) -> tuple[int, int]:
    """The span without article, title and possessive."""
    while True:
        match = ARTICLE.match(text, start, end) or (TITLE.match(text, start, end) if kind == "Person" else None)
        if match is None or match.end() >= end:
            break
        start = match.end()
    return start, end - len(re.search(r"(?:['’]s?)?$", text[start:end]).group())  # type: ignore[union-attr]


def mapped(text: str, mention: dict[str, Any]) -> Span | None:
    """A re3d mention in our kinds, or None where it is no name."""
    start, end = trimmed(text, mention["start"], mention["end"], mention["type"])
    words = text[start:end].split()
    if not words or words[0] in PRONOUNS or not (words[-1][:1].isupper() or words[-1].startswith("al-")):
        return None
    if (
        not (words[0][:1].isupper() or words[0].lower().startswith(("al-", "al", "de", "bin")))
        or "\n" in text[start:end]
    ):
        return None
    if mention["type"] in ("Nationality", "Location", "Organisation") and is_state(text[start:end]):
        return start, end, "state"
    kind = {"Person": "person", "Organisation": "organization"}.get(mention["type"])
    return (start, end, kind) if kind else None


def outermost(spans: Iterable[Span]) -> list[Span]:
    """Spans without those that lie in a longer one."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0] - s[1], s)):
        if not any(span[0] < other[1] and other[0] < span[1] for other in kept):
            kept.append(span)
    return sorted(kept)


def re3d(path: Path) -> list[Document]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Document(r["text"], outermost(filter(None, (mapped(r["text"], m) for m in r["mentions"])))) for r in rows]


def raw_to_body(raw: str, body: str) -> dict[int, int]:
    """Offsets of `raw` that have a place in `body`, paragraph by paragraph."""
    places: dict[int, int] = {}
    squeezed = [(i, char) for i, char in enumerate(raw) if not char.isspace()]
    stream = "".join(char for _, char in squeezed)
    cursor = 0
    for paragraph in re.finditer(r"[^\n]+", body):
        inside = [paragraph.start() + i for i, char in enumerate(paragraph.group()) if not char.isspace()]
        wanted = "".join(body[i] for i in inside)
        at = stream.find(wanted, cursor)
        if at >= 0:
            places.update((squeezed[at + i][0], place) for i, place in enumerate(inside))
            cursor = at + len(wanted)
            continue
        matcher = SequenceMatcher(None, stream[cursor : cursor + 2 * len(wanted)], wanted, autojunk=False)
        for block in matcher.get_matching_blocks():
            places.update((squeezed[cursor + block.a + i][0], inside[block.b + i]) for i in range(block.size))
    return places


def gold(mentions: Path, articles: Path, raw: Path) -> list[Document]:
    rows = defaultdict(list)
    for line in mentions.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["doc"]].append(row)
    documents = []
    for line in articles.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        name = Path(article["doc"]).stem
        text = (raw / f"{name}.txt").read_text(encoding="utf-8")
        places = raw_to_body(text, article["body"])
        documents.append(gold_document(article["body"], rows[name], places))
    return documents


def gold_document(body: str, rows: list[dict[str, Any]], places: dict[int, int]) -> Document:
    document = Document(body, [])
    for row in rows:
        if row["start"] not in places or row["end"] - 1 not in places:
            continue
        start, end = places[row["start"]], places[row["end"] - 1] + 1
        kind = {"PERSON": "person", "ORG": "organization"}.get(row["type"])
        if row["type"] in ("GPE", "NORP") and (
            is_state(body[start:end]) or is_state(body[start:end].partition("-")[0])
        ):
            kind = "state"
        if row.get("metonym") or row.get("optional"):
            document.ignored.append((start, end))
        elif kind:
            document.gold.append((start, end, kind))
    return document


def stage(text: str) -> list[Span]:
    found = find_actors("0" * 16, text, language="en")
    return sorted((m.start, m.end, FAMILY[a.kind]) for a in found for m in a.mentions)


def texts(path: Path) -> list[Document]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Document(r["text"], [(s, e, kind) for s, e, kind in r["gold"]], [(s, e) for s, e in r["ignored"]]) for r in rows
    ]


@cache
def peer() -> Any:
    """A pipeline of the peer's own: what the one has read must not spare the other its work."""
    name = next((name for name in MODELS["en"] if find_spec(name)), None)
    return importlib.import_module(name).load(exclude=UNUSED) if name else sys.exit("no small English model here")


def plain_spacy(text: str) -> list[Span]:
    """What spaCy's pipeline itself, with nothing loaded but the recognizer, answers for the text's lines."""
    spans: list[Span] = []
    lines = list(paragraphs(text))
    for (offset, _), read in zip(lines, peer().pipe(line for _, line in lines), strict=True):
        for found in read.ents:
            start, end = trimmed(text, offset + found.start_char, offset + found.end_char, "")
            if found.label_ in ("PERSON", "ORG"):
                spans.append((start, end, {"PERSON": "person", "ORG": "organization"}[found.label_]))
            elif is_state(text[start:end]):
                spans.append((start, end, "state"))
    return spans


def rules_alone(text: str) -> list[Span]:
    found = find_actors("0" * 16, text, language="en", use_model=False)
    return sorted((m.start, m.end, FAMILY[a.kind]) for a in found for m in a.mentions)


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span[2] == other[2] and span[0] < other[1] and other[0] < span[1] for other in others)


def bare(text: str, span: Span) -> Span:
    """The span without an article before it."""
    match = ARTICLE.match(text, span[0], span[1])
    return (match.end(), span[1], span[2]) if match and match.end() < span[1] else span


def fair(document: Document, predicted: list[Span]) -> tuple[set[Span], set[Span]]:
    """Gold and predicted spans without articles; predictions on what counts neither way are left out."""
    wanted = {bare(document.text, span) for span in document.gold}
    found = {bare(document.text, span) for span in predicted}
    return wanted, {p for p in found if p in wanted or not any(p[0] < e and s < p[1] for s, e in document.ignored)}


def counts(document: Document, predicted: list[Span]) -> Counter[tuple[str, str]]:
    """Numbers of gold, predicted, exact and partial hits by kind."""
    wanted, found = fair(document, predicted)
    total: Counter[tuple[str, str]] = Counter()
    for span in wanted:
        total.update(
            {("gold", span[2]): 1, ("exact", span[2]): span in found, ("partial_gold", span[2]): overlaps(span, found)}
        )
    for span in found:
        total.update({("predicted", span[2]): 1, ("partial_predicted", span[2]): overlaps(span, wanted)})
    return total


def measure(hits: int, found: int, met: int, wanted: int) -> dict[str, float]:
    """Precision, recall and F1 in percent."""
    precision, recall = hits / max(found, 1), met / max(wanted, 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return {"precision": round(100 * precision, 1), "recall": round(100 * recall, 1), "f1": round(100 * f1, 1)}


def scored(documents: list[Document], predictions: list[list[Span]]) -> dict[str, Any]:
    """Figures by kind and of all kinds."""
    total: Counter[tuple[str, str]] = Counter()
    for document, predicted in zip(documents, predictions, strict=True):
        total.update(counts(document, predicted))
    figures = {}
    for kind in (*KINDS, "all"):
        n = {
            what: sum(total[what, k] for k in KINDS if kind in (k, "all"))
            for what in ("gold", "predicted", "exact", "partial_gold", "partial_predicted")
        }
        figures[kind] = {
            "gold": n["gold"],
            "found": n["predicted"],
            "exact": measure(n["exact"], n["predicted"], n["exact"], n["gold"]),
            "partial": measure(n["partial_predicted"], n["predicted"], n["partial_gold"], n["gold"]),
        }
    return figures


def compared(documents: list[Document]) -> dict[str, Any]:
    """Figures and cost of each system over the documents, read by all of them in turn."""
    spent: Counter[str] = Counter()
    predictions: dict[str, list[list[Span]]] = {name: [] for name in SYSTEMS}
    for system in SYSTEMS.values():
        system(documents[0].text)
    for document in documents:
        for name, system in SYSTEMS.items():
            begin = time.process_time()
            predictions[name].append(system(document.text))
            spent[name] += time.process_time() - begin
    return {
        name: {
            "kinds": scored(documents, predictions[name]),
            "ms": round(1000 * spent[name] / len(documents), 1),
            "of_peer": round(spent[name] / spent[PEER], 2),
        }
        for name in SYSTEMS
    }


PEER = "spacy sm"
SYSTEMS: dict[str, Callable[[str], list[Span]]] = {PEER: plain_spacy, "rules alone": rules_alone, "dateline": stage}


def line(name: str, kind: str, row: dict[str, Any], cost: str) -> str:
    """One line of the report."""
    exact, partial = (
        "".join(f" {row[m][f]:5.1f}" for f in ("precision", "recall", "f1")) for m in ("exact", "partial")
    )
    return f"{name:12} {kind:13} gold {row['gold']:5} found {row['found']:5}   exact{exact}   partial{partial}   {cost}"


def show(corpus: str, size: int, report: dict[str, Any]) -> None:
    """The report of one corpus, by system and kind."""
    print(f"== {corpus}: {size} documents; precision, recall, F1; ms a document, share of {PEER}'s")
    for name, result in report.items():
        for kind, row in result["kinds"].items():
            print(line(name, kind, row, f"{result['ms']:6.1f} ms {result['of_peer']:5.2f}"))


def errors(documents: list[Document], kind: str, limit: int = 150) -> None:
    """The commonest misses and false finds of the stage."""
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for document in documents:
        gold_, predicted = fair(document, stage(document.text))
        missed.update(document.text[s:e] for s, e, k in gold_ - predicted if k == kind)
        false.update(document.text[s:e] for s, e, k in predicted - gold_ if k == kind)
    print("missed", missed.most_common(limit), "\nfalse", false.most_common(limit))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--re3d", "--gold", "--articles", "--raw"):
        parser.add_argument(option, type=Path)
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--errors", choices=KINDS)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    given = parser.parse_args()
    corpora = {path.stem: texts(path) for path in given.texts}
    if given.re3d:
        corpora["re3d"] = re3d(given.re3d)
    if given.gold:
        corpora["articles"] = gold(given.gold, given.articles, given.raw)
    reports = {corpus: compared(documents) for corpus, documents in corpora.items()}
    if given.json:
        print(json.dumps(reports))
        return
    for corpus, documents in corpora.items():
        show(corpus, len(documents), reports[corpus])
        if given.errors:
            errors(documents, given.errors)


if __name__ == "__main__":
    main()
