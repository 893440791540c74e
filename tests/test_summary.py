from edunn import Model
from edunn.layers import Dense, Dropout


def test_keras_columns_and_the_right_counts():
    model = Model([[4, {"scale": "min_max"}], [8, "relu", {"dropout": 0.2}], [3, "softmax"]])
    assert model.summary().splitlines() == [
        "Layer (type)  Output Shape  Param #",
        "-----------------------------------",
        "min_max       (None, 4)           0",
        "dense 8       (None, 8)          40",
        "relu          (None, 8)           0",
        "dropout 0.2   (None, 8)           0",
        "dense 3       (None, 3)          27",
        "softmax       (None, 3)           0",
        "-----------------------------------",
        "Total params: 67",
    ]


def test_large_counts_are_grouped():
    table = Model([[784], [128, "relu"], [10, "softmax"]]).summary()
    assert "100,480" in table
    assert table.endswith("Total params: 101,770")


def test_the_total_is_the_size_of_theta():
    model = Model(layers=[Dense(5), Dropout(0.5), "tanh", Dense(2)], inputs=3)
    assert f"Total params: {model.theta.size}" in model.summary()


def test_columns_are_as_wide_as_they_must_be():
    lines = Model([[4], [2, "hard_sigmoid"], [1000]]).summary().splitlines()
    assert len({len(line) for line in lines[:-1]}) == 1
