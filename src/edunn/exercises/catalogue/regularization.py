"""Exercises on regularization: penalties on weights, and dropout."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.catalogue.drawing import pair
from edunn.exercises.exercise import Exercise, mistake


def l2_gradient(dW, db, W, b, strength):
    """Add the gradient of the L2 penalty, strength / 2 * (sum of W^2), to that of the loss.

    dW, W: (I, O); db, b: (O,); biases are not penalized
    strength: how much the penalty counts
    Returns dW' and db'.
    """
    return dW + find("regularizer", "l2", strength=strength).gradient(W), db


@mistake(
    "A factor 2",
    ("With the half in the penalty the 2 of the derivative cancels (Keras leaves the half out)."),
)
def l2_gradient__two(dW, db, W, b, strength):
    return dW + 2 * strength * W, db


@mistake("strength * W^2", "The derivative of W^2 / 2 is W.")
def l2_gradient__squared_weights(dW, db, W, b, strength):
    return dW + strength * W**2, db


@mistake("The biases pay as well", "Biases do not make a function steep, and are left free.")
def l2_gradient__bias_pays(dW, db, W, b, strength):
    return dW + strength * W, db + strength * b


@mistake(
    "The gradient of the norm",
    "The penalty is the sum of squares, not its root: no division by the length.",
)
def l2_gradient__norm(dW, db, W, b, strength):
    return dW + strength * W / np.linalg.norm(W), db


@mistake("The penalty itself is added", "Asked is its derivative by W: that of strength / 2 W^2.")
def l2_gradient__penalty_itself(dW, db, W, b, strength):
    return dW + strength / 2 * W**2, db


L2_GRADIENT = Exercise(
    solution=l2_gradient,
    title="the gradient of the L2 penalty",
    lesson=10,
    mistakes=(
        l2_gradient__two,
        l2_gradient__squared_weights,
        l2_gradient__bias_pays,
        l2_gradient__norm,
        l2_gradient__penalty_itself,
    ),
    small=(
        (
            np.array([[0.1, 0.2], [0.3, 0.4]]),
            np.array([1.0, -1.0]),
            np.array([[2.0, -3.0], [0.0, 0.5]]),
            np.array([5.0, -7.0]),
            0.1,
        ),
    ),
    random=lambda random: (
        random.normal(size=(3, 2)),
        random.normal(size=2),
        random.normal(size=(3, 2)),
        random.normal(size=2),
        0.3,
    ),
    outputs=("dW", "db"),
)


def l1_gradient(dW, W, strength):
    """Add the gradient of the L1 penalty, strength * (sum of |W|), to that of the loss.

    dW, W: (I, O)
    strength: how much the penalty counts
    Returns dW'; where W is 0 nothing is added.
    """
    return dW + find("regularizer", "l1", strength=strength).gradient(W)


@mistake("W / |W|", "A weight of 0 gives 0 / 0; np.sign knows that case.")
def l1_gradient__divided_by_itself(dW, W, strength):
    return dW + strength * W / np.abs(W)


@mistake("strength * |W|", "That is the penalty of each weight, not its derivative.")
def l1_gradient__absolute_value(dW, W, strength):
    return dW + strength * np.abs(W)


@mistake(
    "strength * W: the gradient of L2",
    "L1 pulls equally hard on every weight; only so do small ones reach zero.",
)
def l1_gradient__l2(dW, W, strength):
    return dW + strength * W


@mistake(
    "The gradient of the Euclidean norm",
    "np.linalg.norm is the Euclidean norm unless told otherwise; L1 adds up absolute values.",
)
def l1_gradient__norm_2(dW, W, strength):
    return dW + strength * W / np.linalg.norm(W)


L1_GRADIENT = Exercise(
    solution=l1_gradient,
    title="the gradient of the L1 penalty",
    lesson=10,
    mistakes=(
        l1_gradient__divided_by_itself,
        l1_gradient__absolute_value,
        l1_gradient__l2,
        l1_gradient__norm_2,
    ),
    small=(
        (np.array([[0.1, 0.2]]), np.array([[2.0, -3.0]]), 0.1),
        (np.array([[0.1, 0.2], [0.3, 0.4]]), np.array([[2.0, -3.0], [0.0, 0.5]]), 0.1),
    ),
    random=lambda random: (*pair(random), 0.3),
    edge=((np.array([[0.5]]), np.array([[0.0]]), 0.1),),
    outputs=("dW",),
)


def dropout(x, rate, u, is_training):
    """Dropout with inverted scaling: in training, numbers where u < rate become 0.

    x: (B, I)
    rate: the share that is dropped, at least 0 and below 1
    u: (B, I), numbers drawn uniformly from [0, 1), one for each number of x
    is_training: in prediction nothing happens at all
    Returns y, (B, I); what stays is divided by 1 - rate.
    """
    # The layer of the library draws u itself.
    if not is_training:
        return x
    return x * (u >= rate) / (1 - rate)


@mistake("Divided by the rate", "Three quarters stay, so divide by 1 - rate, not by rate.")
def dropout__divided_by_rate(x, rate, u, is_training):
    if not is_training:
        return x
    return x * (u >= rate) / rate


@mistake(
    "The share kept and the share dropped are confused", "Here rate is the share that is dropped."
)
def dropout__keep_for_drop(x, rate, u, is_training):
    if not is_training:
        return x
    return x * (u < rate) / (1 - rate)


@mistake("Half is dropped, whatever the rate", "Use the rate that was asked for.")
def dropout__half_hard_coded(x, rate, u, is_training):
    if not is_training:
        return x
    return x * (u >= 0.5) / (1 - rate)


@mistake(
    "Dropped while predicting", "A prediction uses the whole network and is the same every time."
)
def dropout__active_in_prediction(x, rate, u, is_training):
    return x * (u >= rate) / (1 - rate)


@mistake(
    "Scaled down while predicting",
    "Scaling up in training has done that already (inverted dropout).",
)
def dropout__scaled_in_prediction(x, rate, u, is_training):
    if not is_training:
        return x * (1 - rate)
    return x * (u >= rate) / (1 - rate)


@mistake("Multiplied by the rate while predicting", "Nothing at all happens while predicting.")
def dropout__scaled_by_rate_in_prediction(x, rate, u, is_training):
    if not is_training:
        return x * rate
    return x * (u >= rate) / (1 - rate)


@mistake(
    "Scaled while predicting instead of in training",
    "That is the first form of dropout; the inverted one divides by 1 - rate in training, and "
    "leaves predictions alone.",
)
def dropout__not_inverted(x, rate, u, is_training):
    return x * (u >= rate) if is_training else x * (1 - rate)


@mistake(
    "What stays is not divided by 1 - rate",
    "With fewer units the next layer's sums are smaller in training than while predicting.",
)
def dropout__no_scale(x, rate, u, is_training):
    return x * (u >= rate) if is_training else x


DROPOUT = Exercise(
    solution=dropout,
    title="dropout",
    lesson=10,
    mistakes=(
        dropout__divided_by_rate,
        dropout__keep_for_drop,
        dropout__half_hard_coded,
        dropout__active_in_prediction,
        dropout__scaled_in_prediction,
        dropout__scaled_by_rate_in_prediction,
        dropout__not_inverted,
        dropout__no_scale,
    ),
    small=(
        (
            np.arange(1.0, 9.0).reshape(2, 4),
            0.25,
            np.array([[0.1, 0.3, 0.6, 0.9], [0.8, 0.2, 0.45, 0.24]]),
            True,
        ),
        (
            np.arange(1.0, 9.0).reshape(2, 4),
            0.25,
            np.array([[0.1, 0.3, 0.6, 0.9], [0.8, 0.2, 0.45, 0.24]]),
            False,
        ),
    ),
    random=lambda random: (random.normal(size=(3, 5)), 0.4, random.random((3, 5)), True),
    edge=((np.array([[1.0, 2.0]]), 0.0, np.array([[0.0, 0.5]]), True),),
    outputs=("y",),
)


def dropout_backward(dy, u, rate):
    """The backward pass of dropout.

    dy: (B, I), the gradient by the outputs
    u: (B, I), the numbers that the forward pass dropped by: those where u < rate
    rate: the share that was dropped; what stayed was divided by 1 - rate
    Returns dx, (B, I).
    """
    mask = (u >= rate) / (1 - rate)
    return find("layer", "dropout", rate=rate).input_gradient(dy, {"mask": mask}, {})


@mistake(
    "The mask is not applied", "What was silenced has no influence on the loss: its gradient is 0."
)
def dropout_backward__no_mask(dy, u, rate):
    return dy / (1 - rate)


@mistake(
    "The scale is forgotten",
    "The forward pass multiplied by 1 / (1 - rate), so the backward pass does too.",
)
def dropout_backward__no_scale(dy, u, rate):
    return dy * (u >= rate)


@mistake("The mask is turned round", "The gradient flows where the number stayed.")
def dropout_backward__mask_inverted(dy, u, rate):
    return dy * (u < rate) / (1 - rate)


@mistake(
    "Multiplied by 1 - rate",
    "The forward pass divided by 1 - rate; its derivative is that same factor, not the inverse.",
)
def dropout_backward__scale_inverted(dy, u, rate):
    return dy * (u >= rate) * (1 - rate)


DROPOUT_BACKWARD = Exercise(
    solution=dropout_backward,
    title="back through dropout",
    lesson=10,
    mistakes=(
        dropout_backward__no_mask,
        dropout_backward__no_scale,
        dropout_backward__mask_inverted,
        dropout_backward__scale_inverted,
    ),
    small=((np.array([[1.0, -2.0, 3.0, 4.0]]), np.array([[0.1, 0.3, 0.6, 0.9]]), 0.25),),
    edge=((np.array([[1.0, 2.0]]), np.array([[0.0, 0.5]]), 0.0),),
    random=lambda random: (random.normal(size=(3, 5)), random.random((3, 5)), 0.4),
    outputs=("dx",),
)


EXERCISES = (
    L2_GRADIENT,
    L1_GRADIENT,
    DROPOUT,
    DROPOUT_BACKWARD,
)
"""All of this topic, from easy to hard."""
