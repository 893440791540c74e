import csv
import pickle

import pytest

from edunn import Model
from edunn.data import load

ROW = "5.1,3.5,1.4,0.2"


def test_answers_one_row_of_raw_values(edunn, ask, iris):
    answer = edunn("predict", iris, "--row", ROW)
    assert answer.out.splitlines()[0] == "setosa"
    assert "versicolor" in answer.out
    found = ask("predict", iris, "--row", ROW)["predictions"]
    expected = Model.from_file(iris).predict([5.1, 3.5, 1.4, 0.2])
    assert found[0]["class"] == "setosa"
    assert list(found[0]["probabilities"].values()) == pytest.approx(expected.tolist())


def test_reads_columns_in_any_order_and_ignores_others(ask, iris, tmp_path):
    names = ["petal_width_cm", "species", "petal_length_cm", "sepal_length_cm", "sepal_width_cm"]
    path = tmp_path / "new.csv"
    path.write_text(",".join(names) + "\n0.2,x,1.4,5.1,3.5\n2.5,y,6.0,6.3,3.3\n")
    found = [answer["class"] for answer in ask("predict", iris, path)["predictions"]]
    assert found == ["setosa", "virginica"]


def test_writes_the_rows_with_their_predictions(edunn, iris, tmp_path):
    edunn("data", "iris", "--output", tmp_path / "iris.csv")
    answer = edunn("predict", iris, tmp_path / "iris.csv", "--output", tmp_path / "out.csv")
    assert answer.code == 0
    assert answer.out == ""
    with (tmp_path / "out.csv").open() as file:
        rows = list(csv.DictReader(file))
    hits = sum(row["prediction"] == row["species"] for row in rows)
    accuracy = Model.from_file(iris).evaluate(load("iris")).accuracy
    assert hits / len(rows) == pytest.approx(accuracy)
    assert float(rows[0]["setosa"]) > 0.9


def test_shows_the_first_rows_of_many(edunn, iris, tmp_path):
    edunn("data", "iris", "--output", tmp_path / "iris.csv")
    answer = edunn("predict", iris, tmp_path / "iris.csv")
    assert "130 more rows" in answer.err
    shown = Model.from_file(iris).predict(load("iris").inputs)[:20]
    assert all(f"{p:.4f}" in answer.out for p in shown.ravel())


def test_one_output_speaks_of_two_classes(ask, tmp_path):
    model = Model([[1], [1, "sigmoid"]], "binary_cross_entropy", seed=0)
    model.train("adam", [[-1.0], [1.0]], ["no", "yes"], epochs=200, learning_rate=0.1)
    model.save(tmp_path / "two.edunn")
    answer = ask("predict", tmp_path / "two.edunn", "--row", "2")["predictions"][0]
    assert answer["class"] == "yes"
    assert sum(answer["probabilities"].values()) == pytest.approx(1)


def test_a_model_of_nameless_arrays_goes_by_place(ask, tmp_path):
    model = Model([[2], [1]], "mse", seed=0)
    model.train("adam", [[0, 1], [2, 3]], [0.5, 0.7], epochs=1)
    model.save(tmp_path / "plain.edunn")
    (tmp_path / "new.csv").write_text("a,b\n0,1\n")
    found = ask("predict", tmp_path / "plain.edunn", tmp_path / "new.csv")["predictions"]
    assert found[0]["outputs"]["value"] == pytest.approx(model.predict([0, 1])[0], rel=1e-5)


def test_refuses(refusal, iris, flowers, tmp_path):
    assert "has 2 values, but this model takes 4" in refusal("predict", iris, "--row", "1,2")
    assert "found 'red', expected a number" in refusal("predict", iris, "--row", "1,2,red,4")
    assert "no column 'sepal_length_cm'" in refusal("predict", iris, flowers)
    assert "there is no file" in refusal("predict", tmp_path / "none.edunn", "--row", ROW)
    assert "a table of text (CSV)" in refusal("predict", flowers, "--row", ROW)
    place = tmp_path / "no" / "x.csv"
    assert "in a folder that exists" in refusal("predict", iris, flowers, "--output", place)
    (tmp_path / "net.pck").write_bytes(pickle.dumps({"weights": [1, 2]}))
    assert "is a pickle" in refusal("predict", tmp_path / "net.pck", "--row", ROW)


def test_wrong_use_is_told_apart(edunn, iris):
    assert edunn("predict", iris).code == 2
    assert edunn("predict", iris, "x.csv", "--row", ROW).code == 2


def test_one_row_is_written_too(edunn, iris, tmp_path):
    answer = edunn("predict", iris, "--row", ROW, "-o", tmp_path / "one.csv", "-o", "-", "--quiet")
    assert answer.err == ""
    header, row = answer.out.splitlines()
    assert header.endswith("petal_width_cm,prediction,setosa,versicolor,virginica")
    assert row.startswith("5.1,3.5,1.4,0.2,setosa,0.9")
    assert (tmp_path / "one.csv").read_text() == answer.out
