"""Quality and cost of reading HTML pages, beside other tools, in one run on the same pages.

    python benchmarks/extract.py SAMPLES --scorer SAMPLES/../score.py [--tools dateline,trafilatura,...] [--half 0|1]

SAMPLES holds `gold.jsonl` and one `DOC_ID.html.gz` a page; the scorer is a Python file with a function
`score(gold, prediction) -> {measure: value}`. Each tool reads all pages in a process of its own, so that its memory is
its own; pages are decoded beforehand and only the reading is timed. The table has title, date, wrong dates, author
sets, the body (ROUGE-L, share of 0.95 and more, snippets wanted and unwanted), all in per cent, CPU milliseconds a page
(mean and slowest), CPU as a share of trafilatura's, and the peak memory of the process.

`floor` is what forty lines do: JSON-LD, then OpenGraph, then every `p`. Other tools are optional:
`pip install trafilatura newspaper4k resiliparse lxml_html_clean`; the plot needs matplotlib.
"""

import argparse
import gzip
import hashlib
import importlib.util
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from statistics import mean
from typing import Any

Gold = dict[str, Any]
Prediction = dict[str, Any]
Reader = Callable[[str, str | None], Prediction]

MEASURES = ("title", "date", "date_wrong", "authors", "body", "body95", "wanted", "unwanted_out")
HEADS = ("title", "date", "wrong", "authors", "body", ">=.95", "wanted", "unw.out")


def dateline() -> Reader:
    from dateline.fields.names import Names
    from dateline.html.article import read_html
    from dateline.settings import Settings

    names = Names(Settings())

    def read(page: str, url: str | None) -> Prediction:
        draft = read_html(page, names, url)
        day = draft.date.isoformat() if draft.date else None
        return {"title": draft.title, "date": day, "authors": list(draft.authors), "body": draft.body}

    return read


def trafilatura() -> Reader:
    library: Any = import_module("trafilatura")

    def read(page: str, url: str | None) -> Prediction:
        found = library.bare_extraction(page, url=url, with_metadata=True, include_comments=False)
        if found is None:
            return {}
        return {"title": found.title, "date": found.date, "authors": found.author, "body": found.text}

    return read


def newspaper4k() -> Reader:
    library: Any = import_module("newspaper")

    def read(page: str, url: str | None) -> Prediction:
        article = library.Article(url or "https://example.org/", fetch_images=False)
        article.download(input_html=page)
        article.parse()
        return {"title": article.title, "date": article.publish_date, "authors": article.authors, "body": article.text}

    return read


def resiliparse() -> Reader:
    parser: Any = import_module("resiliparse.parse.html").HTMLTree
    extractor: Any = import_module("resiliparse.extract.html2text")

    def read(page: str, url: str | None) -> Prediction:
        tree = parser.parse(page)
        return {"title": tree.title, "body": extractor.extract_plain_text(tree, main_content=True)}

    return read


def floor() -> Reader:
    """JSON-LD, then OpenGraph, then every paragraph."""
    from selectolax.lexbor import LexborHTMLParser

    def read(page: str, url: str | None) -> Prediction:
        tree = LexborHTMLParser(page)
        item = next(_articles(tree), {})
        metas = {
            m.attributes.get("property") or m.attributes.get("name"): m.attributes.get("content")
            for m in tree.css("meta")
        }
        authors = item.get("author") or []
        authors = authors if isinstance(authors, list) else [authors]
        named = tree.css_first("title")
        title = item.get("headline") or metas.get("og:title") or (named.text() if named else None)
        return {
            "title": title if isinstance(title, str) else None,
            "date": _text(item.get("datePublished") or metas.get("article:published_time")),
            "authors": [_text(a.get("name") if isinstance(a, dict) else a) or "" for a in authors]
            or _text(metas.get("author")),
            "body": "\n\n".join(node.text().strip() for node in tree.css("p")),
        }

    return read


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            found = json.loads(script.text())
        except ValueError:
            continue
        graph = found.get("@graph", [found]) if isinstance(found, dict) else found
        yield from (item for item in graph if isinstance(item, dict) and "headline" in item)


TOOLS: dict[str, Callable[[], Reader]] = {
    "dateline": dateline,
    "trafilatura": trafilatura,
    "newspaper4k": newspaper4k,
    "resiliparse": resiliparse,
    "floor": floor,
}


def read_gold(samples: Path, half: int | None, corpus: str | None, limit: int | None) -> list[Gold]:
    with (samples / "gold.jsonl").open(encoding="utf-8") as lines:
        golds = [json.loads(line) for line in lines]
    golds = [g for g in golds if half in (None, half_of(g)) and corpus in (None, g.get("corpus"))]
    return golds[:limit]


def half_of(gold: Gold) -> int:
    """0 or 1 by the publisher's registrable domain: rules are made looking at 0, and 1 tells what they are worth."""
    from dateline.fields.source import domain_of

    domain = domain_of(gold["url"] or "") or gold["url"] or ""
    return hashlib.sha256(domain.encode()).digest()[0] % 2


def page_of(samples: Path, gold: Gold) -> str:
    """The decoded page: UTF-8 where it fits, else what it declares, else Windows-1252."""
    data = gzip.decompress((samples / f"{gold['doc_id']}.html.gz").read_bytes())
    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:4096])
    for encoding in ("utf-8", declared[1].decode() if declared else "cp1252"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def work(tool: str, samples: Path, golds: Sequence[Gold], output: Path, given: bool) -> None:
    """Read all pages with one tool; predictions and costs go to a file."""
    read = TOOLS[tool]()
    read(page_of(samples, golds[0]), None)  # models and tables load once
    rows, spent, failed = [], [], 0
    for gold in golds:
        page = page_of(samples, gold)
        start = time.process_time()
        try:
            row = read(page, gold["url"] if given else None)
        except Exception:  # a tool that fails on a page has read nothing of it
            row, failed = {}, failed + 1
        spent.append(time.process_time() - start)
        rows.append({"doc_id": gold["doc_id"], **row})
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    output.write_text(
        json.dumps({"rows": rows, "spent": spent, "failed": failed, "peak": peak}, default=str), encoding="utf-8"
    )


def measure(tool: str, args: argparse.Namespace) -> dict[str, Any] | str:
    """What a process that reads with the tool found and cost; a message where the tool is not there."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "result.json"
        command = [sys.executable, __file__, str(args.samples), "--worker", tool, "--output", str(output)]
        for option in ("half", "corpus", "limit"):
            if (value := getattr(args, option)) is not None:
                command += [f"--{option}", str(value)]
        command += ["--given-url"] * args.given_url
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - this very script
        if done.returncode == 0:
            return dict(json.loads(output.read_text(encoding="utf-8")))
        return (done.stderr.strip().splitlines() or ["it failed"])[-1]


def load_scorer(path: Path) -> Callable[[Gold, Prediction], Mapping[str, float]]:
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    scorer: Callable[[Gold, Prediction], Mapping[str, float]] = module.score
    return scorer


def summary(
    golds: Sequence[Gold], result: Mapping[str, Any], score: Callable[[Gold, Prediction], Mapping[str, float]]
) -> dict[str, float]:
    """Measures in per cent, and costs."""
    figures = shares([score(gold, row) for gold, row in zip(golds, result["rows"], strict=True)])
    spent = [1000 * seconds for seconds in result["spent"]]
    return figures | {
        "cpu_ms": mean(spent),
        "slowest_ms": max(spent),
        "peak_mb": result["peak"],
        "failed": result["failed"],
    }


def shares(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Means of the measures that some row has, in per cent."""
    return {
        key: 100 * mean(row[key] for row in rows if key in row) for key in MEASURES if any(key in row for row in rows)
    }


def table(figures: Mapping[str, Mapping[str, float]]) -> str:
    lines = [
        f"{'':12}"
        + "".join(f"{head:>8}" for head in HEADS)
        + f"{'CPU ms':>9}{'slowest':>9}{'share':>7}{'MB':>7}{'failed':>8}"
    ]
    whole = figures.get("trafilatura", {}).get("cpu_ms")
    for tool, row in figures.items():
        shares = "".join(f"{row[key]:8.1f}" if key in row else f"{'-':>8}" for key in MEASURES)
        share = f"{row['cpu_ms'] / whole:7.2f}" if whole else f"{'-':>7}"
        lines.append(
            f"{tool:12}{shares}{row['cpu_ms']:9.2f}{row['slowest_ms']:9.1f}{share}{row['peak_mb']:7.0f}{row['failed']:8.0f}"
        )
    return "\n".join(lines)


def plot(figures: Mapping[str, Mapping[str, float]], path: Path) -> None:
    """Bars of the measures, and CPU against the body's ROUGE-L."""
    try:
        library: Any = import_module("matplotlib")
    except ImportError:
        raise SystemExit("the plot needs matplotlib: pip install matplotlib") from None
    library.use("Agg")
    pyplot: Any = import_module("matplotlib.pyplot")
    shown = ("title", "date", "authors", "body", "body95")
    drawing, (left, right) = pyplot.subplots(1, 2, figsize=(12, 4.5), width_ratios=(2, 1))
    width = 0.8 / len(figures)
    for n, (tool, row) in enumerate(figures.items()):
        left.bar([x + n * width for x in range(len(shown))], [row.get(key, 0.0) for key in shown], width, label=tool)
        right.scatter(row["cpu_ms"], row.get("body", 0.0), s=60)
        right.annotate(tool, (row["cpu_ms"], row.get("body", 0.0)), textcoords="offset points", xytext=(5, 5))
    left.set_xticks([x + 0.4 - width / 2 for x in range(len(shown))], shown)
    left.set_ylabel("per cent")
    left.legend(fontsize="small")
    right.set_xscale("log")
    right.set_xlabel("CPU ms a page")
    right.set_ylabel("body, ROUGE-L")
    drawing.tight_layout()
    drawing.savefig(path, dpi=150)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", type=Path, help="folder with gold.jsonl and the pages it names")
    parser.add_argument("--scorer", type=Path, help="Python file with score(gold, prediction)")
    parser.add_argument("--tools", default=",".join(TOOLS), help="names with commas between them (default: all)")
    parser.add_argument(
        "--half", type=int, choices=(0, 1), help="only publishers of this half, by a digest of their domain"
    )
    parser.add_argument("--corpus", help="only pages of this corpus")
    parser.add_argument("--limit", type=int, help="only so many pages")
    parser.add_argument("--given-url", action="store_true", help="tell the tools the address of each page")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--plot", type=Path, help="write a picture to this file")
    parser.add_argument("--worker", choices=tuple(TOOLS), help=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    golds = read_gold(args.samples, args.half, args.corpus, args.limit)
    if args.worker:
        work(args.worker, args.samples, golds, args.output, args.given_url)
        return
    if args.scorer is None:
        parser.error("--scorer is needed: the Python file that scores a prediction")
    compare(args, golds)


def compare(args: argparse.Namespace, golds: Sequence[Gold]) -> None:
    """Run every tool, print the table, write what was asked for."""
    score = load_scorer(args.scorer)
    figures: dict[str, dict[str, float]] = {}
    for tool in args.tools.split(","):
        if tool not in TOOLS:
            raise SystemExit(f"no such tool: {tool}; there are {', '.join(TOOLS)}")
        result = measure(tool, args)
        if isinstance(result, str):
            print(f"{tool} is left out: {result}; pip install {tool}", file=sys.stderr)
        else:
            figures[tool] = summary(golds, result, score)
    print(f"{len(golds)} pages")
    print(table(figures))
    if args.json:
        args.json.write_text(json.dumps({"pages": len(golds), "tools": figures}, indent=2) + "\n", encoding="utf-8")
    if args.plot:
        plot(figures, args.plot)


if __name__ == "__main__":
    main()
