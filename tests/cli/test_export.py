import subprocess
import sys

import pytest

from edunn.data import load


@pytest.mark.parametrize(
    ("file", "to", "title"),
    [
        ("net.onnx", None, "ONNX"),
        ("net.py", None, "NumPy"),
        ("net.py", "sklearn", "scikit-learn"),
        ("net.py", "pytorch", "PyTorch"),
        ("net.js", None, "JavaScript"),
        ("net.html", None, "a web page"),
    ],
)
def test_writes_what_the_ending_and_the_option_say(edunn, iris, tmp_path, file, to, title):
    given = [] if to is None else ["--to", to]
    answer = edunn("export", iris, tmp_path / file, *given)
    assert answer.code == 0, answer.err
    assert f"{title}, {(tmp_path / file).stat().st_size:,} bytes" in " ".join(answer.out.split())


def test_tells_it_as_json(ask, iris, tmp_path):
    document = ask("export", iris, tmp_path / "net.py")
    assert document["format"] == "numpy"
    assert document["bytes"] == (tmp_path / "net.py").stat().st_size


def test_the_program_says_of_a_row_what_predict_says(edunn, ask, iris, tmp_path):
    edunn("export", iris, tmp_path / "net.py")
    row = [str(q) for q in load("iris").inputs[50]]
    command = [sys.executable, tmp_path / "net.py", *row]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    document = ask("predict", iris, "--row", ",".join(row))
    prediction = document["predictions"][0]
    label, *shares = done.stdout.splitlines()
    assert label == prediction["class"]
    assert len(shares) == 3
    refused = subprocess.run(command[:-1], capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert refused.stderr.strip() == "a row has 4 numbers, not 3"


def test_refuses_what_does_not_fit(refusal, iris, tmp_path):
    assert "Known endings: .onnx, .py, .js, .html" in refusal("export", iris, tmp_path / "net.h5")
    assert "--to chooses another" in refusal("export", iris, tmp_path / "net")
    wrong = refusal("export", iris, tmp_path / "net.onnx", "--to", "torch")
    assert "does not end in .py" in wrong
    assert "Did you mean 'torch'?" in refusal("export", iris, tmp_path / "net.py", "--to", "troch")
    assert "there is no folder" in refusal("export", iris, tmp_path / "no" / "net.py")
    assert not list(tmp_path.iterdir())
