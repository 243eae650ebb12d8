"""Accuracy and cost of the actors stage, beside the plain small spaCy model, in one run.

    python benchmarks/actors.py --re3d re3d.jsonl --gold mentions.jsonl --articles articles.jsonl --raw FOLDER
    [--errors KIND]

``--re3d``: documents with their own types. Mapped: Person -> person, Organisation -> organization (the stage's
organization, armed_group and body), Nationality, and Location or Organisation that is a state's name -> state. Its
mentions are noun phrases ("the Iraqi Foreign Minister", "We"), so articles, titles before a name and everything that
does not begin and end with a capital are taken off first. ``--gold``: offsets over raw files, moved to the body by
alignment; metonyms count neither for nor against. Figures are precision, recall and F1 in percent over spans: exact,
and partial (same kind, any overlap). The peer gets its labels mapped in the same way, with the article and
the possessive taken off its spans.
"""

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from dateline.actors import find_actors
from dateline.actors.authority import authority
from dateline.actors.recognizer import guesses

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
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
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
    for line in mentions.open(encoding="utf-8"):
        row = json.loads(line)
        rows[row["doc"]].append(row)
    documents = []
    for line in articles.open(encoding="utf-8"):
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


def plain_spacy(text: str) -> list[Span]:
    spans: list[Span] = []
    for guess in guesses(text, "en"):
        start, end = trimmed(text, guess.start, guess.end, "")
        if guess.label in ("PERSON", "ORG"):
            spans.append((start, end, {"PERSON": "person", "ORG": "organization"}[guess.label]))
        elif is_state(text[start:end]):
            spans.append((start, end, "state"))
    return spans


def rules_alone(text: str) -> list[Span]:
    found = find_actors("0" * 16, text, language="en", use_model=False)
    return sorted((m.start, m.end, FAMILY[a.kind]) for a in found for m in a.mentions)


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span[2] == other[2] and span[0] < other[1] and other[0] < span[1] for other in others)


def counts(document: Document, predicted: list[Span]) -> Counter[tuple[str, str]]:
    """Numbers of gold, predicted, exact and partial hits by kind."""
    kept = [p for p in predicted if p in document.gold or not any(p[0] < e and s < p[1] for s, e in document.ignored)]
    total: Counter[tuple[str, str]] = Counter()
    for span in document.gold:
        total.update(
            {("gold", span[2]): 1, ("exact", span[2]): span in kept, ("partial_gold", span[2]): overlaps(span, kept)}
        )
    for span in kept:
        total.update({("predicted", span[2]): 1, ("partial_predicted", span[2]): overlaps(span, document.gold)})
    return total


def percent(hits_p: int, predicted: int, hits_r: int, gold_: int) -> str:
    precision, recall = hits_p / max(predicted, 1), hits_r / max(gold_, 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return f"{100 * precision:5.1f} {100 * recall:5.1f} {100 * f1:5.1f}"


def report(name: str, documents: list[Document], system: Callable[[str], list[Span]]) -> None:
    system(documents[0].text)
    total: Counter[tuple[str, str]] = Counter()
    begin = time.process_time()
    predictions = [system(document.text) for document in documents]
    cost = (time.process_time() - begin) * 1000 / len(documents)
    for document, predicted in zip(documents, predictions, strict=True):
        total.update(counts(document, predicted))
    for kind in (*KINDS, "all"):
        n = {
            what: sum(total[what, k] for k in KINDS if kind in (k, "all"))
            for what in ("gold", "predicted", "exact", "partial_gold", "partial_predicted")
        }
        exact = percent(n["exact"], n["predicted"], n["exact"], n["gold"])
        partial = percent(n["partial_predicted"], n["predicted"], n["partial_gold"], n["gold"])
        size = f"gold {n['gold']:5} found {n['predicted']:5}"
        print(f"{name:12} {kind:13} {size}   exact {exact}   partial {partial}   {cost:5.1f} ms")


def errors(documents: list[Document], kind: str, limit: int = 150) -> None:
    """The commonest misses and false finds of the stage."""
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for document in documents:
        predicted = stage(document.text)
        for span in document.gold:
            if span[2] == kind and span not in predicted:
                missed[document.text[span[0] : span[1]]] += 1
        for span in predicted:
            if (
                span[2] == kind
                and span not in document.gold
                and not any(span[0] < e and s < span[1] for s, e in document.ignored)
            ):
                false[document.text[span[0] : span[1]]] += 1
    print("missed", missed.most_common(limit), "\nfalse", false.most_common(limit))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--re3d", "--gold", "--articles", "--raw"):
        parser.add_argument(option, type=Path)
    parser.add_argument("--errors", choices=KINDS)
    given = parser.parse_args()
    corpora = {"re3d": re3d(given.re3d)} if given.re3d else {}
    if given.gold:
        corpora["articles"] = gold(given.gold, given.articles, given.raw)
    for corpus, documents in corpora.items():
        print(f"== {corpus}: {len(documents)} documents; precision, recall, F1")
        for name, system in (("spacy sm", plain_spacy), ("rules alone", rules_alone), ("dateline", stage)):
            report(name, documents, system)
        if given.errors:
            errors(documents, given.errors)


if __name__ == "__main__":
    main()
