"""Datasets to make benchmarks of: one with sides, one so small that it has folds."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from bench_made import built

from dateline.bench.create import create


@pytest.fixture(scope="session")
def sided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset with sides; not to be written to."""
    return built(tmp_path_factory.mktemp("sided"), 24)


@pytest.fixture(scope="session")
def folded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset with folds; not to be written to."""
    return built(tmp_path_factory.mktemp("folded"), 5)


@pytest.fixture(scope="session")
def made(sided: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A benchmark with sides; not to be written to."""
    return Path(create(sided, tmp_path_factory.mktemp("made") / "benchmark", workers=1).folder)
