"""The tasks, one small file each; a new one is a file here and a line in `TASKS`."""

from dateline.bench.task import Task
from dateline.bench.tasks import (
    actor_cloze,
    actor_linking,
    actor_recognition,
    date_inference,
    headline,
    quote_attribution,
    retrieval,
    story_clustering,
    story_linking,
)
from dateline.errors import UsageError

TASKS: tuple[Task, ...] = (
    actor_recognition.TASK,
    actor_linking.TASK,
    date_inference.TASK,
    headline.TASK,
    story_linking.TASK,
    story_clustering.TASK,
    retrieval.TASK,
    quote_attribution.TASK,
    actor_cloze.TASK,
)
"""Every task, in the order in which they are shown."""

NAMES: tuple[str, ...] = tuple(task.name for task in TASKS)


def task_named(name: str) -> Task:
    """The task of that name. Raises UsageError where there is none."""
    for task in TASKS:
        if task.name == name:
            return task
    raise UsageError("no such task", field="task", found=name, expected="one of " + ", ".join(NAMES))
