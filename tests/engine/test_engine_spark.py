"""Spark does what this machine does: the same results, the same rows, the same errors."""

import os
import signal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dateline.engine import Engine, EngineFailed, LocalEngine, WorkerLost
from dateline.engine import spark as module

pytestmark = pytest.mark.slow  # Java starts for them

# Functions stand inside of tests: Spark sends such along, where one of a module has to be there on the other side.


def test_results_come_in_the_order_of_the_tasks(spark: Engine) -> None:
    assert list(spark.run(lambda n: n * n, range(41))) == [n * n for n in range(41)]
    assert list(spark.run(abs, [])) == []


def test_work_that_does_not_pay_is_done_here(spark: Engine) -> None:
    assert list(spark.run(lambda _: os.getpid(), [1, 2], pays=False)) == [os.getpid()] * 2
    assert os.getpid() not in list(spark.run(lambda _: os.getpid(), [1, 2]))


def test_an_exception_is_raised_here(spark: Engine) -> None:
    def fail(n: int) -> int:
        raise LookupError(f"number {n}")

    with pytest.raises(LookupError, match="number 0"):
        list(spark.run(fail, range(30)))
    assert list(spark.run(abs, [-1])) == [1]


def test_a_worker_that_dies_is_replaced(spark: Engine, tmp_path: Path) -> None:
    marks = str(tmp_path)

    def die_once(n: int) -> int:
        if n % 3 == 0 and not os.path.exists(f"{marks}/{n}"):
            open(f"{marks}/{n}", "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
        return n * n

    assert list(spark.run(die_once, range(6))) == [n * n for n in range(6)]


def test_a_task_that_kills_its_workers_is_given_up(spark: Engine) -> None:
    def die_at_one(n: int) -> int:
        if n == 1:
            os._exit(9)
        return n * n

    assert list(spark.run(die_at_one, range(3), lambda n: -n)) == [0, -1, 4]
    with pytest.raises(WorkerLost):
        list(spark.run(die_at_one, [1]))


def test_other_versions_are_refused(spark: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "versions", lambda: module.Versions("3.99", "9", "9"))
    with pytest.raises(EngineFailed, match=r"expected python 3\.99"):
        list(spark.run(abs, [1]))


QUERIES = {
    "groups": 'SELECT key, COUNT(*) AS n, MIN(article_id) AS "first" FROM t GROUP BY key HAVING COUNT(*) > 1',
    "pairs": "SELECT a.article_id AS one, b.article_id AS other, COUNT(*) AS shared FROM t a JOIN t b ON a.key = b.key "
    "AND a.article_id < b.article_id GROUP BY a.article_id, b.article_id",
    "window": "SELECT article_id, key, ROW_NUMBER() OVER (PARTITION BY key ORDER BY article_id) AS place FROM t "
    "WHERE key IS NOT NULL",
    "days": "SELECT key, MIN(day) AS start, MAX(day) AS stop FROM t GROUP BY key",
    "sums": "SELECT day, CAST(SUM(key % 10) AS BIGINT) AS total FROM t GROUP BY day",
    "union": "SELECT article_id FROM t UNION ALL SELECT article_id FROM t WHERE key < 0",
    "numbers": "SELECT article_id, CAST(key AS DOUBLE) / 3 AS third, key > 3 AS big FROM t",
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_both_engines_answer_alike(spark: Engine, tmp_path: Path, folder: str, query: str) -> None:
    found = []
    for number, engine in enumerate((LocalEngine(2), spark)):
        engine.sql(query, str(tmp_path / f"out{number}"), {"t": folder})
        table = pq.read_table(tmp_path / f"out{number}")
        order = [(name, "ascending") for name in table.column_names]
        found.append(table.sort_by(order).to_pylist())
    assert found[0] == found[1]
    assert found[0]


def test_no_rows_have_columns(spark: Engine, tmp_path: Path, keys: str) -> None:
    for number, engine in enumerate((LocalEngine(), spark)):
        engine.sql("SELECT article_id, key FROM t WHERE key = 3", str(tmp_path / f"out{number}"), {"t": keys})
        assert pq.read_table(tmp_path / f"out{number}").to_pydict() == {"article_id": [], "key": []}


def test_what_cannot_be_written_is_told(spark: Engine, keys: str) -> None:
    with pytest.raises(EngineFailed, match=r"Spark could not do it: found java\.io\.IOException: Mkdirs failed"):
        spark.sql("SELECT key FROM t", "/proc/out", {"t": keys})
