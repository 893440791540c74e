"""`POST /predict`, as the founding article describes it."""

import numpy as np
import pytest

from edunn import Model

MINE = Model([[2], [3, "relu"], [2, "softmax"]], seed=1)


def ask(client, name, inputs):
    return client.post("/predict", json={"network_name": name, "input_array": inputs})


@pytest.mark.parametrize("inputs", [[0.5, -1.0], [[0.5, -1.0], [2.0, 3.0]]], ids=["row", "rows"])
def test_the_answer_has_the_shape_of_the_request(client, inputs):
    answer = ask(client, "mine", inputs)
    assert answer.status_code == 200
    assert set(answer.json) == {"prediction", "code"}
    assert answer.json["code"] == "SUCCESS"
    assert np.allclose(answer.json["prediction"], MINE.predict(np.array(inputs)), atol=1e-6)


def test_the_shipped_network_answers_to_digits_in_every_workspace(client):
    answer = ask(client, "digits", [0.0] * 784)
    assert len(answer.json["prediction"]) == 10
    assert sum(answer.json["prediction"]) == pytest.approx(1, abs=1e-4)


def test_an_unknown_network_is_not_found(client):
    answer = ask(client, "nobody", [1.0])
    assert (answer.status_code, answer.json["code"]) == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    "inputs",
    [
        [1.0],
        [[1.0, 2.0], [3.0]],
        [],
        [[]],
        ["a", "b"],
        [None, 1.0],
        "1,2",
        [True, "2"],
        [True, 1],
        [[1, "2"]],
        1e999,
        [1e999, 0.0],
    ],
    ids=str,
)
def test_inputs_that_do_not_fit_are_refused_in_words(client, inputs):
    answer = ask(client, "mine", inputs)
    assert (answer.status_code, answer.json["code"]) == (400, "BAD_REQUEST")
    assert "Traceback" not in answer.json["message"]


@pytest.mark.parametrize("last", ["linear", "softmax", "sigmoid"])
@pytest.mark.parametrize("size", [1e30, 1e38])
def test_outputs_that_are_not_finite_are_refused_in_words(client, session, last, size):
    model = Model([[2], [3, "relu"], [2, last]], seed=1)
    model.theta = np.full_like(model.theta, size)
    model.save(session.workspace.networks / "huge.edunn")
    for inputs in ([1e30, 1e30], [[1.0, 2.0], [1e38, 1e38]]):
        answer = ask(client, "huge", inputs)
        if answer.status_code == 200:
            assert np.isfinite(answer.json["prediction"]).all()
        else:
            assert (answer.status_code, answer.json["code"]) == (400, "BAD_REQUEST")
            assert "infinite" in answer.json["message"]
