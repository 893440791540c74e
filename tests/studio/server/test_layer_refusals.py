"""A layer that cannot be: the answer names the layer and the setting, or the shape."""

import pytest

from edunn.studio.views.choices import catalogue


def asked(client, *hidden, data="digits_8x8", address="/api/network"):
    experiment = {"data": {"name": data}, "scaling": "none", "hidden": hidden}
    body = experiment if address == "/api/network" else {"experiment": experiment}
    return client.post(address, json=body)


def layer(name, **settings):
    return {"kind": "layer", "name": name, "settings": settings}


FLATTEN = layer("flatten")
NEEDED = {
    "conv": {"filters": 2},
    **{name: {"units": 2, "sequences": True} for name in ("simple_rnn", "gru", "lstm")},
}
ON_SEQUENCES = ("simple_rnn", "gru", "lstm", "self_attention", "positional_encoding")
SETTINGS = [(one.name, field.name) for one in catalogue("1").layers for field in one.fields]


@pytest.mark.parametrize("value", [None, -1, 0, 2.5, 1e300, "x", "", True, [1, 2], {}], ids=repr)
@pytest.mark.parametrize(("name", "setting"), SETTINGS)
def test_every_setting_is_taken_or_refused_by_name(client, name, setting, value):
    data = "parity" if name in ON_SEQUENCES else "digits_8x8"
    one = layer(name, **(NEEDED.get(name, {}) | {setting: value}))
    answer = asked(client, one, FLATTEN, data=data)
    assert answer.status_code in (200, 400), answer.json
    assert answer.status_code == 200 or setting in answer.json["message"]


@pytest.mark.parametrize(
    ("hidden", "data", "words"),
    [
        ([layer("conv"), FLATTEN], "digits_8x8", "layer 1, ['conv']: conv cannot be built without "
         "filters. In their order, its settings are: filters, kernel, stride"),
        ([layer("conv", filters=2, kernel=9), FLATTEN], "digits_8x8",
         "layer 1, ['conv', 2, 9]: kernel reaches across (9, 9) pixels, but the image has only"),
        ([layer("conv", filters=2, dilation=99, padding="same"), FLATTEN], "digits_8x8",
         "kernel reaches across (199, 199) pixels, but the image has only (8, 8), so that nearly"),
        ([FLATTEN, layer("max_pool", window=2), FLATTEN], "digits_8x8",
         "layer 2, ['max_pool', 2]: MaxPool2D takes images (rows, columns, channels)"),
        ([layer("conv", filters=2), FLATTEN], "iris",
         "layer 1, ['conv', 2]: Conv2D takes images (rows, columns, channels)"),
        ([layer("gru", units=2)], "iris", "layer 1, ['gru', 2]: GRU takes sequences"),
        ([layer("self_attention", heads=2), FLATTEN], "parity",
         "divides the 1 numbers of a time step among its 2 heads"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_the_layer(client, hidden, data, words):
    answer = asked(client, *hidden, data=data)
    assert answer.status_code == 400
    assert words in answer.json["message"]


def test_an_embedding_of_measurements_is_refused_with_the_number(client):
    words = layer("embedding", words=9, size=2)
    answer = asked(client, words, FLATTEN, data="iris", address="/api/runs")
    assert answer.status_code == 400
    assert "Embedding takes whole numbers from 0 to 8" in answer.json["message"]


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"units": "many"}, "hidden.0.dense.units"),
        ({"kind": "dropout", "rate": 1}, "hidden.0.dropout.rate"),
        (layer("conv", filters=[2, 2]), "hidden.0.layer.settings.filters"),
        ({"kind": "conv"}, "hidden.0"),
    ],
)
def test_what_is_wrong_with_a_layer_is_told_about_its_kind_alone(client, settings, field):
    answer = asked(client, settings)
    assert (answer.status_code, answer.json["field"]) == (400, field)
    assert "more)" not in answer.json["message"]
