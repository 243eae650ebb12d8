"""Accuracy and cost of the quotes stage.

    python benchmarks/quotes.py --gold quotes_roles.jsonl --articles articles.jsonl --raw FOLDER [--texts FILE] [--json]
    [--errors]

``--gold``: quotes with offsets over raw files, moved to the body by alignment; its speakers are keys ("sergei_lavrov",
"gov_russia", "NOM:a rebel commander"), right where every word of the key stands in the speaker's names, or the nominal
speaker's text is the same but for its article. ``--texts``: JSON Lines with ``text``, ``lang``, ``half`` and ``quotes``
(start, end, speaker, optional), speakers by a part of their name ("a|b": either); optional quotes count neither way.

Figures: quotes found (precision, recall, F1 in percent; exact spans, and any overlap), and the share of all gold quotes
that are found with the right speaker; ms is CPU time an article, without the time of finding actors.
"""

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from actors import raw_to_body
from anyascii import anyascii

from dateline.actors import Actor, find_actors
from dateline.actors.folding import romanised
from dateline.quotes import Quote, find_quotes

ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass
class Document:
    """A text with its gold quotes: (start, end, speaker), and those that count neither way."""

    text: str
    language: str
    group: str
    gold: list[tuple[int, int, str]]
    optional: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Tally:
    """Counts of one group of documents."""

    documents: int = 0
    gold: int = 0
    found: int = 0
    exact: int = 0
    hit: int = 0
    overlapping: int = 0
    speaker: int = 0
    seconds: float = 0.0

    def to_json(self) -> dict[str, float]:
        """The figures, in percent."""
        return {
            "documents": self.documents,
            "gold": self.gold,
            "found": self.found,
            **figures("exact", self.exact, self.exact, self),
            **figures("partial", self.overlapping, self.hit, self),
            "speaker": round(100 * self.speaker / max(1, self.gold), 1),
            "ms": round(1000 * self.seconds / max(1, self.documents), 2),
        }


def figures(name: str, found: int, gold: int, tally: Tally) -> dict[str, float]:
    precision, recall = found / max(1, tally.found), gold / max(1, tally.gold)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    values = {"precision": precision, "recall": recall, "f1": f1}
    return {f"{name}_{key}": round(100 * value, 1) for key, value in values.items()}


def first_corpus(gold: Path, articles: Path, raw: Path) -> Iterator[Document]:
    """The articles whose gold lies over raw files."""
    rows = defaultdict(list)
    for line in gold.open(encoding="utf-8"):
        row = json.loads(line)
        if row["kind"] == "quote":
            rows[row["doc"]].append(row)
    for line in articles.open(encoding="utf-8"):
        article = json.loads(line)
        name = Path(article["doc"]).stem
        places = raw_to_body((raw / f"{name}.txt").read_text(encoding="utf-8"), article["body"])
        spans = [
            (places[r["start"]], places[r["end"] - 1] + 1, r["speaker"]) for r in rows[name] if r["start"] in places
        ]
        yield Document(article["body"], "en", "articles", spans)


def labelled(path: Path) -> Iterator[Document]:
    """Texts with their own labels, by half and by language (English, others)."""
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        group = f"{row['half']} {'en' if row['lang'] == 'en' else 'other'}"
        gold = [(q["start"], q["end"], q["speaker"] or "") for q in row["quotes"] if not q["optional"]]
        optional = [(q["start"], q["end"]) for q in row["quotes"] if q["optional"]]
        yield Document(row["text"], row["lang"], group, gold, optional)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def key_words(name: str) -> set[str]:
    """Words of a name, romanised so that transliterations agree."""
    return {romanised(word) for word in re.findall(r"[a-z]+", anyascii(name).casefold())}


def right(quote: Quote, wanted: str, actors: Sequence[Actor]) -> bool:
    """Whether the quote's speaker is the one that the gold has."""
    said = quote.speaker or ""
    names = [name for actor in actors if actor.id == quote.speaker_id for name in (actor.name, *actor.aliases)]
    if wanted.startswith("NOM:"):
        return ARTICLE.sub("", said).casefold() == ARTICLE.sub("", wanted[4:]).casefold()
    if re.fullmatch(r"[a-z]+(?:_[a-z]+)+", wanted):
        key = key_words(wanted.removeprefix("gov_").replace("_", " ")) - {"al"}
        return any(key <= key_words(name) or key_words(name) - {"al"} == key for name in names)
    text = " ".join([said, *names]).casefold()
    return bool(wanted) and any(part.casefold() in text for part in wanted.split("|"))


def count(document: Document, quotes: Sequence[Quote], actors: Sequence[Actor], tally: Tally) -> Iterator[str]:
    """Adds the document's counts to `tally`; yields what is wrong."""
    kept = [
        q
        for q in quotes
        if any(overlap((q.start, q.end), g[:2]) for g in document.gold)
        or not any(overlap((q.start, q.end), o) for o in document.optional)
    ]
    tally.documents += 1
    tally.gold += len(document.gold)
    tally.found += len(kept)
    tally.overlapping += sum(any(overlap((q.start, q.end), g[:2]) for g in document.gold) for q in kept)
    for start, end, speaker in document.gold:
        found = next((q for q in kept if overlap((q.start, q.end), (start, end))), None)
        if found is None:
            yield f"missed {document.text[start:end][:60]!r} of {speaker}"
            continue
        tally.hit += 1
        tally.exact += (found.start, found.end) == (start, end)
        if right(found, speaker, actors):
            tally.speaker += 1
        else:
            yield f"speaker {found.speaker!r} ({found.rule}) for {speaker} in {found.text[:60]!r}"
    for quote in kept:
        if not any(overlap((quote.start, quote.end), g[:2]) for g in document.gold):
            yield f"false {quote.text[:60]!r} ({quote.rule})"


def measure(documents: Sequence[Document]) -> tuple[dict[str, Tally], list[str]]:
    """Tallies by group, and every error."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    errors = []
    for document in documents:
        actors = find_actors("0" * 16, document.text, language=document.language)
        find_quotes(document.text, actors, document.language)
        begin = time.process_time()
        quotes = find_quotes(document.text, actors, document.language)
        tallies[document.group].seconds += time.process_time() - begin
        errors += [f"{document.group}: {line}" for line in count(document, quotes, actors, tallies[document.group])]
    return tallies, errors


def show(tallies: dict[str, Tally]) -> None:
    for group, tally in sorted(tallies.items()):
        row: dict[str, Any] = tally.to_json()
        exact = " ".join(f"{row[f'exact_{key}']:5.1f}" for key in ("precision", "recall", "f1"))
        partial = " ".join(f"{row[f'partial_{key}']:5.1f}" for key in ("precision", "recall", "f1"))
        size = f"documents {row['documents']:3} gold {row['gold']:4} found {row['found']:4}"
        print(f"{group:12} {size}   exact {exact}   partial {partial}   speaker {row['speaker']:5.1f}   {row['ms']} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--gold", "--articles", "--raw", "--texts"):
        parser.add_argument(option, type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    documents = list(first_corpus(given.gold, given.articles, given.raw)) if given.gold else []
    documents += labelled(given.texts) if given.texts else []
    tallies, errors = measure(documents)
    if given.json:
        print(json.dumps({group: tally.to_json() for group, tally in sorted(tallies.items())}, indent=2))
        return
    show(tallies)
    if given.errors:
        print("\n".join(errors))


if __name__ == "__main__":
    main()
