"""A small table of facts to ask, and where Spark is to be had a Spark to ask it of."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.engine import Engine, open_engine
from dateline.engine.session import check_spark
from dateline.errors import UsageError

KEYS = pa.table(
    {
        "article_id": ["a", "b", "c", "d", "e", "f", None],
        "key": pa.array([7, 7, -9_000_000_000_000_000_000, 7, -9_000_000_000_000_000_000, 1, None], pa.int64()),
        "day": pa.array([16000, 16001, None, 16002, 16003, 16001, None], pa.date32()),
    }
)


@pytest.fixture
def keys(tmp_path: Path) -> str:
    """Rows of (article_id, key, day) as one file."""
    path = tmp_path / "keys.parquet"
    pq.write_table(KEYS, path)
    return str(path)


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """The same rows in two files of one folder, whose name is no pattern."""
    path = tmp_path / "k[e]ys *"
    path.mkdir()
    pq.write_table(KEYS[:3], path / "part-0.parquet")
    pq.write_table(KEYS[3:], path / "part-1.parquet")
    return str(path)


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Spark on this machine."""
    try:
        check_spark()
    except UsageError as error:
        pytest.skip(error.message)
    with open_engine("spark", workers=2, scratch=tmp_path_factory.mktemp("spark")) as engine:
        yield engine
