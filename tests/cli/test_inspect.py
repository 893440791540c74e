import pickle

import pytest

from edunn import Model


def test_says_what_a_file_is(edunn, ask, iris):
    answer = edunn("inspect", iris)
    for word in ("131 parameters", "dense 16", "versicolor", "cross_entropy", "float32", "format"):
        assert word in answer.out
    assert "▁" in answer.out
    document = ask("inspect", iris)
    assert document["format"] == 1
    assert document["parameters"] == 131
    assert document["classes"] == ["setosa", "versicolor", "virginica"]
    assert document["epochs"] == len(document["history"]["loss"]) == 100
    assert not document["unfinished_training"]


def test_tells_of_an_unfinished_training(edunn, tmp_path):
    model = Model([[1], [2, "softmax"]], seed=0)
    training = model.training("adam", [[-1.0], [1.0]], ["no", "yes"], epochs=5)
    next(training)
    model.save(tmp_path / "paused.edunn", training)
    assert "unfinished training" in edunn("inspect", tmp_path / "paused.edunn").out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (pickle.dumps([1, 2]), "is a pickle"),
        (b"", "is an empty file"),
        (b"a,b\n1,2\n", "a table of text (CSV)"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG image"),
    ],
)
def test_says_what_a_foreign_file_is(refusal, tmp_path, content, words):
    (tmp_path / "some.edunn").write_bytes(content)
    assert words in refusal("inspect", tmp_path / "some.edunn")


def test_refuses_a_damaged_file(refusal, iris, tmp_path):
    (tmp_path / "half.edunn").write_bytes(iris.read_bytes()[:3000])
    assert "half.edunn" in refusal("inspect", tmp_path / "half.edunn")
    assert "there is no file" in refusal("inspect", tmp_path / "none.edunn")
