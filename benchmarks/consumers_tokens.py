"""seqeval and nervaluate on tagged tokens, seqeval on the columns of HIPE, rouge-score on headlines."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from consumers_answers import Check, Run

from dateline.bench.baselines import baselines_of, run_baseline
from dateline.bench.exports.tokens import Token, covered
from dateline_schema.vocabulary import KINDS

Span = dict[str, Any]


@dataclass(frozen=True)
class Tagged:
    """A text of an IOB2 file: its tokens, their tags, and which of them each paragraph has."""

    id: str
    tokens: list[Token]
    tags: list[str]
    paragraphs: list[list[int]]


def read_iob2(path: Path) -> list[Tagged]:
    """The texts of a file, as a reader of CoNLL columns has them: blank lines part sequences."""
    found: list[Tagged] = []
    fresh = True
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# id = "):
            found.append(Tagged(line.removeprefix("# id = "), [], [], []))
            fresh = True
        elif not line:
            fresh = True
        elif line.count("\t") == 3:
            text, tag, start, end = line.split("\t")
            own = found[-1]
            if fresh:
                own.paragraphs.append([])
                fresh = False
            own.paragraphs[-1].append(len(own.tokens))
            own.tokens.append(Token(text, int(start), int(end)))
            own.tags.append(tag)
    return found


def spans_of(text: Tagged) -> list[Span]:
    """The spans that tags mean, as the offsets of their tokens."""
    spans: list[Span] = []
    for token, tag in zip(text.tokens, text.tags, strict=True):
        if tag.startswith("B-"):
            spans.append({"start": token.start, "end": token.end, "kind": tag[2:]})
        elif tag.startswith("I-"):
            spans[-1]["end"] = token.end
    return spans


def tags_of(text: Tagged, spans: Sequence[Span]) -> list[str]:
    """The tags that spans mean."""
    tags = ["O"] * len(text.tokens)
    for span, place in zip(spans, covered(text.tokens, [(one["start"], one["end"]) for one in spans]), strict=True):
        if place is not None:
            tags[place.first : place.last + 1] = [f"I-{span['kind']}"] * (place.last - place.first + 1)
            tags[place.first] = f"B-{span['kind']}"
    return tags


def _damaged(text: Tagged, spans: Sequence[Span]) -> list[Span]:
    """Spans of which some are missing, some have another kind, some end or begin elsewhere."""
    found = []
    for number, span in enumerate(spans):
        at = next(place for place, token in enumerate(text.tokens) if token.start == span["start"])
        match number % 6:
            case 0:
                continue
            case 1:
                found.append({**span, "kind": KINDS[(KINDS.index(span["kind"]) + 1) % len(KINDS)]})
            case 2 if all(at != own[0] for own in text.paragraphs):  # a tool sees each paragraph alone
                found.append({**span, "start": text.tokens[at - 1].start})
            case 3:
                found.append({**span, "end": text.tokens[at].end})
            case _:
                found.append(dict(span))
    return found


def systems(run: Run, texts: Sequence[Tagged]) -> Iterator[tuple[str, list[list[str]]]]:
    """Names of systems, and the tags that each gives every text."""
    yield "key", [text.tags for text in texts]
    yield "damaged", [tags_of(text, _damaged(text, spans_of(text))) for text in texts]
    for baseline in baselines_of(run.task.name):
        answers = run_baseline(run.task, run.bench, baseline)
        yield baseline.name, [tags_of(text, answers[text.id] or []) for text in texts]


def _ours(run: Run, texts: Sequence[Tagged], tags: Sequence[list[str]]) -> dict[str, float]:
    """Our figures of tags, against the spans as the file has them, which may be wider than the benchmark's."""
    rows = {row["id"]: row for row in run.items}
    keyed = [{**rows[text.id], "spans": spans_of(text)} for text in texts]
    given = [spans_of(Tagged(text.id, text.tokens, own, [])) for text, own in zip(texts, tags, strict=True)]
    sums = run.task.scorer.counts(keyed, given).sum(axis=0)
    return {metric.name: float(metric.of(sums)) for metric in run.task.scorer.metrics}


def _sequences(texts: Sequence[Tagged], tags: Sequence[list[str]]) -> list[list[str]]:
    return [[own[at] for at in places] for text, own in zip(texts, tags, strict=True) for places in text.paragraphs]


def seqeval_tags(run: Run) -> Iterator[Check]:
    """Strict figures over sequences; before that, the file must say what the benchmark does."""
    from seqeval.metrics import f1_score, precision_score, recall_score
    from seqeval.scheme import IOB2

    texts = read_iob2(run.place / "test.iob2")
    yield from _round_trip(run, texts)
    gold = _sequences(texts, [text.tags for text in texts])
    for name, tags in systems(run, texts):
        ours, said = _ours(run, texts, tags), _sequences(texts, tags)
        for figure, measure in (
            ("strict_f1", f1_score),
            ("strict_precision", precision_score),
            ("strict_recall", recall_score),
        ):
            theirs = float(measure(gold, said, mode="strict", scheme=IOB2, zero_division=0))
            yield Check(name, figure, theirs, float(np.nan_to_num(ours[figure])))


def _round_trip(run: Run, texts: Sequence[Tagged]) -> Iterator[Check]:
    """Spans of the file that the benchmark has too: all but those that the sidecar counts."""
    fit = json.loads((run.place / "tokenizer.json").read_text(encoding="utf-8"))
    rows = {row["id"]: row for row in run.items}
    same = wanted = 0
    for text in texts:
        own = {(span["start"], span["end"], span["kind"]) for span in rows[text.id]["spans"]}
        same += sum((span["start"], span["end"], span["kind"]) in own for span in spans_of(text))
        wanted += len(rows[text.id]["spans"])
    if len(list(run.place.glob("*.iob2"))) == 1:  # the sidecar counts all sides
        yield Check("key", "spans that fit", same, wanted - fit["widened_to_tokens"] - fit["left_out_as_overlapping"])


def nervaluate_tags(run: Run) -> Iterator[Check]:
    """The four ways of SemEval-2013 to count a span."""
    from nervaluate import Evaluator

    texts = read_iob2(run.place / "test.iob2")
    gold = _sequences(texts, [text.tags for text in texts])
    for name, tags in systems(run, texts):
        results = Evaluator(gold, _sequences(texts, tags), tags=list(KINDS), loader="list").evaluate()["overall"]
        ours = _ours(run, texts, tags)
        for figure, way in (
            ("strict_f1", "strict"),
            ("exact_f1", "exact"),
            ("partial_f1", "partial"),
            ("type_f1", "ent_type"),
        ):
            yield Check(name, figure, float(results[way].f1), float(np.nan_to_num(ours[figure])))


def hipe_columns(run: Run) -> Iterator[Check]:
    """Mentions tagged with their identities: where the mentions are given, seqeval's F1 is the accuracy."""
    from seqeval.metrics import f1_score
    from seqeval.scheme import IOB2

    documents = list(_read_hipe(run.place / "test.tsv"))
    gold = [[_tag(cells, cells["NEL-LIT"]) for cells in document] for document in documents]
    rows = {row["id"]: row for row in run.items}
    kept = {item: rows[item] for document in documents for cells in document if (item := _item(cells)) in rows}
    for name, answers in _linked(run):
        said = [_identified(document, answers) for document in documents]
        counts = run.task.scorer.counts(list(kept.values()), [answers[item] for item in kept])
        ours = {metric.name: float(metric.of(counts.sum(axis=0))) for metric in run.task.scorer.metrics}
        yield Check(name, "accuracy", float(f1_score(gold, said, mode="strict", scheme=IOB2)), ours["accuracy"])
    yield Check("key", "mentions", len(kept), len(rows) - _left_out(run))


def _left_out(run: Run) -> int:
    fit = json.loads((run.place / "tokenizer.json").read_text(encoding="utf-8"))
    return int(fit["left_out_as_overlapping"])


def _linked(run: Run) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "key", {row["id"]: row["actor_id"] for row in run.items}
    yield "half", {row["id"]: row["actor_id"] if at % 2 else "person-nobody" for at, row in enumerate(run.items)}
    for baseline in baselines_of(run.task.name):
        answers = run_baseline(run.task, run.bench, baseline)
        if all(answer is not None for answer in answers.values()):
            yield baseline.name, answers


def _read_hipe(path: Path) -> Iterator[list[dict[str, str]]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    names = lines[0].split("\t")
    document: list[dict[str, str]] = []
    for line in [*lines[1:], "# hipe2022:document_id = end"]:
        if line.startswith("# hipe2022:document_id") and document:
            yield document
            document = []
        elif line.count("\t") == len(names) - 1:
            document.append(dict(zip(names, line.split("\t"), strict=True)))


def _item(cells: Mapping[str, str]) -> str:
    return next((part[5:] for part in cells["MISC"].split("|") if part.startswith("Item=")), "")


def _tag(cells: Mapping[str, str], actor: str) -> str:
    begins = cells["NE-COARSE-LIT"][:2]
    return "O" if begins == "O" else begins + actor


def _identified(document: Iterable[Mapping[str, str]], answers: Mapping[str, Any]) -> list[str]:
    tags, actor = [], ""
    for cells in document:
        actor = answers.get(_item(cells), actor)
        tags.append(_tag(cells, actor))
    return tags


def rouge_score_texts(run: Run) -> Iterator[Check]:
    """ROUGE-L of the baselines' headlines, where key and answer are ASCII: rouge-score knows no other letters."""
    if run.task.name != "headline":
        return
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(["rougeL"])
    for baseline in baselines_of(run.task.name):
        answers = run_baseline(run.task, run.bench, baseline)
        rows = [row for row in run.items if (row["headline"] + str(answers[row["id"]])).isascii()]
        given = [answers[row["id"]] for row in rows]
        theirs = [
            scorer.score(row["headline"], one or "")["rougeL"].fmeasure for row, one in zip(rows, given, strict=True)
        ]
        sums = run.task.scorer.counts(rows, given).sum(axis=0)
        ours = float(run.task.scorer.metrics[0].of(sums))
        yield Check(baseline.name, f"rouge_l of {len(rows)}", float(np.mean(theirs)) if rows else ours, ours)
