"""Choosing an engine: what goes together, and what must be installed."""

import os
import sys
from pathlib import Path

import pytest

from dateline import engine
from dateline.engine import session
from dateline.errors import UsageError


def java(folder: Path, says: str) -> None:
    """A stand-in for Java that tells its version."""
    program = folder / "bin" / "java"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nimport sys\nprint({says!r}, file=sys.stderr)\n")
    program.chmod(0o755)


def test_local_by_default(tmp_path: Path) -> None:
    with engine.open_engine(workers=3, scratch=tmp_path) as opened:
        assert isinstance(opened, engine.LocalEngine)
        assert (opened.workers, opened.scratch) == (3, tmp_path)
        assert list(opened.run(abs, [-1, -2], pays=False)) == [1, 2]
    with engine.open_engine() as opened:
        assert opened.workers == engine.cpu_count()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"name": "flink"}, "engine: no such engine: found flink, expected local or spark."),
        ({"master": "spark://here:7077"}, "master: is for Spark alone: found spark://here:7077."),
    ],
)
def test_arguments_that_do_not_go_together(arguments: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as caught, engine.open_engine(**arguments):
        pass
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("master", "workers", "url"),
    [
        (None, 3, "local[3,4]"),
        ("local", 3, "local[3,4]"),
        ("local[2]", 3, "local[2,4]"),
        ("local[*]", 3, "local[*,4]"),
        ("local[2,9]", 3, "local[2,9]"),
        ("spark://one:7077,two:7077", 3, "spark://one:7077,two:7077"),
        ("yarn", None, "yarn"),
        (None, None, f"local[{engine.cpu_count()},4]"),
    ],
)
def test_a_local_spark_tries_again_as_a_cluster_does(master: str | None, workers: int | None, url: str) -> None:
    assert session.master_url(master, workers) == url


def test_without_pyspark_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match="pip install 'dateline\\[spark\\]'"), engine.open_engine("spark"):
        pass


@pytest.mark.parametrize(
    ("says", "found"),
    [
        ('openjdk version "11.0.2" 2019-01-15', "Java 11"),
        ('java version "1.8.0_202"', "Java 8"),
        ("what is a version", "none"),
        (None, "none"),
    ],
)
def test_without_a_java_the_remedy_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str | None, found: str
) -> None:
    if says:
        java(tmp_path, says)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setattr(session, "find_spec", lambda name: name)
    with pytest.raises(UsageError, match=f"found {found}, expected Java 17 or later"):
        session.check_spark()


@pytest.mark.parametrize("says", ['openjdk version "17.0.15" 2025-04-15', 'openjdk version "25" 2025-09-16'])
def test_a_java_that_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str) -> None:
    java(tmp_path, says)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setattr(session, "find_spec", lambda name: name)
    session.check_spark()


def test_variables_are_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYSPARK_PYTHON", raising=False)
    monkeypatch.setenv("SPARK_LOCAL_IP", "10.0.0.1")
    wanted = session._variables("local[2,4]")
    with session._environment(wanted):
        assert (os.environ["PYSPARK_PYTHON"], os.environ["SPARK_LOCAL_IP"]) == (sys.executable, "10.0.0.1")
    assert "PYSPARK_PYTHON" not in os.environ
    assert os.environ["SPARK_LOCAL_IP"] == "10.0.0.1"
