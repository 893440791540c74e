import base64
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pytest
from pydantic import ValidationError

from edunn.data import from_csv
from edunn.errors import DataError, EduNNError, FileFormatError
from edunn.studio import limits
from edunn.studio.experiment import Experiment
from edunn.studio.messages import Conflict, NotFound
from edunn.studio.new_tables import (
    FIRST_ROWS,
    NewPoints,
    NewTable,
    Point,
    points_as_csv,
    reading_of,
)
from edunn.studio.own_tables import delete_table, keep_table, own_names, own_table
from edunn.studio.plan import planned
from edunn.studio.workspace import Workspace

TEXT = "kind,width,height\na,1,2\nb,3,4\na,5,6\nb,7,8\n"


def test_a_table_is_kept_as_it_was_sent(tmp_path):
    data = keep_table(tmp_path, NewTable(name="mine", text=TEXT, target="kind"))
    assert (tmp_path / "mine.csv").read_text() == TEXT
    assert data.class_names == ("a", "b")
    assert own_table(tmp_path, "mine").target_name == "kind"


def test_the_last_column_is_the_target_where_none_is_named(tmp_path):
    assert keep_table(tmp_path, NewTable(name="mine", text=TEXT)).target_name == "height"


def test_points_become_a_table(tmp_path):
    points = [Point(x=k / 4, y=-k, label=k % 3) for k in range(9)]
    text = points_as_csv(NewPoints(name="drawn", points=points))
    data = keep_table(tmp_path, NewTable(name="drawn", text=text))
    assert data.inputs.tolist() == [[k / 4, -k] for k in range(9)]
    assert data.class_names == ("a", "b", "c")
    assert data.targets.tolist() == [k % 3 for k in range(9)]


def test_no_cell_that_we_write_is_a_formula():
    points = NewPoints(name="p", points=[Point(x=-1, y=-2, label=k) for k in range(10)])
    for line in points_as_csv(points).splitlines()[1:]:
        x, y, label = line.split(",")
        assert (float(x), float(y)) == (-1, -2)
        assert label.isalpha()


@pytest.mark.parametrize("name", ["mine", "Mine", "iris", "MNIST"])
def test_a_name_is_taken_once(tmp_path, name):
    keep_table(tmp_path, NewTable(name="mine", text=TEXT))
    with pytest.raises(Conflict, match="already"):
        keep_table(tmp_path, NewTable(name=name, text=TEXT))


@pytest.mark.parametrize("text", ["", "a,b\n1\n", "x,y\n1,2\n2,2\n3,2\n"])
def test_what_cannot_be_read_is_not_kept(tmp_path, text):
    with pytest.raises(EduNNError):
        keep_table(tmp_path, NewTable(name="mine", text=text))
    assert own_names(tmp_path) == []


def test_a_target_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DataError, match="kint"):
        keep_table(tmp_path, NewTable(name="mine", text=TEXT, target="kint"))


def test_deleting(tmp_path):
    keep_table(tmp_path, NewTable(name="mine", text=TEXT, target="kind"))
    delete_table(tmp_path, "mine")
    assert list(tmp_path.iterdir()) == []
    for act in (delete_table, own_table):
        with pytest.raises(NotFound):
            act(tmp_path, "mine")


def test_the_target_of_an_earlier_table_does_not_decide_about_the_next(tmp_path):
    keep_table(tmp_path, NewTable(name="mine", text=TEXT, target="kind"))
    (tmp_path / "mine.csv").unlink()
    assert keep_table(tmp_path, NewTable(name="mine", text=TEXT)).target_name == "height"


def test_a_table_is_parsed_again_only_after_it_has_changed(tmp_path):
    first = keep_table(tmp_path, NewTable(name="mine", text=TEXT))
    assert own_table(tmp_path, "mine") is first
    (tmp_path / "mine.csv").write_text(TEXT + TEXT.splitlines()[-1] + "\n")
    assert len(own_table(tmp_path, "mine")) == len(first) + 1


def test_the_reading_of_a_table_shows_columns_rows_and_guesses():
    reading = reading_of(NewTable(name="t", text="size;kind\n1,5;a\n2;b\n"))
    assert [column.name for column in reading.columns] == ["size", "kind"]
    assert (reading.target, reading.total, reading.header) == ("kind", 2, True)
    assert reading.problem is None
    assert len(reading_of(NewTable(name="t", text="x,y\n" + "1,2\n3,4\n" * 9)).rows) == FIRST_ROWS


def test_problems_are_told_in_words_of_the_page():
    rows = "\n".join(f"{k}.5,{'ab'[k % 2]}" for k in range(30))
    reading = reading_of(NewTable(name="t", text=f"x,y\noops,a\n{rows}\n"))
    assert "choose the type “categories” or the role “left out”" in reading.problem.text
    assert reading.columns[0].is_wrong


def test_a_target_that_cannot_be_learned_is_told_beside_the_columns():
    reading = reading_of(NewTable(name="t", text="x,kind\n1,a\n2,a\n"))
    assert [column.is_wrong for column in reading.columns] == [False, True]
    assert "in every row" in reading.problem.text
    with pytest.raises(DataError):
        reading_of(NewTable(name="t", text=""))


@pytest.mark.parametrize(
    "text",
    [
        "x,y\noops,a\n" + "\n".join(f"{k}.5,{'ab'[k % 2]}" for k in range(30)),
        "x,y\n" + "\n".join(f"{k}.5,{k}.25" for k in range(30)) + "\n3.5,oops",
        "x,kind\n1,a\n2,a\n",
        "x,name\n" + "\n".join(f"{k},person {k}" for k in range(30)),
        "id,day,kind\n" + "\n".join(f"{k},2024-01-{k % 28 + 1},{'ab'[k % 2]}" for k in range(30)),
    ],
)
def test_no_sentence_names_an_argument_of_python(text):
    reading = reading_of(NewTable(name="t", text=text))
    columns = [column.reason for column in reading.columns]
    said = [sentence.text for sentence in (reading.problem, *reading.notes, *columns) if sentence]
    assert [text for text in said if "=[" in text or "=..." in text or "task=" in text] == []


PEOPLE = "id,town,class,pay,grade\n" + "".join(
    f"{k},{1 + k % 3},{'ABC'[k % 3]},{'?' if k % 5 == 0 else '-999' if k % 7 == 0 else k * k},"
    f"{1 + k % 2}\n"
    for k in range(40)
)
ROWS = PEOPLE.partition("\n")[2]
SAID = [
    (PEOPLE, {"ignore": ["town"]}),
    (PEOPLE, {"numeric": ["id"], "categorical": ["town"]}),
    (PEOPLE, {"missing_values": ["-999"], "target": "class"}),
    (PEOPLE, {"task": "regression", "numeric": ["id"]}),
    (ROWS, {"header": False}),
    (ROWS, {"header": False, "target": "column_2", "ignore": ["column_1"]}),
]


@pytest.mark.parametrize(("text", "options"), SAID)
def test_a_table_is_read_as_it_was_said_from_then_on(tmp_path, text, options):
    workspace = Workspace(tmp_path)
    kept = keep_table(workspace.data, NewTable(name="mine", text=text, **options))
    told = from_csv(workspace.data / "mine.csv", **options)
    plan = planned(Experiment.model_validate({"data": {"name": "mine"}}), workspace)
    for data in (kept, own_table(workspace.data, "mine"), plan.training):
        assert data.columns.names == told.columns.names
        assert (data.target_name, data.class_names) == (told.target_name, told.class_names)
    np.testing.assert_array_equal(kept.values, told.values)
    assert plan.reading.given == options
    assert own_names(workspace.data) == ["mine"]
    delete_table(workspace.data, "mine")
    assert list(workspace.data.iterdir()) == []


@pytest.mark.parametrize(("text", "options"), SAID)
def test_what_was_said_of_a_table_does_not_decide_about_the_next(tmp_path, text, options):
    keep_table(tmp_path, NewTable(name="mine", text=text, **options))
    (tmp_path / "mine.csv").unlink()
    assert keep_table(tmp_path, NewTable(name="mine", text=PEOPLE)).target_name == "grade"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.csv"]


@pytest.mark.parametrize(("text", "options"), SAID)
def test_a_file_put_in_its_place_by_hand_is_guessed_anew_with_a_note(tmp_path, text, options):
    keep_table(tmp_path, NewTable(name="mine", text=text, **options))
    (tmp_path / "mine.csv").write_text(TEXT)
    data = own_table(tmp_path, "mine")
    assert data.columns.names == ("kind", "width")
    assert "columns are no longer those" in data.notes[0]
    (tmp_path / "mine.csv").write_text(PEOPLE if text == ROWS else ROWS)
    assert "columns are no longer those" in " ".join(own_table(tmp_path, "mine").notes)
    (tmp_path / "mine.csv").write_text(text + text.splitlines()[-1] + "\n")  # a row more
    grown = own_table(tmp_path, "mine")
    assert not any("columns are no longer those" in note for note in grown.notes)


def test_the_target_file_of_earlier_versions_is_read_where_it_fits(tmp_path):
    (tmp_path / "mine.csv").write_text(TEXT)
    (tmp_path / "mine.target").write_text("kind")
    assert own_table(tmp_path, "mine").target_name == "kind"
    (tmp_path / "mine.target").write_text("of another table")
    assert own_table(tmp_path, "mine").target_name == "height"
    delete_table(tmp_path, "mine")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b'{"first_row": ["a"], "header": 7}', b"\xff"]
)
def test_damaged_options_are_refused_by_name(tmp_path, content):
    keep_table(tmp_path, NewTable(name="mine", text=TEXT, target="kind"))
    (tmp_path / "mine.options.json").write_bytes(content)
    with pytest.raises(FileFormatError, match=r"mine\.options\.json"):
        own_table(tmp_path, "mine")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_the_bytes_of_a_file_are_decoded_as_the_reader_does(tmp_path, encoding):
    text = "año;ciudad\n" + "".join(f"{k},5;{['Málaga', 'Córdoba'][k % 2]}\n" for k in range(20))
    raw = text.encode(encoding)
    table = NewTable(name="mía", file=base64.b64encode(raw))
    reading = reading_of(table)
    assert [column.name for column in reading.columns] == ["año", "ciudad"]
    assert keep_table(tmp_path, table).class_names == ("Córdoba", "Málaga")
    assert (tmp_path / "mía.csv").read_bytes() == raw


def test_a_table_is_a_text_or_a_file():
    for content in ({}, {"text": TEXT, "file": base64.b64encode(TEXT.encode())}):
        with pytest.raises(ValidationError):
            NewTable(name="t", **content)


def test_a_table_with_too_many_columns_is_refused_before_the_rest_is_read():
    wide = ",".join(f"c{k}" for k in range(limits.TABLE_COLUMNS + 1))
    with pytest.raises(DataError, match=r"has 2,001 columns, at most 2,000"):
        reading_of(NewTable(name="t", text=f"{wide}\n" + "1,2\n" * 100))  # a row that is too short


@pytest.mark.parametrize("threads", [2, 4, 8])
def test_of_several_requests_at_once_one_is_told_that_its_table_is_kept(tmp_path, threads):
    start = Barrier(threads)

    def kept(number):
        start.wait()
        try:
            keep_table(tmp_path, NewTable(name=f"mine{number // threads}", text=texts[number]))
        except Conflict:
            return None
        return texts[number]

    rounds = 10
    texts = [f"{TEXT}a,{number},0\n" for number in range(rounds * threads)]
    with ThreadPoolExecutor(threads) as pool:
        told = list(pool.map(kept, range(rounds * threads)))
    for k in range(rounds):
        (one,) = filter(None, told[k * threads : (k + 1) * threads])
        assert (tmp_path / f"mine{k}.csv").read_text() == one
