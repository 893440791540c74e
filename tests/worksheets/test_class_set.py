"""A class set on a real disk: four files, the answers back, and what may go wrong on the way."""

import csv
import json

import pytest

from edunn.errors import DataError, FileFormatError, UnknownNameError
from edunn.worksheets import ClassSet, as_table, class_set_of, read_students

NAMES = ("Ada Lovelace", "Turing, Alan", "Åsa <b>")


@pytest.fixture
def folder(tmp_path):
    ClassSet("forward", NAMES, seed=7).write(tmp_path / "my class")
    return tmp_path / "my class"


def fill_in(folder, delimiter=",", **changes):
    """Type the right answers into the table, but for some cells."""
    path, key = folder / "answers.csv", json.loads((folder / "key.json").read_text("utf-8"))
    head, *rows = csv.reader(path.read_text("utf-8").splitlines())
    for row in rows:
        numbers = key["students"][row[0]]["key"] | (changes if row[0] == NAMES[0] else {})
        row[1:] = [str(numbers[label]) for label in head[1:]]
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file, delimiter=delimiter).writerows([head, *rows])
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_answers_come_back_from_any_spreadsheet(folder, delimiter):
    path = fill_in(folder, delimiter)
    grades = class_set_of(folder / "key.json").grades(path)
    assert [grade.student for grade in grades] == list(NAMES)
    assert all(grade.share == 1 for grade in grades)


def test_grades_as_a_table_name_the_mistakes(folder):
    path = fill_in(folder, **{"z1[0]": 99})
    head, rows = as_table(class_set_of(folder / "key.json").grades(path))
    assert head == ["student", "points", "of", "share", "mistakes"]
    assert rows[0][0] == NAMES[0]
    assert rows[0][4].startswith("z1[0]: wrong")
    assert rows[1] == [NAMES[1], "5", "5", "1.00", ""]


def test_pages_hold_every_student_and_escape_their_names(folder):
    for name in ("worksheets.html", "key.html"):
        page = (folder / name).read_text("utf-8")
        assert page.count('class="sheet"') == len(NAMES)
        assert "Åsa &lt;b&gt;" in page
        assert "<script" not in page
        assert "http" not in page


def test_the_worksheet_does_not_tell_the_key(folder):
    page = (folder / "worksheets.html").read_text("utf-8")
    assert 'class="blank"' in page
    assert "solutions" not in page.split("</style>")[1]


def test_answers_that_were_typed_are_not_lost(folder):
    fill_in(folder)
    with pytest.raises(DataError, match=r"answers.csv has answers in it"):
        ClassSet("forward", NAMES, seed=8).write(folder)


def test_names_in_lines_and_in_tables(tmp_path):
    lines, semicolons = tmp_path / "lines.txt", tmp_path / "table.csv"
    lines.write_text("Lovelace, Ada\n\n  Alan Turing \n", "utf-8")
    semicolons.write_text("No;Name;Born\n1;Ada;1815\n2;Alan;1912\n", "utf-8-sig")
    assert read_students(lines) == ("Lovelace, Ada", "Alan Turing")
    assert read_students(semicolons) == ("Ada", "Alan")


def test_what_is_refused(tmp_path, folder):
    with pytest.raises(UnknownNameError, match=r"unknown kind of worksheet 'forwrd'.*'forward'"):
        ClassSet("forwrd", NAMES, seed=0)
    with pytest.raises(DataError, match="there are no students"):
        ClassSet("forward", (), seed=0)
    with pytest.raises(DataError, match="'Ada' is there twice"):
        ClassSet("forward", ("Ada", "Ada"), seed=0)
    with pytest.raises(FileFormatError, match="there is no file"):
        read_students(tmp_path / "nobody.txt")
    with pytest.raises(FileFormatError, match=r"there is no key\.json beside the answers"):
        class_set_of(tmp_path / "key.json")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name;z1[0]\nNobody;3\n", "unknown student 'Nobody'"),
        ("1;2;3\n", "no table of answers"),
        ("", "no table of answers"),
        ("student,z1[0]\nAda Lovelace,0,5\n", "decimal comma"),
        ("student,z9\nAda Lovelace,1\n", "no line 'z9'"),
    ],
)
def test_tables_that_are_no_answers(folder, text, words):
    path = folder / "answers.csv"
    path.write_text(text, "utf-8")
    with pytest.raises((DataError, UnknownNameError), match=words):
        class_set_of(folder / "key.json").grades(path)


def test_a_key_with_other_numbers_is_refused(folder):
    path = folder / "key.json"
    document = json.loads(path.read_text("utf-8"))
    document["seed"] = 8
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(FileFormatError, match="other numbers than this version"):
        class_set_of(path)
