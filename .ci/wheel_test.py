"""Build the sdist and the wheel, look into them, and use the wheel in an environment away from the checkout.

Run by ``make wheel-test`` with the development environment's Python. Standard library only. Exits non-zero
at the first thing that is not as it should be.
"""

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = {"dateline": ROOT / "scripts" / "dateline", "dateline_schema": ROOT / "schema" / "dateline_schema"}
CODE_AND_DATA = {".py", ".typed", ".json", ".jsonl", ".toml", ".tsv", ".txt"}

# Two made-up documents, as scrapers leave them.
DOCUMENTS = {
    "harbour.txt": """Ferry returns to Port Amble after ten years

By Jane Example

Port Amble, March 3, 2021

The first ferry in ten years sailed into Port Amble on Wednesday, greeted by a brass band and a light rain.

"We have waited long enough," said the mayor, Rose Fielding, as the ramp went down.

The line will run twice a day until October, the company said.
""",
    "orchard.md": """# Late frost takes half of the valley's apples

*12 May 2020*

Growers in the Tarn valley said that half of this year's apples were lost to three nights of frost.

Fires were lit between the rows, but the wind took the warmth away before morning.

The regional council is to meet next week to talk about help for the farms.
""",
}


def say(message: str) -> None:
    print(f"wheel-test: {message}", flush=True)


def run(*command: str | Path, cwd: Path) -> str:
    """What the command printed; ends everything, with what it printed, where it fails."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env=clean, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603  # our own commands
    if done.returncode:
        sys.exit(f"wheel-test: `{' '.join(words)}` ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def expect(truth: bool, message: str) -> None:
    if not truth:
        sys.exit(f"wheel-test: {message}")


def build(target: Path) -> tuple[Path, Path]:
    """The sdist, and the wheel that is built from it, not from the checkout."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", target, ROOT, cwd=target)
    return next(target.glob("*.tar.gz")), next(target.glob("*.whl"))


def package_files() -> set[str]:
    """Names that the wheel must hold: what lies in the two packages, less what git is told to ignore."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *PACKAGES.values(), cwd=ROOT)
    there = [ROOT / name for name in listed.split("\0") if (ROOT / name).is_file()]
    return {
        (PurePosixPath(name) / path.relative_to(folder).as_posix()).as_posix()
        for path in there
        for name, folder in PACKAGES.items()
        if path.is_relative_to(folder)
    }


def look_into(wheel: Path, sdist: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
        digests = {hashlib.sha256(archive.read(name)).digest() for name in names}
    articles = [path for path in (ROOT / "dataset" / "raw").rglob("*") if path.is_file()]
    shipped = [path.name for path in articles if hashlib.sha256(path.read_bytes()).digest() in digests]
    expect(not shipped, f"the wheel ships documents of the dataset: {shipped}")
    info = {name for name in names if name.partition("/")[0].endswith(".dist-info")}
    packed = names - info
    expect(packed == package_files(), f"wheel and checkout differ: {sorted(packed ^ package_files())}")
    expect({f"{name}/py.typed" for name in PACKAGES} <= packed, "a py.typed is missing")
    strange = sorted(name for name in packed if PurePosixPath(name).suffix not in CODE_AND_DATA)
    expect(not strange, f"neither code nor its data: {strange}")
    expect(any(name.endswith("licenses/LICENSE") for name in info), "the wheel has no LICENSE")
    with tarfile.open(sdist) as source:
        roots = {PurePosixPath(name).parts[1] for name in source.getnames() if "/" in name}
    wanted = {"scripts", "schema", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "PKG-INFO", ".gitignore"}
    expect(roots <= wanted, f"the sdist has more than it should: {sorted(roots - wanted)}")


def install(wheel: Path, place: Path) -> Path:
    """The folder of the new environment's programs, the wheel and the locked packages installed."""
    venv.create(place, with_pip=False)
    programs = place / "bin"
    # The outer pip serves, so that none has to be set up inside.
    pip = (base_python(), "-m", "pip", "--python", programs / "python", "--disable-pip-version-check", "install", "-q")
    locked = ("--require-hashes", "--only-binary", ":all:", "-r", ROOT / "requirements.lock")
    run(*pip, *locked, "--no-compile", cwd=place)
    run(*pip, "--no-deps", "--no-index", wheel, cwd=place)
    return programs


def base_python() -> str:
    """A Python with pip: this environment's where it has one, else the one that it was made from."""
    has_pip = subprocess.run([sys.executable, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    return sys.executable if has_pip else str(Path(sys.base_prefix) / "bin" / "python3")


def use(programs: Path, version: str, desk: Path) -> None:
    """Work with the installed wheel as a person would, from a folder that has nothing of the checkout."""
    dateline = programs / "dateline"
    where = run(programs / "python", "-c", "import dateline, dateline_schema; print(dateline.__file__)", cwd=desk)
    expect(str(ROOT) not in where, f"the checkout was imported, not the wheel: {where}")
    shown = run(programs / "python", "-c", "import dateline; print(dateline.__version__)", cwd=desk).strip()
    expect(shown == version, f"dateline.__version__ is {shown}, the wheel's is {version}")
    say("dateline --help")
    expect("build" in run(dateline, "--help", cwd=desk), "`dateline --help` does not name `build`")
    for name, text in DOCUMENTS.items():
        (desk / name).write_text(text, encoding="utf-8")
    say("dateline build, on two documents")
    run(dateline, "build", *DOCUMENTS, "--out", "made", cwd=desk)
    expect(any((desk / "made").rglob("*.parquet")), "the build wrote no Parquet file")
    say("dateline validate")
    run(dateline, "validate", "made", cwd=desk)
    say("dateline release, and dateline verify")
    (desk / "made" / "dataset.toml").write_text('inputs = ["../harbour.txt", "../orchard.md"]\n', encoding="utf-8")
    run(dateline, "build", "--out", "made", cwd=desk)
    run(dateline, "release", "made", cwd=desk)
    run(dateline, "verify", "made", cwd=desk)
    say("load_dataset")
    row = run(programs / "python", "-m", "dateline.peek", "made", cwd=desk)
    expect("title" in row, f"load_dataset gave no article with a title:\n{row}")


def main(arguments: Iterable[str]) -> None:
    expect(not list(arguments), "takes no arguments")
    with tempfile.TemporaryDirectory(prefix="dateline wheel ") as name:
        place = Path(name).resolve()
        desk = place / "desk"
        desk.mkdir()
        say("building the sdist, and the wheel from it")
        sdist, wheel = build(place)
        look_into(wheel, sdist)
        say(f"installing {wheel.name} with the locked packages in a new environment")
        programs = install(wheel, place / "environment")
        use(programs, wheel.name.split("-")[1], desk)
    say("passed")


if __name__ == "__main__":
    main(sys.argv[1:])
