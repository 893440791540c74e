"""What a stranger's names can do to a terminal: nothing. Control characters are shown."""

import json
import re

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edunn import Model

OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Characters that a terminal obeys instead of showing them; a line may end."""

HOSTILE = [
    *("\x1b[31mred", "\x1b]0;title\x07", "\x9b2J", "\u202eback", "\x7f\x08"),
    *("over\rwritten", "no\x00thing"),
]
NAMES = st.sampled_from(HOSTILE) | st.text(
    st.characters(categories=["Cc", "Cf", "Lu", "Zl", "Zp"]), min_size=1, max_size=8
).filter(lambda name: not name.endswith("\0"))  # which no label may


def trained(names):
    x = np.array([[0.0], [1.0]] * 5)
    model = Model([[1], [len(names), "softmax"]], seed=0)
    model.train("adam", x, [names[k % len(names)] for k in range(10)], epochs=2)
    return model


@pytest.mark.parametrize("verb", ["inspect", "predict", "explain", "evaluate"])
@settings(
    deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names=st.lists(NAMES, min_size=2, max_size=2, unique=True))
def test_the_class_names_of_a_model_are_shown(edunn, tmp_path, verb, names):
    path, table = tmp_path / "model.edunn", tmp_path / "rows.csv"
    trained(sorted(names)).save(path)
    table.write_text("x1,class\n0.5,a\n1.5,b\n")
    rows = {"inspect": [], "evaluate": [table, "--target", "class"]}.get(verb, ["--row", "0.5"])
    for more in ([], ["--json"]):
        answer = edunn(verb, path, *rows, *more)
        assert not OBEYED.search(answer.out + answer.err)
    if verb == "inspect":
        assert json.loads(answer.out)["classes"] == sorted(names)


@pytest.mark.parametrize("name", HOSTILE)
def test_each_is_written_as_python_writes_it(edunn, tmp_path, name):
    path = tmp_path / "model.edunn"
    trained(["a", name]).save(path)
    assert name.encode("unicode_escape").decode() in edunn("inspect", path).out


@pytest.mark.parametrize("name", HOSTILE[:-2])
@pytest.mark.parametrize("place", ["column", "class", "file"])
def test_the_names_in_a_table_are_shown(edunn, tmp_path, name, place):
    column, kind, file = (name if place == one else one for one in ("column", "class", "file"))
    path = tmp_path / f"{file.replace('/', '')}.csv"
    rows = [f"{k},{kind if k % 2 else 'other'}" for k in range(30)]
    path.write_text("\n".join([f"{column},kind", *rows]), encoding="utf-8")
    for command in (
        ["data", path],
        ["data", path, "--json"],
        ["train", path, "--epochs", "2"],
        ["train", path, "--epochs", "2", "--target", "nothing"],
        ["race", path, "--between", "adam,sgd", "--seeds", "2", "--epochs", "2"],
        ["inspect", path],
        ["inspect", tmp_path / f"no {path.name}"],
    ):
        answer = edunn(*command)
        assert not OBEYED.search(answer.out + answer.err), command
