"""The front door: what goes in, what comes out, in which order and shape."""

import numpy as np
import pandas as pd
import pytest

from edunn import Model, data
from edunn.errors import DataError
from edunn.layers import Dense
from edunn.optimizers import Adam, CosineDecay

NAMES = np.array(["setosa", "versicolor", "virginica"])
NETWORK = [[4], [6, "tanh"], [3, "softmax"]]


@pytest.fixture(scope="module")
def iris():
    return data.load("iris")


@pytest.fixture
def rows(iris):
    """Inputs, and labels as numbers, of every fifth flower."""
    return iris.inputs[::5], iris.targets[::5]


def trained(x, t, network=NETWORK, loss="cross_entropy", **options):
    model = Model(network, loss, seed=1, dtype=options.pop("dtype", "float32"))
    model.train("adam", x, t, **({"epochs": 3, "learning_rate": 0.05} | options))
    return model


# Predictions


def test_rows_give_rows_and_a_row_gives_a_row(rows):
    model = Model(NETWORK)
    x, _ = rows
    assert model.predict(x).shape == (30, 3)
    assert model.predict(x[0]).shape == (3,)
    assert model.predict(x[:1]).shape == (1, 3)
    np.testing.assert_allclose(model.predict(x[7]), model.predict(x)[7], rtol=1e-5)


@pytest.mark.parametrize("form", [list, tuple, np.asarray, pd.DataFrame, pd.DataFrame.to_numpy])
def test_rows_of_any_form_are_taken(form, rows):
    model = Model(NETWORK, seed=0)
    given = rows[0] if form is not pd.DataFrame.to_numpy else pd.DataFrame(rows[0])
    np.testing.assert_array_equal(model.predict(form(given)), model.predict(rows[0]))


def test_a_series_is_a_row(rows):
    model = Model(NETWORK, seed=0)
    assert model.predict(pd.DataFrame(rows[0]).iloc[0]).shape == (3,)


def test_rows_are_left_as_they_were(rows):
    x = rows[0].copy()
    x.flags.writeable = False
    trained(x, rows[1])
    np.testing.assert_array_equal(x, rows[0])


# Labels


FORMS = {
    "numbers": lambda k: k,
    "a list of numbers": lambda k: k.tolist(),
    "floats": lambda k: k.astype(float),
    "one-hot": lambda k: np.eye(3)[k],
    "names": lambda k: NAMES[k],
    "a list of names": lambda k: NAMES[k].tolist(),
    "a column": lambda k: NAMES[k][:, np.newaxis],
    "a Series": lambda k: pd.Series(NAMES[k], index=range(100, 100 + len(k))),
    "a categorical Series": lambda k: pd.Series(pd.Categorical(NAMES[k])),
    "a DataFrame": lambda k: pd.DataFrame({"species": NAMES[k]}),
    "one-hot bools": lambda k: np.eye(3, dtype=bool)[k],
    "a one-hot DataFrame": lambda k: pd.get_dummies(pd.Series(NAMES[k])),
}


@pytest.mark.parametrize("form", FORMS)
def test_labels_of_any_form_teach_the_same(form, rows):
    x, k = rows
    labels = FORMS[form](k)
    np.testing.assert_array_equal(trained(x, labels).theta, trained(x, k).theta)


def test_classes_are_answered_by_the_names_they_came_with(rows):
    x, k = rows
    model = trained(x, NAMES[k], epochs=60)
    assert model.class_names == tuple(NAMES)
    assert set(model.classify(x)) <= set(NAMES)
    assert model.classify(x[0]) == "setosa"
    assert np.mean(np.array(model.classify(x)) == NAMES[k]) > 0.9


@pytest.mark.parametrize(
    "labels", [[False, True], ["no", "yes"], [0, 1], [-1, 1], [[0], [1]]], ids=repr
)
def test_one_output_stands_for_two_classes(labels):
    x = [[0.0], [1.0]]
    model = trained(x, labels, [[1], [1, "sigmoid"]], "binary_cross_entropy", epochs=200)
    expected = np.ravel(labels).tolist()
    assert model.classify(x) == [int(e) if isinstance(e, bool) else e for e in expected]
    assert model.predict(x)[0] < 0.5 < model.predict(x)[1]


def test_hinge_means_minus_one_by_no():
    model = trained([[0.0], [1.0]], ["no", "yes"], [[1], [1]], "hinge", epochs=200)
    assert model.classify([[0.0], [1.0]]) == ["no", "yes"]
    assert model.predict([0.0]) < 0 < model.predict([1.0])


def test_numbers_are_met_and_not_classified():
    x = np.linspace(-1, 1, 20)[:, np.newaxis]
    model = trained(x, 3 * x[:, 0] + 1, [[1], [1]], "mse", epochs=300)
    assert model.class_names is None
    np.testing.assert_allclose(model.predict(x)[:, 0], 3 * x[:, 0] + 1, atol=0.05)
    assert "accuracy" not in model.history.history
    with pytest.raises(DataError, match="numbers, not classes"):
        model.classify(x)


def test_several_numbers_a_row():
    x = np.linspace(-1, 1, 20)[:, np.newaxis]
    model = trained(x, np.hstack([x, -x]), [[1], [2]], "mse", epochs=300)
    np.testing.assert_allclose(model.predict([0.5]), [0.5, -0.5], atol=0.05)


def test_a_data_set_has_its_labels_with_it(iris):
    model = trained(iris, None)
    assert model.class_names == iris.class_names
    assert model.feature_names == iris.feature_names
    assert model.evaluate(iris).accuracy > 0.3


def test_the_columns_of_a_table_are_remembered_for_complaints(rows):
    table = pd.DataFrame(rows[0], columns=["a", "b", "c", "d"])
    model = trained(table, rows[1])
    assert model.feature_names == ("a", "b", "c", "d")
    table.iloc[3, 1] = np.nan
    with pytest.raises(DataError, match="row 3, column 'b' is nan"):
        model.predict(table)


def test_a_model_without_labels_has_no_names():
    with pytest.raises(DataError, match="an untrained model have no names"):
        Model(NETWORK).classify([1, 2, 3, 4])


# Theta


def test_theta_is_each_layers_w_row_by_row_then_its_b():
    model = Model([[2], [3, "relu"], [1]], "mse", dtype="float64")
    model.theta = np.arange(13.0)
    first, _, second = model.parameters
    assert first["W"].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert first["b"].tolist() == [6, 7, 8]
    assert second["W"].tolist() == [[9], [10], [11]]
    assert second["b"].tolist() == [12]
    assert model.predict([1, 1]).item() == 9 * 9 + 10 * 12 + 11 * 15 + 12


def test_theta_is_a_copy_and_parameters_too():
    model = Model(NETWORK, seed=0)
    before = model.theta
    model.theta[:] = 0
    model.parameters[0]["W"][:] = 0
    np.testing.assert_array_equal(model.theta, before)
    vector = np.ones_like(before)
    model.theta = vector
    vector[:] = 5
    assert model.theta.tolist() == [1.0] * len(before)


def test_the_gradient_has_the_order_of_theta(rows):
    model = Model(NETWORK, "cross_entropy", dtype="float64", seed=0)
    g = model.gradient(*rows)
    assert g.shape == model.theta.shape
    nudge = np.zeros_like(g)
    nudge[5] = 1e-6
    loss, theta = model.loss(*rows), model.theta
    model.theta = theta + nudge
    assert (model.loss(*rows) - loss) / 1e-6 == pytest.approx(g[5], abs=1e-5)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_all_numbers_have_the_dtype(dtype, rows):
    model = trained(*rows, dtype=dtype)
    assert {a.dtype for a in (model.theta, model.predict(rows[0]), model.gradient(*rows))} == {
        np.dtype(dtype)
    }


def test_both_dtypes_start_from_the_same_place():
    single, double = (Model(NETWORK, dtype=d, seed=3).theta for d in ("float32", "float64"))
    np.testing.assert_array_equal(single, double.astype(np.float32))


# Losses as documented


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        ("mse", ((0.5**2 + 0.25**2) + (0.5**2 + 0.75**2)) / 4),
        ("mae", (0.5 + 0.25 + 0.5 + 0.75) / 4),
        ("binary_cross_entropy", -np.log([0.5, 0.75, 0.5, 0.25]).mean()),
        ("cross_entropy", -np.log([0.5, 0.25]).mean()),
    ],
)
def test_losses_are_means_as_documented(loss, expected):
    model = Model([[2], [2]], loss, dtype="float64")
    model.theta = [1, 0, 0, 1, 0, 0]  # it answers its input
    assert model.loss([[0.5, 0.25], [0.5, 0.25]], [[1.0, 0.0], [0.0, 1.0]]) == pytest.approx(
        expected
    )


def test_the_penalty_is_part_of_loss_and_gradient(rows):
    plain, heavy = (Model(NETWORK, regularizer=r, dtype="float64", seed=0) for r in (None, "l2"))
    weights = np.concatenate([p["W"].ravel() for p in plain.parameters if p])
    assert heavy.loss(*rows) - plain.loss(*rows) == pytest.approx(0.005 * np.sum(weights**2))
    pull = heavy.gradient(*rows) - plain.gradient(*rows)
    np.testing.assert_allclose(pull[:24], 0.01 * plain.theta[:24], atol=1e-12)
    np.testing.assert_allclose(pull[24:30], 0, atol=1e-12)  # biases go free


# Seeds


def test_same_seed_same_bits_and_another_seed_others(rows):
    first, same, other = (
        Model([[4], [6, "relu", {"dropout": 0.5}], [3, "softmax"]], seed=s) for s in (7, 7, 8)
    )
    for model in (first, same, other):
        model.train("adam", *rows, epochs=3, batch_size=7)
    np.testing.assert_array_equal(first.theta, same.theta)
    assert (first.theta != other.theta).any()
    assert first.history.history == same.history.history


@pytest.mark.parametrize("way", ["adam", "genetic_algorithm"])
def test_a_training_has_a_seed_of_its_own(way, rows):
    def theta(seed, **alias):
        model = Model(NETWORK, seed=0)
        model.random.random()  # where the model's own source is does not matter
        model.train(way, *rows, epochs=3, seed=seed, **alias)
        return model.theta

    np.testing.assert_array_equal(theta(5), theta(np.random.default_rng(5)))
    np.testing.assert_array_equal(theta(5), theta(None, random_state=5))
    assert (theta(5) != theta(6)).any()


def test_random_state_is_another_name_for_seed():
    np.testing.assert_array_equal(
        Model(NETWORK, random_state=4).theta, Model(NETWORK, seed=4).theta
    )


def test_without_a_seed_every_model_is_another():
    assert (Model(NETWORK).theta != Model(NETWORK).theta).any()


def test_numpys_global_seed_is_neither_read_nor_moved(rows):
    np.random.seed(0)  # noqa: NPY002
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    trained(*rows)
    np.testing.assert_array_equal(np.random.get_state()[1], before)  # noqa: NPY002


# Building


def test_layer_objects_are_taken_too():
    model = Model(layers=[Dense(2), "tanh", Dense(1)], inputs=3, loss_function="mse")
    assert repr(model) == "<Model 3 - 2 tanh - 1, 11 parameters, float32>"


def test_the_learning_rate_of_the_model_is_for_ways_by_name(rows):
    model = Model(NETWORK, learning_rate=0.5, seed=0)
    assert model.training("adam", *rows).optimizer.learning_rate == 0.5
    assert model.training("adam", *rows, learning_rate=0.1).optimizer.learning_rate == 0.1
    assert model.training(Adam(0.2), *rows).optimizer.learning_rate == 0.2
    assert Model(NETWORK).training("adam", *rows).optimizer.learning_rate == 0.001


def test_a_schedule_will_do_as_learning_rate(rows):
    model = Model(NETWORK, learning_rate=CosineDecay(0.1, steps=3), seed=0)
    rates = model.train("sgd", *rows, epochs=3, batch_size=30).history["learning_rate"]
    assert rates == pytest.approx([0.075, 0.025, 0.0])


@pytest.mark.parametrize(
    ("engine", "runs"), [("auto", "numpy"), ("numpy", "numpy"), ("fused", "fused")]
)
def test_the_history_says_which_engine_ran(engine, runs, rows):
    """For a few steps, loading the compiled engine would take longer than it saves."""
    model = Model(NETWORK, engine=engine)
    assert model.train("sgd", *rows, epochs=1).engine == runs


# Scaling


@pytest.mark.parametrize("scale", ["standardize", "min_max"])
def test_scaling_is_measured_once_and_then_kept(scale, rows):
    x, k = rows
    model = Model([[4, {"scale": scale}], [3, "softmax"]], seed=0)
    model.train("sgd", x, k, epochs=1)
    first = model.learned.statistics[0]
    model.train("sgd", x * 100, k, epochs=1)
    assert model.learned.statistics[0] is first
    scaled = (x - first["shift"]) / first["scale"]
    plain = Model([[4], [3, "softmax"]])
    plain.theta = model.theta
    np.testing.assert_allclose(model.predict(x), plain.predict(scaled), rtol=1e-4)


def test_rows_held_back_are_not_measured(rows):
    x, k = rows
    model = Model([[4, {"scale": "standardize"}], [3, "softmax"]])
    model.train("sgd", x, k, epochs=1, validation_split=0.5)
    np.testing.assert_allclose(model.learned.statistics[0]["shift"], x[:15].mean(axis=0), rtol=1e-6)


# Learning


def test_learning_goes_on_where_it_stopped(rows):
    model = trained(*rows, epochs=20)
    before = model.loss(*rows)
    history = model.train("adam", *rows, epochs=20, learning_rate=0.01)
    assert history is model.history
    assert len(history) == 20
    assert model.loss(*rows) < before


def test_iris_is_learned(iris):
    model = Model([[4, {"scale": "standardize"}], [8, "relu"], [3, "softmax"]], seed=0)
    model.train("adam", iris, epochs=60, learning_rate=0.01)
    assert model.evaluate(iris).accuracy >= 0.96
