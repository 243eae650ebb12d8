"""Exported Python files: names and texts that a template takes."""

from dateline.bench.task import Task


def identifier(name: str) -> str:
    """A name as Python and other tools take it: `ndcg@10` becomes `ndcg_at_10`."""
    return name.replace("@", "_at_").replace("-", "_")


def task_name(task: Task) -> str:
    """What a task is called in another harness: `dateline_story_linking`."""
    return f"dateline_{identifier(task.name)}"


def class_name(task: Task) -> str:
    """The same as the name of a class: `DatelineStoryLinking`."""
    return "".join(part.capitalize() for part in task_name(task).split("_"))


def sentence_of(task: Task) -> str:
    """What a task asks, in one line that may stand in a docstring or in quotes."""
    return task.meaning.replace("\\", "/").replace('"', "'")
