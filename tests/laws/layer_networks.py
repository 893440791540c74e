"""Small networks that have every layer of the catalogue in them, for the laws of all layers.

Add a network here for a new layer: every law is then tried on it.
"""

import numpy as np

from edunn import Model

ROWS = 6

IMAGE = [5, 6, 2]
SEQUENCE = [4, 3]
NETWORKS = {
    "dense": [[4], [3, "tanh"], [2]],
    "dense, sequences": [SEQUENCE, [2, "tanh", {"l2": 0.3}], [2], ["flatten"], [2]],
    "standardize": [[4, {"scale": "standardize"}], [2]],
    "min_max": [[4, {"scale": "min_max"}], [2]],
    "center": [[4, {"scale": "center"}], [2]],
    "dropout": [[4], [6, "tanh"], ["dropout", 0.3], [2]],
    "conv": [IMAGE, ["conv", 3, 2, "tanh"], ["flatten"], [2]],
    "conv, two": [IMAGE, ["conv", 3, [3, 2], "tanh"], ["conv", 2, 2], ["flatten"], [2]],
    "conv, penalized": [IMAGE, ["conv", 2, 3, {"l2": 0.3}], ["flatten"], [2]],
    "conv, without bias": [IMAGE, ["conv", 3, 2, {"bias": False}], ["flatten"], [2]],
    "conv, last": [IMAGE, ["conv", 2, [5, 6]], ["flatten"]],
    **{
        f"conv, {padding}, stride {stride}, dilation {dilation}": [
            [5, 7, 2],
            ["conv", 2, 2, "tanh", {"padding": "same"}],
            ["conv", 2, [2, 3], {"stride": stride, "dilation": dilation, "padding": padding}],
            ["flatten"],
            [2],
        ]
        for padding in ("valid", "same")
        for stride in (1, 2, [2, 1])
        for dilation in (1, 2, [1, 2])
    },
    "max_pool": [IMAGE, ["conv", 3, 2, "tanh"], ["max_pool", 2], ["flatten"], [2]],
    "max_pool, overlapping": [IMAGE, ["max_pool", 3, 1], ["conv", 2, 2], ["flatten"], [2]],
    "max_pool, same": [
        IMAGE,
        ["conv", 2, 2],
        ["max_pool", 2, {"padding": "same"}],
        ["flatten"],
        [2],
    ],
    "max_pool, first": [IMAGE, ["max_pool", [2, 3]], ["flatten"], [2]],
    "average_pool": [IMAGE, ["conv", 3, 2, "tanh"], ["average_pool", 2], ["flatten"], [2]],
    "average_pool, same": [
        IMAGE,
        ["conv", 2, 2],
        ["average_pool", 3, 2, {"padding": "same"}],
        ["flatten"],
        [2],
    ],
    "global_average_pool": [IMAGE, ["conv", 3, 2, "tanh"], ["global_average_pool"], [2]],
    "global_average_pool, sequences": [SEQUENCE, [3, "tanh"], ["global_average_pool"], [2]],
    "global_average_pool, first": [SEQUENCE, ["global_average_pool"], [2]],
    "batch_norm": [[4], [3], ["batch_norm"], ["tanh"], [2], ["batch_norm", 0.5]],
    "batch_norm, first": [[4], ["batch_norm"], [3, "tanh"], [2]],
    "batch_norm, images": [
        IMAGE,
        ["conv", 3, 2, {"bias": False}],  # it would have the gradient 0
        ["batch_norm"],
        ["tanh"],
        ["flatten"],
        [2],
    ],
    "batch_norm, images, first": [IMAGE, ["batch_norm"], ["conv", 2, 2], ["flatten"], [2]],
    "batch_norm, sequences": [SEQUENCE, ["batch_norm"], ["tanh"], ["flatten"], [2]],
    "layer_norm": [[4], [3], ["layer_norm"], ["tanh"], [2], ["layer_norm", 0.1]],
    "layer_norm, first": [[4], ["layer_norm"], [3, "tanh"], [2]],
    "layer_norm, images": [IMAGE, ["conv", 3, 2], ["layer_norm"], ["tanh"], ["flatten"], [2]],
    "layer_norm, images, first": [IMAGE, ["layer_norm"], ["conv", 2, 2], ["flatten"], [2]],
    "layer_norm, sequences": [SEQUENCE, ["layer_norm"], ["tanh"], ["flatten"], [2]],
    **{
        f"{kind}{', all steps' * is_sequence}": [
            [4, 3],
            [kind, 3, {"sequences": is_sequence, "bias_initializer": "random_normal"}],
            *([["flatten"]] if is_sequence else []),
            [2],
        ]
        for kind in ("simple_rnn", "lstm", "gru")
        for is_sequence in (False, True)
    },
    "simple_rnn, softplus": [[4, 2], ["simple_rnn", 3, "softplus"], [2]],
    "lstm, one step": [[1, 3], ["lstm", 2]],
    "recurrent, stacked and penalized": [
        [3, 2],
        ["lstm", 3, True, {"l2": 0.3}],
        ["gru", 2, True],
        ["simple_rnn", 2, {"l1": 0.1}],
    ],
    "residual": [[4], [3], ["residual", [[5, "tanh"], [3, "tanh", {"l2": 0.3}]]], [2]],
    "residual, first": [[4], ["residual", [[4, "tanh"]]], [2]],
    "residual, without parameters": [[4], [3], ["residual", ["tanh"]], [2]],
    "residual, nested": [
        [4],
        [3],
        ["residual", [[3], ["residual", [[2, "tanh"], [3]]], "tanh", [3]]],
        [2],
    ],
    "residual, images": [
        IMAGE,
        ["conv", 3, 2],
        [
            "residual",
            [
                ["conv", 2, 3, "tanh", {"padding": "same", "bias": False}],
                ["batch_norm"],
                ["dropout", 0.2],
                ["conv", 3, 3, {"padding": "same", "l2": 0.3}],
            ],
        ],
        ["flatten"],
        [2],
    ],
    "frozen": [[4], ["frozen", [[5, "tanh"], [3]]], [2]],
    "frozen, above one that learns": [
        [4],
        [3, "tanh"],
        ["frozen", [[5, "tanh"], ["residual", [[5, "tanh"]]], ["frozen", [[3]]]], {"seed": 3}],
        [2],
    ],
    "frozen, inside a residual block": [[4], [3], ["residual", [["frozen", [[3, "tanh"]]]]], [2]],
    "frozen, images": [
        IMAGE,
        ["frozen", [["conv", 3, 2, "tanh"], ["max_pool", 2]]],
        ["flatten"],
        ["center"],
        [2],
    ],
    "frozen, images above": [
        IMAGE,
        ["conv", 2, 2],
        ["frozen", [["conv", 3, 2, "tanh"], ["average_pool", 2]]],
        ["flatten"],
        [2],
    ],
    "frozen, sequences": [
        SEQUENCE,
        [2],
        ["frozen", [["gru", 3, True], ["self_attention"], ["layer_norm"]]],
        ["flatten"],
        [2],
    ],
    "positional_encoding": [SEQUENCE, [5], ["positional_encoding"], ["tanh"], ["flatten"], [2]],
    "self_attention": [SEQUENCE, ["self_attention"], ["tanh"], ["flatten"], [2]],
    "self_attention, heads": [
        [3, 2],
        [2],
        ["self_attention", 2, {"l2": 0.3, "bias_initializer": "random_normal"}],
        ["flatten"],
        [2],
    ],
    "self_attention, causal": [
        [3, 2],
        [4],
        ["self_attention", 2, {"causal": True}],
        ["flatten"],
        [2],
    ],
    "transformer": [
        [3],
        ["embedding", 4, 2],
        ["positional_encoding"],
        ["residual", [["layer_norm"], ["self_attention", 2]]],
        ["residual", [["layer_norm"], [3, "gelu"], [2]]],
        ["flatten"],
        [2],
    ],
    "embedding": [[4], ["embedding", 5, 3], ["tanh"], ["flatten"], [2]],
    "embedding, penalized": [[4], ["embedding", 5, 3, {"l2": 0.3}], [2], ["flatten"], [2]],
    "reshape": [[24], ["reshape", [3, 4, 2]], ["conv", 2, 2], ["flatten"], [2]],
}
"""Each in the short form, with two outputs and no activation behind them."""


def built(name, ending=(), **settings):
    """A float64 model of that network; `ending` are further elements."""
    given = {"dtype": "float64", "seed": 1} | settings
    return Model([*NETWORKS[name], *ending], "mse" if not ending else None, **given)


def rows_for(model, seed=0, rows=ROWS):
    """Inputs and targets of the shapes of the model: whole numbers where it embeds them."""
    random = np.random.default_rng(seed)
    words = next((layer.words for layer in model.layers if hasattr(layer, "words")), None)
    shape = (rows, *model.network.input_shape)
    x = random.normal(size=shape) if words is None else random.integers(0, words, shape)
    return x.astype(float), random.normal(size=(rows, model.network.shapes[-1][0]))
