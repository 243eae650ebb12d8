"""`dataset.toml` is read strictly, and an error says what to do."""

from pathlib import Path

import pytest

from dateline import errors
from dateline.errors import ContractError, DatelineError, InputError, SettingsError
from dateline.settings import Agency, Settings, all_agencies, builtin_agencies, load_settings

WHOLE = """
inputs = ["raw", "more/*.md"]
[dataset]
name = "ferry"
pretty_name = "Ferry"
version = "1.2.3"
license = "cc-by-4.0"
description = "On a ferry."
languages = ["en", "ru"]
homepage = "https://news.example"
[[sources]]
name = "Post"
rights = "Theirs."
[[publishers]]
name = "The Post"
aliases = ["Post"]
domains = ["post.example"]
reason = "its masthead"
[[agencies]]
name = "NPA"
aliases = ["Nordland Press Agency"]
reason = "Nordland's wire"
[[rulings]]
document = "0123456789abcdef"
field = "authors"
value = ["Ola Berg"]
reason = "the print edition names him"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "dataset.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, WHOLE))
    assert settings.inputs == ("raw", "more/*.md")
    assert settings.dataset.version == "1.2.3"
    assert settings.dataset.languages == ("en", "ru")
    assert settings.publishers[0].domains == ("post.example",)
    assert settings.rulings[0].value == ("Ola Berg",)


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, "")) == Settings()


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("[dataset]\nnmae = 'x'", "dataset.nmae", "unknown key"),
        ("[datasets]\nname = 'x'", "datasets", "unknown key"),
        ("[dataset]\nversion = 1.0", "dataset.version", "wrong type: found a number (1.0), expected text"),
        ("[dataset]\nversion = '1.0'", "dataset.version", "a version as 1.2.3"),
        ("[dataset]\nversion = '1.0.01'", "dataset.version", "a version as 1.2.3"),
        ("[dataset]\nname = 'a b'", "dataset.name", "bad value"),
        ("[dataset]\nlicense = 'CC BY'", "dataset.license", "a licence id"),
        ("[dataset]\nlanguages = 'en'", "dataset.languages", "found text (en), expected a list of texts"),
        ("[dataset]\nlanguages = ['en', 1]", "dataset.languages[1]", "wrong type"),
        ("dataset = 'x'", "dataset", "expected a table"),
        ("inputs = []", "inputs", "at least one"),
        ("inputs = ['/etc']", "inputs[0]", "relative"),
        ("[[publishers]]\nname = 'A'", "publishers[0].reason", "missing key"),
        ("[[publishers]]\nname = 'A'\nreason = ' '", "publishers[0].reason", "why it is so"),
        ("[publishers]\nname = 'A'\nreason = 'r'", "publishers", "expected a list of tables"),
        (
            "[[agencies]]\nname='A'\nreason='r'\n[[agencies]]\nname='B'\naliases=['a']\nreason='r'",
            "agencies[1]",
            "one entry only",
        ),
        ("[[rulings]]\ndocument='x'\nfield='body'\nvalue='v'\nreason='r'", "rulings[0].field", "one of title"),
        ("[[rulings]]\ndocument='x'\nfield='date'\nvalue=['v']\nreason='r'", "rulings[0].value", "expected text"),
        ("[[rulings]]\ndocument='x'\nfield='authors'\nvalue='v'\nreason='r'", "rulings[0].value", "a list of texts"),
        ("name =", None, "is not TOML"),
    ],
)
def test_errors_name_file_key_and_what_was_expected(tmp_path: Path, text: str, place: str | None, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert caught.value.field == place
    assert caught.value.file == str(path)
    assert says in str(caught.value)
    assert caught.value.exit_code == errors.BAD_INPUT


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9")
    with pytest.raises(SettingsError, match="expected UTF-8"):
        load_settings(tmp_path / "latin.toml")


def names_of(agency: Agency) -> set[str]:
    return {name.casefold() for name in (agency.name, *agency.aliases)}


def test_built_in_agencies_are_one_name_each_and_no_publisher() -> None:
    names = [name for agency in builtin_agencies() for name in names_of(agency)]
    assert sorted(names) == sorted(set(names))
    assert {"AFP", "Reuters", "TASS", "Xinhua"} <= {agency.name for agency in builtin_agencies()}
    assert "bloomberg" not in names


def test_settings_add_agencies_and_aliases() -> None:
    more = Settings(agencies=(Agency("AFP", "house style", ("Agence FP",)), Agency("NPA", "Nordland's wire")))
    agencies = {agency.name: agency for agency in all_agencies(more)}
    assert agencies["AFP"].aliases[0] == "Agence France-Presse"
    assert agencies["AFP"].aliases[-1] == "Agence FP"
    assert agencies["NPA"].aliases == ()
    assert len(agencies) == len(builtin_agencies()) + 1


def test_the_message_has_every_part() -> None:
    error = InputError("is empty", file="raw/a.txt", field="body", found="0 bytes", expected="text", remedy="Remove it")
    assert str(error) == "raw/a.txt: body: is empty: found 0 bytes, expected text. Remove it."
    assert str(DatelineError("went wrong")) == "went wrong."
    assert error.to_json()["remedy"] == "Remove it"


def test_exit_codes() -> None:
    assert ContractError("x").exit_code == 1
    assert errors.UsageError("x").exit_code == 2
    assert InputError("x").exit_code == errors.TargetError("x").exit_code == 3
    assert DatelineError("x").exit_code == 4
    assert (errors.OK, errors.INTERRUPTED) == (0, 130)
