"""Forty habits of Keras, scikit-learn and PyTorch: each works, or is answered by a line that does.

Behind them the tables: every word is refused where it is typed, and every line that answers runs.
"""

from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from tests.training.worlds import in_chunks

import edunn
from edunn import EarlyStopping, EduNNError, Model, data, layers, optimizers, regularizers
from edunn.errors import SettingError, UnknownAttributeError, UnknownNameError
from edunn.habits import TABLES
from edunn.habits.answers import WRITE
from edunn.initializers import HeNormal

PAGE = Path(__file__).parents[1] / "docs" / "habits.md"
SHORT = [[4], [8, "relu"], [3, "softmax"]]
IRIS = data.load("iris").take(np.arange(0, 150, 5))


@pytest.fixture
def names(tmp_path, monkeypatch):
    """What a user has at hand: a model that was trained a little, its rows, and imports."""
    monkeypatch.chdir(tmp_path)
    model = Model(SHORT, seed=1)
    inputs, labels = IRIS.inputs, IRIS.labels
    history = model.train("adam", inputs, labels, epochs=2, validation_split=0.2)
    model.save("net.edunn")
    return {
        **vars(layers), **vars(optimizers), "HeNormal": HeNormal, "L2": regularizers.L2,
        "edunn": edunn, "data": data, "np": np, "Model": Model, "EarlyStopping": EarlyStopping,
        "model": model, "inputs": inputs, "labels": labels, "history": history, "iris": IRIS,
        "X": inputs, "y": labels, "net": Model(SHORT, seed=2),
    }  # fmt: skip


def suggested(error):
    """The line that a message ends with."""
    reason, line = str(error).split(WRITE)
    assert reason[-2:] == ". "
    return line


WORKS = [
    # Keras
    ("model.fit(X, y, epochs=5, batch_size=8)", "len(_['loss']) == 5"),
    ("model.fit(X, y, epochs=3, validation_split=0.2, shuffle=False)", "len(_['val_loss']) == 3"),
    ("model.fit(X, y, epochs=2, validation_data=(X, y))", "len(_.history['val_accuracy']) == 2"),
    ("model.fit(X, y, epochs=2).history['loss'][-1]", "_ > 0"),
    ("model.fit(X, y, epochs=50, class_weight={'setosa': 2.0}, patience=3)", "len(_) <= 50"),
    ("loss, accuracy = model.evaluate(X, y)", "0 <= accuracy <= 1 < 1 + loss"),
    ("model.evaluate(X, y)[1]", "0 <= _ <= 1"),
    ("model(X)", "_.shape == (30, 3)"),
    ("net.set_weights(model.get_weights())", "(net['W2'] == model['W2']).all()"),
    ("model.count_params()", "_ == 67"),
    ("model.summary()", "'Total params: 67' in _"),
    ("model.layers[0]", "_.units == 8"),
    ("Model(SHORT, 'categorical_crossentropy')", "_.objective.loss == model.objective.loss"),
    # scikit-learn
    ("model.fit(X, y).history", "set(_) >= {'loss', 'accuracy'}"),
    ("model.score(X, y)", "0 <= _ <= 1"),
    ("model.predict_proba(X)", "_.shape == (30, 3)"),
    ("model.predict(iris)", "_.shape == (30, 3)"),
    ("train, test = iris.split(test_size=0.2, random_state=42)", "len(test) == 6"),
    ("Model(SHORT, random_state=0)", "(_.theta == Model(SHORT, seed=0).theta).all()"),
    # PyTorch
    ("Model(SHORT, dtype=np.float64)", "_.theta.dtype == np.float64"),
    ("model.train('sgd', X, y, momentum=0.9, nesterov=True, epochs=2)", "len(_) == 2"),
    ("model['W1'] = np.zeros((4, 8))", "not model['W1'].any()"),
]

ANSWERED = [
    # Keras
    "model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])",
    "model.fit(X, y, epochs=5, verbose=0)",
    "model.fit(X, y, callbacks=[object()])",
    "model.fit(x=X, y=y, epochs=5)",
    "model.evaluate(X, y, verbose=0)",
    "model.predict(X, batch_size=32)",
    "Model(SHORT, loss='mse', optimizer='adam')",
    "Dense(8, activation='relu')",
    "Dense(8, 'relu')",
    "model.save('net.keras')",
    "model.save('net.h5')",
    "edunn.Sequential([Dense(8), Dense(3)])",
    "Model([Dense(8), 'relu', Dense(3), 'softmax'])",
    # scikit-learn
    "model.fit(X, y, max_iter=200)",
    "model.train(X, y)",
    "model.coefs_",
    "model.loss_curve_",
    "model.classes_",
    "model.partial_fit(X, y)",
    "model.fit(X, y).predict(X)",
    "iris.data, iris.target",
    "iris.split(test_size=0.2, stratify=iris.targets)",
    "Model(hidden_layer_sizes=(100,), activation='relu', solver='adam')",
    # PyTorch
    "model.train('adam', X, y, lr=0.001)",
    "model.train('adam', X, y, betas=(0.9, 0.999))",
    "model.train('sgd', X, y, weight_decay=1e-4)",
    "model.train()",
    "model.eval()",
    "model.state_dict()",
    "model.forward(X)",
    "model.to('cuda')",
    "model.save('net.pt')",
]


@pytest.mark.parametrize(("typed", "expected"), WORKS, ids=[typed for typed, _ in WORKS])
def test_what_they_type_works(names, typed, expected):
    names["SHORT"] = SHORT
    exec(typed if "=" in typed.split("(")[0] else f"_ = {typed}", names)
    assert eval(expected, names)


@pytest.mark.parametrize("typed", ANSWERED)
def test_what_they_type_is_answered_with_a_line_that_works(names, typed):
    names["SHORT"] = SHORT
    with pytest.raises((EduNNError, AttributeError)) as caught:
        exec(typed, names)
    exec(suggested(caught.value), names)


def test_there_are_forty_and_more():
    assert len(WORKS) + len(ANSWERED) >= 40


# The tables

CALLS = {
    "building": lambda word, value, model: Model(SHORT, **{word: value}),
    "training": lambda word, value, model: model.train("adam", IRIS, **{word: value}),
    "predicting": lambda word, value, model: model.predict(IRIS, **{word: value}),
    "splitting": lambda word, value, model: IRIS.split(**{word: value}),
    "layer": lambda word, value, model: layers.Dense(8, **{word: value}),
    "short form": lambda word, value, model: Model([[4], [8, {word: value}], [3]]),
    "model": lambda word, value, model: getattr(model, word),
    "history": lambda word, value, model: getattr(model.history, word),
    "data set": lambda word, value, model: getattr(IRIS, word),
    "package": lambda word, value, model: getattr(edunn, word),
    "file": lambda word, value, model: model.save(f"net{word}"),
}

WORDS = list(chain.from_iterable([(place, word) for word in TABLES[place]] for place in TABLES))


@pytest.mark.parametrize(("place", "word"), WORDS)
def test_every_word_is_answered_where_it_is_typed(names, place, word):
    habit = TABLES[place][word]
    with pytest.raises((EduNNError, AttributeError)) as caught:
        CALLS[place](word, habit.value, names["model"])
    assert habit.reason in str(caught.value)
    exec(suggested(caught.value), names)


def test_every_table_is_tried():
    assert TABLES.keys() == CALLS.keys()


def test_a_number_or_a_text_that_came_is_in_the_line():
    model = Model(SHORT)
    with pytest.raises(UnknownNameError, match=r"learning_rate=0\.25\)$"):
        model.fit(IRIS, lr=0.25)
    with pytest.raises(UnknownNameError, match=r'model\.train\("rmsprop", inputs, labels\)$'):
        model.fit(IRIS, optimizer="rmsprop")
    with pytest.raises(UnknownNameError, match=r'model\.train\("adam", inputs, labels\)$'):
        model.fit(IRIS, optimizer=np.zeros(1000))


def test_an_answer_comes_beside_an_object_and_beside_a_strategy_too():
    for algorithm in (optimizers.Adam(), "genetic_algorithm", "cma_es"):
        with pytest.raises(UnknownNameError, match="progress=False"):
            Model(SHORT).train(algorithm, IRIS, verbose=0)


def test_a_setting_that_an_algorithm_has_is_not_answered():
    history = Model(SHORT).train("adamw", IRIS, weight_decay=0.01, epochs=2)
    assert in_chunks(Model(SHORT).training("momentum", IRIS, decay=0.5, epochs=2))
    assert len(history) == 2


def test_a_slip_is_still_a_slip():
    model = Model(SHORT)
    with pytest.raises(UnknownNameError, match="Did you mean 'learning_rate'"):
        model.fit(IRIS, algorithm="adam", learnig_rate=0.1)
    with pytest.raises(UnknownAttributeError, match="'Model' object has no attribute 'predit'"):
        model.predit(IRIS)
    with pytest.raises(UnknownNameError, match=r"unknown setting of Model 'sed'\. .*Known: arch"):
        Model(SHORT, sed=1)
    with pytest.raises(AttributeError, match=r"module 'edunn' has no attribute 'model_'"):
        edunn.model_  # noqa: B018


def test_what_is_not_there_is_not_there():
    """Libraries find out by `hasattr` what an object can do."""
    model = Model(SHORT)
    assert not hasattr(model, "classes_")
    assert not hasattr(IRIS, "data")
    assert not hasattr(model.history, "__array__")


def test_layers_without_parameters_say_where_the_parameters_are():
    model = Model(SHORT)
    assert model.parameters[1] == {}
    np.testing.assert_array_equal(model.parameters[2]["W"], model["W2"])
    with pytest.raises(UnknownNameError, match=r"that layer has none.*W1, b1, W2, b2"):
        model.parameters[1]["W"]


@pytest.mark.parametrize("ending", [".edunn", ".safetensors", "", ".model"])
def test_other_endings_are_as_good_as_ours(tmp_path, ending):
    Model(SHORT).save(tmp_path / f"net{ending}")


def test_a_training_refuses_the_same_endings(tmp_path):
    with pytest.raises(SettingError, match=r'that is a Keras file\. Write: model\.save\("net\.ed'):
        Model(SHORT).training("adam", IRIS).save(tmp_path / "net.keras")


# The page


def rows_of_the_page():
    """Read what stands in the tables of docs/habits.md: what is typed, and what to write."""
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("| `"):
            typed, here = (cell.strip().strip("`") for cell in line.strip("|").split("|"))
            yield typed, here


ROWS = list(rows_of_the_page())


@pytest.mark.parametrize(("typed", "here"), ROWS, ids=[typed for typed, _ in ROWS])
def test_the_page_tells_the_truth(names, typed, here):
    if not here:
        exec(typed, names)
        return
    if typed != "model.predict(X)":  # it works, but means something else
        with pytest.raises((EduNNError, AttributeError), match=WRITE):
            exec(typed, names)
    exec(here, names)
