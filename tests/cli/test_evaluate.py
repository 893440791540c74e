import pytest

from edunn import Model
from edunn.data import load


def test_scores_a_named_set(edunn, ask, iris):
    answer = edunn("evaluate", iris, "iris")
    for word in ("accuracy", "precision", "weighted avg", "Confusion matrix"):
        assert word in answer.out
    document, expected = ask("evaluate", iris, "iris"), Model.from_file(iris).evaluate(load("iris"))
    assert document["loss"] == pytest.approx(expected.loss)
    assert document["confusion_matrix"] == expected.confusion_matrix.tolist()


def test_finds_the_rows_that_training_held_out(ask, iris):
    trained, scored = ask("train", "iris"), ask("evaluate", iris, "iris", "--held-out")
    assert scored["rows"] == 38
    assert scored["accuracy"] == trained["held_out"]["accuracy"]


def test_scores_a_csv_file_by_its_column_names(ask, edunn, iris, tmp_path):
    edunn("data", "iris", "--output", tmp_path / "iris.csv")
    by_file, by_name = ask("evaluate", iris, tmp_path / "iris.csv"), ask("evaluate", iris, "iris")
    assert by_file["accuracy"] == by_name["accuracy"]


def test_classes_that_are_numbers_match_however_they_are_written(ask, tmp_path):
    model = Model([[1], [2, "softmax"]], seed=0)
    model.train("adam", [[-1.0], [1.0]], [0, 1], epochs=100, learning_rate=0.1)
    model.save(tmp_path / "net.edunn")
    (tmp_path / "new.csv").write_text("x1,kind\n-2,0.0\n2,1\n")
    assert ask("evaluate", tmp_path / "net.edunn", tmp_path / "new.csv")["accuracy"] == 1


def test_refuses(refusal, iris, flowers, tmp_path):
    assert "heart has the columns age" in refusal("evaluate", iris, "heart")
    assert "Did you mean 'iris'" in refusal("evaluate", iris, "irs")
    assert "no column" in refusal("evaluate", iris, flowers, "--target", "species")
    header = "sepal_length_cm,sepal_width_cm,petal_length_cm,petal_width_cm"
    path = tmp_path / "new.csv"
    path.write_text(f"{header}\n1,2,3,4\n")
    assert "0 columns besides the model's inputs" in refusal("evaluate", iris, path)
    path.write_text(f"{header},kind\n1,2,3,4,setosa\n1,2,3,4,setoza\n")
    assert "line 3, column 'kind': 'setoza' is not a class" in refusal("evaluate", iris, path)
    path.write_text(f"{header},kind\n1,2,3,4,setosa\n1,two,3,4,setosa\n")
    assert "line 3, column 'sepal_width_cm'" in refusal("evaluate", iris, path)
