"""What runs the stages over many tasks, and SQL over many files: this machine, or a cluster. Results are the same."""

from dateline.engine.crew import WorkerLost, cpu_count, run
from dateline.engine.local import LocalEngine
from dateline.engine.opening import ENGINES, LOCAL, SPARK, open_engine
from dateline.engine.protocol import Engine, EngineFailed, Views

__all__ = [
    "ENGINES",
    "LOCAL",
    "SPARK",
    "Engine",
    "EngineFailed",
    "LocalEngine",
    "Views",
    "WorkerLost",
    "cpu_count",
    "open_engine",
    "run",
]
