"""Tables as they are published: each is read as it is, without a hand edit."""

import numpy as np
import pytest

from edunn.data import Dataset, from_csv, read_rows
from edunn.errors import DataError

N = 60
RANDOM = np.random.default_rng(3)
WORDS = ["Braund", "Cumings", "Heikkinen", "Futrelle", "Allen", "Moran", "McCarthy", "Palsson"]


def lines(header, row, count=N, separator=","):
    """A table of text: a header, if there is one, and `count` rows made by `row(k)`."""
    made = [separator.join(map(str, row(k))) for k in range(count)]
    return "\n".join([*([header] if header else []), *made]) + "\n"


def titanic(k):
    ticket = f"A/5 {21171 + 37 * k}" if k % 4 == 0 else 113803 + 91 * k
    cabin = "" if k % 5 else f"C{85 + k}"
    name = f'"{WORDS[k % 8]}, Mr. Owen {k}"'
    age = "" if k % 6 == 0 else 20 + k % 40
    harbour = "SCQ"[k % 3]
    return [k + 1, k % 2, 1 + k % 3, name, ["male", "female"][k % 2], age, ticket, cabin, harbour]


def car(k):
    doors, persons = ["2", "3", "4", "5more"][k % 4], ["2", "4", "more"][k % 3]
    return (
        ["vhigh", "high", "low"][k % 3],
        doors,
        persons,
        "small",
        ["low", "high"][k % 2],
        ("unacc" if k % 2 else "acc"),
    )


def numbers(count, k):
    return [f"{10 + ((k * 37 + 11 * j) % 53) / 7:.3f}" for j in range(count)]


TABLES = {
    "titanic": (
        lines("PassengerId,Survived,Pclass,Name,Sex,Age,Ticket,Cabin,Embarked", titanic),
        "Survived",
        "classification",
        {"Pclass", "Sex", "Age", "Embarked"},
    ),
    "car": (
        lines(None, car),
        None,
        "classification",
        {"column_1", "column_2", "column_3", "column_5"},
    ),
    "insurance": (
        lines(
            "age,sex,bmi,children,smoker,charges",
            lambda k: [
                18 + k % 40,
                "mf"[k % 2],
                27.9 + k % 9,
                k % 4,
                ["no", "yes"][k % 5 == 0],
                1600.25 + 91.7 * k,
            ],
        ),
        None,
        "regression",
        {"age", "sex", "bmi", "children", "smoker"},
    ),
    "bank": (
        lines(
            '"age";"job";"balance";"y"',
            lambda k: [
                20 + k % 50,
                '"admin."' if k % 3 else '"unknown"',
                100 * (k % 31) - 7,
                '"yes"' if k % 4 == 0 else '"no"',
            ],
            separator=";",
        ),
        None,
        "classification",
        {"age", "job", "balance"},
    ),
    "seeds": (
        "".join(
            "\t".join(numbers(4, k)) + ("\t\t" if k % 7 == 0 else "\t") + f"{1 + k // 20}\n"
            for k in range(N)
        ),
        None,
        "classification",
        {"column_1", "column_2", "column_3", "column_4"},
    ),
    "auto-mpg": (
        "".join(
            f"{18 + k % 9}.{k % 4}   8   {307 + k}.0      {'?' if k % 20 == 3 else 130 + k}.0"
            f'      12.{k % 7}   70  {1 + k % 3}\t"{WORDS[k % 8].lower()} {k} wagon"\n'.replace(
                "?.0", "?"
            )
            for k in range(N)
        ),
        0,
        "regression",
        {"column_3", "column_4", "column_5", "column_7"},
    ),
    "adult": (
        lines(
            None,
            lambda k: [
                20 + k % 60,
                ["State-gov", "Private", "?"][k % 3],
                77516 + 991 * k,
                ["<=50K", ">50K"][k % 4 == 0],
            ],
            separator=", ",
        ),
        None,
        "classification",
        {"column_1", "column_2", "column_3"},
    ),
    "abalone": (
        lines(None, lambda k: ["MFI"[k % 3], *numbers(3, k), 3 + (7 * k) % 27]),
        None,
        "regression",
        {"column_1", "column_2", "column_3", "column_4"},
    ),
    "forest fires": (
        lines(
            "X,Y,month,day,temp,area",
            lambda k: [
                1 + k % 9,
                2 + k % 5,
                ["mar", "oct", "aug"][k % 3],
                ["fri", "tue"][k % 2],
                8.2 + k % 7,
                round(0.0 if k % 2 else 0.36 * k, 2),
            ],
        ),
        None,
        "regression",
        {"X", "Y", "month", "day", "temp"},
    ),
    "penguins": (
        lines(
            "rowid,species,island,bill_length_mm,sex,year",
            lambda k: [
                k + 1,
                ["Adelie", "Gentoo", "Chinstrap"][k % 3],
                ["Dream", "Biscoe"][k % 2],
                "NA" if k == 3 else 39.1 + k % 11,
                "NA" if k % 9 == 0 else "mf"[k % 2],
                2007 + k % 3,
            ],
        ),
        "species",
        "classification",
        {"island", "bill_length_mm", "sex", "year"},
    ),
    "students": (
        lines(
            "school;sex;age;absences;G1;G3",
            lambda k: [["GP", "MS"][k % 2], "FM"[k % 2], 15 + k % 5, k % 13, 5 + k % 11, k % 18],
            separator=";",
        ),
        None,
        "classification",
        {"school", "sex", "age", "absences", "G1"},
    ),
    "air quality": (
        lines(
            "Date;Time;CO(GT);T;AH;C6H6(GT);;",
            lambda k: [
                f"{1 + k % 28:02}/03/2004",
                f"{k % 24:02}.00.00",
                f"2,{k % 10}",
                f"13,{k % 7}",
                f"0,757{k % 8}",
                f"11,{(7 * k) % 61}",
                "",
                "",
            ],
            separator=";",
        )
        + ";;;;;;;\n",
        None,
        "regression",
        {"CO(GT)", "T", "AH"},
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_public_tables_are_read_as_they_are(name, tmp_path):
    text, target, task, inputs = TABLES[name]
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    data = from_csv(path, target)
    assert (len(data), data.task, set(data.columns.names)) == (N, task, inputs)
    np.testing.assert_array_equal(read_rows(path, data.columns), data.inputs)


def test_a_table_that_is_not_utf8_is_read_with_a_note(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes("name,age,city\na,1,M\xfcnchen\nb,2,K\xf6ln\nc,5,K\xf6ln\n".encode("latin-1"))
    data = from_csv(path)
    assert data.class_names == ("Köln", "München")
    assert data.notes[0].startswith("line 2 of t.csv is not UTF-8: read as Western European")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("sep=;\na;b\n1;x\n2;y\n", ("a",)),
        ("a|b|c\n1|2|x\n3|4|y\n", ("a", "b")),
        ("a  b   c\n1  2   x\n3  4 y\n", ("a", "b")),
        ("a,b,\n1,x\n2,y\n", ("a",)),
        ("a,b\n1,x,\n2,y,\n", ("a",)),
        ('x1 x2 y\n"r1" 1 2.5 a\n"r2" 4 0.1 b\n', ("x1", "x2")),
        ("0,1,label\n1.5,2,a\n2.5,9,b\n3.5,1,a\n", ("0", "1")),
        (
            "country,2019,2020,y\nPeru,1,2,5.5\nChad,3,4,6.5\nPeru,3,4,7.5\n",
            ("country", "2019", "2020"),
        ),
    ],
)
def test_files_that_are_no_csv_in_the_narrow_sense(text, names, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(text)
    found = from_csv(path)
    assert tuple(name for name in found.columns.names if name != "column_1") == names


def test_words_alone_are_no_header_where_they_come_again(tmp_path):
    path = tmp_path / "mushrooms.data"
    path.write_text("".join(f"{'pe'[k % 2]},{'xbs'[k % 3]},{'yn'[k % 2]}\n" for k in range(20)))
    assert len(from_csv(path, target=0)) == 20


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["$1,200", "$950", "$3,000.50"], [1200, 950, 3000.5]),
        (["12%", "7.5 %", "100%"], [12, 7.5, 100]),
        (["70 kg", "81.5 kg", "60 kg"], [70, 81.5, 60]),
        (["1,234,567", "2,000", "12"], [1234567, 2000, 12]),
        (["0,5", "1,25", "-3,0"], [0.5, 1.25, -3]),
        (["1.234,5", "999,5", "1.000.000,0"], [1234.5, 999.5, 1000000]),
        (["1 234", "12 000", "5"], [1234, 12000, 5]),
    ],
)
def test_ways_to_write_a_number(cells, values, tmp_path):
    path = tmp_path / "t.csv"
    rows = [f'"{cell}",{"ab"[k % 2]}\n' for k, cell in enumerate(cells)]
    path.write_text("x,y\n" + "".join(rows))
    data = from_csv(path)
    np.testing.assert_array_equal(data.inputs[:, 0], values)
    np.testing.assert_array_equal(read_rows(path, data.columns), data.inputs)


def table(tmp_path, **columns):
    path = tmp_path / "t.csv"
    rows = zip(*columns.values(), strict=True)
    path.write_text("\n".join([",".join(columns), *(",".join(map(str, row)) for row in rows)]))
    return path


def test_all_problems_come_in_one_message(tmp_path):
    clean = [k * 1.5 for k in range(40)]
    path = table(tmp_path, a=[*clean[:-1], "oops"], b=["what", *clean[1:]], y=[*range(39), "hm"])
    with pytest.raises(DataError) as refused:
        from_csv(path)
    assert all(word in str(refused.value) for word in ("3 problems", "oops", "what", "hm"))
    data = from_csv(path, ignore=["a"], numeric=["b"], missing_values=["hm"])
    assert (data.columns.names, data.task) == (("b",), "regression")


def test_a_word_for_missing_cells_holds_for_new_rows(tmp_path):
    path = table(tmp_path, a=[1, -999, 3, 4.5], y=["a", "b", "a", "b"])
    data = from_csv(path, missing_values=["-999"])
    np.testing.assert_array_equal(data.inputs[:, 0], [1, 3, 3, 4.5])
    np.testing.assert_array_equal(read_rows(path, data.columns), data.inputs)


def test_many_missing_words_are_a_category(tmp_path):
    path = table(tmp_path, garage=["yes", "", "no", "None", "yes", "no"], y=[1.5, 2, 3, 4, 5, 6])
    data = from_csv(path)
    assert data.feature_names == ("garage=no", "garage=yes", "garage=missing")
    assert data.inputs[:, 2].tolist() == [0, 1, 0, 1, 0, 0]
    assert len(from_csv(path, missing="drop")) == 4


def test_spellings_of_true_are_one(tmp_path):
    path = table(
        tmp_path, a=["TRUE", "false", "True", "False"], y=["true", "TRUE", "false", "False"]
    )
    data = from_csv(path)
    assert (data.feature_names, data.class_names) == (("a=true",), ("false", "true"))
    assert data.inputs[:, 0].tolist() == [1, 0, 1, 0]


def test_grades_are_classes_with_a_note_of_the_other_way(tmp_path):
    path = table(tmp_path, a=[k % 7 + 0.5 for k in range(60)], grade=[k % 18 for k in range(60)])
    assert 'pass task="regression" if they are amounts' in from_csv(path).notes[0]


@pytest.mark.parametrize("name", ["x", "", "Unnamed: 0", "customer_id"])
def test_row_numbers_in_any_order_are_left_out(name, tmp_path):
    order = [int(k) for k in RANDOM.permutation(50)]
    path = table(tmp_path, **{name: order, "a": [k % 7 for k in range(50)], "y": list("ab" * 25)})
    data = from_csv(path)
    assert data.columns.names == ("a",)
    shown = name or "column_1"
    assert f"column {shown!r} left out: it only counts or names the rows" in data.notes[1]
    assert from_csv(path, numeric=[shown]).columns.names == (shown, "a")


def test_dates_are_left_out(tmp_path):
    days = [f"2024-{1 + k % 12:02}-{1 + k % 28:02}" for k in range(20)]
    path = table(tmp_path, day=days, a=[k % 7 for k in range(20)], y=list("ab" * 10))
    data = from_csv(path)
    assert data.columns.names == ("a",)
    assert "categorical=['day'] keeps it" in data.notes[1]


def test_a_category_never_seen(tmp_path):
    data = from_csv(
        table(tmp_path, a=list("abcdefghijkl"), n=[1, 2] * 6, y=[1, 2.5] * 6), categorical=["a"]
    )
    new = tmp_path / "new.csv"
    new.write_text("a,n\nz,1\n")
    with pytest.raises(DataError, match=r"found 'z', expected one of a, b, c, d, e, \.\.\., l\."):
        read_rows(new, data.columns)
    assert read_rows(new, data.columns, unseen="zeros").tolist() == [[0.0] * 12 + [1.0]]


def test_an_open_file(tmp_path):
    path = table(tmp_path, a=[1, 2, 5], y=list("aba"))
    with path.open() as text, path.open("rb") as raw:
        assert from_csv(text).name == from_csv(raw).name == "t"


def test_a_data_frame_is_read_as_its_file(tmp_path):
    pandas = pytest.importorskip("pandas")
    path = tmp_path / "t.csv"
    path.write_text(TABLES["titanic"][0])
    read, frame = from_csv(path, "Survived"), pandas.read_csv(path)
    data = Dataset.from_frame(frame, "Survived")
    assert (data.feature_names, data.notes) == (read.feature_names, read.notes)
    np.testing.assert_array_equal(data.inputs, read.inputs)


def test_many_columns_are_read_in_linear_time(tmp_path):
    path = tmp_path / "wide.csv"
    wide = 20_000
    rows = [
        ",".join(f"{(k * j) % 11}.5" for k in range(wide)) + f",{'ab'[j % 2]}" for j in range(4)
    ]
    path.write_text("\n".join([",".join(f"c{k}" for k in range(wide)) + ",y", *rows]))
    assert len(from_csv(path).columns) == wide - len(range(0, wide, 11))
