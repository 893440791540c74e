"""Output files: their names are checked before any work, and each is written as a whole."""

from pathlib import Path

import pytest

from edunn.cli.outputs import PAGES, TABLES, csv_of, refuse_bad_outputs, write_outputs
from edunn.errors import SettingError


@pytest.mark.parametrize("rows", [0, 1, 5_000])
def test_a_table_is_written_as_a_whole_or_not_at_all(tmp_path, rows):
    place = tmp_path / "table.csv"
    place.write_text("what was there")

    def interrupted():
        yield from ([str(k)] * 2 for k in range(rows))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_outputs([place], {".csv": lambda: csv_of(["a", "b"], interrupted())})
    assert place.read_text() == "what was there"
    assert list(tmp_path.iterdir()) == [place]
    write_outputs([place], {".csv": lambda: csv_of(["a", "b"], [["1", "x, y"]])})
    assert place.read_text() == 'a,b\n1,"x, y"\n'


@pytest.mark.parametrize(
    ("place", "endings", "words"),
    [
        ("a.pdf", PAGES, "must end in .html or .json"),
        ("a", TABLES, "must end in .csv or .json"),
        ("-", PAGES, "must end in .html or .json"),
        ("nowhere/a.csv", TABLES, "a folder that exists"),
    ],
)
def test_names_that_cannot_be_written_are_refused(place, endings, words):
    with pytest.raises(SettingError, match=f"--output {place}: .*{words}"):
        refuse_bad_outputs([Path(place)], endings)


def test_a_name_that_comes_twice_is_refused(tmp_path):
    with pytest.raises(SettingError, match="there twice"):
        refuse_bad_outputs([tmp_path / "a.json"] * 2)
