"""The way back from the edition without texts: whole where every document is there, honest where one is not."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import dateline
from dateline import __version__
from dateline.editions import copies
from dateline.editions.matching import Miss
from dateline.editions.rehydrate import Rehydrated, rehydrate
from dateline.editions.show import show_rehydrated
from dateline.errors import ContractError, InputError, TargetError, UsageError
from dateline.manifest import read_manifest
from dateline.read.document import Reject
from dateline.stage import read_one
from dateline.validate import validate

Read = Callable[[Path, str], pa.Table]
Rewrite = Callable[[Path, str, Callable[[pa.Table], pa.Table]], None]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def column(rows: pa.Table, name: str, change: Callable[[dict[str, Any]], object]) -> pa.Table:
    """The rows with a column made anew of each row."""
    index = rows.schema.get_field_index(name)
    field = rows.schema.field(index)
    return rows.set_column(index, field, pa.array([change(row) for row in rows.to_pylist()], field.type))


def test_with_every_document_it_is_the_full_edition_bit_for_bit(pair: Any, tmp_path: Path) -> None:
    result = rehydrate(pair.withheld, pair.raw, tmp_path / "out")
    assert result.ok
    assert (result.articles, result.filled, result.elsewhere, result.unexplained) == (16, 16, (), 0)
    assert files(tmp_path / "out") == files(pair.full)
    assert json.loads(json.dumps(result.to_json()))["ok"] is True


def test_names_and_company_of_the_copies_do_not_matter(pair: Any, tmp_path: Path) -> None:
    scraped = tmp_path / "scraped" / "deep"
    scraped.mkdir(parents=True)
    for number, path in enumerate(sorted(pair.raw.iterdir(), reverse=True)):
        shutil.copyfile(path, scraped / f"x{number}{path.suffix}")
    (scraped / "other.md").write_text(
        "# Something else\n\nThis is a page about another town altogether, and no bridge.\n"
    )
    (scraped / "picture.png").write_bytes(b"\x89PNG")
    result = rehydrate(str(pair.withheld), [scraped.parent], str(tmp_path / "out"))
    assert result.ok
    assert files(tmp_path / "out") == files(pair.full)


def test_workers_change_nothing(pair: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "SHARD", 5)
    told: list[tuple[str, int, int]] = []
    rehydrate(pair.withheld, pair.raw, tmp_path / "out", workers=2, progress=lambda *step: told.append(step))
    assert files(tmp_path / "out") == files(pair.full)
    assert told[-1] == ("filling in", 16, 16)
    assert ("reading documents", 16, 16) in told


def test_the_settings_say_that_the_edition_is_full(pair: Any, withheld_copy: Path, tmp_path: Path) -> None:
    path = withheld_copy / "dataset.toml"
    text = path.read_text().replace('license = "cc-by-4.0"', 'license = "cc-by-4.0"  # as agreed\ntext = "withheld"')
    path.write_text(text)
    assert rehydrate(withheld_copy, pair.raw, tmp_path / "out").ok
    assert (tmp_path / "out" / "dataset.toml").read_text() == text.replace('text = "withheld"', 'text = "full"')
    made, full = files(tmp_path / "out"), files(pair.full)
    assert [name for name in made if made[name] != full[name]] == ["dataset.toml"]


def test_articles_without_a_document_are_left_out_and_told(pair: Any, table: Read, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(pair.raw, own)
    for name in ("00.md", "03.md", "04.md", "04-twin.md", "32-ruled.md"):
        (own / name).unlink()
    out = tmp_path / "out"
    result = rehydrate(pair.withheld, own, out)
    first = {row["raw_path"]: row for row in table(pair.withheld, "articles").to_pylist()}
    assert not result.ok
    # 03-again.md gives the body of 03.md, so that article is whole but for the places in 03.md
    assert result.elsewhere == (first["raw/03.md"]["id"],)
    assert {(miss.raw_path, miss.rule) for miss in result.misses} == {
        ("raw/00.md", "rehydrate.no-document"),
        ("raw/04.md", "rehydrate.no-document"),
        ("raw/04-twin.md", "rehydrate.no-document"),
    }
    assert (result.filled, result.unexplained) == (13, 1)
    assert all(first[miss.raw_path]["body_sha256"] in miss.message for miss in result.misses)
    assert validate(out).failures == ()
    told = [row for row in table(out, "rejects").to_pylist() if row["rule"] == "rehydrate.no-document"]
    assert [(row["raw_path"], row["stage"], row["sha256"]) for row in told] == [
        (path, "read", first[path]["raw_sha256"]) for path in ("raw/00.md", "raw/04-twin.md", "raw/04.md")
    ]
    gone = {miss.article for miss in result.misses}
    for name in ("mentions", "evidence"):
        assert not gone & set(table(out, name)["article_id"].to_pylist())
    assert read_manifest(out).options["text"] == "full"


def other_digest(article: str) -> Callable[[pa.Table], pa.Table]:
    """The edition says of an article that its body is another: as if another version had read it."""

    def change(rows: pa.Table) -> pa.Table:
        return column(rows, "body_sha256", lambda row: "0" * 64 if row["id"] == article else row["body_sha256"])

    return change


def test_a_document_that_gives_another_body_is_told_with_both(
    pair: Any, withheld_copy: Path, table: Read, rewrite: Rewrite, tmp_path: Path
) -> None:
    (row,) = (row for row in table(pair.full, "articles").to_pylist() if row["raw_path"] == "raw/07.md")
    rewrite(withheld_copy, "articles", other_digest(row["id"]))
    result = rehydrate(withheld_copy, pair.raw, tmp_path / "out")
    (miss,) = result.misses
    assert (miss.article, miss.rule) == (row["id"], "rehydrate.other-body")
    digest = hashlib.sha256(row["body"].encode()).hexdigest()
    for part in (digest, "0" * 64, f"{len(row['body']):,} code points", f"dateline {__version__}"):
        assert part in miss.message
    (told,) = (reject for reject in table(tmp_path / "out", "rejects").to_pylist() if reject["rule"] == miss.rule)
    assert (told["stage"], told["message"]) == ("extract", miss.message)


def test_a_document_that_gives_no_article_now_is_told(
    pair: Any, table: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(record: Any, settings: Any) -> Any:
        bad = Reject(record.raw_path, record.sha256, "extract", "extract.no-body", "nothing here")
        return bad if record.raw_path.endswith("07.md") else read_one(record, settings)

    monkeypatch.setattr(copies, "read_one", broken)
    (miss,) = rehydrate(pair.withheld, pair.raw, tmp_path / "out").misses
    assert (miss.raw_path, miss.rule) == ("raw/07.md", "rehydrate.not-read")
    assert "extract.no-body: nothing here" in miss.message


def test_a_scrape_goes_with_the_first_that_it_repeats(
    pair: Any, withheld_copy: Path, table: Read, rewrite: Rewrite, tmp_path: Path
) -> None:
    twin = min(identifier for identifier in table(pair.withheld, "articles")["id"].to_pylist() if "-" in identifier)
    first = twin.partition("-")[0]
    rewrite(withheld_copy, "articles", other_digest(first))
    result = rehydrate(withheld_copy, pair.raw, tmp_path / "out")
    assert [(miss.article, miss.rule) for miss in result.misses] == [
        (first, "rehydrate.other-body"),
        (twin, "rehydrate.repeats-missing"),
    ]
    assert validate(tmp_path / "out").failures == ()


def test_another_scrape_gives_the_body_and_no_places(pair: Any, table: Read, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(pair.raw, own)
    path = own / "30-standfirst.md"
    path.write_text("[Weather](/weather)\n\n" + path.read_text().replace("two winters", "three winters"))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    out = tmp_path / "out"
    result = rehydrate(pair.withheld, own, out)
    before, after = (
        next(row for row in table(folder, "articles").to_pylist() if row["raw_path"] == "raw/30-standfirst.md")
        for folder in (pair.full, out)
    )
    assert result.ok
    assert result.elsewhere == (before["id"],)
    assert after == before | {"subtitle": None}  # the other scrape has another one, and no digest could tell
    told = [row for row in table(out, "evidence").to_pylist() if row["article_id"] == before["id"]]
    was = [row for row in table(pair.full, "evidence").to_pylist() if row["article_id"] == before["id"]]
    assert [row for row in told if row["field"] not in ("body", "subtitle")] == [
        row for row in was if row["field"] not in ("body", "subtitle")
    ]
    body = [row for row in told if row["field"] == "body"]
    assert "\n\n".join(row["value"] for row in body) == before["body"]
    assert {(row["raw"], row["start"], row["end"]) for row in body} == {(None, None, None)}
    assert all(digest in row["reason"] for row in body)
    (dek,) = (row for row in told if row["field"] == "subtitle")
    assert (dek["value"], dek["raw"], dek["start"], dek["end"]) == (None, None, None, None)
    assert "withholds" in dek["reason"]
    assert validate(out).failures == ()


def test_the_document_read_in_other_pieces_gives_no_places(
    pair: Any, withheld_copy: Path, rewrite: Rewrite, tmp_path: Path
) -> None:
    """Another version may give the same body by other rules: quotations are not taken for those that were read then."""

    def older(rows: pa.Table) -> pa.Table:
        return column(rows, "rule", lambda row: "model.older" if row["field"] == "body" else row["rule"])

    rewrite(withheld_copy, "evidence", older)
    result = rehydrate(withheld_copy, pair.raw, tmp_path / "out")
    assert result.ok
    assert len(result.elsewhere) == result.articles
    assert validate(tmp_path / "out").ok


def test_a_dead_worker_costs_one_document(pair: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that is given up is read again a document at a time; one that dies again is a miss with the reason."""

    def dying(function: Any, jobs: Sequence[Any], workers: int, lost: Any) -> Iterator[Any]:
        for job in jobs:
            dies = any(part.source.path.endswith("07.md") for part in job.parts)
            yield lost(job) if dies else function(job)

    monkeypatch.setattr(copies.engine, "run", dying)
    result = rehydrate(pair.withheld, pair.raw, tmp_path / "out")
    (miss,) = result.misses
    assert (miss.raw_path, miss.rule) == ("raw/07.md", "rehydrate.not-read")
    assert "memory" in miss.message


def test_with_actors_too_it_is_the_full_edition(tmp_path: Path, articles: Path) -> None:
    own = sorted(articles.glob("*.md"))[:3]
    full, held = tmp_path / "full", tmp_path / "held"
    for folder, text in ((full, "full"), (held, "withheld")):
        dateline.build(own, folder, text=text)
    result = rehydrate(held, own, tmp_path / "out")
    assert result.ok
    assert read_manifest(full).tables["mentions"].rows > 0
    assert files(tmp_path / "out") == files(full)
    assert result.notes == ("the edition came without dataset.toml: documents were read with the default settings",)


def test_changed_settings_are_told(pair: Any, withheld_copy: Path, tmp_path: Path) -> None:
    path = withheld_copy / "dataset.toml"
    path.write_text(path.read_text() + '\n[[agencies]]\nname = "NPA"\nreason = "made up"\n')
    (note,) = rehydrate(withheld_copy, pair.raw, tmp_path / "out").notes
    assert "dataset.toml was changed" in note


def test_what_cannot_be_filled_is_refused(pair: Any, withheld_copy: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no edition without texts"):
        rehydrate(pair.full, pair.raw, tmp_path / "out")
    with pytest.raises(UsageError, match="would replace the edition itself"):
        rehydrate(withheld_copy, pair.raw, withheld_copy)
    with pytest.raises(InputError, match="names no file"):
        rehydrate(withheld_copy, tmp_path / "nothing", tmp_path / "out")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "dataset.toml").write_text("[dataset]\n")
    with pytest.raises(TargetError, match="is another than the edition's"):
        rehydrate(withheld_copy, pair.raw, tmp_path / "mine")
    assert files(tmp_path / "mine") == {"dataset.toml": b"[dataset]\n"}
    next((withheld_copy / "data" / "articles").glob("*")).write_bytes(b"PAR1")
    with pytest.raises(ContractError, match="is not what its manifest says"):
        rehydrate(withheld_copy, pair.raw, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_result_that_breaks_the_contract_takes_no_place(
    pair: Any, withheld_copy: Path, rewrite: Rewrite, tmp_path: Path
) -> None:
    assert rehydrate(pair.withheld, pair.raw, tmp_path / "out").ok
    before = files(tmp_path / "out")
    rewrite(withheld_copy, "articles", lambda rows: column(rows, "source_domain", lambda row: "No Domain"))
    with pytest.raises(ContractError, match=r"the filled dataset breaks the contract .*first: domain"):
        rehydrate(withheld_copy, pair.raw, tmp_path / "out")
    assert files(tmp_path / "out") == before


def test_an_earlier_result_is_replaced(pair: Any, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    shutil.copyfile(pair.raw / "00.md", own / "00.md")
    out = tmp_path / "out"
    assert rehydrate(pair.withheld, own, out).filled == 1
    assert validate(out).ok
    assert rehydrate(pair.withheld, pair.raw, out).ok
    assert files(out) == files(pair.full)


def test_it_is_shown_as_text(pair: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own"
    own.mkdir()
    shutil.copyfile(pair.raw / "00.md", own / "00.md")
    result = rehydrate(pair.withheld, own, tmp_path / "out")
    show_rehydrated(result)
    shown = capsys.readouterr().out
    assert "1 of 16 articles filled in" in shown
    assert "15 × rehydrate.no-document" in shown
    assert "1 messages of rejects stay withheld" in shown
    miss = Miss("a" * 16, "raw/[red]x\x1b.md", "b" * 64, "rehydrate.no-document", "none")
    show_rehydrated(Rehydrated("out", 1, 0, ("c",), (miss,) * 30, 0, ("a note",)))
    shown = capsys.readouterr().out
    assert "raw/[red]x\\x1b.md" in shown
    assert "… and 10 more" in shown
